import numpy as np
import pytest
from breaths import CALM, breaths

from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.timeline.model import Chapter
from voiceguide.units import SAMPLE_RATE


def mixed(chapter, **sound):
    return np.concatenate(list(mix_chapter(chapter, lambda _: None, Sound(**{"guide": "none", **sound}))))


def rms_db(sound):
    return 10 * np.log10(np.mean(np.square(sound, dtype=np.float64)))


@pytest.mark.parametrize("db", [-50.0, -60.0])
def test_comfort_noise_has_the_level_that_was_asked_for_in_every_window(db):
    sound = mixed(Chapter("", None, 12_800), floor_db=db)
    windows = (
        sound.reshape(-1, SAMPLE_RATE // 5, 2) if len(sound) % (SAMPLE_RATE // 5) == 0 else np.array_split(sound, 64)
    )
    assert rms_db(sound) == pytest.approx(db, abs=0.01)
    assert all(abs(rms_db(window) - db) < 1.5 for window in windows)


def test_without_comfort_noise_there_is_digital_silence():
    assert not mixed(Chapter("", None, 12_800), floor_db=None).any()


def test_comfort_noise_never_stops_in_a_hold_or_at_the_edge_of_a_chapter():
    sound = mixed(breaths(*CALM, ("hold_out", 4000)), guide="breath")
    windows = np.abs(sound[: len(sound) // 441 * 441]).reshape(-1, 882).max(axis=1)
    assert windows.min() > 10 ** (-60 / 20)


def test_comfort_noise_continues_from_one_chapter_into_the_next():
    """Two chapters one after the other have the same samples as one chapter of their whole length."""
    two = np.concatenate([mixed(Chapter("", None, 1280 * grids)) for grids in (7, 5)])
    np.testing.assert_array_equal(two, mixed(Chapter("", None, 1280 * 12)))
