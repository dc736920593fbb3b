"""The cue sheet: the timeline written down as JSON, a contract with other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias, get_args

from voiceguide.breath import PhaseKind, parse_pace
from voiceguide.errors import PaceError, SheetError
from voiceguide.formats.entry import SheetEntry, shown
from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.model import (
    Bell,
    BellName,
    Chapter,
    Cue,
    Phase,
    PhaseSection,
    Role,
    Side,
    Timeline,
    Utterance,
)
from voiceguide.units import Ms

FORMAT = "voiceguide-cue-sheet/1"

SHEET_NAME = "voiceguide cue sheet"
SHEET_TYPE = "application/json"
"""How an export names the sheet that it carries (ID3 GEOB)."""

MOST_LETTERS = 60_000_000
MOST_ENTRIES = 400_000
"""Of a sheet, and of each of its lists: a session of 24 hours in the quickest breaths has half as many."""

RATES = (0.1, 10.0)

LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""ISO 639-2 codes, which the tag wants, by the BCP 47 codes that scripts have."""


def cue_sheet(timeline: Timeline) -> str:
    """The timeline as JSON text that ends with a newline; the same timeline gives the same bytes.

    Times are milliseconds from the session's start. `chapter` and `phase` are indices into `chapters` and `phases`;
    `section_index` counts the sections of the exercise as written, as in `Phase`.
    """
    placed = list(enumerate(timeline.placed()))
    phases_before = [0]
    for chapter in timeline.chapters:
        phases_before.append(phases_before[-1] + len(chapter.phases))
    sheet: dict[str, Any] = {
        "format": FORMAT,
        "title": timeline.title,
        "duration_ms": timeline.duration,
        "pace": timeline.pace,
        "chapters": [
            {"title": chapter.title, "exercise": chapter.exercise, **_span(start, chapter.duration)}
            for _, (start, chapter) in placed
        ],
        "phases": [phase for index, (start, chapter) in placed for phase in _phases(index, start, chapter)],
        "utterances": [
            utterance
            for index, (start, chapter) in placed
            for utterance in _utterances(index, start, chapter, phases_before[index])
        ],
        "bells": [
            {"name": bell.name, "start_ms": start + bell.start, "chapter": index}
            for index, (start, chapter) in placed
            for bell in chapter.bells
        ],
        "notes": [
            {"severity": n.severity, "file": n.place.file, "line": n.place.line, "message": n.message}
            for n in timeline.all_notes()
        ],
    }
    return json.dumps(sheet, ensure_ascii=False, indent=1) + "\n"


def _span(start: Ms, duration: Ms) -> dict[str, Ms]:
    return {"start_ms": start, "duration_ms": duration}


def _phases(index: int, start: Ms, chapter: Chapter) -> Iterator[dict[str, Any]]:
    for phase in chapter.phases:
        yield {
            "kind": phase.kind,
            **_span(start + phase.start, phase.duration),
            "chapter": index,
            "section": phase.section,
            "section_index": phase.section_index,
            "set": phase.set,
            "rep": phase.rep,
            "reps": phase.reps,
            "side": phase.side,
        }


def _utterances(index: int, start: Ms, chapter: Chapter, phases_before: int) -> Iterator[dict[str, Any]]:
    for cue in chapter.cues:
        yield {
            "role": cue.role,
            "text": cue.utterance.text,
            **_span(start + cue.start, cue.duration),
            "chapter": index,
            "phase": None if cue.phase is None else phases_before + cue.phase,
            "rate": cue.utterance.rate,
        }


def read_cue_sheet(text: str, language: str) -> Timeline:
    """The timeline that a cue sheet writes down, without its notes. Whatever the text is, what it returns can be played.

    Args:
        language: of the session, a BCP 47 tag; the sheet does not have it.

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
    chapters = tuple(_chapters_of(sheet, language))
    timeline = Timeline(title, language, pace, chapters)
    if timeline.duration != duration:
        raise SheetError(f"'duration_ms' is {duration}, and its chapters last {timeline.duration} ms together")
    return timeline


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
    begin = 0
    spans = []
    for each in written:
        if each.whole("start_ms", 0, LONGEST_MS) != begin:
            raise each.wrong("start_ms", f"{begin}, where the chapter before it ends")
        length = each.whole("duration_ms", 1, LONGEST_MS - begin)
        spans.append((begin, length))
        begin += length
    phases, numbers = _phases_in(sheet, spans)
    cues = _cues_in(sheet, spans, numbers, language)
    bells = _bells_in(sheet, spans)
    for index, each in enumerate(written):
        exercise = None if each.get("exercise") is None else each.text("exercise")
        own = (tuple(phases[index]), tuple(cues[index]), tuple(bells[index]))
        yield Chapter(each.text("title"), exercise, spans[index][1], *own)


_Spans: TypeAlias = Sequence[tuple[Ms, Ms]]
"""Start and duration of each chapter."""


def _phases_in(sheet: SheetEntry, spans: _Spans) -> tuple[list[list[Phase]], list[tuple[int, int]]]:
    """The phases of each chapter; and of each phase in the sheet its chapter, and its number there."""
    phases: list[list[Phase]] = [[] for _ in spans]
    reached: list[_Reached] = [{} for _ in spans]
    numbers = []
    for each, index, start, duration in _in_order(sheet, "phases", spans):
        numbers.append((index, len(phases[index])))
        phase = Phase(
            each.one_of("kind", get_args(PhaseKind)),
            start,
            duration,
            each.one_of("section", get_args(PhaseSection)),
            each.whole("set", 1, MOST_ENTRIES),
            each.whole("rep", 1, MOST_ENTRIES),
            each.whole("reps", 1, MOST_ENTRIES),
            each.one_of("side", (*get_args(Side), None)),
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
    for each, index, start, duration in _in_order(sheet, "utterances", spans):
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
    for each in sheet.entries("bells", MOST_ENTRIES):
        index, start, _ = _place(each, spans, lasts=False)
        bells[index].append(Bell(each.one_of("name", get_args(BellName)), start))
    return bells


def _in_order(sheet: SheetEntry, key: str, spans: _Spans) -> Iterator[tuple[SheetEntry, int, Ms, Ms]]:
    """Each entry of a list with its chapter, its start in that and its duration; none begins before the one before it."""
    last = 0
    for each in sheet.entries(key, MOST_ENTRIES):
        index, start, duration = _place(each, spans)
        begin = spans[index][0] + start
        if begin < last:
            raise each.wrong("start_ms", f"{last} or more, since they stand in order")
        last = begin
        yield each, index, start, duration


def _place(each: SheetEntry, spans: _Spans, *, lasts: bool = True) -> tuple[int, Ms, Ms]:
    """The chapter of an entry, its start in that, and its duration."""
    index = each.whole("chapter", 0, len(spans) - 1)
    begin, length = spans[index]
    start = each.whole("start_ms", begin, begin + length) - begin
    return index, start, each.whole("duration_ms", 0, length - start) if lasts else 0
