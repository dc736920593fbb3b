"""The colours and font sizes of a picture, and the widths of letters."""

from dataclasses import dataclass
from itertools import accumulate, takewhile
from unicodedata import combining, east_asian_width

FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'


@dataclass(frozen=True, slots=True)
class PictureColours:
    """The colours of a picture. Each side has one for its band and one for the text on it."""

    paper: str
    ink: str
    soft: str
    quiet: str
    line: str
    breath: str
    left: str
    on_left: str
    right: str
    on_right: str


DAY = PictureColours(
    paper="#fcfbf8", ink="#22303a", soft="#566670", quiet="#6a7780", line="#e3dfd6", breath="#2b7f88",
    left="#e8f0f6", on_left="#3c6685", right="#f8efe0", on_right="#83622c",
)  # fmt: skip
NIGHT = PictureColours(
    paper="#12171b", ink="#e4e9eb", soft="#a9b5bc", quiet="#84929b", line="#2b343b", breath="#68bfc4",
    left="#19252f", on_left="#8ab2ce", right="#2a241b", on_right="#d0b07a",
)  # fmt: skip

_SHAPES = (
    f"text{{font:12px {FONTS}}}"
    ".title{font-size:24px;font-weight:600}"
    ".chapter{font-size:15px;font-weight:600}"
    ".small{font-size:10.5px}"
    ".middle{text-anchor:middle}"
    ".end{text-anchor:end}"
    ".air{fill:url(#air)}"
    ".curve,.move,.key{fill:none;stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}"
    ".move{stroke-dasharray:.1 6}"
    ".scale,.rule{fill:none}"
    ".bell{stroke-width:1.7}"
)


def style() -> str:
    """The style sheet: `DAY`, and `NIGHT` where the reader's system prefers dark."""
    return f"{_SHAPES}{_colours(DAY)}@media(prefers-color-scheme:dark){{{_colours(NIGHT)}}}"


def _colours(colours: PictureColours) -> str:
    return (
        f".paper{{fill:{colours.paper}}}"
        f".title,.chapter,.paced text{{fill:{colours.ink}}}"
        f".about,.free text{{fill:{colours.soft}}}"
        f".small,.free rect{{fill:{colours.quiet}}}"
        f".of-left{{fill:{colours.on_left}}}.of-right{{fill:{colours.on_right}}}"
        f".left{{fill:{colours.left}}}.right{{fill:{colours.right}}}"
        f".rule{{stroke:{colours.line}}}.scale{{stroke:{colours.quiet};stroke-opacity:.45}}"
        f".curve,.move,.key{{stroke:{colours.breath}}}.paced rect{{fill:{colours.breath}}}stop{{stop-color:{colours.breath}}}"
        f".bell{{fill:{colours.paper};stroke:{colours.breath}}}"
    )


ELLIPSIS = "…"

_NARROW = frozenset("iIjl.,:;'!|’ ")
_SLIM = frozenset('frt()[]{}"-/\\')
_BROAD = frozenset("mwMWOQ@%—…")


def width(text: str) -> float:
    """The greatest width of a text in a sans-serif font, in ems."""
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
    """Break a text between words into lines no wider than `room` ems; after `most` lines it ends in an ellipsis.

    A word that is wider than the room is cut. Where not even an ellipsis fits, there are no lines.
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
    """The text cut to `room` ems, with an ellipsis."""
    widths = accumulate(map(_char_width, text), initial=width(ELLIPSIS))
    fitting = sum(1 for _ in takewhile(lambda reached: reached <= room, widths)) - 1
    return text[:fitting].rstrip(" .,;:") + ELLIPSIS
