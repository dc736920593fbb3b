"""Lengths and counts as a script writes them."""

from collections.abc import Sequence

from voiceguide.draft.model import DraftStep, Range
from voiceguide.draft.moves import DraftHold, Totals
from voiceguide.script.model import Span

GUESSED_REPS = Span(5, 8)
"""Reps where the author names none."""

_BREATH_S = 10
"""How long an inhale and an exhale take together, where reps are to fill a time."""


def times_text(totals: Totals, steps: Sequence[DraftStep]) -> str:
    """The heading of a section that is repeated; a time or a number of breaths becomes reps of these steps."""
    reps = totals.reps
    if reps is None and totals.going_on:
        breaths = max(1, sum(step.kind == "Inhale" for step in steps))
        low, high = totals.going_on
        each = breaths if totals.going_unit == "breaths" else breaths * _BREATH_S
        first = min(max(round(low / each), 1), 100)
        reps = Span(first, min(max(round(high / each), first), 100))
    reps = reps or GUESSED_REPS
    if totals.sets and totals.sets > 1:
        rest = f", rest {min(max(totals.rest, 1), 600):g} s" if totals.rest else ""
        return f"Repeat {min(totals.sets, 20)} sets of {span_text(reps)}{rest}"
    return f"Repeat {span_text(reps)} {'time' if reps.high == 1 else 'times'}"


def held(stay: DraftHold) -> DraftStep:
    """A stay inside a rep, as a step."""
    length = _times(stay) if stay.unit == "breaths" else f"{min(max(int(sum(stay.span) / 2), 1), 600)}s"
    return DraftStep("Move", "hold, and breathe", "hold", length, is_guessed=stay.is_vague)


def _times(stay: DraftHold) -> str:
    times = min(max(round(sum(stay.span) / 2), 1), 10)
    return f"x{times}" if times > 1 else ""


def length_of(count: Range | None) -> str:
    """A breath's count, as it stands after the keyword of a step; empty for none."""
    return f"{min(max(int(sum(count) / 2), 1), 60)}s" if count else ""


def stay_text(stay: DraftHold) -> str:
    """A stay's length, as a heading has it."""
    low, high = stay.span
    if stay.unit == "breaths":
        first = min(max(round(low), 1), 1000)
        span = Span(first, min(max(round(high), first), 1000))
        return f"{span_text(span)} {'breath' if span.high == 1 else 'breaths'}"
    low, high = (min(max(seconds, 1.0), 600.0) for seconds in (low, high))
    return time_text(low, high)


def time_text(low: float, high: float) -> str:
    """A length as a heading has it: in minutes where these are whole, else in seconds."""
    in_minutes = low >= 60 and low % 60 == 0 and high % 60 == 0
    low, high = (round(low / 60), round(high / 60)) if in_minutes else (round(low), round(high))
    return f"{span_text(Span(int(low), int(high)))} {'min' if in_minutes else 's'}"


def span_text(span: Span) -> str:
    """A range as scripts write it, `5` or `5-8`."""
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"
