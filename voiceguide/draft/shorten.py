"""A short form for a step: its verb and what it moves, for reps in which the movement is known."""

import re

_ASIDE = re.compile(
    r"\([^)]*\)|,?\s*\bone \w+ at a time\b|\b(?:slowly|gently|carefully|smoothly|softly|deeply|simply|gradually|slightly|lightly|fully|just|really|comfortably|evenly|again|a little|a bit|as far as [\w ']+?(?=$|,))(?!\w)\s*",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"\s*(?:[,;:\u2013\u2014]|\s(?:and|then|until|so that|so|while|as|without|because|letting|keeping|making|using|like|before|for|with|but|till|which|that|by|allowing|feeling|drawing|taking|reaching|pressing|dropping|lifting|bringing)\b)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s(?:toward|towards|to|onto|into|on|over|above|at|under|below|beside|behind|in front of|in line with|through|from|off|along|across|against|between|in|of)\s.*$",
    re.IGNORECASE,
)
_DANGLING = re.compile(
    r"\s+(?:the|your|a|an|to|and|or|of|both|at|with|\{side\}|\{other side\}|it's|its|their)$", re.IGNORECASE
)
MOST_WORDS = 5


def shorten(text: str) -> str:
    """A short form of an imperative, at most about five words; the text itself where it is short."""
    plain = " ".join(_ASIDE.sub(" ", text).split()).strip(" ,;.") or text.strip(" .")
    if _words(plain) <= 3:
        return plain
    stop = next((match for match in _STOP.finditer(plain) if _words(plain[: match.start()]) >= 2), None)
    short = plain[: stop.start()] if stop else plain
    if _words(short) > MOST_WORDS:
        tail = next((match for match in _TAIL.finditer(short) if _words(short[: match.start()]) >= 2), None)
        short = short[: tail.start()] if tail else short
    if _words(short) > MOST_WORDS:
        short = re.sub(r"\byour (?!\{)", "", short)
    pieces = re.findall(r"\{other side\}|\S+", short)
    short = " ".join(pieces[:6])
    while _DANGLING.search(short):
        short = _DANGLING.sub("", short)
    return short


def _words(text: str) -> int:
    return len(re.findall(r"\{other side\}|\S+", text))
