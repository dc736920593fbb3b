"""A session, what the listener chose, and how long words last: the timeline. Pure: the same in, the same out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.problems import Problems
from voiceguide.script.model import Entry, Exercise, Session
from voiceguide.timeline.beats import Beat
from voiceguide.timeline.choose import choose
from voiceguide.timeline.comfort import check_comfort
from voiceguide.timeline.frame import closing, opening
from voiceguide.timeline.lay import LONGEST_MS, Tape, lay
from voiceguide.timeline.length import Numbers, numbers_for_length
from voiceguide.timeline.model import Chapter, Measure, Timeline
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import Ramp, count_breaths
from voiceguide.timeline.phrases import has_phrases, phrases
from voiceguide.timeline.settle import in_breaths, numbers_wanted, open_spans, with_numbers
from voiceguide.timeline.transition import Arrival
from voiceguide.timeline.unroll import unroll
from voiceguide.units import Ms, ms_from_seconds

HOLDS = ("hold_in", "hold_out")


def compile_session(session: Session, options: Options, measure: Measure) -> Timeline:
    """Compile a session.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        measure: how long an utterance is heard, in milliseconds.

    Raises:
        ChoiceError: the choices do not go with this session.
        PaceError: a changed part of a pace is out of bounds.
        ScriptError: `options.strict`, and words do not fit even in their short form.
    """
    measured = cache(measure)
    notes = Problems()
    entries = tuple(_counted(entry, options, measured) for entry in choose(session, options))
    if options.minutes is None:
        numbers: Numbers = tuple(numbers_wanted(entry, options.reps, notes) for entry in entries)
    else:
        spans = [tuple(open_spans(entry)) for entry in entries]

        def length(numbers: Numbers) -> Ms:
            return sum(
                chapter.duration for chapter in _chapters(session, _settled(entries, numbers), options, measured)
            )

        numbers = numbers_for_length(spans, round(options.minutes * 60_000), length, session.place, notes)
    chapters = tuple(_bounded(_chapters(session, _settled(entries, numbers), options, measured), session))
    errors = [note for chapter in chapters for note in chapter.notes if note.severity == "error"]
    if errors:
        raise ScriptError(errors)
    return Timeline(
        title=session.title,
        language=session.language,
        pace=str(options.pace_for(session.pace)),
        chapters=chapters,
        notes=tuple(notes),
    )


def _bounded(chapters: Iterable[Chapter], session: Session) -> Iterator[Chapter]:
    """The chapters, as long as they last no longer than a session may."""
    whole = 0
    for chapter in chapters:
        whole += chapter.duration
        if whole > LONGEST_MS:
            raise ChoiceError(
                f"'{session.title}' lasts more than {LONGEST_MS // 3_600_000} hours: expected fewer reps or exercises."
            )
        yield chapter


def _counted(entry: Entry, options: Options, measure: Measure) -> Entry:
    """The entry at the pace in force, its holds counted in whole breaths."""
    pace = options.pace_for(entry.pace)
    quickest = min(pace.breath_ms, options.ramp_to.breath_ms if options.ramp_to else pace.breath_ms)
    tape = _tape(entry.exercise.language, options, measure)
    return replace(entry, pace=pace, exercise=in_breaths(entry.exercise, pace, quickest, tape.speak))


def _settled(entries: Sequence[Entry], numbers: Sequence[Sequence[int]]) -> tuple[Entry, ...]:
    return tuple(with_numbers(entry, own) for entry, own in zip(entries, numbers, strict=True))


def _chapters(session: Session, entries: Sequence[Entry], options: Options, measure: Measure) -> Iterator[Chapter]:
    """Opening, one chapter an exercise, closing; each laid out on its own."""
    plain = options.pace_for(session.pace)
    said = phrases(session.language)
    tape = _tape(session.language, options, measure)
    lay(opening(session, entries, options), tape, lambda _: plain)
    yield tape.chapter(said.say("opening"), None)
    arrivals = list(_arrivals(entries))
    unrolled = [_beats(entry, arrival, options) for entry, arrival in zip(entries, arrivals, strict=True)]
    counts = [count_breaths(beats) for beats in unrolled]
    begin = 0
    for entry, beats, count in zip(entries, unrolled, counts, strict=True):
        exercise = entry.exercise
        tape = _tape(exercise.language, options, measure)
        ramp = Ramp(options.pace_for(entry.pace), options.ramp_to, begin, sum(counts))
        check_comfort(exercise, ramp.at(0), tape.notes)
        if not has_phrases(exercise.language):
            tape.notes.warning(
                exercise.place, f"'{exercise.language}': breath words and the like are said in English yet"
            )
        lay(beats, tape, ramp.at)
        chapter = tape.chapter(exercise.title, exercise.name)
        _prove_equal_sides(exercise, chapter)
        yield chapter
        begin += count
    tape = _tape(session.language, options, measure)
    lay(closing(session, plain, options), tape, lambda _: plain)
    yield tape.chapter(said.say("closing"), None)


def _tape(language: str, options: Options, measure: Measure) -> Tape:
    return Tape(language, measure, options.rate, ms_from_seconds(options.lead), options.strict)


def _beats(entry: Entry, arrival: Arrival, options: Options) -> tuple[Beat, ...]:
    return tuple(unroll(entry.exercise, arrival, options.pace_for(entry.pace), options))


def _arrivals(entries: Sequence[Entry]) -> Iterator[Arrival]:
    """Where each exercise finds the body: what the first one needs was said in the opening."""
    before: Exercise | None = None
    for entry in entries:
        exercise = entry.exercise
        if before is None:
            yield Arrival(at_hand=frozenset(exercise.needs))
        else:
            yield Arrival(before.position, first=False, at_hand=frozenset(before.needs))
        before = exercise


def _prove_equal_sides(exercise: Exercise, chapter: Chapter) -> None:
    """Both sides get the same breaths, or the compiler is wrong. Holds may differ while a ramp brings them in."""
    if exercise.sides != "none":
        left, right = (
            Counter(phase.kind for phase in chapter.phases if phase.side == side and phase.kind not in HOLDS)
            for side in ("left", "right")
        )
        assert left == right, f"{exercise.name}: left {left}, right {right}"
