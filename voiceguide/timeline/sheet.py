"""The cue sheet: the timeline written down as JSON, a contract with other programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from voiceguide.timeline.model import Bell, Chapter, Cue, Phase, Timeline, Utterance
from voiceguide.units import Ms

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


def read_cue_sheet(text: str, language: str) -> Timeline | None:
    """The timeline that a cue sheet writes down, without its notes; None where the text is no cue sheet.

    Args:
        language: of the session, a BCP 47 tag; the sheet does not have it.
    """
    try:
        sheet = json.loads(text)
        if sheet["format"] != FORMAT:
            return None
        chapters = tuple(_chapter(index, sheet, language) for index in range(len(sheet["chapters"])))
        timeline = Timeline(str(sheet["title"]), language, str(sheet["pace"]), chapters)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    whole = [start for start, _ in timeline.placed()] == [each["start_ms"] for each in sheet["chapters"]]
    return timeline if chapters and whole and timeline.duration == sheet["duration_ms"] else None


def _chapter(index: int, sheet: dict[str, Any], language: str) -> Chapter:
    written = sheet["chapters"][index]
    begin, length = _length(written["start_ms"]), _length(written["duration_ms"])

    def span(each: dict[str, Any]) -> tuple[Ms, Ms]:
        start, duration = each["start_ms"] - begin, _length(each.get("duration_ms", 0))
        if not 0 <= start <= start + duration <= length:
            raise ValueError(f"Expected {start} ms and {duration} ms inside {length} ms")
        return start, duration

    own = [(number, phase) for number, phase in enumerate(sheet["phases"]) if phase["chapter"] == index]
    places = {number: place for place, (number, _) in enumerate(own)}
    indices = _section_indices([phase for _, phase in own])
    return Chapter(
        title=str(written["title"]),
        exercise=written["exercise"],
        duration=length,
        phases=tuple(
            Phase(
                each["kind"], *span(each), each["section"], each["set"], each["rep"], each["reps"], each["side"], index
            )
            for (_, each), index in zip(own, indices, strict=True)
        ),
        cues=tuple(
            Cue(
                each["role"],
                Utterance(str(each["text"]), language, float(each["rate"])),
                *span(each),
                None if each["phase"] is None else places[each["phase"]],
            )
            for each in sheet["utterances"]
            if each["chapter"] == index
        ),
        bells=tuple(Bell(each["name"], span(each)[0]) for each in sheet["bells"] if each["chapter"] == index),
    )


def _section_indices(phases: Sequence[dict[str, Any]]) -> Iterator[int]:
    """The `section_index` of each phase of a chapter.

    Sheets of earlier versions have none. There another section begins, on each side by itself, with another kind, with
    another number of reps, or where the reps are counted anew; only sections with breaths are counted.
    """
    reached: dict[Any, tuple[int, Any, Any]] = {}
    for phase in phases:
        kind, place = (phase["section"], phase["reps"]), (phase["set"], phase["rep"])
        index, kind_before, place_before = reached.get(phase["side"], (0, None, None))
        if kind != kind_before or place < place_before:
            index += 1
        reached[phase["side"]] = index, kind, place
        yield _length(phase.get("section_index", index))


def _length(value: Any) -> Ms:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"Expected milliseconds, got {value!r}")
    return value
