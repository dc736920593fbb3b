"""Lines of plain text and Markdown as they stand, told apart by their marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voiceguide.draft.tidy import without_marks
from voiceguide.draft.title_like import is_instruction

_BULLET = re.compile(r"\s*(?:[-*+•●○◦▪▫■□–—·‣⁃∙►▶➢➤✓✔»o]|\uf0b7|\uf0a7)\s+(?=\S)")
NUMBER = re.compile(
    r"\s*(?:\(?(?P<number>\d{1,3})[.):](?=\s|[A-Z])|\(?(?P<letter>[a-h])[.)](?=\s)(?!\s*\d{4})|(?:step)\s*#?(?P<step>\d{1,2}|one|two|three|four|five|six|seven|eight)\s*[.:)–-])\s*",
    re.IGNORECASE,
)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*$")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?P<bold>[^*_]{2,90})(?:\*\*|__)[:.]?\s*$")
_BOLD_LEAD = re.compile(r"\s*(?:\*\*|__)(?P<bold>[^*_]{2,60})(?:\*\*|__)\s*")
_QUOTED = re.compile(r"^\s*(?:>\s*)+")
_LONGEST_UNDERLINED = 90


@dataclass(slots=True)
class Raw:
    """A line as it stands. `after_blank` and `before_blank` tell whether it stands apart; `width` is its length."""

    kind: Literal["heading", "bold", "item", "number", "step", "text"]
    text: str
    level: int = 0
    after_blank: bool = False
    before_blank: bool = False
    width: int = 0


def raw_lines(text: str) -> list[Raw]:
    """The lines of a text that say something."""
    raws: list[Raw] = []
    blank = True
    for line in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).split("\n"):
        plain = without_marks(line)
        if _UNDERLINE.match(line) and raws and not blank and _can_be_underlined(raws[-1]):
            raws[-1] = replace(raws[-1], kind="heading", level=1 if "=" in line else 2)
            blank = True
        elif not re.search(r"\w", plain):
            if raws:
                raws[-1].before_blank = True
            blank = True
        else:
            raws.append(_raw(line, plain, blank))
            blank = False
    return raws


def _can_be_underlined(raw: Raw) -> bool:
    return raw.kind == "text" and len(raw.text) < _LONGEST_UNDERLINED


def _raw(line: str, plain: str, blank: bool) -> Raw:
    width = len(line.rstrip())
    line = _QUOTED.sub("", line)
    if hashes := _HASHES.match(line):
        return Raw("heading", without_marks(hashes[2]), len(hashes[1]), blank, True, width)
    if (bold := _BOLD_LINE.match(line)) and not is_instruction(bold["bold"]):
        return Raw("bold", without_marks(bold["bold"]).rstrip(":"), 6, blank, True, width)
    if bullet := _BULLET.match(line):
        return Raw("item", line[bullet.end() :], 0, blank, width=width)
    if (number := NUMBER.match(line)) and line[number.end() :].strip():
        return Raw("step" if number["step"] else "number", line[number.end() :], 0, blank, width=width)
    return Raw("text", line if _BOLD_LEAD.match(line) else plain, 0, blank, width=width)


def bold_lead(raw: Raw) -> str:
    """The bold words that a line begins with, empty for none."""
    match = _BOLD_LEAD.match(raw.text)
    return without_marks(match["bold"]) if match else ""


UNWRAPPED = 120
"""Where many lines are longer than this, each is a paragraph."""


def wide(raws: Sequence[Raw]) -> int:
    """The length that nine of ten lines do not exceed."""
    return sorted(raw.width for raw in raws)[len(raws) * 9 // 10] if raws else 0
