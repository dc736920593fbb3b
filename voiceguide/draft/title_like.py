"""Lines that could be headings, though nothing marks them as such."""

import re

from voiceguide.draft.tidy import without_marks
from voiceguide.draft.wordings import lexicon

_TITLE_WITH_AMOUNT = re.compile(
    r"(?!(?:repeat|hold|do|perform|rest|reps?|sets?|complete|stay)\b)[A-Z][\w' /-]{2,40}\s[\u2013\u2014-]\s.*(?:reps?|sets?|x ?\d|\d ?x|each|seconds?|minutes?|breaths?|per (?:side|arm|leg))",
    re.IGNORECASE,
)
_LONGEST_TITLE = 75
_MOST_WORDS = 10
_GROUP = re.compile(r"[\w' -]{3,40}\b(?:stretches|exercises|moves|poses|movements):")
_NUMBERED = re.compile(r"(?:exercise|stretch|move|pose|part|day)\s*#?\d", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(?:\d+|one|two|three|four|five|six|eight|ten|twelve) ?(?:x|times|reps?|repetitions|seconds?|secs?|s|minutes?|mins?|breaths?|sets?|rounds)\b|\bx ?\d"
)
_OBJECT = re.compile(r"\b(?:your|the|it|them|each|both|one|on|until|slowly|gently|in|out|as)\b")


def could_be_title(text: str) -> bool:
    """Whether a line could be a heading by itself: short, no sentence, no instruction and no amount."""
    text = without_marks(text)
    if not 1 <= len(text.split()) <= _MOST_WORDS or len(text) > _LONGEST_TITLE:
        return False
    if not re.match(r"[\"'(]?[A-Z0-9]", text):
        return False
    if text.endswith((".", ",", ";", ":")) and not lexicon().label(text) and not _GROUP.fullmatch(text):
        return False
    return _NUMBERED.match(text) is not None or not is_instruction(text)


def is_instruction(text: str) -> bool:
    """Whether a short line tells what to do, or how often."""
    words = re.findall(r"[\w'-]+", text.lower())
    if not words or _TITLE_WITH_AMOUNT.match(text) or lexicon().label(text):
        return False
    if _AMOUNT.search(text.lower()):
        return len(words) <= 8 or words[0] in ("hold", "repeat", "do", "perform", "complete")
    is_led_in = words[0] in ("slowly", "gently", "now", "then", "next", "carefully") and len(words) > 1
    verb = words[1] if is_led_in else words[0]
    if verb in ("repeat", "hold", "inhale", "exhale"):
        return True
    return lexicon().base(verb) == verb and _OBJECT.search(" ".join(words[1:])) is not None


def is_ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip(" *_\"')").endswith((".", "!", "?"))
