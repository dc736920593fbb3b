"""Paragraphs that tell several exercises one after the other, cut into these."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceguide.draft.announced import announced
from voiceguide.draft.blocks import TextBlock, with_lead
from voiceguide.draft.breaths import HOLDS_BREATH, breaths_in
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.movement import is_movement
from voiceguide.draft.named_items import is_name_alone
from voiceguide.draft.run_in import run_on
from voiceguide.draft.stays import lets_go
from voiceguide.draft.tag import Sentence, label_role, tagged
from voiceguide.draft.titled import TitledBlock, title_of_block
from voiceguide.draft.vocabulary import lexicon

FEWEST_PARTS = 3

MOST_PARTS = 40
"""Exercises in one paragraph: two may be one that is held twice."""

MAY_NAME = 0.3
"""Probability of a title, from which words before a colon are one."""

MAY_ASK = 0.6
"""Probability of a step, from which words between semicolons are one."""

_TURN = re.compile(
    r"\W*(?:then|next|now|after (?:that|this)|finally|lastly|in the end|(?:begin|start) by|alternatively)\b",
    re.IGNORECASE,
)
_SIDE = re.compile(r"\b(?:left|right|other)\b", re.IGNORECASE)
_COUNTED = re.compile(r"^(?:first|second|third|fourth|fifth|final|last)(?:ly)?, (?=\w+(?: \w+)?: )", re.IGNORECASE)

_NAMES = re.compile(r"\b(?i:the|an?) (?P<name>(?:[A-Z][\w'-]+ ){1,4})(?:exercise|stretch|pose|movement)\b")


def cut_up(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph whose sentences are exercises of their own, one after the other, cut into these; else the whole."""
    is_prose = unit.layout == "para" or unit.layout.startswith("lead")
    if not is_prose and not any(_COUNTED.match(one.text) for one in unit.sentences):
        return [unit]
    if named := _named_parts(unit, _called) or _named_parts(unit, _headed):
        return named
    if in_turn := _in_turn(unit) or _strung(unit):
        return in_turn
    parts: list[list[Sentence]] = [[]]
    is_done = True
    for one in unit.sentences:
        is_breath = breaths_in(one.text) or HOLDS_BREATH.search(one.text)
        is_next = _TURN.match(one.text) and lexicon().has("body", one.text) and one.role in ("move", "dose")
        if is_done and (one.moves or (is_next and not is_breath)) and (one.doses or not lets_go(one.text)):
            parts.append([])
            is_done = False
        parts[-1].append(one)
        is_done = is_done or any(
            not is_breath and dose.kind in ("reps", "hold", "breaths", "go on") for dose in one.doses
        )
    if not is_done:
        parts[-2:] = [[*parts[-2], *parts[-1]]]
    if not FEWEST_PARTS <= len(parts) - 1 <= MOST_PARTS:
        return [unit]
    texts = [_COUNTED.sub("", " ".join(one.text for one in part)) for part in parts if part]
    blocks = [with_lead(replace(unit.block, text=text, lead="", lead_mark="")) for text in texts]
    units = [replace(unit, block=block, title=block.lead, sentences=tuple(tagged(block))) for block in blocks]
    return [*units[: bool(parts[0])], *(replace(one, sentences=_moving(one)) for one in units[bool(parts[0]) :])]


def _moving(unit: TitledBlock) -> tuple[Sentence, ...]:
    """The sentences of a part, of which the first asks for the movement where none else does."""
    if any(one.moves for one in unit.sentences):
        return unit.sentences
    return (replace(unit.sentences[0], role="move", moves=True), *unit.sentences[1:])


def _in_turn(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph that calls what it told in turn `these exercises`, cut where each begins; none where it does not.

    The amounts that it gives each of these are put to each.
    """
    turns = [at for at, one in enumerate(unit.sentences) if one.role in ("move", "setup") and _TURN.match(one.text)]
    first = next((at for at, one in enumerate(unit.sentences) if one.moves), 0)
    starts = sorted({first, *turns})
    told = [at for at, one in enumerate(unit.sentences) if at > starts[-1] and lexicon().has("of_all", one.text)]
    if len(starts) < FEWEST_PARTS or not told:
        return []
    ends = [*starts[1:], told[0]]
    amounts = tuple(unit.sentences[at] for at in told if unit.sentences[at].doses)
    parts = [unit.sentences[start:end] + amounts[:1] for start, end in zip(starts, ends, strict=True)]
    around = [unit.sentences[: starts[0]], *parts, unit.sentences[told[0] + bool(amounts) :]]
    return [
        replace(
            unit,
            block=replace(unit.block, text=" ".join(one.text for one in part)),
            sentences=part,
            is_listed=part in parts,
        )
        for part in around
        if part
    ]


def _strung(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph with a sentence that strings movements together by semicolons, cut into these; none without one."""
    parts: list[list[str]] = [[]]
    strung: set[int] = set()
    for one in unit.sentences:
        pieces = [plain for piece in one.text.split(";") if (plain := piece.strip(" ;"))]
        is_asking = all(is_movement(piece) or likely(piece)["do"] > MAY_ASK for piece in pieces)
        if len(pieces) < FEWEST_PARTS or not is_asking or any(map(_goes_along, pieces[1:])):
            parts[-1].append(one.text)
        else:
            strung.update(range(len(parts), len(parts) + len(pieces)))
            parts += [*([piece[0].upper() + piece[1:]] for piece in pieces), []]
    units: list[TitledBlock] = []
    for at, part in ((at, part) for at, part in enumerate(parts if strung else ()) if part):
        block = replace(unit.block, text=" ".join(part))
        cut = replace(unit, block=block, sentences=tuple(tagged(block)), is_listed=at in strung)
        is_ready = any(told.role == "setup" for told in cut.sentences) and not cut.is_listed
        cut = replace(cut, layout="" if is_ready else unit.layout)
        units.append(replace(cut, sentences=_moving(cut)) if cut.is_listed else cut)
    return units


def _goes_along(text: str) -> bool:
    """Whether words go on from the movement before them."""
    return any(lexicon().begins(name, text) for name in ("links", "step", "lets_go"))


def _called(told: Sequence[Sentence], at: int) -> tuple[str, str]:
    """The name by which a sentence calls what it tells, and the whole sentence: `The next one is the Cobra.`"""
    found = _NAMES.search(told[at].text)
    return found["name"].strip() if found else announced(told[at].text), told[at].text


def _headed(told: Sequence[Sentence], at: int) -> tuple[str, str]:
    """The name that stands before a sentence or alone, and what follows it: `Knee bend: Lie …`, `Knee bend Lying …`."""
    text = told[at].text
    if found := run_on(text):
        return found
    led = with_lead(TextBlock("paragraph", text))
    if led.lead_mark == ":" and led.text and title_of_block(led) and _names_whole(led.lead):
        return led.lead, led.text
    is_alone = text.endswith(".") and at + 1 < len(told) and told[at + 1].moves and is_name_alone(text)
    return (text.rstrip("."), "") if is_alone else ("", text)


def _names_whole(lead: str) -> bool:
    """Whether words before a colon may name an exercise, and not a part or a side of one."""
    return not (label_role(lead) or _SIDE.search(lead)) and likely(lead)["title"] > MAY_NAME


def _named_parts(unit: TitledBlock, name_of: Callable[[Sequence[Sentence], int], tuple[str, str]]) -> list[TitledBlock]:
    """A paragraph of which sentences name exercises, one after the other, cut before these; none where it is not so."""
    parts: list[tuple[str, list[str]]] = [(unit.block.lead, [])]
    for at, one in enumerate(unit.sentences):
        name, text = name_of(unit.sentences, at)
        if name and name.lower() not in (other.lower() for other, _ in parts):
            parts.append((name, [text]))
        else:
            parts[-1][1].append(one.text)
    blocks = [
        replace(unit.block, text=" ".join(filter(None, told)), lead=name, lead_mark="." if name else "")
        for name, told in parts
        if any(told)
    ]
    units = [
        replace(
            unit,
            block=block,
            title=block.lead,
            layout="lead." if block.lead else unit.layout,
            sentences=tuple(tagged(block)),
        )
        for block in blocks
    ]
    named = [unit for unit in units if unit.title]
    if len(named) < 2 or not all(any(one.moves or one.doses for one in unit.sentences) for unit in named):
        return []
    return units
