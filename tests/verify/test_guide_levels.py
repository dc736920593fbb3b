"""The level of the guide in a file, between the words and under them."""

from dataclasses import replace

import numpy as np
import pytest
from sessions import TIMELINE, exported, mixing, word

from voiceguide.clip import Clip
from voiceguide.guide import GUIDES
from voiceguide.mix.automation import RELEASE_MS
from voiceguide.mix.sound import Sound
from voiceguide.timeline.model import Phase
from voiceguide.units import SAMPLE_RATE
from voiceguide.verify.comparison import verify
from voiceguide.verify.guide_levels import levels_by_phase

SIDE_STRETCH = TIMELINE.chapters[1]
BREATHS = tuple(
    Phase(kind, start, 1650, "repeat", 1, 1, 1, "left")
    for kind, start in zip(("inhale", "exhale") * 4, range(700, 13_900, 1650), strict=True)
)
SESSION = replace(TIMELINE, chapters=(replace(SIDE_STRETCH, phases=BREATHS, bells=()),))


def unvoiced(_):
    return Clip(np.zeros((1, 1), np.float32), SAMPLE_RATE)


def numbers(path, clip=word, **sound):
    return verify(exported(path, SESSION, mixing(clip, Sound(**sound)))).numbers


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_that_is_turned_down_is_found_so_much_lower_between_words_and_under_them(tmp_path, guide):
    loud, soft = (numbers(tmp_path / "back.mp3", guide=guide, guide_db=db) for db in (-8, -14))
    assert 10 < loud["guide_between_lu"] < 13
    assert 20 < loud["guide_under_lu"] < 29
    assert soft["guide_between_lu"] - loud["guide_between_lu"] == pytest.approx(6, abs=0.3)
    lower = soft["guide_under_lu"] - loud["guide_under_lu"]
    assert lower == pytest.approx(6, abs=3), "four words of steady tones hide a chord"


@pytest.mark.parametrize("bed", [None, "rain"])
def test_the_level_under_words_is_that_of_the_guide_by_itself(tmp_path, bed):
    """The guide by itself is the same session without its words."""
    found = numbers(tmp_path / "back.mp3", guide="breath", bed=bed)
    alone = np.concatenate(list(mixing(unvoiced, Sound(guide="breath", floor_db=None))(SESSION.chapters[0])))
    spoken = np.zeros(len(alone), bool)
    for cue in SESSION.chapters[0].cues:
        spoken[cue.start * SAMPLE_RATE // 1000 : cue.end * SAMPLE_RATE // 1000] = True
    from pyloudnorm import Meter

    under = alone[spoken]
    loudness = Meter(SAMPLE_RATE, block_size=len(under) / SAMPLE_RATE, overlap=0.0).integrated_loudness(under)
    assert found["words_lufs"] - found["guide_under_lu"] == pytest.approx(loudness, abs=1)


def test_where_there_is_no_guide_none_is_reported(tmp_path):
    found = numbers(tmp_path / "back.mp3", guide="none", bed="rain")
    assert (found["guide_between_lu"], found["guide_under_lu"]) == (None, None)


def test_only_phases_that_no_word_reaches_count_as_without_words():
    blocks = np.full(SESSION.duration // 100, -30.0)
    [chapter] = SESSION.chapters
    found = list(levels_by_phase(SESSION, blocks))
    for phase, level in found:
        assert level == pytest.approx(-30)
        assert not any(cue.start < phase.end and cue.end + RELEASE_MS > phase.start for cue in chapter.cues)
    assert 0 < len(found) < len(chapter.phases)
