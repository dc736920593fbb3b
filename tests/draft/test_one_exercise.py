"""Lists and prose that tell one exercise, and exercises that give no amount."""

import pytest
from draft.test_kinds import made

TURN = "Turn your head to the left, then to the right. Repeat 6 times."


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).exercises]


@pytest.mark.parametrize(
    "text",
    [
        "# Half a minute for your hands\n\n## Finger fan\n\nPianists love this one.\n\n1. Rest your forearms on the table\n"
        "2. Spread your fingers as wide as they go\n3. Hold 4 seconds\n4. Relax and repeat\n",
        "Seated row\n\n- Sit tall at the edge of your chair.\n- Draw your elbows back and hold for 2 seconds.\n"
        "- Do this whenever you wait for the kettle.\n- Return your arms to your lap.\n",
        "Palm press. Here it is, in four parts.\n\n(1) Put your palms together in front of you. "
        "(2) Press them against each other. (3) Let go and shake your hands. (4) Go on with that for eight rounds.\n",
        "Wall slide\n\n1. Stand with your back to the wall.\n\nShoes are best taken off for it.\n\n"
        "2. Bend your knees and slide down.\n\n3. Stay there for 10 seconds.\n\n4. Push up again with your heels.\n",
    ],
    ids=["heading", "bullets", "in one paragraph", "talk between"],
)
def test_items_that_go_on_with_those_before_are_steps_of_one_exercise(text: str):
    assert len(titles(text)) == 1
    assert titles(text)[0] in ("Finger fan", "Seated row", "Palm press", "Wall slide")


def test_items_that_each_give_a_count_are_exercises_also_where_one_goes_back():
    text = (
        "Arms\n\n1. Lift your arms. Repeat 5 times.\n2. Push your arms forward. Return to the start. Repeat 8 times.\n"
        "3. Bend your elbows. Repeat 10 times.\n"
    )
    assert len(titles(text)) == 3


def test_lists_under_titles_set_alike_are_alike():
    text = (
        "# Backs\n\n## Cobra\n\n1. Lie on your stomach.\n2. Lift your chest off the floor.\n3. Hold it for 5 seconds and let go.\n\n"
        "Do 10 of these.\n\n## Swimmer\n\n1. Lie on your stomach.\n2. Stretch out your arms and lift them.\n"
        "3. Lift your legs.\n\n6 times is enough.\n"
    )
    assert titles(text) == ["Cobra", "Swimmer"]


def test_lists_with_a_line_between_them_are_exercises_of_their_own():
    text = (
        "At your desk:\n\n- Lift your arms overhead and hold for 5 seconds.\n- Repeat once more.\n\n"
        "- Tilt your head to the left and hold for 4 seconds.\n- Repeat on the right.\n\n"
        "- Turn your trunk to look behind you. Hold for 3 seconds.\n- Repeat the other way.\n"
    )
    assert len(titles(text)) == 3


@pytest.mark.parametrize(
    "preface",
    [
        "## What Makes Ankles Stiff\n\nAnkles that rest on chair legs all day forget how to bend. Reach for the stairs more often.\n\n",
        "## After Your Cast Comes Off\n\nYour calf will look thin. Many of us then walk with a limp for weeks.\n\n",
        "Ships taught me to look after my ankles.\n\nOn deck you stand for hours on end. The deck rolls. Bend with it or it bends you.\n\n",
    ],
    ids=["why", "after", "story"],
)
def test_what_tells_why_under_a_heading_is_no_exercise(preface: str):
    text = (
        f"# Ankles\n\n{preface}Do ten of each exercise.\n\n## Toe raise\n\nSit down and lift your toes.\n\n"
        f"## Heel raise\n\nStand up and lift your heels.\n\n"
    )
    assert titles(text) == ["Toe raise", "Heel raise"]


def test_a_paragraph_that_only_goes_on_begins_no_exercise():
    text = "Fist squeeze:\n\nMake a fist and squeeze for 6 seconds.\n\nRest for 3 seconds and then repeat it.\n\nRepeat 8 times.\n"
    assert titles(text) == ["Fist squeeze"]


def test_paragraphs_that_each_begin_in_a_position_are_exercises_without_any_amount():
    text = (
        "For the weeks after the operation\n\nLie on your back with your arms by your sides. Bend one knee and slide the heel "
        "towards you. Then slide it away again.\n\nMost people sleep better by the second week.\n\n"
        "Sit on a firm chair. Straighten one knee and pull the toes up. Lower the foot to the floor.\n"
    )
    told = made(text).exercises
    assert len(told) == 2
    assert [one.position for one in told] == ["supine", "seated"]
    assert all(one.certainty == "check" for one in told)


def test_a_part_of_the_body_that_stretches_is_not_said_of_all_stretches():
    text = (
        "1. Chest opener. Rest your forearm on the wall and turn away until the chest stretches. 20 seconds each side.\n"
        "2. Row. Pull the band to your waist. 10 times.\n3. Shoulder shrug. Lift your shoulders. 12 times.\n"
    )
    assert titles(text) == ["Chest opener", "Row", "Shoulder shrug"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "# Wrists that click\n\n## Why do they click?\n\nTendons slide over bone.\n\n### 1. Prayer\n\nPress your palms "
            "together and lower your hands to your waist.\n\n### 2. Fist\n\nMake a fist and open your fingers wide.\n",
            ["Prayer", "Fist"],
        ),
        (
            "My aunt swears by it.\n\nSlide your shoulders up to your ears and drop them.\n",
            ["Slide your shoulders up to your ears"],
        ),
        (
            "Potters bend over the wheel.\n\nFor the wrists, reach one arm out and pull its fingers back.\n\n"
            "For the chest, clasp your hands behind you and lift them.\n",
            ["Wrists", "Chest"],
        ),
    ],
    ids=["below a question", "in prose", "in two paragraphs"],
)
def test_what_asks_for_movements_is_drafted_and_marked_where_nothing_gives_an_amount(text: str, names: list[str]):
    told = made(text).exercises
    assert [one.title for one in told] == names
    assert all(one.certainty == "check" for one in told)


def test_a_list_is_one_exercise_where_a_step_begins_when_the_one_before_is_done():
    text = (
        "Slow sighing\n\n1. Sit back and put a hand on your ribs.\n\n2. Breathe in through the nose until the ribs push\n"
        "your hand out.\n\n( The muscle between the lungs and\nthe belly - moves down as you do so.)\n\n"
        "3. Once you have filled up, open your mouth and sigh it all out.\n\n4. Do eight of these.\n"
    )
    assert titles(text) == ["Slow sighing"]


def test_a_tip_with_a_title_takes_no_count_from_the_exercise_it_stands_in():
    text = (
        "## Rocket\n\n1. Crouch down\n2. Jump up with your arms overhead\n3. Hold it for 3 seconds\n\n"
        "**Make it fun:** Count down aloud from ten.\n\n**Do:** 6 reps\n"
    )
    told = made(text).exercises
    assert [one.title for one in told] == ["Rocket"]
    assert told[0].sections[-1].heading == "Repeat 6 times"


@pytest.mark.parametrize("step", ["Relax your shoulders", "Raise your elbows", "Swing your legs", "Bend the knees"])
def test_a_plain_step_that_could_be_a_heading_is_said(step: str):
    told = made(f"# Morning\n\n- Sit tall\n- {step}\n- Turn your head to one side\n\nDo all of it 5 times.\n")
    assert any(step.lower() in f"{one.title} {one.spoken}".lower() for one in told.exercises)


def test_the_way_into_movements_strung_by_semicolons_is_no_exercise():
    told = made("Sit tall. Nod your head; turn your head; tilt your head. Repeat each 5 times.\n")
    assert [one.title for one in told.exercises] == ["Nod your head", "Turn your head", "Tilt your head"]


def test_how_to_do_an_exercise_is_called_by_its_name():
    assert titles("How to do heel raises\n\nLift your heels. Lower them. 9 times.\n") == ["Heel raises"]


def test_a_paragraph_in_brackets_under_a_title_is_what_is_asked():
    text = "Fan\n\nOpen your hands. 8 times.\n\nBow\n\n(Fold forward over your legs and rise again.)\n\nNod\n\nDip your chin. 7 times.\n"
    assert titles(text) == ["Fan", "Bow", "Nod"]
