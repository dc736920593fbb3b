"""Where exercises begin and end in an article.

Headings and leads open chunks; a chunk with instructions is an exercise, or several. What is no exercise says something
about all of them, or nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.article import MOST_CHARACTERS, Article, too_long
from voiceguide.draft.chunks import Chunk, chunks_of
from voiceguide.draft.ends import until_end
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.model import DraftPart, Reading, Understood
from voiceguide.draft.parts import is_exercise, is_strong, with_own_titles
from voiceguide.draft.positions import position_in
from voiceguide.draft.several import parts_of
from voiceguide.draft.titles import clean_title, named_in
from voiceguide.errors import DraftError

MOST_EXERCISES = 200

_ASIDE = ("not used", "intro", "noise", "schedule")
_LONGEST_TITLE = 9
"""Words of a first line that may be the article's title."""


def understand(article: Article) -> Understood:
    """The exercises of an article, each of its sentences read.

    Raises:
        DraftError: it is too long, or has too many exercises.
    """
    length = sum(len(line.text) for line in article.lines)
    if length > MOST_CHARACTERS:
        raise too_long(length)
    chunks = chunks_of(until_end(article.lines), article.title)
    parts, general = _sifted([(chunk, parts_of(chunk)) for chunk in chunks])
    if len(parts) > MOST_EXERCISES:
        raise DraftError(
            f"The text has more than {MOST_EXERCISES} exercises: expected an article; draft one part of it at a time."
        )
    return Understood(clean_title(article.title) or _first_title(chunks), tuple(with_own_titles(parts)), tuple(general))


def _sifted(told: Sequence[tuple[Chunk, Sequence[DraftPart]]]) -> tuple[list[DraftPart], list[Reading]]:
    """The parts that are exercises, and what is said beside them."""
    exercises: list[DraftPart] = []
    general: list[Reading] = []
    has_plain = any(
        is_exercise(part) for chunk, parts in told if not chunk.is_general and not chunk.is_top for part in parts
    )
    for chunk, parts in told:
        for part in parts:
            if part is parts[-1] and (chunk.is_top or chunk is told[-1][0]):
                part, after = _without_epilogue(part, chunk)
                general += after
            if chunk.is_top or chunk.is_general or not chunk.title:
                part, before = _without_prologue(part)
                general += before
            if _is_kept(part, chunk, has_plain=has_plain):
                exercises.append(part)
            else:
                general += part.readings
    return exercises, general


def _is_kept(part: DraftPart, chunk: Chunk, *, has_plain: bool) -> bool:
    """Whether a part is an exercise; under the article's title or one that explains it must be so beyond doubt.

    Args:
        has_plain: there are exercises under titles of their own.
    """
    if chunk.is_top and has_plain:
        return is_strong(part) and any(position_in(reading.sentence) for reading in part.readings)
    return is_strong(part) if chunk.is_general else is_exercise(part)


def _without_prologue(part: DraftPart) -> tuple[DraftPart, tuple[Reading, ...]]:
    """An exercise told in prose without what was said before it began, and that."""
    first = next(
        (i for i, reading in enumerate(part.readings) if reading.role not in _ASIDE or named_in(reading.sentence)), 0
    )
    return replace(part, readings=part.readings[first:]), part.readings[:first]


def _without_epilogue(part: DraftPart, chunk: Chunk) -> tuple[DraftPart, tuple[Reading, ...]]:
    """The last exercise without the paragraphs that close the article, and these."""
    last = max(
        (i for i, reading in enumerate(part.readings) if reading.role not in _ASIDE), default=len(part.readings) - 1
    )
    texts = chunk.texts[len(chunk.texts) - len(part.readings) :]
    cut = next((i for i in range(last + 1, len(texts)) if texts[i].begins), len(part.readings))
    return replace(part, readings=part.readings[:cut]), part.readings[cut:]


def _first_title(chunks: Sequence[Chunk]) -> str:
    """A title for an article without one: its first heading, else its first line where that is no instruction."""
    if named := next((chunk.title for chunk in chunks if chunk.is_top and chunk.title), ""):
        return named
    first = chunks[0].texts[0].sentence if chunks[0].texts else ""
    words = first.lower().split()
    return clean_title(first) if words and len(words) <= _LONGEST_TITLE and first_verb(first) != words[0] else ""
