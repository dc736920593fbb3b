"""Paragraphs that tell several exercises one after the other, cut into these."""

import re
from dataclasses import replace

from voiceguide.draft.blocks import with_lead
from voiceguide.draft.breaths import HOLDS_BREATH, breaths_in
from voiceguide.draft.stays import lets_go
from voiceguide.draft.tag import Sentence, tagged
from voiceguide.draft.titled import TitledBlock

FEWEST_PARTS = 3

MOST_PARTS = 40
"""Exercises in one paragraph: two may be one that is held twice."""

_COUNTED = re.compile(r"^(?:first|second|third|fourth|fifth|final|last)(?:ly)?, (?=\w+(?: \w+)?: )", re.IGNORECASE)

_NAMES = re.compile(
    r"\b(?i:the|an?) (?P<name>(?:[A-Z][\w'-]+ ){1,4})(?:exercise|stretch|pose|movement)\b"
    r"|\b(?i:first|second|third|fourth|fifth|sixth|next|last|final) (?:\w+ ){0,2}is (?:called |the |known as )*[\"']?(?P<told>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3})",
)


def cut_up(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph whose sentences are exercises of their own, one after the other, cut into these; else the whole."""
    if unit.layout != "para" and not any(_COUNTED.match(one.text) for one in unit.sentences):
        return [unit]
    if named := _named_parts(unit):
        return named
    parts: list[list[Sentence]] = [[]]
    is_done = True
    for one in unit.sentences:
        if is_done and one.moves and (one.doses or not lets_go(one.text)):
            parts.append([])
            is_done = False
        parts[-1].append(one)
        is_breath = breaths_in(one.text) or HOLDS_BREATH.search(one.text)
        is_done = is_done or any(
            not is_breath and dose.kind in ("reps", "hold", "breaths", "go on") for dose in one.doses
        )
    if not is_done:
        parts[-2:] = [[*parts[-2], *parts[-1]]]
    if not FEWEST_PARTS <= len(parts) - 1 <= MOST_PARTS:
        return [unit]
    texts = [_COUNTED.sub("", " ".join(one.text for one in part)) for part in parts if part]
    blocks = [with_lead(replace(unit.block, text=text, lead="", lead_mark="")) for text in texts]
    return [replace(unit, block=block, title=block.lead, sentences=tuple(tagged(block))) for block in blocks]


def _named_parts(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph of which sentences name exercises, one after the other, cut before these; none where it is not so."""
    parts: list[tuple[str, list[Sentence]]] = [("", [])]
    for one in unit.sentences:
        found = _NAMES.search(one.text)
        name = (found["name"] or found["told"]).strip() if found else ""
        if name and name.lower() not in (other.lower() for other, _ in parts):
            parts.append((name, []))
        parts[-1][1].append(one)
    if len(parts) < 3 or not all(any(one.moves for one in told) for _, told in parts[1:]):
        return []
    blocks = [
        replace(unit.block, text=" ".join(one.text for one in told), lead=name, lead_mark=".") for name, told in parts
    ]
    return [
        replace(unit, block=block if name else replace(block, lead="", lead_mark=""), title=name, sentences=tuple(told))
        for block, (name, told) in zip(blocks, parts, strict=True)
        if told
    ]
