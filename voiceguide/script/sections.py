"""Reads a section from its heading and the blocks under it, and the timed steps in it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import cast

from voiceguide.problems import Problems, nearest
from voiceguide.script.headings import RANGE, STAY_MS, TIME, UNIT, amount, within
from voiceguide.script.markdown import Block
from voiceguide.script.section_types import BellTimes, Line, Repeat, Section, Span, Stays, Step, StepKind
from voiceguide.script.words import read_words, sentences
from voiceguide.units import Ms, seconds_text


def filled_section(section: Section, blocks: Sequence[Block], problems: Problems) -> list[Section]:
    """A section, as its heading gives it, with the blocks under it; none where a Repeat has no steps."""
    reminders = tuple(chain.from_iterable(sentences(block, problems) for block in blocks if block.kind == "quote"))
    rung = [block for block in blocks if _is_bell(block)]
    blocks = [block for block in blocks if block not in rung]
    if not isinstance(section, Stays):
        for block in rung:
            problems.error(
                block.place, f"a bell in '{section.kind.capitalize()}': expected it under 'Hold' or 'Breathe'"
            )
    bells = tuple(filter(None, (_read_bell(block, problems) for block in rung)))
    if isinstance(section, Repeat):
        return _repeat(replace(section, reminders=reminders), blocks, problems)
    section = replace(section, lines=read_lines(blocks, problems), reminders=reminders)
    _check_steps(section, problems)
    return [replace(section, bells=bells) if isinstance(section, Stays) else section]


def _check_steps(section: Section, problems: Problems) -> None:
    """Report steps in the wrong sections: breaths outside of Repeat, and any step in Hold or Breathe."""
    where = section.kind.capitalize()
    for step in (line for line in section.lines if isinstance(line, Step)):
        if isinstance(section, Stays):
            problems.error(step.place, f"a timed step in '{where}': expected words only; the breath goes on meanwhile")
        elif step.kind not in ("wait", "move"):
            problems.error(
                step.place, f"a breath in '{where}': expected it under 'Repeat', and only Wait and Move steps here"
            )


def _repeat(section: Repeat, blocks: Sequence[Block], problems: Problems) -> list[Section]:
    items = [block for block in blocks if block.kind == "item"]
    steps = tuple(step for item in items if (step := read_step(item, problems)))
    if not items:
        problems.error(section.place, "no steps to repeat: expected list items such as '- Inhale: …' and '- Exhale: …'")
    if not steps:
        return []
    if all(step.kind == "wait" for step in steps):
        problems.error(
            section.place, "nothing moves in this rep: expected a step such as '- Inhale: …' or '- Move 6s: …'"
        )
    if steps[0].kind == "hold":
        problems.error(steps[0].place, "a rep cannot begin with Hold: expected Inhale, Exhale or Move first")
    for before, step in pairwise(steps):
        if step.kind == "hold" and before.kind not in ("inhale", "exhale"):
            problems.error(step.place, f"a Hold after a {before.kind.capitalize()}: expected it after Inhale or Exhale")
    first_item = next(index for index, block in enumerate(blocks) if block.kind == "item")
    for block in blocks[first_item:]:
        if block.kind == "paragraph":
            problems.error(
                block.place,
                "words after the steps of a rep: expected them before the list, in a step, or as a reminder '> …'",
            )
    return [replace(section, lines=read_lines(blocks[:first_item], problems), steps=steps)]


def read_lines(blocks: Iterable[Block], problems: Problems) -> tuple[Line, ...]:
    """Read paragraphs as sentences and list items as steps, in their order."""
    lines: list[Line] = []
    for block in blocks:
        if block.kind == "paragraph":
            lines += sentences(block, problems)
        elif block.kind == "item" and (step := read_step(block, problems)):
            lines.append(step)
    return tuple(lines)


KEYWORDS: tuple[StepKind, ...] = ("inhale", "exhale", "hold", "move", "wait")
FACTORS = (0.25, 10.0)
"""Bounds of the number in a length such as `x2`."""

_STEP = re.compile(r"(?P<keyword>[^\W\d_]+)\s*(?P<length>[^:|]*)(?::(?P<words>[^|]*))?(?:\|(?P<short>.*))?", re.S)
_FACTOR = re.compile(r"[x×]\s*(?P<number>\d{1,3}(?:\.\d{1,3})?)", re.I)


def read_step(block: Block, problems: Problems) -> Step | None:
    """Read a step from a list item; None, with an error reported, where it does not begin with a keyword."""
    place = block.place
    known = [*(keyword.capitalize() for keyword in KEYWORDS), "Bell"]
    match = _STEP.fullmatch(block.text)
    keyword = match["keyword"].lower() if match else ""
    if not match or keyword not in KEYWORDS:
        word = (match["keyword"] if match else block.text.split(":")[0])[:40]
        problems.error(
            place, f"'{word}' does not begin a step: expected one of {', '.join(known)}{nearest(word, known)}"
        )
        return None
    length = _step_length(match["length"].strip(), block, match.start("length"), problems)
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


def _step_length(text: str, block: Block, offset: int, problems: Problems) -> tuple[Ms, float] | None:
    """Read the length of a step such as `6s` or `x2`.

    Returns:
        The least length in milliseconds, and the factor of the pace; None, with an error reported, for other texts.
    """
    if not text:
        return 0, 1.0
    if seconds := TIME.fullmatch(text):
        span = amount(seconds).span_ms()
        if within(span, STAY_MS) and span.low == span.high:
            return span.low, 1.0
        expected = f"{seconds_text(STAY_MS.low)} s to {STAY_MS.high // 60_000} minutes, and no range"
    elif times := _FACTOR.fullmatch(text):
        if FACTORS[0] <= float(times["number"]) <= FACTORS[1]:
            return 0, float(times["number"])
        expected = f"x{FACTORS[0]:g} to x{FACTORS[1]:g}"
    elif text.replace(".", "", 1).isdecimal():
        expected = f"a unit, as in '{text[:9]}s'"
    else:
        expected = "a length such as '6s' or 'x2', then a colon and the words"
    problems.error(block.place_at(offset), f"'{text[:40]}' after the keyword: expected {expected}")
    return None


BELL_MS = Span(10_000, 24 * 3_600_000)
"""Milliseconds between two bells, and from the start of a section to a bell."""

_BELL = re.compile(r"bell\b\s*:?\s*(?P<when>.*)", re.I | re.S)
_WHEN = re.compile(r"(?P<how>every|at)\b\s*(?P<times>.*)", re.I | re.S)
_BELL_AND = re.compile(r"\s*(?:,\s*(?:and\b)?|\band\b)\s*", re.I)
_BELL_TIME = re.compile(rf"{RANGE}\s*{UNIT}\.?", re.I)

BELLS = "'- Bell every 2 min' or '- Bell at 5 min, 8 min'"


def _is_bell(block: Block) -> bool:
    """Whether a block is a list item about a bell, such as `- Bell every 2 min`."""
    return block.kind == "item" and bool(_BELL.fullmatch(block.text))


def _read_bell(block: Block, problems: Problems) -> BellTimes | None:
    """Read an item for which `_is_bell` holds; None, with an error reported, where it does not say when."""
    match = _BELL.fullmatch(block.text)
    assert match
    when = _WHEN.fullmatch(match["when"].strip())
    if not when or not when["times"].strip():
        problems.error(block.place, f"'{block.text[:40]}' does not say when: expected {BELLS}")
        return None
    times: list[Ms] = []
    for text in _BELL_AND.split(when["times"].strip()):
        time = _bell_time(text)
        if time is None:
            offset = max(block.text.find(text), 0)
            problems.error(
                block.place_at(offset),
                f"'{text[:40]}' is no time of a bell: expected 10 s to 24 hours with its unit, as in {BELLS}",
            )
            return None
        times.append(time)
    every = when["how"].lower() == "every"
    if every and len(times) > 1:
        problems.error(block.place, f"'{block.text[:40]}': expected one time after 'every', or 'at' and several")
        return None
    return BellTimes(times[0] if every else 0, () if every else tuple(sorted(set(times))), block.place)


def _bell_time(text: str) -> Ms | None:
    match = _BELL_TIME.fullmatch(text.strip())
    if not match or match["high"]:
        return None
    time = amount(match).span_ms().low
    return time if BELL_MS.low <= time <= BELL_MS.high else None
