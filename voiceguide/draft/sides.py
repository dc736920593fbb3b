"""Left and right: which side an exercise names, and its words for either side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import pairwise

from voiceguide.draft.doses import doses
from voiceguide.draft.model import DraftSection, DraftStep
from voiceguide.draft.sentences import grips, verb_of, verbs
from voiceguide.draft.stays import goes_back, is_stay
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.script.model import Sides

_SIDE = pattern("side")
_ONE = pattern("one_side")
_SWAPS = pattern("swaps")
_BOTH = re.compile(r"\bone \w+ [^.;]*\band the other\b", re.IGNORECASE)
_MANNER = re.compile(r",? (?:like|feeling|keeping|in an?|as far|without|while)\b.*", re.IGNORECASE)
_SETS = re.compile(r"\bsets?\b", re.IGNORECASE)
_ONE_WAY = re.compile(r"\bone (?:way|direction)\b", re.IGNORECASE)
_TURNS = pattern("turns")
_ANY_SIDE = re.compile(r"\b(?:left|right|(?:one|1|other)(?! (?:way|direction)))\b", re.IGNORECASE)
_MIRRORED = (("left", "right"), ("right", "left"), ("one", "other"))
_IF_NEEDED = re.compile(
    r"\bif (?:needed|necessary|required|desired|you (?:need|want|like|wish)(?: to)?)\W*$", re.IGNORECASE
)
_JOINT = re.compile(r"(?:,|\b(?:and|then)\b)(?:,|\band\b|\bthen\b|\s)*", re.IGNORECASE)
_OTHER = pattern("other_side")


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
    text = _without_directions(told[index])
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
    return _TURNS.search(text) is not None or bool(_one_way(text))


def in_each_direction(sections: list[DraftSection]) -> list[DraftSection]:
    """Sections whose movements are done one way, and then again the other way."""
    timed = [section for section in sections if section.heading not in ("Set up", "Finish")]
    for section in sections:
        for step in section.steps:
            step.text = _without_directions(step.text)
        section.lines = [_without_directions(line) for line in section.lines]
    again = [replace(section, reminders=[]) for section in deepcopy(timed)]
    for section in again:
        first = next((step for step in section.steps if not step.is_stay and not is_stay(step.text)), None)
        if first:
            first.text = f"{first.text.rstrip('.')}, the other way."
        elif section.lines:
            section.lines[-1] = f"{section.lines[-1].rstrip('.')}, the other way."
    place = len(sections) - (sections[-1:] != timed[-1:])
    return [*sections[:place], *again, *sections[place:]]


def _without_directions(text: str) -> str:
    for start, end in reversed(lexicon().spans(text, "directions")):
        text = f"{text[:start].rstrip(' ,')}{text[end:]}"
    return text


def name_sides(sections: list[DraftSection]) -> bool:
    """Put `{side}` and `{other side}` where a section names a side. Return whether any does."""
    first = next((found["side"].lower() for text in _texts(sections) if (found := _SIDE.search(text))), "")
    for section in sections:
        section.lines = [_named(text, first) for text in section.lines]
        section.reminders = [_named(text, first) for text in section.reminders]
        for step in section.steps:
            step.text = _named(_of_one(step.text), first)
    return any("side}" in text for text in _texts(sections))


def _of_one(text: str) -> str:
    """Words of what is done on each side in those of one side: `lift your {side} leg` for `lift each leg in turn`."""
    text = pattern("last_turn").sub("", pattern("each_part").sub(r"your {side} \g<part>", text))
    return pattern("each_side").sub(lambda each: f" {each['to']}the {{side}} side" if each["to"] else "", text)


def announce_side(sections: list[DraftSection]) -> None:
    """Name the side where none of the author's sentences does."""
    if sections[0].heading != "Set up":
        sections.insert(0, DraftSection("Set up"))
    sections[0].lines.append("This is the {side} side.")


def _texts(sections: Iterable[DraftSection]) -> Iterator[str]:
    return (text for section in sections for text in (*section.lines, *(step.text for step in section.steps)))


def are_mirrored(moves: Sequence[str]) -> bool:
    """Whether a movement comes again on the other side, as `Turn to the right` two or fewer after `Turn to the left`."""
    return any(_is_mirror(*pair) for pair in (*pairwise(moves), *zip(moves, moves[2:], strict=False)))


def _is_mirror(before: str, text: str) -> bool:
    sides = _side_of(before), _side_of(text)
    return sides in _MIRRORED and _is_alike(before, text)


def _side_of(text: str) -> str:
    found = _ANY_SIDE.search(text)
    return found[0].lower().replace("1", "one") if found else ""


def _is_alike(before: str, text: str) -> bool:
    """Whether words say no more than others, but for their sides: `tilt it to the right` after `tilt your head to the left`."""
    return _told(text) <= _told(before) and verb_of(text) in (None, *verbs(before))


def _told(text: str) -> set[str]:
    return (
        set(re.findall(r"[a-z]+", _ANY_SIDE.sub("", re.sub(r"\([^()]*\)", "", text)).lower()))
        - lexicon().words["filler"]
    )


def in_turn(sections: list[DraftSection]) -> Sides:
    """Take what comes again on the other side out of sections: what is told for one side is then said for either.

    Returns:
        `alternate` where a repetition told both, `each` where the sections did, `none` where nothing was taken out.
    """
    timed = [section for section in sections if section.steps]
    if not timed:
        return _in_turn_without_count(sections)
    half = len(timed) // 2
    if half and len(timed) == 2 * half and all(map(_are_mirrored, timed[:half], timed[half:])):
        start = next(index for index, section in enumerate(sections) if section is timed[half])
        del sections[start:]
        return "each"
    steps = timed[0].steps
    if len(timed) > 1 or timed[0].heading == "Repeat 1 time":
        return "none"
    again = next((index for index, step in enumerate(steps) if index and _is_mirror(steps[0].text, step.text)), 0)
    if again and _are_alike(steps[:again], steps[again:]):
        steps[again:] = [*steps[2 * again :]]
        return "alternate"
    moving = [step for step in steps if step.kind == "Move" and not step.is_stay and not grips(step.text)]
    if len(moving) == 1 and (text := _one_way(moving[0].text)):
        moving[0].text = text
        return "alternate"
    return "none"


def _in_turn_without_count(sections: Sequence[DraftSection]) -> Sides:
    """The same of what is told without a count, as lines of the only section that is timed."""
    timed = [section for section in sections if section.lines and section.heading != "Set up"]
    if len(timed) != 1:
        return "none"
    steps = [DraftStep("Move", line) for line in timed[0].lines]
    turned = in_turn([DraftSection("Repeat", steps=steps)])
    if turned != "none":
        timed[0].lines = _said(steps)
    return turned


def _are_mirrored(one: DraftSection, other: DraftSection) -> bool:
    steps = one.steps[max(0, len(one.steps) - len(other.steps)) :]  # what only one of them has is before
    is_mirror = any(_is_mirror(*pair) for pair in zip(_said(steps), _said(other.steps), strict=False))
    return is_mirror and one.heading == other.heading and _are_alike(steps, other.steps)


def _said(steps: Sequence[DraftStep]) -> list[str]:
    return [step.text for step in steps]


def _are_alike(steps: Sequence[DraftStep], others: Sequence[DraftStep]) -> bool:
    """Whether steps are those of the other side: alike one by one, and what one of them has more goes back."""
    pairs = zip(steps, others, strict=False)
    is_alike = all(
        one.kind == other.kind and one.length == other.length and _is_alike(one.text, other.text)
        for one, other in pairs
    )
    more = [*steps[len(others) :], *others[len(steps) :]]
    return is_alike and all(goes_back(step.text, "") for step in more)


def _one_way(text: str) -> str:
    """Words that tell a movement to one side and then to the other, without the second; empty where they do not."""
    for joint in reversed(list(_JOINT.finditer(text))):
        before, after = text[: joint.start()], text[joint.end() :]
        manner = _MANNER.search(after)
        after, more = (after[: manner.start()], manner[0].rstrip(".")) if manner else (after, "")
        if _is_mirror(before, after):
            return f"{before.rstrip(' ,')}{more}."
    return ""


def _named(text: str, first: str) -> str:
    def put(match: re.Match[str]) -> str:
        word = "{side}" if match["side"].lower() == first else "{other side}"
        return f"{match['your']} {word}" if match["your"] else word

    if first:
        return _SIDE.sub(put, text)
    text = _OTHER.sub(_other, text)
    return _ONE.sub(
        lambda match: f"{_whose(match)} {{side}} {match['part'].removesuffix('s').replace('feet', 'foot')}", text
    )


def _other(match: re.Match[str]) -> str:
    """A part of the other side; as it is where it is other than one just named: `the top leg over the other leg`."""
    named = re.compile(rf"\b(?:the|that) (?:\w+ )?{match['part']}\b", re.IGNORECASE)
    is_relative = named.search(match.string[: match.start()])
    return match[0] if is_relative else f"{_whose(match)} {{other side}} {match['part']}"


def _whose(match: re.Match[str]) -> str:
    return "the" if match["part"].lower() in ("side", "direction", "way") else "your"
