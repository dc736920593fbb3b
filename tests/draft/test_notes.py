"""Notes, messages and letters: what people write down for themselves is drafted line by line."""

import pytest
from draft.scoring import facts
from draft.test_kinds import made, scripts

from voiceguide.draft.notes import name_in_note


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).exercises]


NOTES = ["Dead bug", "Side plank", "Heel drops off the step", "Calf stretch"]
LINES = ["dead bug 10 each side, slow", "side plank 20s x 2 (knees down if sore)", "heel drops off the step 3x12", "calf stretch 2 x 45 sec each leg"]  # fmt: skip


@pytest.mark.parametrize("lead", ["- ", "* ", "", "1) "], ids=["dash", "star", "bare", "number"])
def test_each_line_with_a_name_and_an_amount_is_an_exercise(lead: str):
    text = "from Sal, tuesday\n\n" + "".join(f"{lead}{line}\n" for line in LINES)
    assert titles(text) == NOTES
    told = [facts(script) for script in scripts(text)]
    assert [one["reps"] for one in told[:3]] == ["10", "2", "3 sets of 12"]
    assert told[1]["holds"] == ["20 s"]
    assert told[3]["holds"] == ["45 s"]
    assert [one["sides"] for one in told] == ["each", None, None, "each"]


def test_the_amount_of_a_note_may_stand_first_and_several_in_a_line():
    assert titles("- 10 x shoulder rolls\n- 20 sec doorway stretch each arm\n- 3 x 10 band pull aparts\n") == [
        "Shoulder rolls",
        "Doorway stretch",
        "Band pull aparts",
    ]
    assert titles("Mon: squats 3x10, plank 30s x3, lunges 10 each leg\n") == ["Squats", "Plank", "Lunges"]


def test_a_note_is_never_sure_how_to_move():
    told = made("- bridges 2x15\n- marching at the sink, 1 minute\n- chin tucks x10\n")
    assert [exercise.certainty for exercise in told.exercises] == ["check"] * 3


def test_a_remark_beside_a_note_stays_out_of_the_repetition():
    script = scripts("- side plank 20s x 2 (drop to your knees if it aches)\n- clams 15 per leg\n- chin tucks x10\n")[0]
    steps = [line for line in script.splitlines() if line.startswith("- Move")]
    assert steps == ["- Move: side plank.", "- Move 20s: hold."]


def test_a_chat_is_read_without_the_names_of_who_writes():
    text = (
        "Ines: morning! which ones did they give you\nTom: 1. Heel drops off the step. 12 times.\n"
        "Tom: 2. Calf stretch, hold 30 sec each leg\nInes: and the ball?\n"
        "Tom: 3. Roll your foot over a ball for 2 minutes\nTom: stop if your heel throbs\nInes: thanks x\n"
    )
    told = made(text)
    assert [one.title for one in told.exercises][1] == "Calf stretch"
    assert len(told.exercises) == 3
    assert not any(name in one.spoken + one.title for one in told.exercises for name in ("Ines", "Tom"))
    assert told.cautions == ("stop if your heel throbs",)


def test_labels_that_come_again_are_no_names():
    text = "Leg lift\nMove: Lift your leg.\nReps: 8\n\nArm lift\nMove: Lift your arm.\nReps: 9\n"
    assert titles(text) == ["Leg lift", "Arm lift"]


def test_what_stands_apart_after_a_list_of_notes_is_not_of_its_last():
    told = made("- bridges 2x15\n- clams 12 each side\n- chin tucks x10\n\nwalk 20 min after. ring the clinic\n")
    assert [(one.title, one.certainty) for one in told.exercises][-1] == ("Walk after", "could not read")


def test_sentences_that_ask_for_a_movement_are_no_notes():
    assert titles("Bridge\n\nLie on your back.\nLift your hips.\nHold 5 seconds.\nRepeat 10 times.\n") == ["Bridge"]


@pytest.mark.parametrize(
    "stamp",
    ["[09:14, 3/2/2025] Bea: ", "3/2/25, 9:14 pm - Bea: ", "[2025-02-03, 09:14:22] Bea: ", "[09:14] Bea: "],
    ids=["bracket", "dash", "date first", "time alone"],
)
def test_stamps_of_messages_are_not_read(stamp: str):
    says = ["1) pendulums - lean on the table and let the arm swing, 20 times", "2) wall slides 2x10 slow", "3) chin tucks x12"]  # fmt: skip
    text = "".join(
        f"{stamp}{line}\n" for line in ["hey, your shoulder ones", *says, "stop if you get pins and needles"]
    )
    told = made(text)
    assert [exercise.title for exercise in told.exercises] == ["Pendulums", "Wall slides", "Chin tucks"]
    assert told.title == "text"
    assert told.cautions == ("stop if you get pins and needles",)
    assert "Bea" not in "".join(scripts(text))


def test_exercises_of_a_letter_are_told_by_first_second_and_third():
    told = made(
        "From: Amir\nSubject: Exercises for your knee\n\nHello Jan,\n\nFirst, heel slides. Lie on your back and slide your heel towards "
        "you, then away. Do ten.\n\nSecond, quad squeezes. Push the back of your knee into the bed. Ten of those.\n\n"
        "Third, the ankle circles: circle your foot slowly, ten times.\n\nBest, Amir\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Heel slides", "Quad squeezes", "Ankle circles"]
    assert told.title == "Exercises for your knee"


@pytest.mark.parametrize("image", ["![]() ", "![a leg](leg.png) "])
def test_an_image_in_a_text_hides_nothing(image: str):
    assert titles(
        "Exercise 1 - Leg swings\nStand by a wall.\nSwing your leg forwards and back.\nTarget repetitions = 15\n"
        f"{image}Exercise 2 - Heel raises\nRise onto your toes and lower slowly.\nTarget repetitions = 12\n"
    ) == ["Leg swings", "Heel raises"]


def test_columns_of_a_table_are_amounts_and_a_row_of_numbers_is_read_with_its_heads():
    (script,) = scripts(
        "| Exercise | What to do | Sets | Reps | Hold |\n|---|---|---|---|---|\n"
        "| Shoulder set | Squeeze your shoulder blades together. | 3 | 10 | 5 sec |\n"
    )
    assert "## Repeat 3 sets of 10\n" in script
    assert "- Move 5s: hold." in script
    (script,) = scripts(
        "## Box\n\n| in | hold | out | hold |\n|---|---|---|---|\n| 4 | 4 | 4 | 4 |\n\nDo six rounds.\n"
    )
    assert "pace: 4-4-4-4" in script


def test_numbers_without_dots_and_small_letters_make_a_list():
    text = "physio session\n\n1 clam with band 3 x 12 ea side\n2 side plank 20s x3\n3 step ups 10 each leg\n4 nerve floss 15x\n"
    assert titles(text) == ["Clam with band", "Side plank", "Step ups", "Nerve floss"]


def test_ordinals_may_stand_before_the_word_exercise():
    text = (
        "First exercise: bridge. Lie on your back and lift your hips. Ten times.\n"
        "Second exercise: clam. Lie on your side and lift your top knee. Ten times.\n"
        "Third exercise: bird dog. On hands and knees, reach one arm forwards. Eight times.\n"
    )
    assert titles(text) == ["Bridge", "Clam", "Bird dog"]


def test_amounts_in_a_letter_are_counts():
    told = made(
        "Hi Pat,\n\nHere is the routine:\n\n- Heel raises at the sink: 15, slowly.\n- Sit to stands: 2 sets of 8.\n"
    ).exercises
    assert [one.sections[0].heading for one in told] == ["Repeat 15 times", "Repeat 2 sets of 8"]


@pytest.mark.parametrize("title", ["Five-minute stretches for runners", "10-minute stretches", "Ten-minute exercises"])
def test_a_title_that_begins_with_a_time_is_no_note(title: str):
    told = made(
        f"{title}\n\n1. Shoulder lifts\n\nLift your shoulders. Repeat 5 times.\n\n2. Head turns\n\nTurn your head. Repeat 6 times.\n"
    )
    assert told.title == title
    assert [one.title for one in told.exercises] == ["Shoulder lifts", "Head turns"]


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("Legs on a chair, 4 min. Towel under the head. Just rest.", "Legs on a chair"),
        ("Doorway chest stretch 30 secs. Elbows low.", "Doorway chest stretch"),
        ("Wall sit, 20 seconds. Back flat. Easy.", "Wall sit"),
        ("Clams x 12. Heels touch. Slow.", "Clams"),
        ("Side plank - 15 s. Knees bent.", "Side plank"),
    ],
)
def test_the_first_item_of_a_list_of_notes_may_go_on_in_sentences(note: str, title: str):
    text = f"My list\n\n* {note}\n* Knees to chest: pull them in. 6x\n* Neck: turn your head. 5x\n"
    found = made(text).exercises
    assert [one.title for one in found] == [title, "Knees to chest", "Neck"]
    assert all(one.sections for one in found)


@pytest.mark.parametrize(
    "told",
    [
        "and the final one with the belt round the foot, good hand on the end of it, for 15 sec, 5 times",
        "the other thing is the one where the heel goes over the knee, 20 secs, 3 times",
        "number three you know already, chin against the chest and so on, 10 times, hold 5 secs",
    ],
)
def test_a_movement_with_its_amount_that_was_not_drafted_is_named(told: str):
    text = f"hi, from the physio\n\ntable slides: slide your hand forward, hold 5 secs. x10\n\nheel slides: slide your heel back. x12\n\n{told}\n\nbye!\n"
    drafted = made(text)
    assert any(told in " ".join(one.source) for one in drafted.exercises)


def test_lines_that_follow_each_other_each_with_an_amount_are_a_list_without_marks():
    text = "balance on one leg 20s each\n12 slow squats\ncalf stretch at the wall 2x40s each side\nshoulder circles 8 each way\n"
    assert titles(text)[1:] == ["Slow squats", "Calf stretch at the wall", "Shoulder circles"]
    text = "Homework (hip):\npress the knees apart, 5s, 10x\nbridges 2x15\nclams 12 each leg\nsit to stand slowly 9\ndont carry on if it aches after\n"
    assert titles(text)[1:] == ["Bridges", "Clams", "Sit to stand slowly"]
    assert made(text).title == "Homework (hip)"
    assert made(text).cautions == ("dont carry on if it aches after",)
    assert facts(scripts(text)[3])["reps"] == "9"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("dead bug arms up one leg out hold 3 sec 6 each side", "dead bug"),
        ("heel dips on the kerb slow 2 x 12", "heel dips"),
        ("chest stretch lying on a towel 40 sec", "chest stretch"),
        ("quad squeeze push the knee down 5 sec x8", "quad squeeze"),
        ("lie flat on your back 2 min", ""),
        ("Stand tall. Lift one knee. 8 times", ""),
    ],
)
def test_a_note_without_marks_begins_with_the_name_of_its_movement(line, name):
    assert name_in_note(line) == name


def test_one_count_of_a_note_is_not_two():
    for exercise in made("bridges 2x15\nclams 12 each side\nchin tucks x10\n").exercises:
        assert not any("counts" in mark for mark in exercise.marks.get("all", ()))
