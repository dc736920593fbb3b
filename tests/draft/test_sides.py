"""Which words ask for both sides, one after the other, and which do not."""

import pytest

from voiceguide.draft.blocks import tidy
from voiceguide.draft.drafts import draft_article
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.read import read_article
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
    "text",
    [
        "Kick out, alternate legs.",
        "Look over each shoulder in turn.",
        "Swing your arms, alternating sides.",
        "Dip the ear and lift it, then the other side. 6 times.",
        "Bow and rise, then change over. 6 times.",
        "Knees up, legs taking turns, 8 on each leg.",
        "Lean over, then alternate and lean the other way. 6 times.",
        "March. 6 times with each leg.",
    ],
)
def test_what_is_done_in_turn(text: str):
    assert sides_in([text]) == "alternate"


@pytest.mark.parametrize(
    "text",
    [
        "Repeat 12 times with your left hand on your belly.", "Repeat with your right palm on the wall.",
        "Rock from one foot to the other.", "Bring your head across to the opposite side.", "Alternate nostril breath",
        "Then change it to go in the opposite direction.", "A weight in each hand.", "Repeat with different hands.",
        "Repeat on your other foot if needed.",
    ],
)  # fmt: skip
def test_what_names_a_side_and_asks_for_no_second_one(text: str):
    assert sides_in([text]) == "none"


EACH = """
Tilt the chin. Hold 20 seconds. Repeat on the other side.
Pull the left heel up. Hold 20 seconds. Repeat with your other leg.
Pull the left heel up. Hold 20 seconds. Repeat this move just the same way with your right leg, taking your time.
Pull the left heel up. Hold 20 seconds, swap, and do it all twice.
Pull the heel up. Hold for 40 seconds and swap.
Stand heel to toe for 20 seconds. Swap so that the back foot comes to the front.
Sit with the legs crossed. Bow. Repeat with a different leg on top.
Make circles with the foot. Do 12 on either side.
Pull the heel in. 3 times, 20 seconds, both legs.
Pull the heel in. Do two rounds with both legs.
Lower the ear to the left shoulder. Repeat towards the right shoulder (breathing out as you go).
Lower the ear to the left. Hold. Repeat with opposite arms.
Circle the knees 12 times to the left and 12 times to the right.
Bend the knee. Eight on the left and eight on the right.
Dip one heel to the floor. 12 ea
Reach for the toes. 4 x 20 sec ea leg
Swing the top leg. 12 times, then roll over and repeat.
Lift the left knee. 12 times. Now the right.
Lift the left knee. 12 times. Then right leg.
Lift the knee. 12 times, same on your other side.
Hold the scarf with the left arm on top. Pull 8 times. Repeat with the hands swapped round so that the right one is on top.
Bend the knee. 12 times. Second side.
Bend the knee. 12 times. It is best to repeat these steps with your other knee.
Balance on the forearm, 30 s L then 30 s R
Lift the shoulder. 5 s. Then R.
Kneel. Squeeze 40 sec swap x3
Reach and rotate. 6 e/s
Lean left, stay 4 breaths, come up & other side
Strap round the foot, leg up. 2 min R 2 min L
Drop both knees to one side and wait 40 seconds. Then lift them back to the middle and drop them to the other side.
Drop the heel, knee straight. 40s each
Press your palms together. Then swap positions so that the other one is on top.
Bend the knee 12 times, then repeat everything for the other leg.
""".strip().split("\n")

ALTERNATE = """
Lift a knee, and alternate your legs. 12 times.
Draw back your elbows, alternating arms.
Circle your shoulders, one at a time.
Look over each shoulder in turn.
Pull up the knees in turn.
Lower one heel. 12 ea alternating
Lift one heel then the other, as if you were walking.
Swing your arms, alternating left and right.
Lift the knees, left and right alternately.
""".strip().split("\n")

NONE = """
Repeat 12 times with your left hand on your belly.
Lift both legs. Do 12 repetitions with both legs together.
Hold a glass, resting your foot on the other leg. Sip 3 times.
Close the left nostril and breathe out through the other side.
Swing your weight from one leg to the other. 12 times.
Lift your left leg. Repeat 12 times with the left leg.
Move one foot clockwise and the other one counter-clockwise, 12 seconds in each direction.
Lift each finger, one at a time.
Bend the elbow. 3 sets, 12 reps each
Repeat this as often as you like with both hands.
Put a roll under the sore knee/leg. Press it down 12 times.
With the other hand, press on the thumb. 12 times.
Let the arm hang and draw rings, 12 one way and 12 the other.
Stand with your arms on either side of your body. Breathe in.
Change the cushion for a thicker one. Lift both arms.
Use a weight in either hand. Bend the elbows. 12 times.
""".strip().split("\n")


@pytest.mark.parametrize(
    ("told", "expected"),
    [(text, name) for name, texts in (("each", EACH), ("alternate", ALTERNATE), ("none", NONE)) for text in texts],
)
def test_sides_depend_on_what_was_told_before(told: str, expected: str):
    assert sides_in(tidy(told).split(". ")) == expected


def made(text: str) -> DraftExercise:
    (exercise,) = draft_article(read_article(f"Moves\n\n{text}\n".encode(), "text.txt"), "text").read
    return exercise


@pytest.mark.parametrize(
    ("told", "spoken"),
    [
        ("Lift each leg 9 times.", "lift your {side} leg."),
        ("Lean over to both sides. Do 9 on each side.", "lean over to the {side} side."),
        ("Straighten each knee in turn, 9 times.", "straighten your {side} knee."),
        ("Swing your arms, one at a time, 9 times.", "swing your {side} arm."),
        ("Lift your left leg 9 times each side.", "lift your {side} leg."),
    ],
)
def test_what_is_done_on_each_side_is_said_of_one(told: str, spoken: str):
    assert [step.text for step in made(told).steps] == [spoken]


def test_each_beside_one_part_alone_is_checked():
    stretch = made("Pull the heel in, knee straight, 40 seconds each")
    assert (stretch.sides, stretch.certainty) == ("each", "check")


def test_the_other_side_after_a_time_is_no_movement():
    hug = made("Hug one knee, hold it for 25 seconds, then the other knee. Do it 3 times.")
    assert [step.text for step in hug.steps] == ["hug your {side} knee.", "hold."]
    lean = made("Hold a pole. Lean to one side and then the other, feeling a stretch. 7 times.")
    assert (lean.sides, lean.steps[-1].text) == ("alternate", "lean to the {side} side, feeling a stretch.")


def test_a_time_of_what_is_done_in_turn_is_no_hold_of_one_side():
    march = made("Lift the knees in turn for 40 seconds.")
    assert [(one.heading, one.lines) for one in march.sections][-1] == ("Hold 40 s", ["Lift the knees in turn."])
    assert march.certainty == "check"


def test_a_second_side_that_is_told_in_full_is_done_once():
    told = "Lie down onto one side. Stay for 40 seconds. Now lie down onto the other side. {} Do it 3 times."
    assert made(told.format("")).sides == "each"
    full = made(told.format("Stay for 40 seconds."))
    assert (full.sides, [step.length for step in full.steps if step.is_stay]) == ("none", ["40s", "40s"])
    assert "onto the other side" in full.spoken


def test_sides_that_follow_each_other_without_a_count_or_on_breaths_are_taken_in_turn():
    text = "Neck break\n\n1. Owl: turn your head to the left. Come back to the middle. Turn your head to the right.\n2. Reed: tilt to the left on an exhale, inhale to the centre, and then exhale to the right.\n"
    told = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    assert [one.sides for one in told] == ["alternate", "alternate"]
    assert "right" not in told[0].spoken
    assert [step.kind for step in told[1].steps] == ["Exhale", "Inhale"]


def test_each_in_a_note_is_a_side():
    assert sides_in(["Clams", "2 x 9 each"]) == "each"
    assert sides_in(["Bow and rise.", "Hold 9 seconds each."]) == "none"


def test_the_opposite_part_keeps_the_words_of_the_text():
    text = "Seat\n\nPlace one ankle on the opposite knee. Lean forward. Hold 20 seconds. Change sides.\n"
    (told,) = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    assert "Place your {side} ankle on the opposite knee" in told.spoken


def test_a_time_before_all_movements_lasts_after_them():
    text = "Pond\n\n2 minutes From all fours, lower your elbows and soften your chest. Let your head hang.\n"
    (told,) = draft_article(read_article(text.encode(), "text.txt"), "text").exercises
    assert [section.heading for section in told.sections] == ["Set up", "Hold 2 min"]
    assert "lower your elbows" in told.sections[0].lines[0]
