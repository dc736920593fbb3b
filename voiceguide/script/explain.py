"""Explains to an author how each line of a script is understood."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from voiceguide.problems import Place
from voiceguide.script.model import (
    BellTimes,
    Breathe,
    Exercise,
    Hold,
    Line,
    Outline,
    Repeat,
    Rest,
    Script,
    Section,
    Span,
    Stay,
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
    for words in words_of(script):
        if (heard := said(script, words.text)) != words.text:
            yield words.place, f"in words: {heard}"


def words_of(script: Script) -> Iterator[Words]:
    """All words of a script that may be said, but for its title."""
    lines: Iterable[Line]
    if isinstance(script, Outline):
        lines = (*script.welcome, *script.cautions, *script.finish)
    else:
        variations = script.variations
        sections = (*script.sections, *(section for each in variations for section in each.sections))
        lines = chain(
            script.intro,
            script.cautions,
            (words for each in variations for words in each.cautions),
            (words for section in sections for words in section.reminders),
            (line for section in sections for line in section.lines),
            (step for section in sections if isinstance(section, Repeat) for step in section.steps),
        )
    for line in lines:
        if isinstance(line, Words):
            yield line
        else:
            yield from (words for words in (line.words, line.short) if words)


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


def _outline(outline: Outline) -> Iterator[tuple[Place, str]]:
    pace = f" at pace {outline.pace}" if outline.pace else ""
    yield outline.place, f"session '{outline.title}' of {len(outline.links)} links{pace}"
    yield from ((words.place, f"said in welcome: {words.text}") for words in outline.welcome)
    yield from _cautions(outline.cautions)
    for link in outline.links:
        asked = [f"{_span(link.reps)} reps"] if link.reps else []
        asked += [f"with {name}" for name in link.variations]
        asked += [f"pace {link.pace}"] if link.pace else []
        asked += (
            [{"must": "always stays", "optional": "goes first where time is short"}[link.keep]] if link.keep else []
        )
        asked += (
            [{"or": "instead of the one before", "and": "together with the one before"}[link.joined]]
            if link.joined
            else []
        )
        yield link.place, f"exercise or session from {link.target}" + (f": {', '.join(asked)}" if asked else "")
    yield from (_line(line) for line in outline.finish)


def _cautions(cautions: tuple[Words, ...]) -> Iterator[tuple[Place, str]]:
    yield from ((words.place, f"caution, said once in the opening: {words.text}") for words in cautions)


def _section(section: Section) -> Iterator[tuple[Place, str]]:
    yield section.place, _heading(section)
    yield from (_line(line) for line in section.lines)
    if isinstance(section, Hold | Breathe):
        yield from ((bell.place, _bell(bell)) for bell in section.bells)
    if isinstance(section, Repeat):
        yield from (_line(step) for step in section.steps)
    yield from ((words.place, f"reminder, said where there is room: {words.text}") for words in section.reminders)


def _heading(section: Section) -> str:
    match section:
        case Repeat():
            sets = f"{section.sets} sets of " if section.sets > 1 else ""
            rest = f", {seconds_text(section.rest)} s of rest between" if section.rest else ""
            if section.time:
                each = f"{sets}{_seconds(section.time)}: as many reps of {len(section.steps)} steps as fit"
            else:
                each = f"{sets}{_span(section.reps)} reps of {len(section.steps)} steps"
            return f"repeat: {each}{rest}"
        case Hold() | Breathe():
            in_whole = " in whole breaths" if isinstance(section, Breathe) and section.stay.unit == "ms" else ""
            return f"{section.kind}: {_stay(section.stay)}{in_whole}"
        case Rest():
            return f"rest: {_seconds(section.span)}"
        case _:
            return section.kind


def _line(line: Line) -> tuple[Place, str]:
    if isinstance(line, Words):
        return line.place, f"said: {line.text}"
    return line.place, f"{line.kind}, {_length(line)}" + _said(line)


def _length(step: Step) -> str:
    if step.kind == "wait" or (step.kind == "move" and step.at_least):
        return f"{seconds_text(step.at_least)} s"
    times = "as long as the pace says" if step.times == 1 else f"{step.times:g} times the pace"
    return times + (f", {seconds_text(step.at_least)} s at least" if step.at_least else "")


def _said(step: Step) -> str:
    if not step.words:
        return ""
    return f": {step.words.text}" + (f" (later: {step.short.text})" if step.short else "")


def _bell(bell: BellTimes) -> str:
    if bell.every:
        return f"a soft bell every {clock_text(bell.every)}"
    return f"a soft bell at {', '.join(map(clock_text, bell.at))}"


def _stay(stay: Stay) -> str:
    return f"{_span(stay.span)} breaths" if stay.unit == "breaths" else _seconds(stay.span)


def _seconds(span: Span) -> str:
    low, high = seconds_text(span.low), seconds_text(span.high)
    return f"{low} s" if low == high else f"{low} to {high} s"


def _span(span: Span) -> str:
    return str(span.low) if span.low == span.high else f"{span.low} to {span.high}"
