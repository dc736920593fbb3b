import os
import signal
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from conftest import PLAYING, wait_until

from voiceguide.playback.keys import NoKeys, ScriptedKeys
from voiceguide.playback.recording import SteppedClock
from voiceguide.playback.speakers import open_keys
from voiceguide.playback.terminal import TerminalKeys


@pytest.fixture
def terminal():
    """Both ends of a terminal: whoever types, and the program."""
    ends = os.openpty()
    yield ends
    for end in ends:
        os.close(end)


def all_keys(keys):
    return list(iter(lambda: keys.read(0.01), None))


def test_keys_arrive_one_by_one_without_enter(terminal):
    with TerminalKeys(terminal[1]) as keys:
        os.write(terminal[0], b" q")
        assert all_keys(keys) == [" ", "q"]


@pytest.mark.parametrize("key", ["\x1b[C", "\x1b[1;5D", "\x1bOP", "\x1bq", "\x1b[15~", "é"])
def test_what_a_special_key_sends_is_one_key(terminal, key):
    with TerminalKeys(terminal[1]) as keys:
        os.write(terminal[0], key.encode() + b"x")
        assert all_keys(keys) == [key, "x"]


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
        assert keys.read(0) is None
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
        assert isinstance(open_keys(nothing), NoKeys)
    assert isinstance(open_keys(None), NoKeys)


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
        (press(b"xyz  q"), "stopped"),
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
