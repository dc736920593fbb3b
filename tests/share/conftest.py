"""A short session with its sound, and a server that shares it on loopback."""

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from queue import Queue

import pytest
from asking import Sharing

from voiceguide.exporter.file import export_session
from voiceguide.script.load import load
from voiceguide.session import prepare
from voiceguide.share.server import opened
from voiceguide.share.shared import SharedSession
from voiceguide.share.sharing import share_sessions
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


def exported(folder: Path, script: str, name: str = "script.mp3") -> Path:
    """A script as a file of sound, with a tone for each word."""
    (folder / "script.md").write_text(script, "utf-8")
    made = prepare(load(folder / "script.md"), Options(), ToneEngine(), folder / "clips")
    return export_session(made.timeline, made.mix, folder / name).path


@pytest.fixture(scope="session")
def lift(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("lift"), LIFT)


@pytest.fixture(scope="session")
def turn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return exported(tmp_path_factory.mktemp("turn"), TURN)


@pytest.fixture(scope="session")
def long_wav(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More than a browser reads ahead: 15 MB or so."""
    return exported(tmp_path_factory.mktemp("wav"), TURN, "turn.wav")


@dataclass
class Clock:
    """Seconds that a test sets."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@contextmanager
def shared(files: Sequence[Path], clock: Clock, seconds: float = 60, *, once: bool = False) -> Iterator[Sharing]:
    """A server of exports on a thread of its own, until the block ends."""
    sessions = [SharedSession.of(file) for file in files]
    told: Queue[Sequence[str]] = Queue()
    with opened([ip_address("127.0.0.1")], 0) as sockets:
        port = sockets[0].getsockname()[1]
        arguments = (sessions, sockets, seconds, clock, told.put)
        thread = threading.Thread(target=share_sessions, args=arguments, kwargs={"once": once})
        thread.start()
        try:
            [address] = told.get(timeout=10)
            yield Sharing(port, address.split("/")[3], thread)
        finally:
            clock.now = math.inf
            thread.join(20)
            assert not thread.is_alive()


@pytest.fixture
def share(clock: Clock) -> Iterator[Callable[..., Sharing]]:
    """Share files until the test ends."""
    with ExitStack() as stack:
        yield lambda *files, **options: stack.enter_context(shared(files, clock, **options))
