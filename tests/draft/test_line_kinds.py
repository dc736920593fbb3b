"""Lines whose words no list knows are told apart by what was learnt from others; the weights are those of the lines."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.line_kinds import FEATURES, KINDS, features, likely
from voiceguide.draft.read import read_article

TOOLS = Path(__file__).parents[2] / "tools"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The knee then travels out over the little toe.", "do"),
        ("Slow lowering of the pelvis, bone by bone.", "do"),
        ("Nurses told us that this one saved their backs on night shifts.", "talk"),
        ("Our clinic is open on Saturdays until noon.", "talk"),
        ("Twelve of these, twice over.", "dose"),
        ("Leave it out if your wrists are swollen today.", "caution"),
        ("The top five stretches for bakers", "heading"),
    ],
)
def test_a_line_is_judged_by_what_was_learnt(text: str, kind: str):
    told = likely(text)
    assert max(told, key=lambda one: told[one]) == kind
    assert sum(told.values()) == pytest.approx(1)
    assert tuple(told) == KINDS


def test_the_movement_of_a_sentence_without_a_known_verb_is_said():
    text = "# Heel drop\n\nStand on a step. The heel then travels back to the edge of the step. Repeat 8 times.\n"
    (exercise,) = draft_article(read_article(text.encode(), "text.md"), "text").exercises
    assert "travels back to the edge of the step" in exercise.spoken


def test_a_story_in_an_exercise_is_not_said():
    text = (
        "# Wrist circles\n\nRest your forearms on the desk. Raise your hopes, said my old teacher in Leipzig, and the "
        "audience will follow. Circle your wrists. Repeat 8 times.\n"
    )
    (exercise,) = draft_article(read_article(text.encode(), "text.md"), "text").exercises
    assert "leipzig" not in exercise.spoken.lower()


def test_training_makes_the_weights_that_are_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "argv", ["train_line_kinds.py"])
    tool = runpy.run_path(str(TOOLS / "train_line_kinds.py"))
    lines = tool["read_lines"]()
    assert len(lines) > 5000
    assert {kind for kind, _ in lines} == set(KINDS)
    few = [(features(text), KINDS.index(kind)) for kind, text in lines[::40]]
    weights = tool["trained"](few)
    assert weights.shape == (FEATURES, len(KINDS))
    right = sum(int(np.argmax(weights[rows].sum(axis=0))) == kind for rows, kind in few)
    assert right > 0.95 * len(few)
    known = sum(max(told, key=lambda one: told[one]) == kind for kind, text in lines[::40] if (told := likely(text)))
    assert known > 0.95 * len(few)
