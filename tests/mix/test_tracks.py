import numpy as np
import pytest

from voiceguide.clip import Clip
from voiceguide.mix.tracks import ClipTrack, PlacedClip, bell_track, voice_track
from voiceguide.timeline.model import Bell, Chapter, Cue, Utterance
from voiceguide.units import SAMPLE_RATE


def counting(frames, channels=1):
    """A clip whose samples tell their own number: 0.001, 0.002, …"""
    numbers = np.arange(1, frames + 1, dtype=np.float32) / 1000
    return Clip(np.repeat(numbers[:, np.newaxis], channels, axis=1), SAMPLE_RATE)


def heard(track, start, frames):
    block = np.zeros((frames, 2), np.float32)
    track.add_to(block, start)
    return (block * 1000).round().astype(int).tolist()


def test_a_mono_clip_is_added_to_both_channels_from_its_start_on():
    assert heard(ClipTrack([PlacedClip(2, 3, lambda: counting(3))]), 0, 6) == [
        [0, 0],
        [0, 0],
        [1, 1],
        [2, 2],
        [3, 3],
        [0, 0],
    ]


def test_a_stereo_clip_keeps_its_channels():
    clip = Clip(np.array([[0.001, 0.002]], np.float32), SAMPLE_RATE)
    assert heard(ClipTrack([PlacedClip(0, 1, lambda: clip)]), 0, 1) == [[1, 2]]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 40])
def test_blocks_of_any_size_add_up_to_the_same_sound(size):
    track = ClipTrack(
        [
            PlacedClip(20, 9, lambda: counting(9)),
            PlacedClip(3, 7, lambda: counting(7)),
            PlacedClip(8, 1, lambda: counting(1)),
        ]
    )
    whole = heard(track, 0, 40)
    parts = [frame for start in range(0, 40, size) for frame in heard(track, start, min(size, 40 - start))]
    assert parts == whole
    assert [left for left, _ in whole[3:10]] == [1, 2, 3, 4, 5, 7, 7]


def test_only_clips_that_fall_into_the_block_are_loaded():
    loaded = []

    def load(name, frames):
        loaded.append(name)
        return counting(frames)

    track = ClipTrack(PlacedClip(start, 10, lambda start=start: load(start, 10)) for start in (0, 10, 20, 30))
    heard(track, 10, 11)
    assert loaded == [10, 20]


def test_the_longest_clip_that_a_cue_may_have_fits_its_place():
    """Durations are rounded up to the millisecond, so a clip of any length fits the place of its own duration."""
    for frames in range(4400, 4445):  # a millisecond
        clip = counting(frames)
        cue = Cue("cue", Utterance("Inhale"), 333, clip.duration)
        sound = heard(voice_track(Chapter("", None, 1280, cues=(cue,)), lambda _, clip=clip: clip), 0, 30_000)
        assert np.count_nonzero(np.array(sound)[:, 0]) == np.count_nonzero(clip.samples)


def test_bells_begin_at_their_start():
    track = bell_track(Chapter("", None, 1280, bells=(Bell("last", 1000),)), lambda _: counting(2))
    assert heard(track, 44_099, 4) == [[0, 0], [1, 1], [2, 2], [0, 0]]
