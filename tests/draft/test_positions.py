"""In which position an exercise is done: in its own words, and in those that stand around it."""

import pytest

from voiceguide.draft.build import named_position


@pytest.mark.parametrize(
    ("told", "position"),
    [
        ("on his back with both knees bent", "supine"), ("Lie with your back on the mat.", "supine"),
        ("Lie on the carpet and bend a knee.", "supine"), ("Lie on the carpet on your tummy.", "prone"),
        ("Lie on the floor, face down.", "prone"), ("hands + knees on the rug", "hands-and-knees"),
        ("Take a hands-and-knees position.", "hands-and-knees"), ("Sit onto your heels.", "kneeling"),
        ("Stand up tall with a pole in your hands.", "standing"), ("Facing a wall, put your forearms on it.", "standing"),
        ("Pretend you are sitting down on a stool.", None), ("Palms facing up, breathe.", None),
        ("Stand up and sit down again.", "seated"),
    ],
)  # fmt: skip
def test_a_position_is_told_in_many_wordings(told: str, position: str | None):
    assert named_position(told) == position
