"""The lines of a plain text before they are blocks: without what a chat or a mail adds, numbers and columns made plain."""

import re
from collections import Counter
from itertools import groupby

from voiceguide.draft.blocks import tidy
from voiceguide.draft.chats import without_chat
from voiceguide.draft.doses import doses
from voiceguide.draft.movement import BREATH
from voiceguide.draft.notes import counts, is_bare
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.tag import label_role

_BARE = re.compile(r"\s*((\d{1,2})[a-d]?)(?:[.),]?\s+|[.),])(?=[A-Z])")
_BARE_NOTE = re.compile(r"\s*((\d{1,2}))\s+(?=[a-z]{3})")
_NUMBERED = re.compile(r"(?<!\s)(\s*)(?:[Ee]x(?:ercise|\.)?|EX(?:ERCISE)?) (\d{1,2}) +(?=[A-Z])")
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[-\u2013] ?\d{1,2}[.:]\d\d)?\s+(?:[-\u2013] )?(?=[A-Z])")
FEWEST_BARE = 3
"""Lines that begin with 1, 2, 3 and so on make a list."""

_RUNNING = re.compile(r"\S {3,}\S")
_EXERCISE = re.compile(r"(?<=[\w.!?)])[ \n]+(?=Exercise \d{1,2} ?[-\u2013:.])")
_NAMED_EXERCISE = re.compile(r"^(Exercise \d{1,2} ?[-\u2013:.] ?[^.\n]{3,50}?\)) +(?=[A-Z][a-z]+ )", re.MULTILINE)
_LEADERS = re.compile(r"(?<=\w)\s*\.{4,}\s*")
_QUOTED = re.compile(r"\s*>")

FEWEST_RUNNING = 3
"""Times that a line stands in a text as a running head."""

FEWEST_LISTED = 3
"""Lines that each give an amount make a list."""

MOSTLY = 0.6
"""The part of the lines below each other that make a list by their amounts, or a table by their columns."""

LONGEST_HEAD = 6
"""Words of a running head, and of what stands in the first column of a table."""

_COLUMN = re.compile(rf"\s*(?:\S+ ){{0,{LONGEST_HEAD}}}\S*[\w).]( {{2,}})(?=\S)")
_GAP = re.compile(r"(?<=[\w)])\.? {2,}(\S)")
_ASIDE = re.compile(r"(.*?)(?: \(([^()]*)\))?\Z", re.DOTALL)


def mended(text: str) -> list[str]:
    """The lines of a text, without what is quoted in a mail, without the stamps and names of a chat."""
    text = text.replace("\f", "\n\n").expandtabs(4)
    if len(_EXERCISE.findall(text)) > 1:
        text = _NAMED_EXERCISE.sub(r"\1\n", _EXERCISE.sub("\n\n", text))
    lines = text.split("\n")
    lines = [
        "" if _QUOTED.match(line) else _NUMBERED.sub(r"\1\2. ", _LEADERS.sub(": ", line), count=1) for line in lines
    ]
    return _in_columns(_dotted(_timed(without_chat(lines))))


def _timed(lines: list[str]) -> list[str]:
    """Lines with their place in a list in front, where they begin with the time of the day: `10.15 Sit to stand. …`"""
    places = [index for index, line in enumerate(lines) if _CLOCK.match(line)]
    if len(places) < FEWEST_LISTED:
        return lines
    return [
        _CLOCK.sub(f"{places.index(index) + 1}. ", line, count=1) if index in places else line
        for index, line in enumerate(lines)
    ]


def running_lines(lines: list[str]) -> set[str]:
    """Lines that come again and again and ask for nothing, such as the name of a house between two exercises."""
    told = Counter(line.strip() for line in lines if line.strip())
    return {line for line, times in told.items() if times > 1 and (_RUNNING.search(line) or _is_head(line, times))}


def _is_head(line: str, times: int) -> bool:
    is_few = times >= FEWEST_RUNNING and len(line.split()) <= LONGEST_HEAD and line[:1].isupper() and line[-1] != ":"
    plain = tidy(line)
    return is_few and not (doses(plain) or verb_of(plain) or label_role(plain) or BREATH.search(plain))


def listed_lines(lines: list[str]) -> dict[int, int]:
    """The numbers, from 1, of lines below each other that mostly give an amount, with their places in that list, from 1."""
    found: dict[int, int] = {}
    for is_told, group in groupby(enumerate(lines, 1), key=lambda pair: bool(pair[1].strip())):
        block = [(number, tidy(line)) for number, line in group] if is_told else []
        block = block[not counts(block[0][1]) :] if block else block  # without a title
        dosed = [at for at, (_, text) in enumerate(block) if counts(text)]
        inner = block[dosed[0] : dosed[-1] + 1] if dosed else []
        inner = inner if len(dosed) >= MOSTLY * len(inner) else []
        listed = next((part for part in (block, inner) if _are_listed([text for _, text in part])), [])
        found |= {number: place for place, (number, _) in enumerate(listed, 1)}
    return found


def _are_listed(texts: list[str]) -> bool:
    """Whether lines below each other are a list: most of them give an amount, and few are sentences."""
    dosed, sentences = sum(map(counts, texts)), sum(text.endswith((".", "!", "?")) for text in texts)
    numbered = sum(re.search(r"\d", text) is not None for text in texts)
    is_dosed = dosed >= MOSTLY * len(texts) or (dosed >= 0.5 * len(texts) and numbered >= 0.75 * len(texts))
    is_one = any(is_bare(text) or BREATH.search(text) for text in texts)
    return len(texts) >= FEWEST_LISTED and is_dosed and sentences < 0.5 * len(texts) and not is_one


def are_typed(lines: list[str]) -> bool:
    """Whether a text is typed as notes are: what stands first after an empty line mostly begins with a small letter.

    Or half of all lines do, and half of them have figures.
    """
    told = [line.strip() for line in lines if line.strip()]
    if 2 * min(sum(t[0].islower() for t in told), sum(re.search(r"\d", t) is not None for t in told)) >= len(told):
        return True
    first = [
        tidy(line) for before, line in zip(["", *lines], lines, strict=False) if line.strip() and not before.strip()
    ]
    return 2 * sum(line[:1].islower() for line in first) >= len(first)


def _in_columns(lines: list[str]) -> list[str]:
    """Lines of a table with a colon after what stands in their first column, and a full stop after each of the others.

    A table is lines below each other of which most have a second column that begins at the same place.
    """
    told: list[str] = []
    for _, group in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(group)
        gaps = [gap if (gap := _COLUMN.match(line)) and re.search("[a-z]{3}", gap[0]) else None for line in block]
        ends = Counter(gap.end() for gap in gaps if gap)
        most = max(ends.values(), default=0)
        is_table = most >= max(FEWEST_LISTED, MOSTLY * len(block))
        place = next((end for end, times in ends.items() if times == most), 0)
        told += [_as_row(line, gap, place) for gap, line in zip(gaps, block, strict=True)] if is_table else block
    return told


def _as_row(line: str, gap: re.Match[str] | None, place: int) -> str:
    """A line of a table whose second column begins at a place; the first may leave only one space before it."""
    if line[place - 1 : place] == " " and line[place : place + 1].strip() and re.search(r"\w", line[:place]):
        start, end = place - 1, place
    elif gap:
        start, end = gap.start(1), gap.end()
    else:
        return line
    name, aside = _ASIDE.match(line[:start].rstrip()).groups("")  # type: ignore[union-attr]
    after = _GAP.sub(lambda gap: f". {gap[1].upper()}", line[end:])
    return f"{name.rstrip(' .')}: {aside}{' ' * bool(aside)}{after}"


def _dotted(lines: list[str]) -> list[str]:
    """Lines with a dot after each number of a list `1 Bend … 2 Tilt … 3 Turn …`, which has none."""
    for bare in (_BARE, _BARE_NOTE):
        places: list[int] = []
        last = 0
        for index, line in enumerate(lines):
            if (found := bare.match(line)) and int(found[2]) in (last, last + 1)[found[1] == found[2] :]:
                places.append(index)
                last = int(found[2])
        if len(places) >= FEWEST_BARE:
            return [bare.sub(r"\1. ", line, count=1) if index in places else line for index, line in enumerate(lines)]
    return lines
