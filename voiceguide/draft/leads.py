"""Leads: what stands out at the start of a line, such as `How to do it:` and bold words."""

import re
from dataclasses import replace

from voiceguide.draft.article import SourceLine
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.raw_lines import NUMBER
from voiceguide.draft.title_like import could_be_title

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
_LONGEST_BOLD = 60
_MOST_WORDS = 8


def with_lead(line: SourceLine, bold: str) -> SourceLine:
    """The line with its lead taken out of its text.

    Args:
        bold: the bold words that the text begins with, empty for none.
    """
    if number := NUMBER.match(line.text):
        line = replace(line, text=line.text[number.end() :])
        bold = NUMBER.sub("", bold, count=1)
    text = line.text
    if _is_bold_lead(bold, text):
        return replace(line, lead=bold.strip(" .:–—-"), text=text[len(bold) :].lstrip(" .:–—-"))
    for pattern in (_LEAD, _DASHED_LEAD):
        if (match := pattern.match(text)) and len(match["lead"].split()) <= _MOST_WORDS:
            return replace(line, lead=match["lead"].strip(), text=match["rest"])
    if (match := _STOPPED_LEAD.match(text)) and could_be_title(match["lead"]) and _is_name(match["lead"]):
        return replace(line, lead=match["lead"], text=match["rest"])
    return line


def before_colon(text: str) -> str | None:
    """The words before a colon that a text may begin with; None without them."""
    match = _LEAD.match(text)
    return match["lead"] if match else None


def _is_bold_lead(bold: str, text: str) -> bool:
    if not bold or not text.startswith(bold) or not len(bold) < len(text) or len(bold) > _LONGEST_BOLD:
        return False
    first = text[len(bold) :].lstrip()[:1]
    return bold[-1] in ".:!?–-" or first in ":–—-" or first.isupper()


def _is_name(lead: str) -> bool:
    """Whether words before a full stop name an exercise, and are no short instruction."""
    return first_verb(lead) != lead.split()[0].lower() or _NOUN.search(lead) is not None
