"""Text to sentences, and sentences to clauses, each with its place."""

import re
from functools import lru_cache
from textwrap import wrap

from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern

_END = re.compile(
    r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9]|x ?\d)|(?<=[.!?])[\"')\]]*(?=[A-Z][a-z])|\s*;\s+(?=[A-Z])"
    r"|(?<=\d\.)\s+(?=[a-z]{3,6} (?:times|goes|rounds|sets|reps)\b)"
)
_RUN_ON = re.compile(r"(?<=[a-z0-9)\"']) (?=(?P<verb>[A-Z][a-z]+) (?!for|of|and|pose|stretch|exercise)[a-z])")
_BEFORE_NAME = re.compile(r"\b(?:an?|the|in|into|of|your|to|for|with|and|or|from|called|as|this|that|is|do|by)$")
_END_IN_NOTES = re.compile(rf"{_END.pattern}|(?:(?<=[a-z]{{3}}[.!?])|(?<=x\d\.)|(?<=x\d\d\.))\s+(?=[a-z])")
_ABBREVIATION = pattern("abbreviation")
_SHORT = re.compile(r"\b(?:reps|secs?|mins?)\.$", re.IGNORECASE)
LONGEST = 400
"""Characters of a sentence; what is longer is cut at a space."""


def sentences(text: str, *, in_notes: bool = False) -> list[str]:
    """The sentences of a text, each at most `LONGEST` characters long.

    Args:
        in_notes: also those that begin with a small letter.
    """
    found: list[str] = []
    start = 0
    if len(text.split()) > LONGEST_LINE or text.endswith((".", "!", "?")):
        text = _RUN_ON.sub(lambda run: ". " if _is_run_on(run) else run[0], text)
    for end in (_END_IN_NOTES if in_notes else _END).finditer(text):
        before = text[max(start, end.start() - 14) : end.start()]
        after = text[end.end() : end.end() + 1]
        if (counted := _COUNTED_ON.search(before)) and text[end.end() :].startswith(str(int(counted[1]) + 1)):
            continue
        if _ABBREVIATION.search(before) and not (_SHORT.search(before) and (after.isupper() or after.isdigit())):
            continue
        found += _pieces(text[start : end.start()])
        start = end.end()
    return [*found, *_pieces(text[start:])]


def _is_run_on(run: re.Match[str]) -> bool:
    """Whether a sentence begins after a space without a full stop before it."""
    before = run.string[max(0, run.start() - 12) : run.start()]
    return _begins(run["verb"].lower()) and _BEFORE_NAME.search(before) is None


def _begins(word: str) -> bool:
    """Whether a sentence that asks for something begins with a word: a verb of the body, or one such as `hold`."""
    return lexicon().forms.get(word) == word or word in ("hold", "repeat", "then", "now", "slowly", "gently")


def _pieces(text: str) -> list[str]:
    pieces = wrap(text, LONGEST, break_on_hyphens=False) if len(text) > LONGEST else [text.strip()]
    return pieces if re.search(r"\w", text) else []


LONGEST_LINE = 5
"""Words of a line without a full stop that is no two sentences: `Forward Fold with Clasp`."""

_JOINT = pattern("joint")
_LATER = pattern("later")
_SUBJECT = re.compile(r"\b(?:is|are|can|helps?|will|may|makes|has|have|keeps|eases)\b", re.IGNORECASE)
_GRIPS = pattern("grips")
_NUMBERED = re.compile(r"(?::|\d\s*[-\u2013\u2014])\s*$")  # `: 5`, `5 - 10`
_COUNTED = re.compile(r"\b(\d{1,2}),\s*$")  # `1, 2, 3`
_COUNTED_ON = re.compile(r"\b(\d),? ?(?:\.{2,}|\u2026)\s*$")  # `1 ... 2 ...`
_LOWER = re.compile(r"\bbetween \w+$", re.IGNORECASE)
_PURE = pattern("amount_begins")


@lru_cache(MOST_REMEMBERED)
def clauses(text: str) -> tuple[tuple[int, str], ...]:
    """The clauses of a sentence, each after its place: cut where after a joint a verb, a breath or an amount begins."""
    found: list[tuple[int, str]] = []
    start = 0
    later = _LATER.search(text)
    for joint in _JOINT.finditer(text):
        if later and later.start() < joint.start() < later.end():
            continue
        rest = text[joint.end() : joint.end() + 60]
        words = joint[0].strip(" ,;:")
        if words in ("while", "as") and not re.match(r"(?:you )?(?:breath|inhal|exhal|hold)", rest, re.I):
            continue
        if words == "and" and _LOWER.search(text[: joint.start()]):
            continue
        if (counted := _COUNTED.search(text[: joint.end()])) and rest.startswith(str(int(counted[1]) + 1)):
            continue
        if _NUMBERED.search(text[: joint.end()]) and re.match(r"\d", rest):
            continue
        if not joint[0].strip() and lexicon().begins("held", text[start : joint.start()]):
            continue
        if joint.start() <= start or not (
            is_verb(rest) or lexicon().begins("steady", rest) or _PURE.match(rest) or _breath(rest)
        ):
            continue
        at = joint.start() if words in ("while", "as", "before") else joint.end()
        found.append((start, text[start : joint.start()]))
        start = at
    return (*found, (start, text[start:]))


def _breath(text: str) -> bool:
    return (
        re.match(
            r"(?:as |while |you |on |with |an? |the |your )*(?:inhal|exhal|hold|breath(?:e|ing) (?:in|out)|(?:in|out) (?:for|over|through|\d|(?:l|r|left|right) \d))",
            text,
            re.I,
        )
        is not None
    )


def is_verb(text: str) -> bool:
    """Whether a text begins with a verb of the body, after words such as `slowly`."""
    return verb_of(text) is not None


_TELLS = re.compile(r"(?:i|we) (?:then |also |just |slowly |gently )*", re.IGNORECASE)


@lru_cache(MOST_REMEMBERED)
def verb_of(text: str) -> str | None:
    """The base form of the verb of the body that a text begins with, after words such as `then slowly`; else None."""
    text = without_openers(text)
    told = _TELLS.match(text)
    text = text[told.end() :] if told and lexicon().has("body", text) else text
    word = re.match(r"[A-Za-z]+", text)
    if not word:
        return None
    if grips(text):
        return "hold"
    if re.match(r"let (?:it )?go\b", text, re.IGNORECASE):
        return "let"
    base = lexicon().forms.get(word[0].lower())
    if base is None or base in lexicon().helping or re.match(r"-[a-z]|:\s*\d", text[word.end() :]):
        return None
    after = text[word.end() :].lstrip()
    if lexicon().begins("no_verb", after) or (
        word[0].lower() != base and word[0].lower().endswith("ing") and _SUBJECT.search(after)
    ):
        return None
    return base


def grips(text: str) -> bool:
    """Whether a text asks to hold something: `hold your knees`, and not `hold the stretch`."""
    found = _GRIPS.match(text)
    return found is not None and (found["thing"] or "").lower() not in lexicon().words["bare"]


def without_openers(text: str) -> str:
    """A text without `then`, `slowly`, `you can` and the like at its start."""
    while True:
        text = text.lstrip(" ,;:.-\u2013\u2014(\"'")
        found = lexicon().begins("openers", text) or re.match(r"(?!only\b|early\b)[A-Za-z]+ly\b(?= )", text)
        if not found or found.end() >= len(text):
            return text
        text = text[found.end() :]


def verbs(text: str) -> list[str]:
    """The verbs of the body with which the clauses of a sentence begin."""
    return [verb for _, clause in clauses(text) if (verb := verb_of(clause))]
