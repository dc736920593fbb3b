"""A timed step: a list item such as `- Inhale x2: reach longer. | Reach.`"""

import re
from typing import cast

from voiceguide.problems import Problems, nearest
from voiceguide.script.headings import STAY_MS, within
from voiceguide.script.markdown import Block
from voiceguide.script.model import Step, StepKind
from voiceguide.script.numbers import RANGE, UNIT, amount
from voiceguide.script.words import read_words
from voiceguide.units import Ms, seconds_text

KEYWORDS: tuple[StepKind, ...] = ("inhale", "exhale", "hold", "move", "wait")
TIMES = (0.25, 10.0)

_STEP = re.compile(r"(?P<keyword>[^\W\d_]+)\s*(?P<length>[^:|]*)(?::(?P<words>[^|]*))?(?:\|(?P<short>.*))?", re.S)
_SECONDS = re.compile(rf"(?:for\s+)?{RANGE}\s*{UNIT}", re.I)
_TIMES = re.compile(r"[x×]\s*(?P<number>\d{1,3}(?:\.\d{1,3})?)", re.I)


def read_step(block: Block, problems: Problems) -> Step | None:
    """Read a list item; None, with an error reported, when it begins with no keyword."""
    place = block.place
    known = [keyword.capitalize() for keyword in KEYWORDS]
    match = _STEP.fullmatch(block.text)
    keyword = match["keyword"].lower() if match else ""
    if not match or keyword not in KEYWORDS:
        word = (match["keyword"] if match else block.text.split(":")[0])[:40]
        problems.error(place, f"'{word}' begins no step: expected one of {', '.join(known)}{nearest(word, known)}")
        return None
    length = _length(match["length"].strip(), block, match.start("length"), problems)
    at_least, times = length or (0, 1.0)
    words = read_words(block, match.span("words"), problems) if match["words"] else None
    short = read_words(block, match.span("short"), problems) if match["short"] else None
    if match["short"] is not None and (short is None or words is None):
        problems.error(place, "a short form needs words on both sides of ' | ', as in '- Inhale: reach up. | Up.'")
    elif match["short"] and "|" in match["short"]:
        problems.error(place, "a second ' | ': expected the words, then one short form")
    kind = cast(StepKind, keyword)
    if kind == "move" and not words:
        problems.error(place, "a Move needs words, as in '- Move 6s: slide your foot back.'")
    if kind == "wait":
        if words:
            problems.error(words.place, "a Wait is silent: expected '- Wait 3s', and the words in a paragraph")
        if length and not at_least:
            problems.error(place, "a Wait needs a length, as in '- Wait 3s'")
        at_least = at_least or STAY_MS.low
    return Step(kind, words, short, at_least, times, place)


def _length(text: str, block: Block, offset: int, problems: Problems) -> tuple[Ms, float] | None:
    """The least length in milliseconds and the share of the pace that a step asks for; None, with an error reported, when
    what it asks for is neither."""
    if not text:
        return 0, 1.0
    if seconds := _SECONDS.fullmatch(text):
        span = amount(seconds).span_ms()
        if within(span, STAY_MS) and span.low == span.high:
            return span.low, 1.0
        expected = f"{seconds_text(STAY_MS.low)} s to {STAY_MS.high // 60_000} minutes, and no range"
    elif times := _TIMES.fullmatch(text):
        if TIMES[0] <= float(times["number"]) <= TIMES[1]:
            return 0, float(times["number"])
        expected = f"x{TIMES[0]:g} to x{TIMES[1]:g}"
    elif text.replace(".", "", 1).isdecimal():
        expected = f"a unit, as in '{text[:9]}s'"
    else:
        expected = "a length such as '6s' or 'x2', then a colon and the words"
    problems.error(block.place_at(offset), f"'{text[:40]}' after the keyword: expected {expected}")
    return None
