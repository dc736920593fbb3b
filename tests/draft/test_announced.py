"""Exercises that prose announces one after the other."""

import pytest
from draft.test_first_names import spoken, titles

from voiceguide.draft.announced import announced


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The first exercise is the boat: lie on your back.", "boat"),
        ("The second one is called the lantern.", "lantern"),
        ("Third is Low Lantern Pose.", "Low Lantern Pose"),
        ("For the fourth, the door slide, stand at a door.", "door slide"),
        ("And the last one is just walking on the spot for a minute.", "walking on the spot"),
        ("Next came the long reach: both arms up.", "long reach"),
        ("Then we did toe taps, holding the chair.", "toe taps"),
        ("We ended with the snail, arms long.", "snail"),
        ("To finish, the arm hug.", "arm hug"),
        ("After that the wing sweep, breathing in as it rises.", "wing sweep"),
        ("A fine stretch for the ribs is the half moon.", "half moon"),
        ("Another good one is the lantern.", "lantern"),
        ("Perform the side sweep by raising one arm.", "side sweep"),
        ("Elbow rings are performed by bending your arms.", "Elbow rings"),
        ("The toe drag is another easy exercise that you can do in water.", "toe drag"),
    ],
)
def test_a_sentence_announces_an_exercise(text: str, name: str):
    assert announced(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "The next exercise is to lift your arm.",
        "The first step is to breathe.",
        "The second exercise is done in the same way.",
        "Then the left, for 5 breaths.",
        "Then a deep breath in.",
        "Next, the right arm is lifted.",
        "Finally, the most important thing is the breath.",
        "The first is lying on the floor.",
        "Then do the same with the other leg.",
    ],
)
def test_a_sentence_announces_none(text: str):
    assert announced(text) == ""


def test_a_paragraph_is_cut_where_an_exercise_is_announced():
    text = (
        "The first exercise is the boat: lie on your back and lift your hips. Ten times. The second one is called the lantern. "
        "Lie on your side and open your knees, 12 times. The last one is just walking on the spot for two minutes.\n"
    )
    assert titles(text) == ["Boat", "Lantern", "Walking on the spot"]
    assert "lift your hips" in spoken(text)[0]


def test_paragraphs_are_called_what_they_announce():
    text = (
        "A fine one for tired hips is the lantern. Lie on your back and cross one ankle over the other knee. Hold for 30 seconds.\n\n"
        "Another is the moth. Sit with your soles together and let your knees drop. Hold for 30 seconds.\n\n"
        "Last of all, the snail. Kneel and let your forehead sink to the floor.\n"
    )
    assert titles(text) == ["Lantern", "Moth", "Snail"]
