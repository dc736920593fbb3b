"""Warnings of harm."""

import re

from voiceguide.draft.wordings import lexicon

_CONDITION = re.compile(r"\s*(?:if|for|when)\b", re.IGNORECASE)
_HELP = re.compile(
    r",\s*(?:\w+ly\s+)?(?:place|use|put|come|sit|try|bend|keep|rest|fold|do it|roll|make|lower|slide|stand)\b",
    re.IGNORECASE,
)
_SURELY = re.compile(r"\b(?:doctor|gp|physio\w*|medical|stop|consult|avoid|skip)\b", re.IGNORECASE)


def is_caution(sentence: str) -> bool:
    """Whether a sentence warns of harm, and does not only offer help, as in `if your knees hurt, put a cushion under them`."""
    words = lexicon()
    if words.has("forbidding", sentence):
        return True
    if not (words.has("caution_why", sentence) and words.has("caution_act", sentence)):
        return False
    offers_help = _CONDITION.match(sentence) and _HELP.search(sentence)
    return not offers_help or _SURELY.search(sentence) is not None
