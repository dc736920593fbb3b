import os
import re
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest
from conftest import PLAYING, wait_until
from stepped import ScriptedKeys, SteppedClock

from voiceguide.playback.controls import USUAL, Controls
from voiceguide.playback.keys import open_keys
from voiceguide.playback.keystrokes import PASTED
from voiceguide.playback.terminal import TerminalKeys


@pytest.fixture
def terminal():
    """Both ends of a terminal: whoever types, and the program."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def all_keys(keys):
    return list(iter(lambda: keys.read(0.3), None))


def typed(terminal, *pieces, pause=0.06):
    for piece in pieces:
        os.write(terminal[0], piece)
        time.sleep(pause)


def test_keys_arrive_one_by_one_without_enter(terminal):
    with TerminalKeys(terminal[1]) as keys:
        typed(terminal, b" ", b"q")
        assert all_keys(keys) == [" ", "q"]


@pytest.mark.parametrize("key", ["\x1b[C", "\x1b[1;5D", "\x1bOP", "\x1bq", "\x1b[15~", "é"])
def test_what_a_special_key_sends_is_one_key(terminal, key):
    with TerminalKeys(terminal[1]) as keys:
        typed(terminal, key.encode(), b"x")
        assert all_keys(keys) == [key, "x"]


def test_a_sequence_that_a_slow_line_sends_in_pieces_is_one_key(terminal):
    with TerminalKeys(terminal[1]) as keys:
        typed(terminal, b"\x1b", b"[", b"C", "й".encode()[:1], "й".encode()[1:], pause=0.1)
        assert all_keys(keys) == ["\x1b[C", "й"]


def test_pasted_text_is_one_key(terminal):
    with TerminalKeys(terminal[1]) as keys:
        typed(terminal, b"quit now\nq", b"q", b"\x1b[200~q", b"qq\x1b[201", b"~", pause=0.1)
        assert all_keys(keys) == [PASTED, PASTED]


def test_whoever_reads_late_still_knows_what_was_typed_and_what_was_pasted(terminal):
    """As while a chapter is made."""
    with TerminalKeys(terminal[1]) as keys:
        typed(terminal, b"r", b"q")
        time.sleep(0.1)
        assert [keys.read(0), keys.read(0), keys.read(0)] == ["r", "q", None]


def test_nothing_is_echoed_and_the_terminal_is_given_back(terminal):
    before = termios.tcgetattr(terminal[1])
    with TerminalKeys(terminal[1]) as keys:
        assert not termios.tcgetattr(terminal[1])[3] & (termios.ECHO | termios.ICANON)
        assert keys.read(0) is None
    assert termios.tcgetattr(terminal[1]) == before


def test_keys_arrive_again_after_a_shell_had_the_terminal(terminal):
    """As after Ctrl-Z and `fg`."""
    before = termios.tcgetattr(terminal[1])
    with TerminalKeys(terminal[1]) as keys:
        termios.tcsetattr(terminal[1], termios.TCSANOW, before)
        os.write(terminal[0], b"q")
        assert all_keys(keys) == ["q"]


def test_a_terminal_that_was_closed_sends_nothing():
    here, there = os.openpty()
    with TerminalKeys(there) as keys:
        os.close(here)
        assert all_keys(keys) == []
        assert keys.read(0) is None
    os.close(there)


def test_without_a_terminal_there_are_no_keys():
    with Path("/dev/null").open() as nothing:
        assert open_keys(nothing) is None
    assert open_keys(None) is None


def test_scripted_keys_come_at_their_time():
    clock = SteppedClock()
    keys = ScriptedKeys([(0.25, "a"), (0.25, "b")], clock, clock.advance)
    assert [(keys.read(0.1), round(clock(), 2)) for _ in range(6)] == [
        (None, 0.1),
        (None, 0.2),
        ("a", 0.25),
        ("b", 0.25),
        (None, 0.35),
        (None, 0.45),
    ]


def press(keys):
    return lambda here, process: os.write(here, keys)


def send(number):
    return lambda here, process: process.send_signal(number)


@pytest.mark.parametrize(
    ("leave", "ending"),
    [
        (press(b"q"), "stopped"),
        (press(b"\x03"), "interrupted"),
        (send(signal.SIGTERM), "interrupted"),
        (send(signal.SIGHUP), "interrupted"),
    ],
    ids=["q", "Ctrl-C", "SIGTERM", "SIGHUP"],
)
def test_however_a_session_ends_the_terminal_is_as_before(terminal, leave, ending):
    here, there = terminal
    before = termios.tcgetattr(there)
    process = subprocess.Popen(
        [sys.executable, PLAYING, "recording", "keys"], preexec_fn=lambda: os.login_tty(os.dup(there)), pass_fds=[there]
    )
    output = os.read(here, 1024)
    assert termios.tcgetattr(there) != before
    leave(here, process)
    wait_until(lambda: process.poll() is not None)
    output += os.read(here, 65536)
    assert process.returncode == 0
    assert f"recording {ending}" in output.decode()
    assert termios.tcgetattr(there) == before


def test_pasted_text_does_not_stop_a_session_on_a_terminal(terminal):
    here, there = terminal
    process = subprocess.Popen(
        [sys.executable, PLAYING, "recording", "keys"],
        preexec_fn=lambda: os.login_tty(os.dup(there)),
        pass_fds=[there],
    )
    os.read(here, 1024)
    for text in (b"quit, or q\nq", b"\x1b[200~q\x1b[201~", b"\x1b[", b"q\n"):
        os.write(here, text)
        time.sleep(0.4)
    assert process.poll() is None
    os.write(here, b"q")
    wait_until(lambda: process.poll() is not None)
    assert "recording stopped" in os.read(here, 65536).decode()


def test_keys_that_ask_for_nothing_are_answered_once_until_there_were_none_for_a_while():
    clock = SteppedClock()
    presses = [(0.1, "x"), (0.2, "x"), (0.9, "y"), (1.8, "x"), (2.0, " "), (2.1, "z"), (4.0, "x")]
    controls = Controls(ScriptedKeys(presses, clock, clock.advance), clock=clock)
    found = []
    while clock() < 4.5:
        command = controls.read(0.1)
        if command:
            found.append((round(clock(), 1), command))
    assert found == [(0.1, "unknown"), (2.0, "toggle"), (4.0, "unknown")]


def test_every_key_of_the_guide_has_its_command():
    guide = (Path(__file__).parents[2] / "docs" / "playing.md").read_text("utf-8")
    rows = [line for line in guide.splitlines() if line.startswith("| ")]
    shown = set(re.findall(r"`(.)`", " ".join(row.split("|")[1] for row in rows)))
    assert {key for key in USUAL.commands if len(key) == 1 and key.isprintable()} <= shown | set(" 123456789_=RQ")
    assert shown <= set(USUAL.commands)
