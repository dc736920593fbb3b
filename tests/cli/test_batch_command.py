"""`voiceguide batch`: what is checked before anything is made."""

from pathlib import Path

import pytest
from running import GOOD, Run, linux_only


def write(folder: Path, **files: str) -> None:
    """Scripts and plans by their names; `.md` or `.toml` follows from their text."""
    for name, text in files.items():
        suffix = "md" if text.startswith(("# ", "---")) else "toml"
        (folder / f"{name}.{suffix}").write_text(text, "utf-8")


def problems(said: str) -> list[str]:
    return [line for line in said.splitlines() if ": error: " in line]


MATRIX = """\
name = "{script}-{pace}.mp3"
[defaults]
mono = true
[matrix]
script = ["lift.md"]
pace = ["4-6", "5-7"]
"""


def test_a_dry_run_shows_what_would_be_made_and_makes_nothing(run: Run, tmp_path: Path):
    write(tmp_path, lift=GOOD, plan=MATRIX)
    done = run("batch", "plan.toml", "--dry-run")
    assert done.returncode == 0
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["file", "made", "by"],
        ["lift-4-6.mp3", "to", "make", "lift.md", "--mono", "--pace", "4-6"],
        ["lift-5-7.mp3", "to", "make", "lift.md", "--mono", "--pace", "5-7"],
    ]
    assert not (tmp_path / "plan").exists()


def test_scripts_and_sounds_are_looked_for_beside_the_plan(run: Run, tmp_path: Path):
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep", lift=GOOD, plan='[[items]]\nscript = "lift.md"\nbed = "my.wav"\n')
    (tmp_path / "deep" / "my.wav").write_bytes(b"")
    assert run("batch", "deep/plan.toml", "--dry-run").returncode == 0


def test_every_problem_of_every_item_is_told_at_its_place(run: Run, tmp_path: Path):
    write(
        tmp_path,
        lift=GOOD,
        bad="# Bad\n\n## Repeet 2 times\n- Inhale: lift.\n",
        plan="""\
name = "{script}.mp3"
[defaults]
mono = "yes"
loudness = 3
[matrix]
script = ["lift.md", "bad.md", "lost.md"]
pace = ["4-x"]
[[items]]
script = "lift.md"
name = "../{script}"
pace = "4-6"
bpm = 6
with = "nothing"
voice = "nobody"
guide = "tone"
[[items]]
name = "a"
[[items]]
script = "lift.md"
name = "c"
output = "x.mp3"
bitrate = [64, 128]
""",
    )
    done = run("batch", "plan.toml", "--dry-run")
    assert done.returncode == 1
    assert done.stdout == ""
    places = [problem.split(": error: ") for problem in problems(done.stderr)]
    assert [place for place, _ in places] == [
        "bad.md:3:4",
        "plan.toml:3:1",
        "plan.toml:4:1",
        "plan.toml:6:32",
        "plan.toml:7:9",
        "plan.toml:10:1",
        "plan.toml:11:1",
        "plan.toml:13:1",
        "plan.toml:14:1",
        "plan.toml:15:1",
        "plan.toml:16:1",
        "plan.toml:21:1",
        "plan.toml:22:1",
    ]
    assert done.stderr.endswith("13 errors: nothing was made. Mend the plan and try again.\n")


def test_two_items_of_one_file_are_an_error_with_both_lines(run: Run, tmp_path: Path):
    plan = """\
[[items]]
script = "lift.md"
name = "Über/A.mp3"
lrc = true
[[items]]
script = "lift.md"
name = "u\u0308ber/a.MP3"
[[items]]
script = "lift.md"
name = "über/a.wav"
lrc = true
[[items]]
script = "lift.md"
name = "über/a.mp3/b.mp3"
[[items]]
script = "lift.md"
name = "batch.json"
split = true
"""
    write(tmp_path, lift=GOOD, plan=plan)
    told = problems(run("batch", "plan.toml", "--dry-run").stderr)
    assert [problem.split(":")[1] for problem in told] == ["7", "10", "14", "17"]
    assert [problem.count("line 3") + problem.count("line 7") for problem in told] == [1, 1, 1, 0]


def test_flags_of_an_item_beat_those_of_the_plan_and_these_the_users_own(run: Run, tmp_path: Path):
    (tmp_path / "config" / "voiceguide").mkdir(parents=True)
    (tmp_path / "config" / "voiceguide" / "config.toml").write_text(
        '[defaults]\nguide = "none"\nbells = false\npace = "3-3"\n'
    )
    write(
        tmp_path,
        lift=GOOD,
        plan="""\
[defaults]
reps = "low"
mono = true
bells = true
[[items]]
script = "lift.md"
minutes = 5
name = "a"
[[items]]
script = "lift.md"
mono = false
bpm = 6
name = "b.wav"
""",
    )
    done = run("batch", "plan.toml", "--dry-run")
    assert [line.split()[3:] for line in done.stdout.splitlines()[1:]] == [
        ["lift.md", "--mono", "--pace", "3-3", "--minutes", "5.0", "--guide", "none"],
        ["lift.md", "--bpm", "6.0", "--reps", "low", "--guide", "none"],
    ]


def test_each_preset_and_form_gives_its_suffix(run: Run, tmp_path: Path):
    items = ["", 'format = "wav"', 'for = "car"', 'for = "insight-timer"', "split = true", "rate = 1.2"]
    plan = "".join(f'[[items]]\nscript = "lift.md"\nname = "{n}.5"\n{flags}\n' for n, flags in enumerate(items))
    write(tmp_path, lift=GOOD, plan=plan)
    done = run("batch", "plan.toml", "--dry-run")
    names = [line.split()[0] for line in done.stdout.splitlines()[1:]]
    assert names == ["0.5.mp3", "1.5.wav", "2.5", "3.5.mp3", "4.5", "5.5.mp3"]


def test_a_wrong_value_is_told_once(run: Run, tmp_path: Path):
    write(tmp_path, lift=GOOD, plan='[[items]]\nscript = "lift.md"\nformat = "m4a"\n[[items]]\nscript = 3\n')
    assert problems(run("batch", "plan.toml", "--dry-run").stderr) == [
        "plan.toml:3:1: error: format: 'm4a': expected mp3, wav, flac, opus or m4b; did you mean 'm4b'?",
        "plan.toml:5:1: error: script is '3': expected script = \"…\", a path or a bundled script's name",
    ]


@pytest.mark.parametrize(
    ("defaults", "names"),
    [
        ('for = "car"', ["a", "b.mp3", "c", "d.m4b", "e.mp3"]),
        ('format = "wav"', ["a.wav", "b.mp3", "c.flac", "d.m4b", "e.mp3"]),
        ("split = true", ["a", "b.mp3", "c", "d.m4b", "e.mp3"]),
        ('format = "wav"\nfor = "bookplayer"', ["a.m4b", "b.mp3", "c.flac", "d.m4b", "e.mp3"]),
    ],
)
def test_what_the_users_defaults_say_of_form_and_files_holds_as_in_export(
    run: Run, tmp_path: Path, defaults: str, names: list[str]
):
    (tmp_path / "config" / "voiceguide").mkdir(parents=True)
    (tmp_path / "config" / "voiceguide" / "config.toml").write_text(f"[defaults]\n{defaults}\n")
    own = ["", "", 'format = "flac"\n', 'for = "bookplayer"\n', 'format = "mp3"\nsplit = false\n']
    plan = "".join(
        f'[[items]]\nscript = "lift.md"\nname = "{name}"\n{flags}'
        for name, flags in zip(["a", "b.mp3", "c", "d", "e"], own, strict=True)
    )
    write(tmp_path, lift=GOOD, plan=plan)
    done = run("batch", "plan.toml", "--dry-run")
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == names


def test_a_dry_run_shows_every_flag_and_somebody_elses_file(run: Run, tmp_path: Path):
    flags = 'script = "lift.md"\nlrc = true\nvtt = true\nverify = true\n'
    write(tmp_path, lift=GOOD, plan=f'[[items]]\n{flags}name = "a"\n[[items]]\n{flags}name = "b"\nforce = true\n')
    (tmp_path / "plan").mkdir()
    for name in ("a.vtt", "b.vtt"):
        (tmp_path / "plan" / name).write_bytes(b"mine")
    done = run("batch", "plan.toml", "--dry-run")
    assert [line.split() for line in done.stdout.splitlines()[1:]] == [
        ["a.mp3", "in", "the", "way", "lift.md", "--lrc", "--vtt", "--verify"],
        ["b.mp3", "to", "make", "lift.md", "--lrc", "--vtt", "--verify", "--force"],
    ]
    assert (
        f"{tmp_path}/plan/a.vtt is there already, and nothing in it tells that voiceguide made it. Give the item"
        in done.stderr
    )


@linux_only
def test_a_name_that_the_locale_cannot_write_is_told_as_in_export(run: Run, tmp_path: Path):
    write(tmp_path, lift=GOOD, plan='[[items]]\nscript = "lift.md"\nname = "ü"\n')
    done = run("batch", "plan.toml", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 1
    assert "which this machine's locale (ascii) cannot write. Set a UTF-8 locale" in done.stderr


def test_help_shows_a_plan_that_can_be_used(run: Run, tmp_path: Path):
    lines = run("batch", "--help").stdout.splitlines()
    begins = lines.index("  [defaults]")
    plan = "\n".join(line.strip() for line in lines[begins : lines.index("", begins)])
    write(tmp_path, plan=plan, **{"my-exercise": GOOD})
    assert len(run("batch", "plan.toml", "--dry-run").stdout.splitlines()) == 5
