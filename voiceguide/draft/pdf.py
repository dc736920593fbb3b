"""A PDF file to an article, by the text in it."""

import io
import logging
from collections import Counter

from voiceguide.draft.blocks import Article
from voiceguide.draft.text import read_text
from voiceguide.errors import DraftError

MOST_PAGES = 60


def read_pdf(data: bytes, name: str) -> Article:
    """Read the text of a PDF file; what stands at the head or foot of most pages is left out.

    Raises:
        DraftError: it cannot be opened, has too many pages, or holds pictures of pages alone.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DraftError(f"{name} is locked: save it again without a password.")
        if len(reader.pages) > MOST_PAGES:
            raise DraftError(
                f"{name} has {len(reader.pages)} pages: expected at most {MOST_PAGES}; save those with the exercises."
            )
        pages = [page.extract_text() or "" for page in reader.pages]
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except DraftError:
        raise
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        ArithmeticError,
        AssertionError,
        NotImplementedError,
        ImportError,
    ) as error:
        raise DraftError(
            f"{name} cannot be read as a PDF ({str(error)[:60] or type(error).__name__}): copy its text into a text file."
        ) from None
    text = "\n\n".join(_without_running_heads(pages))
    if not text.strip():
        raise DraftError(f"{name} holds pictures of pages and no text: copy or scan its words into a text file.")
    article = read_text(text)
    return Article(title if len(title.split()) > 1 else "", article.blocks)


def _without_running_heads(pages: list[str]) -> list[str]:
    """Pages without the lines that come again at the edges of most of them."""
    if len(pages) < 2:
        return pages
    edges = Counter(line for page in pages for line in {_plain(line) for line in _edges(page)} if line)
    running = {line for line, count in edges.items() if count > len(pages) / 2}
    return ["\n".join(line for line in page.split("\n") if _plain(line) not in running) for page in pages]


def _edges(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    return lines[:2] + lines[-2:]


def _plain(line: str) -> str:
    return "".join(char for char in line if not char.isdigit()).strip().lower()
