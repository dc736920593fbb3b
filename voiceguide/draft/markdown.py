"""Markdown to an article, by way of the web page it stands for."""

import re

from voiceguide.draft.blocks import MOST_CHARACTERS, Article, too_long
from voiceguide.draft.html import blocks_of_page
from voiceguide.draft.tidy import tidy

_FRONT = re.compile(r"\A\s*---\s*\n(?P<keys>.*?)\n---\s*\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_SIGNS = re.compile(r"^ {0,3}(?:#{1,6} +\S|\|.*\|)|\*\*[^*\n]+\*\*|^__[^_\n]+__|^-{3,}\s*$|^={3,}\s*$", re.MULTILINE)
_LIST = re.compile(r"^ {0,3}\d{1,2}[.)] .*\n+ {2,}[-*+] ", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text has the marks of Markdown."""
    return _SIGNS.search(text) is not None or _LIST.search(text) is not None


def read_markdown(text: str) -> Article:
    """Read Markdown.

    Raises:
        DraftError: it is longer than any article.
    """
    from markdown_it import MarkdownIt

    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > 2 * MOST_CHARACTERS:
        raise too_long(len(text))
    front = _FRONT.match(text)
    named = _TITLE.search(front["keys"]) if front else None
    body = text[front.end() :] if front else text
    before = text.count("\n", 0, front.end()) if front else 0
    parser = MarkdownIt("commonmark", {"breaks": True, "html": False, "maxNesting": 20}).enable("table").disable("code")
    tokens = parser.parse(re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL))
    for token in tokens:
        if token.map and token.nesting == 1:
            token.attrSet("data-line", str(token.map[0] + 1 + before))
        for child in token.children or ():
            if child.type == "image":
                child.type, child.content, child.children = "text", "", None
    page = parser.renderer.render(tokens, parser.options, {})
    blocks = blocks_of_page(f"<html><body>{page}</body></html>", "the text")
    return Article(tidy(named[1]) if named else "", tuple(blocks))
