"""The compiler: turns a session, the listener's options and a measure of words into a timeline. It is deterministic.

Its passes are composed twice. A session is `turns(select(session))`: which exercises are done, in which rounds. The chapter of
a turn is `with_bed(lay_out(unroll(counted(turn))))`: its counts are chosen, it becomes beats, and the beats get their times.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, cached_property

from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.problems import Problem
from voiceguide.script.model import Exercise, Session, SessionItem
from voiceguide.timeline.beats import Beat
from voiceguide.timeline.bookends import closing, opening
from voiceguide.timeline.chapters import Chapters
from voiceguide.timeline.counts import Counted, counted
from voiceguide.timeline.layout import LONGEST_MS, lay_out, new_chapter
from voiceguide.timeline.model import Chapter, Measure, Timeline
from voiceguide.timeline.options import Options
from voiceguide.timeline.pacing import Ramp, check_exercise, count_breaths
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.search import SessionSearch
from voiceguide.timeline.select import select
from voiceguide.timeline.turns import Turn, all_turns, arrivals, departures, titles
from voiceguide.timeline.unroll import unroll
from voiceguide.timeline.wanted import wanted_turns
from voiceguide.units import Ms


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
    chapters = chapters_of(session, options, measure)
    for chapter in chapters:
        on_laid(chapter)
    timeline = Timeline(
        title=session.title,
        language=session.language,
        pace=str(options.pace_for(session.pace)),
        chapters=tuple(chapters),
        notes=chapters.notes,
    )
    if timeline.duration > LONGEST_MS:
        raise ChoiceError(
            f"'{session.title}' lasts more than {LONGEST_MS // 3_600_000} hours: expected fewer reps or exercises."
        )
    if errors := [note for chapter in chapters for note in chapter.notes if note.severity == "error"]:
        raise ScriptError(errors)
    return timeline


def chapters_of(session: Session, options: Options, measure: Measure) -> "SessionChapters":
    """The chapters of a session: see `SessionChapters`. Arguments and errors are those of `compile_session`."""
    measure = cache(measure)
    return SessionChapters(session, turns_of(session, options, measure), options, measure)


def turns_of(session: Session, options: Options, measure: Measure) -> tuple[Turn, ...]:
    """Which exercises are done in which round. Words are measured only where a length is wanted.

    Raises:
        ChoiceError, PaceError: as in `compile_session`.
    """
    if options.minutes is None:
        return all_turns(select(session, options), options)

    def lasting(turns: Sequence[Turn]) -> Ms:
        return sum(chapter.duration for chapter in SessionChapters(session, turns, options, measure))

    return wanted_turns(SessionSearch(session, options, measure), round(options.minutes * 60_000), lasting)


class SessionChapters(Chapters):
    """The chapters of a session: the opening, one for each turn, the closing. Each is laid out on first access.

    Laying out a chapter measures the words of that chapter only, unless `options.ramp_to` needs the number of all breaths.
    The result, or the error, does not depend on which chapters were accessed before. For this reason the length of the whole
    session is not checked here.

    Attributes:
        turns: which exercise is done in which round.

    Raises:
        ChoiceError, PaceError: accessing a chapter can raise them, as `compile_session` does.
    """

    def __init__(self, session: Session, turns: Sequence[Turn], options: Options, measure: Measure) -> None:
        said = phrases(session.language)
        super().__init__((said.say("opening"), *titles(turns, session.language), said.say("closing")))
        self.turns = tuple(turns)
        self._session = session
        self._options = options
        self._measure = cache(measure)
        self._between = tuple(zip(arrivals(turns), departures(turns), strict=True))
        self._counted: dict[int, Counted] = {}

    @property
    def items(self) -> tuple[SessionItem, ...]:
        """The exercises of the chapters from 1 on, with the sections of their chosen variations."""
        return tuple(turn.item for turn in self.turns)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """Notes on the counts of each exercise that is laid out."""
        counted = filter(None, map(self._counted.get, range(len(self))))
        return tuple(note for each in counted for note in each.notes)

    def beats(self, number: int) -> tuple[Beat, ...]:
        if number == 0:
            return tuple(opening(self._session, self.items, self._options))
        if number == len(self) - 1:
            return tuple(closing(self._session, self._options))
        return tuple(unroll(self._count(number), *self._between[number - 1], self._options))

    def lay_out(self, number: int, beats: Sequence[Beat]) -> Chapter:
        script, ramp, name = self._script(number), self._ramp(number), None
        builder = new_chapter(script, self._options, self._measure)
        if isinstance(script, Exercise):
            check_exercise(script, ramp.at(0), builder.notes)
            name = script.name
        chapter = lay_out(beats, builder, ramp.at).chapter(self.titles[number], name)
        return self._with_bed(_equal_on_both_sides(chapter), number)

    def _script(self, number: int) -> Exercise | Session:
        return self._count(number).exercise if 0 < number < len(self) - 1 else self._session

    def _count(self, number: int) -> SessionItem:
        """The exercise of a chapter with its counts chosen."""
        if number not in self._counted:
            self._counted[number] = counted(self.turns[number - 1], self._options, self._measure)
        return self._counted[number].item

    def _ramp(self, number: int) -> Ramp:
        script, last = self._script(number), self._options.ramp_target
        if isinstance(script, Session):
            return Ramp(self._options.pace_for(script.pace))
        pace = self._options.pace_for(self.turns[number - 1].item.pace)
        return Ramp(pace, last, sum(self._breaths[: number - 1]), sum(self._breaths)) if last else Ramp(pace)

    @cached_property
    def _breaths(self) -> tuple[int, ...]:
        """The number of breaths of each exercise."""
        return tuple(count_breaths(self.beats(number)) for number in range(1, len(self) - 1))

    def _with_bed(self, chapter: Chapter, number: int) -> Chapter:
        """The chapter with its place in a bed that goes on from chapter to chapter, if there is one.

        Chapters before the one in which it begins have it from their own start.
        """
        begin = self._options.bed_from
        if begin is None:
            return chapter
        before = self[begin if number >= begin else 0 : number]
        fades = number in (0, begin), number in (begin - 1, len(self) - 1)
        return replace(chapter, bed_start=sum(each.duration for each in before), bed_fades=fades)


HOLDS = ("hold_in", "hold_out")


def _equal_on_both_sides(chapter: Chapter) -> Chapter:
    """The chapter, with proof that both sides have the same breaths. Holds are not compared: a ramp may add some in between."""
    left, right = (
        Counter(phase.kind for phase in chapter.phases if phase.side == side and phase.kind not in HOLDS)
        for side in ("left", "right")
    )
    assert left == right, f"{chapter.exercise}: left {left}, right {right}"
    return chapter
