"""The compiler: turns a session, the listener's options and a measure of words into a timeline. It is deterministic."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import Self, overload

from voiceguide.breath import Pace
from voiceguide.errors import ChoiceError, ScriptError, blaming
from voiceguide.problems import Problem, Problems
from voiceguide.script.model import Exercise, Session, SessionItem
from voiceguide.timeline.beats import Beat, Quiet, Ring, Say
from voiceguide.timeline.bookends import cautions, closing, opening
from voiceguide.timeline.counts import numbers_wanted, with_numbers
from voiceguide.timeline.fill import NEAR_MS, LengthWindow
from voiceguide.timeline.gaps import BELL_MS
from voiceguide.timeline.layout import LONGEST_MS, lay_out, new_chapter
from voiceguide.timeline.model import Chapter, Measure, Timeline
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import Ramp, check_breaths, count_breaths
from voiceguide.timeline.phrases import has_phrases, phrases
from voiceguide.timeline.select import select
from voiceguide.timeline.session_lengths import SessionLengths, counted
from voiceguide.timeline.turns import Turn, all_turns, arrivals, departures, titles
from voiceguide.timeline.unroll import unroll
from voiceguide.units import Ms, clock_text


def compile_session(
    session: Session, options: Options, measure: Measure, on_laid: Callable[[Chapter], object] = lambda _: None
) -> Timeline:
    """Compile a session into a timeline.

    Args:
        session: what its scripts say.
        options: what the listener chose.
        measure: tells how long an utterance is heard, in milliseconds.
        on_laid: called with each chapter as soon as it is laid out, in order, before the words of the next one are measured.

    Raises:
        ChoiceError: the options do not fit this session, or it would last more than a day.
        PaceError: an option puts a part of a pace out of bounds.
        ScriptError: with `options.strict`, when words do not fit their phase even in the short form.
    """
    on_demand = Chapters(session, options, measure)
    chapters = []
    for chapter in on_demand:
        chapters.append(chapter)
        on_laid(chapter)
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
        chapters=tuple(chapters),
        notes=on_demand.notes,
    )


MOST_CORRECTIONS = 6
"""Sessions that are laid out for a length where the pace moves."""

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
        turns: the exercises in their rounds, with their counts; chosen here where None.

    Attributes:
        items: the chosen exercises, one for each chapter between the opening and the closing.
        titles: the titles of all chapters, known before the layout.
        turns: which exercise is done in which round.

    Raises:
        ChoiceError, PaceError: as in `compile_session`; accessing a chapter can raise them too.
    """

    def __init__(
        self, session: Session, options: Options, measure: Measure, turns: Sequence[Turn] | None = None
    ) -> None:
        said = phrases(session.language)
        self._session = session
        self._options = options
        self._measure = cache(measure)
        self._lock = threading.RLock()
        self._numbered: dict[int, tuple[SessionItem, Problems]] = {}
        self._cache: dict[int, Chapter] = {}
        self.turns = tuple(self._choose() if turns is None else turns)
        self.items = tuple(turn.item for turn in self.turns)
        self.titles = (said.say("opening"), *titles(self.turns, session.language), said.say("closing"))
        self._arrivals = tuple(arrivals(self.turns))
        self._departures = tuple(departures(self.turns))

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

        It grows as long as nothing depends on what comes later: up to the first breath. The opening is first yielded with its
        bell alone, if it has one, before any words are measured. A chapter that is laid out already is yielded once.

        Yields:
            The chapter, and the time in milliseconds up to which it sounds like the whole chapter.
        """
        number = range(len(self))[number]
        beats = self._beats(number) if self.laid(number) is None else ()
        for count, beat in enumerate(beats[:-1], 1):
            if not isinstance(beat, Say | Quiet | Ring):
                break
            if isinstance(beat, Ring):
                partial = self._of(number, beats[:count])
                yield partial, partial.bells[-1].start + BELL_MS - BEFORE_WORDS_MS
            if isinstance(beat, Say):
                partial = self._of(number, beats[:count])
                yield partial, partial.cues[-1].end - SEAM_MS
        whole = self[number]
        yield whole, whole.duration

    def laid(self, number: int) -> Chapter | None:
        """The chapter if it is laid out already, else None. Never waits."""
        return self._cache.get(number)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Notes on the counts of each exercise that is laid out."""
        counted = filter(None, (self._numbered.get(index) for index in range(len(self.items))))
        return tuple(note for _, notes in counted for note in notes)

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
        return type(self)(self._session, replace(self._options, tempo=tempo), self._measure, self.turns)

    @property
    def breaths(self) -> tuple[Ms, Ms]:
        """The shortest and the longest breath of the session, in milliseconds.

        Raises:
            PaceError: a part of a breath is out of bounds.
        """
        paces = [self._options.pace_for(item.pace) for item in self.items]
        lengths = [pace.breath_ms for pace in (*paces, *filter(None, [self._options.ramp_target]))]
        return min(lengths), max(lengths)

    def _choose(self) -> Sequence[Turn]:
        candidates = select(self._session, self._options)
        if self._options.minutes is None:
            return all_turns(candidates, self._options)
        wanted = round(self._options.minutes * 60_000)
        lengths = SessionLengths(self._session, self._options, self._measure)
        turns = lengths.turns_for(wanted)
        if self._options.ramp_to is None:
            return turns
        return self._corrected(turns, wanted, lengths)

    def _corrected(self, turns: Sequence[Turn], wanted: Ms, lengths: SessionLengths) -> Sequence[Turn]:
        """What comes nearest to a wanted length where the pace moves, and each breath depends on how many there are.

        The lengths that are looked for know only the pace halfway, so they are aimed at what makes up for the difference.
        """
        tried: dict[Ms, Sequence[Turn]] = {}
        aim = wanted
        for _ in range(MOST_CORRECTIONS):
            made = type(self)(self._session, self._options, self._measure, turns)
            length = sum(chapter.duration for chapter in made)
            tried[length] = turns
            aim += wanted - length
            found = lengths.wanted.find(LengthWindow.around(aim))
            if abs(wanted - length) <= NEAR_MS or found is None:
                break
            turns = found
        nearest = min(tried, key=lambda length: (abs(length - wanted), length))
        if nearest > wanted + NEAR_MS or nearest < wanted - NEAR_MS:
            with blaming("minutes"):
                raise ChoiceError(
                    f"'{self._session.title}' lasts {clock_text(nearest)} with a pace that moves, where "
                    f"{clock_text(wanted)} was asked for: expected another length, or no --ramp-to."
                )
        return tried[nearest]

    def _item(self, index: int) -> SessionItem:
        """The exercise with its counts chosen."""
        if index not in self._numbered:
            notes = Problems()
            item = counted(self.items[index], self._options, self._measure)
            numbers = self.turns[index].numbers or numbers_wanted(item, self._options.reps, notes)
            self._numbered[index] = with_numbers(item, numbers), notes
        return self._numbered[index][0]

    def _layout(self, number: int) -> Chapter:
        chapter = self._of(number, self._beats(number))
        if chapter.exercise:
            _prove_equal_sides(self._item(number - 1).exercise, chapter)
        return chapter

    def _of(self, number: int, beats: Iterable[Beat]) -> Chapter:
        """A chapter of some of its beats."""
        if not 0 < number < len(self) - 1:
            pace = self._pace
            builder = new_chapter(self._session, self._options, self._measure)
            lay_out(beats, builder, lambda _: pace)
            return self._with_bed(builder.chapter(self.titles[number], None), number)
        exercise, ramp = self._item(number - 1).exercise, self._ramp(number - 1)
        builder = new_chapter(exercise, self._options, self._measure)
        check_breaths(exercise, ramp.at(0), builder.notes)
        if not has_phrases(exercise.language):
            builder.notes.warning(
                exercise.place,
                f"no phrases for '{exercise.language}' yet: breath words are said in English",
            )
        lay_out(beats, builder, ramp.at)
        return self._with_bed(builder.chapter(self.titles[number], exercise.name), number)

    def _with_bed(self, chapter: Chapter, number: int) -> Chapter:
        """The chapter with its place in a bed that goes on from chapter to chapter, if there is one.

        Chapters before the one in which it begins have it from their own start.
        """
        begin = self._options.bed_from
        if begin is None:
            return chapter
        fades = number in (0, begin), number in (begin - 1, len(self) - 1)
        return replace(chapter, bed_start=self._bed_start(number, begin if number >= begin else 0), bed_fades=fades)

    def _bed_start(self, number: int, first: int) -> Ms:
        """Where a bed has got to at a chapter, that begins in the `first`. Chapters between them are laid out in order."""
        before = number - 1
        while before > first and before not in self._cache:
            before -= 1
        if before < first:
            return 0
        chapter = self[before]
        for each in range(before + 1, number):
            chapter = self[each]
        return chapter.bed_start + chapter.duration

    @property
    def _pace(self) -> Pace:
        return self._options.pace_for(self._session.pace)

    def _ramp(self, index: int) -> Ramp:
        pace = self._options.pace_for(self._item(index).pace)
        last = self._options.ramp_target
        if last is None:
            return Ramp(pace, None, 0, 0)
        return Ramp(pace, last, sum(self._counts[:index]), sum(self._counts))

    @cached_property
    def _counts(self) -> tuple[int, ...]:
        """The number of breaths of each exercise."""
        return tuple(count_breaths(self._beats(number)) for number in range(1, len(self) - 1))

    def _beats(self, number: int) -> tuple[Beat, ...]:
        if number == 0:
            return tuple(opening(self._session, self.items, self._options))
        if number == len(self) - 1:
            return tuple(closing(self._session, self._pace, self._options))
        index = number - 1
        item = self._item(index)
        pace = self._options.pace_for(item.pace)
        return tuple(unroll(item.exercise, self._arrivals[index], self._departures[index], pace, self._options))


def _prove_equal_sides(exercise: Exercise, chapter: Chapter) -> None:
    """Assert that both sides have the same breaths. Holds are not compared: a ramp may add them in between."""
    if exercise.sides != "none":
        left, right = (
            Counter(phase.kind for phase in chapter.phases if phase.side == side and phase.kind not in HOLDS)
            for side in ("left", "right")
        )
        assert left == right, f"{exercise.name}: left {left}, right {right}"
