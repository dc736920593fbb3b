"""Markdown to a flat list of blocks, each with its place: what the script language is made of."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from voiceguide.problems import Place, Problems

BlockKind = Literal["heading", "paragraph", "item", "quote", "caution"]

CAUTION = re.compile(r"\s*\[!CAUTION\]\s*", re.IGNORECASE)

_REFUSED = {
    "table_open": "a table cannot be spoken: write sentences or list items instead",
    "fence": "code cannot be spoken: write it as a sentence, or leave it out",
    "code_block": "an indented block is code, which cannot be spoken: take the spaces at its start away",
    "code_inline": "code cannot be spoken: take the back quotes away",
    "html_block": "HTML cannot be spoken: use plain Markdown, or a comment <!-- … -->",
    "html_inline": "HTML cannot be spoken: use plain Markdown, or a comment <!-- … -->",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a block quote or a caution, as plain text.

    `marks` says where in the source pieces of the text begin, as (offset in the text, place). `level` is a
    heading's; `ordered` an item's. `link` is the target of its first link, and `after_link` where that ends in the text.
    """

    kind: BlockKind
    text: str
    marks: tuple[tuple[int, Place], ...]
    level: int = 0
    ordered: bool = False
    link: str | None = None
    after_link: int = 0

    @property
    def place(self) -> Place:
        return self.marks[0][1]

    def place_at(self, offset: int) -> Place:
        """The place of a character of the text."""
        start, place = self.marks[bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1]
        return Place(place.file, place.line, place.column + offset - start, place.source)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the dashes, and the line of the file on which it begins."""

    text: str
    line: int


def read_markdown(text: str, file: str, problems: Problems) -> tuple[FrontMatter | None, list[Block]]:
    """Read a script's Markdown; what cannot be spoken is reported and left out."""
    tokens = MarkdownIt("commonmark").enable("table").use(front_matter_plugin).parse(text)
    front = next((FrontMatter(t.content, (t.map or [0])[0] + 2) for t in tokens[:1] if t.type == "front_matter"), None)
    return front, list(_blocks(tokens, _Source(file, text.split("\n")), problems))


class _Source:
    """The lines of a file, and places in them."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self.lines = lines

    def place(self, line: int, column: int = 0) -> Place:
        """The place of a line and a column, both counted from 0."""
        source = self.lines[line] if line < len(self.lines) else ""
        return Place(self.file, line + 1, column + 1, source)


def _blocks(tokens: Sequence[Token], source: _Source, problems: Problems) -> Iterator[Block]:
    lists: list[bool] = []
    items = quotes = 0
    heading = 0
    first_in_quote = caution = False
    skip_until: str | None = None
    line = 0
    for token in tokens:
        line = token.map[0] if token.map else line
        if skip_until:
            skip_until = None if token.type == skip_until else skip_until
            continue
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                if lists:
                    problems.error(source.place(line), "a list inside a list: expected one level of list items")
                lists.append(token.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                items += 1
                fresh_item = True
            case "list_item_close":
                items -= 1
                if fresh_item:
                    problems.error(source.place(line), "an empty list item: expected a step such as '- Inhale: …'")
            case "blockquote_open":
                quotes += 1
                first_in_quote, caution = True, False
            case "blockquote_close":
                quotes -= 1
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = 0
            case "inline":
                kind: BlockKind = "paragraph"
                if quotes:
                    caution = caution or (first_in_quote and bool(CAUTION.match(token.content)))
                    kind = "caution" if caution else "quote"
                    first_in_quote = False
                elif heading:
                    kind = "heading"
                elif items:
                    kind = "item" if fresh_item else "paragraph"
                    fresh_item = False
                block = _inline(token, source, problems, kind, heading, bool(lists and lists[-1]))
                if block.text or kind == "heading":
                    yield block
            case "html_block" if _is_comment(token.content):
                pass
            case kind_of if kind_of in _REFUSED:
                problems.error(source.place(line), _REFUSED[kind_of])
                skip_until = "table_close" if kind_of == "table_open" else None
            case _:
                pass


def _is_comment(html: str) -> bool:
    return not re.sub(r"<!--.*?-->", "", html, flags=re.DOTALL).strip()


def _inline(token: Token, source: _Source, problems: Problems, kind: BlockKind, level: int, ordered: bool) -> Block:
    """The text of an inline token: emphasis, images and comments left out, line breaks as spaces."""
    line, column = (token.map or [0])[0], 0
    text = ""
    marks: list[tuple[int, Place]] = []
    link: str | None = None
    after_link = depth = 0
    for child in token.children or []:
        match child.type:
            case "text" | "text_special":
                found = source.lines[line].find(child.content, column) if line < len(source.lines) else -1
                column = found if found >= 0 else column
                piece = child.content
                if kind == "caution" and not text:
                    piece = CAUTION.sub("", piece)
                    column += len(child.content) - len(piece)
                if piece:
                    marks.append((len(text), source.place(line, column)))
                    text += piece
                    column += len(piece)
            case "softbreak" | "hardbreak":
                line, column = line + 1, 0
                text += " " if text and not text.endswith(" ") else ""
            case "link_open":
                depth += 1
                if link is None:
                    link = str(child.attrs.get("href", ""))
            case "link_close":
                depth -= 1
                after_link = after_link or len(text)
            case "html_inline" if _is_comment(child.content):
                line += child.content.count("\n")
            case refused if refused in _REFUSED:
                problems.error(source.place(line, column), _REFUSED[refused])
            case _:
                pass
    return Block(kind, text.rstrip(), tuple(marks) or ((0, source.place(line)),), level, ordered, link, after_link)
