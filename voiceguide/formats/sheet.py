"""The cue sheet: the timeline written down as JSON, a contract with other programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self

from voiceguide.breath import PhaseKind
from voiceguide.problems import Severity
from voiceguide.timeline.model import BellName, PhaseSection, Role, Side, Timeline, Utterance
from voiceguide.units import LOUDNESS_LUFS, Ms

FORMAT = "voiceguide-cue-sheet/1"

SHEET_NAME = "voiceguide cue sheet"
SHEET_TYPE = "application/json"
"""How an export names the sheet that it carries (ID3 GEOB)."""

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
        chapters: list[SheetChapter] = []
        phases: list[SheetPhase] = []
        utterances: list[SheetUtterance] = []
        bells: list[SheetBell] = []
        for index, (start, chapter) in enumerate(timeline.placed()):
            chapters.append(SheetChapter(chapter.title, chapter.exercise, start, chapter.duration))
            before = len(phases)
            for phase in chapter.phases:
                place = (start + phase.start, phase.duration, index, phase.section, phase.section_index)
                phases.append(SheetPhase(phase.kind, *place, phase.set, phase.rep, phase.reps, phase.side))
            for cue in chapter.cues:
                text, said = cue.utterance.text, spoken(cue.utterance)
                owned = None if cue.phase is None else before + cue.phase
                place_of_cue = (start + cue.start, cue.duration, index, owned)
                said_otherwise = said if said != text else None
                utterances.append(SheetUtterance(cue.role, text, *place_of_cue, cue.utterance.rate, said_otherwise))
            bells += [SheetBell(bell.name, start + bell.start, index) for bell in chapter.bells]
        notes = (
            SheetNote(note.severity, note.place.file, note.place.line, note.message) for note in timeline.all_notes()
        )
        return cls(
            title=timeline.title,
            language=timeline.language,
            loudness_lufs=loudness_lufs,
            duration_ms=timeline.duration,
            pace=timeline.pace,
            chapters=tuple(chapters),
            phases=tuple(phases),
            utterances=tuple(utterances),
            bells=tuple(bells),
            notes=tuple(notes),
        )

    def to_json(self) -> str:
        """JSON text that ends with a newline; the same sheet gives the same bytes. Its keys are the names of the fields."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self))
        sheet = {name: [*map(_written, value)] if isinstance(value, tuple) else value for name, value in values}
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
