"""Envelopes: the gain of a loop, and when the loop is made."""

import numpy as np

from voiceguide.mix.control import CONTROL_FRAMES, Envelope, Loop, ShapedLoop
from voiceguide.mix.guides import guide_track
from voiceguide.mix.noise import band
from voiceguide.timeline.model import Chapter
from voiceguide.units import CHANNELS


def test_a_loop_is_made_when_it_is_first_heard():
    made = []

    def make():
        made.append(Loop(np.ones((CONTROL_FRAMES, CHANNELS), np.float32)))
        return made[-1]

    edges = np.zeros((9, CHANNELS))
    edges[5:] = 1
    track = ShapedLoop(make, Envelope(range(8), edges))
    silent, heard = (np.zeros((4 * CONTROL_FRAMES, CHANNELS), np.float32) for _ in range(2))
    track.add_to(silent, 0)
    assert not made
    assert not silent.any()
    track.add_to(heard, 4 * CONTROL_FRAMES)
    assert len(made) == 1
    assert (heard[CONTROL_FRAMES:] == 1).all()


def test_a_chapter_without_breaths_makes_no_noise_for_the_guide():
    band.cache_clear()
    block = np.zeros((2 * CONTROL_FRAMES, CHANNELS), np.float32)
    guide_track(Chapter("Opening", None, 1280), range(2), "breath", -20, pan=True).add_to(block, 0)
    assert not block.any()
    assert band.cache_info().currsize == 0
