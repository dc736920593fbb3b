"""Keys of a Windows console, read from a fake."""

import subprocess
import sys
from collections import deque

import pytest
from clicks import CHAPTERS, KnownSession, clicks
from stepped import SteppedClock

from voiceguide.cli.listening import listening
from voiceguide.playback.controls import USUAL
from voiceguide.playback.keystrokes import PASTED
from voiceguide.playback.screen import Screen
from voiceguide.playback.windows_console import ConsoleKeys


class FakeConsole:
    """Reads keys as the C library of Windows does: the code of a special key waits in the place of `ungetwch`, unseen by
    `kbhit`."""

    def __init__(self, *pressed: str) -> None:
        self.pressed = deque(pressed)
        self.put_back = ""

    def kbhit(self) -> bool:
        return bool(self.pressed)

    def getwch(self) -> str:
        if self.put_back:
            char, self.put_back = self.put_back, ""
            return char
        assert self.pressed, "a key is waited for, and nothing plays meanwhile"
        char, self.put_back = self.pressed[0][0], self.pressed.popleft()[1:]
        return char

    def ungetwch(self, char: str, /) -> None:
        if self.put_back:
            raise OSError
        self.put_back = char


def keys_of(*pressed: str) -> list[str | None]:
    clock = SteppedClock()
    keys = ConsoleKeys(FakeConsole(*pressed), clock, clock.advance)
    return list(iter(lambda: keys.read(0.1), None))


@pytest.mark.parametrize("prefix", ["\xe0", "\x00"], ids=["arrow", "arrow of the number pad"])
def test_arrows_are_the_commands_that_they_are_in_a_terminal(prefix: str) -> None:
    found = [USUAL.commands.get(key or "") for key in keys_of(f"{prefix}M", f"{prefix}K", "r", f"{prefix}H")]
    assert found == ["next", "previous", "again", None]


def test_a_special_key_that_asks_for_nothing_is_one_key() -> None:
    assert keys_of("\x00;", "\xe0S", "q") == ["\x00;", "\xe0S", "q"]


@pytest.mark.parametrize("letter", ["\xe0", "\x00"])
def test_a_letter_that_looks_like_the_beginning_of_an_arrow_waits_for_no_other_key(letter: str) -> None:
    assert keys_of(letter) == [letter]


@pytest.mark.parametrize("key", [key for key in USUAL.commands if len(key) == 1])
def test_every_key_that_is_a_character_arrives(key: str) -> None:
    assert keys_of(key) == [key]


def test_pasted_text_is_one_key() -> None:
    assert keys_of(*"quit now\rq", "\xe0M") == [PASTED, "\x1b[C"]


def test_it_waits_for_a_key_as_long_as_it_was_asked_to() -> None:
    now, waited = [0.0], []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    assert ConsoleKeys(FakeConsole(), clock=lambda: now[0], sleep=sleep).read(0.1) is None
    assert sum(waited) == pytest.approx(0.1, abs=0.021)


def test_what_plays_can_be_imported_without_the_modules_that_only_posix_has() -> None:
    code = """
import sys
for name in ("termios", "tty", "fcntl", "pty", "resource"):
    sys.modules[name] = None
import rich.console
from voiceguide.playback import canvas, controls, player, screen, speakers, windows_console
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_hints_for_its_keys_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, shown = ConsoleKeys(FakeConsole()), []

    class Seen(Screen):
        def __init__(self, console, keys, *more, **others) -> None:
            shown.append(keys)
            super().__init__(console, keys, *more, **others)

    monkeypatch.setattr("voiceguide.playback.screen.Screen", Seen)
    monkeypatch.setattr("voiceguide.playback.keys.open_keys", lambda *_: keys)
    with listening(KnownSession(CHAPTERS, clicks), "auto", None, keep_playing=True):
        assert shown == [keys]
