"""Explains to an author how each line of a script is understood."""

from collections.abc import Callable, Iterator

from voiceguide.problems import Place
from voiceguide.script.model import Exercise, Joined, Keep, Outline, Script
from voiceguide.script.section_types import (
    BellTimes,
    Breathe,
    Hold,
    Line,
    Repeat,
    Rest,
    Section,
    Span,
    Stay,
    Stays,
    Step,
    Words,
)
from voiceguide.units import clock_text, seconds_text

Said = Callable[[Script, str], str]
"""How a text of a script is said, as words."""


def as_written(_: Script, text: str) -> str:
    """A text itself."""
    return text


def explain(script: Script, said: Said = as_written) -> list[tuple[Place, str]]:
    """Each part of a script with its place and its meaning, in the order of the text; and what is said where that differs."""
    meanings = _exercise(script) if isinstance(script, Exercise) else _outline(script)
    return sorted((*meanings, *_said_words(script, said)), key=lambda meaning: meaning[0])


def _said_words(script: Script, said: Said) -> Iterator[tuple[Place, str]]:
    for entry in script.say:
        part = f" as a {entry.part}" if entry.part else ""
        yield entry.place, f"'{entry.word}'{part} is said as {entry.said}"
    for words in script.words:
        if (heard := said(script, words.text)) != words.text:
            yield words.place, f"in words: {heard}"


def _exercise(exercise: Exercise) -> Iterator[tuple[Place, str]]:
    known: list[str] = [exercise.position or "any position"]
    known += [f"needs {', '.join(exercise.needs)}"] if exercise.needs else []
    known += [{"none": "no sides", "each": "one side, then the other", "alternate": "sides in turn"}[exercise.sides]]
    known += [f"pace {exercise.pace}"] if exercise.pace else []
    yield exercise.place, f"exercise '{exercise.title}': {'; '.join(known)}"
    yield from ((words.place, f"said when it is announced: {words.text}") for words in exercise.intro)
    yield from _cautions(exercise.cautions)
    for section in exercise.sections:
        yield from _section(section)
    for variation in exercise.variations:
        yield variation.place, f"{variation.kind} '{variation.name}', left out unless asked for with it"
        yield from _cautions(variation.cautions)
        for section in variation.sections:
            yield from _section(section)


KEPT: dict[Keep, str] = {"must": "always stays", "optional": "goes first where time is short"}
JOINED: dict[Joined, str] = {"or": "instead of the one before", "and": "together with the one before"}


def _outline(outline: Outline) -> Iterator[tuple[Place, str]]:
    pace = f" at pace {outline.pace}" if outline.pace else ""
    yield outline.place, f"session '{outline.title}' of {len(outline.links)} links{pace}"
    yield from ((words.place, f"said in welcome: {words.text}") for words in outline.welcome)
    yield from _cautions(outline.cautions)
    for link in outline.links:
        asked = [f"{link.reps} reps"] if link.reps else []
        asked += [f"with {name}" for name in link.variations]
        asked += [f"pace {link.pace}"] if link.pace else []
        asked += [KEPT[link.keep]] if link.keep else []
        asked += [JOINED[link.joined]] if link.joined else []
        yield link.place, f"exercise or session from {link.target}" + (f": {', '.join(asked)}" if asked else "")
    yield from (_line(line) for line in outline.finish)


def _cautions(cautions: tuple[Words, ...]) -> Iterator[tuple[Place, str]]:
    yield from ((words.place, f"caution, said once in the opening: {words.text}") for words in cautions)


def _section(section: Section) -> Iterator[tuple[Place, str]]:
    yield section.place, _heading(section)
    yield from (_line(line) for line in section.written)
    if isinstance(section, Stays):
        yield from ((bell.place, _bell(bell)) for bell in section.bells)
    yield from ((words.place, f"reminder, said where there is room: {words.text}") for words in section.reminders)


def _heading(section: Section) -> str:
    match section:
        case Repeat():
            sets = f"{section.sets} sets of " if section.sets > 1 else ""
            reps = f"{section.reps} reps of {len(section.steps)} steps"
            if section.time:
                reps = f"{_seconds(section.time)}: as many reps of {len(section.steps)} steps as fit"
            rest = f", {seconds_text(section.rest)} s of rest between" if section.rest else ""
            return f"repeat: {sets}{reps}{rest}"
        case Stays(stay=Stay(unit="breaths", span=span)):
            return f"{section.kind}: {span} breaths"
        case Breathe():
            return f"breathe: {_seconds(section.stay.span)} in whole breaths"
        case Hold(stay=Stay(span=span)) | Rest(span=span):
            return f"{section.kind}: {_seconds(span)}"
        case _:
            return section.kind


def _line(line: Line) -> tuple[Place, str]:
    if isinstance(line, Words):
        return line.place, f"said: {line.text}"
    said = f": {line.words.text}" if line.words else ""
    later = f" (later: {line.short.text})" if line.words and line.short else ""
    return line.place, f"{line.kind}, {_length(line)}{said}{later}"


def _length(step: Step) -> str:
    if step.kind == "wait" or (step.kind == "move" and step.at_least):
        return f"{seconds_text(step.at_least)} s"
    times = "as long as the pace says" if step.times == 1 else f"{step.times:g} times the pace"
    return times + (f", {seconds_text(step.at_least)} s at least" if step.at_least else "")


def _bell(bell: BellTimes) -> str:
    if bell.every:
        return f"a soft bell every {clock_text(bell.every)}"
    return f"a soft bell at {', '.join(map(clock_text, bell.at))}"


def _seconds(span: Span) -> str:
    low, high = seconds_text(span.low), seconds_text(span.high)
    return f"{low} s" if low == high else f"{low} to {high} s"
