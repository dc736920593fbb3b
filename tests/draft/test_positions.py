"""In which position an exercise is done: in its own words, and in those that stand around it."""

import pytest

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.positions import named_position
from voiceguide.draft.read import read_article


@pytest.mark.parametrize(
    ("told", "position"),
    [
        ("on his back with both knees bent", "supine"), ("Lie with your back on the mat.", "supine"),
        ("Lie on the carpet and bend a knee.", "supine"), ("Lie on the carpet on your tummy.", "prone"),
        ("Lie on the floor, face down.", "prone"), ("hands + knees on the rug", "hands-and-knees"),
        ("Take a hands-and-knees position.", "hands-and-knees"), ("Sit onto your heels.", "kneeling"),
        ("Stand up tall with a pole in your hands.", "standing"), ("Facing a wall, put your forearms on it.", "standing"),
        ("Pretend you are sitting down on a stool.", None), ("Palms facing up, breathe.", None),
        ("Stand up and sit down again.", "seated"), ("Lie on you back.", "supine"), ("Get down on one knee.", "kneeling"), ("Lean, your hands on your knees.", None), ("Toe raises behind your chair", "standing"), ("Clasp your hands behind the chair.", None), ("From a table position, lower your arms.", "hands-and-knees"), ("Begin on your side with an arm up.", "side-lying"), ("on backs, knees wide", "supine"), ("on the side, heels apart", "side-lying"),
        ("Have a seat, feet flat.", "seated"), ("Sit your hips back.", None), ("Do ten sit-ups.", None), ("Heavy sitting bones.", None),
        ("Sat on the bed's edge, kick.", "seated"), ("He kneels by the sofa.", "kneeling"), ("Crook lying: tilt.", "supine"),
        ("She lies on her tummy.", "prone"), ("Lie tummy down.", "prone"), ("Roll over to your left side.", "side-lying"),
        ("Turn to the left side.", None), ("Lie with a hand on your tummy.", None), ("Lie with your knees bent on your side.", "side-lying"),
        ("Rest your hand on your stomach.", None), ("Stand up and wave.", "standing"), ("Stand the roller up.", None),
        ("Lie faceup.", "supine"), ("From standing, lie down on your back.", "supine"), ("Bend as if to sit.", None), ("Lift your top leg.", "side-lying"),
    ],
)  # fmt: skip
def test_a_position_is_told_in_many_wordings(told: str, position: str | None):
    assert named_position(told) == position


def test_a_position_is_taken_from_what_explains_where_no_step_names_one():
    text = "Leg day\n\n1. Bridge\nFor this one the back is flat on the floor.\nLift your hips. 8 times.\n2. Nods\nSome like it sitting or standing.\nDrop your chin. 6 times.\n"
    told = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    assert [(one.position, "position" in one.marks) for one in told] == [("supine", False), ("supine", True)]


def test_what_is_only_done_standing_hints_at_it_where_nothing_around_names_another_position():
    march = "1. March on the spot and swing your arms. 20 times.\n2. Nods: drop your chin. 6 times.\n"
    assert positions(f"Warm up\n\n{march}") == ["standing ?", "standing ?"]
    assert positions(f"Warm up\n\nAll of these exercises are done sitting down.\n\n{march}") == ["seated ?", "seated ?"]


def positions(text: str) -> list[str]:
    told = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    return [f"{one.position}{' ?' if 'position' in one.marks else ''}" for one in told]


@pytest.mark.parametrize(
    "before",
    [
        "These stretches can be done seated.", "Sit well back in your chair.", "All of these exercises are done sitting down.",
    ],
)  # fmt: skip
def test_a_position_that_is_told_before_exercises_holds_for_those_that_name_none(before: str):
    exercises = "1. Shrugs: lift your shoulders. 8 times.\n2. Nods: drop your chin. 6 times.\n3. March: stand and lift your knees. 9 times.\n4. Reach: lift your arms. 5 times.\n"
    assert positions(f"Desk break\n\n{before}\n\n{exercises}")[1:] == ["seated ?", "standing", "standing ?"]


def test_what_explains_sitting_brings_nobody_into_a_position():
    text = "Desk break\n\n{}\n\n1. Shrugs: lift your shoulders. 8 times.\n2. Nods: drop your chin. 6 times.\n"
    for told in ("Too much sitting makes you stiff.", "People who sit at work get stiff.", "If you sit a lot, get up."):
        assert positions(text.format(told)) == ["None", "None"]


@pytest.mark.parametrize(
    "told", ["Sit in a firm chair like those of a dining room.", "Begin by sitting upright on a stool."]
)
def test_what_brings_into_a_named_position_is_never_mere_talk(told: str):
    (exercise,) = draft_article(
        read_article(f"Rise\n\n{told} Lean forwards and stand. 8 times.\n".encode(), "text.txt"), "text"
    ).exercises
    assert exercise.position == "seated"
    assert told.rstrip(".") in exercise.spoken


def test_exercises_that_are_to_be_done_lying_are():
    assert positions(
        "Bed day\n\nDo these next 2 exercises while lying in your bed, as slowly as you can, and one by one.\n\n1. Nods: lift your chin. 6 times.\n2. Fists: squeeze your fingers. 9 times.\n"
    ) == ["supine", "supine ?"]


def test_what_asks_for_a_part_of_the_body_is_no_talk_even_where_it_says_what_it_is_good_for():
    text = "Half moth\n\nSit with one leg out. Open your bent knee. Bend your torso forward to stretch your hips and your spine. Hold for 50 seconds.\n"
    (exercise,) = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    assert "end your torso forward" in exercise.spoken
