"""`voiceguide play` as a listener runs it: a real voice, a real sound server, and what comes out of it."""

import json
import os
import pty
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from conftest import SPEAKERS, Tape, wait_until

from voiceguide.units import SAMPLE_RATE

SCRIPT = """\
---
position: seated
---
# Shoulders

## Repeat 1 times
- Inhale: lift. | Lift.
- Exhale: let go. | Let go.
"""
PLAIN = ("--guide", "none", "--no-bells", "--floor-db", "off", "--pace", "2-2", "--transition", "0")
"""So that every cue stands alone in silence."""

LOUD = 0.004
ATTEMPTS = 3


@pytest.fixture
def script(tmp_path):
    file = tmp_path / "shoulders.md"
    file.write_text(SCRIPT, "utf-8")
    return file


def voiceguide(*words, environment, **pipes):
    command = [sys.executable, "-m", "voiceguide", *map(str, words)]
    return subprocess.Popen(command, env=environment, text=True, **pipes)


def finished(process):
    """What a command printed on stderr, and its exit code."""
    _, err = process.communicate(timeout=120)
    return err, process.returncode


def play(*words, environment):
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return voiceguide("play", *words, environment=environment, **pipes)


def planned_ms(script, environment):
    """Where words begin that follow a silence."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    plan = voiceguide("plan", script, *PLAIN, "--json", environment=environment, **pipes)
    utterances = json.loads(plan.communicate(timeout=60)[0])["utterances"]
    ends = [0, *(each["start_ms"] + each["duration_ms"] for each in utterances)]
    return [each["start_ms"] for end, each in zip(ends, utterances, strict=False) if each["start_ms"] - end > 400]


def errors_ms(heard, plan):
    """How far from its place each word begins, the first being in its place."""
    loud = np.flatnonzero(np.abs(heard) > LOUD) * 1000 / SAMPLE_RATE
    places = np.array(plan) - plan[0] + loud[0]
    return [loud[np.searchsorted(loud, place - 200)] - place for place in places]


def is_heard(tape):
    return bool(np.any(np.abs(tape.heard()) > LOUD))


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_cue_is_heard_where_the_plan_has_it_from_the_first_chapter_to_the_last(name, script, pulse):
    plan = planned_ms(script, pulse.environment)
    assert len(plan) > 5
    tape = Tape(pulse)
    for _ in range(ATTEMPTS):  # a busy machine may be late once
        tape.rewind()
        assert finished(play(script, *PLAIN, "--speakers", name, environment=pulse.environment)) == ("Finished.\n", 0)
        errors = errors_ms(tape.heard(), plan)
        if np.abs(errors).max() < 20:
            break
    tape.close()
    assert np.abs(errors).max() < 20, errors


def test_two_players_at_once_both_play_to_the_end(script, pulse):
    both = [play(script, *PLAIN, "--from", "1", environment=pulse.environment) for _ in range(2)]
    assert [finished(process) for process in both] == [("Finished.\n", 0)] * 2


def test_what_was_stopped_goes_on_once_and_is_then_forgotten(script, start_pulse):
    pulse = start_pulse()
    tape = Tape(pulse)
    tape.rewind()
    first = play(script, *PLAIN, "--from", "shoul", environment=pulse.environment)
    wait_until(lambda: is_heard(tape), 60)
    first.send_signal(signal.SIGTERM)
    assert finished(first) == ("Interrupted. `voiceguide play --resume` goes on from here.\n", 130)
    assert finished(play("--resume", environment=pulse.environment)) == ("Finished.\n", 0)
    err, code = finished(play("--resume", environment=pulse.environment))
    assert (code, "Nothing was stopped" in err) == (1, True)
    tape.close()


def test_keys_are_answered_on_a_terminal_which_is_given_back_as_it_was(script, pulse):
    here, there = pty.openpty()
    process = voiceguide(
        "play", script, environment={**pulse.environment, "TERM": "xterm"}, stdin=there, stdout=there, stderr=there
    )
    os.close(there)
    seen = ""
    until = time.monotonic() + 60
    pressed = False
    while time.monotonic() < until:
        try:
            seen += os.read(here, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
        if not pressed and "Welcome" in seen:
            os.write(here, b"q")
            pressed = True
    assert process.wait(30) == 0
    assert "Stopped. `voiceguide play --resume` goes on from here." in seen
    assert seen.rfind("\x1b[?25h") >= seen.rfind("\x1b[?25l")
    os.close(here)


def test_an_export_is_played_with_the_cues_inside_it(script, pulse, tmp_path):
    file = tmp_path / "shoulders.mp3"
    export = voiceguide("export", script, *PLAIN, "-o", file, environment=pulse.environment, stderr=subprocess.PIPE)
    assert finished(export)[1] == 0
    tape = Tape(pulse)
    tape.rewind()
    assert finished(play(file, environment=pulse.environment)) == ("Finished.\n", 0)
    errors = errors_ms(tape.heard(), planned_ms(script, pulse.environment))
    tape.close()
    assert np.abs(errors).max() < 35, errors


def test_a_file_without_cues_is_refused(pulse, tmp_path):
    (tmp_path / "song.mp3").write_bytes(b"no sound")
    err, code = finished(play(tmp_path / "song.mp3", environment=pulse.environment))
    assert (code, err.count("\n")) == (1, 1)
    assert "has no cue sheet inside" in err


def test_a_session_that_was_stopped_by_the_system_goes_on_when_it_may(script, pulse):
    tape = Tape(pulse)
    process = play(script, *PLAIN, "--from", "1", environment=pulse.environment)
    tape.rewind()
    wait_until(lambda: is_heard(tape), 60)
    process.send_signal(signal.SIGSTOP)
    time.sleep(3.5)
    tape.rewind()
    process.send_signal(signal.SIGCONT)
    assert finished(process) == ("Finished.\n", 0)
    assert is_heard(tape)
    tape.close()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--from", "9"], "There is no exercise 9: this session has 1."),
        (["--from", "knees"], "No exercise is called 'knees'. This session has Shoulders."),
        (["--from", "shoudlers"], "No exercise is called 'shoudlers'; did you mean 'Shoulders'?"),
    ],
)
def test_an_exercise_that_is_not_there_is_refused_with_those_that_are(script, tmp_path, words, expected):
    err, code = finished(play(script, *words, environment={"HOME": str(tmp_path), "PATH": os.environ["PATH"]}))
    assert code == 1
    assert expected in err
