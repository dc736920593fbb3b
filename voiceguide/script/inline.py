"""The plain text of inline Markdown, and the place of each part of it in the file."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from markdown_it.token import Token

from voiceguide.problems import Place, Problems
from voiceguide.script.readable import first_unseen, refusal

REFUSED_INLINE = {
    "code_inline": "code cannot be spoken: remove the back quotes",
    "html_inline": "HTML cannot be spoken: use plain Markdown, or a comment <!-- … -->",
}

_TARGET = re.compile(r"\](?:\([^)]*\)|\[[^\]]*\])?")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file, to make places from."""

    file: str
    lines: Sequence[str]

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a line and a column, both counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, source)


class Origin:
    """Finds the places of a block's text. Its lines are those of the file without the marks of lists and quotes."""

    def __init__(self, token: Token, source: Source) -> None:
        self.source = source
        self.first = token.map[0] if token.map else 0
        texts = token.content.split("\n")
        self.starts = [0, *accumulate(len(text) + 1 for text in texts)]
        self.columns = [
            source.lines[line].rfind(text.strip(" \t")) - (len(text) - len(text.lstrip(" \t")))
            for line, text in enumerate(texts, self.first)
        ]

    def place(self, offset: int) -> Place:
        """The place of the character at an offset in the text."""
        index = min(bisect_right(self.starts, offset), len(self.columns)) - 1
        return self.source.place(self.first + index, max(0, self.columns[index] + offset - self.starts[index]))


@dataclass(frozen=True, slots=True)
class Inline:
    """Plain text, with `marks`, `link` and `after_link` as in `markdown.Block`."""

    text: str
    marks: tuple[tuple[int, Place], ...]
    link: str | None
    after_link: int


def read_inline(token: Token, origin: Origin, begin: int, problems: Problems) -> Inline:
    """The plain text of a token from offset `begin` on. Marks of emphasis, images, comments and what is struck out are left out,
    and so are marks that only some programs know (`_MARKS`).

    The place of each part is found by searching for the part as written, from the end of the part before it.
    """
    if _FOOTNOTE.match(token.content):
        return Inline("", ((0, origin.place(begin)),), None, 0)
    text, marks = "", [(0, origin.place(begin))]
    link, after_link = None, 0
    cursor = 0
    struck = False
    for part in token.children or []:
        written = _written(part)
        at = token.content.find(written, cursor)
        at, cursor = (at, at + len(written)) if at >= 0 else (cursor, cursor)
        match part.type:
            case "text" | "text_special":
                piece = part.content[max(0, begin - at) :]
                piece = piece if text else piece.lstrip()
                at += len(part.content) - len(piece)
                for offset, words in () if struck else _without_marks(piece, is_first=not text):
                    marks.append((len(text), origin.place(at + offset)))
                    text += words
                if (unseen := first_unseen(piece)) is not None:
                    problems.error(origin.place(at), refusal(piece[unseen]))
            case "s_open" | "s_close":
                struck = part.type == "s_open"
            case "softbreak" | "hardbreak":
                text += " " if text and not text.endswith(" ") else ""
            case "link_open":
                link = str(part.attrs.get("href", "")) if link is None else link
            case "link_close" | "image":
                after_link = len(text) if part.type == "link_close" and not after_link else after_link
                target = _TARGET.match(token.content, cursor)
                cursor = target.end() if target else cursor
            case "html_inline" if is_comment(part.content):
                pass
            case refused if refused in REFUSED_INLINE:
                problems.error(origin.place(at), REFUSED_INLINE[refused])
            case _:
                pass
    return Inline(text.rstrip(), tuple(marks[1:] or marks), link, after_link)


_MARKS = re.compile(
    r"""
      \[\[ (?:[^\[\]|]*\|)? (?P<wiki>[^\[\]|]*) \]\]  # a link of a wiki
    | \[\^[^\[\]]*\]                                # a footnote
    | %%[^%]*%%                                      # a comment of Obsidian
    | (?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])    # the name of an emoji
    | (?P<mark>==|\+\+|\|\|)(?=\S)(?P<marked>[^=+|]*[^=+|\s])(?P=mark)  # highlighted, inserted, hidden
    """,
    re.VERBOSE,
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]]*\]:")
"""The beginning of a footnote itself, which is for readers alone."""

_TASK = re.compile(r"\[[ xX]\][ ]+")


def _without_marks(piece: str, *, is_first: bool) -> Iterator[tuple[int, str]]:
    """The words of a piece of text with their offsets in it, without marks that CommonMark does not know."""
    task = _TASK.match(piece) if is_first else None
    start = task.end() if task else 0
    for mark in _MARKS.finditer(piece, start):
        kept = "marked" if mark["marked"] is not None else "wiki"
        yield from ((at, piece[at:end]) for at, end in ((start, mark.start()), mark.span(kept)) if at < end)
        start = mark.end()
    if start < len(piece):
        yield start, piece[start:]


def _written(part: Token) -> str:
    """The beginning of a part as written in the file; empty where that is not known."""
    match part.type:
        case "text" | "html_inline" | "image":
            return part.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "link_open" | "link_close":
            return ""
        case _:
            return part.markup


def is_comment(html: str) -> bool:
    """Whether a piece of HTML has only comments in it."""
    return "-->" in html and not re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL).strip()
