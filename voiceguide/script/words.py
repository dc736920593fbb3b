"""Reads the sentences of a block; checks the names of sides, and warns of words that ask the listener to look."""

import re
from collections.abc import Iterator

from voiceguide.problems import Problems, nearest
from voiceguide.script.abbreviations import LONGEST_THING, Abbreviations, abbreviations
from voiceguide.script.markdown import Block
from voiceguide.script.section_types import Words

_MEDIUM = r"(?:pictures?|photos?|images?|illustrations?|diagrams?|drawings?|videos?|clips?|screen|gif|animation)"
_THE = r"(?:(?:the|this|that|our|my|your|a)\s+)?"
_HAND = r"(?:(?:your|the)\s+)?(?:(?:\{side\}|\{other\ side\}|left|right|top|lifted)\s+)?(?:hands?|fingers?|fingertips?|thumbs?|palms?)"

NEEDS_EYES = re.compile(
    rf"""\b(?:
        as\s+(?:shown|seen|pictured|illustrated|depicted|demonstrated|above|below)
      | (?:shown|pictured|illustrated|described|listed|mentioned|see)\s+(?:above|below|here)
      | (?:in|on|from)\s+{_THE}{_MEDIUM}
      | (?:see|watch|follow|copy|look\s+at|check|click|tap)\s+{_THE}(?:{_MEDIUM}|fig(?:ure)?|mirror|clock|timer|arrows?)
      | in\s+(?:the|a)\s+mirror
      | (?:(?:watch|copy)\s+(?:me|us|this)|look\s+at\s+(?:me|us|this|that|it))
      | watch\s+(?:closely|carefully|how\s+(?:i|we|he|she|they))
      | (?:watch|look\s+at|gaze\s+at|stare\s+at)\s+{_HAND}
      | (?:with|keep|fix)\s+your\s+(?:eyes|gaze)\s+(?:on|fixed)
      | follow\s+[^.,:;!?]{{1,40}}?\s+with\s+your\s+(?:eyes|gaze)
      | (?:do\s+it\s+|just\s+)?like\s+(?:this|so)(?=\s*(?:[.,:;!?]|$))
      | (?:i|we|let\s+me|i['’]ll|we['’]ll)\s+(?:will\s+)?(?:show|demonstrate)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


"""Words that refer to something to be seen, which a listener with closed eyes misses.

Words that only turn the head or the attention do not match: "look down", "watch your breath", "see how far it goes".
"""


SIDE_NAMES = ("{side}", "{other side}")

_SENTENCE_END = re.compile(r"(?<=[.!?…])(?P<closing>[\"'”’)]*)\s+(?=[\"'“‘(¿¡]*[^\W\d_a-z{]|\{)")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


def sentences(block: Block, problems: Problems) -> tuple[Words, ...]:
    """Read the sentences of a block, each with its place."""
    spans = _sentence_spans(block.text, abbreviations(block.language))
    return tuple(words for span in spans if (words := read_words(block, span, problems)))


def _sentence_spans(text: str, known: Abbreviations) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _SENTENCE_END.finditer(text):
        if known.go_on(text[start : end.start()], text[end.end() :][:LONGEST_THING]):
            continue
        yield start, end.end("closing")
        start = end.end()
    yield start, len(text)


def read_words(block: Block, span: tuple[int, int], problems: Problems) -> Words | None:
    """Read the words in a part of a block's text; None where there is nothing to say.

    Unknown names in braces are errors; words that need eyes are warnings.
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
