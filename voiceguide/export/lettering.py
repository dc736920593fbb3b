"""The words on a cover."""

from functools import cache
from typing import TYPE_CHECKING

from voiceguide.letters import letters, within
from voiceguide.units import Ms

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

MARGIN = 80
BOTTOM = 928
SIZES = (112, 96, 84, 72, 62, 54)
LINES = 2
LEADING = 1.14
SMALL = 38
GAP = 34
CUT = "..."
MOST_BYTES = 1000
"""Of a title, in UTF-8: more never has room."""

FALLBACKS = (
    "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf", "NotoSans-Bold.ttf",
    "NotoSansCJK-Bold.ttc", "Arial Unicode.ttf", "msyhbd.ttc", "PingFang.ttc",
)  # fmt: skip
"""Fonts that systems have, for titles beyond the letters of Pillow's own."""

_WHITE = (255, 255, 255)
_SOFT = (255, 255, 255, 190)
_IN_NO_FONT = "\U0010ffff"


def letter(picture: "Image", title: str, duration: Ms, pace: str) -> None:
    """Write a title, as large as it fits, and under it how long the session is and how one breathes in it.

    A title in letters that no font of this machine has is left out.
    """
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture, "RGBA")
    length = f"{max(1, round(duration / 60_000))} min"
    draw.text((MARGIN, BOTTOM), f"{length}  ·  {pace}", _SOFT, _font("", SMALL), anchor="ls")
    title = within(title, MOST_BYTES)
    name = _font_for(title)
    if name is None:
        return
    size, lines = _fitted(title, name, picture.width - 2 * MARGIN)
    weight = 0 if name else size // 56
    for above, line in enumerate(reversed(lines)):
        place = (MARGIN - size // 20, BOTTOM - SMALL - GAP - round(above * LEADING * size))
        draw.text(place, line, _WHITE, _font(name, size), anchor="ls", stroke_width=weight, stroke_fill=_WHITE)


def _font_for(text: str) -> str | None:
    """The first font that has every letter of a text: `""` is Pillow's own."""
    return next((name for name in ("", *FALLBACKS) if _has(name, frozenset(text) - {" "})), None)


def _has(name: str, letters: frozenset[str]) -> bool:
    try:
        font = _font(name, SMALL)
    except OSError:
        return False
    missing = bytes(font.getmask(_IN_NO_FONT))
    return all(bytes(font.getmask(each)) != missing for each in letters)


@cache
def _font(name: str, size: int) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(name, size) if name else ImageFont.load_default(size)  # type: ignore[return-value]


def _fitted(title: str, name: str, room: int) -> tuple[int, list[str]]:
    """The largest size at which a title has room, and its lines; one that never has any is cut."""
    for size in SIZES:
        font = _font(name, size)
        lines = _lines(title, font, room)
        if len(lines) <= LINES and all(font.getlength(line) <= room for line in lines):
            return size, lines
    return size, [_cut(line, font, room) for line in [*lines[: LINES - 1], " ".join(lines[LINES - 1 :])]]


def _lines(title: str, font: "FreeTypeFont", room: int) -> list[str]:
    first, *rest = title.split() or [""]
    lines = [first]
    for word in rest:
        longer = f"{lines[-1]} {word}"
        if font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, font: "FreeTypeFont", room: int) -> str:
    if font.getlength(line) <= room:
        return line
    shown = list(letters(line))
    while font.getlength("".join(shown) + CUT) > room:
        shown.pop()
    return "".join(shown).rstrip() + CUT
