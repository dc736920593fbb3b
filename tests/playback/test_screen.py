"""What a real terminal shows, and how it is left."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial

import pytest
from conftest import wait_until

if sys.platform == "win32":
    pytest.skip("needs a POSIX terminal", allow_module_level=True)

import pathlib

from terminals import SHOWING, Terminal


@pytest.fixture
def on():
    """Starts a scene on a terminal."""
    opened = []

    def start(scene, *size, **environment):
        opened.append(Terminal(scene, *size, **environment))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


def filled(terminal):
    """Cells of the bar that are filled; None while there is no bar."""
    bars = [row for row in terminal.rows if "─" in row or "━" in row]
    return bars[0].count("━") if bars else None


def test_a_session_is_seen(on):
    terminal = on("breath")
    wait_until(lambda: "Inhale" in terminal.text)
    rows = [row.strip() for row in terminal.rows if row]
    assert re.fullmatch(r"Back mobility +(9:5\d|10:00) left", rows[0])
    assert rows[1:4] == ["Seated side stretch", "Left side · 1 of 59", "Inhale"]
    assert set(rows[4]) <= set("━╸─")
    assert rows[5] == "Inhale, bend right."
    assert rows[6].startswith("space pause   ← → exercise")
    assert terminal.is_taken


@pytest.mark.slow
def test_the_bar_fills_with_an_inhale_and_empties_with_an_exhale(on):
    terminal = on("breath")
    wait_until(lambda: (filled(terminal) or 0) > 10)
    wait_until(lambda: (filled(terminal) or 0) > 40)
    assert "Inhale" in terminal.text
    wait_until(lambda: "Exhale" in terminal.text)
    wait_until(lambda: filled(terminal) < 40)
    assert "Exhale" in terminal.text


def test_a_pause_and_a_remark_are_seen(on):
    terminal = on("paused")
    wait_until(lambda: "Paused" in terminal.text)
    assert "The sound device stopped working; trying again." in terminal.text
    assert "space go on" in terminal.text


def test_what_was_there_before_is_overwritten(on):
    terminal = on("next")
    wait_until(lambda: "Seated side stretch" in terminal.text)
    wait_until(lambda: "Closing" in terminal.text)
    assert "Left side" not in terminal.text
    assert "Next" not in terminal.text


@pytest.mark.parametrize("size", [(20, 6), (20, 24), (10, 3), (200, 60), (1, 1), (80, 2)])
def test_every_size_of_terminal_is_fine(on, size):
    terminal = on("breath", *size)
    wait_until(lambda: "\x1b[?25l" in terminal.sent.decode() and (size < (2, 2) or filled(terminal) is not None))
    terminal.process.send_signal(signal.SIGTERM)
    assert "interrupted" in terminal.end()


def test_a_narrow_terminal_shows_what_matters_most(on):
    terminal = on("breath", 20, 5)
    wait_until(lambda: "Inhale" in terminal.text)
    assert terminal.rows[0] == "Seated side stretch"
    assert terminal.rows[1] == "Left side · 1 of 59"
    assert terminal.rows[2] == "Inhale"


def bar_suits(terminal, width):
    return 0.5 * min(60, width) < len(next((row for row in terminal.rows if "─" in row), "").strip()) < width


def test_the_size_may_change_while_it_plays(on):
    terminal = on("breath", 80, 24)
    wait_until(lambda: "Seated side stretch" in terminal.text)
    for size in ((30, 8), (120, 40), (20, 4), (80, 24)):
        terminal.resize(*size)
        wait_until(partial(bar_suits, terminal, size[0]))
    wait_until(lambda: "space pause" in terminal.text)
    assert terminal.text.count("Seated side stretch") == 1


def test_colours_are_used_and_no_color_is_respected(on):
    coloured, plain = on("breath"), on("breath", NO_COLOR="1")
    wait_until(lambda: "cyan" in coloured.colours)
    wait_until(lambda: "Inhale" in plain.text)
    assert plain.colours == {"default"}


def test_without_utf_8_the_bar_is_drawn_in_ascii(on):
    terminal = on("odd", PYTHONIOENCODING="ascii")
    wait_until(lambda: "Inhale" in terminal.text)
    assert terminal.sent.isascii()
    assert "==" in terminal.text
    assert "??" in terminal.text
    assert "< > exercise" in terminal.text


def test_wide_and_right_to_left_titles_are_shown_and_control_characters_are_not(on):
    terminal = on("odd")
    wait_until(lambda: "Inhale" in terminal.text)
    heading = next(row for row in terminal.rows if "猫" in row)
    assert "abc" in heading
    assert "שלום" in heading
    assert b"\x07" not in terminal.sent
    assert "\u202e".encode() not in terminal.sent
    assert terminal.sent.count(b"\x1b[2J") == 1  # the screen's own


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}], ids=["dumb", "for a screen reader"])
def test_lines_are_added_where_nothing_can_or_should_be_drawn(on, environment):
    terminal = on("next", **environment)
    lines = b"Seated side stretch\r\nLeft side, first of three.\r\nClosing\r\n"
    wait_until(lambda: terminal.sent == lines)
    terminal.process.send_signal(signal.SIGINT)
    assert "interrupted" in terminal.end()
    assert terminal.sent == lines


def test_lines_keep_to_the_encoding_and_have_no_codes(on):
    terminal = on("odd", ACCESSIBLE="1", PYTHONIOENCODING="ascii", FORCE_COLOR="1")
    wait_until(lambda: b"First of three." in terminal.sent)
    assert terminal.sent.isascii()
    assert b"\x1b" not in terminal.sent


def test_lines_wait_for_a_terminal_that_takes_no_output(on):
    terminal = on("next", ACCESSIBLE="1")
    wait_until(lambda: b"first" in terminal.sent)
    terminal.type(b"\x13")  # Ctrl-S
    time.sleep(1)
    assert b"Closing" not in terminal.sent
    terminal.type(b"\x11")
    wait_until(lambda: b"Closing" in terminal.sent)
    assert terminal.process.poll() is None


@pytest.mark.parametrize("variable", ["PYTHONIOENCODING", "FORCE_COLOR", "TTY_COMPATIBLE"])
def test_without_a_terminal_nothing_is_shown(variable):
    environment = os.environ | {"PYTHONIOENCODING": "utf-8", variable: "utf-8" if "IO" in variable else "1"}
    done = subprocess.run(
        [sys.executable, SHOWING, "end"], env=environment, capture_output=True, stdin=subprocess.DEVNULL
    )
    assert done.stdout.startswith(b"shown")
    assert done.stderr == b""


def test_another_programs_terminal_is_left_alone(on):
    terminal = on("behind")
    assert terminal.end().startswith("shown")
    assert terminal.sent == b""


@pytest.mark.parametrize(
    ("scene", "leave", "ending"),
    [
        ("end", None, "ended"),
        ("fail", None, "failed"),
        ("exit", None, ""),
        ("breath", signal.SIGINT, "interrupted"),
        ("breath", signal.SIGTERM, "interrupted"),
        ("breath", signal.SIGHUP, "interrupted"),
        ("breath", b"\x03", "interrupted"),
    ],
    ids=["end", "exception", "exit", "SIGINT", "SIGTERM", "SIGHUP", "Ctrl-C"],
)
def test_however_it_ends_the_terminal_is_as_before(on, scene, leave, ending):
    terminal = on(scene)
    wait_until(lambda: terminal.is_taken)
    assert not terminal.is_as_before
    if isinstance(leave, bytes):
        terminal.type(leave)
    elif leave:
        terminal.process.send_signal(leave)
    assert ending in terminal.end()
    wait_until(lambda: terminal.is_as_before)


def test_signals_that_come_together_leave_the_terminal_as_before(on):
    terminal = on("breath")
    wait_until(lambda: terminal.is_taken)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP) * 3:
        if terminal.process.poll() is None:
            terminal.process.send_signal(number)
    terminal.process.communicate(timeout=20)
    wait_until(lambda: terminal.is_as_before)


def test_a_closed_window_ends_the_session(on):
    terminal = on("breath")
    wait_until(lambda: terminal.is_taken)
    terminal.close_window()
    assert "interrupted" in terminal.end()


def test_ctrl_z_gives_the_terminal_back_until_the_session_goes_on(on):
    terminal = on("breath")
    wait_until(lambda: terminal.is_taken)
    terminal.type(b"\x1a")
    wait_until(lambda: not terminal.is_taken)
    wait_until(lambda: stopped(terminal.process))
    terminal.process.send_signal(signal.SIGCONT)
    wait_until(lambda: terminal.is_taken)
    wait_until(lambda: "Seated side stretch" in terminal.text)


def stopped(process):
    return os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None


def test_a_terminal_that_takes_no_output_delays_nothing(on):
    terminal = on("end")
    wait_until(lambda: terminal.is_taken)
    terminal.type(b"\x13")  # Ctrl-S
    assert "ended" in terminal.end()
    wait_until(lambda: terminal.is_as_before)


def test_ten_frames_a_second_are_drawn_at_most_however_often_it_is_asked(on):
    terminal = on("burst")
    shown, seconds = terminal.end().splitlines()[0].split()[1:]
    wait_until(lambda: terminal.is_as_before)
    times_written = Counter(re.findall(rb"\x1b\[(\d+);1H", terminal.sent))
    assert int(shown) > 100
    assert 2 <= max(times_written.values()) <= 10 * float(seconds) + 2


def test_what_does_not_change_is_drawn_once(on):
    terminal = on("still")
    wait_until(lambda: "Inhale" in terminal.text)
    sent = len(terminal.sent)
    time.sleep(0.5)
    assert len(terminal.sent) == sent


ASKED, TOLD, NOT_TOLD = b"\x1b[?u", b"\x1b[>13u", b"\x1b[<u"


@pytest.fixture
def telling(on):
    """Starts a scene on a terminal that knows the keyboard protocol."""

    def start(scene):
        terminal = on(scene)
        wait_until(lambda: ASKED in terminal.sent)
        terminal.type(b"\x1b[?0u")
        wait_until(lambda: TOLD in terminal.sent)
        return terminal

    return start


def test_a_terminal_that_does_not_answer_is_told_nothing_more(on):
    terminal = on("end")
    terminal.end()
    wait_until(lambda: terminal.is_as_before)
    assert ASKED in terminal.sent
    assert TOLD not in terminal.sent
    assert NOT_TOLD not in terminal.sent


@pytest.mark.parametrize(
    "leave",
    [signal.SIGTERM, signal.SIGHUP, b"\x1b[99;5u", b"\x1b[1089::99;5u"],
    ids=["SIGTERM", "SIGHUP", "Ctrl-C", "Ctrl-C on a Cyrillic layout"],
)
def test_however_it_ends_the_keyboard_is_as_before(telling, leave):
    terminal = telling("breath")
    if isinstance(leave, bytes):
        terminal.type(leave)
    else:
        terminal.process.send_signal(leave)
    assert "interrupted" in terminal.end()
    wait_until(lambda: terminal.is_as_before)
    assert terminal.sent.count(TOLD) == terminal.sent.count(NOT_TOLD) == 1
    # Each of a terminal's two screens has a keyboard of its own.
    assert terminal.sent.index(b"\x1b[?1049h") < terminal.sent.index(TOLD)
    assert terminal.sent.index(TOLD) < terminal.sent.index(NOT_TOLD) < terminal.sent.rindex(b"\x1b[?1049l")
    assert terminal.sent.index(b"\x1b[?2004h") < terminal.sent.index(b"\x1b[?2004l")


@pytest.mark.parametrize("scene", ["fail", "exit"])
def test_an_exception_leaves_the_keyboard_as_before(telling, scene):
    terminal = telling(scene)
    terminal.end()
    wait_until(lambda: terminal.is_as_before)
    assert NOT_TOLD in terminal.sent


def test_ctrl_z_gives_the_keyboard_back_until_the_session_goes_on(telling):
    terminal = telling("breath")
    terminal.type(b"\x1b[122;5u")
    wait_until(lambda: stopped(terminal.process))
    wait_until(lambda: NOT_TOLD in terminal.sent)
    terminal.process.send_signal(signal.SIGCONT)
    wait_until(lambda: terminal.sent.count(TOLD) == 2)


def cpu_seconds(process):
    with pathlib.Path(f"/proc/{process.pid}/stat").open() as file:
        user, system = file.read().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@pytest.mark.slow
@pytest.mark.parametrize("environment", [{}, {"ACCESSIBLE": "1"}], ids=["drawn", "lines"])
def test_the_screen_and_the_keys_take_less_than_a_fiftieth_of_a_core(on, environment):
    terminal = on("breath", **environment)
    wait_until(lambda: b"Seated" in terminal.sent)
    time.sleep(1)  # imports
    before, started = cpu_seconds(terminal.process), time.monotonic()
    time.sleep(8)
    assert (cpu_seconds(terminal.process) - before) / (time.monotonic() - started) < 0.02
