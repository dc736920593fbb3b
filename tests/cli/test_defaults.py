"""The config file, as the command line uses it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import GOOD, Run, linux_only, words
from skips import needs


@linux_only
def test_a_config_that_is_not_understood_is_one_sentence(run: Run, config: Callable[[str], None]) -> None:
    config("[lexcon]\n")
    done = run("voices")
    assert done.returncode == 1
    assert "did you mean 'lexicon'?" in done.stderr


@linux_only
def test_defaults_of_the_config_are_taken_where_no_flag_is_given(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(GOOD)
    config("[defaults]\npace = '5-7'\nreps = 3\nbells = false\n")
    assert '"pace": "5-7"' in (done := run("plan", "good.md", "--json")).stdout
    assert '"reps": 3' in done.stdout
    assert '"bells": []' in done.stdout
    assert '"pace": "4-6"' in run("plan", "good.md", "--json", "--pace", "4-6").stdout


WITH_VARIATION = f"{GOOD}\n## Variation: Twist\n### Repeat 2 times\n- Inhale: turn.\n- Exhale: back.\n"


@linux_only
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("paec = '4-6'", "did you mean 'pace'"),
        ("output = 'x.mp3'", "'output' is not known"),
        ("pace = 'quick'", "pace is 'quick' in [defaults]: 'quick' is no pace"),
        ("pace = [1, 2]", "pace is '[1, 2]' in [defaults]: expected a number or a text"),
        ("pace = 2026-01-01", "expected a number or a text"),
        ("pace = { a = 1 }", "expected a number or a text"),
        ("minutes = true", "expected a number or a text"),
        ("with = [['Twist']]", "expected a text, or a list of them"),
        ("bells = 'no'", "expected true or false"),
        ("bells = 1", "expected true or false"),
        ("reps = 500", "reps is '500' in [defaults]: 500: expected low"),
        ("guide = 'wind'", "guide is 'wind' in [defaults]: "),
        ("rate = 9", "rate is '9' in [defaults]:"),
        ("bed = 'rian'", "did you mean 'rain'"),
        ("bed = 'good.md'", "bed is 'good.md' in [defaults]: good.md cannot be read as a sound"),
        ("skip = 'Lift'", "skip is 'Lift' in [defaults]: Nothing is left"),
        ("voice = 'nobody-at-all'", "voice is 'nobody-at-all' in [defaults]: No voice is called 'nobody-at-all'"),
        (
            "voice = 'nobody-at-all,no-one-else'",
            "voice is 'nobody-at-all,no-one-else' in [defaults]: None of the 2 voices",
        ),
        ("voice = ','", "voice is ',' in [defaults]: ',' names an empty voice"),
        ("voice = 'recorded:nowhere'", "voice is 'recorded:nowhere' in [defaults]: The recordings in nowhere"),
        ("bpm = 6\nratio = 'two'", "ratio is 'two' in [defaults]: 'two' is no ratio"),
        ("pace = '4-6'\nbpm = 6", "pace is '4-6' in [defaults]: pace and bpm both set the pace"),
        ("reps = 3\nminutes = 5", "reps is '3' in [defaults]: reps and minutes both choose"),
        ("format = 'aiff'", "format is 'aiff' in [defaults]:"),
        ("bitrate = 7", "bitrate is '7' in [defaults]: MP3 with 7 kbit/s cannot be made: choose a bitrate of"),
        ("bitrate = 'fast'", "bitrate is 'fast' in [defaults]:"),
        ("bitrate = 7\nformat = 'wav'", "bitrate is '7' in [defaults]: WAV with 7 kbit/s"),
        ("bitrate = 320\nformat = 'opus'", "bitrate is '320' in [defaults]: Opus with 320 kbit/s"),
    ],
)
def test_a_wrong_value_of_the_config_is_reported_with_its_line(
    run: Run, config: Callable[[str], None], tmp_path: Path, text: str, expected: str
) -> None:
    (tmp_path / "good.md").write_text(WITH_VARIATION)
    config(f"# mine\n[defaults]\nstrict = false\n{text}\n")
    done = run("export", "good.md")
    line = 5 if "ratio" in text else 4
    assert done.returncode == 1
    assert f"config.toml:{line}: " in done.stderr
    assert expected in words(done.stderr)
    assert "--" not in done.stderr.replace("voices --sheet", "")


@linux_only
@pytest.mark.parametrize("command", ["plan", "play", "export"])
def test_every_command_says_where_the_fault_is(run: Run, config: Callable[[str], None], command: str) -> None:
    config("[defaults]\nskip = ['chair', 'e']\n")
    assert "config.toml:2: skip is '['chair', 'e']' in [defaults]: Nothing is left" in run(command, "desk-break").stderr


@linux_only
def test_names_of_the_config_that_a_session_lacks_are_passed_over(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(WITH_VARIATION)
    plain = run("plan", "good.md").stdout
    config("[defaults]\nwith = 'Twits'\nskip = ['cobra']\nonly = 'cobra'\n")
    done = run("plan", "good.md")
    assert (done.returncode, done.stdout) == (0, plain)
    config("[defaults]\nwith = ['Twits', 'Twist']\nskip = ['cobra']\n")
    assert "Inhale, turn." in run("plan", "good.md").stdout
    assert "'cobra' is no exercise here" in run("plan", "good.md", "--skip", "cobra").stderr


@linux_only
def test_an_export_tells_the_flags_by_which_it_is_made_again_with_this_config(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    from mutagen.id3 import ID3

    (tmp_path / "good.md").write_text(WITH_VARIATION)
    config("[defaults]\nskip = 'cobra'\n")
    assert run("export", "good.md", "--with", "Twist").returncode == 0
    assert str(ID3(tmp_path / "good.mp3").getall("COMM")[0]).endswith("good.md --with Twist")


@needs("ffmpeg")
@linux_only
def test_the_command_line_overrides_the_config_without_reading_its_value(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(WITH_VARIATION)
    config("[defaults]\npace = 'quick'\nbitrate = 320\nwith = 'Twits'\nvoice = 'nobody-at-all'\n")
    own = ["--pace", "4-6", "--with", "Twist", "--voice", "en-gb", "-o", "x.opus"]
    assert run("export", "good.md", *own).returncode == 0


@linux_only
def test_a_fault_of_the_command_line_is_not_blamed_on_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path
) -> None:
    (tmp_path / "good.md").write_text(WITH_VARIATION)
    config("[defaults]\nwith = 'Twist'\npace = '4-6'\n")
    assert run("plan", "good.md", "--with", "Twits").stderr.startswith("voiceguide: 'Twits' is no variation here")
    assert "Invalid value for '--pace'" in run("plan", "good.md", "--pace", "quick").stderr


@linux_only
def test_a_program_of_the_config_that_cannot_speak_is_reported_with_its_line(
    run: Run, config: Callable[[str], None]
) -> None:
    config("[voices.mine]\nseconds = 5\ncommand = 'no-such-program {out} {text}'\n")
    done = run("voices", "--say", "Inhale.", "--voice", "mine", "-o", "x.wav")
    assert "change [voices.mine] at " in done.stderr
    assert "config.toml:3." in done.stderr


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "pace"),
    [
        ("pace = '5-7'", ["--bpm", "6"], "5-5"),
        ("bpm = 6", ["--pace", "4-8"], "4-8"),
        ("bpm = 6\nratio = '2:3'", ["--pace", "4-8"], "4-8"),
        ("ratio = '2:3'", ["--bpm", "6"], "4-6"),
        ("pace = '5-7'\nratio = '2:3'", [], "5-7"),
        ("bpm = 6", ["--ratio", "2:3"], "4-6"),
        ("exhale = 9", ["--pace", "4-8"], "4-8"),
        ("exhale = 9", ["--inhale", "5"], "5-9"),
    ],
)
def test_the_pace_of_the_command_line_wins_over_that_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], pace: str
):
    (tmp_path / "good.md").write_text(GOOD)
    config(f"[defaults]\n{defaults}\n")
    done = run("plan", "good.md", "--json", *flags)
    assert (done.returncode, done.stderr) == (0, "")
    assert f'"pace": "{pace}"' in done.stdout


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "reps"),
    [
        ("reps = 3", ["--minutes", "1"], None),
        ("minutes = 1", ["--reps", "3"], 3),
        ("minutes = 1", ["--reps", "mid"], 2),
    ],
)
def test_the_length_of_the_command_line_wins_over_that_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], reps: int | None
):
    (tmp_path / "good.md").write_text(GOOD)
    config(f"[defaults]\n{defaults}\n")
    done = run("plan", "good.md", "--json", *flags)
    assert done.returncode == 0, done.stderr
    assert reps is None or f'"reps": {reps}' in done.stdout


@linux_only
def test_two_paces_on_the_command_line_are_still_refused(run: Run, config: Callable[[str], None]):
    config("[defaults]\npace = '5-7'\n")
    assert "expected one of them" in words(run("plan", "box", "--bpm", "6", "--pace", "4-6").stderr)


@linux_only
@pytest.mark.parametrize(
    ("defaults", "flags", "made"),
    [
        ("format = 'wav'", ["-o", "x.mp3"], "x.mp3"),
        ("format = 'wav'", ["-o", "out"], "out/good.wav"),
        ("split = true", ["-o", "x.mp3"], "x.mp3"),
        ("bitrate = 40", ["--format", "wav"], "good.wav"),
        ("bitrate = 40\nmono = true\nverify = true", ["-o", "x.mp3"], "x.mp3"),
    ],
)
def test_the_file_that_is_named_wins_over_the_form_of_the_config(
    run: Run, config: Callable[[str], None], tmp_path: Path, defaults: str, flags: list[str], made: str
):
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "out").mkdir()
    config(f"[defaults]\n{defaults}\n")
    done = run("export", "good.md", *flags)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == made
