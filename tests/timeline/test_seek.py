"""Where seeking leads, in chapters made by hand."""

from itertools import accumulate

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.timeline.model import Chapter, Cue, Phase, Utterance
from voiceguide.timeline.reps import rep_spans
from voiceguide.timeline.seek import LEAST_BACK_MS, breath_starts, seek


def said(text, start, duration, phase=None):
    return Cue("setup" if phase is None else "cue", Utterance(text), start, duration, phase)


def breathed(kinds, start, section="repeat", length=5_000, rep=1):
    """The phases of one rep, by kind."""
    starts = accumulate([length] * len(kinds), initial=start)
    return tuple(
        Phase(kind, begin, length, section, 1, rep, 9, None) for begin, kind in zip(starts, kinds, strict=False)
    )


BREATH = ("inhale", "exhale")
STRETCH = Chapter(
    "Stretch",
    "stretch",
    89_600,
    (*breathed(BREATH, 20_000, rep=1), *breathed(BREATH, 30_000, rep=2), *breathed(BREATH, 40_000, rep=3)),
    (
        said("Stretch.", 0, 2_000),
        said("Sit.", 4_000, 3_000),
        said("Bend.", 19_800, 2_000, 0),
        said("Rest.", 80_000, 4_000),
    ),
)
"""Set-up until 20 s, three breaths, and a rest from 50 s on in which a sentence is said at 80 s."""

SPEECH = Chapter("Opening", None, 12_800, cues=(said("Welcome.", 500, 5_000), said("Settle in.", 7_000, 4_000)))
SESSION = (SPEECH, STRETCH, SPEECH)


def led(number, start, by, chapters=SESSION):
    return seek(lambda each: chapters[each], len(chapters), number, start, by)


@pytest.mark.parametrize(
    ("start", "by", "place"),
    [
        (31_000, 10_000, 40_000),
        (36_000, 10_000, 50_000),
        (31_000, -10_000, 19_800),
        (36_000, -10_000, 30_000),
        (30_500, -10_000, 19_800),
        (12_000, 10_000, 19_800),
        (24_000, -10_000, 14_000),
    ],
    ids=[
        "on",
        "on into the rest",
        "back",
        "back to this breath",
        "back early in a breath",
        "into a breath",
        "into a wait",
    ],
)
def test_it_leads_to_the_beginning_of_the_nearest_breath(start, by, place):
    assert led(1, start, by) == (1, place)


@pytest.mark.parametrize(
    ("start", "by", "place"),
    [(55_000, 10_000, 65_000), (72_000, 10_000, 80_000), (74_500, 10_000, 84_500), (70_000, -10_000, 60_000)],
)
def test_in_a_rest_it_is_ten_seconds_unless_that_would_cut_a_sentence(start, by, place):
    assert led(1, start, by) == (1, place)


@pytest.mark.parametrize(
    ("number", "start", "by", "place"),
    [
        (0, 5_000, 10_000, (1, 2_200)),
        (0, 3_000, 10_000, (1, 0)),
        (1, 85_000, 10_000, (2, 7_000)),
        (1, 2_000, -10_000, (0, 7_000)),
        (1, 300, -2_000, (0, 11_100)),
        (2, 1_000, -100_000, (0, 500)),
        (2, 1_000, -1_000_000, (0, 0)),
        (1, 5_000, 1_000_000, None),
    ],
)
def test_it_goes_through_the_chapters_beside_it(number, start, by, place):
    assert led(number, start, by) == place


def test_before_the_beginning_is_the_beginning_and_beyond_the_end_is_nowhere():
    assert led(0, 500, -10_000) == (0, 0)
    assert led(2, 11_500, 10_000) is None
    assert led(2, 3_000, 10_000) is None


@pytest.mark.parametrize("length", [1_500, 5_000, 12_000, 30_000])
@pytest.mark.parametrize("by", [10_000, -10_000, 1_000, -1_000])
def test_who_goes_on_seeking_always_gets_further(length, by):
    phases = [phase for rep in range(8) for phase in breathed(BREATH, rep * 2 * length, length=length, rep=rep + 1)]
    chapters = (Chapter("Breathe", "breathe", 16 * length, tuple(phases)),) * 3
    here = (0, 0) if by > 0 else (2, 16 * length - 1)
    places = []
    while (here := led(*here, by, chapters)) is not None and here != (0, 0):
        places.append(here)
        assert len(places) < 500
    assert places == sorted(places, reverse=by < 0)
    assert len(set(places)) == len(places) > 5


def test_who_seeks_back_while_the_session_goes_on_gets_further():
    here = (1, 44_000)
    for _ in range(4):
        here = led(here[0], here[1] + LEAST_BACK_MS - 100, -10_000)
    assert here < (1, 14_000)


def test_a_breath_that_begins_in_the_middle_of_a_sentence_gives_way_to_one_beside_it():
    phases = tuple(phase for rep in range(9) for phase in breathed(BREATH, rep * 6_000, length=3_000, rep=rep + 1))
    talking = Chapter("Breathe", "breathe", 64_000, phases, (said("A long sentence.", 16_000, 4_000),))
    assert led(0, 7_000, 10_000, (talking,)) == (0, 12_000)


@pytest.mark.parametrize(
    ("kinds", "breaths"),
    [
        ("inhale exhale inhale exhale", [0, 2]),
        ("exhale inhale exhale inhale", [0, 2]),
        ("inhale inhale exhale", [0]),
        ("inhale hold_in exhale hold_out inhale exhale", [0, 4]),
        ("move inhale exhale", [0, 1]),
        ("move move", [0, 1]),
        ("inhale move exhale", [0, 1, 2]),
    ],
)
def test_a_breath_begins_as_the_first_of_its_rep_does(kinds, breaths):
    chapter = Chapter("Any", "any", 64_000, breathed(kinds.split(), 1_000, length=1_000))
    assert list(breath_starts(chapter)) == [1_000 + 1_000 * index for index in breaths]


def test_every_rep_of_a_compiled_session_can_be_reached(compiled):
    chapter = compiled(SIDE_STRETCH, reps=5, lead=0.3).chapter
    assert {span.start for span in rep_spans(chapter)} <= set(breath_starts(chapter))
