"""Names of files and what is in sessions, spelt in other ways than on the disk; and names that are no text."""

import json
import os
import shutil
import wave
from datetime import UTC, datetime
from pathlib import Path, PureWindowsPath
from unicodedata import normalize

import pytest
from running import GOOD, RunHere, linux_only

from voiceguide.cli.beginning import chapter_named
from voiceguide.cli.console import quoted
from voiceguide.cli.new import write_template
from voiceguide.config import load_config
from voiceguide.errors import ScriptError, SpeechError
from voiceguide.log.store import LogEntry, SessionLog, sqlite_uri
from voiceguide.playback.places import LIMIT_BYTES, Places, SavedPlace
from voiceguide.script.load import load
from voiceguide.speech.choose import Choice
from voiceguide.speech.voices.recorded import recording_name
from voiceguide.storage.cache import Store
from voiceguide.timeline.model import Utterance
from voiceguide.verify.embedded import read_sheet

UEBUNG = (
    f"{GOOD.replace('Lift', 'Größe Übung')}\n## Variation: Möwe\n### Repeat 2 times\n- Inhale: turn.\n- Exhale: back.\n"
)

FORMS = [("NFC", "NFD"), ("NFD", "NFC")]
"""How a name is asked for, and how it is on the disk."""

NO_UTF8 = os.fsdecode(b"caf\xe9.md")


def noise(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 44100, 0, "NONE", ""))
        file.writeframes(os.urandom(2 * 60_000))


@pytest.fixture(params=FORMS, ids=[f"{asked} for {there}" for asked, there in FORMS])
def forms(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """A folder with a session and an exercise, a bed and recordings; and the form in which they are asked for."""
    asked, there = request.param
    folder = tmp_path / normalize(there, "Rücken")
    (folder / normalize(there, "Töne")).mkdir(parents=True)
    (folder / normalize(there, "größe-übung.md")).write_text(normalize(there, UEBUNG))
    (folder / normalize(there, "früh.md")).write_text(
        normalize(asked, "# Früh\n\n1. [Eins](größe-übung.md): with Möwe\n2. [Zwei](gr%C3%B6%C3%9Fe-%C3%BCbung.md)\n")
    )
    noise(folder / normalize(there, "Töne/regën.wav"))
    noise(folder / normalize(there, f"Töne/{recording_name(Utterance('Inhale, lift.'))}.wav"))
    return request.param


@linux_only
def test_paths_and_names_are_found_however_their_accents_are_spelt(run_here: RunHere, forms: tuple[str, str]) -> None:
    def call(*words: str) -> str:
        done = run_here(*(normalize(forms[0], word) for word in words))
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "1 script: 0 errors" in call("check", "Rücken/früh.md")
    assert "2 scripts: 0 errors" in call("check", "Rücken")
    call("plan", "Rücken/früh.md", "--bed", "Rücken/Töne/regën.wav", "--only", "größe-ü", "--with", "möwe")
    call("voices", "--say", "Inhale, lift.", "--voice", "recorded:Rücken/Töne", "-o", "x.wav")
    call("draft", "Rücken/größe-übung.md", "--json")


@linux_only
def test_what_is_written_goes_to_the_folder_and_the_file_that_are_there(
    run_here: RunHere, forms: tuple[str, str], tmp_path: Path
) -> None:
    (tmp_path / normalize(forms[1], "Händy")).mkdir()
    before = len(list(tmp_path.iterdir()))
    for _ in range(2):
        assert (
            run_here(
                "export", normalize(forms[0], "Rücken/größe-übung.md"), "-o", normalize(forms[0], "Händy")
            ).returncode
            == 0
        )
    assert run_here("verify", normalize(forms[0], "Händy")).returncode == 0
    [made] = (tmp_path / normalize(forms[1], "Händy")).iterdir()
    other = made.rename(made.with_name(normalize(forms[1], "früh.mp3")))
    assert run_here("verify", normalize(forms[0], "Händy/früh.mp3")).returncode == 0
    other.write_bytes(b"precious")
    assert run_here("export", "box", "-o", normalize(forms[0], "Händy/früh.mp3")).returncode == 1
    assert len(list(tmp_path.iterdir())) == before + 1  # the cache


@linux_only
def test_the_config_and_the_voices_in_it_are_found_however_their_accents_are_spelt(
    run_here: RunHere, forms: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / normalize(forms[1], "Büro/voiceguide")).mkdir(parents=True)
    config = tmp_path / normalize(forms[1], "Büro/voiceguide/config.toml")
    config.write_text(normalize(forms[1], "[voices.'Jürg']\ncommand = 'no-such-program {out} {text}'\n"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / normalize(forms[0], "Büro")))
    choice = Choice(normalize(forms[0], "Jürg"), load_config())
    with pytest.raises(SpeechError, match=r"needs the program 'no-such-program'.*config.toml:2\."):
        choice.speak(lambda engine: engine.name, lambda _: None)


def test_an_exercise_to_begin_with_is_found_however_its_accents_are_spelt() -> None:
    titles = ("Welcome", "Größe Übung", normalize("NFD", "Möwe"), "Closing")
    assert chapter_named(titles, (None, "a", "b", None), normalize("NFD", "größe übung")) == 1
    assert chapter_named(titles, (None, "a", "b", None), "MÖWE") == 2


def test_a_message_shows_a_link_as_its_author_wrote_it(tmp_path: Path) -> None:
    links = ["übung.md", normalize("NFD", "übung.md"), "%C3%BCbung.md", "zwei%20worte.md", "../übung.md"]
    items = "".join(f"{number}. [Eins]({link})\n" for number, link in enumerate(links, 1))
    (tmp_path / "früh.md").write_text(f"# Früh\n\n{items}")
    with pytest.raises(ScriptError) as raised:
        load(tmp_path / "früh.md")
    assert [problem.message.split("'")[1] for problem in raised.value.problems] == links


@linux_only
@pytest.mark.parametrize("form", ["mp3", "wav"])
def test_a_name_that_is_no_utf8_is_exported_and_verified_like_any_other(
    run_here: RunHere, tmp_path: Path, form: str
) -> None:
    (tmp_path / NO_UTF8).write_text(GOOD)
    target = Path(NO_UTF8).with_suffix(f".{form}")
    assert run_here("export", NO_UTF8, "-o", str(target), "--lrc", "--vtt").returncode == 0
    assert run_here("verify", str(target)).returncode == 0
    assert read_sheet(tmp_path / target).chapters[1].exercise == "caf\ufffd"
    assert run_here("export", NO_UTF8, "--format", form).returncode == 0
    assert (tmp_path / f"caf.{form}").is_file()


@linux_only
@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed")
@pytest.mark.parametrize("form", ["flac", "opus", "m4b"])
def test_a_name_that_is_no_utf8_is_converted_like_any_other(run_here: RunHere, tmp_path: Path, form: str) -> None:
    (tmp_path / NO_UTF8).write_text(GOOD)
    assert run_here("export", NO_UTF8, "-o", str(Path(NO_UTF8).with_suffix(f".{form}"))).returncode == 0


@linux_only
def test_what_is_printed_of_a_name_that_is_no_utf8_is(run_here: RunHere, tmp_path: Path) -> None:
    (tmp_path / NO_UTF8).write_text(GOOD.replace("Exhale", "Exale"))
    (tmp_path / "by-link.md").write_text("# Früh\n\n1. [Café](caf%E9.md)\n2. [Thé](th%E9.md)\n")
    for words in (
        ["check", NO_UTF8, "by-link.md", "--json"],
        ["draft", NO_UTF8, "--json"],
        ["check", "th\udce9", "--json"],
    ):
        json.loads(run_here(*words).stdout.encode())
    found = json.loads(run_here("check", "by-link.md", "--json").stdout)["problems"]
    assert [problem["file"] for problem in found] == ["caf\ufffd.md", "by-link.md"]
    (tmp_path / NO_UTF8).write_text(GOOD)
    assert json.loads(run_here("plan", NO_UTF8, "--json").stdout.encode())["title"] == "Lift"
    assert run_here("export", NO_UTF8, "--split", "-o", "th\udce9").returncode == 0
    assert len(json.loads(run_here("verify", "th\udce9", "--json").stdout.encode())) == 3


def test_a_place_and_a_day_are_remembered_of_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    places = Places(Store(tmp_path / "places", LIMIT_BYTES))
    place = SavedPlace(NO_UTF8, (NO_UTF8,), "Lift", 1, 0, 0)
    places.remember(place)
    assert places.find(None) == places.find(NO_UTF8) == place
    log = SessionLog(tmp_path / "log.sqlite3")
    log.add(LogEntry(datetime(2026, 1, 1, tzinfo=UTC), 90_000, "Lift", NO_UTF8, ("lift",), True))
    assert [entry.script for entry in log.entries()] == ["caf\ufffd.md"]


def test_the_log_may_be_on_a_share_of_windows() -> None:
    assert sqlite_uri(PureWindowsPath(r"\\server\share\log #1.sqlite3")) == "file:////server/share/log%20%231.sqlite3"
    assert sqlite_uri(PureWindowsPath(r"C:\log.sqlite3")) == "file:///C:/log.sqlite3"


@pytest.mark.parametrize(
    ("name", "file"),
    [("CON", "con_.md"), (normalize("NFD", "Übung"), "übung.md"), ("a" * 300, f"{'a' * 120}.md")],
)
def test_a_new_script_has_a_name_that_every_system_takes(tmp_path: Path, name: str, file: str) -> None:
    assert write_template(name, tmp_path) == tmp_path / file


@linux_only
def test_a_new_script_is_written_where_its_link_points(tmp_path: Path) -> None:
    (tmp_path / "lift.md").symlink_to("far.md")
    write_template("lift", tmp_path)
    assert (tmp_path / "far.md").is_file()
    assert (tmp_path / "lift.md").is_symlink()
    with pytest.raises(FileExistsError):
        write_template("lift", tmp_path)


def test_words_are_quoted_as_the_platform_reads_them() -> None:
    assert quoted(r"C:\my scripts\lift.md", "win32") == r'"C:\my scripts\lift.md"'
    assert quoted(r"C:\scripts", "win32") == r"C:\scripts"
    assert quoted("it's", "linux") == "'it'\"'\"'s'"
