"""Other ways to do an exercise: easier, deeper, or just another."""

import re

from voiceguide.draft.clauses import names_breath
from voiceguide.draft.model import Reading
from voiceguide.draft.wordings import lexicon

_TOO_HARD = re.compile(r"\b(?:too hard|harder to|can't|less)\b", re.IGNORECASE)
_HOW_LONG = re.compile(r"\s*(?:for|to)\s+(?:a|the)?\s*(?:total|next)", re.IGNORECASE)


def is_variation(sentence: str, label: str | None) -> bool:
    """Whether a sentence tells another way.

    Args:
        label: what the heading or lead before it says about it; see the lexicon.
    """
    if label in ("easier", "harder", "variation"):
        return True
    return (
        lexicon().has("variation", sentence.lstrip(" ("))
        and not names_breath(sentence.split(",")[0])
        and not _HOW_LONG.match(sentence)
    )


def read_variation(sentence: str, label: str | None) -> Reading:
    """A sentence that tells another way, read; the harder way is a progression."""
    confidence = 0.85 if label else 0.75
    if _is_harder(sentence, label):
        return Reading(sentence, "progression", confidence, name="Deeper")
    is_easier = label == "easier" or lexicon().has("easier", sentence)
    return Reading(sentence, "variation", confidence, name="Easier" if is_easier else "Another way")


def _is_harder(sentence: str, label: str | None) -> bool:
    if label in ("harder", "easier"):
        return label == "harder"
    return lexicon().has("harder", sentence) and not _TOO_HARD.search(sentence)
