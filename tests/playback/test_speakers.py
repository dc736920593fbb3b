import signal
import subprocess
import sys

import numpy as np
import pytest
from clicks import CHAPTERS, CLICKS_MS
from conftest import SPEAKERS
from playing import TONE_MS

from voiceguide.units import SAMPLE_RATE

BOTH = pytest.mark.parametrize("name", SPEAKERS)
LOUD = 0.05
ATTEMPTS = 3
NOWHERE = {"HOME": "/nowhere", "PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": "/dev/null"}


def sounding(heard, quiet_s=0.015):
    """Frames at which sound begins and ends; so much quiet ends it."""
    loud = np.flatnonzero(np.abs(heard) > LOUD)
    jumps = np.flatnonzero(np.diff(loud) > quiet_s * SAMPLE_RATE)
    return loud[np.r_[0, jumps + 1]], loud[np.r_[jumps, -1]] + 1


def soon(name, scene, heard_after, check):
    """One of three attempts must pass a check, since a busy machine may be late once."""
    for attempt in range(ATTEMPTS):
        try:
            check(heard_after(name, scene, attempt))
        except AssertionError:
            if attempt == ATTEMPTS - 1:
                raise
        else:
            return


@BOTH
def test_every_sound_is_within_20_ms_of_the_plan_across_a_chapter_boundary_too(name, heard_after):
    starts = [0, CHAPTERS[0].duration]
    plan = [start + at for start, chapter in zip(starts, CHAPTERS, strict=True) for at in CLICKS_MS[chapter.title]]

    def check(heard):
        onsets, _ = sounding(heard)
        assert len(onsets) == len(plan)
        assert (onsets - onsets[0]) * 1000 / SAMPLE_RATE == pytest.approx(plan, abs=20)

    soon(name, "clicks", heard_after, check)


@pytest.mark.slow
@BOTH
def test_a_pause_makes_one_hole_and_loses_and_repeats_nothing(name, heard_after):
    def check(heard):
        onsets, ends = sounding(heard, quiet_s=0.1)  # between two pieces simpleaudio is silent for less
        assert len(onsets) == 2
        assert 300 < (onsets[1] - ends[0]) * 1000 / SAMPLE_RATE < 2500
        onsets, ends = sounding(heard)
        assert (ends - onsets).sum() * 1000 / SAMPLE_RATE == pytest.approx(TONE_MS, abs=40)  # faded twice, over 20 ms

    soon(name, "pause", heard_after, check)


@BOTH
def test_sound_is_rewritten_while_it_is_heard_without_a_seam(name, heard_after):
    def check(heard):
        onsets, ends = sounding(heard)
        assert len(onsets) == 1
        assert (ends[0] - onsets[0]) * 1000 / SAMPLE_RATE == pytest.approx(1500, abs=20)
        inside = heard[onsets[0] + 2000 : ends[0] - 2000]
        assert np.abs(np.diff(inside, 2)).max() < 0.025  # a cosine of 1 kHz at a half bends by 0.0102 at most

    soon(name, "rewrite", heard_after, check)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be told that it has no sound device")
@BOTH
def test_without_a_device_there_is_one_clear_sentence_and_nothing_else_on_the_terminal(name, playing):
    process = playing(name, "clicks", environment=NOWHERE)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out == (
        f"SpeakersError: No sound device could be opened through {name}: connect one, or start PulseAudio or PipeWire; "
        "`voiceguide export` makes an MP3 without any.\n"
    )


@pytest.mark.slow
def test_a_session_waits_for_a_device_that_vanishes_and_goes_on_when_there_is_one(start_pulse, playing):
    pulse = start_pulse()
    both = [playing(name, "long", environment=pulse.environment) for name in SPEAKERS]
    for process in both:
        assert [process.stdout.readline() for _ in range(8)] == ["tone plays\n"] * 8
    pulse.server.kill()
    pulse.server.wait()
    for process in both:
        said = next(line for line in process.stdout if line != "tone plays\n")
        assert said.startswith("tone The sound device stopped working")
        assert said.endswith("Trying again.\n")
    pulse.start()
    for process in both:
        assert any(line == "tone plays\n" for line in process.stdout)
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
        assert (out.splitlines()[-1].split()[1], err) == ("interrupted", "")


def test_auto_takes_miniaudio_which_tells_where_the_device_is(pulse):
    assert opened(pulse.environment) == "miniaudio\n"


SHUT = """
import miniaudio
class Shut:
    def __init__(self, *args, **settings):
        raise miniaudio.MiniaudioError("no device")
miniaudio.PlaybackDevice = Shut
"""


def test_auto_takes_simpleaudio_where_miniaudio_opens_no_device(pulse):
    assert opened(pulse.environment, SHUT) == "simpleaudio\n"


def test_asking_for_simpleaudio_where_it_is_not_installed_says_how_to_get_it():
    code = (
        "import sys; sys.modules['simpleaudio'] = None\n"
        "from voiceguide.playback.speakers import open_speakers\n"
        "try: open_speakers('simpleaudio')\n"
        "except OSError as error: print(error)"
    )
    assert 'pip install "voiceguide[simpleaudio]"' in run(code, NOWHERE)


def opened(environment, first=""):
    code = f"{first}\nfrom voiceguide.playback.speakers import open_speakers\nwith open_speakers() as s: print(s.name)"
    return run(code, environment)


def run(code, environment):
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=30)
    assert done.stderr == ""
    return done.stdout
