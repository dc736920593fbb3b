"""The blocks of an article without what a page puts around and between them: numbers alone, titles told twice, addresses."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.tag import label_role, tagged
from voiceguide.draft.titled import LONGEST_TITLE, TitledBlock
from voiceguide.draft.vocabulary import lexicon

LONGEST_CONTACT = 200
"""Characters of a block that says who is behind a page."""

_TRAIL = re.compile(r"(?:[^\s|>/\u00bb\u203a\u00b7][^|>\u00bb\u203a\u00b7]*? [|>/\u00bb\u203a\u00b7] ){2}")
"""The way to a page, such as `Home > Advice > Neck`, or what can be done on it, such as `Reply | Like | Share`."""

_NUMBER_ALONE = re.compile(
    r"(?:(?P<step>step)|exercise|ex\.?|stretch|pose|move) ?(?P<number>\d{1,2}|[A-H])\W*", re.IGNORECASE
)

_BARE = re.compile(r"(\d{1,2}) (?=[A-Z])")


def renumbered(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks with a number such as `Step 2` from the line above before them; answers without `A:`; no title twice."""
    told: list[TextBlock] = []
    asks = any(re.match(r"Q\d*[.:] ", f"{block.lead}: {block.text}" if block.lead else block.text) for block in blocks)
    waiting = ""
    for block in _without_bare_numbers(blocks):
        if block.kind == "paragraph" and (_numbers_picture(block, told[-1:]) or _repeats(block, told[-1:])):
            continue
        alone = _NUMBER_ALONE.fullmatch(block.text or block.lead)
        if alone and (alone["step"] or block.kind == "paragraph"):
            waiting = alone["number"]
            continue
        if waiting and block.kind == "paragraph":
            block = replace(block, kind="item", number=waiting, level=1)
        elif asks and "A" in (block.number, block.lead):
            block = replace(block, kind="paragraph", number="", lead="", lead_mark="", is_apart=True)
        told.append(block)
        waiting = ""
    return told


def _numbers_picture(block: TextBlock, before: Sequence[TextBlock]) -> bool:
    """Whether a paragraph is a number alone, which no label before it asks for."""
    return block.whole.isdigit() and not any(label_role(one.lead or one.text) for one in before)


def _repeats(block: TextBlock, before: Sequence[TextBlock]) -> bool:
    """Whether a paragraph is the title before it once more."""
    return len(block.text.split()) <= LONGEST_TITLE and any(block.text == one.text for one in before)


def _without_bare_numbers(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks, of which headings that begin with 1, 2, 3 and so on have these as their numbers."""
    led = {
        at: found for at, block in enumerate(blocks) if block.kind != "paragraph" and (found := _BARE.match(block.text))
    }
    if [int(found[1]) for found in led.values()] != list(range(1, len(led) + 1)) or len(led) < 2:
        return list(blocks)
    return [
        replace(block, number=led[at][1], text=block.text[led[at].end() :]) if at in led else block
        for at, block in enumerate(blocks)
    ]


def contact(block: TextBlock) -> TitledBlock | None:
    """A block that says who is behind a page, such as a telephone number, as noise; None where it asks for anything."""
    text = block.whole
    if len(text) > LONGEST_CONTACT:
        return None
    words, is_trail = lexicon(), _TRAIL.search(text) is not None
    is_page = is_trail and words.has("noise", text)
    if not (is_trail or words.has("contact", text) or words.has("noise", block.lead)):
        return None
    whole = replace(block, kind="paragraph", text=text, lead="", lead_mark="")
    told = tagged(whole)
    if any(one.warns or one.doses or (one.moves and not is_page) for one in told):
        return None
    return TitledBlock(whole, tuple(replace(one, role="noise", moves=False) for one in told))
