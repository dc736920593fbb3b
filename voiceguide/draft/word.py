"""A Word document to an article: its paragraphs by their styles, its tables by their rows."""

import io
import re
import zipfile

from voiceguide.draft.blocks import Article, TextBlock, are_heads, in_sequence, labelled, tidy, with_lead
from voiceguide.errors import DraftError

MOST_UNPACKED = 40_000_000
"""Bytes; a document that unpacks to more is no leaflet."""

_NUMBERED = re.compile(r"\(?(?:(?:exercise|step)\s*)?(\d{1,2}|[A-H])[.):]\s+", re.IGNORECASE)


def read_word(data: bytes, name: str) -> Article:
    """Read a Word document (.docx).

    Raises:
        DraftError: it is none, or unpacks to more than any leaflet.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise DraftError(f"{name} unpacks to too much: expected a leaflet; copy its text into a text file.")
        document = docx.Document(io.BytesIO(data))
        blocks: list[TextBlock] = []
        for part in document.iter_inner_content():
            number = len(blocks) + 1
            if isinstance(part, Table):
                rows = [[tidy(cell.text) for cell in row.cells] for row in part.rows]
                blocks += _rows(rows, number)
                continue
            style = part.style.name if part.style is not None and part.style.name else ""
            bold = "".join(run.text for run in part.runs if run.bold) if part.runs and part.runs[0].bold else ""
            blocks += [_block(line, style, tidy(bold), number) for line in part.text.split("\n") if line.strip()]
        title = tidy(document.core_properties.title or "")
    except DraftError:
        raise
    except (
        OpcError,
        LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
        IndexError,
    ) as error:
        reason = str(error)[:60] or type(error).__name__
        raise DraftError(
            f"{name} cannot be read as a Word document ({reason}): copy its text into a text file."
        ) from None
    if not blocks:
        raise DraftError(f"{name} holds no text: copy its words into a text file.")
    return Article(title, tuple(part for block in blocks for part in in_sequence(block)))


def _rows(rows: list[list[str]], number: int) -> list[TextBlock]:
    if not rows:
        return []
    has_heads = are_heads(rows[0], [row[0] for row in rows])
    heads = rows[0] if has_heads else []
    return [
        TextBlock("row", labelled(row, heads), number, lead=row[0], lead_mark="bold")
        for row in rows[has_heads:]
        if len(row) > 1 and row[0]
    ]


def _block(line: str, style: str, bold: str, number: int) -> TextBlock:
    text = tidy(line)
    found = _NUMBERED.match(text)
    label = found[1].upper() if found else ""
    text = text[found.end() :] if found else text
    if heading := re.match(r"(?:Heading (\d)|Title)", style):
        return TextBlock("heading", text, number, int(heading[1] or 1), label, is_apart=True)
    if found or style.startswith("List"):
        return with_lead(TextBlock("item", text, number, 2 if style.endswith("2") else 1, label), bold)
    if bold and bold == text and len(text) < 90:
        return TextBlock("bold", text.rstrip(" :"), number, is_apart=True)
    return with_lead(TextBlock("paragraph", text, number, is_apart=True), bold)
