"""Which words of a sentence belong to which breath.

A breath is named by itself ("inhale and lift your arms") or beside a movement ("lift your arms as you inhale"). The first
kind takes the words after it, the second those around it that no other breath has taken.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from voiceguide.draft.bare_breaths import bare_breaths
from voiceguide.draft.breath_counts import seconds_of, without_count
from voiceguide.draft.held_breaths import held_breaths
from voiceguide.draft.in_sequence import in_sequence
from voiceguide.draft.model import HELD, Clause
from voiceguide.draft.named_breaths import Anchor, named_breaths
from voiceguide.draft.telling import is_filler

_WAY = re.compile(
    r"^\s*(?:\w+ly\s+)?(?:through|via|out of)\s+(?:(?:your|the|pursed|both|a|open)\s+)*(?:nose|mouth|lips|nostrils?)\b",
    re.IGNORECASE,
)
"""How the air goes, which belongs to the breath."""

_AS_YOU = re.compile(r"\s*,?\s*(?:as|while) you\s+", re.IGNORECASE)
_JOINS = re.compile(r"(?:\b(?:and|then|now|next|but)\s*,?|[;:.\u2013\u2014])\s*$", re.IGNORECASE)
_STOPS = re.compile(r"(?:[.;:,\u2013\u2014-]|\bthen)\s*$")
_STARTS_ANEW = re.compile(r"\s*(?:,\s*)?(?:and|then|;|\.|but)\b|\s*[;.]", re.IGNORECASE)
_END_OF_HOLD = re.compile(r"[;,.]|\band\b|\bthen\b")
_END_OF_BREATH = re.compile(
    r"(?=\x02)|;|,?\s+(?:and\s+)?then\s+(?!(?:your|the)\b)|\.\s|\s+(?:before|until you are ready)\s+(?=\w+ing\b)"
)


def names_breath(sentence: str) -> bool:
    """Whether a sentence names an inhale or an exhale that something belongs to."""
    return bool(_anchors(sentence, is_breathing=False))


@lru_cache(maxsize=5000)
def clauses(sentence: str, *, is_breathing: bool) -> tuple[Clause, ...]:
    """The parts of a sentence, each with its breath.

    Args:
        is_breathing: the exercise is made of breaths alone, so that "hold for seven" means the breath.
    """
    anchors = _anchors(sentence, is_breathing=is_breathing)
    if not anchors:
        return tuple(Clause(part) for part in in_sequence(sentence))
    between = [sentence[one.end : two.start] for one, two in pairwise(anchors)]
    return tuple(_assigned(anchors, [sentence[: anchors[0].start], *between, sentence[anchors[-1].end :]]))


def _anchors(sentence: str, *, is_breathing: bool) -> list[Anchor]:
    named = named_breaths(sentence)
    found = [*named, *bare_breaths(sentence, named)]
    found += held_breaths(sentence, found, is_breathing=is_breathing)
    return sorted(found, key=lambda anchor: anchor.start)


def _assigned(anchors: Sequence[Anchor], texts: Sequence[str]) -> list[Clause]:
    """The clauses of a sentence.

    Args:
        texts: what stands before, between and after the anchors.
    """
    found: list[Clause] = []
    free = texts[0]
    for index, anchor in enumerate(anchors):
        after = texts[index + 1]
        following = anchors[index + 1] if index + 1 < len(anchors) else None
        take = _take_before if _goes_back(anchor, free, after, following) else _take_after
        taken, free = take(anchor, free, after)
        found += taken
    return [*found, *_free(free)]


def _free(text: str) -> list[Clause]:
    return [Clause(part) for part in in_sequence(text) if not is_filler(part)]


def _take_before(anchor: Anchor, free: str, after: str) -> tuple[list[Clause], str]:
    """The clauses up to a breath that takes the movement before it, and what is left of the words after it."""
    *before, last = [part for part in in_sequence(free) if part != HELD] or [free]
    if way := _WAY.match(after):
        last, after = f"{last} {way[0].strip()}", after[way.end() :]
    count = seconds_of(after) if is_filler(without_count(after)) else None
    found = [*(Clause(part) for part in before), Clause(last, anchor.breath, anchor.count or count)]
    return found, without_count(after) if count else after


def _take_after(anchor: Anchor, free: str, after: str) -> tuple[list[Clause], str]:
    """The clauses up to a breath that takes the words after it, and what is left of these."""
    own, rest = _own(after, anchor)
    if (way := _WAY.match(own)) and (doing := _AS_YOU.match(own[way.end() :])):
        own = f"{own[way.end() + doing.end() :].rstrip(' ,.')}, {way[0].strip()}"
    own = f"{anchor.words} {own}" if anchor.words else own
    count = anchor.count or seconds_of(re.split(r"[;.]|, (?:and )?then\b", after)[0])
    return [*_free(free), Clause(without_count(own) if count else own, anchor.breath, count)], rest


def _goes_back(anchor: Anchor, before: str, after: str, following: Anchor | None) -> bool:
    """Whether a breath belongs to the words before it."""
    if anchor.breath == "hold" or is_filler(before):
        return False
    after = _WAY.sub("", after)
    after_is_empty = is_filler(without_count(after) if seconds_of(after) else after)
    if not anchor.is_under:
        return after_is_empty and following is None and not _STOPS.search(before)
    if _JOINS.search(before) or after_is_empty:
        return after_is_empty
    starts_anew = _STARTS_ANEW.match(after) is not None
    if not re.search(r",\s*$", before):
        return True
    if re.match(r"\s*,", after) and not starts_anew:
        return False
    leads_on = re.match(r"\s*,?\s*(?:and|then|;)", after) is not None
    return starts_anew or (following is not None and following.is_under and leads_on)


def _own(after: str, anchor: Anchor) -> tuple[str, str]:
    """What a breath takes of the words after it, and what it leaves."""
    if anchor.breath == "hold":
        stop = _END_OF_HOLD.search(after)
        return (after[: stop.start()], after[stop.start() :]) if stop and stop.start() > 0 else (after, "")
    stop = _END_OF_BREATH.search(after)
    if stop and not is_filler(after[: stop.start()]):
        return after[: stop.start()], after[stop.end() :]
    return after, ""
