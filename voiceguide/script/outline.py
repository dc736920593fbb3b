"""Reads the script of a session from its blocks: welcome, numbered links, finish."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from voiceguide.breath import Pace, parse_pace
from voiceguide.errors import PaceError
from voiceguide.problems import Place, Problems
from voiceguide.script.frontmatter import Header
from voiceguide.script.headings import REPS, read_heading, read_reps, within
from voiceguide.script.markdown import Block
from voiceguide.script.model import Joined, Keep, Link, Outline
from voiceguide.script.section_types import Line, Span, Step, Words
from voiceguide.script.sections import read_step
from voiceguide.script.words import sentences

ASKS = "'6 reps', 'with NAME', 'pace 4-6', 'must' or 'optional'"

_JOINED = re.compile(r"\s*\d{1,9}[.)]\s+[*_]{0,3}(or|and)[*_]{0,3}\s+\[", re.I)
"""The start of an item that belongs to the one before it, as in `3. or [Title](file.md)`."""


def is_outline(blocks: Sequence[Block]) -> bool:
    """Whether these are the blocks of a session: a numbered item has a link, or before the first heading there is one, or an
    item that links a script."""
    before_sections = list(takewhile(lambda block: block.kind != "heading", blocks))
    return any(block.ordered and block.link for block in blocks) or any(
        block.ordered or (block.kind == "item" and (block.link or "").endswith(".md")) for block in before_sections
    )


def read_outline(name: str, title: Block, blocks: Sequence[Block], header: Header, problems: Problems) -> Outline:
    """Read the script of a session; `blocks` are those after the title."""
    welcome: list[Words] = []
    finish: list[Line] = []
    cautions: list[Words] = []
    links: list[Link] = []
    in_finish = False
    for block in blocks:
        match block.kind:
            case "heading":
                head = read_heading(block.text, block.place, problems)
                in_finish = True
                if head and head.kind != "finish":
                    problems.error(
                        block.place,
                        f"'{block.text[:40]}' in a session: expected only '## Finish' besides the numbered links",
                    )
            case "caution":
                cautions += sentences(block, problems)
            case "quote":
                problems.error(block.place, "a reminder in a session: expected it in an exercise")
            case "item" if block.ordered and not in_finish:
                if link := _link(block, problems):
                    links.append(_checked(link, links[-1] if links else None, problems))
            case "item" if in_finish:
                step = read_step(block, problems)
                if step and step.kind not in ("wait", "move"):
                    problems.error(step.place, "a breath in 'Finish': expected only Wait and Move steps here")
                finish += [step] if step else []
            case "item":
                problems.error(
                    block.place,
                    "a list item without a number: expected one before each exercise of a session, '1. [Title](file.md)'",
                )
            case _:
                (finish if in_finish else welcome).extend(sentences(block, problems))
    for words in (*welcome, *cautions, *(line for line in finish if isinstance(line, Words | Step))):
        if isinstance(words, Words) and words.names_side:
            problems.error(words.place, "a side is named, but a session has none: expected the words in an exercise")
    return Outline(
        name=name,
        title=title.text,
        language=header.language,
        pace=header.pace,
        welcome=tuple(welcome),
        links=tuple(links),
        finish=tuple(finish),
        cautions=tuple(cautions),
        place=title.place,
        say=header.say,
    )


def _link(block: Block, problems: Problems) -> Link | None:
    """Read an item such as `[Title](file.md): 6 reps, with Chin down, pace 4-8`."""
    if block.link is None:
        problems.error(block.place, "an item without a link: expected '1. [Title](file.md)'")
        return None
    reps: Span | None = None
    pace: Pace | None = None
    keep: Keep | None = None
    variations: list[str] = []
    tail = block.text[block.after_link :]
    offset = block.after_link
    if tail.strip() and not tail.lstrip().startswith(":"):
        problems.error(block.place_at(offset), f"'{tail.strip()[:40]}' after the link: expected a colon, then {ASKS}")
        tail = ""
    for piece in re.finditer(r"[^,:]+", tail):
        asked, place = piece[0].strip(), block.place_at(offset + piece.start() + len(piece[0]) - len(piece[0].lstrip()))
        if not asked:
            continue
        word, _, rest = asked.partition(" ")
        count = read_reps(asked)
        if (count and reps) or (word.lower() == "pace" and pace):
            problems.error(place, f"'{asked[:40]}' after the link: expected {'reps' if count else 'a pace'} once")
            break
        if asked.lower() in ("must", "optional"):
            if keep:
                problems.error(place, f"'{asked}' after the link: expected 'must' or 'optional' once")
                break
            keep = "must" if asked.lower() == "must" else "optional"
        elif word.lower() == "with" and rest.strip():
            variations.append(rest.strip())
        elif word.lower() == "pace":
            pace = _pace(rest, place, problems)
            if pace is None:
                break
        elif count and (span := count.span()) and within(span, REPS):
            reps = span
        else:
            problems.error(place, f"'{asked[:40]}' after the link: expected {ASKS}")
            break
    first_line = _JOINED.match(block.place.source)
    joined: Joined | None = None
    if first_line:
        joined = "or" if first_line[1].lower() == "or" else "and"
    title = block.text[: block.after_link]
    return Link(title, block.link, reps, tuple(variations), pace, block.place, keep, joined)


def _checked(link: Link, before: Link | None, problems: Problems) -> Link:
    """The link of an item, which stays or goes as the one that it is joined to does."""
    if link.joined is None:
        return link
    if before is None:
        problems.error(link.place, f"'{link.joined}' in the first item: expected an item before it")
        return replace(link, joined=None)
    if link.keep and link.keep != before.keep:
        problems.error(
            link.place,
            f"'{link.keep}' in an item that begins with '{link.joined}': expected it in the first of these items, "
            "since they stay or go together",
        )
    return replace(link, keep=before.keep)


def _pace(text: str, place: Place, problems: Problems) -> Pace | None:
    try:
        return parse_pace(text)
    except PaceError as error:
        problems.error(place, str(error))
        return None
