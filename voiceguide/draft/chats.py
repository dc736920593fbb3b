"""The messages of a chat: without stamps and names, and without what those say between who tell no exercises."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from voiceguide.draft.blocks import tidy
from voiceguide.draft.cautions import is_caution
from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.doses import doses
from voiceguide.draft.movement import BREATH
from voiceguide.draft.tag import label_role
from voiceguide.draft.vocabulary import lexicon

_DATE, _TIME = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?", r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?"
_STAMP = re.compile(  # before a message: `[18:02, 21/11/2026] Name: `, also without brackets, year or date, or the date first
    rf"\[?(?:{_DATE},? {_TIME}|{_TIME},? {_DATE}|(?<=\[){_TIME})\]?(?: [-\u2013])? (?P<name>[^:\n]{{1,40}}): ",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+)?): +(?=\S)")
MOST_SPEAKERS = 4
"""People in a chat without stamps."""


@dataclass(frozen=True, slots=True)
class _Message:
    """What someone says: some lines below each other, the first without the name before it."""

    name: str
    lines: list[str]

    @property
    def has_amount(self) -> bool:
        return any(dose.kind not in (*ASKS_NOTHING, "rest") for line in self.lines for dose in doses(tidy(line)))


def without_chat(lines: list[str]) -> list[str]:
    """The lines of a chat without who says them, an empty line before each message; any other lines as they are.

    What someone says who gives fewer amounts than another is left out, unless it gives one or warns: the lines are empty.
    """
    starts = _starts(lines)
    if not starts:
        return lines
    places = [*starts, len(lines)]
    messages = [
        _Message(starts[at]["name"], [lines[at][starts[at].end() :], *lines[at + 1 : end]])
        for at, end in pairwise(places)
    ]
    tellers = _tellers(messages)
    told = lines[: places[0]]
    for message in messages:
        is_kept = message.name in tellers or message.has_amount or is_caution(" ".join(message.lines))
        told += ["", *(message.lines if is_kept else [""] * len(message.lines))]
    return told


def _starts(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """The lines with which messages begin, each with the stamp or the name before it; none where the text is no chat."""
    if stamped := {at: found for at, line in enumerate(lines) if (found := _STAMP.match(line))}:
        return stamped
    led = {at: found for at, line in enumerate(lines) if (found := _SPEAKER.match(line)) and _names_speaker(found)}
    names = Counter(found["name"] for found in led.values())
    told = sum(bool(line.strip()) for line in lines)
    is_chat = len(names) <= MOST_SPEAKERS and max(names.values(), default=0) > 1 and len(led) >= 0.6 * told
    return led if is_chat else {}


def _tellers(messages: Sequence[_Message]) -> set[str]:
    """Who gives the most amounts; everyone where nobody gives any."""
    given = Counter(message.name for message in messages if message.has_amount)
    most = max(given.values(), default=0)
    return {message.name for message in messages if given[message.name] == most}


def _names_speaker(led: re.Match[str]) -> bool:
    """Whether words before a colon may be the name of someone: they are no label, no breath, no movement and no side."""
    words, name = lexicon(), led["name"]
    is_known = any(word in words.forms or words.has("body", word) for word in name.lower().split())
    return not (is_known or label_role(name) or BREATH.match(name) or re.match(r"left|right|up|down|step", name, re.I))
