import numpy as np

from voiceguide.clip import Clip
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.chapter import BLOCK_MS, mix_chapter
from voiceguide.timeline.model import Bell, Chapter, Cue, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms


def loud(_=None, frames=22_050, level=0.7):
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
        expected[frames_from_ms(start) : frames_from_ms(start) + 22_050] = 0.7
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
        sound[frames_from_ms(200) :][:10_000], 0.7 + np.repeat(bell[:10_000], 2, axis=1), rtol=1e-6
    )


def test_what_adds_up_to_more_than_full_scale_is_bounded():
    chapter = Chapter("", None, 1280, cues=(cue(0),), bells=(Bell("end", 0),))
    assert mixed(chapter, bell=loud).max() == 1
    assert mixed(chapter, lambda _: loud(level=-0.7), bell=lambda _: loud(level=-0.7)).min() == -1


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
