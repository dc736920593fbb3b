import os
import sys
import time
from pathlib import Path

import pytest
from skips import needs

from voiceguide.clip import trim
from voiceguide.config import CommandVoice
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.command import CommandEngine
from voiceguide.timeline.model import Utterance

INHALE = Utterance("Inhale, bend to the left.")

SPEAK = """
import json, sys, wave
from pathlib import Path
Path(sys.argv[1]).with_name("heard.json").write_text(json.dumps(sys.argv[2:]))
with wave.open(sys.argv[2], "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(bytes([0, 40]) * 8000)
"""


@pytest.fixture
def program(tmp_path: Path):
    """A program written in Python, and the engine that runs it with what stands after its name."""

    def make(code: str = SPEAK, rest: str = "{out} {text}", seconds: float = 20) -> CommandEngine:
        path = tmp_path / "speak.py"
        path.write_text(code)
        return CommandEngine(CommandVoice("mine", f'"{sys.executable}" "{path}" "{path}" {rest}', seconds=seconds))

    return make


def heard(tmp_path: Path) -> list[str]:
    import json

    return json.loads((tmp_path / "heard.json").read_text())


def test_text_and_path_are_single_arguments_that_no_shell_reads(program, tmp_path: Path) -> None:
    text = "Inhale; $(touch pwned) 'and' \"hold\" `now` {out} > x"
    program().synthesize(Utterance(text))
    assert heard(tmp_path)[1] == text
    assert len(heard(tmp_path)) == 2
    assert not Path("pwned").exists()


def test_words_that_begin_like_a_flag_are_no_flag(program, tmp_path: Path) -> None:
    program().synthesize(Utterance("--output=elsewhere now"))
    assert heard(tmp_path)[1] == "output=elsewhere now"


def test_a_place_may_be_part_of_an_argument_and_speed_is_told_both_ways(program, tmp_path: Path) -> None:
    program(rest="{out} --say={text} {wpm} {stretch}").synthesize(Utterance("Hold.", rate=1.2))
    assert heard(tmp_path)[1:] == ["--say=Hold.", "144", "0.833"]


def test_its_sound_comes_back_and_no_file_is_left(program) -> None:
    engine = program()
    clip = engine.synthesize(INHALE)
    assert (clip.rate, clip.frames, clip.channels) == (16000, 8000, 1)
    assert list(engine._folder.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import sys; sys.exit('no such mood')", "ended with 1 and said: no such mood"),
        ("", "wrote no sound"),
        ("import sys; open(sys.argv[2], 'w').close()", "wrote no sound"),
        ("import sys; open(sys.argv[2], 'w').write('noise' * 99)", "no sound that can be read"),
    ],
)
def test_a_program_that_fails_is_an_error_with_its_own_words(program, code: str, expected: str) -> None:
    with pytest.raises(SpeechError, match=expected):
        program(code).synthesize(INHALE)


def test_a_program_that_hangs_is_ended_with_everything_it_started(program, tmp_path: Path) -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(600)'])"
    pid = f"import os; open({str(tmp_path / 'group')!r}, 'w').write(str(os.getpid())); {child}"
    with pytest.raises(SpeechError, match=r"more than 1 seconds"):
        program(pid, seconds=1).synthesize(INHALE)
    if hasattr(os, "killpg"):
        assert is_gone(int((tmp_path / "group").read_text()))


def is_gone(group: int) -> bool:
    """Whether every process of a group ends, soon."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("python -o {out}", "no {text}"),
        ("python {text}", "no {out}"),
        ("python {out} {txt}", "did you mean 'text'"),
        ("python {out} {text.__class__}", "Expected one of"),
        ("python {out} {text} {", "cannot be read"),
        ("python {out} {text} 'open", "cannot be read"),
        ("nosuchprogram {out} {text}", "'nosuchprogram', which was not found"),
    ],
)
def test_a_command_that_cannot_work_is_refused_before_anything_is_spoken(command: str, expected: str) -> None:
    with pytest.raises(SpeechError, match=expected):
        CommandEngine(CommandVoice("mine", command))


def test_another_program_or_command_is_another_voice_for_the_cache(program, tmp_path: Path) -> None:
    before = program().identity(INHALE)
    assert program(rest="{out} {text} softly").identity(INHALE) != before
    assert program().identity(INHALE) == before


@pytest.mark.parametrize(
    "command",
    [
        pytest.param("flite -voice slt -o {out} -t {text}", marks=needs("flite")),
        pytest.param("flite -voice slt --setf duration_stretch={stretch} -o {out} -t {text}", marks=needs("flite")),
        pytest.param("espeak-ng -v en-gb -s {wpm} -w {out} {text}", marks=needs("espeak-ng")),
    ],
)
def test_flite_and_espeak_ng_speak(command: str, tmp_path: Path) -> None:
    engine = CommandEngine(CommandVoice("real", command, wpm=170))
    calm, quick = (trim(engine.synthesize(Utterance(INHALE.text, rate=rate))) for rate in (1, 1.5))
    assert 1 < calm.frames / calm.rate < 4
    if "{" in command.replace("{out}", "").replace("{text}", ""):
        assert quick.frames < 0.8 * calm.frames
    assert ClipCache(engine, tmp_path).measure(INHALE) > 1000


@needs("espeak-ng")
def test_the_words_of_a_real_program_are_in_the_error() -> None:
    engine = CommandEngine(CommandVoice("real", "espeak-ng -v nosuchvoice -w {out} {text}"))
    with pytest.raises(SpeechError, match=r"ended with 1 and said: .*voice does not exist"):
        engine.synthesize(INHALE)
