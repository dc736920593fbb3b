"""An article cut into exercises: all boundaries chosen at once, by the score of whole segmentations.

Exercises of one text are laid out alike. Each way to lay them out, such as headings of one level or bold words at the start
of list items, is tried: with it, every block either begins an exercise, belongs to the one before, or belongs to none; the
best choice for the whole text is found by dynamic programming, and the layout that scores best is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from voiceguide.draft.cut_scores import FORBIDDEN, LEFT_OUT, CutScores
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon

MOST_BLOCKS = 40
"""Blocks of one exercise."""

MIXED_WINS_BY = 3.0
"""By so much a cut by several layouts must score better than one by a single one."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Units that belong together, from `start` to `end`: an exercise, or what belongs to none."""

    start: int
    end: int
    is_exercise: bool


def segmented(units: Sequence[TitledBlock]) -> list[Segment]:
    """The best cut of an article into exercises and what belongs to none; where no exercise has an amount, without these."""
    found = _segmented(units, is_bare=False)
    return found if any(segment.is_exercise for segment in found) else _segmented(units, is_bare=True)


def _segmented(units: Sequence[TitledBlock], *, is_bare: bool) -> list[Segment]:
    """The best cut of an article.

    Args:
        is_bare: whether what asks for movements alone, without a title and an amount, is an exercise.
    """
    best, score = [Segment(0, len(units), is_exercise=False)], 0.0
    scores = CutScores(units, is_bare=is_bare)
    for layout in _layouts(units):
        found, total = _best(scores.under(layout))
        is_mixed = len({name.split("-")[0].removeprefix("lead") for name in layout}) > 1
        if total > score + (MIXED_WINS_BY if is_mixed and best[1:] else 1e-9):
            best, score = found, total
    return _with_titles(units, [part for segment in _alike(units, best) for part in segment])


def _best(worth: CutScores) -> tuple[list[Segment], float]:
    """The best segmentation by one layout, and its score."""
    count = len(worth.units)
    scores = [0.0] + [FORBIDDEN * 1000] * count
    came: list[tuple[int, bool]] = [(0, False)] * (count + 1)
    for start in range(count):
        noise = scores[start] + worth.noise(start) - LEFT_OUT * (came[start][1] and worth.goes_on_as_step(start))
        if noise > scores[start + 1]:
            scores[start + 1], came[start + 1] = noise, (start, False)
        opening, inner = worth.opening(start) - LEFT_OUT * (not came[start][1] and worth.is_torn(start)), 0.0
        for end in range(start + 1, min(count, start + MOST_BLOCKS) + 1):
            inner += worth.inner(start, end - 1) if end > start + 1 else 0
            if min(opening, inner) <= -8:
                break
            total = scores[start] + opening + inner + worth.content(start, end)
            if total > scores[end]:
                scores[end], came[end] = total, (start, True)
    segments: list[Segment] = []
    end = count
    while end > 0:
        start, is_exercise = came[end]
        segments.append(Segment(start, end, is_exercise))
        end = start
    return segments[::-1], scores[count]


def _with_titles(units: Sequence[TitledBlock], cut: list[Segment]) -> list[Segment]:
    """Segments, of which a paragraph that begins an exercise has the title that stands alone above it, after other text."""
    is_twice = _are_named_twice(units, cut)
    for at, (before, found) in enumerate(pairwise(cut)):
        above, first = units[before.start], units[found.start]
        is_title = above.is_title_alone and not lexicon().has("groups", above.title) and before.start > 1
        if (
            found.is_exercise > before.is_exercise
            and is_title
            and (is_twice or (not first.title and first.block.kind == "paragraph"))
        ):
            cut[at : at + 2] = [replace(before, end=before.start), replace(found, start=before.start)]
    return [segment for segment in cut if segment.end > segment.start]


def _are_named_twice(units: Sequence[TitledBlock], cut: Sequence[Segment]) -> bool:
    """Whether each of several exercises has another title alone above its own, such as its name in another language."""
    begun = [
        (units[before.start], units[found.start])
        for before, found in pairwise(cut)
        if found.is_exercise > before.is_exercise
    ]
    count = sum(found.is_exercise for found in cut)
    return 1 < count == len(begun) and all(above.is_title_alone and first.is_title_alone for above, first in begun)


def _alike(units: Sequence[TitledBlock], cut: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments, of which the last of a list of exercises of one item each ends with its item, before what stands apart."""
    single = [found.end - found.start == 1 for found in cut if found.is_exercise]
    last = max((index for index, found in enumerate(cut) if found.is_exercise), default=0)
    for index, found in enumerate(cut):
        after = units[found.start + 1 : found.end]
        is_over = (
            index == last
            and len(single) > 1
            and all(single[:-1])
            and (units[found.start].block.kind == "item" or units[found.start].block.lead)
        )
        if is_over and after and after[0].block.kind == "paragraph" and after[0].block.is_apart:
            yield [replace(found, end=found.start + 1), replace(found, start=found.start + 1, is_exercise=False)]
        else:
            yield [found]


def _layouts(units: Sequence[TitledBlock]) -> Iterator[frozenset[str]]:
    """The layouts worth trying, those that are one kind first, then those of one family."""
    single = list(dict.fromkeys(unit.layout for unit in units if unit.layout))
    families: dict[str, list[str]] = {}
    for name in single:
        families.setdefault("text" if name == "para" or name.startswith("lead") else name.split("-")[0], []).append(
            name
        )
    yield from (frozenset([name]) for name in single)
    families["lead"] = [name for name in single if name.endswith("-lead")]
    families["bold"] = [name for name in single if name in ("bold", "leadbold")]
    yield from (frozenset(names) for names in families.values() if len(names) > 1)
