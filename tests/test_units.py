import pytest

from voiceguide.units import whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("007", 7), ("٣", 3), ("१२", 12), ("²", None), ("½", None), ("③", None), ("三", None), ("", None), ("-1", None),
     ("1_0", None), (" 1", None), ("9" * 5000, None)],
)  # fmt: skip
def test_digits_of_any_writing_system_are_a_number_and_other_signs_are_not(text, number):
    assert whole_number(text) == number
