"""`voiceguide play` as a listener runs it: a real voice, a real sound server, and what comes out of it."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from conftest import SPEAKERS, SinkRecorder, wait_until

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
"""Flags with which every cue is alone in silence."""

LOUD = 0.004
LOUDER_THAN_NOISE = 0.016
"""An export is played with noise before it, as nothing tells that it has none inside."""

ATTEMPTS = 3


@pytest.fixture(scope="module")
def script(tmp_path_factory):
    file = tmp_path_factory.mktemp("scripts") / "shoulders.md"
    file.write_text(SCRIPT, "utf-8")
    return file


@pytest.fixture(scope="module")
def scene(script, start_pulse):
    """The result of a scene below. A session lasts half a minute, so all are played at once, each by itself."""
    scenes = (in_its_place, twice_at_once, stopped_and_resumed, put_to_sleep, replayed)
    asked = [(in_its_place, (name,)) for name in SPEAKERS] + [(each, ()) for each in scenes[1:]]
    with ThreadPoolExecutor(len(asked)) as pool:
        playing = {(each, *words): pool.submit(each, script, start_pulse(), *words) for each, words in asked}
        yield lambda *which: playing[which].result(180)


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


def errors_ms(heard, plan, threshold=LOUD):
    """How far from its place each word begins, the first being in its place."""
    loud = np.flatnonzero(np.abs(heard) > threshold) * 1000 / SAMPLE_RATE
    places = np.array(plan) - plan[0] + loud[0]
    return [loud[np.searchsorted(loud, place - 200)] - place for place in places]


def is_heard(recorder):
    return bool(np.any(np.abs(recorder.heard()) > LOUD))


def in_its_place(script, pulse, name):
    """How far each word was from its place."""
    plan = planned_ms(script, pulse.environment)
    assert len(plan) > 3
    recorder = SinkRecorder(pulse)
    for _ in range(ATTEMPTS):  # a busy machine may be late once
        recorder.rewind()
        assert finished(play(script, *PLAIN, "--speakers", name, environment=pulse.environment)) == ("Finished.\n", 0)
        errors = errors_ms(recorder.heard(), plan)
        if np.abs(errors).max() < 20:
            break
    recorder.close()
    return errors


@pytest.mark.slow
@pytest.mark.parametrize("name", SPEAKERS)
def test_every_cue_is_heard_where_the_plan_has_it_from_the_first_chapter_to_the_last(name, scene):
    errors = scene(in_its_place, name)
    assert np.abs(errors).max() < 20, errors


def twice_at_once(script, pulse):
    both = [play(script, *PLAIN, "--from", "1", environment=pulse.environment) for _ in range(2)]
    return [finished(process) for process in both]


@pytest.mark.slow
def test_two_players_at_once_both_play_to_the_end(scene):
    assert scene(twice_at_once) == [("Finished.\n", 0)] * 2


def stopped_and_resumed(script, pulse):
    recorder = SinkRecorder(pulse)
    recorder.rewind()
    first = play(script, *PLAIN, "--from", "shoul", environment=pulse.environment)
    wait_until(lambda: is_heard(recorder), 60)
    first.send_signal(signal.SIGTERM)
    endings = [finished(first), *(finished(play("--resume", environment=pulse.environment)) for _ in range(2))]
    recorder.close()
    return endings


@pytest.mark.slow
def test_a_stopped_session_is_resumed_once_and_its_place_is_then_removed(scene):
    stopped, resumed, again = scene(stopped_and_resumed)
    assert stopped == ("Interrupted. `voiceguide play --resume` goes on from here.\n", 130)
    assert resumed == ("Finished.\n", 0)
    assert again[1] == 1
    assert "Nothing was stopped" in again[0]


def put_to_sleep(script, pulse):
    recorder = SinkRecorder(pulse)
    recorder.rewind()
    process = play(script, *PLAIN, "--from", "1", environment=pulse.environment)
    wait_until(lambda: is_heard(recorder), 60)
    process.send_signal(signal.SIGSTOP)
    time.sleep(3.5)
    recorder.rewind()
    process.send_signal(signal.SIGCONT)
    ending = finished(process)
    heard = is_heard(recorder)
    recorder.close()
    return ending, heard


@pytest.mark.slow
def test_a_session_that_was_stopped_by_the_system_goes_on_when_it_may(scene):
    assert scene(put_to_sleep) == (("Finished.\n", 0), True)


def replayed(script, pulse):
    file = script.with_suffix(".mp3")
    export = voiceguide("export", script, *PLAIN, "-o", file, environment=pulse.environment, stderr=subprocess.PIPE)
    assert finished(export)[1] == 0
    recorder = SinkRecorder(pulse)
    recorder.rewind()
    ending = finished(play(file, environment=pulse.environment))
    errors = errors_ms(recorder.heard(), planned_ms(script, pulse.environment), LOUDER_THAN_NOISE)
    recorder.close()
    return ending, errors


@pytest.mark.slow
def test_an_export_is_played_with_the_cues_inside_it(scene):
    ending, errors = scene(replayed)
    assert ending == ("Finished.\n", 0)
    assert np.abs(errors).max() < 35, errors


def test_keys_are_obeyed_on_a_terminal_which_is_restored(script, pulse):
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


@pytest.mark.parametrize("way", ["variable", "config"])
def test_for_a_screen_reader_lines_are_added_and_nothing_is_drawn(script, pulse, tmp_path, way):
    environment = {**pulse.environment, "TERM": "xterm-256color", "FORCE_COLOR": "1", "XDG_CONFIG_HOME": str(tmp_path)}
    if way == "variable":
        environment["ACCESSIBLE"] = "1"
    else:
        (tmp_path / "voiceguide").mkdir()
        (tmp_path / "voiceguide" / "config.toml").write_text("[screen]\nplain = true\n")
    here, there = pty.openpty()
    process = voiceguide("play", script, environment=environment, stdin=there, stdout=there, stderr=there)
    os.close(there)
    seen = b""
    for after, key in (
        (b"Welcome", b"\x1b[C"),
        (b"Shoulders", b" "),
        (b"Paused.", b" "),
        (b"Paused.\r\nShoulders", b"q"),
    ):
        until = time.monotonic() + 60
        while after not in seen:
            assert time.monotonic() < until, seen
            if select.select([here], [], [], 1)[0]:
                seen += os.read(here, 4096)
        time.sleep(0.2)
        os.write(here, key)
    while True:
        try:
            some = os.read(here, 4096)
        except OSError:  # the other end is closed
            break
        seen += some
    assert process.wait(30) == 0
    assert seen.decode().split("\r\n") == [
        *("Welcome", "Shoulders", "Paused.", "Shoulders"),
        *("Stopped. `voiceguide play --resume` goes on from here.", ""),
    ]
    os.close(here)


def with_voices(folder, **voices):
    """An environment's part whose config has voices that are programs: each by its Python code."""
    settings = folder / "config" / "voiceguide"
    settings.mkdir(parents=True)
    lines = [
        f"[voices.{name}]\ncommand = '{sys.executable} -c \"{code}\" {{out}} {{text}}'\n"
        for name, code in voices.items()
    ]
    (settings / "config.toml").write_text("".join(lines), "utf-8")
    return {f"XDG_{name.upper()}_HOME": str(folder / name) for name in ("config", "cache", "data", "state")}


@pytest.mark.parametrize("begin", [[], ["--from", "1"]])
def test_a_voice_that_cannot_speak_ends_after_the_first_sound_and_leaves_neither_a_place_nor_a_log(
    script, pulse, tmp_path, begin
):
    environment = {**pulse.environment, **with_voices(tmp_path, hoarse="import time; time.sleep(1); exit(1)")}
    recorder = SinkRecorder(pulse)
    recorder.rewind()
    err, code = finished(play(script, "--voice", "hoarse", "--floor-db", "-30", *begin, environment=environment))
    assert is_heard(recorder)
    recorder.close()
    assert (code, err.count("\n")) == (1, 1)
    assert err.startswith("voiceguide: The voice 'hoarse' could not speak '")
    kept = [path for folder in ("cache", "data", "state") for path in (tmp_path / folder).rglob("*") if path.is_file()]
    assert kept == []


def test_the_next_voice_speaks_where_the_first_one_fails_after_the_bell(script, pulse, tmp_path):
    environment = {**pulse.environment, **with_voices(tmp_path, hoarse="import time; time.sleep(1); exit(1)")}
    process = play(script, "--voice", "hoarse, system", environment=environment)
    assert "The voice 'hoarse' failed, so 'system' speaks." in process.stderr.readline()
    process.send_signal(signal.SIGTERM)
    assert finished(process)[1] == 130


@pytest.mark.parametrize("name", ["song.mp3", "session.opus", "session.flac"])
def test_a_file_without_cues_is_refused(pulse, tmp_path, name):
    (tmp_path / name).write_bytes(b"no sound")
    err, code = finished(play(tmp_path / name, environment=pulse.environment))
    assert (code, err.count("\n")) == (1, 1)
    assert "has no cue sheet inside" in err


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
