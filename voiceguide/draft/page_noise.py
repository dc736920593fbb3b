"""What belongs to a page and not to its article."""

import re

from voiceguide.draft.imperative import first_verb, imperative
from voiceguide.draft.wordings import lexicon

_SURELY = re.compile(r"https?:|www\.|@|cookie|newsletter|subscribe|advert|\bapp\b|credit", re.IGNORECASE)
"""Noise even where it asks to move a part of the body."""


def is_noise(text: str) -> bool:
    """Whether a line or a sentence is no part of the article: advertising, navigation, a number to ring."""
    words = lexicon()
    if not re.search(r"[A-Za-z]", text):
        return True
    if words.has("telephone", text) and not words.has("forbids", text):
        return True
    if not words.has("noise", text):
        return False
    instructs = first_verb(imperative(text)) and words.has("body", text) and re.search(r"\byour\b", text)
    return not instructs or _SURELY.search(text) is not None
