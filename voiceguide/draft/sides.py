"""Left and right: which side an exercise names, and its words for either side."""

import re
from collections.abc import Iterable, Sequence

from voiceguide.draft.doses import doses
from voiceguide.draft.mirrored import one_way
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.script.model import Sides

_SIDE = pattern("side")
_ONE = pattern("one_side")
_SWAPS = pattern("swaps")
_BOTH = re.compile(r"\bone \w+ [^.;]*\band the other\b", re.IGNORECASE)
_SETS = re.compile(r"\bsets?\b", re.IGNORECASE)
_ONE_WAY = re.compile(r"\bone (?:way|direction)\b", re.IGNORECASE)
_TURNS = pattern("turns")
_IF_NEEDED = re.compile(
    r"\bif (?:needed|necessary|required|desired|you (?:need|want|like|wish)(?: to)?)\W*$", re.IGNORECASE
)


def sides_in(texts: Iterable[str]) -> Sides:
    """Whether an exercise is done on each side, with sides in turn, or neither."""
    told = [text for text in texts if not _IF_NEEDED.search(text)]
    if any(lexicon().has("sides_alternate", text) for text in told) or _swaps_in_rep(told):
        return "alternate"
    is_stepping = any(map(pattern("steps_in_turn").search, told))
    if any(_is_again(told, index) for index in range(len(told))):
        return "alternate" if is_stepping else "each"
    is_alone = any(lexicon().has("each_alone", text) and not _SETS.search(text) for text in told)
    is_named = names_side(told) or (is_alone and any(re.search(r"\bother\b", text, re.IGNORECASE) for text in told))
    is_named = is_named or any(map(pattern("one_part").search, told)) or any(map(pattern("noted_each").search, told))
    is_each_way = names_side(told) and _in_directions(told) and not any(map(_BOTH.search, told))
    return "each" if is_each_way or (is_alone and is_named) else "none"


def _swaps_in_rep(told: Sequence[str]) -> bool:
    """Whether the other side is told in the words of a repetition, before its count, and nothing is held."""
    found = [doses(text) for text in told]
    if any(dose.kind in ("hold", "breaths") for of_text in found for dose in of_text):
        return False
    for index, text in enumerate(told):
        for _, end in lexicon().spans(text, "sides_swapped"):
            before = [dose for dose in found[index] if dose.start < end]
            after = [dose for dose in found[index] if dose.start >= end]
            if not before and any(dose.kind == "reps" for of_text in (after, *found[index + 1 :]) for dose in of_text):
                return True
    return False


def _is_again(told: Sequence[str], index: int) -> bool:
    """Whether a text tells that what was told is done again elsewhere: not only on the side that was named before."""
    text = without_directions(told[index])
    roles = ("sides_each", "sides_again") if is_in_full(told, index) else ("sides_each", "sides_again", "sides_onward")
    for start, end in lexicon().spans(text, *roles):
        if _ONE_WAY.search(text[:start]):
            continue
        before = _named_in([*told[:index], text[:start]])
        named = _named_in([text[start:end]])
        if not named or len(named) > 1 or not before or before - named:
            return True
    return False


def is_in_full(texts: Sequence[str], index: int) -> bool:
    """Whether a text goes on to the other side, and what follows tells how long to stay there."""
    after = (dose for text in texts[index + 1 :] for dose in doses(text))
    return lexicon().has("sides_onward", texts[index]) and any(dose.kind in ("hold", "breaths") for dose in after)


def _named_in(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in re.findall(r"\b(?:left|right)\b", text, re.IGNORECASE)}


def are_directions_apart(texts: Sequence[str]) -> bool:
    """Whether a movement is done in two directions, as circles are, that are not the sides themselves."""
    return _in_directions(texts) and (not names_side(texts) or any(_SWAPS.search(text) for text in texts))


def names_side(texts: Sequence[str]) -> bool:
    """Whether texts name one of two sides: the left, the right, or one of what there are two of."""
    one = (found["part"] for text in texts for found in _ONE.finditer(text))
    return any(map(_SIDE.search, texts)) or any(part not in ("direction", "way") for part in one)


def _in_directions(texts: Iterable[str]) -> bool:
    return any(lexicon().has("directions", text) for text in texts)


def takes_turns(text: str) -> bool:
    """Whether one side follows the other in the same words: `Turn to the left, then to the right.`"""
    return _TURNS.search(text) is not None or bool(one_way(text))


def without_directions(text: str) -> str:
    """A text without the words that tell to do it each way, such as `in both directions`."""
    for start, end in reversed(lexicon().spans(text, "directions")):
        text = f"{text[:start].rstrip(' ,')}{text[end:]}"
    return text
