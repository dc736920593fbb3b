"""From a block's text to words to speak: sentences, side names, and what a listener cannot follow."""

import re
from collections.abc import Iterator

from voiceguide.problems import Problems, nearest
from voiceguide.script.markdown import Block
from voiceguide.script.model import Words
from voiceguide.script.sight import NEEDS_EYES

SIDE_NAMES = ("{side}", "{other side}")

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?P<closing>[\"'”’)]*)\s+(?=[\"'“‘(¿¡]*[^\W\d_a-z{]|\{)")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def sentences(block: Block, problems: Problems) -> tuple[Words, ...]:
    """The sentences of a block, each with its place."""
    return tuple(words for span in _sentence_spans(block.text) if (words := read_words(block, span, problems)))


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        yield start, end.end("closing")
        start = end.end()
    yield start, len(text)


def read_words(block: Block, span: tuple[int, int], problems: Problems) -> Words | None:
    """The words in a part of a block's text; None when nothing is left to say.

    Unknown names in braces are errors, and words that need eyes warnings.
    """
    text = block.text[slice(*span)]
    for braces in _BRACES.finditer(text):
        if braces[0] not in SIDE_NAMES:
            problems.error(
                block.place_at(span[0] + braces.start()),
                f"'{braces[0][:40]}': expected {' or '.join(SIDE_NAMES)}{nearest(braces[0], SIDE_NAMES)}",
            )
    for seen in NEEDS_EYES.finditer(text):
        problems.warning(
            block.place_at(span[0] + seen.start()),
            f"'{seen[0]}' needs eyes: say where the body is and where it moves instead",
        )
    if not any(char.isalnum() for char in text):
        return None
    return Words(" ".join(text.split()), block.place_at(span[1] - len(text.lstrip())))
