"""The compiler: turns a session, the listener's options and a measure of words into a timeline. It is deterministic."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Self, overload

from voiceguide.breath import Pace
from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.problems import Problem, Problems
from voiceguide.script.model import Exercise, Session, SessionItem
from voiceguide.timeline.beats import Beat, Ring, Say
from voiceguide.timeline.bookends import cautions, closing, opening
from voiceguide.timeline.counts import Numbers, in_breaths, numbers_for_length, numbers_wanted, open_spans, with_numbers
from voiceguide.timeline.gaps import BELL_MS, Arrival, Departure
from voiceguide.timeline.layout import LONGEST_MS, ChapterBuilder, lay_out
from voiceguide.timeline.model import Chapter, Measure, Timeline
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import Ramp, check_breaths, count_breaths
from voiceguide.timeline.phrases import has_phrases, phrases
from voiceguide.timeline.select import select
from voiceguide.timeline.unroll import unroll
from voiceguide.units import Ms, ms_from_seconds


def compile_session(session: Session, options: Options, measure: Measure) -> Timeline:
    """Compile a session into a timeline.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        measure: tells how long an utterance is heard, in milliseconds.

    Raises:
        ChoiceError: the options do not fit this session, or it would last more than a day.
        PaceError: an option puts a part of a pace out of bounds.
        ScriptError: with `options.strict`, when words do not fit their phase even in the short form.
    """
    on_demand = Chapters(session, options, measure)
    chapters = tuple(on_demand)
    if sum(chapter.duration for chapter in chapters) > LONGEST_MS:
        raise ChoiceError(
            f"'{session.title}' lasts more than {LONGEST_MS // 3_600_000} hours: expected fewer reps or exercises."
        )
    errors = [note for chapter in chapters for note in chapter.notes if note.severity == "error"]
    if errors:
        raise ScriptError(errors)
    return Timeline(
        title=session.title,
        language=session.language,
        pace=str(options.pace_for(session.pace)),
        chapters=chapters,
        notes=on_demand.notes,
    )


HOLDS = ("hold_in", "hold_out")

SEAM_MS: Ms = 50
"""What comes after words can change the sound at most this long before the words end: ducking is computed every 9 ms, and
the limiter looks that far ahead."""

BEFORE_WORDS_MS: Ms = 150
"""Words can change the sound at most this long before they begin: ducking begins 75 ms before them, and see `SEAM_MS`."""


class Chapters(Sequence[Chapter]):
    """The chapters of a session: the opening, one for each exercise, the closing. Each is laid out on first access.

    Laying out a chapter measures the words of that chapter only, unless the options `minutes` or `ramp_to` need the lengths
    of all chapters. The result, or the error, does not depend on which chapters were accessed before. For this reason the
    length of the whole session is not checked here. Safe to use from several threads.

    Args:
        session, options, measure: see `compile_session`.
        numbers: the counts of each exercise, as in `counts.Numbers`; chosen here where None.

    Attributes:
        items: the chosen exercises, one for each chapter between the opening and the closing.
        titles: the titles of all chapters, known before the layout.

    Raises:
        ChoiceError, PaceError: as in `compile_session`; accessing a chapter can raise them too.
    """

    def __init__(self, session: Session, options: Options, measure: Measure, numbers: Numbers | None = None) -> None:
        said = phrases(session.language)
        self._notes = Problems()
        self._session = session
        self._options = options
        self._measure = cache(measure)
        self.items = select(session, options)
        self.titles = (
            said.say("opening"),
            *(item.exercise.title for item in self.items),
            said.say("closing"),
        )
        self._arrivals = tuple(_arrivals(self.items))
        self._departures = (*map(_departure, self.items, self.items[1:]), None)
        self._lock = threading.RLock()
        self._numbered: dict[int, tuple[SessionItem, Problems]] = {}
        self._cache: dict[int, Chapter] = {}
        self._numbers = numbers
        if options.minutes is not None and numbers is None:
            self._numbers = self._for_length(options.minutes)

    def __len__(self) -> int:
        return len(self.titles)

    @overload
    def __getitem__(self, number: int) -> Chapter: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Chapter]: ...

    def __getitem__(self, number: int | slice) -> Chapter | Sequence[Chapter]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        with self._lock:
            if number not in self._cache:
                self._cache[number] = self._layout(number)
            return self._cache[number]

    def growing(self, number: int) -> Iterator[tuple[Chapter, Ms]]:
        """The chapter as far as its words are measured, yielded after each utterance; at last the whole chapter.

        Only the opening grows like this, since nothing in it depends on what comes later; other chapters are yielded once.
        It is first yielded with its bell alone, if it has one, before any words are measured.

        Yields:
            The chapter, and the time in milliseconds up to which it sounds like the whole chapter.
        """
        beats = tuple(self._bookend(number)) if number == 0 and self.laid(number) is None else ()
        for count, beat in enumerate(beats[:-1], 1):
            if isinstance(beat, Ring):
                partial = self._without_exercise(number, beats[:count])
                yield partial, partial.bells[-1].start + BELL_MS - BEFORE_WORDS_MS
            if isinstance(beat, Say):
                partial = self._without_exercise(number, beats[:count])
                yield partial, partial.cues[-1].end - SEAM_MS
        whole = self[number]
        yield whole, whole.duration

    def laid(self, number: int) -> Chapter | None:
        """The chapter if it is laid out already, else None. Never waits."""
        return self._cache.get(number)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Notes on the wanted length, then on the counts of each exercise that is laid out."""
        counted = filter(None, (self._numbered.get(index) for index in range(len(self.items))))
        return (*self._notes, *(note for _, notes in counted for note in notes))

    def needs(self, number: int) -> tuple[str, ...]:
        """The things that are needed from chapter `number` on, each once."""
        return tuple(dict.fromkeys(t for item in self.items[max(0, number - 1) :] for t in item.exercise.needs))

    def cautions(self, number: int) -> tuple[str, ...]:
        """The cautions of the session and of the exercises from chapter `number` on, each once."""
        return cautions(self._session, self.items[max(0, number - 1) :])

    def at_tempo(self, tempo: float) -> Self:
        """The same chapters with every breath `tempo` times as long as written; reps that fit `minutes` stay the same.

        Raises:
            PaceError: a part of a breath would be out of bounds.
        """
        numbers = self._numbers if self._options.minutes is not None else None
        return type(self)(self._session, replace(self._options, tempo=tempo), self._measure, numbers)

    @property
    def breaths(self) -> tuple[Ms, Ms]:
        """The shortest and the longest breath of the session, in milliseconds.

        Raises:
            PaceError: a part of a breath is out of bounds.
        """
        paces = [self._options.pace_for(item.pace) for item in self.items]
        lengths = [pace.breath_ms for pace in (*paces, *filter(None, [self._options.ramp_target]))]
        return min(lengths), max(lengths)

    def _for_length(self, minutes: float) -> Numbers:
        counted = [_counted(item, self._options, self._measure) for item in self.items]
        spans = [tuple(open_spans(item)) for item in counted]

        def length(numbers: Numbers) -> Ms:
            chapters = type(self)(self._session, self._options, self._measure, numbers)
            return sum(chapters._layout(number).duration for number in range(len(chapters)))

        return numbers_for_length(spans, round(minutes * 60_000), length, self._session.place, self._notes)

    def _item(self, index: int) -> SessionItem:
        """The exercise with its counts chosen."""
        if index not in self._numbered:
            notes = Problems()
            item = _counted(self.items[index], self._options, self._measure)
            numbers = self._numbers[index] if self._numbers else numbers_wanted(item, self._options.reps, notes)
            self._numbered[index] = with_numbers(item, numbers), notes
        return self._numbered[index][0]

    def _layout(self, number: int) -> Chapter:
        if 0 < number < len(self) - 1:
            return self._exercise(number - 1)
        return self._without_exercise(number, self._bookend(number))

    def _bookend(self, number: int) -> Iterator[Beat]:
        """The beats of the opening (chapter 0) or the closing."""
        if number == 0:
            return opening(self._session, self.items, self._options)
        return closing(self._session, self._pace, self._options)

    def _without_exercise(self, number: int, beats: Iterable[Beat]) -> Chapter:
        pace = self._pace
        builder = _builder(self._session, self._options, self._measure)
        lay_out(beats, builder, lambda _: pace)
        return builder.chapter(self.titles[number], None)

    @property
    def _pace(self) -> Pace:
        return self._options.pace_for(self._session.pace)

    def _exercise(self, index: int) -> Chapter:
        item = self._item(index)
        exercise, options = item.exercise, self._options
        builder = _builder(exercise, options, self._measure)
        ramp = self._ramp(index)
        check_breaths(exercise, ramp.at(0), builder.notes)
        if not has_phrases(exercise.language):
            builder.notes.warning(
                exercise.place,
                f"no phrases for '{exercise.language}' yet: breath words are said in English",
            )
        lay_out(self._beats(index), builder, ramp.at)
        chapter = builder.chapter(exercise.title, exercise.name)
        _prove_equal_sides(exercise, chapter)
        return chapter

    def _ramp(self, index: int) -> Ramp:
        pace = self._options.pace_for(self._item(index).pace)
        last = self._options.ramp_target
        if last is None:
            return Ramp(pace, None, 0, 0)
        return Ramp(pace, last, sum(self._counts[:index]), sum(self._counts))

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        """The number of breaths of each exercise."""
        return tuple(count_breaths(self._beats(index)) for index in range(len(self.items)))

    def _beats(self, index: int) -> tuple[Beat, ...]:
        item = self._item(index)
        pace = self._options.pace_for(item.pace)
        return tuple(unroll(item.exercise, self._arrivals[index], self._departures[index], pace, self._options))


def _counted(item: SessionItem, options: Options, measure: Measure) -> SessionItem:
    """The item with its holds counted in whole breaths at its pace."""
    pace = options.pace_for(item.pace)
    last = options.ramp_target
    quickest = min(pace.breath_ms, last.breath_ms if last else pace.breath_ms)
    builder = _builder(item.exercise, options, measure)
    return replace(item, exercise=in_breaths(item.exercise, pace, quickest, builder.speak))


def _builder(script: Session | Exercise, options: Options, measure: Measure) -> ChapterBuilder:
    lead = ms_from_seconds(options.lead)
    interval = ms_from_seconds(60 * (options.interval or 0)) if options.bells else 0
    return ChapterBuilder(
        script.language, measure, options.rate, lead, options.strict, interval, pronunciations=script.say
    )


def _arrivals(items: Sequence[SessionItem]) -> Iterator[Arrival]:
    """The state before each exercise. The opening has named what the first one needs."""
    before: Exercise | None = None
    for item in items:
        exercise = item.exercise
        if before is None:
            yield Arrival(at_hand=frozenset(exercise.needs))
        else:
            yield Arrival(before.position, first=False, at_hand=frozenset(before.needs))
        before = exercise


def _departure(item: SessionItem, following: SessionItem) -> Departure:
    exercise, at_hand = following.exercise, item.exercise.needs
    return Departure(
        exercise.title, exercise.position, tuple(thing for thing in exercise.needs if thing not in at_hand)
    )


def _prove_equal_sides(exercise: Exercise, chapter: Chapter) -> None:
    """Assert that both sides have the same breaths. Holds are not compared: a ramp may add them in between."""
    if exercise.sides != "none":
        left, right = (
            Counter(phase.kind for phase in chapter.phases if phase.side == side and phase.kind not in HOLDS)
            for side in ("left", "right")
        )
        assert left == right, f"{exercise.name}: left {left}, right {right}"
