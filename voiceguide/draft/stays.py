"""The words of stays, of letting go after them, and of rests."""

import re

from voiceguide.draft.sentences import grips, without_openers
from voiceguide.draft.vocabulary import lexicon, pattern

_MANNER = re.compile(r"(?!belly)[a-z]+ly")
_BEFORE = pattern("before")
_GOES_BACK = pattern("goes_back")
LONGEST_BETWEEN = 40
"""Characters after a time, in which it may be told that it lies between sets or reps."""

_REST_LED = re.compile(r"\b(?:rest(?:ing)?|break|pause|recover)\b[^.,]{0,30}$", re.IGNORECASE)
_WITH_REST = pattern("with_rest")
_HOLDING = re.compile(r"\b(?:hold|stay)\b[^.,]*$", re.IGNORECASE)
_NAMED_REST = re.compile(r"[\s'-]*(?:of )?(?:rest|break|recovery|off)\b(?!\s*(?:for\s*)?\d)", re.IGNORECASE)
_SCHEDULED = re.compile(r"\b(?:in )?(?:between|after|before)(?: each| every| the next| all)? (?!your\b)[a-z]+")


def is_stay(text: str) -> bool:
    """Whether a clause begins with a verb such as `stay`."""
    return lexicon().begins("stay", without_openers(text)) is not None


def named_in_stay(text: str) -> set[str]:
    """What a stay names: the words of `hold your knees to your chest`; none of `hold this position`.

    Args:
        text: a clause without its amounts.
    """
    filler, bare = lexicon().words["filler"], lexicon().words["bare"]
    plain = re.split(r"\b(?:or|until|unless)\b", without_openers(text).lower())[0]
    told = re.findall(r"[a-z]{3,}", plain)[1:]
    named = {word for word in told if word not in filler | bare and not _MANNER.fullmatch(word)}
    return named or ({word for word in told if word not in bare} if grips(plain) else set())


def lets_go(text: str) -> bool:
    """Whether a clause ends a hold, as `then slowly relax` does."""
    return lexicon().begins("lets_go", without_openers(text)) is not None


def goes_back(text: str, before: str) -> bool:
    """Whether words undo what was done before, as `lower your leg` does after `lift your leg`."""
    found = _GOES_BACK.match(text)
    return found is not None and (not found["part"] or re.search(rf"\b{found['part']}\b", before, re.I) is not None)


def tells_of_rest(text: str) -> bool:
    """Whether words without their amounts tell only of a rest: `take a break between sets`, `resting as needed`."""
    plain = _SCHEDULED.sub(" ", text.lower())
    is_told = any(word in plain for word in lexicon().words["resting"])
    return is_told and lexicon().is_only(plain, "filler", "resting")


def as_done(clause: str) -> str:
    """A clause after a hold in the words of what is done: of `before lowering your leg`, `lower your leg`."""
    later = _BEFORE.match(clause)
    base = lexicon().forms.get(later["verb"].lower()) if later else None
    return f"{later['how'] or ''}{base}{clause[later.end() :]}" if later and base in lexicon().verbs else clause


def is_rest(before: str, after: str) -> bool:
    """Whether the words around a time say that it is a rest between sets or reps, or name it one: `30-second break`."""
    words = lexicon()
    is_between = words.has("between", after.split(".")[0][:LONGEST_BETWEEN])
    if _WITH_REST.search(before):
        return True
    is_led = _REST_LED.search(before) is not None and (is_between or words.has("between", before.split(".")[-1]))
    is_named = _NAMED_REST.match(after) is not None or words.begins("between", after) is not None
    return is_led or (is_named and not _HOLDING.search(before))


def between_reps(after: str) -> bool:
    """Whether words soon after a time say that it lies between reps."""
    return lexicon().has("between_reps", after[:LONGEST_BETWEEN])


def is_only_rest(text: str) -> bool:
    """Whether words without their time say `rest` and nothing else."""
    return "rest" in text.lower() and lexicon().is_only(text, "resting", "short_rest")
