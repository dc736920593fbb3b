"""An exercise is sure only where each sentence that asks has its place, and no number of the text is lost."""

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


@pytest.mark.parametrize(
    ("lost", "number"),
    [
        ("Do 90 of them for a greater gain.", "90"),
        ("Do 15 lifts on the near leg, 6 lifts on the far leg.", "6"),
        ("As it gets easy, raise the count to 14 or more.", "14"),
    ],
)
def test_a_number_that_has_no_place_is_named(lost: str, number: str):
    exercise = drafted(f"Stand tall. Lift your heels and lower them. Do 40 of them. {lost}")
    (one,) = (one for one in exercise.unplaced if one.why.startswith("no place was found"))
    assert number in one.why
    assert one.text == lost


def test_the_other_side_is_neither_lost_nor_taken_for_a_name():
    exercise = drafted("Lift your knee. Hold for 15 seconds. Lower it. Continue with the other leg. Repeat 5 times.")
    assert exercise.sides in ("each", "alternate")


def test_a_hold_under_a_name_that_says_hold_is_held():
    text = (
        "1) Superman hold - lie on your front, lift your arms. 3 x 25s hold\n2) Bridge - push your hips up. 12 times\n"
    )
    first, _ = draft_article(read_article(text.encode(), "text"), "text").exercises
    assert [step.length for step in first.steps if step.is_stay] == ["25s"]
    assert any(one.heading == "Repeat 3 times" for one in first.sections)
