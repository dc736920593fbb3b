"""Clauses that stay or let go: what they name, and whether they ask for a movement beside an amount."""

import re

from voiceguide.draft.sentences import grips, without_openers
from voiceguide.draft.vocabulary import lexicon

_STAY = re.compile(r"(?:hold|stay|pause|wait)(?:ing)?\b", re.IGNORECASE)
_MANNER = re.compile(r"(?!belly)[a-z]+ly")
_LETS_GO = re.compile(
    r"(?:relax|release|let (?:\w+ )?go|lower|return|go back)\b|rest\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\W*(?:before |(?=(?:relax|releas|lower|return)ing(?: \w+ly)?\W*$))(?P<how>\w+ly )?(?P<verb>\w+ing)\b",
    re.IGNORECASE,
)


def is_stay(text: str) -> bool:
    """Whether a clause begins with a verb such as `stay`."""
    return _STAY.match(without_openers(text)) is not None


def named_in_stay(text: str) -> set[str]:
    """What a stay names: the words of `hold your knees to your chest`; none of `hold this position`.

    Args:
        text: a clause without its amounts.
    """
    words = lexicon()
    plain = without_openers(text).lower()
    told = re.findall(r"[a-z]{3,}", plain)[1:]
    named = {word for word in told if word not in words.filler | words.bare and not _MANNER.fullmatch(word)}
    return named or ({word for word in told if word not in words.bare} if grips(plain) else set())


def lets_go(text: str) -> bool:
    """Whether a clause ends a hold, as `then slowly relax` does."""
    return _LETS_GO.match(without_openers(text)) is not None


def as_done(clause: str) -> str:
    """A clause after a hold in the words of what is done: of `before lowering your leg`, `lower your leg`."""
    later = _BEFORE.match(clause)
    base = lexicon().forms.get(later["verb"].lower()) if later else None
    return f"{later['how'] or ''}{base}{clause[later.end() :]}" if later and base in lexicon().verbs else clause
