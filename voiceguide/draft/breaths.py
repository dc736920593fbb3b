"""Which part of a sentence belongs to which breath."""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from voiceguide.draft.vocabulary import pattern

Breath: TypeAlias = Literal["Inhale", "Exhale"]

_MARK = pattern("breath_mark")
_MANNER = re.compile(r"(?:through|with|from|into|slowly|gently|deeply|fully|again|out|at)\b(?!.*[,;])", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|your|per|long|the|longer|full|natural)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Breathed:
    """Words that belong to a breath, or to none; the words may be empty."""

    breath: Breath | None
    text: str


def breathed(text: str) -> list[Breathed]:
    """A sentence cut at its breaths. `Lift as you inhale` and `As you inhale, lift` both give lift to the inhale."""
    found: list[Breathed] = []
    start = 0
    leading: Breath | None = None
    is_first = True
    for mark in _marks(text):
        before = text[start : mark.start()]
        breath = kind_of(mark[0])
        is_trailing = (
            bool(mark["sub"]) and len(before.split()) > 1 and not re.search(r"(?:\band|\bthen|,)\s*,?\s*$", before)
        )
        is_joined = re.search(r"\w \w+.*\band\s*$", before) is not None and not _clean(text[mark.end() :])
        if leading is None and (is_trailing or is_joined):
            found.append(Breathed(breath, _clean(before)))
            start, is_first = mark.end(), False
            continue
        if not is_first or before.strip(" ,;:."):
            said = _clean(before)
            if leading or said:
                found.append(Breathed(leading, said))
        leading, start, is_first = breath, mark.end(), False
    rest = _clean(text[start:])
    if found and not leading and _MANNER.match(rest):
        found[-1] = Breathed(found[-1].breath, f"{found[-1].text} {rest}")
    elif leading or rest:
        found.append(Breathed(leading, rest))
    return found


def kind_of(mark: str) -> Breath:
    """The breath that a mark such as `as you breathe out` names."""
    return "Exhale" if re.search(r"\b(?:exhal|out\b|out-)|breath\w* (?:\w+ )*out", mark, re.IGNORECASE) else "Inhale"


def breaths_in(text: str) -> list[str]:
    """The breaths that a sentence assigns, in order."""
    return [kind_of(mark[0]) for mark in _marks(text)]


def _marks(text: str) -> list[re.Match[str]]:
    return [mark for mark in _MARK.finditer(text) if mark["sub"] or not _EACH.search(text[: mark.start()])]


def _clean(text: str) -> str:
    text = re.sub(r"^[\s,;:.\u2013-]*(?:(?:and|then)\s+)*", "", text)
    text = re.sub(r"(?:^|\s)(?:start|begin|finish|end)\s+(?:by|with)\s*$", "", text, flags=re.IGNORECASE)
    return re.sub(r"[\s,;:.\u2013-]*(?:\b(?:and|then)[\s,;:]*)*$", "", text)
