"""Reads a cue sheet, whoever wrote it: every value is checked before it is used."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from reprlib import Repr
from typing import Any, TypeAlias, TypeVar, get_args

from voiceguide.breath import PhaseKind, parse_pace
from voiceguide.errors import PaceError, SheetError
from voiceguide.formats.captions import writable
from voiceguide.formats.sheet import FORMAT
from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.model import (
    Bell,
    Chapter,
    Cue,
    Phase,
    PhaseSection,
    Role,
    SheetBellName,
    Side,
    Timeline,
    Utterance,
)
from voiceguide.units import Ms

MOST_LETTERS = 60_000_000
"""Of a sheet."""

MOST_ENTRIES = 400_000
"""Of each list: a session of 24 hours in the quickest breaths has half as many."""

RATES = (0.1, 10.0)

LOUDNESSES = (-70.0, 0.0)
"""What loudness can be, in LUFS."""

Name = TypeVar("Name")

MOST_TEXT = 100_000
"""Characters of a title or an utterance."""

_short = Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60
_short.maxdict = _short.maxlist = 2
_short.maxlevel = 1


def shown(value: object) -> str:
    """A value as shown in a message, shortened if it is large."""
    return _short.repr(value)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A JSON object. `where` is its place, such as `phases[12]`, for messages; empty for the outermost object.

    The methods return checked values, and raise `SheetError` where a value is missing or not as expected.
    """

    where: str
    values: Mapping[str, Any]

    def wrong(self, key: str, expected: str) -> SheetError:
        """An error for the value of `key`, with what was found and what was expected."""
        name = f"{self.where}.{key}" if self.where else f"'{key}'"
        found = f"is {shown(self.values[key])}" if key in self.values else "is missing"
        return SheetError(f"{name} {found}: expected {expected}")

    def get(self, key: str) -> Any:
        """A value of any type; it must be there."""
        if key not in self.values:
            raise self.wrong(key, "a value")
        return self.values[key]

    def text(self, key: str) -> str:
        """A text of at most `MOST_TEXT` characters; control characters, which a terminal would obey, become spaces."""
        value = self.values.get(key)
        if not isinstance(value, str) or len(value) > MOST_TEXT:
            raise self.wrong(key, f"a text of at most {MOST_TEXT} letters")
        return writable(value)

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key)
        if type(value) is not int or not low <= value <= high:
            expected = "none" if low > high else str(low) if low == high else f"a whole number from {low} to {high}"
            raise self.wrong(key, expected)
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"a number from {low:g} to {high:g}")
        return float(value)

    def one_of(self, key: str, names: Collection[Name]) -> Name:
        """A value that is one of `names`, and of the same type."""
        value = self.get(key)
        for name in names:
            if value == name and type(value) is type(name):
                return name
        *others, last = ("null" if name is None else str(name) for name in names)
        raise self.wrong(key, f"{', '.join(others)} or {last}")

    def entries(self, key: str, most: int) -> Sequence[SheetEntry]:
        """A list of at most `most` objects."""
        values = self.values.get(key)
        if not isinstance(values, list):
            raise self.wrong(key, "a list")
        if len(values) > most:
            raise SheetError(f"'{key}' has {len(values)} entries, more than any session: expected at most {most}")
        found = [SheetEntry(f"{key}[{number}]", each) for number, each in enumerate(values) if isinstance(each, dict)]
        if len(found) < len(values):
            number = next(number for number, each in enumerate(values) if not isinstance(each, dict))
            raise SheetError(f"{key}[{number}] is {shown(values[number])}: expected an object")
        return found


def read_cue_sheet(text: str, language: str) -> Timeline:
    """The timeline that a cue sheet writes down, without its notes. Whatever the text is, what it returns can be played.

    Args:
        language: of the session, a BCP 47 tag, for a sheet of an earlier version, which does not name it.

    Raises:
        SheetError: the text is no cue sheet, or says something that cannot be.
    """
    sheet = SheetEntry("", _decoded(text))
    if sheet.values.get("format") != FORMAT:
        found = f"has the format {shown(sheet.values['format'])}" if "format" in sheet.values else "names no format"
        raise SheetError(f"it {found}: expected '{FORMAT}'")
    title, pace, duration = sheet.text("title"), sheet.text("pace"), sheet.whole("duration_ms", 0, LONGEST_MS)
    try:
        parse_pace(pace)
    except PaceError as error:
        raise SheetError(f"'pace' cannot be breathed: {error}") from error
    if "language" in sheet.values:
        language = sheet.text("language")
    chapters = tuple(_chapters_of(sheet, language))
    timeline = Timeline(title, language, pace, chapters)
    if timeline.duration != duration:
        raise SheetError(f"'duration_ms' is {duration}, and its chapters last {timeline.duration} ms together")
    return timeline


def loudness_in(text: str) -> float | None:
    """The loudness of words, in LUFS, that a cue sheet is for; None where it is of an earlier version, which does not say.

    Raises:
        SheetError: the text is no JSON, or the loudness is none.
    """
    sheet = SheetEntry("", _decoded(text))
    return sheet.number("loudness_lufs", *LOUDNESSES) if "loudness_lufs" in sheet.values else None


def _decoded(text: str) -> dict[str, Any]:
    """The object that a JSON text holds.

    Raises:
        SheetError: it is no JSON, none that is read here, or holds no object.
    """
    if len(text) > MOST_LETTERS:
        raise SheetError(f"it is longer than {MOST_LETTERS // 1_000_000} million letters, which no session needs")
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except SheetError:
        raise
    except RecursionError:
        raise SheetError("its JSON is nested too deeply") from None
    except ValueError as error:
        raise SheetError(f"it is no JSON ({error})") from error
    if not isinstance(found, dict):
        raise SheetError(f"it is {shown(found)}: expected an object in JSON")
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        [(twice, _)] = Counter(key for key, _ in pairs).most_common(1)
        raise SheetError(f"the key {shown(twice)} stands twice in one object")
    return values


def _no_constant(name: str) -> None:
    raise SheetError(f"{name} is no number that JSON knows")


def _chapters_of(sheet: SheetEntry, language: str) -> Iterator[Chapter]:
    written = sheet.entries("chapters", MOST_ENTRIES)
    if not written:
        raise SheetError("it has no chapters")
    spans: list[tuple[Ms, Ms]] = []
    begin = 0
    for each in written:
        if each.whole("start_ms", 0, LONGEST_MS) != begin:
            raise each.wrong("start_ms", f"{begin}, where the chapter before it ends")
        spans.append((begin, begin + each.whole("duration_ms", 1, LONGEST_MS - begin)))
        begin = spans[-1][1]
    phases, numbers = _phases_in(sheet, spans)
    cues, bells = _cues_in(sheet, spans, numbers, language), _bells_in(sheet, spans)
    for index, (each, (start, end)) in enumerate(zip(written, spans, strict=True)):
        exercise = None if each.get("exercise") is None else each.text("exercise")
        own = tuple(phases[index]), tuple(cues[index]), tuple(bells[index])
        yield Chapter(each.text("title"), exercise, end - start, *own)


_Spans: TypeAlias = Sequence[tuple[Ms, Ms]]
"""Start and end of each chapter."""


def _phases_in(sheet: SheetEntry, spans: _Spans) -> tuple[list[list[Phase]], list[tuple[int, int]]]:
    """The phases of each chapter; and of each phase in the sheet its chapter, and its number there."""
    phases: list[list[Phase]] = [[] for _ in spans]
    reached: list[_Reached] = [{} for _ in spans]
    numbers = []
    for each, index, start, duration in _placed(sheet, "phases", spans):
        numbers.append((index, len(phases[index])))
        kind, section_kind = each.one_of("kind", get_args(PhaseKind)), each.one_of("section", get_args(PhaseSection))
        number, rep, reps = (each.whole(name, 1, MOST_ENTRIES) for name in ("set", "rep", "reps"))
        phase = Phase(
            kind, start, duration, section_kind, number, rep, reps, each.one_of("side", (*get_args(Side), None))
        )
        section = _section_reached(phase, reached[index])
        if "section_index" in each.values:
            section = each.whole("section_index", 1, MOST_ENTRIES)
        phases[index].append(replace(phase, section_index=section))
    return phases, numbers


_Reached: TypeAlias = "dict[Side | None, tuple[int, Phase]]"
"""By side, how many sections of a chapter have begun, and its last phase."""


def _section_reached(phase: Phase, reached: _Reached) -> int:
    """The `section_index` of a chapter's next phase, which sheets of earlier versions do not have.

    Another section begins, on each side by itself, with another kind, with another number of reps, or where the reps are
    counted anew; only sections with breaths are counted.
    """
    index, before = reached.get(phase.side, (0, phase))
    begins = (phase.section, phase.reps) != (before.section, before.reps)
    if not index or begins or (phase.set, phase.rep) < (before.set, before.rep):
        index += 1
    reached[phase.side] = index, phase
    return index


def _cues_in(sheet: SheetEntry, spans: _Spans, numbers: Sequence[tuple[int, int]], language: str) -> list[list[Cue]]:
    cues: list[list[Cue]] = [[] for _ in spans]
    for each, index, start, duration in _placed(sheet, "utterances", spans):
        phase = None
        if each.get("phase") is not None:
            chapter, phase = numbers[each.whole("phase", 0, len(numbers) - 1)]
            if chapter != index:
                raise each.wrong("phase", "a phase in its own chapter")
        words = Utterance(each.text("text"), language, each.number("rate", *RATES))
        cues[index].append(Cue(each.one_of("role", get_args(Role)), words, start, duration, phase))
    return cues


def _bells_in(sheet: SheetEntry, spans: _Spans) -> list[list[Bell]]:
    bells: list[list[Bell]] = [[] for _ in spans]
    for each, index, start, _ in _placed(sheet, "bells", spans, are_spans=False):
        bells[index].append(Bell(each.one_of("name", get_args(SheetBellName)), start))
    return bells


def _placed(
    sheet: SheetEntry, key: str, spans: _Spans, *, are_spans: bool = True
) -> Iterator[tuple[SheetEntry, int, Ms, Ms]]:
    """Each entry of a list with its chapter, its start in that and its duration.

    Where they are spans of time, none begins before the one before it; the others have no duration.
    """
    before = 0
    for each in sheet.entries(key, MOST_ENTRIES):
        index = each.whole("chapter", 0, len(spans) - 1)
        begin, end = spans[index]
        start = each.whole("start_ms", begin, end)
        duration = each.whole("duration_ms", 0, end - start) if are_spans else 0
        if are_spans and start < before:
            raise each.wrong("start_ms", f"{before} or more, since they stand in order")
        before = start
        yield each, index, start - begin, duration
