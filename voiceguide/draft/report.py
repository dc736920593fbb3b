"""How each sentence was read, for people and for programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from voiceguide.draft.imperative import imperative
from voiceguide.draft.model import Amounts, Range, Reading, Understood


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A sentence, the exercise it belongs to (empty for none), what it was taken for, and how surely (0 to 1)."""

    exercise: str
    sentence: str
    role: str
    meaning: str
    confidence: float


def rows(article: Understood) -> Iterator[ReportRow]:
    """Every sentence, those of no exercise first."""
    for reading in article.general:
        yield _row("", reading)
    for part in article.parts:
        for reading in part.readings:
            yield _row(part.title, reading)


def as_json(article: Understood) -> list[dict[str, Any]]:
    """The rows as plain data."""
    return [
        {
            "exercise": row.exercise or None,
            "sentence": row.sentence,
            "role": row.role,
            "meaning": row.meaning,
            "confidence": row.confidence,
        }
        for row in rows(article)
    ]


def _row(exercise: str, reading: Reading) -> ReportRow:
    return ReportRow(exercise, reading.sentence, reading.role, _meaning(reading), reading.confidence)


def _meaning(reading: Reading) -> str:
    said = [_clause(clause.breath, imperative(clause.text), clause.count) for clause in reading.clauses]
    said += _amounts(reading.amounts)
    said += {"each": ["on each side"], "alternate": ["sides in turn"]}.get(reading.sides or "", [])
    return "; ".join(text for text in said if text)


def _clause(breath: str, text: str, count: Range | None) -> str:
    counted = f" {_span(count)} s" if count else ""
    return f"{breath}{counted}: {text}" if breath and text else f"{breath}{counted}" if breath else text


def _amounts(amounts: Amounts) -> Iterator[str]:
    if amounts.sets:
        yield f"{amounts.sets} sets"
    if amounts.reps:
        yield f"{_span((amounts.reps.low, amounts.reps.high))} times"
    if amounts.hold:
        yield f"hold {_span(amounts.hold)} {amounts.unit}"
    if amounts.going_on:
        yield f"go on for {_span(amounts.going_on)} {amounts.going_unit}"
    if amounts.rest:
        yield f"rest {amounts.rest:g} s"
    if amounts.is_schedule:
        yield "how often a day"


def _span(pair: Range) -> str:
    return f"{pair[0]:g}" if pair[0] == pair[1] else f"{pair[0]:g} to {pair[1]:g}"
