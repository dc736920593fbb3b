"""Which part of a sentence belongs to which breath."""

import re
from typing import Literal, TypeAlias

from voiceguide.draft.sentences import verb_of
from voiceguide.draft.vocabulary import pattern

Breath: TypeAlias = Literal["Inhale", "Exhale"]

_MARK = pattern("breath_mark")
_MANNER = pattern("breath_manner")
_AIRWAY = re.compile(rf"\s*{pattern('airway').pattern}", re.IGNORECASE)
_EACH = re.compile(r"\b(?:each|every|your|per|long|the|longer|full|natural)\s*$", re.IGNORECASE)


def breathed(text: str) -> list[tuple[Breath | None, str]]:
    """A sentence cut at its breaths: words, which may be none, after the breath that they belong to, or None.

    `Lift as you inhale` and `As you inhale, lift` both give lift to the inhale.
    """
    found: list[tuple[Breath | None, str]] = []
    start = 0
    leading: Breath | None = None
    for mark in _marks(text):
        before = text[start : mark.start()]
        said, rest = _clean(before), _clean(text[mark.end() :])
        is_said = len(before.split()) > 1 or verb_of(before) or (found and said)
        is_trailing = mark["sub"] and is_said and not re.search(r"(?:\band|\bthen|,)\s*,?\s*$", before)
        is_joined = re.search(r"\w \w+.*\band\s*$", before) and not rest
        is_beside = (
            before.rstrip().endswith(",") and re.match(r"\w+ing\b", mark[0]) and (mark["to"].strip() == "," or not rest)
        )
        start = mark.end()
        if leading is None and (is_trailing or is_joined or is_beside):
            found.append((kind_of(mark[0]), said))
            continue
        if leading or said:
            found.append((leading, said))
        leading = kind_of(mark[0])
    rest = _clean(text[start:])
    if found and not leading and _MANNER.match(rest):
        found[-1] = found[-1][0], f"{found[-1][1]} {rest}"
    elif leading or rest:
        found.append((leading, rest))
    return found


def kind_of(mark: str) -> Breath:
    """The breath that a mark such as `as you breathe out` names."""
    return "Exhale" if re.search(r"\b(?:exhal|out\b|out-)|breath\w* (?:\w+ )*out", mark, re.IGNORECASE) else "Inhale"


def breaths_in(text: str) -> list[str]:
    """The breaths that a sentence assigns, in order."""
    return [kind_of(mark[0]) for mark in _marks(text)]


def _marks(text: str) -> list[re.Match[str]]:
    found = [mark for mark in _MARK.finditer(text) if mark["sub"] or not _EACH.search(text[: mark.start()])]
    is_way = len(found) == 1 and found[0][0].strip() in ("in", "out") and _AIRWAY.match(text, found[0].end())
    return [] if is_way else found  # the tongue goes `in and out through your lips`


def _clean(text: str) -> str:
    text = re.sub(r"^[\s,;:./\u2013-]*(?:(?:and|then)\s+)*", "", text)
    text = re.sub(r"(?:^|\s)(?:start|begin|finish|end)\s+(?:by|with)\s*$", "", text, flags=re.IGNORECASE)
    return re.sub(r"[\s,;:./\u2013-]*(?:\b(?:and|then)[\s,;:]*)*$", "", text)
