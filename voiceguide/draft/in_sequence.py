"""Movements that a text tells one after the other, such as `lift your arm` and `lower it again`."""

import re

from voiceguide.draft.imperative import first_verb
from voiceguide.draft.model import HELD
from voiceguide.draft.wordings import lexicon

_AND_VERB = re.compile(r"(?:,?\s+and\s+|,\s+)(?=(?:\w+ly\s+)?(?P<verb>[a-z]+)\b)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(\x02)|\s*;\s*|\s*[,.]?\s+(?:and\s+)?then\s+|,?\s+(?:before|and)\s+(?:slowly\s+|gently\s+)?(?=(?:return|releas|relax(?= (?:your|the|back|down|it|them|and)\b)|lower|bring(?:ing)? (?:it|them|your \w+) back|com(?:e|ing) back|go(?:ing)? back|straighten|roll back|let go)\w*\b)|\.\s+",
    re.IGNORECASE,
)


def in_sequence(text: str) -> list[str]:
    """The movements of a text in order, `HELD` between them where one is held; a lone word stays with the movement after it."""
    kept: list[str] = []
    for piece in _BETWEEN.split(text):
        if piece is None:
            continue
        if piece.strip() == HELD:
            kept.append(HELD)
        elif not re.search(r"\w", piece):
            continue
        elif kept and kept[-1] != HELD and len(kept[-1].split()) < 2:
            kept[-1] = f"{kept[-1]} and {piece}"
        else:
            kept += _posture_first(piece.strip(" ,"))
    return kept


def _posture_first(piece: str) -> list[str]:
    """A position and the movement out of it that stand in one sentence, apart."""
    known = lexicon()
    if first_verb(piece) not in known.posture:
        return [piece]
    leading_out = known.movement - known.words["with_posture"]
    for match in _AND_VERB.finditer(piece):
        verb = first_verb(piece[match.end() :])
        if verb == match["verb"].lower() and verb in leading_out:
            return [piece[: match.start()].strip(" ,"), piece[match.end() :]]
    return [piece]
