"""The cover: the session's breath as hills under a sun, with its title.

Three ranges of hills, from far to near, are breaths from the beginning, the middle and the end of the session, so a pace that
slows down is visible, and so are holds. The colours depend on the title, so that sessions look different.
"""

import zlib
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from voiceguide.breath import PARTS, parse_pace
from voiceguide.guide import lung_volume
from voiceguide.letters import letters, within
from voiceguide.timeline.model import Phase, Timeline
from voiceguide.units import Ms

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont


SIDE = 1000
"""The width and height in pixels."""

QUALITY = 88
"""The quality of the JPEG, up to 100: smooth skies show no bands, and the file is small."""

Colour = tuple[int, int, int]
Picture = NDArray[np.float32]
"""Colours as float32 of shape (SIDE, SIDE, 3), range [0, 255]."""


PALETTES = (
    ((132, 82, 44), (250, 214, 150), (255, 246, 214), (198, 138, 84), (70, 36, 22)),
    ((112, 62, 84), (248, 196, 168), (255, 240, 214), (186, 120, 124), (62, 26, 46)),
    ((58, 96, 84), (222, 226, 184), (255, 249, 222), (134, 168, 132), (24, 50, 46)),
    ((38, 70, 122), (176, 212, 236), (255, 248, 226), (98, 140, 186), (16, 34, 70)),
    ((52, 56, 112), (240, 178, 160), (255, 236, 206), (152, 116, 150), (30, 28, 66)),
    ((24, 78, 96), (148, 205, 200), (255, 243, 214), (84, 156, 160), (12, 44, 58)),
    ((34, 32, 78), (150, 138, 196), (248, 240, 255), (100, 90, 152), (22, 18, 50)),
    ((70, 74, 82), (222, 208, 192), (255, 250, 236), (146, 140, 140), (36, 38, 48)),
)
"""The colours of a landscape: the high and the low sky, the sun, the far and the near hills, dark enough for white letters."""

BREATHS = 2.4
"""How many breaths fill the width of the picture."""

RANGES = ((0.0, 0.50, 0.15), (0.62, 0.60, 0.13), (0.30, 0.72, 0.10))
"""The ranges of hills from far to near: the shift in breaths, the row of the valleys, and the height, as shares of `SIDE`."""

SUN = (0.70, 0.30, 0.125)
"""The column and row of the sun's centre, and its radius, as shares of `SIDE`."""


def cover(timeline: Timeline) -> bytes:
    """A session's cover as a square JPEG."""
    from PIL import Image

    palette = PALETTES[zlib.crc32(timeline.title.encode()) % len(PALETTES)]
    picture = Image.fromarray(_landscape(timeline, palette).astype(np.uint8))
    letter(picture, timeline.title, timeline.duration, timeline.pace)
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def _landscape(timeline: Timeline, palette: tuple[Colour, ...]) -> Picture:
    high, low, sun, far, near = palette
    down = np.linspace(0, 1, SIDE, dtype=np.float32)
    picture = np.empty((SIDE, SIDE, 3), np.float32)
    picture[:] = _between(high, low, np.clip(down / 0.62, 0, 1))[:, np.newaxis]
    _shine(picture, sun)
    breaths = _breaths(timeline)
    for number, (shift, valley, height) in enumerate(RANGES):
        share = number / (len(RANGES) - 1)
        first = len(breaths) * number // len(RANGES)
        ridge = SIDE * (valley - height * _levels(breaths[first:] + breaths[:first], shift))
        _rise(picture, ridge, _between(far, near, np.array([share**0.9]))[0])
    return picture


def _between(one: Colour, other: Colour, shares: NDArray[np.floating[Any]]) -> Picture:
    first, last = np.asarray(one, np.float32), np.asarray(other, np.float32)
    return first + (last - first) * shares[:, np.newaxis].astype(np.float32)


def _shine(picture: Picture, colour: Colour) -> None:
    """Draw the sun and the light around it."""
    x, y, radius = (SIDE * part for part in SUN)
    across, down = (np.arange(SIDE, dtype=np.float32) - middle for middle in (x, y))
    distance = np.sqrt(across**2 + (down**2)[:, np.newaxis])
    glow = 0.45 * np.exp(-np.maximum(distance - radius, 0) / (0.16 * SIDE))
    light = np.maximum(np.clip(radius - distance + 0.5, 0, 1), glow)[..., np.newaxis]
    picture += (np.asarray(colour, np.float32) - picture) * light


def _rise(picture: Picture, ridge: NDArray[np.float32], colour: NDArray[np.float32]) -> None:
    """Draw hills of one colour below a ridge, given by its row in each column. Edges are antialiased on slopes too."""
    top = int(ridge.min()) - 1
    slope = np.hypot(1, np.gradient(ridge)).astype(np.float32)
    rows = np.arange(top, SIDE, dtype=np.float32)[:, np.newaxis]
    inside = np.clip((rows - ridge) / slope + 0.5, 0, 1)[..., np.newaxis]
    picture[top:] += (colour - picture[top:]) * inside


def _breaths(timeline: Timeline) -> list[list[Phase]]:
    """The phases of every breath of the session; without any, one breath at its pace."""
    breaths: list[list[Phase]] = []
    for chapter in timeline.chapters:
        before = "move"
        for phase in chapter.phases:
            if phase.kind == "inhale" and before != "inhale":
                breaths.append([])
            if breaths and phase.kind != "move":
                breaths[-1].append(phase)
            before = phase.kind
    if not breaths:
        pace = parse_pace(timeline.pace)
        breaths.append([Phase(kind, 0, pace.part(kind), "breathe", 1, 1, 1, None) for kind in PARTS if pace.part(kind)])
    return breaths


def _levels(breaths: list[list[Phase]], shift: float) -> NDArray[np.float32]:
    """The lung volume, 0 to 1, in each column: over `BREATHS` breaths of median length, from `shift` breaths on."""
    usual = sorted(sum(phase.duration for phase in breath) for breath in breaths)[len(breaths) // 2]
    phases: list[Phase] = []
    end = 0
    while end < (BREATHS + shift) * usual + 1:
        for phase in breaths[0]:
            phases.append(replace(phase, start=end))
            end += phase.duration
        breaths = [*breaths[1:], breaths[0]]
    arcs = tuple(lung_volume(phases))
    starts = np.array([arc.start for arc in arcs])
    times = np.linspace(shift * usual, (shift + BREATHS) * usual, SIDE)
    found = np.searchsorted(starts, times, "right") - 1
    return np.array([arcs[index].level(round(time)) for index, time in zip(found, times, strict=True)], np.float32)


MARGIN = 80
BOTTOM = 928
SIZES = (112, 96, 84, 72, 62, 54)
LINES = 2
LEADING = 1.14
"""The distance of lines, in font sizes."""

SMALL = 38
GAP = 34
CUT = "..."
MOST_BYTES = 1000
"""The part of a title that is looked at, in bytes of UTF-8: more never fits."""

FALLBACKS = (
    "DejaVuSans-Bold.ttf", "LiberationSans-Bold.ttf", "Arial Bold.ttf", "arialbd.ttf", "NotoSans-Bold.ttf",
    "NotoSansCJK-Bold.ttc", "Arial Unicode.ttf", "msyhbd.ttc", "PingFang.ttc",
)  # fmt: skip
"""Fonts of operating systems, for titles with letters that Pillow's own font lacks."""

_WHITE = (255, 255, 255)
_SOFT = (255, 255, 255, 190)
_IN_NO_FONT = "\U0010ffff"


def letter(picture: "Image", title: str, duration: Ms, pace: str) -> None:
    """Write a title as large as it fits, and under it the session's duration and pace.

    A title is left out if no font of this machine has its letters.
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
    """The first font that has every letter of a text; `""` is Pillow's own. None if there is none."""
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
    """The largest size at which a title fits, and its lines. A title that fits at no size is cut."""
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
