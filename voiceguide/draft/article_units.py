"""The units of an article: its blocks, each with what it may be, and paragraphs of several exercises cut into these."""

import re
from dataclasses import replace

from voiceguide.draft.blocks import Article, TextBlock
from voiceguide.draft.cleaned import contact, renumbered
from voiceguide.draft.doses import doses
from voiceguide.draft.listed import as_one_list, as_steps
from voiceguide.draft.notes import noted
from voiceguide.draft.paragraphs import cut_up
from voiceguide.draft.tag import Sentence, label_role, name_and_amount, tagged
from voiceguide.draft.titled import (
    TitledBlock,
    could_be_title,
    is_said_of_all,
    layout_of,
    opens_cautions,
    stops_exercises,
    title_of_block,
)
from voiceguide.draft.vocabulary import lexicon

_TIPS = re.compile(r"(?:\w+ )?tips\b[^.!?]{0,80}", re.IGNORECASE)

_NAMES_CAUTION = re.compile(r"(?:caution|warning|important|safety|precaution)s?", re.IGNORECASE)


def units_of(article: Article) -> list[TitledBlock]:
    """The blocks of an article, each with what it may be."""
    units: list[TitledBlock] = []
    above, is_under_heading = "", False  # the label that a block stands under
    blocks = [part for block in renumbered(article.blocks) for part in noted(block)]
    for block in blocks:
        if outer := contact(block):
            units.append(outer)
            continue
        head = block.lead or (block.text if could_be_title(block) or _TIPS.fullmatch(block.text) else "")
        label = _label(head, block)
        is_head = bool(head) and (block.kind in ("heading", "bold") or not block.lead or not block.text)
        if block.lead and block.text and not label and lexicon().begins("safety", head):
            label, block = "caution", _with_when(block)
        stops = is_head and not label and stops_exercises(head, block)
        is_goal = stops and block.kind == "paragraph" and any(dose.kind in ("reps", "hold") for dose in doses(head))
        stops = stops and not is_goal  # `Target repetitions = 15`
        title = "" if label or stops or is_goal else title_of_block(block)
        if label == "caution" and block.kind == "item" and block.number:
            above = label
        elif above == "caution" and block.kind == "paragraph" and units and units[-1].block.kind != "heading":
            pass
        elif (is_head and (label or stops)) or block.kind == "heading":
            above, is_under_heading = label, block.kind == "heading"
        elif title or (block.kind not in ("item", "row") and not is_under_heading and above != "setup"):
            above = above if block.kind == "paragraph" and not block.is_apart else ""
        is_name = label or stops or (block.kind in ("heading", "bold") and not is_said_of_all(block.text))
        is_told = not is_name or (block.lead and block.text)
        told = tagged(block, label if block.lead else above) if is_told else []
        told = [replace(one, role="reminder", moves=False) if _is_remark(one) else one for one in told]
        layout = "" if label or stops else layout_of(block, title)
        opens = opens_cautions(block)
        stops, layout = bool(stops or opens), "" if opens else layout
        title = "" if opens else title
        is_safety = stops and (bool(opens) or lexicon().begins("safety", head) is not None)
        units += cut_up(_without_amount(TitledBlock(block, tuple(told), title, layout, label, stops, is_safety)))
    if not any(unit.title for unit in units):  # what a label such as `Method:` begins is the exercise
        units = [replace(unit, layout="how") if unit.label == "how" and unit.sentences else unit for unit in units]
    return as_one_list(as_steps(units))


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
