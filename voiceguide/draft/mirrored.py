"""What comes again on the other side in the same words, and what is told of one side then, to be said of either."""

import re
from collections.abc import Sequence
from itertools import pairwise

from voiceguide.draft.model import DraftSection, DraftStep
from voiceguide.draft.sentences import grips, verb_of, verbs
from voiceguide.draft.stays import goes_back
from voiceguide.draft.vocabulary import lexicon
from voiceguide.script.model import Sides

_ANY_SIDE = re.compile(r"\b(?:left|right|(?:one|1|other)(?! (?:way|direction)))\b", re.IGNORECASE)
_MIRRORED = (("left", "right"), ("right", "left"), ("one", "other"))
_JOINT = re.compile(r"(?:,|\b(?:and|then)\b)(?:,|\band\b|\bthen\b|\s)*", re.IGNORECASE)
_MANNER = re.compile(r",? (?:like|feeling|keeping|in an?|as far|without|while)\b.*", re.IGNORECASE)


def are_mirrored(moves: Sequence[str]) -> bool:
    """Whether a movement comes again on the other side, as `Turn to the right` two or fewer after `Turn to the left`."""
    return any(_is_mirror(*pair) for pair in (*pairwise(moves), *zip(moves, moves[2:], strict=False)))


def one_way(text: str) -> str:
    """Words that tell a movement to one side and then to the other, without the second; empty where they do not."""
    for joint in reversed(list(_JOINT.finditer(text))):
        before, after = text[: joint.start()], text[joint.end() :]
        manner = _MANNER.search(after)
        after, more = (after[: manner.start()], manner[0].rstrip(".")) if manner else (after, "")
        if _is_mirror(before, after):
            return f"{before.rstrip(' ,')}{more}."
    return ""


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
    if len(moving) == 1 and (text := one_way(moving[0].text)):
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
