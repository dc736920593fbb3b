"""Reads Markdown into a flat list of blocks, each with its place. The script language is made of these."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.inline import Origin, Source, is_comment, read_inline
from voiceguide.script.readable import LONGEST_BLOCK

BlockKind = Literal["heading", "paragraph", "item", "quote", "caution"]

CAUTION = "[!CAUTION]"

_CALLOUT = re.compile(r"\s*(?P<mark>\[![^\]\n]*\])\s*")
_NESTS = {"bullet_list": "a list", "ordered_list": "a list", "blockquote": "a quote", "heading": "a heading"}
_REFUSED = {
    "table_open": "a table cannot be spoken: write sentences or list items instead",
    "fence": "code cannot be spoken: write it as a sentence, or leave it out",
    "code_block": "an indented block is code, which cannot be spoken: remove the spaces at its start",
    "html_block": "HTML cannot be spoken: use plain Markdown, or a comment <!-- … --> on a line of its own",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list item, a block quote or a caution, as plain text.

    Attributes:
        marks: where parts of the text begin in the file, as (offset in the text, place), in order; never empty.
        level: the level of a heading, from 1; 0 for other blocks.
        ordered: whether the block is in a numbered list.
        link: the target of the first link; None without one.
        after_link: the offset in the text at which that link ends.
        language: the BCP 47 tag of the script's language.
    """

    kind: BlockKind
    text: str
    marks: tuple[tuple[int, Place], ...]
    level: int = 0
    ordered: bool = False
    link: str | None = None
    after_link: int = 0
    language: str = "en"

    @property
    def place(self) -> Place:
        return self.marks[0][1]

    def place_at(self, offset: int) -> Place:
        """The place of the character at an offset in the text."""
        start, place = self.marks[bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1]
        return Place(place.file, place.line, place.column + offset - start, place.source)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML between the dashes, and the line of the file on which it begins, counted from 1."""

    text: str
    line: int


class _LinksAsWritten(MarkdownIt):
    """Keeps links as the author wrote them, for messages; markdown-it would encode them as browsers do."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url


@cache
def _parser() -> MarkdownIt:
    """A parser, which keeps nothing of what it parses.

    Inline text is parsed only after its length was checked. It is not joined, so that each part can be found in the file.
    """
    parser = _LinksAsWritten("commonmark").enable(["table", "strikethrough"]).disable(["inline", "text_join"])
    return parser.use(front_matter_plugin)


def read_markdown(
    text: str, lines: Sequence[str], file: str, problems: Problems
) -> tuple[FrontMatter | None, list[Block]]:
    """Read a script's Markdown. What cannot be spoken is reported and left out. `lines` are the lines of `text`."""
    markdown = _parser()
    defined: dict[str, object] = {}
    tokens = markdown.parse(text, defined)
    source = Source(file, lines)
    front = None
    if tokens and tokens[0].type == "front_matter":
        front = FrontMatter(tokens[0].content, 2)
    elif lines[0].rstrip() == "---":
        problems.error(source.place(0), "front matter without an end: expected a line '---' under its keys")
    for token in tokens:
        if token.type == "inline" and len(token.content) <= LONGEST_BLOCK:
            token.children = []
            markdown.inline.parse(token.content, markdown, defined, token.children)
    return front, list(_MarkdownBlocks(source, problems).read(tokens))


@dataclass(slots=True)
class _Container:
    """An open list, item, quote or heading, and the number of texts in it so far."""

    kind: str
    token: Token
    texts: int = 0
    is_caution: bool = False


class _MarkdownBlocks:
    """Makes blocks from tokens. `open` are the containers around the current token, the outermost first."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self.source = source
        self.problems = problems
        self.open: list[_Container] = []

    def read(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            if token.type in _REFUSED and not (token.type == "html_block" and is_comment(token.content)):
                self.problems.error(self.place(token), _REFUSED[token.type])
            if token.nesting > 0:
                self.enter(token)
            elif token.nesting < 0:
                self.leave()
            elif token.type == "inline" and not any(container.kind == "table" for container in self.open):
                yield from self.text(token)

    def place(self, token: Token) -> Place:
        return self.source.place(token.map[0] if token.map else 0)

    def enter(self, token: Token) -> None:
        kind = token.type.removesuffix("_open")
        around = [_NESTS[container.kind] for container in self.open if container.kind in _NESTS]
        if kind in _NESTS and len(around) == 1:
            self.problems.error(
                self.place(token), f"{_NESTS[kind]} inside {around[0]}: expected it on its own, at the start of a line"
            )
        self.open.append(_Container(kind, token))

    def leave(self) -> None:
        closed = self.open.pop()
        if closed.kind == "list_item" and not closed.texts and len(self.open) == 1:
            self.problems.error(self.place(closed.token), "an empty list item: expected a step such as '- Inhale: …'")

    def text(self, token: Token) -> Iterator[Block]:
        """The block of an inline token; the open containers tell its kind. Nothing where it has no text."""
        if len(token.content) > LONGEST_BLOCK:
            self.problems.error(
                self.place(token),
                f"a paragraph of {len(token.content):,} characters: expected at most {LONGEST_BLOCK:,}; break it up",
            )
            return
        origin, begin = Origin(token, self.source), 0
        kind: BlockKind = "paragraph"
        level = 0
        for container in self.open:
            match container.kind:
                case "heading":
                    kind, level = "heading", int(container.token.tag[1:])
                case "list_item" if kind == "paragraph":
                    kind = "paragraph" if container.texts else "item"
                case "blockquote":
                    if not container.texts and (callout := _CALLOUT.match(token.content)):
                        container.is_caution, begin = True, callout.end()
                        self.check_callout(callout, origin)
                    kind = "caution" if container.is_caution else "quote"
                case _:
                    pass
            container.texts += 1
        found = read_inline(token, origin, begin, self.problems)
        if found.text or kind == "heading":
            ordered = any(container.kind == "ordered_list" for container in self.open)
            yield Block(kind, found.text, found.marks, level, ordered, found.link, found.after_link)

    def check_callout(self, callout: re.Match[str], origin: Origin) -> None:
        mark = callout["mark"]
        if mark.upper() != CAUTION:
            self.problems.error(
                origin.place(callout.start("mark")),
                f"'{mark[:40]}' is not supported: expected '{CAUTION}', or a reminder without a mark{nearest(mark, [CAUTION])}",
            )
