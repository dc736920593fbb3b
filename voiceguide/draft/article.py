"""An article as lines, whatever file it came from."""

from dataclasses import dataclass
from typing import Literal

from voiceguide.errors import DraftError

LineKind = Literal["heading", "item", "paragraph"]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A heading, a list item or a paragraph.

    `level` is a heading's, 1 the highest. `lead` is what stood out at the start of the text, such as `How to do it`, and is
    no longer in it. `is_sure` is False for headings that only look so.
    """

    kind: LineKind
    text: str
    level: int = 0
    lead: str = ""
    is_sure: bool = True


MOST_CHARACTERS = 100_000
"""More than any article has; reading takes time in proportion."""


def too_long(characters: int) -> DraftError:
    """What is said of a text with more characters than an article has."""
    return DraftError(
        f"The text has {characters:,} characters: expected an article of at most {MOST_CHARACTERS:,}; draft one chapter at a time."
    )


@dataclass(frozen=True, slots=True)
class Article:
    """What was read: its title, empty where it has none, and its lines in order."""

    title: str
    lines: tuple[SourceLine, ...]
