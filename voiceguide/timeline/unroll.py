"""Unrolling an exercise, its counts chosen, into beats: every rep, side, announcement and wait."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from voiceguide.breath import Pace
from voiceguide.script.model import SessionItem
from voiceguide.script.section_types import Finish, Hold, Line, Repeat, Rest, SetUp, Span, Stays, Switch, Words
from voiceguide.timeline.beats import Beat, Breaths, Quiet, Reminder, Rep, Ring, Say, level_of, prefix_of
from voiceguide.timeline.gaps import (
    EDGE_MS,
    READY_MS,
    SENTENCE_MS,
    SETUP_MS,
    SWITCH_MS,
    Arrival,
    Departure,
    time_to_get_there,
)
from voiceguide.timeline.model import Role, Side
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import Phrases, phrases
from voiceguide.timeline.rests import resting, what_follows
from voiceguide.units import Ms

STEPS_OF_A_BREATH = 2
"""A rep with more breath steps and movements than this has several breaths."""


def unroll(item: SessionItem, arrival: Arrival, departure: Departure | None, options: Options) -> Iterator[Beat]:
    """The beats of an exercise: announcement, time to get there, set-up, then reps, holds and rests on each side, finish."""
    unroller = Unroller(item, options, arrival, departure)
    yield from unroller.arriving()
    yield from unroller.working()


def one_rep(item: SessionItem, section: Repeat, options: Options) -> Iterator[Beat]:
    """The first rep of a section, the one that teaches; on both sides where they alternate."""
    unroller = Unroller(item, options, Arrival())
    sides = unroller.sides if item.exercise.sides == "alternate" else unroller.sides[:1]
    return unroller.reps(replace(section, reps=Span(1, 1), sets=1), 1, sides, again=False)


class Unroller:
    """Makes the beats of an exercise.

    Args:
        item: an exercise whose counts are chosen: each range has one number.
        options: what the listener chose.
        arrival: the state before the exercise.
        departure: the exercise after it; None where the session ends.
    """

    def __init__(
        self, item: SessionItem, options: Options, arrival: Arrival, departure: Departure | None = None
    ) -> None:
        self.exercise = item.exercise
        self.arrival = arrival
        self.departure = departure
        self.options = options
        self.pace = options.pace_for(item.pace)
        self.said = phrases(item.exercise.language)
        self.sides: tuple[Side | None, ...] = (None,)
        if item.exercise.sides != "none":
            self.sides = ("left", "right") if options.first_side == "left" else ("right", "left")

    def arriving(self) -> Iterator[Beat]:
        """Everything before the work: what depends on the exercise before this one."""
        yield Quiet(EDGE_MS)
        yield from self.announcement()
        yield from self.set_up()

    def working(self) -> Iterator[Beat]:
        """The work on each side, and the finish.

        Of the arrival, this depends only on what is `known`, and whether the body is `in_place`; of the departure, only the
        length of a rest does that is too short for its words.
        """
        for side in self.sides if self.exercise.sides == "each" else self.sides[:1]:
            if side and side != self.sides[0]:
                yield from self.switch(side)
                yield from self.set_up_again(side)
            yield from self.work(side)
        for section in self.exercise.sections:
            if isinstance(section, Finish):
                yield Quiet(SENTENCE_MS)
                yield from self.lines(section.lines, "finish", SETUP_MS, self.sides[-1])
                yield from self.aloud(section, self.sides[-1])

    def announcement(self) -> Iterator[Beat]:
        """The round that begins, the title, the introduction, and the things needed that are not at hand yet.

        An exercise that was done in an earlier round needs no introduction.
        """
        if self.arrival.begins:
            number = self.said.number(self.arrival.begins)
            yield Say("announcement", self.said.say("round", number=number), SENTENCE_MS)
        phrase = "first" if self.arrival.first else "next"
        yield Say("announcement", self.said.say(phrase, title=self.exercise.title), SENTENCE_MS)
        if not self.arrival.known:
            yield from self.lines(self.exercise.intro, "announcement", SENTENCE_MS, self.sides[0])
        wanted = [thing for thing in self.exercise.needs if thing not in self.arrival.at_hand]
        if wanted:
            yield Say("announcement", self.said.say("needs", things=self.said.things(wanted)), SENTENCE_MS)

    def set_up(self) -> Iterator[Beat]:
        """The set-up. Its first sentence names the position, so the time to get there comes after that sentence.

        In place, as on the second side, only the sentences that name a side are said again.
        """
        side, named = self.sides[0], False
        transition = round(time_to_get_there(self.arrival, self.exercise.position) * self.options.transition)
        for section in self.exercise.sections:
            if isinstance(section, SetUp):
                lines = _again(section.lines) if self.arrival.in_place else section.lines
                for beat in self.lines(lines, "setup", SETUP_MS, side):
                    yield beat
                    if isinstance(beat, Say):
                        yield Quiet(max(0, transition - beat.gap))
                        transition = 0
                if not self.arrival.in_place:
                    yield from self.aloud(section, side)
                named = named or any(_again(section.lines))
        yield Quiet(transition)
        if side and not named:
            yield Say("setup", self.said.say("first_side", side=self.said.side(side)), SETUP_MS)

    def set_up_again(self, side: Side) -> Iterator[Beat]:
        """The set-up for the second side: only the sentences that name a side are repeated."""
        for section in self.exercise.sections:
            if isinstance(section, SetUp):
                yield from self.lines(_again(section.lines), "setup", SETUP_MS, side)

    def work(self, side: Side | None) -> Iterator[Beat]:
        """Everything between set-up and finish on one side, or on both if the exercise alternates."""
        alternate = self.exercise.sides == "alternate"
        sections = self.exercise.sections
        for index, (section, following) in enumerate(zip_longest(sections, sections[1:]), 1):
            match section:
                case Repeat():
                    again = side != self.sides[0]
                    lines = _again(section.lines) if again or self.arrival.in_place else section.lines
                    yield from self.lines(lines, "instruction", SETUP_MS, side)
                    yield Quiet(READY_MS)
                    yield from self.reps(
                        section, index, self.sides if alternate else (side,), again=again or self.arrival.known
                    )
                case Stays():
                    sides = self.sides if alternate else (side,)
                    for held_side in sides:
                        if held_side and held_side != sides[0]:
                            yield from self.switch(held_side)
                        if isinstance(section, Hold) and section.told_first:
                            yield from self.lines(section.lines, "instruction", SETUP_MS, held_side)
                        yield self.breaths(section, index, held_side, goes_on=isinstance(following, Stays))
                case Rest():
                    yield from self.rest(section, index, side)
                case _:
                    pass

    def switch(self, side: Side) -> Iterator[Beat]:
        yield Quiet(SENTENCE_MS)
        if self.options.bells:
            yield Ring("switch")
        own = [section for section in self.exercise.sections if isinstance(section, Switch)]
        for section in own:
            yield from self.lines(section.lines, "switch", SENTENCE_MS, side)
            yield from self.aloud(section, side)
        if not any(section.lines for section in own):
            yield Say("switch", self.said.say("switch", side=self.said.side(side)), SENTENCE_MS)
        yield Quiet(round(SWITCH_MS * self.options.transition))

    def reps(self, section: Repeat, index: int, sides: tuple[Side | None, ...], *, again: bool) -> Iterator[Beat]:
        reps, options, said = section.reps.low, self.options, self.said
        for number in range(1, section.sets + 1):
            if number > 1:
                yield Quiet(SENTENCE_MS)
                yield resting(section.rest, Say("setup", said.say("rest"), SENTENCE_MS), (), options, said)
                yield Say("setup", said.say("set", number=said.number(number)), READY_MS)
            for rep in range(1, reps + 1):
                for side in sides:
                    first = side == sides[0]
                    taught = again or number > 1 or not first
                    yield Rep(
                        section_index=index,
                        steps=section.steps,
                        side=side,
                        set=number,
                        rep=rep,
                        reps=reps,
                        level=level_of(
                            rep, options.guidance, taught=taught, guide=options.guide, several=_several_breaths(section)
                        ),
                        teaching=rep == 1 and not taught,
                        prefix=prefix_of(rep, reps, options.count, said, first_time=first),
                        bell="last" if options.bells and first and rep == reps > 1 else None,
                        reminders=self.reminders(section, side),
                    )

    def breaths(self, section: Stays, index: int, side: Side | None, *, goes_on: bool) -> Breaths:
        """The breaths of a section. The last one is announced, unless the next section goes on breathing."""
        number, in_breaths = section.stay.span.low, section.stay.unit == "breaths"
        told = isinstance(section, Hold) and section.told_first
        return Breaths(
            section="hold" if isinstance(section, Hold) else "breathe",
            section_index=index,
            count=number if in_breaths else 0,
            length=0 if in_breaths else number,
            sentences=() if told else spoken_during(section, side, self.said),
            side=side,
            guide=self.options.guide,
            last=self.said.say("last_breath") if not goes_on else None,
            halfway=self.said.say("halfway") if self.options.guidance != "tones" else None,
            bells=section.bells if self.options.bells else (),
            reminders=self.reminders(section, side),
        )

    def rest(self, section: Rest, index: int, side: Side | None) -> Iterator[Beat]:
        yield Quiet(SENTENCE_MS)
        if section.lines:
            yield from self.lines(section.lines, "setup", SENTENCE_MS, side)
        else:
            yield Say("setup", self.said.say("rest"), SENTENCE_MS)
        yield from self.aloud(section, side)
        one_by_one = self.exercise.sides == "each" and side == self.sides[0]
        other_side = self.sides[-1] if one_by_one else None
        following = tuple(what_follows(self.exercise.sections[index:], other_side, self.departure, self.said))
        yield resting(section.span.low, None, following, self.options, self.said)

    def lines(self, lines: Iterable[Line], role: Role, gap: Ms, side: Side | None) -> Iterator[Beat]:
        return say_lines(lines, role, gap, side, self.pace, self.said)

    def aloud(self, section: SetUp | Rest | Switch | Finish, side: Side | None) -> Iterator[Beat]:
        """The reminders of a section without breaths: they are said at its end."""
        for words in section.reminders:
            yield Say("reminder", filled(words.text, side, self.said), SENTENCE_MS)

    def reminders(self, section: Repeat | Stays, side: Side | None) -> tuple[Reminder, ...]:
        return tuple(Reminder(filled(words.text, side, self.said), words.place) for words in section.reminders)


def say_lines(
    lines: Iterable[Line], role: Role, gap: Ms, side: Side | None, pace: Pace, said: Phrases
) -> Iterator[Beat]:
    """The beats of sentences, free movements and waits. A movement without a length lasts one breath.

    Args:
        gap: the silence after each sentence, in milliseconds.
    """
    for line in lines:
        if isinstance(line, Words):
            yield Say(role, filled(line.text, side, said), gap)
        elif line.words:
            length = line.at_least or round(line.times * pace.breath_ms)
            yield Say(role, filled(line.words.text, side, said), SENTENCE_MS, at_least=length)
        else:
            yield Quiet(line.at_least)


def spoken_during(section: Stays, side: Side | None, said: Phrases) -> tuple[str, ...]:
    """The sentences that are said during the breaths of a section."""
    return tuple(filled(line.text, side, said) for line in section.lines if isinstance(line, Words))


def filled(text: str, side: Side | None, said: Phrases) -> str:
    """A sentence with the names of the sides filled in."""
    if side is None:
        return text
    other: Side = "right" if side == "left" else "left"
    return text.replace("{side}", said.side(side)).replace("{other side}", said.side(other))


def _several_breaths(section: Repeat) -> bool:
    return sum(step.kind in ("inhale", "exhale", "move") for step in section.steps) > STEPS_OF_A_BREATH


def _again(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines that name a side, each with the waits after it."""
    wanted = False
    for line in lines:
        words = line if isinstance(line, Words) else line.words
        wanted = words.names_side if words else wanted
        if wanted:
            yield line
