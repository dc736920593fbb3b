"""Plain text and Markdown to an article: headings, lists and paragraphs told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from voiceguide.draft.article import MOST_CHARACTERS, Article, SourceLine, too_long
from voiceguide.draft.leads import with_lead
from voiceguide.draft.raw_lines import UNWRAPPED, Raw, bold_lead, raw_lines, wide
from voiceguide.draft.tidy import tidy, without_marks
from voiceguide.draft.title_like import could_be_title, is_ended
from voiceguide.draft.unwrap import unwrap
from voiceguide.draft.wordings import lexicon

_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<keys>.*?)\n---\s*\n", re.DOTALL)
_TITLE_KEY = re.compile(r"^title:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE | re.IGNORECASE)


def read_plain(text: str) -> Article:
    """Read text or Markdown; whatever its headings look like, they are found.

    Raises:
        DraftError: it is longer than any article.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = re.sub(r"\n\s*\n", "\n\n", text)
    if len(text) > 2 * MOST_CHARACTERS:
        raise too_long(len(text))
    title, text = _without_front_matter(_without_running_heads(text))
    lines = tuple(_classified(unwrap(raw_lines(text))))
    top = next((line.text for line in lines if line.kind == "heading" and line.level == 1), "")
    return Article(title or _below_house(lines) or top, lines)


def _without_front_matter(text: str) -> tuple[str, str]:
    """The title in a text's front matter, empty for none; and the text without it."""
    front = _FRONT_MATTER.match(text)
    if not front:
        return "", text
    named = _TITLE_KEY.search(front["keys"])
    return tidy(named[1]) if named else "", text[front.end() :]


def _without_running_heads(text: str) -> str:
    """Text without the lines that come back on every page: the same words, set wide apart."""
    lines = text.split("\n")
    counts = Counter(line.strip() for line in lines if re.search(r"\S {3,}\S", line))
    return "\n".join(line for line in lines if counts[line.strip()] < 2)


def _below_house(lines: Sequence[SourceLine]) -> str:
    """The title below the name of a clinic, such as `Exercises for low back pain`; empty where no clinic stands first."""
    if len(lines) < 2 or any(line.kind != "heading" or line.is_sure for line in lines[:2]):
        return ""
    house, title = lines[0].text, lines[1].text
    words = lexicon()
    is_house = words.has("house", house) and not words.has("exercises", house)
    return title if is_house and words.has("exercises", title) else ""


def _classified(raws: Iterable[Raw]) -> Iterator[SourceLine]:
    every = list(raws)
    is_unwrapped = wide(every) > UNWRAPPED
    for index, raw in enumerate(every):
        after = every[index + 1] if index + 1 < len(every) else None
        text = without_marks(raw.text)
        if raw.kind == "heading":
            yield SourceLine("heading", text, raw.level)
        elif raw.kind == "bold":
            yield SourceLine("heading", text, 6, is_sure=False)
        elif after and _is_title(raw, after, text, is_first=index == 0, is_unwrapped=is_unwrapped):
            yield SourceLine("heading", text, 1 if index == 0 and raw.kind == "text" else 5, is_sure=False)
        else:
            line = SourceLine("paragraph" if raw.kind == "text" else "item", text)
            yield with_lead(line, bold_lead(raw))


def _is_title(raw: Raw, after: Raw, text: str, *, is_first: bool, is_unwrapped: bool) -> bool:
    """Whether a line that nothing marks as a heading is one, by its words, where it stands, and what stands after it."""
    if raw.kind not in ("text", "number"):
        return False
    if raw.kind == "text" and raw.after_blank and raw.before_blank and _is_over_list(text, after):
        return True
    if not could_be_title(text) or (after.kind == raw.kind == "number"):
        return False
    return (
        raw.kind == "number"
        or text.isupper()
        or raw.after_blank
        or raw.before_blank
        or is_first
        or after.kind != "text"
        or (is_unwrapped and after.width > 60 and not is_ended(text))
    )


def _is_over_list(text: str, after: Raw) -> bool:
    """Whether a few words, and no sentence, stand above a list."""
    return (
        after.kind in ("number", "item", "step")
        and len(text.split()) <= 6
        and re.match(r"[A-Z]", text) is not None
        and not is_ended(text)
        and not re.search(r"\d|:$", text)
    )
