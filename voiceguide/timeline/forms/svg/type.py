"""Words set in a picture: how wide they are, and how they break into lines. No font is at hand, so widths are guesses
on the wide side: what is thought to fit does fit."""

from itertools import accumulate, takewhile
from unicodedata import combining, east_asian_width

ELLIPSIS = "…"

_NARROW = frozenset("iIjl.,:;'!|’ ")
_SLIM = frozenset('frt()[]{}"-/\\')
_BROAD = frozenset("mwMWOQ@%—…")


def width(text: str) -> float:
    """How wide a text is at most, in ems of a sans-serif font."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> float:
    if combining(char):
        return 0
    if east_asian_width(char) in "WF":
        return 1
    if char in _NARROW:
        return 0.32
    if char in _SLIM:
        return 0.42
    if char in _BROAD:
        return 0.9
    return 0.69 if char.isupper() else 0.59


def lines(text: str, room: float, most: int) -> tuple[str, ...]:
    """A text broken between words into lines no wider than `room` ems; past `most` lines it ends in an ellipsis.

    A word wider than the room is cut short. Where not even an ellipsis fits, there are no lines.
    """
    if room < width(ELLIPSIS):
        return ()
    found: list[str] = []
    for word in text.split():
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer) <= room:
            found[-1] = longer
        elif len(found) == most:
            found[-1] = _cut(f"{found[-1]} {word}", room)
            break
        else:
            found.append(word)
    return tuple(line if width(line) <= room else _cut(line, room) for line in found)


def _cut(text: str, room: float) -> str:
    """As much of the text as fits with an ellipsis after it."""
    widths = accumulate(map(_char_width, text), initial=width(ELLIPSIS))
    fitting = sum(1 for _ in takewhile(lambda reached: reached <= room, widths)) - 1
    return text[:fitting].rstrip(" .,;:") + ELLIPSIS
