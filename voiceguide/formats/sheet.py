"""The cue sheet: the timeline written down as JSON, a contract with other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import accumulate
from typing import Any, Self, TypeAlias, get_args

from voiceguide.breath import PhaseKind, parse_pace
from voiceguide.errors import PaceError, SheetError
from voiceguide.formats.entry import SheetEntry, shown
from voiceguide.problems import Severity
from voiceguide.timeline.layout import LONGEST_MS
from voiceguide.timeline.model import (
    Bell,
    BellName,
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
from voiceguide.units import LOUDNESS_LUFS, Ms

FORMAT = "voiceguide-cue-sheet/1"

SHEET_NAME = "voiceguide cue sheet"
SHEET_TYPE = "application/json"
"""How an export names the sheet that it carries (ID3 GEOB)."""

MOST_LETTERS = 60_000_000
MOST_ENTRIES = 400_000
"""Of a sheet, and of each of its lists: a session of 24 hours in the quickest breaths has half as many."""

RATES = (0.1, 10.0)

LOUDNESSES = (-70.0, 0.0)
"""What loudness can be, in LUFS."""

LANGUAGES = {
    "ar": "ara", "cs": "ces", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fi": "fin", "fr": "fra",
    "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor", "nb": "nob", "nl": "nld", "no": "nor", "pl": "pol",
    "pt": "por", "ro": "ron", "ru": "rus", "sv": "swe", "tr": "tur", "uk": "ukr", "zh": "zho",
}  # fmt: skip
"""ISO 639-2 codes, which the tag wants, by the BCP 47 codes that scripts have."""


@dataclass(frozen=True, slots=True)
class SheetChapter:
    """A chapter; `exercise` is the script's name, None for the opening and the closing. Times are of the session."""

    title: str
    exercise: str | None
    start_ms: Ms
    duration_ms: Ms


@dataclass(frozen=True, slots=True)
class SheetPhase:
    """A phase of one breath. `chapter` is an index into the sheet's chapters; the other fields are as in `timeline.model.Phase`."""

    kind: PhaseKind
    start_ms: Ms
    duration_ms: Ms
    chapter: int
    section: PhaseSection
    section_index: int
    set: int
    rep: int
    reps: int
    side: Side | None


@dataclass(frozen=True, slots=True)
class SheetUtterance:
    """Words with their place in time. `phase` is the index, in the sheet, of the phase that they own.

    `spoken` is what is said where that differs from the text.
    """

    role: Role
    text: str
    start_ms: Ms
    duration_ms: Ms
    chapter: int
    phase: int | None
    rate: float
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class SheetBell:
    """A bell that begins to sound at `start_ms`."""

    name: BellName
    start_ms: Ms
    chapter: int


@dataclass(frozen=True, slots=True)
class SheetNote:
    """What the compiler noted about a line of a script."""

    severity: Severity
    file: str
    line: int
    message: str


def as_written(utterance: Utterance) -> str:
    """Says an utterance as it is written."""
    return utterance.text


@dataclass(frozen=True, slots=True)
class CueSheet:
    """A timeline written down. Times are whole milliseconds from the session's start.

    Attributes:
        language: of the session, a BCP 47 tag.
        loudness_lufs: integrated loudness that its words are made for.
        pace: as written, `4-6`.
        chapters: one after the other without a hole, up to the session's end.
        phases, utterances: in order; phases never overlap, nor do utterances, and each lies inside its chapter.
    """

    title: str
    language: str
    loudness_lufs: float
    duration_ms: Ms
    pace: str
    chapters: tuple[SheetChapter, ...]
    phases: tuple[SheetPhase, ...]
    utterances: tuple[SheetUtterance, ...]
    bells: tuple[SheetBell, ...]
    notes: tuple[SheetNote, ...]

    @classmethod
    def of(
        cls, timeline: Timeline, loudness_lufs: float = LOUDNESS_LUFS, spoken: Callable[[Utterance], str] = as_written
    ) -> Self:
        """The sheet of a timeline. `spoken` tells how an utterance is said."""
        placed = list(enumerate(timeline.placed()))
        phases_before = [0, *accumulate(len(chapter.phases) for chapter in timeline.chapters)]
        return cls(
            title=timeline.title,
            language=timeline.language,
            loudness_lufs=loudness_lufs,
            duration_ms=timeline.duration,
            pace=timeline.pace,
            chapters=tuple(
                SheetChapter(each.title, each.exercise, start, each.duration) for _, (start, each) in placed
            ),
            phases=tuple(
                SheetPhase(
                    kind=phase.kind,
                    start_ms=start + phase.start,
                    duration_ms=phase.duration,
                    chapter=index,
                    section=phase.section,
                    section_index=phase.section_index,
                    set=phase.set,
                    rep=phase.rep,
                    reps=phase.reps,
                    side=phase.side,
                )
                for index, (start, chapter) in placed
                for phase in chapter.phases
            ),
            utterances=tuple(
                SheetUtterance(
                    role=cue.role,
                    text=cue.utterance.text,
                    start_ms=start + cue.start,
                    duration_ms=cue.duration,
                    chapter=index,
                    phase=None if cue.phase is None else phases_before[index] + cue.phase,
                    rate=cue.utterance.rate,
                    spoken=said if (said := spoken(cue.utterance)) != cue.utterance.text else None,
                )
                for index, (start, chapter) in placed
                for cue in chapter.cues
            ),
            bells=tuple(
                SheetBell(bell.name, start + bell.start, index)
                for index, (start, chapter) in placed
                for bell in chapter.bells
            ),
            notes=tuple(
                SheetNote(note.severity, note.place.file, note.place.line, note.message)
                for note in timeline.all_notes()
            ),
        )

    def to_json(self) -> str:
        """JSON text that ends with a newline; the same sheet gives the same bytes. Its keys are the names of the fields."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        sheet = {
            name: [_written(row) for row in value] if isinstance(value, tuple) else value
            for name, value in values.items()
        }
        return json.dumps({"format": FORMAT, **sheet}, ensure_ascii=False, indent=1) + "\n"


def _written(row: Any) -> dict[str, Any]:
    """A row as an object in JSON; `spoken` stands only where there is something to say."""
    values = {name: getattr(row, name) for name in row.__slots__}
    if values.get("spoken", "") is None:
        del values["spoken"]
    return values


def cue_sheet(timeline: Timeline) -> str:
    """The cue sheet of a timeline as JSON text, for words as loud as usual and said as they are written."""
    return CueSheet.of(timeline).to_json()


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
        bells[index].append(Bell(each.one_of("name", get_args(SheetBellName)), start))
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
