from dataclasses import replace

import numpy as np
import pytest
from breaths import breaths

from voiceguide.clip import Clip
from voiceguide.guide import GUIDES
from voiceguide.mix import chapter as mixing
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.chapter import BLOCK_MS, mix_chapter, tracks_of
from voiceguide.mix.control import CONTROL_FRAMES, control_blocks
from voiceguide.mix.sound import CEILING_DBTP, Sound
from voiceguide.timeline.model import Bell, Chapter, Cue, Phase, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms


def loud(_=None, frames=22_050, level=0.5):
    return Clip(np.full((frames, 1), level, np.float32), SAMPLE_RATE)


def mixed(chapter, clip=loud, **sounds):
    return np.concatenate(list(mix_chapter(chapter, clip, **sounds)))


def cue(start, text="Inhale"):
    return Cue("cue", Utterance(text), start, 500)


def test_every_cue_sounds_for_its_whole_span_and_nothing_sounds_elsewhere():
    starts = (0, 1003, BLOCK_MS - 250, 2 * BLOCK_MS + 777)
    chapter = Chapter("", None, 3 * BLOCK_MS, cues=tuple(cue(start) for start in starts))
    expected = np.zeros((frames_from_ms(chapter.duration), 2), np.float32)
    for start in starts:
        expected[frames_from_ms(start) : frames_from_ms(start) + 22_050] = 0.5
    np.testing.assert_array_equal(mixed(chapter), expected)


def test_a_chapter_without_sounds_is_silent_to_the_last_frame():
    sound = mixed(Chapter("", None, 1280))
    assert sound.shape == (56_448, 2)
    assert sound.dtype == np.float32
    assert not sound.any()


def test_blocks_are_short_and_the_last_one_ends_with_the_chapter():
    lengths = [len(block) for block in mix_chapter(Chapter("", None, BLOCK_MS + 1280), loud)]
    assert lengths == [frames_from_ms(BLOCK_MS), frames_from_ms(1280)]


def test_a_bell_sounds_together_with_the_voice():
    chapter = Chapter("", None, 3840, cues=(cue(100),), bells=(Bell("last", 200),))
    sound = mixed(chapter)
    bell = bundled_bell("last").samples
    np.testing.assert_allclose(
        sound[frames_from_ms(200) :][:10_000], 0.5 + np.repeat(bell[:10_000], 2, axis=1), rtol=1e-6
    )


def test_what_adds_up_to_more_than_the_ceiling_is_bounded():
    chapter = Chapter("", None, 1280, cues=(cue(0),), bells=(Bell("end", 0),))
    ceiling = 10 ** (CEILING_DBTP / 20)
    assert mixed(chapter, bell=loud).max() == pytest.approx(ceiling, rel=1e-3)
    assert mixed(chapter, lambda _: loud(level=-0.5), bell=lambda _: loud(level=-0.5)).min() == pytest.approx(
        -ceiling, rel=1e-3
    )


@pytest.mark.parametrize("guide", GUIDES)
def test_a_chapter_sounds_the_same_each_time_whatever_was_mixed_before_it(guide):
    sound = Sound(guide=guide, bed="sea")
    chapter = breaths(("inhale", 4000), ("exhale", 6000))
    first = mixed(chapter, sound=sound).tobytes()
    mixed(breaths(("inhale", 3000), ("hold_in", 3000), side="left"), sound=sound)
    assert mixed(chapter, sound=sound).tobytes() == first


@pytest.mark.parametrize("guide", GUIDES)
def test_any_block_of_a_chapter_can_be_asked_for_in_any_order(guide):
    chapter = breaths(("inhale", 4000), ("exhale", 6000), reps=2, side="left")
    controls = control_blocks(0, frames_from_ms(chapter.duration))
    tracks = list(tracks_of(chapter, controls, loud, Sound(guide=guide, bed="rain"), bundled_bell))
    whole, pieces = (np.zeros((frames_from_ms(chapter.duration), 2), np.float32) for _ in range(2))
    size = CONTROL_FRAMES * 50
    for track in tracks:
        track.add_to(whole, 0)
        for start in reversed(range(0, len(whole), size)):
            track.add_to(pieces[start : start + size], start)
    np.testing.assert_allclose(pieces, whole, atol=2e-6)


@pytest.mark.parametrize("guide", GUIDES)
def test_a_part_of_a_chapter_is_the_same_as_in_the_whole_of_it(guide, monkeypatch):
    """This holds wherever the part begins and ends, and wherever the tracks' curves are worked out again."""
    monkeypatch.setattr(mixing, "SHAPED_MS", BLOCK_MS)
    chapter = breaths(("inhale", 4000), ("exhale", 6000), reps=3, side="left")
    chapter = replace(chapter, cues=(cue(900), cue(3700), cue(9000), cue(19_900)))
    sound = Sound(guide=guide, bed="sea")
    whole = mixed(chapter, sound=sound)
    for start, end in ((0, 1), (1280, 2560), (3777, 20_123), (9000, 9001), (12_800, chapter.duration)):
        part = mixed(chapter, sound=sound, start=start, end=end)
        np.testing.assert_array_equal(part, whole[frames_from_ms(start) : frames_from_ms(end)])


def test_the_voice_stays_in_the_middle_while_guide_and_bells_are_panned():
    left = Phase("inhale", 600, 4000, "repeat", 1, 1, 1, "left")
    chapter = Chapter("", None, 7680, phases=(left,), bells=(Bell("last", 600),))
    sides = [mixed(chapter, sound=Sound(guide="breath", floor_db=None, pan=pan)) for pan in (True, False)]
    panning, middle = (np.sqrt(np.mean(side**2, axis=0)) for side in sides)
    assert panning[0] / panning[1] == pytest.approx(np.tan(np.pi / 4 * 1.3), rel=0.05)
    assert middle[0] / middle[1] == pytest.approx(1, abs=0.03)
    assert np.sum(panning**2) == pytest.approx(np.sum(middle**2), rel=0.03)
    voice = mixed(Chapter("", None, 7680, phases=(left,), cues=(cue(1000),)), sound=Sound(guide="none", floor_db=None))
    np.testing.assert_array_equal(voice[:, 0], voice[:, 1])


def test_loudness_moves_everything_but_the_comfort_noise():
    chapter = Chapter("", None, 7680, cues=(cue(1000),), bells=(Bell("last", 4000),))
    quiet, loud_one = (
        mixed(chapter, lambda _: loud(level=0.05), sound=Sound(guide="none", floor_db=None, loudness=lufs))
        for lufs in (-26, -20)
    )
    np.testing.assert_allclose(loud_one, quiet * 10 ** (6 / 20), rtol=1e-4, atol=1e-7)


def test_sound_is_made_only_when_it_is_asked_for():
    """A day-long chapter costs no more than the blocks that are taken of it."""
    asked = []

    def clip(utterance):
        asked.append(utterance.text)
        return loud()

    chapter = Chapter(
        "", None, 67_500 * 1280, cues=tuple(cue(start, str(start)) for start in range(0, 86_400_000, 60_000))
    )
    next(iter(mix_chapter(chapter, clip)))
    assert asked == ["0"]
