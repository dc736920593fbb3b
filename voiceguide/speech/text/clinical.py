"""What is of this field: levels of the spine, ratios, and letters with figures."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.speech.text.figures import cardinal
from voiceguide.speech.text.marks import Rules, compiled, replaced
from voiceguide.speech.text.tables import Table

VERTEBRAE = {"C": 8, "T": 12, "D": 12, "L": 6, "S": 5}
"""How many vertebrae, or nerves, a part of the spine has at most. D is the thoracic part in French and Spanish."""

SPINE = "CTDLS"


def clinical(text: str, table: Table) -> str:
    """The text with levels of the spine and ratios as words."""
    return replaced(text, _rules(table))


@cache
def _rules(table: Table) -> Rules:
    def levels(match: re.Match[str]) -> str:
        first, one, second, other = match[1], int(match[2]), match[3] or match[1], int(match[4])
        if one > VERTEBRAE[first] or other > VERTEBRAE[second]:
            return match[0]
        neighbours = SPINE.index(first) != SPINE.index(second) or abs(one - other) == 1
        between = " " if neighbours and _touch(first, one, second, other) else f" {table.words['to']} "
        return f"{first} {_said(one, table)}{between}{second} {_said(other, table)}"

    def level(match: re.Match[str]) -> str:
        return f"{match[1]} {_said(int(match[2]), table)}" if int(match[2]) <= VERTEBRAE[match[1]] else match[0]

    def ratio(match: re.Match[str]) -> str:
        return f" {table.words['ratio']} ".join(cardinal(each, table.language) for each in match[0].split(":"))

    return compiled(
        (rf"(?<!\w)([{SPINE}])(\d{{1,2}})[ ]?[-/][ ]?([{SPINE}])?(\d{{1,2}})(?![\w/-])", levels),
        (rf"(?<!\w)([{SPINE}])(\d{{1,2}})(?!\w|\.\d)", level),
        (r"(?<![\w.,:])\d{1,3}(?::\d{1,3}){1,3}(?![\w:])", ratio),
    )


def _touch(first: str, one: int, second: str, other: int) -> bool:
    """Whether two vertebrae lie one under the other: `L4-L5`, `L5-S1`."""
    if first == second:
        return abs(one - other) == 1
    return other == 1 and one == {"C": 7, "T": 12, "D": 12, "L": 5}.get(first)


def _said(number: int, table: Table) -> str:
    return cardinal(str(number), table.language)
