"""A line's sentences, labelled by the lead before them."""

import re
from dataclasses import dataclass

from voiceguide.draft.article import SourceLine
from voiceguide.draft.page_noise import is_noise
from voiceguide.draft.sentences import sentences
from voiceguide.draft.wordings import lexicon

_ENUMERATION = re.compile(r"\(\s*[a-d1-4]\s*\)(?!\s*\d{4})\s*|(?<=[.!?:])\s+\d{1,2}[.)](?=\s+[A-Z])")
_SHORT_QUESTION = 5
"""Words; the sentence after a question as short as this answers it."""


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence where it stands: `label` says what it is about, `begins` whether a line begins with it, `line` which."""

    sentence: str
    label: str | None
    begins: bool
    is_item: bool = False
    lead: str = ""
    line: int = 0


def texts_of(line: SourceLine, label: str | None, number: int) -> list[Text]:
    """The sentences of a line.

    Args:
        label: what the heading or lead above the line says about it; its own lead counts for more.
        number: of the line in its article.
    """
    own, text = _labelled(line)
    told = _answered(sentences(_ENUMERATION.sub("", text)))
    return [
        Text(sentence, own or label, index == 0, line.kind == "item", line.lead, number)
        for index, sentence in enumerate(told)
    ]


def _labelled(line: SourceLine) -> tuple[str | None, str]:
    """What a line's lead says about it, and its text, with the lead in it where that belongs to what is told."""
    words = lexicon()
    if not line.lead:
        return None, line.text
    own = words.label(line.lead)
    if own:
        return own, f"Hold: {line.text}" if own == "hold" else line.text
    if words.begins("tip_lead", line.lead):
        return "reminder", line.text
    if words.begins("variation_lead", line.lead):
        return "variation", line.text
    return None, _with_lead(line)


def _with_lead(line: SourceLine) -> str:
    if lexicon().begins("breath_lead", line.lead):
        return f"{line.lead}: {line.text}"
    if line.text[:1].islower():
        return f"{line.lead} {line.text}"
    return line.text if is_noise(line.lead) else f"{line.lead}. {line.text}"


def _answered(told: list[str]) -> list[str]:
    """Sentences, a short question such as `Feeling dizzy?` put to the one that answers it."""
    joined: list[str] = []
    for sentence in told:
        if joined and joined[-1].endswith("?") and len(joined[-1].split()) <= _SHORT_QUESTION:
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined
