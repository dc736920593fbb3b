"""A saved web page to an article: its main content, without navigation, comments and the like."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from voiceguide.draft.article import MOST_CHARACTERS, Article, SourceLine, too_long
from voiceguide.draft.leads import with_lead
from voiceguide.draft.plain import read_plain
from voiceguide.draft.tidy import tidy
from voiceguide.errors import DraftError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_ELEMENTS = 15_000
"""More than any article has; reading takes time in proportion."""

MOST_SIFTED = 5_000
"""Elements of a page whose main content is looked for; in larger ones all is read."""

_DROPPED = (
    "script",
    "style",
    "noscript",
    "svg",
    "nav",
    "footer",
    "aside",
    "form",
    "button",
    "select",
    "iframe",
    "template",
    "figcaption",
    "dialog",
    "object",
    "video",
    "audio",
    "canvas",
    "math",
)
_STRANGERS = re.compile(
    r"(?:^|[-_ ])(?:comments?|respond|disqus|cookies?|consent|gdpr|newsletter|signup|sign-up|subscribe|share|sharing|social|related|recommend(?:ed|ations?)?|"
    r"sidebar|side-bar|breadcrumbs?|nav|navbar|navigation|menu|footer|ad|ads|advert|advertisement|adsense|banner|promo|promotion|popup|modal|credits?|caption|"
    r"byline|author-?(?:bio|box|card)|tags|taglist|pagination|paywall|sponsored|toc|skip-link|widget|most-read|trending|shop|product)(?:$|[-_ ])",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "tr",
        "blockquote",
        "dl",
        "dt",
        "dd",
        "header",
        "body",
        "details",
        "summary",
        "figure",
        "pre",
        "center",
        "fieldset",
    ]
)


def read_html(text: str, name: str) -> Article:
    """Read a web page.

    Raises:
        DraftError: it has more elements than any article, or no text.
    """
    from lxml import etree, html

    if text.count("<") > 4 * MOST_ELEMENTS:
        raise _too_large(name)
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=False)
    try:
        tree = html.document_fromstring(_visible(text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise DraftError(f"{name} has no text: expected a web page with an article.")
    title = _title(tree)
    _without_strangers(tree)
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        raise _too_large(name)
    lines = _main_lines(tree)
    if not lines:
        lines = list(_lines(tree))
    if not lines:
        lines = list(read_plain(tree.text_content()).lines)
    heading = next((line.text for line in lines if line.kind == "heading" and line.level == 1), "")
    return Article(heading or title, tuple(lines))


def _too_large(name: str) -> DraftError:
    return DraftError(
        f"{name} has more than {MOST_ELEMENTS:,} parts: expected one article; copy its exercises into a text file of their own."
    )


def _visible(text: str) -> str:
    return re.sub(r"^\s*<\?xml[^>]*\?>|<!ENTITY[^>]*>|[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text)


def _title(tree: "_Element") -> str:
    """What the page calls itself, without the name of its site."""
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        found: Any = tree.xpath(path)
        if found:
            return tidy(re.split(r"\s+[|–—•·»-]\s+", str(found[0]))[0])
    return ""


def _without_strangers(tree: "_Element") -> None:
    """Take away what is never part of an article, by its element, its role and its name."""
    for element in list(tree.iter()):
        if (
            not isinstance(element.tag, str)
            or element.getparent() is None
            or element.tag in ("html", "body", "main", "article")
        ):
            continue
        named = f"{element.get('class', '')} {element.get('id', '')}"
        is_hidden = "display:none" in (element.get("style") or "").replace(" ", "") or element.get("hidden") is not None
        is_strange = element.get("role") in ("navigation", "banner", "contentinfo", "complementary", "dialog", "search")
        if (
            element.tag in _DROPPED
            or is_strange
            or is_hidden
            or (_STRANGERS.search(named) and len(element.text_content()) < 20_000 and not _holds_article(element))
            or (element.tag == "header" and not element.xpath(".//h1"))
        ):
            element.drop_tree()


def _holds_article(element: "_Element") -> bool:
    return bool(element.xpath(".//article|.//main|.//h1"))


def _main_lines(tree: "_Element") -> list[SourceLine]:
    """The lines of what trafilatura takes for the page's content; none where it loses what looks like instructions."""
    from lxml import etree
    from trafilatura import extract

    every = list(_lines(tree))
    if (length := sum(len(line.text) for line in every)) > 4 * MOST_CHARACTERS:
        raise too_long(length)
    if sum(1 for _ in tree.iter()) > MOST_SIFTED:
        return every
    page = etree.tostring(tree, encoding="unicode", method="html")
    found = extract(
        page,
        output_format="xml",
        favor_recall=True,
        include_comments=False,
        include_formatting=True,
        include_tables=True,
    )
    if not found:
        return every
    kept = re.sub(r"\W+", " ", " ".join(etree.fromstring(found.encode()).itertext())).lower()
    return (
        [line for line in every if _is_kept(line, kept)]
        if len(kept) > sum(len(line.text) for line in every) / 4
        else every
    )


def _is_kept(line: SourceLine, kept: str) -> bool:
    words = re.sub(r"\W+", " ", f"{line.lead} {line.text}").lower().strip()
    return line.kind == "heading" or words[:60] in kept or words[-60:] in kept


def _lines(tree: "_Element") -> Iterator[SourceLine]:
    """The blocks of a page, in order, each as a line."""
    body = tree.find("body")
    for element, texts in _walk(tree if body is None else body):
        tag = str(element.tag)
        is_item = any(up.tag in ("li", "dd") for up in (element, *element.iterancestors()))
        for text, bold in texts:
            clean = tidy(text)
            if not re.search(r"\w", clean):
                continue
            if re.fullmatch(r"h[1-6]|dt|summary", tag):
                yield SourceLine("heading", clean, int(tag[1]) if tag[1:].isdigit() else 4)
            elif bold and tidy(bold) == clean and len(clean) < 90 and not clean.endswith((".", ",")):
                yield SourceLine("heading", clean, 6, is_sure=False)
            elif is_item:
                yield with_lead(SourceLine("item", clean), tidy(bold))
            else:
                yield with_lead(SourceLine("paragraph", clean), tidy(bold))


def _walk(root: "_Element") -> Iterator[tuple["_Element", list[tuple[str, str]]]]:
    """Each block with its own texts, and what is bold at the start of each, in the order of the page; without recursion."""
    pieces: list[tuple[str, bool]] = []
    owner = root
    stack: list[tuple[_Element, bool]] = [(root, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in _BLOCKS:
                yield owner, _texts(pieces)
                pieces, owner = [], (element.getparent() if element.getparent() is not None else root)
            elif tag in ("td", "th"):
                pieces.append((": ", False))
            if element.tail and element is not root:
                pieces.append((element.tail, _is_bold(element.getparent())))
            continue
        if tag in _BLOCKS:
            if pieces:
                yield owner, _texts(pieces)
            pieces, owner = [], element
        if tag == "br":
            pieces.append(("\0", False))
        if element.text and tag:
            pieces.append((element.text, _is_bold(element)))
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield owner, _texts(pieces)


def _is_bold(element: "_Element | None") -> bool:
    while element is not None and element.tag not in _BLOCKS:
        if element.tag in ("b", "strong", "u"):
            return True
        element = element.getparent()
    return False


def _texts(pieces: list[tuple[str, bool]]) -> list[tuple[str, str]]:
    """Texts between line breaks, each with the bold words that it begins with."""
    texts: list[tuple[str, str]] = []
    text, bold, in_bold = "", "", True
    for piece, is_bold in pieces:
        if piece == "\0":
            texts.append((text, bold))
            text, bold, in_bold = "", "", True
            continue
        if in_bold and is_bold:
            bold += piece
        elif piece.strip():
            in_bold = False
        text += piece
    texts.append((text.removesuffix(": "), bold))
    return texts
