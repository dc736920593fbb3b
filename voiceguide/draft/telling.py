"""Words that tell nothing by themselves: what remains when amounts are taken out, and what stands between breaths."""

import re
from functools import cache

from voiceguide.draft.wordings import lexicon


def is_left_over(text: str) -> bool:
    """Whether a text, without its amounts, is no more than the words that asked for them."""
    plain = re.sub(r"[^\w\s'/:]", " ", text).strip()
    return _left_over().match(plain) is not None


@cache
def _left_over() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any('left_over')})\W*)*$", re.IGNORECASE)


def is_filler(text: str) -> bool:
    """Whether the words before or after a breath name no movement."""
    return _filler().match(text) is not None


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"^[\s,;:.()\u2013\u2014-]*(?:(?:{_any('filler')})[\s,;:.]*)*$", re.IGNORECASE)


def _any(name: str) -> str:
    return "|".join(sorted(lexicon().words[name]))
