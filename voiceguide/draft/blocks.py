"""An article as blocks, whatever file it came from."""

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

from voiceguide.draft.run_in import run_in
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.errors import DraftError

BlockKind = Literal["heading", "bold", "item", "paragraph", "row"]
LeadMark = Literal["", "bold", ":", "-", "."]

MOST_CHARACTERS = 200_000
"""More than any article has."""

LONGEST_LEAD = 9
"""Words that may stand before a colon or a dash as a title or a label."""

BULLETS = "~•●○◦▪■□·‣⁃►▶➢➤✓✔–—"
"""Signs that stand before an item, also where it is set as a paragraph."""

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def as_number(text: str) -> str:
    """What stands before an item: a Roman number in figures, a letter as a capital."""
    text = text.upper()
    return str(ROMAN.index(text) + 1) if text in ROMAN else text


_LEAD = re.compile(
    r"(?P<lead>(?!\( )[^.:!?\u2013\u2014]{2,80}?)(?P<mark>:|\s+(?:[-=]+>|\u2192|-)|\s*[\u2013\u2014])(?:\s+|(?<=[\u2013\u2014])(?=[A-Z][a-z]+ \w+ \w))(?P<text>\S.*)",
    re.DOTALL,
)
_BREATH = re.compile(
    r"(?:(?:on|with) (?:an?|the|your) )?(?:inhal|exhal|breath(?:e|ing)? (?:in|out)|(?:in|out)-?breath)\w*",
    re.IGNORECASE,
)
_WHEN = re.compile(r"(?:if|when|while|please|although|because)\b", re.IGNORECASE)
_MINUTES = re.compile(r"minutes? ?\d+(?: ?(?:-|\u2013|to) ?\d+)?[:.] +(?=\S)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:exercise|stretch|pose|move)(?: (?P<number>\d+|[A-H]))?|(?:\w+ )?(?:exercise|stretch|pose|move) of the \w+",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?:minutes?|times?): (\d{1,2}):(\d\d) ?[-\u2013] ?(\d{1,2}):(\d\d)", re.IGNORECASE)
_ALONE = re.compile(r"(?P<lead>[^.:!?]{2,80}):\s*")


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A heading, a line that is bold as a whole, a list item, a paragraph or a row of a table.

    Attributes:
        line: where it stands: the line of a text, or the number of the block in other files; from 1.
        level: a heading's, 1 the highest; how deep an item lies in lists, from 1.
        number: what stands before an item, such as `3` or `B`; empty for a bullet.
        lead: words set apart at the start of the text, by `lead_mark`; they are no longer in it.
        is_apart: whether an empty line stands before it.
    """

    kind: BlockKind
    text: str
    line: int = 0
    level: int = 0
    number: str = ""
    lead: str = ""
    lead_mark: LeadMark = ""
    is_apart: bool = False

    def is_listed_after(self, before: "TextBlock") -> bool:
        """Whether a block is the next item of the same list."""
        is_alike = (before.level, before.number[:1].isdigit(), before.number[:1].isalpha()) == (
            self.level,
            self.number[:1].isdigit(),
            self.number[:1].isalpha(),
        )
        return self.kind == before.kind == "item" and is_alike and self.number != "1"

    @property
    def whole(self) -> str:
        """Its text with its lead before it."""
        is_breath = _BREATH.fullmatch(self.lead) is not None
        joint = ": " if is_breath or self.lead_mark == ":" else " - " if self.lead_mark == "-" else ". "
        return f"{self.lead}{joint}{self.text}" if self.lead and self.text else self.lead or self.text


@dataclass(frozen=True, slots=True)
class Article:
    """What was read: its title, empty where it has none, and its blocks in order."""

    title: str
    blocks: tuple[TextBlock, ...]


def with_lead(block: TextBlock, bold: str = "") -> TextBlock:
    """A block with what stands at its start taken for a lead: bold words, or few words before a colon or a dash."""
    if timed := _MINUTES.match(block.text):
        block, bold = replace(block, text=block.text[timed.end() :]), _MINUTES.sub("", bold)
    text = block.text
    if clock := _CLOCK.fullmatch(text):
        start, first, end, last = map(int, clock.groups())
        length = 60 * (end - start) + last - first
        return replace(block, text=f"{length} seconds", lead="Duration", lead_mark=":")
    if _BREATH.match(text) or _WHEN.match(text) or (text.endswith(":") and _LEAD.match(text)):
        return block
    if bold and text.startswith(bold) and len(bold.split()) <= LONGEST_LEAD and len(bold) < len(text):
        rest = text[len(bold) :].lstrip(" :.\u2013\u2014-")
        if rest and not re.fullmatch(r"(?:for|hold|repeat)\b.*\d.*", bold, re.IGNORECASE):
            return replace(block, text=rest, lead=bold.rstrip(" :.\u2013\u2014-"), lead_mark="bold")
    if found := _LEAD.match(text):
        words = found["lead"].split()
        if (named := _NAMED.fullmatch(found["lead"])) and len(found["text"].split()) <= LONGEST_LEAD:
            return replace(block, kind="bold", text=found["text"].rstrip("."), number=named["number"] or "")
        mark: LeadMark = ":" if found["mark"] == ":" else "-"
        is_asked = lexicon().forms.get(words[0].lower()) == words[0].lower() and (
            len(words) > 3 or re.search(r"\byour\b", found["lead"])
        )
        if len(words) <= LONGEST_LEAD and not (mark == "-" and (is_asked or re.search(r"\d$", found["lead"]))):
            return replace(block, text=tidy(found["text"]), lead=found["lead"].strip(), lead_mark=mark)
    if block.kind in ("paragraph", "item") and (begun := run_in(text, is_numbered=bool(block.number))):
        return replace(block, text=tidy(begun[1]), lead=begun[0], lead_mark=".")
    if (found := _ALONE.fullmatch(text)) and len(found["lead"].split()) <= LONGEST_LEAD:
        return replace(block, text="", lead=found["lead"].strip(), lead_mark=":")
    return block


_INLINE = re.compile(r"(?:^|(?<=[.!?:;,)])\s+)\(?(\d{1,2}(?=[.)])|[A-Ha-h](?=\)))[.)]\s+(?=[A-Za-z\"'])")


def place_of(number: str) -> int:
    """The place in a list that a number or a letter tells; 0 for none."""
    return int(number) if number.isdigit() else "ABCDEFGH".find(number.upper()) + 1


def in_sequence(block: TextBlock, before: TextBlock | None = None) -> list[TextBlock]:
    """The items of a list `1. … 2. …` or `a) … b) …` that stands in one paragraph; the block itself where there is none.

    Args:
        before: the block before it, whose list may go on in it.
    """
    listed = before if before and not block.number and before.kind == "item" != block.kind else block
    own = place_of(listed.number) if listed.number else 0
    is_lettered = listed.number.isalpha() if own else None
    places: list[re.Match[str]] = []
    for found in _INLINE.finditer(block.text):
        if place_of(found[1]) == len(places) + 1 + own and is_lettered in (None, found[1].isalpha()):
            places.append(found)
            is_lettered = found[1].isalpha()
    is_small = any(block.text[found.end()].islower() for found in places)
    if len(places) + bool(own) < 2 + (is_small and not own):
        return [block]
    ends = [*(found.start() for found in places[1:]), len(block.text)]
    opening = block.text[: places[0].start()].strip()
    items = [
        with_lead(TextBlock("item", block.text[found.end() : end].strip(), block.line, 1, found[1].upper()))
        for found, end in zip(places, ends, strict=True)
    ]
    first = with_lead(replace(block, text=opening)) if block.number else replace(block, text=opening)
    return [*([first] if opening else []), *items]


def check_length(characters: int) -> None:
    """Refuse a text of more characters than an article has.

    Raises:
        DraftError: it is too long.
    """
    if characters > MOST_CHARACTERS:
        raise DraftError(
            f"The text has {characters:,} characters: expected an article of at most {MOST_CHARACTERS:,}; draft one chapter at a time."
        )


_QUOTES = str.maketrans(
    dict.fromkeys("\u2019\u2018\u02bc", "'")
    | dict.fromkeys("\u201c\u201d", '"')
    | dict.fromkeys("\u00a0\u202f\u2009", " ")
    | dict.fromkeys("\u2011\u2010\u2212", "-")
    | {"\u2026": "..."}
)
_EACH_SIDE, _BREATHS = re.compile(r"\be/s\b", re.IGNORECASE), re.compile(r"(?<=\d )br\b")
_UNSEEN = ("Cf", "Cs", "Co", "So", "Cn", "Sk", "Mn")
"""Unicode's categories of what cannot be seen or said."""


def tidy(text: str) -> str:
    """Text in one line, with plain quotes and spaces, and nothing in it that cannot be seen or said."""
    text = unicodedata.normalize("NFC", text.translate(_QUOTES))
    text = text.replace("{other side}", "right").replace("{side}", "left")
    text = re.sub(r"(?<!\w)>(?=\w)", "", re.sub(r"(?<=[a-z]):(?=[A-Z][a-z])", ": ", text))
    text = _BREATHS.sub("breaths", _EACH_SIDE.sub("each side", text))
    text = re.sub(r"\ball 4[\x27\u2019]?s\b", "all fours", text, flags=re.IGNORECASE)
    text = pattern("side_letter").sub(lambda match: "right" if match[0] == "R" else "left", text)
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) not in _UNSEEN)
    text = re.sub(r"(?<=[\w.!?,)]) ?\[\d{1,3}\](?=[\s.,;]|$)", "", text)  # the number of a source
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return " ".join(text.split())
