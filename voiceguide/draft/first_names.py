"""Names that stand first in a text with no mark of their own, where other exercises of the article are named so, too."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.announced import announced
from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.doses import ASKS_NOTHING, doses, numbers
from voiceguide.draft.positions import named_position
from voiceguide.draft.run_in import is_no_name
from voiceguide.draft.tag import label_role
from voiceguide.draft.vocabulary import lexicon

FEWEST_NAMED = 2
"""Exercises with a name that speak for a name of others."""

FARTHEST_DOSE = 2000
"""Characters from the start of a paragraph, among which the amount of its exercise is looked for."""

LONGEST_FIRST = 5
"""Words of a name that stands first."""

_FIRST = re.compile(
    r"\W*(?P<name>[A-Za-z][^.:;!?,()]*?)[\"']?(?P<end>\.\"?|,|;| [-\u2013]| \(?(?=(?:x ?)?\d))\s*(?P<text>\S.*)",
    re.DOTALL,
)
_NO_START = re.compile(
    r"(?:on|in|with|from|at|as|if|when|while|for|to|after|before|by|behind|keep\w*|feel|let|make|go|your|both|one|each|this|that|it|you|he|she|we|they|now|then|next|first|last|finally|second|third|start\w*|begin\w*|well|ok|sorry|great|yes|no)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"(?:hands|arms|legs|knees|feet|elbows|shoulders|palms|fingers|toes|eyes|heels|thumbs|back|head|chin)\b",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:apart|forwards?|backwards?|(?<!the )back|straight|bent|closed|open|down|up|together|wide|relaxed|slowly|gently|first|flat|tall|crossed|the|an?|your|of|with|in|on|to|and|or|for|hold|times|for)$",
    re.IGNORECASE,
)


def with_first_names(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks, of which those that give an amount have what they begin with as a name where most others have one."""
    told = [_announced(block) for block in blocks]
    for places in _alike(blocks):
        named = sum(bool(blocks[at].lead) or _is_called(blocks[at].text) for at in places)
        if named < max(FEWEST_NAMED, len(places) / 2):
            continue
        between = range(places[0], places[-1])
        others = [at for at in between if blocks[at].kind == blocks[places[0]].kind and _is_called(blocks[at].text)]
        for at in {*places, *others}:
            is_part = lexicon().is_all("parts", told[at].lead)
            found = _named(replace(told[at], lead="") if is_part else told[at])
            told[at] = found if found.lead and (is_part or not told[at].lead) else told[at]
    return told


def _announced(block: TextBlock) -> TextBlock:
    """A paragraph with the name that it announces as its lead, and all its words after it."""
    name = announced(block.text) if block.kind == "paragraph" and not block.lead else ""
    return replace(block, lead=name, lead_mark=".") if name else block


def _alike(blocks: Sequence[TextBlock]) -> list[list[int]]:
    """The places of numbered items, of each run of bullets, and of paragraphs that give an amount."""
    numbered = [at for at, block in enumerate(blocks) if block.kind == "item" and block.number and block.level == 1]
    dosed = [at for at, block in enumerate(blocks) if block.kind == "paragraph" and block.is_apart and _is_dosed(block)]
    runs: list[list[int]] = []
    for at, block in enumerate(blocks):
        if block.kind == "item" and not block.number:
            is_next = runs and runs[-1][-1] == at - 1 and block.level == blocks[at - 1].level
            runs[len(runs) - bool(is_next) :] = [[*(runs[-1] if is_next else []), at]]
    return [places for places in (numbered, dosed, *runs) if places]


def _is_dosed(block: TextBlock) -> bool:
    return any(dose.kind not in ASKS_NOTHING for dose in doses(block.text[:FARTHEST_DOSE]))


def _is_pose(words: list[str]) -> bool:
    """Whether a few words only tell a position: `Sit tall`, and neither `Sit to stand` nor `Standing calf stretch`."""
    name, first = " ".join(words), lexicon().forms.get(words[0].lower())
    is_move = re.fullmatch(r"\w+ to \w+", name) or (len(words) > 1 and _is_movement(words[-1].lower()))
    is_posed = (first in lexicon().posture and len(words) > 1) or named_position(name) is not None
    return is_posed and not is_move


def _is_movement(word: str) -> bool:
    """Whether a word is a noun of movement, such as `rolls` and `twist`."""
    return word in lexicon().forms or word in lexicon().words["noun_verbs"]


def _is_called(text: str) -> bool:
    """Whether a text begins with a name that a full stop ends, and that asks for nothing: `Turtle. Kneel, and …`."""
    found = _FIRST.match(text)
    if not found or found["end"][:1] != "." or not _is_name(found["name"], ".", found["text"]):
        return False
    first = found["name"].split()[0].lower()
    return lexicon().forms.get(first) != first


def is_name_alone(text: str) -> bool:
    """Whether a sentence is a name and asks for nothing: `Knee extension.`"""
    name = text.rstrip(".")
    first = name.split()[0].lower()
    is_few = re.fullmatch(r"[A-Z][^.,:;!?()\d]{3,40}", name) is not None
    return is_few and lexicon().forms.get(first) != first and _is_name(name, ".", "what is told")


def _named(block: TextBlock) -> TextBlock:
    """A block with the few words as its lead that it begins with, up to a stop, a comma, a dash or a number."""
    found = _FIRST.match(block.text)
    if not found or not _is_name(found["name"], found["end"], found["text"]):
        return block
    text = found["text"]
    return replace(block, text=text[:1].upper() + text[1:], lead=found["name"].strip(), lead_mark=".")


def _is_name(name: str, end: str, after: str) -> bool:
    """Whether a few words name what is told after them: they are no position, no breath and no amount, and are not part of it."""
    words = name.split()
    first = words[0].lower()
    asks = lexicon().forms.get(first) == first and (len(words) > 3 or end == ",")
    return not (
        len(words) > LONGEST_FIRST
        or asks
        or _NO_START.match(name)
        or _NO_END.search(name)
        or is_no_name(name)
        or numbers(name)
        or label_role(name)
        or breaths_in(name)
        or _is_pose(words)
        or (_PLACED.match(name) and not _is_movement(words[-1].lower()))
        or (end == "," and lexicon().has("body", name) and lexicon().has("body", words[-1]))
        or not re.search(r"[a-z]{3}", after, re.IGNORECASE)
    )
