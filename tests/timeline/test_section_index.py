"""The index of the section that each phase belongs to."""

import json

import pytest

from voiceguide.formats.read_sheet import read_cue_sheet
from voiceguide.formats.sheet import cue_sheet
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options
from voiceguide.timeline.reps import beginning, rep_spans

BREATH = "- Inhale\n- Exhale\n"
SECTIONS = (
    "## Set up\nSit.\n\n"
    f"## Repeat 1 time\nSlowly.\n\n{BREATH}\n"
    f"## Repeat 3 times\nQuicker.\n\n{BREATH}\n"
    "## Hold 2 breaths\n\n"
    f"## Repeat 2 sets of 2, rest 5 s\n{BREATH}\n"
    "## Rest 5 s\n\n"
    "## Hold 1 breath\n\n## Hold 2 breaths\n\n"
    "## Finish\nRest.\n"
)
WITH_BREATHS = [2, 3, 4, 5, 7, 8]


def sectioned(sides):
    return f"---\nposition: seated\nsides: {sides}\n---\n# Title\n\n{SECTIONS}"


def indices(phases):
    """The section indexes of phases, in order, each once."""
    return list(dict.fromkeys(phase.section_index for phase in phases))


@pytest.mark.parametrize("sides", ["none", "each", "alternate"])
def test_sections_are_counted_as_written_and_the_same_on_both_sides(compiled, sides):
    phases = compiled(sectioned(sides)).phases
    for side in {phase.side for phase in phases}:
        assert indices(phase for phase in phases if phase.side == side) == WITH_BREATHS


@pytest.mark.parametrize("sides", ["none", "each", "alternate"])
@pytest.mark.parametrize("lead", [0.0, 0.3])
def test_inside_any_rep_of_any_section_one_continues_from_the_start_of_that_rep(compiled, sides, lead):
    chapter = compiled(sectioned(sides), lead=lead).chapter
    found = rep_spans(chapter)
    assert len(found) == (1 + 3 + 2 + 4 + 1 + 2) * (1 if sides == "none" else 2)
    assert len({span.key for span in found}) == len(found)
    for span in found:
        assert beginning(chapter, span.start) == span.start
        assert beginning(chapter, span.end - 1000) == span.start


def test_the_second_of_two_repeats_of_one_rep_does_not_begin_with_the_first(compiled):
    chapter = compiled(f"# Title\n\n## Repeat 1 time\n{BREATH}\n## Repeat 1 time\n{BREATH}").chapter
    second = chapter.phases[2]
    assert beginning(chapter, second.start + 2000) == second.start


def test_breathe_sections_have_different_indexes(compiled):
    made = compiled("# Title\n\n## Breathe 1 breath\n\n## Breathe 1 breath\n\n## Breathe 2 breaths\n")
    assert [span.key.section_index for span in rep_spans(made.chapter)] == [1, 2, 3, 3]


def test_sections_of_a_chosen_variation_are_counted_where_they_are_put(compiled):
    longer = f"\n## Variation: Longer\n### Repeat 2 times\n{BREATH}\n### Repeat 3 times\n{BREATH}\n"
    script = f"# Title\n\n## Set up\nSit.\n\n## Repeat 1 time\n{BREATH}\n## Hold 1 breath\n{longer}"
    assert indices(compiled(script).phases) == [2, 3]
    assert indices(compiled(script, variations=("Longer",)).phases) == [2, 3, 4]


def test_the_same_exercise_twice_has_the_same_sections_in_each_chapter(session_of):
    session = session_of(two="# Two\n\n1. [T](t.md)\n2. [T](t.md)\n", t=sectioned("each"))
    chapters = compile_session(session, Options(), measure_by_words).chapters
    assert [indices(chapters[number].phases) for number in (1, 2)] == [WITH_BREATHS] * 2


@pytest.mark.parametrize("sides", ["none", "each", "alternate"])
def test_the_cue_sheet_has_the_section_of_each_phase(compiled, sides):
    timeline = compiled(sectioned(sides)).timeline
    sheet = json.loads(cue_sheet(timeline))
    assert list(sheet["phases"][0]) == [
        "kind", "start_ms", "duration_ms", "chapter", "section", "section_index", "set", "rep", "reps", "side",
    ]  # fmt: skip
    assert [phase["section_index"] for phase in sheet["phases"]] == [
        phase.section_index for chapter in timeline.chapters for phase in chapter.phases
    ]
    assert [chapter.phases for chapter in read_cue_sheet(cue_sheet(timeline), "en").chapters] == [
        chapter.phases for chapter in timeline.chapters
    ]


@pytest.mark.parametrize("sides", ["none", "each", "alternate"])
def test_reps_of_a_sheet_without_section_indexes_are_still_told_apart(compiled, sides):
    timeline = compiled(sectioned(sides)).timeline
    sheet = json.loads(cue_sheet(timeline))
    for phase in sheet["phases"]:
        del phase["section_index"]
    chapter = read_cue_sheet(json.dumps(sheet), "en").chapters[1]
    spans = [
        [(span.start, span.end, span.rep, span.side) for span in rep_spans(each)]
        for each in (chapter, timeline.chapters[1])
    ]
    assert spans[0] == spans[1]
    assert {
        side: indices(p for p in chapter.phases if p.side == side) for side in {p.side for p in chapter.phases}
    } == {side: [1, 2, 3, 4, 5, 6] for side in {phase.side for phase in chapter.phases}}
