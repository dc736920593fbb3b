"""An exercise is sure only where each sentence that asks has its place."""

import pytest

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.read import read_article


def drafted(text: str) -> DraftExercise:
    (exercise,) = draft_article(read_article(f"Heels\n\n{text}\n".encode(), "text"), "text").exercises
    return exercise


@pytest.mark.parametrize(
    "lost",
    [
        "Some say that the left foot leads it all.",
        "Tilt your head to the right and follow the same instructions.",
        "Hold for 20 seconds or 2 X 10 to 12 seconds.",
    ],
)
def test_a_sentence_without_a_place_is_named(lost: str):
    exercise = drafted(f"Stand tall. Lift your heels and lower them. {lost} Repeat 5 times.")
    assert exercise.certainty == "check"
    assert any(lost in mark for mark in exercise.to_check)


@pytest.mark.parametrize(
    "told",
    [
        "You will feel a stretch in your calves.",
        "This helps the veins of the leg to work well.",
        "Your ankles should stay straight.",
        "Stop if your foot hurts.",
        "Do this 3 times a day.",
        "Build up to 20 times over time.",
    ],
)
def test_what_is_felt_or_for_later_or_kept_leaves_an_exercise_sure(told: str):
    assert drafted(f"Stand tall. Lift your heels and lower them. Repeat 5 times. {told}").certainty == "sure"


def test_a_movement_torn_from_its_way_back_is_named():
    exercise = drafted(
        "Hands on the floor, straighten your elbows, breathe out at the top, and bend them. Ten of those."
    )
    steps = " ".join(step.text for step in exercise.steps)
    assert ("straighten" in steps) == (exercise.certainty == "sure")
