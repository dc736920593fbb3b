"""How an exercise is called: where its name stands, and what beside a name is none."""

import pytest
from draft.test_cuts import SHRUG, TILT, TURN
from draft.test_kinds import made


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).read]


def spoken(text: str) -> list[str]:
    return [exercise.spoken for exercise in made(text).exercises]


def test_lists_below_numbered_groups_are_exercises():
    text = (
        "1. Wrist stretches:\n\n- Prayer hands: Press your palms together. Hold for 10 seconds.\n"
        "- Palm down: Pull your fingers towards you. Hold for 10 seconds.\n\n"
        "2. Jaw stretches:\n\n- Wide yawn: Open your mouth as far as it goes. Hold for 5 seconds.\n"
        "- Side slide: Slide your chin to the right, then to the left. Repeat 4 times.\n\n"
        f"3. Shoulder lifts:\n\n- {SHRUG}\n\n4. Head turns:\n\n- {TURN}\n"
    )
    assert titles(text) == ["Prayer hands", "Palm down", "Wide yawn", "Side slide", "Shoulder lifts", "Head turns"]


def test_items_that_a_caption_stands_between_are_all_exercises():
    photo = "\nPhoto from https://example.org/one.png\n\n"
    text = f"- Shoulder lifts: {SHRUG}\n{photo}- Head turns: {TURN}\n{photo}- Neck tilt: {TILT}\n{photo}"
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


def test_what_a_title_names_keeps_all_that_it_asks():
    text = (
        "<h3>Split squat \u2013 2 sets of 10</h3><p>Stand with one foot far behind you, then sink until both knees are bent. "
        "Come back up.</p><h3>Toe rises \u2013 2 sets of 12</h3><p>Stand by a wall and rise onto your toes.</p>"
    )
    first, second = spoken(text)
    assert "sink until" in first
    assert "sink until" not in second


@pytest.mark.parametrize("name", ["Tip toe walks", "Focus circles", "Muscle rolls"])
def test_a_movement_is_no_label_whatever_it_begins_with(name: str):
    text = f"<h3>{name}</h3><p>{SHRUG}</p><h3>Head turns</h3><p>{TURN}</p>"
    assert titles(text) == [name, "Head turns"]


@pytest.mark.parametrize("name", ["Tips for this stretch", "Focus", "Benefits of stretches"])
def test_a_label_is_no_exercise(name: str):
    text = f"<h3>Head turns</h3><p>{TURN}</p><h3>{name}</h3><p>Looking over a shoulder is a joy.</p>"
    assert titles(text) == ["Head turns"]


@pytest.mark.parametrize("name", ["Circle your Thumbs", "Lunges", "Reach and Roll"])
def test_a_line_in_capitals_is_a_title_though_it_asks(name: str):
    text = f"Shoulder Lifts\n{SHRUG}\n\nHead Turns\n{TURN}\n{name}\nStand tall. {TILT}\n"
    assert titles(text) == ["Shoulder Lifts", "Head Turns", name]


def test_a_number_may_stand_apart_from_its_mark():
    text = f"Step 1 : Shoulder Lifts\n\n{SHRUG}\n\nStep 2 : Head Turns\n\n{TURN}\n\nStep 3 : Neck Tilt\n\n{TILT}\n"
    assert titles(text) == ["Shoulder Lifts", "Head Turns", "Neck Tilt"]


def test_a_dash_without_a_space_begins_an_item():
    text = f"1 . Thumbs\n\n-Circle your thumbs 10 times.\n\n2 . Shoulders\n\n-{SHRUG}\n\n3 . Neck\n\n-{TURN}\n"
    assert titles(text) == ["Thumbs", "Shoulders", "Neck"]


def test_what_only_numbers_an_exercise_is_no_part_of_its_title():
    text = (
        "Ex 1 Wide yawn. Open your mouth as far as it goes. 4 x\nEx 2 Side slide. Slide your chin to the right. 6 x\n"
        "Ex 3 Slow nod. Drop your chin and lift it. 6 x\n"
    )
    assert titles(text) == ["Wide yawn", "Side slide", "Slow nod"]


@pytest.mark.parametrize("name", ["Boat\u2013Raft", "Backward Bow with Strap", "Figure 8 Stretch"])
def test_a_name_is_kept_whole(name: str):
    text = f"Shoulder Lifts\n\n{SHRUG}\n\n{name}\n\n{TURN}\n\nNeck Tilt\n\n{TILT}\n"
    assert titles(text) == ["Shoulder Lifts", name, "Neck Tilt"]


def test_an_arrow_stands_between_a_name_and_what_is_done():
    text = "1. Wide yawn -> open your mouth as far as it goes, 4 times\n2. Slow nod \u2192 drop your chin and lift it, 6 times\n"
    assert titles(text) == ["Wide yawn", "Slow nod"]


def test_how_often_a_day_makes_no_exercise_of_a_week():
    week = "After week {}\n\n(3 times / day)\n\n"
    text = (
        f"{week.format(1)}1. Shoulder lifts: {SHRUG}\n2. Head turns: {TURN}\n\n{week.format(2)}1. Neck tilt: {TILT}\n"
    )
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


@pytest.mark.parametrize(
    "line",
    [
        "Wide yawn. Open your mouth as far as it goes. 4 times.",
        '"Wide yawn". Open your mouth as far as it goes. 4 times.',
        "Wide yawn, open your mouth as far as it goes, 4 times.",
        "Wide yawn; open your mouth as far as it goes, 4 times.",
        "Wide yawn 4 e/s open your mouth as far as it goes",
        "Wide yawn, 4/side - open your mouth as far as it goes",
        "Wide yawn x4 e/s \u2013 open your mouth as far as it goes",
        "Wide yawn (4 times). Open your mouth as far as it goes.",
    ],
)
@pytest.mark.parametrize("mark", ["{}. ", "- "])
def test_an_item_is_named_as_the_others_of_its_list_are(line: str, mark: str):
    items = [f"Shoulder lifts: {SHRUG}", line, f"Head turns. {TURN}", f"Neck tilt - {TILT}"]
    text = "\n".join(mark.format(number) + item for number, item in enumerate(items, 1))
    assert titles(text) == ["Shoulder lifts", "Wide yawn", "Head turns", "Neck tilt"]
    assert "as far as it goes" in spoken(text)[1]


@pytest.mark.parametrize(
    "line",
    [
        "Stand tall. Roll your shoulders back 5 times.",
        "On your back. Roll your knees to one side and the other 5 times.",
        "Feet apart, bend your knees 5 times.",
        "Hands on hips. Turn your chest to one side and the other 5 times.",
        "Lift your arms, then lower them 5 times.",
        "Breathe in, then breathe out, 5 times.",
    ],
)
def test_what_is_asked_first_is_no_name(line: str):
    text = f"1. Shoulder lifts: {SHRUG}\n2. {line}\n3. Head turns. {TURN}\n4. Neck tilt - {TILT}\n"
    told = made(text).read
    assert ["title" in one.marks for one in told] == [False, True, False, False]


def test_paragraphs_are_named_as_others_are():
    text = (
        "Before sleep, we play the four of these.\n\n"
        "Snail. Kneel and rest your forehead on the bed. Stay for four breaths.\n\n"
        f"Busy clouds. {SHRUG}\n\nLantern. Breathe in, then blow out slowly. Five times.\n\n"
    )
    assert titles(text) == ["Snail", "Busy clouds", "Lantern"]


def test_the_part_of_a_class_is_no_name():
    text = f"1. Warm up \u2013 Shoulder lifts. {SHRUG}\n2. Head turns. {TURN}\n3. Cool down: Neck tilt. {TILT}\n"
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Thumb fan Spread your thumb away from your palm, then bring it back. 8 times.", "Thumb fan"),
        ("Low Lantern Pose Kneeling on a mat, lean back a little. Hold for 5 breaths.", "Low Lantern Pose"),
        (
            "Heel and toe rocks From the same place, rock onto your toes, then your heels. 8 times.",
            "Heel and toe rocks",
        ),
        ("SIDE REACH Stand by a wall, and reach over your head. Hold for 10 seconds.", "Side reach"),
        ("Rag Doll This loosens your back. Bend over, and let your arms hang. Hold for 5 breaths.", "Rag Doll"),
        ("Snail Kneel down, and rest your forehead on the floor. Hold for 5 breaths.", "Snail"),
        ("Hip lift (not after surgery) Lying on your back, lift your hips. 8 times.", "Hip lift"),
    ],
)
def test_a_space_alone_may_end_a_name(line: str, name: str):
    assert titles(f"{line}\n\nShoulder lifts\n\n{SHRUG}\n\n{line.replace(line[:3], 'New', 1)}\n")[0] == name


@pytest.mark.parametrize(
    "line",
    [
        "Lift your left Achilles tendon slowly, 8 times.",
        "Sit in Easy Pose with your hands on your knees, and turn. 8 times.",
    ],
)
def test_a_capital_inside_of_a_sentence_begins_none(line: str):
    assert "title" in made(f"{line}\n\n{line}").read[0].marks


def test_names_inside_of_a_paragraph_cut_it():
    text = (
        "Thumb fan Lying on your back, spread your thumbs. Hold for five seconds. Side reach. Reach over your head with one "
        "arm. Hold for five seconds. Low Lantern Standing by a wall, lean to it. Hold for five seconds.\n"
    )
    assert titles(text) == ["Thumb fan", "Side reach", "Low Lantern"]


def test_a_line_of_the_page_inside_of_an_exercise_ends_it_not():
    text = (
        f"Shoulder lifts\n\n{SHRUG}\n\nWall lean\n\nStand at arm's length from a wall.\nAlso read: Ten teas for tired feet\n"
        f"Bend your elbows until your nose is near it, then push away.\n\nHead turns\n\n{TURN}\n"
    )
    assert titles(text) == ["Shoulder lifts", "Wall lean", "Head turns"]
    assert "push away" in spoken(text)[1]


@pytest.mark.parametrize("mark", ['"', "\u201c"])
def test_a_quotation_mark_that_nothing_closes_begins_an_item(mark: str):
    names = ["Shoulder Lifts", "Head Turns", "Neck Tilt"]
    text = "".join(f"{mark} {name}\n{words}\n" for name, words in zip(names, (SHRUG, TURN, TILT), strict=True))
    assert titles(text) == names


@pytest.mark.parametrize(
    "times",
    [
        ("Morning", "Noon", "Bedtime"),
        ("Monday", "Tuesday", "Wednesday"),
        ("Week one", "Week two", "Week three"),
        ("1st day", "2nd day", "3rd day"),
    ],
)
def test_a_plan_of_times_is_no_list_of_exercises(times: tuple[str, ...]):
    plan = "".join(f"{one}   5 repetitions   10 minutes\n" for one in times)
    assert titles(f"When to do it\n\n{plan}\nSide reach\n\nStand tall. {TILT}\n") == ["Side reach"]


def test_what_someone_does_is_asked():
    text = (
        "Side wing. She lies on her back and lifts both arms to the side. She does it ten times.\n\n"
        "Long bird. The runner will stretch the opposite arm and leg away. Hold for 10 seconds.\n\n"
        "Hands back. Your goal is to turn your hands so that your fingers face you. Hold for 10 seconds.\n"
    )
    assert titles(text) == ["Side wing", "Long bird", "Hands back"]
    wing, bird, hands = spoken(text)
    assert "both arms" in wing
    assert "opposite arm" in bird
    assert "fingers face you" in hands


def test_a_count_before_a_hold_ends_a_name():
    text = "back stuff\n\n1 lie down, rock knees side to side 20 times\n2 dead bird 12 hold 4 sec\n3 knee hug 8, hold for 5 seconds\n"
    told = made(text).read
    assert [one.title for one in told][1:] == ["Dead bird", "Knee hug"]
    assert [one.sections[-1].heading for one in told][1:] == ["Repeat 12 times", "Repeat 8 times"]
