"""Whether a sentence asks for a movement, for a position or for a breath."""

import re

from voiceguide.draft.breaths import plainly
from voiceguide.draft.sentences import clauses, verb_of, verbs, without_openers
from voiceguide.draft.vocabulary import lexicon, pattern

BREATH = pattern("breath")
_TELLS = re.compile(
    r"(?:the|this|these|they|it|we|i|he|she|many|most|some)\b[^,]*\b(?:is|are|can|may|will|would|helps?|recommend)\b"
    r"|(?:this|it)(?: (?:exercise|stretch|pose|movement|one))?(?: also| gently)? [a-z]{3,}s\b",
    re.IGNORECASE,
)
_GIVES_BREATH = pattern("gives_breath")
_HOLDS_BREATH = re.compile(r"(?:hold|retain) (?:your|the) breath(?: (?:in|out|here|gently))?\W*", re.IGNORECASE)
_BREATHES = re.compile(r"(?:inhale|exhale|breathe (?:in|out)|(?:in|out) for \w+\W*(?:$|,|and\b))\b", re.IGNORECASE)


def is_movement(text: str) -> bool:
    """Whether a sentence asks to move: a clause of it begins with a verb of the body, `let` and `with` left aside."""
    if _is_about_all(text):
        return False
    found = [clause for _, clause in clauses(text) if verb_of(clause)]
    tells = _TELLS.match(text)
    if tells and not any(re.match(rf"{verb_of(clause)}\b", without_openers(clause), re.I) for clause in found):
        return False
    lets = any(
        re.match(r"(?:let|make)\b(?! sure)", without_openers(clause), re.I) and helps(clause)
        for _, clause in clauses(text)
    )
    if found or lets:
        return True
    used = re.match(r"\W*(?:now |then )?use (?:your|the|an?|one|both)\b[^,]{0,40}\bto\b", text, re.IGNORECASE)
    if used and verb_of(text[used.end() :]):
        return True
    start = re.match(r"(?:start|begin|from|in)\b[^,]{0,60}(?:,|\bby\b|\bwith\b)\s*", text, re.I)
    return bool(start and verb_of(text[start.end() :]))


def _is_about_all(text: str) -> bool:
    """Whether a sentence tells of all exercises, and names no part of the body and no position."""
    words = lexicon()
    if not words.has("of_all", text):
        return False
    if words.begins("of_all", text) and _TELLS.match(text):
        return True
    return not (words.has("body", text) or any(position.search(text) for position in words.positions.values()))


def is_posture(text: str) -> bool:
    """Whether a sentence brings the body into a position and moves no further than that."""
    found = verbs(text)
    return bool(found) and lexicon().posture.issuperset(found)


def poses(text: str) -> bool:
    """Whether a sentence brings into a position of which it names the name: `Sit on a chair`."""
    return is_posture(text) and any(named.search(text) for named in lexicon().positions.values())


def asks_a_part(text: str) -> bool:
    """Whether a sentence begins by asking for a movement of a part of the body: `Bend your knees`, `Keep the chin low`."""
    plain = without_openers(text)
    asked = re.match(r"\W*(?P<verb>[a-z]+) (?:your|both|each|one|the)\b", plain, re.IGNORECASE)
    verb = asked["verb"].lower() if asked else ""
    is_verb = lexicon().forms.get(verb) == verb
    return is_verb and lexicon().has("body", plain)


def helps(text: str) -> bool:
    """Whether a text asks to let or allow a part of the body to move, or names a part in a few words and no more."""
    plain = without_openers(text)
    first = re.match(r"[a-z]+", plain.lower())
    if first and first[0] in lexicon().helping:
        return lexicon().has("body", plain) or re.match(r"let (?:it|them)\b", plain, re.IGNORECASE) is not None
    has_verb = re.search(r"\b(?:is|are|was|were|can|will|has|have|helps?|should|may|your|hip opener)\b", plain, re.I)
    return len(plain.split()) <= 8 and lexicon().has("body", plain) and not has_verb and not plain.endswith("?")


def asks_to_breathe(text: str) -> bool:
    """Whether a text with a breath in it asks for it: it begins with it, or a clause of it does."""
    plain = plainly(text)
    if _HOLDS_BREATH.fullmatch(without_openers(plain)):
        return True
    if not BREATH.search(plain):
        return False
    return bool(_GIVES_BREATH.search(without_openers(plain))) or any(
        _BREATHES.match(without_openers(clause)) for _, clause in clauses(plain)
    )
