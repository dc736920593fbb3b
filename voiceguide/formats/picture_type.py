"""How a picture looks: its colours and sizes, and how wide its letters are."""

from dataclasses import dataclass
from itertools import accumulate, takewhile
from unicodedata import combining, east_asian_width

FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif'


@dataclass(frozen=True, slots=True)
class PictureColours:
    """The colours of the picture. Each side has one for its band and one for what is written on it."""

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
    """The sheet: by day, and by night where the reader's system is dark."""
    return f"{_SHAPES}{_colours(DAY)}@media(prefers-color-scheme:dark){{{_colours(NIGHT)}}}"


def _colours(palette: PictureColours) -> str:
    return (
        f".paper{{fill:{palette.paper}}}"
        f".title,.chapter,.paced text{{fill:{palette.ink}}}"
        f".about,.free text{{fill:{palette.soft}}}"
        f".small,.free rect{{fill:{palette.quiet}}}"
        f".of-left{{fill:{palette.on_left}}}.of-right{{fill:{palette.on_right}}}"
        f".left{{fill:{palette.left}}}.right{{fill:{palette.right}}}"
        f".rule{{stroke:{palette.line}}}.scale{{stroke:{palette.quiet};stroke-opacity:.45}}"
        f".curve,.move,.key{{stroke:{palette.breath}}}.paced rect{{fill:{palette.breath}}}stop{{stop-color:{palette.breath}}}"
        f".bell{{fill:{palette.paper};stroke:{palette.breath}}}"
    )


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
