"""The cue sheet: the timeline written down as JSON, a contract with other programs."""

import json
from collections.abc import Iterator
from typing import Any

from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms

FORMAT = "voiceguide-cue-sheet/1"

SHEET_NAME = "voiceguide cue sheet"
SHEET_TYPE = "application/json"
"""How an export names the sheet that it carries (ID3 GEOB)."""


def cue_sheet(timeline: Timeline) -> str:
    """The timeline as JSON text that ends with a newline; the same timeline gives the same bytes.

    Times are milliseconds from the session's start. `chapter` and `phase` are indices into `chapters` and `phases`.
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
