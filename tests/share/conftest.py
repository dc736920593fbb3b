"""A short session with its sound, and a server that shares it on loopback."""

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from asking import Clock, Sharing, shared

from voiceguide.exporter.file import export_session
from voiceguide.mix.sound import PLAIN, Sound
from voiceguide.script.load import load
from voiceguide.session import prepare
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.options import Options

LIFT = """# Lift & "lower"

## Repeat 4 times
- Inhale: lift your arms. | Lift.
- Exhale: lower them. | Lower.
"""
TURN = """---
language: de
sides: each
---
# Drehen

## Repeat 2 times
- Inhale: nach {side} drehen.
- Hold 3s
- Exhale: zurück.
"""


def exported(folder: Path, script: str, name: str = "script.mp3", sound: Sound = PLAIN) -> Path:
    """A script as a file of sound, with a tone for each word."""
    (folder / "script.md").write_text(script, "utf-8")
    made = prepare(load(folder / "script.md"), Options(), ToneEngine(), folder / "clips", sound)
    return export_session(made.timeline, made.mix, folder / name).path


@pytest.fixture(scope="session")
def lift(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("lift"), LIFT)


@pytest.fixture(scope="session")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("turn"), TURN)


@pytest.fixture(scope="session")
def words_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Without the guide, so that the beginning of each word can be told from silence."""
    return exported(tmp_path_factory.mktemp("words"), LIFT, sound=Sound(guide="none"))


@pytest.fixture(scope="session")
def long_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than a browser reads ahead: 15 MB or so."""
    return exported(tmp_path_factory.mktemp("wav"), TURN, "turn.wav")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def share(clock: Clock) -> Iterator[Callable[..., Sharing]]:
    """Share files until the test ends."""
    with ExitStack() as stack:
        yield lambda *files, **options: stack.enter_context(shared(files, clock, **options))


@pytest.fixture(scope="module")
def all_along(lift: Path) -> Iterator[Sharing]:
    """One that shares `lift` as long as the tests of a file run; so many wrong requests are answered as it gets."""
    with shared([lift], Fast(), math.inf) as sharing:
        yield sharing


class Fast(Clock):
    """A minute goes by from look to look."""

    def __call__(self) -> float:
        self.now += 60
        return self.now
