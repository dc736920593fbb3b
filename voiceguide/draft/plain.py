"""Plain text and Markdown to an article: wrapped lines joined, headings, lists and leads told apart."""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.article import MOST_CHARACTERS, Article, Line, too_long
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.lexicon import lexicon

_BULLET = re.compile(r"\s*(?:[-*+•●○◦▪▫■□–—·‣⁃∙►▶➢➤✓✔»o]|\uf0b7|\uf0a7)\s+(?=\S)")
_NUMBER = re.compile(
    r"\s*(?:\(?(?P<number>\d{1,3})[.):](?=\s|[A-Z])|\(?(?P<letter>[a-h])[.)](?=\s)(?!\s*\d{4})|(?:step)\s*#?(?P<step>\d{1,2}|one|two|three|four|five|six|seven|eight)\s*[.:)–-])\s*",
    re.IGNORECASE,
)
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,})\s*$")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?P<bold>[^*_]{2,90})(?:\*\*|__)[:.]?\s*$")
_BOLD_LEAD = re.compile(r"\s*(?:\*\*|__)(?P<bold>[^*_]{2,60})(?:\*\*|__)\s*")
_LEAD = re.compile(r"(?P<lead>[A-Z0-9][^.:;!?]{1,60}?)\s*:\s+(?P<rest>\S.*)", re.DOTALL)
_DASHED_LEAD = re.compile(r"(?P<lead>[A-Z][\w'()/&, -]{2,45}?)\s+[–—-]\s+(?P<rest>[A-Z].*)", re.DOTALL)
_STOPPED_LEAD = re.compile(
    r"(?P<lead>(?!(?:she|he|they|there|next|then|now|finally|first|last)\b)[A-Z](?:(?!\b(?:an?|starts?|comes?|begins?|rounds|times|reps|your|you|i|we|is|are|was|this|that|it)\b)[a-zA-Z' -]){3,40})\.\s+(?P<rest>[A-Z].*)",
    re.DOTALL | re.IGNORECASE,
)
_NOUN = re.compile(
    r"\b(?:breathing|breath|stretch|pose|twist|roll|fold|bend|raise|lift|circle|curl|press|tilt|squeeze|slide|tuck|bridge|reach|rotation)e?s?$",
    re.IGNORECASE,
)
_TITLE_WITH_AMOUNT = re.compile(
    r"(?!(?:repeat|hold|do|perform|rest|reps?|sets?|complete|stay)\b)[A-Z][\w' /-]{2,40}\s[\u2013\u2014-]\s.*(?:reps?|sets?|x ?\d|\d ?x|each|seconds?|minutes?|breaths?|per (?:side|arm|leg))",
    re.IGNORECASE,
)
_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<keys>.*?)\n---\s*\n", re.DOTALL)

_LONGEST_TITLE = 75
UNWRAPPED = 120
"""Where many lines are longer than this, each is a paragraph."""

_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2011": "-",
        "‐": "-",
        "−": "-",
        "…": "...",
    }
)


def tidy(text: str) -> str:
    """Text in one line, with plain quotes and spaces, and nothing in it that cannot be seen or said."""
    text = unicodedata.normalize("NFC", text.translate(_QUOTES))
    text = text.replace("{other side}", "right").replace("{side}", "left")
    if not text.isascii():
        text = "".join(
            char for char in text if unicodedata.category(char) not in ("Cf", "Cs", "Co", "So", "Cn", "Sk", "Mn")
        )
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return " ".join(text.split())


def read_plain(text: str) -> Article:
    """Read text or Markdown; whatever its headings look like, they are found.

    Raises:
        DraftError: it is longer than any article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = re.sub(r"\n\s*\n", "\n\n", text)
    if len(text) > 2 * MOST_CHARACTERS:
        raise too_long(len(text))
    text = _without_running_heads(text)
    title = ""
    if front := _FRONT_MATTER.match(text):
        text = text[front.end() :]
        if named := re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", front["keys"], re.MULTILINE | re.IGNORECASE):
            title = tidy(named[1])
    lines = tuple(_classified(_joined(_raw(text))))
    top = next((line.text for line in lines if line.kind == "heading" and line.level == 1), "")
    return Article(title or _below_house(lines) or top, lines)


def _below_house(lines: Sequence[Line]) -> str:
    """The title below the name of a clinic, such as `Exercises for low back pain`; empty where no clinic stands first."""
    if len(lines) < 2 or any(line.kind != "heading" or line.is_sure for line in lines[:2]):
        return ""
    house, title = lines[0].text, lines[1].text
    words = lexicon()
    is_house = words.has("house", house) and not words.has("exercises", house)
    return title if is_house and words.has("exercises", title) else ""


def _without_running_heads(text: str) -> str:
    """Text without the lines that come back on every page: the same words, set wide apart."""
    lines = text.split("\n")
    counts = Counter(line.strip() for line in lines if re.search(r"\S {3,}\S", line))
    return "\n".join(line for line in lines if counts[line.strip()] < 2)


@dataclass(slots=True)
class _Raw:
    """A line as it stands. `after_blank` and `before_blank` tell whether it stands apart; `width` is its length."""

    kind: str
    text: str
    level: int = 0
    after_blank: bool = False
    before_blank: bool = False
    width: int = 0


def _raw(text: str) -> list[_Raw]:
    raws: list[_Raw] = []
    blank = True
    for line in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL).split("\n"):
        plain = _without_marks(line)
        if _UNDERLINE.match(line) and raws and not blank and len(raws[-1].text) < 90 and raws[-1].kind == "text":
            raws[-1] = replace(raws[-1], kind="heading", level=1 if "=" in line else 2)
            blank = True
        elif not re.search(r"\w", plain):
            if raws:
                raws[-1].before_blank = True
            blank = True
        else:
            raws.append(_one(line, plain, blank))
            blank = False
    return raws


def _one(line: str, plain: str, blank: bool) -> _Raw:
    width = len(line.rstrip())
    line = re.sub(r"^\s*(?:>\s*)+", "", line)
    if hashes := _HASHES.match(line):
        return _Raw("heading", _without_marks(hashes[2]), len(hashes[1]), blank, True, width)
    if (bold := _BOLD_LINE.match(line)) and not _is_instruction(bold["bold"]):
        return _Raw("bold", _without_marks(bold["bold"]).rstrip(":"), 6, blank, True, width)
    if bullet := _BULLET.match(line):
        return _Raw("item", line[bullet.end() :], 0, blank, width=width)
    if (number := _NUMBER.match(line)) and line[number.end() :].strip():
        return _Raw("step" if number["step"] else "number", line[number.end() :], 0, blank, width=width)
    return _Raw("text", line if _BOLD_LEAD.match(line) else plain, 0, blank, width=width)


def _without_marks(text: str) -> str:
    """Text without Markdown's marks, footnote numbers and entities."""
    text = re.sub(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)", "", text)
    text = re.sub(r"\[([^\]\[]{1,300})\]\([^)]{0,500}\)", r"\1", text)
    text = re.sub(r"\[\d{1,3}\]|\[\^\w{1,20}\]", "", text)
    text = re.sub(r"\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|`|~~", "", text)
    return tidy(html.unescape(re.sub(r"</?[a-zA-Z][^<>]{0,200}>", " ", text)))


def _joined(raws: Sequence[_Raw]) -> Iterator[_Raw]:
    """Wrapped lines put together again, and words parted at their ends; a line that stands out stays alone."""
    wide = sorted(raw.width for raw in raws)[len(raws) * 9 // 10] if raws else 0
    last: _Raw | None = None
    for raw in raws:
        if last is None or not _continues(last, raw, wide):
            if last:
                yield last
            last = replace(raw)
            continue
        parted = (
            last.text.endswith("-")
            and raw.text[:1].islower()
            and not re.search(
                r"\b(?:in|out|up|half|hip|shoulder|knee|well|full|low|high|non|self|semi|two|three|four|five)-$",
                last.text,
            )
        )
        last.text = last.text[:-1] + raw.text.lstrip() if parted else f"{last.text} {raw.text.strip()}"
        last.width, last.before_blank = raw.width, raw.before_blank
    if last:
        yield last


def _continues(last: _Raw, raw: _Raw, wide: int) -> bool:
    """Whether a line goes on with the sentence or the paragraph of the line before it."""
    if raw.after_blank or raw.kind != "text" or last.kind in ("heading", "bold") or wide > UNWRAPPED:
        return False
    text = _without_marks(raw.text)
    if text.isupper() and len(text) > 3 and _could_be_title(text) and not last.text.isupper():
        return False
    if (lead := _LEAD.match(text)) and lexicon().label(lead["lead"]):
        return False
    if text[:1].islower() or re.match(r"[(,;&]", text):
        return True
    is_full = last.width >= max(40, wide * 0.6) or len(last.text) >= wide
    if _is_ended(last.text):
        return not (_could_be_title(text) and raw.width < wide * 0.7) and not _LEAD.match(text)
    if last.kind in ("item", "number", "step"):
        return is_full
    return is_full and not _could_be_title(last.text)


def _is_ended(text: str) -> bool:
    return text.rstrip(" *_\"')").endswith((".", "!", "?"))


def _classified(raws: Iterator[_Raw]) -> Iterator[Line]:
    every = list(raws)
    widths = sorted(raw.width for raw in every)
    unwrapped = bool(widths) and widths[len(widths) * 9 // 10] > UNWRAPPED
    for index, raw in enumerate(every):
        after = every[index + 1] if index + 1 < len(every) else None
        text = _without_marks(raw.text)
        bold = _BOLD_LEAD.match(raw.text)
        if raw.kind == "heading":
            yield Line("heading", text, raw.level)
        elif raw.kind == "bold":
            yield Line("heading", text, 6, is_sure=False)
        elif raw.kind in ("text", "number") and after and _is_title(raw, after, text, index, unwrapped):
            yield Line("heading", text, 1 if index == 0 and raw.kind == "text" else 5, is_sure=False)
        else:
            kind = "paragraph" if raw.kind == "text" else "item"
            line = Line("item" if kind == "item" else "paragraph", text, ordered=raw.kind in ("number", "step"))
            yield with_lead(line, _without_marks(bold["bold"]) if bold else "")


def _is_title(raw: _Raw, after: _Raw, text: str, index: int, unwrapped: bool) -> bool:
    stands_alone = raw.after_blank and raw.before_blank and after.kind in ("number", "item", "step")
    if (
        stands_alone
        and raw.kind == "text"
        and len(text.split()) <= 6
        and re.match(r"[A-Z]", text)
        and not _is_ended(text)
        and not re.search(r"\d|:$", text)
    ):
        return True
    if not _could_be_title(text) or (after.kind == raw.kind == "number"):
        return False
    return (
        raw.kind == "number"
        or text.isupper()
        or raw.after_blank
        or raw.before_blank
        or index == 0
        or after.kind != "text"
        or (unwrapped and after.width > 60 and not _is_ended(text))
    )


def _could_be_title(text: str) -> bool:
    """Whether a line could be a heading by itself: short, no sentence, no instruction and no amount."""
    text = _without_marks(text)
    words = text.split()
    if not 1 <= len(words) <= 10 or len(text) > _LONGEST_TITLE or not re.match(r"[\"'(]?[A-Z0-9]", text):
        return False
    if (
        text.endswith((".", ",", ";", ":"))
        and not lexicon().label(text)
        and not re.fullmatch(r"[\w' -]{3,40}\b(?:stretches|exercises|moves|poses|movements):", text)
    ):
        return False
    if re.match(r"(?:exercise|stretch|move|pose|part|day)\s*#?\d", text, re.IGNORECASE):
        return True
    return not _is_instruction(text)


def _is_instruction(text: str) -> bool:
    words = re.findall(r"[\w'-]+", text.lower())
    if not words or _TITLE_WITH_AMOUNT.match(text):
        return False
    if lexicon().label(text):
        return False
    if re.search(
        r"\b(?:\d+|one|two|three|four|five|six|eight|ten|twelve) ?(?:x|times|reps?|repetitions|seconds?|secs?|s|minutes?|mins?|breaths?|sets?|rounds)\b|\bx ?\d",
        text.lower(),
    ):
        return len(words) <= 8 or words[0] in ("hold", "repeat", "do", "perform", "complete")
    first = (
        words[1]
        if words[0] in ("slowly", "gently", "now", "then", "next", "carefully") and len(words) > 1
        else words[0]
    )
    is_verb = first in lexicon().posture or first in lexicon().movement
    return (
        is_verb
        and re.search(r"\b(?:your|the|it|them|each|both|one|on|until|slowly|gently|in|out|as)\b", " ".join(words[1:]))
        is not None
    ) or first in ("repeat", "hold", "inhale", "exhale")


def with_lead(line: Line, bold: str) -> Line:
    """The line with what stands out at its start taken as its lead: bold words, or words before a colon or a dash."""
    text = line.text
    if number := _NUMBER.match(text):
        text = text[number.end() :]
        line = replace(line, ordered=True, text=text)
        bold = _NUMBER.sub("", bold, count=1)
    if (
        bold
        and text.startswith(bold)
        and len(bold) < len(text)
        and len(bold) <= 60
        and (
            bold[-1] in ".:!?–-" or text[len(bold) :].lstrip()[:1] in ":–—-" or text[len(bold) :].lstrip()[:1].isupper()
        )
    ):
        return replace(line, lead=bold.strip(" .:–—-"), text=text[len(bold) :].lstrip(" .:–—-"))
    for pattern in (_LEAD, _DASHED_LEAD):
        if (match := pattern.match(text)) and len(match["lead"].split()) <= 8:
            return replace(line, lead=match["lead"].strip(), text=match["rest"])
    if (
        (match := _STOPPED_LEAD.match(text))
        and _could_be_title(match["lead"])
        and ((first_verb(match["lead"]) or "") != match["lead"].split()[0].lower() or _NOUN.search(match["lead"]))
    ):
        return replace(line, lead=match["lead"], text=match["rest"])
    return line
