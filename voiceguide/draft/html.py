"""A saved web page to an article: its content, without navigation, comments and the like."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from voiceguide.draft.blocks import BULLETS, Article, TextBlock, as_number, check_length, in_sequence, tidy, with_lead
from voiceguide.draft.html_tables import is_row, row_block, unfold
from voiceguide.draft.vocabulary import lexicon
from voiceguide.errors import DraftError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ELEMENTS = 15_000
"""More than any article has; reading takes time in proportion."""

_HEADING = re.compile(r"h[1-6]|dt|summary")
_BULLET = re.compile(rf"^\s*(?:[{BULLETS}](?!\S)|[{BULLETS[:-2]}])\s*(?=\S)")


_NUMBERED = re.compile(
    r"\(?(?:(?:exercise|step)\s*)?#?(\d{1,2}|[A-H]|[IVX]{1,4})[.):](?:\s+|(?=[A-Z][a-z]))", re.IGNORECASE
)


def read_html(text: str, name: str) -> Article:
    """Read a web page.

    Raises:
        DraftError: it has more elements or words than any article, or no text.
    """
    tree = _tree(text, name)
    title = _title(tree)
    _drop_strangers(tree)
    for table in reversed(list(tree.iter("table"))):
        unfold(table)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise _too_large(name)
    blocks = [part for block in _blocks(tree) for part in in_sequence(block)]
    check_length(sum(len(block.text) for block in blocks))
    heading = next((block.text for block in blocks if block.kind == "heading" and block.level == 1), "")
    return Article(heading or title, tuple(blocks))


def _tree(text: str, name: str) -> "_Element":
    from lxml import etree, html

    if text.count("<") > 4 * MOST_ELEMENTS:
        raise _too_large(name)
    visible = re.sub(r"^\s*<\?xml[^>]*\?>|<!ENTITY[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        tree = html.document_fromstring(visible.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise DraftError(f"{name} has no text: expected a web page with an article.")
    return tree


def _too_large(name: str) -> DraftError:
    return DraftError(
        f"{name} has more than {MOST_ELEMENTS:,} parts: expected one article; copy its exercises into a text file of their own."
    )


def _title(tree: "_Element") -> str:
    """What the page calls itself, without the name of its site."""
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        found: Any = tree.xpath(path)
        if found:
            return tidy(re.split(r"\s+[|–—•·»-]\s+", str(found[0]))[0])
    return ""


def _drop_strangers(tree: "_Element") -> None:
    """Take away what is never part of an article, by its element, its role and its name."""
    page = lexicon().page
    for element in list(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or element.getparent() is None or tag in ("body", "main", "article"):
            continue
        names = set(re.split(r"[\W_]+", f"{element.get('class', '')} {element.get('id', '')}".lower()))
        is_hidden = "display:none" in (element.get("style") or "").replace(" ", "") or element.get("hidden") is not None
        is_strange = element.get("role") in page["roles"] or (
            bool(names & page["strangers"]) and not element.xpath(".//article|.//main|.//h1") and len(element) < 2_000
        )
        if tag in page["dropped"] or is_hidden or is_strange or (tag == "header" and not element.xpath(".//h1")):
            element.drop_tree()


def _blocks(tree: "_Element") -> Iterator[TextBlock]:
    body = tree.find("body")
    heads: list[str] = []
    for count, (element, text, bold) in enumerate(_texts(tree if body is None else body), 1):
        tag = str(element.tag)
        line = next((told for up in _upwards(element) if (told := _whole_number(up.get("data-line")))), count)
        if is_row(element):
            row, heads = row_block(element, heads, line)
            yield from [row] if row else []
            continue
        is_bullet = _BULLET.match(text) is not None
        text, bold = (_BULLET.sub("", told) for told in (text, bold))
        clean, strong = tidy(text), tidy(bold)
        if not re.search(r"\w", clean):
            continue
        if _HEADING.fullmatch(tag):
            yield _numbered(TextBlock("heading", clean, line, int(tag[1]) if tag[1:].isdigit() else 5, is_apart=True))
        elif (item := _item(element)) is not None:
            depth, number = item
            block = TextBlock("item", clean, line, depth, number)
            yield _numbered(with_lead(block, strong)) if strong != clean else with_lead(block)
        elif is_bullet and strong != clean:
            yield with_lead(TextBlock("item", clean, line, 2), strong)
        elif strong == clean and len(clean) < 90 and not clean.endswith(","):
            yield _numbered(TextBlock("bold", clean.rstrip(" :"), line, is_apart=True))
        else:
            plain = _numbered(TextBlock("paragraph", clean, line, is_apart=True))
            yield with_lead(plain, strong[found.end() :] if (found := _NUMBERED.match(strong)) else strong)


def _numbered(block: TextBlock) -> TextBlock:
    """A block with the number that stands before its words taken off."""
    found = _NUMBERED.match(block.text)
    if not found or block.number:
        return block
    rest = block.text[found.end() :]
    kind = "item" if block.kind == "paragraph" else block.kind
    return replace(block, text=rest, number=as_number(found[1]), kind=kind, level=block.level or 1) if rest else block


def _upwards(element: "_Element") -> Iterator["_Element"]:
    yield element
    yield from element.iterancestors()


def _whole_number(text: str | None) -> int:
    """The number that an attribute gives; 0 where it gives none, or one of a page's own kind such as `2-4`."""
    return int(text) if text and re.fullmatch(r"[0-9]{1,6}", text) else 0


def _item(element: "_Element") -> tuple[int, str] | None:
    """How deep a list item lies and its number; None for what is none. What follows in an item is an item below it."""
    ups = [up for up in _upwards(element) if up.tag in ("li", "dd")]
    if not ups:
        return None
    parent = ups[0].getparent()
    is_first = element is ups[0]
    if parent is None or parent.tag != "ol" or not is_first:
        return len(ups), ""
    place = sum(1 for sibling in ups[0].itersiblings("li", preceding=True)) + (_whole_number(parent.get("start")) or 1)
    return len(ups), str(place)


def _texts(root: "_Element") -> Iterator[tuple["_Element", str, str]]:
    """Each block with its text and what is bold at its start, cut at line breaks; rows of tables without."""
    for is_end, group in groupby(_pieces(root, root, is_bold=False), key=lambda piece: piece is None):
        pieces = [] if is_end else [piece for piece in group if piece]
        if pieces and (is_row(pieces[0][0]) or any(text.strip() for _, text, _ in pieces)):
            yield pieces[0][0], *_joined([(text, is_bold) for _, text, is_bold in pieces])


def _pieces(element: "_Element", block: "_Element", *, is_bold: bool) -> Iterator[tuple["_Element", str, bool] | None]:
    """Each text with the block that it stands in and whether it is bold; None where a block begins or ends."""
    is_block = element.tag in lexicon().page["blocks"]
    if is_block:
        block, is_bold = element, False
    is_bold = is_bold or element.tag in ("b", "strong", "u")
    if is_block or element.tag == "br":
        yield None
    yield block, element.text or "", is_bold
    for child in element if not is_row(element) else ():
        yield from _pieces(child, block, is_bold=is_bold)
        yield block, child.tail or "", is_bold
    if is_block:
        yield None


def _joined(pieces: list[tuple[str, bool]]) -> tuple[str, str]:
    """The text of some pieces, and what is bold at its start; words such as `then` before it are left out."""
    text, bold = "".join(piece for piece, _ in pieces), ""
    for piece, is_bold in pieces:
        if is_bold or not piece.strip():
            bold += piece
        elif not bold.strip() and lexicon().is_all("openers", piece):
            text = text.replace(piece, "", 1)
        else:
            break
    return text, bold
