"""From a block's text to words to speak: sentences, side names, and characters that have no business there."""

import re
from collections.abc import Iterator

from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.markdown import Block
from voiceguide.script.model import Words

SIDE_NAMES = ("{side}", "{other side}")

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(¿¡]*[^\W\d_a-z{]|\{)")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def sentences(block: Block, problems: Problems) -> tuple[Words, ...]:
    """The sentences of a block, each with its place."""
    return tuple(
        words
        for start, end in _sentence_spans(block.text)
        if (words := read_words(block.text[start:end], block.place_at(start), problems))
    )


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)


def read_words(text: str, place: Place, problems: Problems) -> Words | None:
    """One piece of text to speak; None when nothing is left to say. Unknown names in braces are reported."""
    for braces in _BRACES.finditer(text):
        if braces[0] not in SIDE_NAMES:
            there = Place(place.file, place.line, place.column + braces.start(), place.source)
            problems.error(there, f"'{braces[0]}': expected {' or '.join(SIDE_NAMES)}{nearest(braces[0], SIDE_NAMES)}")
    stripped = " ".join(text.split())
    return Words(stripped, place) if any(char.isalnum() for char in stripped) else None
