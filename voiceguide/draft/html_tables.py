"""The tables of a web page: those by which it is only laid out become its text, and of the others each row is a block."""

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from voiceguide.draft.blocks import TextBlock, tidy
from voiceguide.draft.vocabulary import lexicon

if TYPE_CHECKING:
    from lxml.etree import _Element

_END = re.compile(r"[.!?]\s+\S.*[.!?]\W*$|[.!?]$", re.DOTALL)
"""How a text ends that is more than a name."""

_AMOUNT = re.compile(r"[\d\u2013-]+(?: ?(?:s|secs?|seconds?|counts?))?\.?", re.IGNORECASE)
_TIME = re.compile(r"(?:seconds|counts)\b", re.IGNORECASE)
_OF_BREATH = re.compile(r"(?:the )?breath(?:ing|s)?", re.IGNORECASE)
_IN_OR_OUT = re.compile(r"(^|[,;/] ?|\band )(in|out)\b", re.IGNORECASE)
_BREATH = re.compile(r"(?:inhal|exhal|hold|breathe? (?:in|out)|pause)", re.IGNORECASE)


def unfold(table: "_Element") -> None:
    """Make blocks of a table by which a page is only laid out: its cells are texts of their own, or hold blocks.

    Titles in one row with their texts in the rows below are read column by column.
    """
    rows = [list(row) for row in table.xpath("./tr|./*/tr")]
    told = [texts for row in rows if any(texts := [text for cell in row if (text := _words(cell))])]
    if not told or any(cell.tag != "td" for row in rows for cell in row):
        return
    are_long = [all(_END.search(text) for text in texts) for texts in told]
    widths = {len(texts) for texts in told}
    if are_long == [False, True] and len(widths) == 1 < max(widths):
        cells = [cell for column in zip_longest(*rows) for cell in column if cell is not None]
    elif all(are_long):
        cells = [cell for row in rows for cell in row]
    else:
        return
    for part in list(table):
        table.remove(part)
    table.tag = "div"
    for cell in cells:
        cell.tag = "div"
        table.append(cell)


def is_row(element: "_Element") -> bool:
    """Whether it is a row of a table; one cell alone is no row, as pages are laid out in tables."""
    return element.tag == "tr" and len(element) > 1


def row_block(row: "_Element", heads: list[str], line: int) -> tuple[TextBlock | None, list[str]]:
    """A row as a block, and the names of its table's columns after it.

    A row that names the columns is no block, nor is an empty one.

    Args:
        heads: the names of the columns so far; empty for none.
        line: where the row stands.
    """
    cells = _cells(row)
    table = next(row.iterancestors("table"), row)
    is_first = next(filter(is_row, table.iter("tr"))) is row
    heads = [] if is_first else heads
    if all(cell.tag == "th" for cell in row) or (is_first and _are_heads(cells, table)):
        return None, cells
    return _told(cells, heads, line), heads


def _told(cells: list[str], heads: list[str], line: int) -> TextBlock | None:
    """What a row of cells below some heads tells: a round of breaths, one breath, or an exercise with its name first."""
    blank = next((at for at, cell in enumerate(cells) if cell), 0)  # a picture stands first
    if heads and all(map(_AMOUNT.fullmatch, cells)):
        return TextBlock("paragraph", _counted(heads, cells).capitalize(), line, is_apart=True)
    if _BREATH.match(cells[0]) and len(cells) > 1 and _AMOUNT.fullmatch(cells[1]):
        unit = heads[1] if heads and _TIME.fullmatch(heads[1]) else ""
        return TextBlock("item", f"{cells[0]} for {cells[1]} {unit}".strip().capitalize(), line, 1)
    if not cells[blank]:
        return None
    is_numbered = len(cells) > 2 and cells[0].strip(".)").isdigit()
    cells, named = (cells[1:], heads[1:]) if is_numbered else (cells[blank:], heads[blank:])
    name, _, more = cells[0].partition(": ")
    text = f"{more}{'. ' * bool(more)}{_labelled(cells, named)}"
    return TextBlock("row", text, line, lead=name, lead_mark="bold")


def _words(element: "_Element") -> str:
    return tidy(" ".join(element.itertext()))


def _cells(row: "_Element") -> list[str]:
    return [_words(cell) for cell in row]


def _are_heads(cells: list[str], table: "_Element") -> bool:
    """Whether the first row of a table names its columns: no sentence is in it, and no labels stand below each other."""
    roles = ("setup", "how", "reps", "hold", "sets")
    firsts = [_cells(row)[:1] for row in table.iter("tr")]
    labels = sum(any(lexicon().is_all(role, cell) for role in roles) for first in firsts for cell in first)
    return not any("." in cell for cell in cells) and labels < 2


def _counted(heads: list[str], cells: list[str]) -> str:
    """Amounts after the names of their columns: `inhale for 4, hold for 7`; none where a cell has none."""
    return ", ".join(f"{head} for {cell}" for head, cell in zip(heads, cells, strict=False) if re.search("[1-9]", cell))


def _labelled(cells: list[str], heads: list[str]) -> str:
    """The cells of a row after its first as one text, amounts under a label such as `Reps` with it before them."""
    breaths = [index for index, head in enumerate(heads[: len(cells)]) if _BREATH.match(head)]
    texts = [f"{_counted([heads[at] for at in breaths], [cells[at] for at in breaths]).capitalize()}."] * bool(breaths)
    rest = [at for at in range(1, len(cells)) if at not in breaths]
    cells, heads = ([told[at] if at < len(told) else "" for at in rest] for told in (cells, heads))
    for cell, head in zip(cells, heads, strict=True):
        cell = _IN_OR_OUT.sub(r"\1breathe \2", cell) if _OF_BREATH.fullmatch(head) else cell
        role = next((role for role in ("sets", "reps", "hold") if head and lexicon().is_all(role, head)), "")
        text = f"{'Reps' if role == 'reps' else head}: {cell}" if role and not cell[:1].isalpha() else cell
        texts += [text if text.endswith((".", "!", "?")) else f"{text}."] if cell else []
    return " ".join(texts)
