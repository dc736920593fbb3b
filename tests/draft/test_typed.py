"""Texts as people type them: chats, tables set with spaces, lists without marks, counts without a word for what is counted."""

import pytest
from draft.scoring import facts
from draft.test_kinds import made, scripts


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).exercises]


CHAT = [
    ("Noor", "did the osteo give you anything for the hips"),
    ("Uncle Vic", "1. Frog rocks. On hands and knees, rock your hips back to your heels. 12 times"),
    ("Noor", "lift the kettle off the hob first lol"),
    ("Uncle Vic", "2. Doorway lean. Put both arms on the frame and lean in. Hold 25 secs"),
    ("Uncle Vic", "3. Bent knee drops. Lie on your back and let your knees fall to one side. 8 times each side"),
    ("Noor", "mum says stop if your leg goes numb"),
]


@pytest.mark.parametrize(
    "stamp",
    ["[6/2, 07:40] {}: ", "[07:40, 6/2/2026] {}: ", "06.02, 7:40 am - {}: ", "6/2/26, 07:40 - {}: ", "[07:40] {}: "],
)
def test_a_chat_is_the_text_of_who_gives_the_amounts(stamp: str):
    told = made("".join(f"{stamp.format(name)}{text}\n" for name, text in CHAT))
    assert [one.title for one in told.exercises] == ["Frog rocks", "Doorway lean", "Bent knee drops"]
    assert not any("kettle" in one.spoken or "Noor" in one.spoken for one in told.exercises)
    assert any("goes numb" in caution for caution in told.cautions)


def test_two_people_of_a_chat_may_both_give_exercises():
    lines = [
        "Ana: 1. Lift your heels. 10 times",
        "Raj: 2. Lift your toes. 12 times",
        "Ana: 3. Bend your knees. 8 times",
    ]
    assert len(titles("\n".join(f"[3/4, 10:0{at}] {line}" for at, line in enumerate(lines)))) == 3


def test_a_list_goes_on_inside_of_what_follows_its_items():
    text = "1. Heel slides. Slide your heel towards you. 10 times.\n\n2. Toe taps. Tap your toes. 12 times.\n\n"
    assert titles(f"{text}use a rail for that. 3. Knee lifts. Lift one knee. 9 times.\n") == [
        "Heel slides",
        "Toe taps",
        "Knee lifts",
    ]


TABLE = """Wrestlers, after mat work

Neck bridge (pads!)  lie on your back, press your head down   3x10
Thoracic rotation up kneel, turn and reach to the ceiling     10 e/s
Sumo sit             squat low, elbows push the knees out     40s
TRX fall out         lean forward, arms long                  2 x 8
"""


def test_a_table_set_with_spaces_may_have_names_as_wide_as_its_first_column():
    told = [facts(script) for script in scripts(TABLE)]
    assert titles(TABLE) == ["Neck bridge", "Thoracic rotation up", "Sumo sit", "TRX fall out"]
    assert [one["reps"] for one in told] == ["3 sets of 10", "10", None, "2 sets of 8"]
    assert told[1]["sides"] == "each"
    assert told[2]["holds"] == ["40 s"]


def test_lines_with_amounts_among_others_below_each_other_are_a_list():
    text = (
        "elbow stuff from the osteo\nnot before nets\nturn the palm up and down with a hammer 12x\n"
        "squeeze a tennis ball hold 4 secs 8 times\nlet the arm hang and draw rings 15 times\nice it after\n"
        "call the garage\n"
    )
    told = [facts(script) for script in scripts(text)]
    assert [one["reps"] for one in told] == ["12", "8", "15"]


@pytest.mark.parametrize(
    ("text", "reps"),
    [
        ("Push the back of your knee into the bed and let go. 10", "10"),
        ("Push the back of your knee into the bed and let go. 8 again.", "8"),
        ("Push the back of your knee into the bed. We did 9.", "9"),
        ("Lift your heels and lower them. 6 times, a short breather, 6 more.", "2 sets of 6"),
        ("Lift your heels and lower them. 7 lifts, rest, then 7 again.", "2 sets of 7"),
        ("Lift your knees one at a time. Count 20 knees out loud.", "20"),
    ],
)
def test_what_is_counted_may_be_left_unsaid(text: str, reps: str):
    assert facts(scripts(f"Knees\n\n1. {text}\n\n2. Bend your knee slowly. 5 times.\n")[0])["reps"] == reps


@pytest.mark.parametrize(
    ("count", "reps"),
    [("Four lazy seals.", "4"), ("Five seals is plenty.", "5"), ("Two more seals after that.", "3")],
)
def test_what_is_counted_may_be_the_name_of_the_exercise(count: str, reps: str):
    text = f"Seal: lie on your front and lift your chest. {count}\n\nCrab: bend your knees, then straighten them. 6 times.\n"
    assert facts(scripts(text)[0])["reps"] == reps


def test_the_number_of_a_page_is_no_count():
    long = (
        "Lie on your back and slide your heel towards you. "
        + "Keep your toes pointing at the ceiling while you move. " * 6
    )
    assert "Repeat 12" not in scripts(f"Heel slide\n\n{long}12\n\nToe tap\n\nTap your toes. 5 times.\n")[0]


def test_items_with_letters_that_count_on_are_laid_out_alike():
    text = (
        "A. Clams, heels together, open the knee, 2x12\nB. Bird dog - reach one arm and the other leg, 3x6\n"
        "C. Side plank on the knees, 25s x2\nD. Step down: lower the heel slowly. 2x9\n"
    )
    assert len(titles(text)) == 4


@pytest.mark.parametrize("joint", [". ", ", ", " - ", "; "], ids=["stop", "comma", "dash", "semicolon"])
@pytest.mark.parametrize("mark", ["{}. ", "{}) ", "- "], ids=["dot", "bracket", "bullet"])
def test_a_name_before_any_sign_is_the_title_where_most_items_have_one(mark: str, joint: str):
    lines = [
        "wall crawl - walk your fingers up the wall, 8 times",
        f"seat twist{joint}turn to look behind you, 5 each way",
        f"calf stretch against the gate{joint}one foot back, lean in, 25 secs each leg",
        f"chewing{joint}pretend you have a toffee and chew it for 20 secs",
    ]
    text = "\n".join(f"{mark.format(at)}{line}" for at, line in enumerate(lines, 1))
    assert titles(f"From the osteo\n\n{text}\n") == [
        "Wall crawl",
        "Seat twist",
        "Calf stretch against the gate",
        "Chewing",
    ]


def test_how_the_body_is_placed_first_is_no_name():
    lines = [
        "Knees bent, lift your hips. 10 times.",
        "Feet together, rise onto your toes. 8 times.",
        "Lying on your side, lift the top leg. 12 times.",
        "Arms by your sides, squeeze your shoulder blades. 6 times.",
    ]
    drafted = titles("\n".join(f"{at}. {line}" for at, line in enumerate(lines, 1)))
    assert not {"Knees bent", "Feet together", "Lying on your side", "Arms by your sides"} & set(drafted)


def test_a_capital_among_small_letters_begins_a_name():
    lines = [
        "ok these are for the airport",
        "first one Duck walk. heel to toe along the carpet, 20 secs",
        "then Suitcase row. hold the handle and pull your elbow back, 9 times",
        "and my favourite Gate hug. arms round yourself, chin down, 3 breaths",
    ]
    text = "\n".join(f"[7/8, 06:1{at}] Olu: {line}" for at, line in enumerate(lines))
    assert titles(text) == ["Duck walk", "Suitcase row", "Gate hug"]


@pytest.mark.parametrize(
    "caution",
    [
        "If your knee is swollen on the day see Femi before you do number 2.",
        "Anyone with a numb foot skips the hops and tells me.",
        "Had a dizzy spell this week? Ask the nurse before you begin.",
    ],
)
def test_a_caution_is_kept_whatever_its_words(caution: str):
    text = f"1. Heel raises. Rise onto your toes. 10 times.\n\n2. Hops. Hop over the line. 8 times.\n\n{caution}\n"
    assert any(caution.split()[1] in told for told in made(text).cautions)


@pytest.mark.parametrize(
    "step",
    [
        "sit sideways on the sofa look over one shoulder drop onto the far side fast wait 25 secs or until the whirling ends then come up",
        "stand tall nod your chin no pushing just let it sink for a count of 3 and come back up",
    ],
)
def test_a_step_with_an_amount_is_no_caution_for_one_word(step: str):
    told = made(f"neck\n\n{step}\n\nturn your head to each side 10 times\n\nroll your shoulders back 8 times\n")
    assert not told.cautions
    assert len(told.exercises) == 3


@pytest.mark.parametrize(
    ("stay", "held"),
    [("hold it for 5", "5 s"), ("stay hidden for six, then come out", "6 s"), ("hold that for 7 and let go", "7 s")],
)
def test_a_stay_may_leave_out_seconds(stay: str, held: str):
    text = f"1. Pull your shoulders up to your ears, {stay}. 4 times.\n\n2. Lift your heels. 10 times.\n"
    assert facts(scripts(text)[0])["holds"] == [held]


def test_a_stretch_with_items_after_it_in_its_own_list_is_an_exercise():
    text = (
        "a) Rows. Pull the band towards your ribs. Two sets of 12.\n\n"
        "b) Doorway chest stretch. Put your forearm on the frame and turn away from it. 25 seconds each side.\n\n"
        "c) Rotations. Take your hand out to the side. 9 each arm.\n\nd) Shrugs. Lift your shoulders. 8 times.\n"
    )
    assert titles(text) == ["Rows", "Doorway chest stretch", "Rotations", "Shrugs"]


def test_a_line_in_capitals_with_figures_in_brackets_at_the_head_is_no_exercise():
    text = "UNDER 15S - BEFORE THE SPLASH (8 min, poolside)\n\nArm rings: ten each way\nSculls: sit and scull, 30s x 2\nStreamline: arms long overhead, 20s\n"
    assert titles(text) == ["Arm rings", "Sculls", "Streamline"]
