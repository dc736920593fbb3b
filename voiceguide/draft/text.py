"""Plain text to an article: lines that were broken are joined, list items told apart by their marks."""

import re
from collections import Counter
from dataclasses import replace

from voiceguide.draft.blocks import MOST_CHARACTERS, Article, TextBlock, in_sequence, too_long, with_lead
from voiceguide.draft.tidy import tidy
from voiceguide.draft.vocabulary import lexicon

_BULLET = re.compile(r"(\s*)(?:[-*+•●○◦▪■□–—·‣⁃►▶➢➤✓✔]|o(?=\s+[A-Z]|\s{2,}))\s+(?=\S)")
_NUMBER = re.compile(r"(\s*)\(?(?:step\s*)?(\d{1,3}|[A-Ha-h])(?:[.):](?=\s|[A-Z])|\s+[-–—])\s*(?=\S)", re.IGNORECASE)
_EXERCISE = re.compile(r"(\s*)(?:exercise|stretch|pose|move|no\.?)\s*#?(\d{1,2})\s*[.:)–—-]*\s*(?=\S)", re.IGNORECASE)
_LABEL = re.compile(r"(?:[A-Z][\w-]*(?: [\w-]+){0,2}|BREATH\w*):\s")
_RUNNING = re.compile(r"\S {3,}\S")
NARROWEST = 30
"""Characters; lines of a text that was broken into lines are at least so long."""


def read_text(text: str) -> Article:
    """Read a plain text.

    Raises:
        DraftError: it is longer than any article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").expandtabs(4)
    if len(text) > 2 * MOST_CHARACTERS:
        raise too_long(len(text))
    lines = text.split("\n")
    running = Counter(line.strip() for line in lines if _RUNNING.search(line))
    widths = sorted(len(line.rstrip()) for line in lines if line.strip())
    width = max(NARROWEST, widths[len(widths) * 9 // 10]) if widths else NARROWEST
    blocks: list[TextBlock] = []
    last, is_apart = "", True
    for number, line in enumerate(lines, 1):
        plain = tidy(line)
        if not re.search(r"\w", plain) or running[line.strip()] > 1:
            is_apart = is_apart or not plain
            last = "" if not plain else last
            continue
        block = _block(line, plain, number, is_apart=is_apart)
        if blocks and last and _goes_on(last, block, width):
            blocks[-1] = replace(blocks[-1], text=f"{blocks[-1].text} {plain}")
        else:
            blocks.append(block)
        last, is_apart = line.rstrip(), False
    cut = [part for block in blocks for part in in_sequence(block)]
    return Article("", tuple(with_lead(block) for block in cut))


def _block(line: str, plain: str, number: int, *, is_apart: bool) -> TextBlock:
    if found := _EXERCISE.match(line):
        return TextBlock("item", tidy(line[found.end() :]), number, 1, found[2], is_apart=is_apart)
    if found := _NUMBER.match(line):
        level = 1 + (len(found[1]) >= 2)
        return TextBlock("item", tidy(line[found.end() :]), number, level, found[2].upper(), is_apart=is_apart)
    if found := _BULLET.match(line):
        return TextBlock("item", tidy(line[found.end() :]), number, 1 + (len(found[1]) >= 2), is_apart=is_apart)
    return TextBlock("paragraph", plain, number, is_apart=is_apart)


def _goes_on(last: str, block: TextBlock, width: int) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if block.kind != "paragraph":
        return False
    if block.text[:1].islower():
        return not last.endswith((".", "!", "?", ":"))
    ended = last.endswith((".", "!", "?", ":", ";"))
    if not ended and block.text.split()[0].lower() in lexicon().forms and not last.endswith((",", "-")):
        return False
    return not ended and len(last) > width * 0.7 and not block.text.isupper() and not _LABEL.match(block.text)
