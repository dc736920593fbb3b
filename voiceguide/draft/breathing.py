"""Exercises that are made of breaths alone."""

import re
from collections.abc import Sequence

from voiceguide.draft.clauses import clauses
from voiceguide.draft.imperative import first_verb, imperative, takes_position
from voiceguide.draft.model import Clause
from voiceguide.draft.wordings import lexicon

_WHERE = re.compile(r"\b(?:nose|mouth|lips|nostril|lungs|belly)\b", re.IGNORECASE)


def is_breathing(title: str, texts: Sequence[str]) -> bool:
    """Whether an exercise is made of breaths alone: by its title, by counts, or by naming breaths and little else."""
    breaths = [clause for text in texts for clause in clauses(text, is_breathing=True) if clause.breath]
    told = [clause for text in texts for clause in clauses(text, is_breathing=False)]
    named = sum(clause.breath != "hold" for clause in breaths)
    counted = sum(clause.count is not None for clause in breaths)
    moving = sum(clause.breath in ("inhale", "exhale") and _moves(clause.text) for clause in told)
    if lexicon().has("breathing_title", title):
        return named >= 1 and moving <= max(1, named / 2)
    if counted >= 2 and moving <= counted / 2:
        return True
    return (
        named >= 2
        and moving == 0
        and sum(_moves_freely(clause) for clause in told) < 2
        and any(_WHERE.search(text) for text in texts)
    )


def _moves_freely(clause: Clause) -> bool:
    return not clause.breath and _moves(clause.text) and not takes_position(imperative(clause.text))


def _moves(text: str) -> bool:
    known = lexicon()
    verb = first_verb(imperative(text))
    return (
        verb is not None
        and verb not in known.words["breathing"]
        and known.has("body", text)
        and "nostril" not in text.lower()
    )
