import os
import subprocess
import sys
from pathlib import Path

import pytest
from test_recorded import EXHALE, INHALE, record, voice

from voiceguide.config import CommandVoice, Config
from voiceguide.errors import SpeechError
from voiceguide.speech.choose import Choice, offered
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.engine import Engine
from voiceguide.timeline.model import Utterance

SPEAK = f"'{sys.executable}' -c \"import sys, wave; f = wave.open(sys.argv[1], 'wb'); f.setparams((1, 2, 8000, 0, 'NONE', '')); f.writeframes(bytes([0, 40]) * 8000)\" {{out}} {{text}}"
GOOD = CommandVoice("good", SPEAK)
BROKEN = CommandVoice("broken", f"'{sys.executable}' -c \"import sys; sys.exit('sore throat')\" {{out}} {{text}}")
HALFWAY = CommandVoice(
    "halfway", SPEAK.replace("import sys,", "import sys; 'Exhale' in sys.argv[2] and sys.exit('hoarse'); import")
)
CONFIG = Config(Path("config.toml"), voices={voice.name: voice for voice in (GOOD, BROKEN, HALFWAY)})


def spoken(choice: Choice) -> tuple[str, list[str]]:
    """Who spoke two sentences, and what was said about it."""
    said: list[str] = []

    def work(engine: Engine) -> str:
        clips = ClipCache(engine, None)
        for utterance in (INHALE, EXHALE):
            clips.measure(utterance)
        return engine.name

    return choice.speak(work, said.append), said


def test_without_a_choice_the_natural_voice_speaks_english_and_the_system_voice_the_rest() -> None:
    name, said = spoken(Choice(None, CONFIG))
    assert name == "the voice natural:heart"
    assert said == []
    languages = ("en", "en-GB", "de", "fr-CA")
    for wanted in (None, "natural", "natural:heart"):
        who = Choice(wanted, CONFIG).speak(lambda e: [e.identity(Utterance("Hm", each)) for each in languages], print)
        assert ["hibari" in each for each in who] == [True, True, False, False]
    assert "hibari" not in Choice("system", CONFIG).speak(lambda engine: engine.identity(INHALE), print)


HIDDEN = """
import sys
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "onnxruntime":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hide())
"""


def say_without_onnxruntime(folder: Path, before: str, *more: str) -> subprocess.CompletedProcess[str]:
    home = {f"XDG_{name}_HOME": str(folder / name) for name in ("CACHE", "CONFIG", "DATA")}
    script = f"{before}\nimport sys\nfrom voiceguide.cli import main\nsys.argv[1:] = ['voices', '--say', 'Inhale.', '-o', 'x.wav', '--force', *{more!r}]\nmain()\n"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, **home, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_where_onnxruntime_is_missing_the_system_voice_speaks_and_says_so_once(tmp_path: Path) -> None:
    done = say_without_onnxruntime(tmp_path, HIDDEN)
    assert (done.returncode, (tmp_path / "x.wav").stat().st_size > 10_000) == (0, True)
    assert (
        done.stderr.count("The system voice speaks. The natural voice needs onnxruntime, which is not installed.") == 1
    )
    assert "pip install hibari-tts" in done.stderr
    assert say_without_onnxruntime(tmp_path, HIDDEN, "--language", "de").stderr == ""
    done = say_without_onnxruntime(tmp_path, HIDDEN, "--voice", "natural")
    assert (done.returncode, "needs onnxruntime" in done.stderr) == (1, True)


def test_where_onnxruntime_is_broken_the_system_voice_speaks_all_and_why_is_said(tmp_path: Path) -> None:
    (tmp_path / "onnxruntime").mkdir()
    (tmp_path / "onnxruntime" / "__init__.py").write_text("raise ImportError('wrong libc')")
    done = say_without_onnxruntime(tmp_path, "")
    assert (done.returncode, (tmp_path / "x.wav").stat().st_size > 10_000) == (0, True)
    assert "The voice 'natural' failed, so 'system' speaks." in " ".join(done.stderr.split())
    assert "wrong libc" in done.stderr


def test_a_program_of_the_config_is_a_voice_by_its_name() -> None:
    assert spoken(Choice("good", CONFIG))[0].startswith("good")


def test_that_a_program_cannot_follow_the_rate_is_said_once() -> None:
    _, [said] = spoken(Choice("good", CONFIG, rate=1.2))
    assert "'good' has one speed, so --rate 1.2 makes no difference" in said
    assert "{wpm} or {stretch} into the command in [voices.good]" in said
    _, told = spoken(Choice("broken,good", CONFIG, rate=0.9))
    assert ["one speed" in each for each in told] == [True, False, True]


@pytest.mark.parametrize("place", ["{wpm}", "--slower={stretch}", "{wpm:>5}"])
def test_a_program_that_is_told_the_rate_follows_it(place: str) -> None:
    config = Config(Path("config.toml"), voices={"quick": CommandVoice("quick", f"{SPEAK} {place}")})
    assert spoken(Choice("quick", config, rate=1.2))[1] == []
    assert spoken(Choice("good", CONFIG, rate=1.0))[1] == []


def test_that_recordings_cannot_follow_the_rate_is_said_once(tmp_path: Path) -> None:
    for utterance in (INHALE, EXHALE):
        record(tmp_path / "recordings", utterance, voice(1))
    _, [said] = spoken(Choice(None, CONFIG, tmp_path, rate=1.1))
    assert "Recordings keep their speed" in said
    assert "--rate 1.1" in said
    assert spoken(Choice("system", CONFIG, tmp_path, rate=1.1))[1] == []


def test_the_next_voice_speaks_all_when_one_fails_and_why_is_said() -> None:
    name, [said] = spoken(Choice("broken, good", CONFIG))
    assert name.startswith("good")
    assert "'broken' failed, so 'good' speaks" in said
    assert "sore throat" in said


def test_a_voice_that_fails_in_the_middle_is_heard_nowhere() -> None:
    heard: list[tuple[str, str]] = []

    def work(engine: Engine) -> None:
        for utterance in (INHALE, EXHALE):
            ClipCache(engine, None).measure(utterance)
            heard.append((engine.name.partition(",")[0], utterance.text))

    said: list[str] = []
    Choice("halfway,good", CONFIG).speak(work, said.append)
    assert heard == [("halfway", INHALE.text), ("good", INHALE.text), ("good", EXHALE.text)]
    assert "hoarse" in said[0]


def test_one_voice_that_fails_fails_with_its_own_words_and_several_with_those_of_all() -> None:
    with pytest.raises(SpeechError, match=r"^The voice 'broken'.*sore throat"):
        spoken(Choice("broken", CONFIG))
    with pytest.raises(SpeechError, match=r"(?s)None of the 2 voices.*sore throat.*hoarse"):
        spoken(Choice("broken,halfway", CONFIG))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("goood", "did you mean 'good'"),
        ("en-gbb", "did you mean 'en-gb'"),
        ("good,,broken", "empty voice"),
        ("", "empty voice"),
        ("piper:nosuch", "Piper"),
        ("nosuch.onnx", "no voice nosuch.onnx"),
        ("recorded:nosuch", "cannot be read"),
    ],
)
def test_an_unknown_voice_is_an_error_that_helps(wanted: str, expected: str) -> None:
    with pytest.raises(SpeechError, match=expected):
        spoken(Choice(wanted, CONFIG))


def test_recordings_beside_the_script_are_heard_without_being_asked_for(tmp_path: Path) -> None:
    record(tmp_path / "recordings", INHALE, voice())
    name, [said] = spoken(Choice(None, CONFIG, beside=tmp_path))
    assert "recordings" in name
    assert "the usual voice speaks" in said
    assert spoken(Choice("system", CONFIG, beside=tmp_path))[1] == []


def test_the_voice_named_after_recordings_speaks_what_is_missing(tmp_path: Path) -> None:
    record(tmp_path / "mine", INHALE, voice())
    name, [said] = spoken(Choice(f"recorded:{tmp_path / 'mine'},good", CONFIG))
    assert "recordings" in name
    assert "good" in said


def test_the_lexicon_changes_what_engines_say_and_not_what_recordings_are_called(tmp_path: Path) -> None:
    record(tmp_path / "recordings", INHALE, voice())
    config = Config(Path("config.toml"), lexicon={"inhale": "breathe in"})
    with_lexicon, without = Choice(None, config, tmp_path), Choice(None, CONFIG, tmp_path)
    assert with_lexicon.speak(lambda e: e.identity(INHALE), print) == without.speak(lambda e: e.identity(INHALE), print)
    plain = Choice("good", CONFIG).speak(lambda engine: engine.identity(INHALE), print)
    config = Config(Path("config.toml"), voices=CONFIG.voices, lexicon=config.lexicon)
    assert Choice("good", config).speak(lambda engine: engine.identity(INHALE), print) != plain
    assert Choice("good", config).speak(lambda e: e.identity(EXHALE), print) == plain


def test_every_voice_offered_names_its_engine() -> None:
    found = offered(CONFIG)
    assert [voice.name for engine, voice in found if engine == "command"] == ["good", "broken", "halfway"]
    assert "en-gb" in [voice.name for engine, voice in found if engine == "system"]
