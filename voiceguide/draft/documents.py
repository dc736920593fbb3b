"""A PDF file or a Word document to an article: a PDF's text as plain text, a Word document as the web page that it could be."""

import io
import logging
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING

from voiceguide.draft.blocks import Article, tidy
from voiceguide.draft.html import read_html
from voiceguide.draft.text import read_text
from voiceguide.errors import DraftError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

MOST_PAGES = 60
MOST_UNPACKED = 40_000_000
"""Bytes; a document that unpacks to more is no leaflet."""

_BROKEN: tuple[type[Exception], ...] = (
    ValueError, TypeError, LookupError, AttributeError, RuntimeError, OSError, ArithmeticError, AssertionError, ImportError
)  # fmt: skip
"""What the packages raise, beside errors of their own, where a file is not as it should be."""


@contextmanager
def _refusing(name: str, kind: str, *errors: type[Exception]) -> Iterator[None]:
    """Refuse a file in a sentence where reading it fails."""
    broken: tuple[type[Exception], ...] = (*errors, *_BROKEN)
    try:
        yield
    except DraftError:
        raise
    except broken as error:
        reason = str(error)[:60] or type(error).__name__
        raise DraftError(f"{name} cannot be read as a {kind} ({reason}): copy its text into a text file.") from None


def read_pdf(data: bytes, name: str) -> Article:
    """Read the text of a PDF file; what stands at the head or foot of most pages is left out.

    Raises:
        DraftError: it cannot be opened, has too many pages, or holds pictures of pages alone.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    with _refusing(name, "PDF", PyPdfError):
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DraftError(f"{name} is locked: save it again without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise DraftError(
                f"{name} has {len(reader.pages)} pages: expected at most {MOST_PAGES}; save those with the exercises."
            )
        pages = [page.extract_text().split("\n") for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    text = "\n\n".join("\n".join(lines) for lines in _without_running_heads(pages))
    if not text.strip():
        raise DraftError(f"{name} holds pictures of pages and no text: copy or scan its words into a text file.")
    return Article(title if len(title.split()) > 1 else "", read_text(text).blocks)


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The lines of pages without those that come again, but for their numbers, at the edges of most pages."""

    def plain(line: str) -> str:
        return "".join(char for char in line if not char.isdigit()).strip().lower()

    told = [[line for line in map(plain, lines) if line] for lines in pages]
    edges = Counter(line for lines in told for line in {*lines[:2], *lines[-2:]})
    running = {line for line, count in edges.items() if count > max(1, len(pages) / 2)}
    return [[line for line in lines if plain(line) not in running] for lines in pages]


def read_word(data: bytes, name: str) -> Article:
    """Read a Word document (.docx): its paragraphs by their styles, its tables by their rows.

    Raises:
        DraftError: it is none, or unpacks to more than any leaflet.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from docx.table import Table
    from lxml.etree import LxmlError

    with _refusing(name, "Word document", OpcError, LxmlError, zipfile.BadZipFile):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise DraftError(f"{name} unpacks to too much: expected a leaflet; copy its text into a text file.")
        document = docx.Document(io.BytesIO(data))
        parts = [
            _table(part) if isinstance(part, Table) else _paragraph(part) for part in document.iter_inner_content()
        ]
        title = tidy(document.core_properties.title or "")
    page = "".join(f'<div data-line="{number}">{part}</div>' for number, part in enumerate(parts, 1))
    blocks = read_html(f"<html><body>{page}</body></html>", name).blocks
    if not blocks:
        raise DraftError(f"{name} holds no text: copy its words into a text file.")
    return Article(title, blocks)


def _table(table: "Table") -> str:
    rows = (f"<tr>{''.join(f'<td>{escape(cell.text)}</td>' for cell in row.cells)}</tr>" for row in table.rows)
    return f"<table>{''.join(rows)}</table>"


def _paragraph(paragraph: "Paragraph") -> str:
    style = paragraph.style.name or "" if paragraph.style is not None else ""
    text = ""
    for piece in paragraph.iter_inner_content():
        words = escape(piece.text).replace("\n", "<br>")
        text += f"<b>{words}</b>" if getattr(piece, "bold", False) else words
    if style.startswith(("Heading", "Title")):
        level = style[-1] if style[-1] in "123456" else "1"
        return f"<h{level}>{text}</h{level}>"
    if style.startswith("List"):
        item = f"<ul><li>{text}</li></ul>"
        return f"<ul><li>{item}</li></ul>" if style.endswith("2") else item
    return f"<p>{text}</p>"
