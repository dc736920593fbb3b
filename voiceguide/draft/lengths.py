"""Lengths and counts as a script writes them."""

from voiceguide.draft.model import DraftStep
from voiceguide.draft.moves import Stay
from voiceguide.script.model import Span


def held(stay: Stay) -> DraftStep:
    if stay.unit == "breaths":
        times = min(max(round(sum(stay.span) / 2), 1), 10)
        return DraftStep(
            "Move", "hold, and breathe", "hold", f"x{times}" if times > 1 else "", is_guessed=stay.is_vague
        )
    seconds = min(max(int(sum(stay.span) / 2), 1), 600)
    return DraftStep("Move", "hold, and breathe", "hold", f"{seconds}s", is_guessed=stay.is_vague)


def length_of(count: tuple[float, float] | None) -> str:
    return f"{min(max(int(sum(count) / 2), 1), 60)}s" if count else ""


def stay_text(stay: Stay) -> str:
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
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"
