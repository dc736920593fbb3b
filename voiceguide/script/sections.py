"""A section from its heading and the blocks under it, each kind with what belongs to it."""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

from voiceguide.problems import Problems
from voiceguide.script.headings import Head, HeadKind
from voiceguide.script.markdown import Block
from voiceguide.script.model import Breathe, Finish, Hold, Line, Repeat, Rest, Section, SetUp, Step, Switch, Words
from voiceguide.script.steps import read_step
from voiceguide.script.words import sentences


def read_section(head: Head, blocks: Sequence[Block], problems: Problems) -> list[Section]:
    """The section that a heading opens; none where it cannot be made."""
    reminders = tuple(chain.from_iterable(sentences(block, problems) for block in blocks if block.kind == "quote"))
    if head.kind == "repeat":
        return _repeat(head, blocks, reminders, problems)
    lines = read_lines(blocks, problems)
    _check_steps(head.kind, lines, problems)
    place = head.place
    match head.kind:
        case "set up":
            return [SetUp(lines, reminders, place)]
        case "hold":
            return [Hold(head.stay, lines, reminders, place)]
        case "breathe":
            return [Breathe(head.stay, lines, reminders, place)]
        case "rest":
            return [Rest(head.span_ms, lines, reminders, place)]
        case "switch":
            return [Switch(lines, reminders, place)]
        case _:
            return [Finish(lines, reminders, place)]


def _check_steps(kind: HeadKind, lines: Iterable[Line], problems: Problems) -> None:
    """Breaths belong to reps; where one stays and breathes, no step at all has its place."""
    for step in (line for line in lines if isinstance(line, Step)):
        if kind in ("hold", "breathe"):
            problems.error(
                step.place, f"a timed step in '{kind.capitalize()}': expected words only; the breath goes on meanwhile"
            )
        elif step.kind not in ("wait", "move"):
            problems.error(
                step.place,
                f"a breath in '{kind.capitalize()}': expected it under 'Repeat', and only Wait and Move steps here",
            )


def _repeat(head: Head, blocks: Sequence[Block], reminders: tuple[Words, ...], problems: Problems) -> list[Section]:
    items = [block for block in blocks if block.kind == "item"]
    steps = tuple(step for item in items if (step := read_step(item, problems)))
    if not items:
        problems.error(head.place, "no steps to repeat: expected list items such as '- Inhale: …' and '- Exhale: …'")
    if not steps:
        return []
    if all(step.kind == "wait" for step in steps):
        problems.error(head.place, "nothing moves in this rep: expected a step such as '- Inhale: …' or '- Move 6s: …'")
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
    before_reps = read_lines(blocks[:first_item], problems)
    return [Repeat(head.reps, head.sets, head.rest, before_reps, steps, reminders, head.place)]


def read_lines(blocks: Iterable[Block], problems: Problems) -> tuple[Line, ...]:
    """Paragraphs as sentences and list items as steps, in their order."""
    lines: list[Line] = []
    for block in blocks:
        if block.kind == "paragraph":
            lines += sentences(block, problems)
        elif block.kind == "item" and (step := read_step(block, problems)):
            lines.append(step)
    return tuple(lines)
