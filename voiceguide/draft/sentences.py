"""Text to sentences."""

import re

_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|(?<=[.!?])[\"')\]]*(?=[A-Z][a-z])|\s*[;]\s+(?=[A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:e\.g|i\.e|approx|vs|dr|mr|mrs|ms|prof|fig|incl)\.$|(?:^|\s)[A-HJ-Z]\.$|^\W*\d{1,2}\.$", re.IGNORECASE
)
LONGEST = 400
"""Characters of a sentence; what is longer is cut at a comma or a space."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, each at most `LONGEST` characters long."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[start : end.start()][-14:]):
            continue
        found += _pieces(text[start : end.start()] + _closing(end[0]))
        start = end.end()
    return [*found, *_pieces(text[start:])]


def _closing(mark: str) -> str:
    return mark.strip().replace(";", "")


def _pieces(text: str) -> list[str]:
    text = text.strip()
    if not re.search(r"\w", text):
        return []
    pieces: list[str] = []
    while len(text) > LONGEST:
        cut = max(text.rfind(", ", 0, LONGEST), text.rfind(". ", 0, LONGEST))
        cut = cut if cut > LONGEST // 2 else text.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        pieces.append(text[:cut].strip(" ,"))
        text = text[cut:].strip(" ,")
    return [*pieces, text] if text else pieces
