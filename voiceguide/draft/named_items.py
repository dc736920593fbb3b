"""Names at the start of items that are laid out alike, whatever sign is after them: `1. Heel digs. …`, `2. Wall sit, back flat …`."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.announced import announced
from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.doses import doses
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.tag import label_role
from voiceguide.draft.vocabulary import lexicon, pattern

FEWEST_NAMED = 2
"""Blocks that are laid out alike, of which most begin with a name."""

MOSTLY = 0.5
"""The part of them that does."""

LIKELY, NAMED, SURE = 0.3, 0.5, 0.9
"""The least probability of words that they are a title, that they are one or a heading, and of a title that names a position."""

LONGEST_NAME = 7
"""Words."""

FARTHEST_DOSE = 2000
"""Characters from the start of a paragraph, among which the amount of its exercise is looked for."""

_NAME = re.compile(
    r"(?P<opener>[a-z][^.:;,A-Z]{0,30}[ -](?=[A-Z][a-z]+ ?[a-z]))?"  # `then Flamingo. …`, where all else is in small letters
    r"(?P<name>[^\d.,;:!?()]{3,50}?)(?: (?P<aside>\([^()]{3,40}\)))?(?:[.,;:]| [-\u2013])\s+(?P<text>\S+ \S.*)",
    re.DOTALL,
)
_STATE = re.compile(
    r"\b(?:together|apart|flat|up|down|forwards?|backwards?|bent|straight|wide|still|soft|tall|closed|open|\w+ed)$",
    re.IGNORECASE,
)


def with_names(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks, with the name at the start of each as its lead where most of those that are laid out alike begin with one."""
    told = list(blocks)
    for kind in filter(None, dict.fromkeys(map(_kind, blocks))):
        alike = [at for at, block in enumerate(told) if _kind(block) == kind]
        named = {at: one for at in alike if (one := _named(told[at])).lead}
        if len(named) >= max(FEWEST_NAMED, MOSTLY * len(alike)):
            between = range(alike[0], alike[-1])
            others = {
                at: one for at in between if told[at].kind == told[alike[0]].kind and (one := _named(told[at])).lead
            }
            told = [{**others, **named}.get(at, block) for at, block in enumerate(told)]
    return told


def _kind(block: TextBlock) -> str:
    """What blocks that are laid out alike have in common; empty for those that are no items, and give no amounts."""
    if block.kind == "item":
        return f"item {block.level} {bool(block.number)}"
    is_dosed = any(dose.kind not in ASKS_NOTHING for dose in doses(block.text[:FARTHEST_DOSE]))
    return "paragraph" if block.kind == "paragraph" and block.is_apart and is_dosed else ""


def _named(block: TextBlock) -> TextBlock:
    """A block with the name at its start as its lead; as it is where it has one, or begins with something else.

    The part of a class before it, as in `Warm-up: neck tilts, …`, is none.
    """
    found = None if block.lead and not lexicon().is_all("parts", block.lead) else _NAME.match(block.text)
    if not (found and is_name(found["name"])):
        return block
    text = f"{aside}. {found['text']}" if (aside := found["aside"]) else found["text"]
    return replace(block, lead=found["name"].strip('"'), lead_mark=".", text=text)


def is_name(words: str) -> bool:
    """Whether words name an exercise: they are likely a title, and neither a label, a breath nor how a part of the body is."""
    is_label = bool(label_role(words)) or pattern("breath_mark").match(words) is not None
    is_state = lexicon().has("body", words.split()[0]) and _STATE.search(words) is not None
    if len(words.split()) > LONGEST_NAME or is_label or is_state:
        return False
    told = likely(words)
    if any(position.match(words) for position in lexicon().positions.values()) or without_openers(words) != words:
        return told["title"] >= SURE
    return told["title"] >= LIKELY and told["title"] + told["heading"] >= NAMED


def is_name_alone(text: str) -> bool:
    """Whether a sentence is a name and asks for nothing: `Knee extension.`"""
    name = text.rstrip(".")
    is_few = re.fullmatch(r"[A-Z][^.,:;!?()\d]{3,40}", name) is not None
    return is_few and lexicon().forms.get(name.split()[0].lower()) != name.split()[0].lower() and is_name(name)


def with_announced(block: TextBlock) -> TextBlock:
    """A paragraph with the name that it announces as its lead, and all its words after it; any other block as it is."""
    name = announced(block.text) if block.kind == "paragraph" and not block.lead else ""
    return replace(block, lead=name, lead_mark=".") if name else block
