"""The reps of a chapter, bookmarks, and the words for a place."""

from itertools import permutations

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.timeline.announcements import announced, where
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import RepKey
from voiceguide.timeline.reps import (
    Bookmark,
    beginning,
    bookmark_at,
    find_bookmark,
    last_said,
    next_rep,
    rep_at,
    rep_spans,
    room,
    same_rep,
)


@pytest.fixture
def chapter(compiled):
    return compiled(SIDE_STRETCH, reps=5).chapter


def test_every_rep_and_every_breath_of_a_hold_has_a_span_on_each_side(chapter):
    found = [(span.section, span.side, span.rep, span.reps) for span in rep_spans(chapter)]
    one_side = [[("repeat", side, rep, 5) for rep in range(1, 6)] for side in ("left", "right")]
    holds = [[("hold", side, breath, 3) for breath in range(1, 4)] for side in ("left", "right")]
    assert found == [*one_side[0], *holds[0], *one_side[1], *holds[1]]


def test_a_rep_begins_with_its_first_word_where_words_lead(compiled):
    chapter = compiled(SIDE_STRETCH, reps=5, lead=0.3).chapter
    first = rep_spans(chapter)[0]
    assert first.start == chapter.phases[0].start - 300


def test_inside_a_rep_one_continues_from_the_start_of_that_rep(chapter):
    second = rep_spans(chapter)[1]
    assert beginning(chapter, second.start + 4000) == second.start
    assert rep_at(chapter, second.start + 4000) == second
    assert next_rep(chapter, second.start) == rep_spans(chapter)[2]


def test_before_the_reps_one_continues_from_the_last_sentence(chapter):
    setup = [cue for cue in chapter.cues if cue.role == "setup"]
    assert beginning(chapter, setup[1].start + 100) == setup[1].start
    assert beginning(chapter, 0) == 0


def test_the_words_said_last_begin_with_their_breath(chapter):
    cue = next(cue for cue in chapter.cues if cue.phase is not None)
    assert last_said(chapter, cue.end + 300) == chapter.phases[cue.phase].start
    assert last_said(chapter, 0) == 0


def test_the_same_rep_is_found_at_another_pace(compiled):
    script = SIDE_STRETCH.replace("## Hold", "## Repeat 3 times\n- Inhale: up.\n- Exhale: down.\n\n## Hold")
    slow, quick = (compiled(script, reps=3, tempo=tempo).chapter for tempo in (1.3, 1.0))
    for old, new in zip(rep_spans(quick), rep_spans(slow), strict=True):
        assert same_rep(slow, old.key) == new


def test_room_is_found_between_words_and_apart_from_them(chapter):
    first = chapter.cues[0]
    at = room(chapter, 200, first.start, chapter.duration, apart=100)
    assert at >= first.end + 100
    after = next(cue for cue in chapter.cues if cue.start > first.end)
    assert at + 200 + 100 <= after.start or at > after.end
    assert room(chapter, chapter.duration, 0, chapter.duration, apart=100) is None


def test_an_announcement_tells_where_the_session_is(chapter):
    left, right = rep_spans(chapter)[2], rep_spans(chapter)[8]
    assert where(chapter, left.start, "en") == "Side stretch. Left side, third of five."
    assert where(chapter, right.start, "de") == "Side stretch. Rechte Seite, erste von fünf."
    assert where(chapter, rep_spans(chapter)[5].start, "en") == "Side stretch. Left side, breath one of three."
    assert where(chapter, 0, "en") == "Side stretch."


def test_an_announcement_leaves_time_to_take_it_in():
    excerpt = announced("Slower.", "en", measure_by_words)
    assert [cue.utterance.text for cue in excerpt.chapter.cues] == ["Slower."]
    assert excerpt.until == 600 + 1500


TWO_REPEATS = """\
# Two

## Repeat 3 times
- Inhale
- Exhale

## Repeat 3 times
Now with your arms as well.

- Inhale
- Exhale

## Hold 30 s

## Finish
Let your arms sink. Rest for a while.
"""


@pytest.fixture
def slow_and_quick(compiled):
    return [compiled(TWO_REPEATS, tempo=tempo, lead=0.2).chapter for tempo in (1.4, 0.8)]


def test_a_place_is_found_between_the_same_reps_and_with_the_same_words_at_another_pace(slow_and_quick):
    for chapter, other in permutations(slow_and_quick):
        free, same_free = ([cue for cue in each.cues if cue.phase is None] for each in (chapter, other))
        for words, same in zip(free, same_free, strict=True):
            at = find_bookmark(other, bookmark_at(chapter, words.start + 100))
            assert beginning(other, at) == same.start


def test_a_place_in_the_second_repeat_is_found_there_at_another_pace(slow_and_quick):
    for chapter, other in permutations(slow_and_quick):
        for span in rep_spans(chapter):
            same = find_bookmark(other, bookmark_at(chapter, span.end - 1000))
            assert rep_at(other, same).key == min(span.key, _last(other, span))


def _last(chapter, wanted):
    return max(span.key for span in rep_spans(chapter) if span.key.section_index == wanted.key.section_index)


def test_a_breath_that_a_slower_hold_does_not_have_becomes_its_last_one(slow_and_quick):
    slow, quick = slow_and_quick
    held = [[span for span in rep_spans(chapter) if span.section == "hold"] for chapter in (slow, quick)]
    assert len(held[0]) < len(held[1])
    assert same_rep(slow, held[1][-1].key) == held[0][-1]


def test_a_place_in_a_section_that_is_gone_is_not_found(chapter):
    assert find_bookmark(chapter, Bookmark(RepKey(9, 1, 1, "left"), 0)) is None
