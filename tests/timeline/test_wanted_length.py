"""Sessions of a wanted length: by themselves, and against every session that could be made."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.breath import parse_pace
from voiceguide.errors import ChoiceError
from voiceguide.script.find import bundled_scripts
from voiceguide.script.load import load
from voiceguide.script.model import Exercise, Session, SessionItem
from voiceguide.script.parse import parse
from voiceguide.script.section_types import Span
from voiceguide.timeline.compile import chapters_of, compile_session
from voiceguide.timeline.layout import whole_chapter
from voiceguide.timeline.lengths import NEAR_MS, Lengths
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options
from voiceguide.timeline.search import SessionSearch
from voiceguide.timeline.select import Unit, select
from voiceguide.timeline.turns import Turn

MINUTE = 60_000

EXERCISE = """---
position: {position}
needs: [{needs}]
sides: {sides}
tags: [{tag}]
---
# {title}

{intro}

> [!CAUTION]
> Stop if your {tag} hurts.

## Set up
Come into place. Move your {limb} out.

## Repeat {reps} times
Look ahead.
- Inhale: {words}. | Lift.
- Exhale: lower. | Lower.

## Hold {hold}
Stay.

## Rest {rest} s

## Finish
Let go.
"""


def exercise(name: str, **values: object) -> Exercise:
    shown = {
        "position": "seated", "needs": "mat", "sides": "none", "tag": "back", "intro": "This is for you.", "reps": "4-6",
        "hold": "1-2 breaths", "rest": "5", "words": "lift", "title": name.capitalize(), **values,
    }  # fmt: skip
    shown["limb"] = "arm" if shown["sides"] == "none" else "{side} arm"
    script, problems = parse(EXERCISE.format(**shown), f"{name}.md")
    assert isinstance(script, Exercise)
    assert not problems.has_errors, problems
    return script


def session(*items: SessionItem) -> Session:
    place = items[0].exercise.place
    return Session("many", "Many", "en", None, (), items, (), (), place)


def made(script: Session, minutes: float, **options: object):
    return compile_session(script, Options(minutes=minutes, **options), measure_by_words)  # type: ignore[arg-type]


def search_of(script: Session, options: Options) -> SessionSearch:
    return SessionSearch(script, options, measure_by_words)


@pytest.mark.parametrize("path", bundled_scripts(), ids=lambda path: path.stem)
def test_every_minute_of_every_bundled_script_is_met_or_lies_where_no_session_is(path: Path):
    script, lengths = load(path), search_of(load(path), Options())
    before = 0
    for minutes in range(3, 61):
        try:
            length = made(script, minutes).duration
        except ChoiceError:
            for turns in (lengths.next_to(minutes * MINUTE, -1), lengths.next_to(minutes * MINUTE, 1)):
                assert turns is None or abs(turns - minutes * MINUTE) > NEAR_MS
            continue
        assert abs(length - minutes * MINUTE) <= NEAR_MS
        assert length >= before
        before = length


positions = st.sampled_from(["seated", "standing", "supine", "prone"])
ranges = st.tuples(st.integers(1, 4), st.sampled_from([0, 0, 1, 2])).map(lambda each: f"{each[0]}-{sum(each)}")
exercises = st.fixed_dictionaries(
    {
        "position": positions,
        "needs": st.sampled_from(["mat", "chair", "mat, soft ball"]),
        "sides": st.sampled_from(["none", "each", "alternate"]),
        "tag": st.sampled_from(["back", "hips"]),
        "reps": ranges,
        "hold": st.one_of(ranges.map("{} breaths".format), st.sampled_from(["3 s", "8-19 s", "20-35 s", "20-33 s"])),
        "rest": st.sampled_from(["5", "5-15", "7-14", "60"]),
        "words": st.sampled_from(["lift", "lift your chest up and out and wide and high", "lift " * 12]),
    }
)
keeps = st.sampled_from([None, None, "must", "optional"])
joins = st.sampled_from([None, None, "or", "and"])


@st.composite
def sessions(draw: st.DrawFn, most: int = 3) -> Session:
    items: list[SessionItem] = []
    for index in range(draw(st.integers(1, most))):
        joined = draw(joins) if items else None
        keep = items[-1].keep if joined else draw(keeps)
        items.append(SessionItem(exercise(f"e{index}", **draw(exercises)), keep=keep, joined=joined))
    return session(*items)


chosen_options = st.builds(
    Options,
    pace=st.sampled_from([None, parse_pace("3-3"), parse_pace("4-2-6")]),
    guidance=st.sampled_from(["full", "fade", "brief", "tones"]),
    count=st.sampled_from(["none", "each", "halfway"]),
    first_side=st.sampled_from(["left", "right"]),
    transition=st.sampled_from([0.0, 1.0, 2.5]),
    guide=st.booleans(),
    bells=st.booleans(),
    lead=st.sampled_from([0.0, 0.3]),
)


def compositions(units: tuple[Unit, ...], rounds: int) -> list[tuple[Turn, ...]]:
    """Every choice of units for every round, none of them empty, alternatives apart; what must stay, stays."""
    musts = {unit.group for unit in units if unit.keep == "must"}
    subsets = [
        chosen
        for number in range(1, len(units) + 1)
        for chosen in combinations(units, number)
        if len({unit.group for unit in chosen}) == len(chosen)
    ]
    whole = [chosen for chosen in subsets if musts <= {unit.group for unit in chosen}]
    last = whole if rounds == 1 else subsets
    return [
        tuple(Turn(item, number) for number, chosen in enumerate(picked, 1) for unit in chosen for item in unit.items)
        for picked in product(*[whole] * (rounds - 1), last)
    ]


def reachable(script: Session, options: Options, rounds: int) -> set[int]:
    """The length of every session of up to so many rounds, with every choice of counts."""
    lengths = Lengths(script, options, measure_by_words)
    found: set[int] = set()
    for number in range(1, rounds + 1):
        for turns in compositions(select(script, options), number):
            placing = lengths.place(turns)
            sums = {placing.ends}
            for own, shortest in placing.placed:
                counts = product(*(range(span.high - span.low + 1) for span in own.spans))
                added = {
                    whole_chapter(shortest + sum(n * unit for n, unit in zip(count, own.units, strict=True)))
                    for count in counts
                }
                sums = {before + more for before in sums for more in added}
            found |= sums
    return found


@settings(max_examples=40, deadline=None)
@given(sessions(), chosen_options, st.data())
def test_what_a_brute_force_search_reaches_is_reached(script: Session, options: Options, data: st.DataObject):
    lengths = reachable(script, options, 2)
    last_done = data.draw(st.sampled_from([None, {}, {"e0": date(2026, 12, 1), "e1": date(2026, 11, 1)}]))
    for _ in range(4):
        wanted = data.draw(st.sampled_from(sorted(lengths))) + data.draw(st.integers(-NEAR_MS, NEAR_MS))
        if wanted < MINUTE // 2:
            continue
        length = made(script, wanted / MINUTE, **_chosen(options), last_done=last_done).duration
        assert abs(length - wanted) <= NEAR_MS


@settings(max_examples=40, deadline=None)
@given(sessions(), chosen_options, st.floats(0.5, 30))
def test_where_nothing_is_reached_the_nearest_lengths_are_named(script: Session, options: Options, minutes: float):
    wanted = round(minutes * MINUTE)
    options = replace(options, rounds=1)
    lengths = reachable(script, options, 1)
    if any(abs(length - wanted) <= NEAR_MS for length in lengths):
        return
    search = search_of(script, options)
    assert search.next_to(wanted, -1) == max((length for length in lengths if length < wanted), default=None)
    assert search.next_to(wanted, 1) == min((length for length in lengths if length > wanted), default=None)
    with pytest.raises(ChoiceError, match="cannot last"):
        made(script, minutes, **_chosen(options))


def _chosen(options: Options) -> dict[str, object]:
    names = ("pace", "guidance", "count", "first_side", "transition", "guide", "bells", "lead", "rounds")
    return {name: getattr(options, name) for name in names}


@settings(max_examples=40, deadline=None)
@given(sessions(most=6), chosen_options, st.lists(st.floats(0.5, 60), min_size=2, max_size=5))
def test_order_and_sides_are_kept_and_a_longer_wish_gives_no_shorter_session(
    script: Session, options: Options, wishes: list[float]
):
    names = [item.exercise.name for item in script.items]
    before = 0
    for minutes in sorted(wishes):
        with suppress(ChoiceError):
            timeline = made(script, minutes, **_chosen(options))
            assert abs(timeline.duration - minutes * MINUTE) <= NEAR_MS
            assert timeline.duration >= before
            before = timeline.duration
            done = [names.index(chapter.exercise) for chapter in timeline.chapters if chapter.exercise]
            rounds = 1 + sum(after <= earlier for earlier, after in pairwise(done))
            named = {chapter.title.partition(", round ")[2] or "1" for chapter in timeline.chapters[1:-1]}
            assert rounds <= len(named)
            for chapter in timeline.chapters:
                sides = Counter((phase.side, phase.kind) for phase in chapter.phases if phase.side)
                assert {kind: n for (side, kind), n in sides.items() if side == "left"} == {
                    kind: n for (side, kind), n in sides.items() if side == "right"
                }


def test_a_pace_that_moves_meets_a_length_too():
    script = session(*(SessionItem(exercise(f"e{n}", reps="3-9")) for n in range(4)))
    for minutes in (6, 9, 12):
        assert abs(made(script, minutes, ramp_to=parse_pace("6-9")).duration - minutes * MINUTE) <= NEAR_MS


def test_a_day_is_the_longest_session():
    script = session(SessionItem(exercise("long", reps="80-100", hold="500-1000 breaths")))
    assert abs(made(script, 24 * 60).duration - 24 * 60 * MINUTE) <= NEAR_MS


THREE = tuple(SessionItem(exercise(name, reps="6")) for name in ("one", "two", "three"))


def done_in(minutes: float, *items: SessionItem, **options: object) -> list[str | None]:
    timeline = made(session(*items), minutes, **options)
    return [chapter.exercise for chapter in timeline.chapters[1:-1]]


def test_what_must_stay_stays_and_what_is_optional_goes_first():
    one, two, three = THREE
    assert "three" in done_in(4, one, two, replace(three, keep="must"))
    assert set(done_in(4.5, replace(one, keep="optional"), two, three)) == {"two", "three"}


def test_of_alternatives_one_is_done_and_companions_stay_together():
    one, two, three = THREE
    either = (one, replace(two, joined="or"), three)
    assert [chapter.exercise for chapter in compile_session(session(*either), Options(), measure_by_words).chapters] == [
        None, "one", "three", None,
    ]  # fmt: skip
    for minutes in (4, 4.2, 5.2, 5.4):
        with suppress(ChoiceError):
            done = done_in(minutes, one, replace(two, joined="and"), three, rounds=1)
            assert ("one" in done) == ("two" in done)


def test_what_was_done_longest_ago_comes_in_first():
    last = {"one": date(2026, 11, 30), "two": date(2026, 11, 2), "three": date(2026, 11, 29)}
    assert done_in(2.7, *THREE, last_done=last) == ["two"]
    assert done_in(2.7, *THREE, last_done={"one": date(2026, 1, 1), "two": date(2026, 1, 2)}) == ["three"]
    either = (THREE[0], replace(THREE[1], joined="or"))
    chapters = compile_session(session(*either), Options(last_done=last), measure_by_words).chapters
    assert chapters[1].exercise == "two"


def test_a_week_of_short_sessions_covers_everything_about_evenly():
    script = load(Path("scripts/back-mobility.md").resolve())
    last: dict[str, date] = {}
    times: Counter[str] = Counter({item.exercise.name: 0 for item in script.items})
    for day in range(1, 8):
        timeline = made(script, 10, last_done=dict(last))
        for chapter in timeline.chapters[1:-1]:
            assert chapter.exercise
            last[chapter.exercise] = date(2026, 12, day)
            times[chapter.exercise] += 1
    assert min(times.values()) >= 2
    assert max(times.values()) - min(times.values()) <= 2


def test_places_and_tags_are_spread():
    items = [
        SessionItem(exercise(f"e{n}", position=position, tag=tag, reps="6"))
        for n, (position, tag) in enumerate(
            [("seated", "back"), ("seated", "back"), ("seated", "hips"), ("supine", "back"), ("supine", "back")]
        )
    ]
    done = done_in(4, *items, rounds=1)
    assert len(done) == 2
    assert {name in ("e0", "e1", "e2") for name in done if name} == {True, False}


ROUNDS = {"reps": "4", "intro": "Once only."}


def texts(timeline, role: str, number: int) -> list[str]:
    return [cue.utterance.text for cue in timeline.chapters[number].cues if cue.role == role]


def test_a_round_is_said_and_titled_and_repeats_neither_welcome_nor_cautions_nor_introduction():
    script = session(SessionItem(exercise("one", **ROUNDS)), SessionItem(exercise("two", position="supine", **ROUNDS)))
    timeline = compile_session(script, Options(rounds=2), measure_by_words)
    assert [chapter.title for chapter in timeline.chapters] == [
        "Welcome", "One", "Two", "One, round 2", "Two, round 2", "Closing",
    ]  # fmt: skip
    assert [chapter.exercise for chapter in timeline.chapters] == [None, "one", "two", "one", "two", None]
    assert texts(timeline, "announcement", 3)[:2] == ["Round two.", "Next: One."]
    assert texts(timeline, "announcement", 4)[0] == "Next: Two."
    said = [cue.utterance.text for chapter in timeline.chapters[3:] for cue in chapter.cues]
    assert "Once only." not in said
    assert not [cue for chapter in timeline.chapters[1:] for cue in chapter.cues if cue.role in ("welcome", "caution")]


def test_the_set_up_is_said_again_only_where_the_place_was_left():
    one, two = exercise("one", **ROUNDS), exercise("two", position="supine", **ROUNDS)
    left = compile_session(session(SessionItem(one), SessionItem(two)), Options(rounds=2), measure_by_words)
    assert texts(left, "setup", 3)[:1] == ["Come into place."]
    stayed = compile_session(session(SessionItem(one)), Options(rounds=2), measure_by_words)
    assert texts(stayed, "setup", 1)[:1] == ["Come into place."]
    assert "Come into place." not in texts(stayed, "setup", 2)
    sided = exercise("one", sides="each", **ROUNDS)
    stayed = compile_session(session(SessionItem(sided)), Options(rounds=2), measure_by_words)
    assert texts(stayed, "setup", 2)[:1] == ["Move your left arm out."]


@pytest.mark.parametrize(
    ("language", "said", "title"),
    [
        ("de", "Runde zwei.", "One, Runde 2"),
        ("es", "Ronda dos.", "One, ronda 2"),
        ("fr", "Tour deux.", "One, tour 2"),
    ],
)
def test_rounds_have_words_in_every_language(language: str, said: str, title: str):
    script = session(SessionItem(replace(exercise("one"), language=language)))
    timeline = compile_session(replace(script, language=language), Options(rounds=2), measure_by_words)
    assert timeline.chapters[2].title == title
    assert texts(timeline, "announcement", 2)[0] == said


def test_reps_may_differ_by_round_and_the_last_round_be_partial():
    script = session(SessionItem(exercise("one", reps="4-8")), SessionItem(exercise("two", reps="4-8")))
    last = [chapter.title for chapter in made(script, 6.5).chapters[1:-1]]
    assert last[:2] == ["One", "Two"]
    assert len(last) == 3


def test_the_length_that_is_looked_for_is_the_one_that_is_compiled():
    script = session(*(SessionItem(exercise(f"e{n}", reps="4-8", hold="1-4 breaths", rest="5-30")) for n in range(3)))
    turns = chapters_of(script, Options(minutes=14), measure_by_words).turns
    assert search_of(script, Options(minutes=14)).length(turns) == made(script, 14).duration


def test_a_span_of_one_count_stays():
    item = SessionItem(exercise("one", reps="4-8"), reps=Span(5, 5))
    assert {phase.reps for phase in made(session(item), 2.4).chapters[1].phases if phase.section == "repeat"} == {5}
