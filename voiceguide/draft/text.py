"""Plain text and Markdown to an article. Broken lines of plain text are joined, and its list items told by their marks."""

import re
from dataclasses import replace

from voiceguide.draft.blocks import BULLETS, Article, TextBlock, as_number, check_length, in_sequence, tidy, with_lead
from voiceguide.draft.html import read_html
from voiceguide.draft.notes import counted_last, is_note
from voiceguide.draft.text_lines import are_typed, listed_lines, mended, running_lines
from voiceguide.draft.vocabulary import lexicon

_BULLET = re.compile(
    rf"(\s*)(?:(?:[-*+{BULLETS}]|[ol](?=\s+[\"\u201cA-Z]|\s{{2,}}))\s+|[{BULLETS[:-2]}]|-(?=[A-Z][a-z]+ )|[\"\u201c]\s+(?=[^\"\u201d]+$))(?=\S)"
)
_NUMBER = re.compile(
    r"(\s*)\(?(?:(?:step|ex(?:ercise|\.)?)\s*)?(?:(\d{1,3}[a-d]?|[A-H]|[IVX]{1,4})(?: ?[.):](?=\s|[A-Z])|\s+[-–—])|([A-H](?:\d(?=\s)|(?= {2}))))\s*(?=\S)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:[A-Z][\w-]*(?: [\w-]+){0,2}|BREATH\w*)(?::|\s+[-\u2013\u2014])\s")
_CAPITALS = re.compile(r"(?:[A-Z][\w'-]+ ?){2,5}")
_FRONT = re.compile(r"\A\s*---\s*\n(?P<keys>.*?)\n---\s*\n", re.DOTALL)
_TITLE = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)
_SIGNS = re.compile(r"^ {0,3}(?:#{1,6} +\S|\|.*\|)|\*\*[^*\n]+\*\*|^__[^_\n]+__|^-{3,}\s*$|^={3,}\s*$", re.MULTILINE)
_LIST = re.compile(r"^ {0,3}\d{1,2}[.)] .*\n+ {2,}[-*+] ", re.MULTILINE)
_OPEN_END = re.compile(
    r",$|\b(?:an?|the|to|of|over|for|and|or|your|in|on|with|as|at|by|from|into|until|while|\w{2,}ing)$", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)|\*[^*]*\*")
_NAMED_LINE = re.compile(r"[\w']+(?: [\w']+){0,3} [-\u2013] \w")
NARROWEST, WIDEST = 30, 130
"""Characters; lines of a text that was broken into lines are at least and at most so long."""

LONGEST_NAME = 5
"""Words of a line that names an exercise among lines that are sentences."""


def read_text(text: str) -> Article:
    """Read a plain text.

    Raises:
        DraftError: it is longer than any article.
    """
    check_length(len(text))
    lines = mended(text)
    running = running_lines(lines)
    listed = listed_lines(lines)
    is_typed = are_typed(lines)
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = max(NARROWEST, widths[len(widths) * 9 // 10]) if widths else NARROWEST
    blocks: list[TextBlock] = []
    last, is_apart = "", True
    for number, line in enumerate(lines, 1):
        plain = tidy(line)
        is_ended = last.endswith((".", "!", "?")) or len(last.split()) > 2 * LONGEST_NAME
        is_apart = is_apart or (is_ended and _names(plain, lines[number : number + 1]))
        if not re.search(r"\w", plain) or line.strip() in running:
            is_apart = is_apart or not plain
            last = "" if not plain else last
            continue
        block = _block(line, plain, number, is_apart=is_apart)
        if number in listed and block.kind == "paragraph":
            block = replace(block, kind="item", number=str(listed[number]), level=1, text=counted_last(block.text))
        is_torn = bool(blocks) and plain[:1].islower() and block.kind == "paragraph" and not last
        is_torn = is_torn and not is_typed and _OPEN_END.search(blocks[-1].text) is not None
        if blocks and number not in listed and (is_torn or (last and _goes_on(last, block, width, is_typed=is_typed))):
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {plain}")
        else:
            blocks.append(block)
        last, is_apart = line.rstrip(), False
    cut: list[TextBlock] = []
    for block in blocks:
        cut += in_sequence(block, cut[-1] if cut else None)
    led = [with_lead(block) for block in cut]
    if _is_banner(cut):
        led[0] = replace(cut[0], kind="heading", level=1)
    return Article("", tuple(led))


def _is_banner(blocks: list[TextBlock]) -> bool:
    """Whether a text begins with a line in capitals that has figures between brackets, and no other line is so."""
    banners = [_ASIDE.sub("", block.text).isupper() for block in blocks]
    has_figures = re.search(r"\([^()]*\d", blocks[0].text) is not None if blocks else False
    return banners[:1] == [True] and has_figures and sum(banners) == 1 < len(banners) and not blocks[0].number


def _block(line: str, plain: str, number: int, *, is_apart: bool) -> TextBlock:
    if found := _NUMBER.match(line):
        level, told = 1 + (len(found[1]) >= 2), tidy(re.sub(r"(?<=\w) {3,}(?=[\da-z])", ": ", line[found.end() :]))
        return TextBlock("item", told, number, level, as_number(found[2] or found[3]), is_apart=is_apart)
    if found := _BULLET.match(line):
        return TextBlock("item", tidy(line[found.end() :]), number, 1 + (len(found[1]) >= 2), is_apart=is_apart)
    return TextBlock("paragraph", plain, number, is_apart=is_apart)


def _goes_on(last: str, block: TextBlock, width: int, *, is_typed: bool) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if block.kind != "paragraph":
        return False
    if is_note(block.text) or is_note(tidy(last)):
        return False
    if block.is_apart and _CAPITALS.fullmatch(block.text):
        return False
    is_full = width * 0.7 < len(last) and width <= WIDEST
    if block.text[:1].islower():
        if _NAMED_LINE.match(block.text) and not (is_full and _OPEN_END.search(last)):
            return False
        return not last.endswith((".", "!", "?", ":")) and (is_full or not is_typed)
    ended = last.endswith((".", "!", "?", ":", ";"))
    if not ended and block.text.split()[0].lower() in lexicon().forms and not last.endswith((",", "-")):
        return False
    return not ended and is_full and not block.text.isupper() and not _LABEL.match(block.text)


def _names(plain: str, after: list[str]) -> bool:
    """Whether a line is a few words that no full stop ends, with another line close after it."""
    is_few = len(plain.split()) <= LONGEST_NAME and plain[:1].isupper() and plain[-1:].isalnum()
    return is_few and any(line.strip() for line in after)


def is_markdown(text: str) -> bool:
    """Whether a text has the marks of Markdown."""
    return _SIGNS.search(text) is not None or _LIST.search(text) is not None


def read_markdown(text: str) -> Article:
    """Read Markdown.

    Raises:
        DraftError: it is longer than any article.
    """
    from markdown_it import MarkdownIt

    check_length(len(text))
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
    blocks = read_html(f"<html><body>{page}</body></html>", "the text").blocks
    return Article(tidy(named[1]) if named else "", blocks)
