"""The lines of a plain text before they are blocks: without what a chat or a mail adds, numbers and columns made plain."""

import re
from collections import Counter
from itertools import groupby

from voiceguide.draft.blocks import tidy
from voiceguide.draft.doses import doses
from voiceguide.draft.notes import counts, is_bare
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.tag import BREATH, label_role
from voiceguide.draft.vocabulary import lexicon

_STAMP = re.compile(  # before a message: `[18:02, 21/11/2026] Name: `, also without brackets and with the date first
    r"^\[?(?:(?:@d,? @t)|(?:@t,? @d)|(?<=\[)@t)\]?(?: [-\u2013])? [^:\n]{1,40}: ".replace(
        "@d", r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    ).replace("@t", r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]m)?"),
    re.MULTILINE | re.IGNORECASE,
)
_SPEAKER = re.compile(r"([A-Z][\w'-]+(?: [A-Z][\w'-]+)?): +(?=\S)")
_BARE = re.compile(r"\s*((\d{1,2})[a-d]?)(?:[.),]?\s+|[.),])(?=[A-Z])")
_BARE_NOTE = re.compile(r"\s*((\d{1,2}))\s+(?=[a-z]{3})")
_NUMBERED = re.compile(r"^(\s*)(?:[Ee]x(?:ercise|\.)?|EX(?:ERCISE)?) (\d{1,2}) +(?=[A-Z])")
_CLOCK = re.compile(r"\s*(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?[-\u2013] ?\d{1,2}[.:]\d\d)?\s+(?:[-\u2013] )?(?=[A-Z])")
FEWEST_BARE = 3
"""Lines that begin with 1, 2, 3 and so on make a list."""

MOST_SPEAKERS = 4
"""People in a chat."""

_RUNNING = re.compile(r"\S {3,}\S")
_EXERCISE = re.compile(r"(?<=[\w.!?)])[ \n]+(?=Exercise \d{1,2} ?[-\u2013:.])")
_NAMED_EXERCISE = re.compile(r"^(Exercise \d{1,2} ?[-\u2013:.] ?[^.\n]{3,50}?\)) +(?=[A-Z][a-z]+ )", re.MULTILINE)
_LEADERS = re.compile(r"(?<=\w)\s*\.{4,}\s*")
_QUOTED = re.compile(r"\s*>")

FEWEST_RUNNING = 3
"""Times that a line stands in a text as a running head."""

FEWEST_LISTED = 3
"""Lines that each give an amount make a list."""

LONGEST_HEAD = 6
"""Words of a running head, and of what stands in the first column of a table."""

_COLUMN = re.compile(rf"\s*(?:\S+ ){{0,{LONGEST_HEAD}}}\S*[\w)]( {{2,}})(?=\S)")


def mended(text: str) -> list[str]:
    """The lines of a text, without what is quoted in a mail, without the stamps and names of a chat."""
    text = _STAMP.sub("\n", text.replace("\f", "\n\n")).expandtabs(4)
    if len(_EXERCISE.findall(text)) > 1:
        text = _NAMED_EXERCISE.sub(r"\1\n", _EXERCISE.sub("\n\n", text))
    lines = text.split("\n")
    lines = [
        "" if _QUOTED.match(line) else _NUMBERED.sub(r"\1\2. ", _LEADERS.sub(": ", line), count=1) for line in lines
    ]
    return _in_columns(_dotted(_timed(_said(lines))))


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
        texts = [text for _, text in block]
        dosed, sentences = sum(map(counts, texts)), sum(text.endswith((".", "!", "?")) for text in texts)
        numbered = sum(re.search(r"\d", text) is not None for text in texts)
        is_dosed = dosed >= 0.6 * len(texts) or (dosed >= 0.5 * len(texts) and numbered >= 0.75 * len(texts))
        is_one = any(is_bare(text) or BREATH.search(text) for text in texts)
        if len(block) >= FEWEST_LISTED and is_dosed and sentences < 0.5 * len(block) and not is_one:
            found |= {number: place for place, (number, _) in enumerate(block, 1)}
    return found


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
    """Lines with a colon after what stands in their first column, where that is one of names below each other."""
    told: list[str] = []
    for _, group in groupby(lines, key=lambda line: bool(line.strip())):
        block = list(group)
        gaps = [gap if (gap := _COLUMN.match(line)) and re.search("[a-z]{3}", gap[0]) else None for line in block]
        ends = Counter(gap.end() for gap in gaps if gap)
        is_table = bool(ends) and max(ends.values()) >= max(FEWEST_LISTED, 0.6 * len(block))
        told += [
            f"{line[: gap.start(1)]}: {line[gap.end() :]}" if gap and is_table else line
            for gap, line in zip(gaps, block, strict=True)
        ]
    return told


def _said(lines: list[str]) -> list[str]:
    """Lines of a chat without the names of who says them, an empty line before each; any other lines as they are."""
    led = {
        index: found for index, line in enumerate(lines) if (found := _SPEAKER.match(line)) and _names_speaker(found)
    }
    names = Counter(found[1] for found in led.values())
    told = sum(bool(line.strip()) for line in lines)
    if len(names) > MOST_SPEAKERS or max(names.values(), default=0) < 2 or len(led) < 0.6 * told:
        return lines
    return [
        part
        for index, line in enumerate(lines)
        for part in (("", line[led[index].end() :]) if index in led else (line,))
    ]


def _names_speaker(led: re.Match[str]) -> bool:
    """Whether words before a colon may be the name of someone: they are no label, no breath, no movement and no side."""
    words = lexicon()
    is_known = any(word in words.forms or words.has("body", word) for word in led[1].lower().split())
    return not (
        is_known or label_role(led[1]) or BREATH.match(led[1]) or re.match(r"left|right|up|down|step", led[1], re.I)
    )


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
