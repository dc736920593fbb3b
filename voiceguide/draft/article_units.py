"""The units of an article: its blocks, each with what it may be, and paragraphs of several exercises cut into these."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.blocks import Article, TextBlock
from voiceguide.draft.cautions import opens_cautions
from voiceguide.draft.cleaned import contact, renumbered
from voiceguide.draft.doses import doses
from voiceguide.draft.exercise_lists import as_exercises
from voiceguide.draft.listed import as_one_list, as_steps
from voiceguide.draft.named_items import with_announced, with_names
from voiceguide.draft.notes import noted
from voiceguide.draft.paragraphs import cut_up
from voiceguide.draft.said_of_all import gives_all
from voiceguide.draft.tag import Sentence, label_role, name_and_amount, tagged
from voiceguide.draft.titled import (
    TitledBlock,
    could_be_title,
    layout_of,
    stops_exercises,
    title_of_block,
)
from voiceguide.draft.vocabulary import lexicon

_TIPS = re.compile(r"(?:\w+ )?tips\b[^.!?]{0,80}", re.IGNORECASE)
_NAMES_CAUTION = re.compile(r"(?:caution|warning|important|safety|precaution)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _PartAbove:
    """The part of an article that a block stands in: the label above it, and whether a heading begins the part."""

    label: str = ""
    is_headed: bool = False


def units_of(article: Article) -> list[TitledBlock]:
    """The blocks of an article, each with what it may be."""
    units: list[TitledBlock] = []
    part = _PartAbove()
    named = with_names(renumbered(article.blocks))
    for block in (with_announced(one) for whole in named for one in noted(whole)):
        if outer := contact(block):
            units.append(outer)
            continue
        unit = _named(block)
        part = _part_of(unit, part, units[-1:])
        units += cut_up(_without_amount(_as_opening(_told(unit, part.label))))
    if not any(unit.title for unit in units):  # what a label such as `Method:` begins is the exercise
        units = [replace(unit, layout="how") if unit.label == "how" and unit.sentences else unit for unit in units]
    return as_exercises(as_one_list(as_steps(units)))


def _named(block: TextBlock) -> TitledBlock:
    """A block with its title or its label, without its sentences."""
    head = block.lead or (block.text if could_be_title(block) or _TIPS.fullmatch(block.text) else "")
    label = _label(head, block)
    if block.lead and block.text and not label and lexicon().begins("safety", head):
        label, block = "caution", _with_when(block)
    may_stop = bool(head) and not label and _is_head(block)
    stops = may_stop and stops_exercises(head, block)
    is_goal = stops and block.kind == "paragraph" and any(dose.kind in ("reps", "hold") for dose in doses(head))
    stops = stops and not is_goal  # `Target repetitions = 15`
    title = "" if label or stops or is_goal else title_of_block(block)
    layout = "" if label or stops else layout_of(block, title)
    is_safety = stops and lexicon().begins("safety", head) is not None
    return TitledBlock(block, (), title, layout, label, stops, is_safety)


def _is_head(block: TextBlock) -> bool:
    """Whether a block can stand above others: it is set as a title, or has no text after its first words."""
    return block.kind in ("heading", "bold") or not (block.lead and block.text)


def _part_of(unit: TitledBlock, part: _PartAbove, before: Sequence[TitledBlock]) -> _PartAbove:
    """The part that a unit stands in or begins, after that of the unit before."""
    block = unit.block
    if unit.label == "caution" and block.kind == "item" and block.number:
        return replace(part, label=unit.label)
    if part.label == "caution" and block.kind == "paragraph" and any(one.block.kind != "heading" for one in before):
        return part
    if block.kind == "heading" or ((unit.label or unit.stops) and _is_head(block)):
        return _PartAbove(unit.label, is_headed=block.kind == "heading")
    is_outside = block.kind not in ("item", "row") and not part.is_headed and part.label != "setup"
    is_close = block.kind == "paragraph" and not block.is_apart
    return replace(part, label="") if (unit.title or is_outside) and not is_close else part


def _told(unit: TitledBlock, above: str) -> TitledBlock:
    """A unit with its sentences, under a label that stands above it; a name alone has none."""
    block = unit.block
    is_name = unit.label or unit.stops or (block.kind in ("heading", "bold") and not gives_all(block.text))
    if is_name and not (block.lead and block.text):
        return unit
    told = tagged(block, unit.label if block.lead else above)
    if len(told) > 1 or block.lead or block.kind != "paragraph":
        told = [replace(one, role="reminder", moves=False) if _is_remark(one) else one for one in told]
    return replace(unit, sentences=tuple(told))


def _as_opening(unit: TitledBlock) -> TitledBlock:
    """A unit that opens a list of cautions as one that begins a part without exercises; any other as it is."""
    is_open = bool(opens_cautions(unit.block))
    return replace(unit, title="", layout="", stops=True, is_safety=True) if is_open else unit


def _label(head: str, block: TextBlock) -> str:
    """The role that the first words of a block give to what they label; a rest is one only before other words."""
    label = label_role(head) if head else ""
    return "" if label == "rest" and not (block.lead and block.text) else label


def _with_when(block: TextBlock) -> TextBlock:
    """A caution with the words before it that say when it holds, such as `Stop if: …`; `Warning:` alone says nothing."""
    if _NAMES_CAUTION.fullmatch(block.lead):
        return block
    joint = " " if block.lead.endswith(" if") else ": "
    return replace(block, text=f"{block.lead}{joint}{block.text}")


def _without_amount(unit: TitledBlock) -> TitledBlock:
    """A unit whose title has no amount any more: `Calf raise (x10)` is `Calf raise`, with `x10` among its sentences."""
    title, amount = name_and_amount(unit.title)
    if not amount:
        return replace(unit, title=title)
    block, told = unit.block, unit.sentences
    block = replace(block, lead=title) if block.lead else replace(block, text=title)
    told = tuple(tagged(block)) if told and not block.lead else told
    told += tuple(tagged(replace(block, text=amount.rstrip(")"), lead="")))
    return replace(unit, block=block, sentences=told, title=title)


def _is_remark(one: Sentence) -> bool:
    """Whether a sentence stands between brackets as a whole, and asks for something beside what is done."""
    return one.role in ("setup", "move") and not one.doses and re.fullmatch(r"\(.*\)\W*", one.text) is not None
