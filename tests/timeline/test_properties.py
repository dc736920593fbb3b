"""Properties of the timeline of every script, at every pace and guidance."""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.breath import Pace
from voiceguide.errors import ChoiceError
from voiceguide.formats.sheet import cue_sheet
from voiceguide.script.model import Exercise, Session, SessionItem
from voiceguide.script.parse import parse
from voiceguide.timeline.compile import HOLDS, compile_session
from voiceguide.timeline.fit import STRETCH
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Timeline, Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import CHAPTER_GRID_MS

WORDS = ("lift", "your", "chest", "and", "open", "wide", "elbows", "down", "slowly", "rest")
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
sided_sentences = st.builds(lambda text, side: f"{text} {side}", sentences, st.sampled_from(["{side}", "{other side}"]))
lengths = st.sampled_from(["", "", "", " x2", " x0.5", " 6s", " 1.5s"])


@st.composite
def steps(draw: st.DrawFn, sided: bool) -> str:
    words = sided_sentences if sided else sentences
    lines = []
    for keyword in draw(st.lists(st.sampled_from(["Inhale", "Exhale", "Move"]), min_size=1, max_size=5)):
        text = f": {draw(words)}." if keyword == "Move" or draw(st.booleans()) else ""
        short = f" | {draw(words)}." if text and draw(st.booleans()) else ""
        lines.append(f"- {keyword}{draw(lengths)}{text}{short}")
        if keyword != "Move" and draw(st.integers(0, 4)) == 0:
            lines.append("- Hold")
        if draw(st.integers(0, 6)) == 0:
            lines.append("- Wait 2s")
    return "\n".join(lines)


@st.composite
def scripts(draw: st.DrawFn) -> str:
    sides = draw(st.sampled_from(["none", "each", "alternate"]))
    words = st.one_of(sentences, sided_sentences) if sides != "none" else sentences
    parts = [f"---\nposition: seated\nsides: {sides}\n---\n# Title\n"]
    if draw(st.booleans()):
        parts.append(f"## Set up\n{draw(words)}.\n- Wait 2s\n")
    for _ in range(draw(st.integers(1, 3))):
        low = draw(st.integers(1, 7))
        high = low + draw(st.integers(0, 4))
        match draw(st.sampled_from(["repeat", "repeat", "sets", "hold", "timed hold", "rest", "breathe"])):
            case "repeat":
                parts.append(
                    f"## Repeat {low}-{high} times\n{draw(words)}.\n\n{draw(steps(sides != 'none'))}\n\n> {draw(words)}.\n"
                )
            case "sets":
                parts.append(f"## Repeat 2 sets of {low}-{high}, rest 5 s\n{draw(steps(sides != 'none'))}\n")
            case "hold":
                parts.append(f"## Hold {low}-{high} breaths\n{draw(words)}. {draw(words).capitalize()}.\n")
            case "timed hold":
                parts.append(f"## Hold {low * 4}-{high * 4} s\n{draw(words)}.\n")
            case "rest":
                parts.append(f"## Rest {low}-{high + 10} s\n")
            case _:
                parts.append(f"## Breathe {low * 10} s\n{draw(words)}.\n")
    parts.append("## Hold 1 breath\n\n## Finish\nRest now.\n")
    return "\n".join(parts)


part = st.integers(500, 9000)
hold = st.one_of(st.just(0), st.integers(500, 6000))
paces = st.builds(Pace, part, hold, part, hold)
options = st.builds(
    Options,
    pace=paces,
    ramp_to=st.one_of(st.none(), paces),
    reps=st.sampled_from(["low", "mid", "high", 3]),
    guidance=st.sampled_from(["full", "fade", "brief", "tones"]),
    count=st.sampled_from(["none", "each", "halfway"]),
    lead=st.sampled_from([0.0, 0.3]),
    first_side=st.sampled_from(["left", "right"]),
    transition=st.sampled_from([0.0, 1.0, 2.5]),
    guide=st.booleans(),
    bells=st.booleans(),
    rate=st.sampled_from([0.8, 1.0, 1.3]),
)


def session(text: str) -> Session:
    script, problems = parse(text, "random.md")
    assert isinstance(script, Exercise)
    assert not problems.has_errors, problems
    return Session("random", "Random", "en", None, (), (SessionItem(script), SessionItem(script)), (), (), script.place)


def compile_text(text: str, chosen: Options) -> Timeline:
    return compile_session(session(text), chosen, measure_by_words)


@settings(max_examples=75, deadline=None)
@given(scripts(), options)
def test_every_span_is_in_order_inside_its_chapter_and_overlaps_no_other(text: str, chosen: Options):
    timeline = compile_text(text, chosen)
    for chapter in timeline.chapters:
        assert chapter.duration % CHAPTER_GRID_MS == 0
        for spans in (chapter.phases, chapter.cues):
            assert all(before.end <= after.start for before, after in pairwise(spans))
            assert all(span.start >= 0 and span.duration > 0 and span.end <= chapter.duration for span in spans)
        assert all(0 <= bell.start < chapter.duration for bell in chapter.bells)
    starts = [start for start, _ in timeline.placed()]
    assert starts == [sum(c.duration for c in timeline.chapters[:index]) for index in range(len(timeline.chapters))]


@settings(max_examples=75, deadline=None)
@given(scripts(), options)
def test_every_paced_cue_begins_with_its_phase_and_ends_inside_it(text: str, chosen: Options):
    for chapter in compile_text(text, chosen).chapters:
        for cue in chapter.cues:
            if cue.phase is not None:
                phase = chapter.phases[cue.phase]
                assert cue.start == phase.start - round(chosen.lead * 1000)
                assert cue.end <= phase.end
                assert cue.utterance.rate <= round(chosen.rate * 1.15, 3)


@settings(max_examples=75, deadline=None)
@given(scripts(), options)
def test_only_a_teaching_rep_leaves_the_pace_and_never_by_more_than_half(text: str, chosen: Options):
    spoken = compile_text(text, chosen)
    unspoken = compile_text(text, replace(chosen, guidance="tones", count="none", guide=True))
    for chapter, plain in zip(spoken.chapters, unspoken.chapters, strict=True):
        for phase, natural in zip(chapter.phases, plain.phases, strict=True):
            assert (phase.kind, phase.section, phase.set, phase.rep) == (
                natural.kind,
                natural.section,
                natural.set,
                natural.rep,
            )
            teaches = (phase.section, phase.set, phase.rep) == ("repeat", 1, 1)
            assert natural.duration <= phase.duration <= natural.duration * (STRETCH if teaches else 1)


@settings(max_examples=50, deadline=None)
@given(scripts(), options, st.integers(1, 200))
def test_a_hold_in_seconds_lasts_as_long_as_it_says(text: str, chosen: Options, seconds: int):
    timeline = compile_text(text.replace("## Hold 1 breath\n", f"## Hold {seconds} s\n"), chosen)
    for chapter in timeline.chapters[1:-1]:
        last = chapter.phases[-1]
        held = [each for each in chapter.phases if (each.section_index, each.side) == (last.section_index, last.side)]
        assert sum(phase.duration for phase in held) == seconds * 1000


@settings(max_examples=50, deadline=None)
@given(scripts(), options)
def test_both_sides_get_the_same_breaths(text: str, chosen: Options):
    for chapter in compile_text(text, chosen).chapters:
        left, right = (
            Counter(
                (phase.kind, phase.section, phase.set)
                for phase in chapter.phases
                if phase.side == side and (chosen.ramp_to is None or phase.kind not in HOLDS)
            )
            for side in ("left", "right")
        )
        assert left == right


@settings(max_examples=30, deadline=None)
@given(scripts(), options)
def test_the_same_inputs_give_the_same_bytes(text: str, chosen: Options):
    assert cue_sheet(compile_text(text, chosen)) == cue_sheet(compile_text(text, chosen))
    sheet = json.loads(cue_sheet(compile_text(text, chosen)))
    assert sum(chapter["duration_ms"] for chapter in sheet["chapters"]) == sheet["duration_ms"]


@settings(max_examples=30, deadline=None)
@given(scripts(), options, st.integers(0, 3000))
def test_longer_speech_never_makes_a_session_shorter(text: str, chosen: Options, more: int):
    def slower(utterance: Utterance) -> int:
        return measure_by_words(utterance) + more

    whole = compile_text(text, chosen)
    assert compile_session(session(text), chosen, slower).duration >= whole.duration - tolerance(whole)


def tolerance(timeline: Timeline) -> int:
    """The time by which teaching breaths get shorter when their words are said before the rep instead."""
    return sum(phase.duration for c in timeline.chapters for phase in c.phases if (phase.set, phase.rep) == (1, 1)) // 3


@settings(max_examples=20, deadline=None)
@given(scripts(), options, st.lists(st.floats(0.5, 60), min_size=2, max_size=4))
def test_more_minutes_never_give_a_shorter_session(text: str, chosen: Options, minutes: list[float]):
    lengths = []
    for wanted in sorted(minutes):
        with suppress(ChoiceError):  # it cannot be reached
            made = compile_text(text, Options(pace=chosen.pace, guide=chosen.guide, minutes=wanted))
            assert abs(made.duration - wanted * 60_000) <= 30_000
            lengths.append(made.duration)
    assert lengths == sorted(lengths)
