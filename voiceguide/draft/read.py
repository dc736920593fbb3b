"""A file's bytes to an article: what kind of file it is, and in which encoding."""

import re
from contextlib import suppress

from voiceguide.draft.blocks import Article
from voiceguide.draft.text import is_markdown, read_markdown, read_text
from voiceguide.errors import DraftError
from voiceguide.extras import command_for, missing_in

MOST_BYTES = 5_000_000

_HTML = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|ul|ol|table|span|section)\b", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^()\n]{0,500}\) ?")
_TORN_RANGE = re.compile(r"(?<=\d)[\u00e2\u0101]\u20ac[\"\u201c\u201d](?=\d)")
"""What is left of the dash of a range where a text was decoded wrongly before it was saved."""
_WRITTEN_OUT = re.compile(r"(?<=[.!?:])(?:\\r)?\\n(?:(?:\\r)?\\n)*(?=[A-Z])")
"""Ends of lines as data writes them out, between sentences: `\\n`."""
_BINARY = {
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "a rich text file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"ID3": "a recording",
    b"RIFF": "a recording or a picture",
    b"\x1f\x8b": "a packed file",
    b"\x7fELF": "a program",
    b"MZ": "a program",
}


def read_article(data: bytes, name: str) -> Article:
    """Read an article from plain text, Markdown, a saved web page, a PDF file or a Word document.

    Args:
        data: the file's bytes, at most `MOST_BYTES`.
        name: what the file is called, for messages.

    Raises:
        DraftError: it is too large, empty, or none of these; or the extra `[draft]` is not installed.
    """
    if missing := missing_in("draft"):
        raise DraftError(
            f"Articles are read with packages that are not installed ({', '.join(missing)}). Please run: {command_for('draft')}"
        )
    if len(data) > MOST_BYTES:
        raise DraftError(
            f"{name} has more than {MOST_BYTES // 1_000_000} MB: expected an article; copy the exercises into a text file of their own."
        )
    if data.lstrip().startswith(b"%PDF-") or data.startswith(b"PK\x03\x04"):
        from voiceguide.draft.documents import read_pdf, read_word

        return read_word(data, name) if data.startswith(b"PK") else read_pdf(data, name)
    for mark, what in _BINARY.items():
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:512]):
            raise DraftError(
                f"{name} is {what}: expected text, Markdown, a web page, a PDF or a Word document (.docx); save it as one of these."
            )
    text = _TORN_RANGE.sub("-", decode(data, name))
    text = _IMAGE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _WRITTEN_OUT.sub(lambda end: "\n" * end[0].count("n"), text)
    if not text.strip():
        raise DraftError(f"{name} is empty: expected an article with exercises.")
    if _HTML.search(data[:4096]) or _is_mostly_tags(text):
        from voiceguide.draft.html import read_html

        return read_html(text, name)
    return read_markdown(text) if is_markdown(text) else read_text(text)


def decode(data: bytes, name: str) -> str:
    """The text of some bytes: UTF-8, or the encoding that fits best.

    Raises:
        DraftError: it is no text.
    """
    if b"\0" not in data:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8-sig")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    text = data.decode(best.encoding, errors="replace") if best else ""
    unseen = sum(not (char.isprintable() or char.isspace()) for char in text[:20_000])
    if best is None or unseen > len(text[:20_000]) * 0.05:
        raise DraftError(f"{name} is no text: expected text, Markdown, a web page, a PDF or a Word document (.docx).")
    return text


def _is_mostly_tags(text: str) -> bool:
    return len(re.findall(r"</?(?:p|div|li|h\d|br|strong|em|ul|ol)\b[^<>]{0,200}>", text[:100_000])) >= 6
