"""Which words ask for both sides, one after the other, and which do not."""

import pytest

from voiceguide.draft.sides import sides_in


@pytest.mark.parametrize(
    "text",
    [
        "Twelve a side.", "40 seconds, 2 times, both arms.", "Do this twice, in the same way, with both feet.",
        "Six reps on either side.", "Swap so your other knee is on top.", "Then swap legs so that the left one leads.",
        "Repeat towards your left hip.", "Repeat bending your right elbow.", "Now repeat from the opposite side.",
        "Eight on the left and eight on the right.", "Do 9, then 9 with the left.", "Turn over and repeat.",
        "20 s, 2 times, then the other arm.", "Repeat with a different foot in front.", "Lift one heel at a time.",
        "On one leg first, then on the other.", "Do it again on your right foot.", "8 / side",
    ],
)  # fmt: skip
def test_what_is_done_on_each_side(text: str):
    assert sides_in([text]) == "each"


@pytest.mark.parametrize(
    "text", ["Kick out, alternate legs.", "Look over each shoulder in turn.", "Swing your arms, alternating sides."]
)
def test_what_is_done_in_turn(text: str):
    assert sides_in([text]) == "alternate"


@pytest.mark.parametrize(
    "text",
    [
        "Repeat 12 times with your left hand on your belly.", "Repeat with your right palm on the wall.",
        "Rock from one foot to the other.", "Bring your head across to the opposite side.", "Alternate nostril breath",
        "Then change it to go in the opposite direction.", "A weight in each hand.", "Repeat with different hands.",
    ],
)  # fmt: skip
def test_what_names_a_side_and_asks_for_no_second_one(text: str):
    assert sides_in([text]) == "none"
