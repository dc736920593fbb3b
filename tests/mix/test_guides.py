"""What a listener can hear of the two guides, measured in their spectrum."""

from itertools import pairwise

import numpy as np
import pytest
from breaths import BOX, CALM, START_MS, breaths, brightness_hz, heard, level_db, part, spectrum

from voiceguide.breath import PRESETS
from voiceguide.guide import GUIDES
from voiceguide.timeline.model import Chapter, Cue, Phase, Utterance

HALF_SECOND = 500


@pytest.fixture(scope="module", params=GUIDES)
def guide(request):
    return request.param


@pytest.fixture(scope="module")
def box(guide):
    """The second breath of a box pattern: the sound of each of its phases."""
    chapter = breaths(*BOX, reps=2)
    sound = heard(chapter, guide=guide)
    return {phase.kind: part(sound, phase.start, phase.end) for phase in chapter.phases[4:]}


def eighths(sound):
    return np.array_split(sound, 8)


def test_an_inhale_rises_in_level_and_brightness_all_the_way(box):
    levels = [level_db(each) for each in eighths(box["inhale"])]
    tones = [brightness_hz(each) for each in eighths(box["inhale"])]
    assert levels[-1] > levels[0] + 4
    assert all(later > earlier - 0.6 for earlier, later in pairwise(levels))
    assert tones[-1] > tones[0] * 1.3
    assert all(later > earlier * 0.98 for earlier, later in pairwise(tones))


def test_an_exhale_falls_in_level_and_brightness_all_the_way(box):
    levels = [level_db(each) for each in eighths(box["exhale"])]
    tones = [brightness_hz(each) for each in eighths(box["exhale"])]
    assert levels[-1] < levels[0] - 4
    assert all(later < earlier + 1 for earlier, later in pairwise(levels))
    assert tones[-1] < tones[0] / 1.25
    assert all(later < earlier * 1.02 for earlier, later in pairwise(tones))


@pytest.mark.parametrize("hold", ["hold_in", "hold_out"])
def test_a_hold_stays_between_its_first_half_second_and_its_last_quarter(box, hold):
    steady = np.array_split(part(box[hold], HALF_SECOND, 3000), 5)
    assert np.ptp([level_db(each) for each in steady]) < 1.2
    tones = [brightness_hz(each) for each in steady]
    assert max(tones) / min(tones) < 1.1


def test_the_two_holds_differ_clearly(box):
    above, below = (part(box[hold], HALF_SECOND, 3000) for hold in ("hold_in", "hold_out"))
    assert brightness_hz(above) > 1.4 * brightness_hz(below)


@pytest.mark.parametrize("pace", [preset.pace for preset in PRESETS], ids=str)
def test_each_phase_differs_from_similar_ones_within_half_a_second(guide, pace):
    """What a listener can compare: how a sound changes in its first half second, and how bright it is by then."""
    kinds = [(kind, pace.part(kind)) for kind in ("inhale", "hold_in", "exhale", "hold_out") if pace.part(kind)]
    chapter = breaths(*kinds, reps=2)
    sound = heard(chapter, guide=guide)
    features = {}
    for phase in chapter.phases[len(kinds) :]:
        first, last = (part(sound, phase.start + at, phase.start + at + 150) for at in (0, 350))
        features[phase.kind] = (level_db(last) - level_db(first), brightness_hz(last), level_db(last))
    assert features["inhale"][0] > 1.5, "it comes up"
    for kind, (slope, bright, _) in features.items():
        if kind != "inhale":
            assert slope < features["inhale"][0] - 1
            assert abs(np.log2(bright / features["inhale"][1])) > 0.15
    if "hold_in" in features:
        assert features["hold_in"][0] < -1.5, "the crest is over"
        assert features["hold_in"][1] > 1.07 * features["exhale"][1], "more than a semitone"
        assert features["hold_in"][2] < features["exhale"][2] - 1
    if "hold_out" in features:
        assert abs(features["hold_out"][0]) < 1.5, "nothing moves"


@pytest.mark.parametrize("pattern", [CALM, BOX], ids=["4-6", "box"])
def test_the_sound_announces_the_end_of_every_phase(guide, pattern):
    """In the last second the sound changes faster than in the second before it, and towards the next phase."""
    chapter = breaths(*pattern, reps=2)
    sound = heard(chapter, guide=guide)
    for phase in chapter.phases[len(pattern) :]:
        before, end = (
            level_db(part(sound, phase.end - at, phase.end - at + 200))
            - level_db(part(sound, phase.end - at - 600, phase.end - at - 400))
            for at in (1200, 200)
        )
        expected = {"inhale": 0.4, "exhale": -1.0, "hold_in": 0.8, "hold_out": 0.4}[phase.kind]
        assert end >= expected if expected > 0 else end <= expected, phase.kind
        if phase.kind.startswith("hold"):
            assert abs(before) < 1


def test_a_small_speaker_plays_all_of_it(guide):
    power, hz = spectrum(heard(breaths(*BOX), guide=guide))
    assert power[hz < 195].sum() < 1e-4 * power.sum()
    assert power[(hz > 200) & (hz < 6000)].sum() > 0.98 * power.sum()


def test_nothing_beats_in_the_chord():
    """A beat would swell and fade a held chord between once and thirty times a second."""
    chapter = breaths(("hold_in", 10_000))
    sound = part(heard(chapter, guide="tones"), START_MS + 1000, START_MS + 8000)
    loudness = np.sqrt(np.convolve(sound**2, np.ones(882) / 882, "valid"))
    loudness = loudness / loudness.mean() - 1
    swells, hz = spectrum(loudness)
    depth = 2 * np.sqrt(swells[(hz >= 1) & (hz <= 30)]).max() / len(loudness)
    assert depth < 0.005


def clicks(sound, at):
    """The power above 9 kHz around a position, against the loudest such window elsewhere."""
    power, hz = spectrum(part(sound, at - 6, at + 6))
    return power[hz > 9000].sum()


@pytest.mark.parametrize("pattern", [CALM, BOX, (("exhale", 3000), ("inhale", 700), ("move", 2500))], ids=str)
def test_no_join_between_phases_clicks(guide, pattern):
    chapter = breaths(*pattern, reps=3)
    sound = heard(chapter, guide=guide, guide_db=-20)
    joins = [phase.start for phase in chapter.phases] + [chapter.phases[-1].end]
    others = [join + step for join in joins for step in (-140, -100, -60, -30, 30, 60, 100, 140)]
    assert max(clicks(sound, at) for at in joins) <= 3 * max(clicks(sound, at) for at in others) + 1e-9
    assert np.abs(np.diff(sound)).max() < 0.02


def test_the_phase_of_the_chord_goes_on_through_every_join_and_block():
    """Between any two samples the chord's phase moves by no more than that of its highest tone: nothing jumps."""
    chapter = breaths(*BOX, reps=2)
    sound = heard(chapter, guide="tones")
    steepest = 2 * np.pi * 5 * 330 / 44_100 * np.abs(sound).max()
    assert np.abs(np.diff(sound)).max() < steepest


def test_between_breaths_and_at_the_edges_of_a_chapter_the_guide_is_silent(guide):
    phases = tuple(Phase("inhale", start, 3000, "repeat", 1, 1, 2, None) for start in (700, 6000))
    sound = heard(Chapter("", None, 10_240, phases=phases), guide=guide)
    assert not part(sound, 0, 690).any()
    assert not part(sound, 4120, 5990).any()
    assert not part(sound, 9420, 10_240).any()


def test_the_guide_ducks_for_the_voice_and_is_still_heard(guide):
    phases = breaths(("move", 9000)).phases
    cues = (Cue("cue", Utterance("x"), 4000, 1000),)
    plain, ducked = (heard(Chapter("", None, 12_800, phases=phases, cues=each), guide=guide) for each in ((), cues))
    assert level_db(part(ducked, 4050, 4950)) == pytest.approx(level_db(part(plain, 4050, 4950)) - 12, abs=0.3)
    np.testing.assert_array_equal(part(ducked, 0, 3910), part(plain, 0, 3910))
    np.testing.assert_allclose(part(ducked, 5515, 12_800), part(plain, 5515, 12_800), atol=1e-7)


def test_a_chapter_without_a_breath_has_no_guide(guide):
    assert not heard(Chapter("", None, 2560), guide=guide).any()
