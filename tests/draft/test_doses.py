"""Amounts as people write them."""

import pytest

from voiceguide.draft.breaths import breathed
from voiceguide.draft.doses import doses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hold for five seconds and repeat 12 times.", "hold 5, reps 12"), ("3 x 10", "sets 3, reps 10"),
        ("Do 2 sets of 6.", "sets 2, reps 6"), ("Repeat 8 to 10 times.", "reps 8-10"), ("Do a dozen.", "reps 12"),
        ("Five of these will do.", "reps 5"), ("Hold half a minute", "hold 30"), ("Take five slow breaths.", "breaths 5"),
        ("Continue for 3 to 5 minutes.", "go on 180-300"), ("Do these three times a day.", "schedule 1"),
        ("2 sets of 8 reps. Rest 30 seconds between sets.", "sets 2, reps 8, rest 30"), ("Repeat twice more.", ""),
        ("Hold for 15 seconds or 3 x 4 to 6 seconds.", "hold 15, alternative 1"), ("8 reps, or hold for a minute.", "reps 8, alternative 1"),
        ("Stay for 30 s or 4 breaths, 2 times.", "hold 30, alternative 1, reps 2"), ("3 x 10-12 s", "reps 3, hold 10-12"),
        ("3 x 6 with a minute's rest between.", "sets 3, reps 6, rest 60"), ("3 x 6, a minute off between.", "sets 3, reps 6, rest 60"),
        ("Push for a ten count.", "hold 10"), ("Lift it, count 4, and let go.", "hold 4"), ("A total of 9 stretches.", "reps 9"),
        ("12.", "reps 12"), ("Hold 5, 8 x.", "hold 5, reps 8"), ("9 on the left, then 9 on the right.", "reps 9, reps 9"),
        ("Take 12 side steps.", "reps 12"), ("Performing 7 reps", "reps 7"), ("4. Wall slides. Twice each leg.", "reps 2"), ("In sets of three or four.", "reps 3-4"),
        ("7 x one way, 7 x the other way.", "reps 7, reps 7"), ("Gradually work up to 3 sets.", "schedule 1"),
        ("That is one breath.", "schedule 1"), ("Make 20 to 25 complete circles.", "reps 20-25"), ("Repeat 4 \u2013 6 times.", "reps 4-6"),
        ("Keep going for a minute and a half.", "go on 90"), ("Hold: 5 seconds", "hold 5"), ("Reps: 10", "reps 10"),
    ],
)  # fmt: skip
def test_doses_are_found(text: str, expected: str):
    found = [f"{dose.kind} {dose.low:g}" + (f"-{dose.high:g}" if dose.high > dose.low else "") for dose in doses(text)]
    assert ", ".join(found) == expected


@pytest.mark.parametrize(
    "text", ["Hold for five seconds and repeat 12 times.", "3 x 10", "10 each way", "Hold: 5 seconds"]
)
def test_a_dose_knows_its_place(text: str):
    for dose in doses(text):
        assert f"{dose.low:g}" in text[dose.start : dose.end] or "five" in text[dose.start : dose.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Inhale as you lift your arms.", "Inhale: lift your arms"), ("As you exhale, fold forward.", "Exhale: fold forward"),
        ("Inhale to arch and exhale to round.", "Inhale: arch; Exhale: round"), ("Breathe in and out slowly.", "None: Breathe in and out slowly"),
        ("Lift your arms as you inhale and lower them as you exhale.", "Inhale: Lift your arms; Exhale: lower them"),
        ("Inhaling: Float both arms up.", "Inhale: Float both arms up"), ("Stay long on each inhale.", "None: Stay long on each inhale"),
    ],
)  # fmt: skip
def test_each_movement_goes_to_its_breath(text: str, expected: str):
    assert "; ".join(f"{breath}: {words}" for breath, words in breathed(text)) == expected
