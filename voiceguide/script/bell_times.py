"""Reads when a bell rings: a list item such as `- Bell every 2 min` or `- Bell at 5 min, 8 min`."""

import re

from voiceguide.problems import Problems
from voiceguide.script.headings import RANGE, UNIT, amount
from voiceguide.script.markdown import Block
from voiceguide.script.section_types import BellTimes, Span
from voiceguide.units import Ms

LIMIT_MS = Span(10_000, 24 * 3_600_000)
"""Milliseconds between two bells, and from the start of a section to a bell."""

_BELL = re.compile(r"bell\b\s*:?\s*(?P<when>.*)", re.I | re.S)
_WHEN = re.compile(r"(?P<how>every|at)\b\s*(?P<times>.*)", re.I | re.S)
_AND = re.compile(r"\s*(?:,\s*(?:and\b)?|\band\b)\s*", re.I)
_TIME = re.compile(rf"{RANGE}\s*{UNIT}\.?", re.I)

EXAMPLES = "'- Bell every 2 min' or '- Bell at 5 min, 8 min'"


def is_bell(block: Block) -> bool:
    """Whether a block is a list item about a bell."""
    return block.kind == "item" and bool(_BELL.fullmatch(block.text))


def read_bell(block: Block, problems: Problems) -> BellTimes | None:
    """Read an item for which `is_bell` holds; None, with an error reported, where it does not say when."""
    match = _BELL.fullmatch(block.text)
    assert match
    when = _WHEN.fullmatch(match["when"].strip())
    if not when or not when["times"].strip():
        problems.error(block.place, f"'{block.text[:40]}' does not say when: expected {EXAMPLES}")
        return None
    times: list[Ms] = []
    for text in _AND.split(when["times"].strip()):
        time = _time(text)
        if time is None:
            offset = max(block.text.find(text), 0)
            problems.error(
                block.place_at(offset),
                f"'{text[:40]}' is no time of a bell: expected 10 s to 24 hours with its unit, as in {EXAMPLES}",
            )
            return None
        times.append(time)
    every = when["how"].lower() == "every"
    if every and len(times) > 1:
        problems.error(block.place, f"'{block.text[:40]}': expected one time after 'every', or 'at' and several")
        return None
    return BellTimes(times[0] if every else 0, () if every else tuple(sorted(set(times))), block.place)


def _time(text: str) -> Ms | None:
    match = _TIME.fullmatch(text.strip())
    if not match or match["high"]:
        return None
    time = amount(match).span_ms().low
    return time if LIMIT_MS.low <= time <= LIMIT_MS.high else None
