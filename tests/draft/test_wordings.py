"""How people word breaths, amounts and sides."""

import pytest

from voiceguide.draft.amounts import read_amounts
from voiceguide.draft.clauses import clauses
from voiceguide.draft.imperative import imperative
from voiceguide.draft.positions import position_in
from voiceguide.draft.shorten import shorten
from voiceguide.draft.sides import told
from voiceguide.draft.understand import read_sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Inhale as you lift your arms.", "inhale: lift your arms"),
        ("As you exhale, fold forward.", "exhale: fold forward"),
        ("Breathe out and sink down.", "exhale: sink down"),
        ("Exhale to lower your hips.", "exhale: lower your hips"),
        ("Inhale to lower, one vertebra at a time.", "inhale: lower, one vertebra at a time"),
        ("On an in-breath, reach up.", "inhale: reach up"),
        ("Reach up on an in-breath, then fold on the out-breath.", "inhale: reach up; exhale: fold"),
        ("Inhale to arch and exhale to round.", "inhale: arch; exhale: round"),
        ("Lift your arms as you inhale and lower them as you exhale.", "inhale: lift your arms; exhale: lower them"),
        ("Start on all fours and, as you inhale, arch your back; exhale to round.", "start on all fours; inhale: arch your back; exhale: round"),
        ("Slowly lower down, exhaling as you go.", "exhale: slowly lower down"),
        ("Take a deep breath in, and as you breathe out roll forward.", "inhale; exhale: roll forward"),
        ("Breathing in, you come back to standing tall.", "inhale: come back to standing tall"),
        ("You'll inhale while floating your arms up.", "inhale: float your arms up"),
        ("Your arms float up with the inhale and settle with the exhale.", "inhale: your arms float up; exhale: settle"),
        ("Open your arms wide on an inhale; hug yourself as you breathe out.", "inhale: open your arms wide; exhale: hug yourself"),
        ("Do not hold your breath.", "do not hold your breath"),
        ("Make your exhale longer than your inhale.", "make your exhale longer than your inhale"),
    ],
)  # fmt: skip
def test_each_movement_goes_to_its_breath(sentence: str, expected: str):
    found = [(clause.breath, imperative(clause.text)) for clause in clauses(sentence, is_breathing=False)]
    assert (
        "; ".join(
            f"{breath}: {text}" if breath and text else breath or text for breath, text in found if breath or text
        )
        == expected
    )


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("Inhale through your nose for four counts, hold for seven, and exhale through your mouth for eight.", ["inhale 4", "hold 7", "exhale 8"]),
        ("In for four, hold for seven, out for eight.", ["inhale 4", "hold 7", "exhale 8"]),
        ("Breathe out slowly through pursed lips, counting to six.", ["exhale 6"]),
        ("Four counts in, six counts out.", ["inhale 4", "exhale 6"]),
        ("Now keep the lungs empty for another four seconds.", ["hold 4"]),
    ],
)  # fmt: skip
def test_breaths_are_counted(sentence: str, counts: list[str]):
    found = clauses(sentence, is_breathing=True)
    assert [f"{clause.breath} {clause.count[0]:g}" for clause in found if clause.count] == counts


@pytest.mark.parametrize(
    ("sentence", "reps"),
    [
        ("Repeat 5-8 times.", (5, 8)), ("x10", (10, 10)), ("Do ten reps.", (10, 10)), ("Do a dozen.", (12, 12)),
        ("Repeat 9 more times.", (10, 10)), ("Repeat twice more.", (3, 3)), ("Five or six of these will do.", (5, 6)),
        ("Aim for between 5 and 10 repetitions.", (5, 10)), ("Reps: 8-10", (8, 10)), ("Do 5 repetitions 5 times a day.", (5, 5)),
    ],
)  # fmt: skip
def test_reps_are_read(sentence: str, reps: tuple[int, int]):
    found = read_amounts(sentence).reps
    assert found is not None
    assert (found.low, found.high) == reps


@pytest.mark.parametrize(
    ("sentence", "hold", "unit"),
    [
        ("Hold for 20 seconds.", (20, 20), "s"), ("Hold for half a minute, then switch.", (30, 30), "s"),
        ("Stay here for three breaths.", (3, 3), "breaths"), ("Hold while you count to 5.", (5, 5), "s"),
        ("Hold for 30 seconds to 1 minute.", (30, 60), "s"), ("Take five slow, deep breaths here.", (5, 5), "breaths"),
        ("Hold: 15sec", (15, 15), "s"), ("Press your palms together for ten seconds.", (10, 10), "s"),
    ],
)  # fmt: skip
def test_holds_are_read(sentence: str, hold: tuple[int, int], unit: str):
    found = read_amounts(sentence)
    assert (found.hold, found.unit) == (hold, unit)


def test_one_at_a_time_is_no_count():
    assert read_amounts("Roll down one vertebra at a time.").reps is None


@pytest.mark.parametrize(
    ("sentence", "position"),
    [
        ("Lie on your belly.", "prone"), ("Come down onto your stomach.", "prone"), ("On your belly, bend your knees.", "prone"),
        ("Place your left hand on your heart and your right one on your belly.", None), ("Lie with both hands on your tummy.", None),
        ("Lie lengthwise along the roller.", "supine"), ("Sit beside the sofa and raise your legs onto it as you lie back.", "supine"),
        ("Sit or lie down.", "seated"),
    ],
)  # fmt: skip
def test_the_position_is_that_of_the_body_and_not_of_the_hands(sentence: str, position: str | None):
    assert position_in(sentence) == position


def test_sets_and_the_rest_between_them_are_read():
    found = read_amounts("Do 3 sets of 10, resting for one minute between sets.")
    assert (found.sets, found.reps and found.reps.low, found.rest) == (3, 10, 60)


def test_how_often_a_day_is_no_amount():
    found = read_amounts("Do these three times a day.")
    assert found.is_schedule
    assert found.reps is None


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        ("Repeat on the other side.", "each"), ("Do 8 reps with each leg.", "each"), ("Switch sides.", "each"),
        ("Then do the same on the left.", "each"), ("Repeat 8 to 10 times, alternating sides.", "alternate"),
        ("Hold one end in each hand.", None), ("Raise both arms above your head.", None), ("Turn your head to the left.", None),
        ("Practise alternate nostril breathing.", None),
    ],
)  # fmt: skip
def test_sides_are_asked_for(sentence: str, sides: str | None):
    assert told(sentence)[0] == sides


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("Stop if you feel dizzy.", "caution"), ("Keep your shoulders level.", "reminder"), ("Don't lock your knees.", "reminder"),
        ("For a deeper stretch, reach further.", "progression"), ("If this is too hard, bend your knees.", "variation"),
        ("This stretch opens the front of the hip.", "intro"), ("Lie on your back.", "set up"), ("Lift your left arm.", "movement"),
        ("Subscribe to our newsletter.", "noise"), ("Repeat 5 times.", "amount"), ("Switch sides.", "sides"),
        ("You won't need any special equipment.", "needs"), ("For an appointment, ring us on 01632 960123.", "noise"),
        ("Stop if your chest hurts, and ring us on 01632 960123.", "caution"),
        ("I learnt it from my aunt in the spring.", "not used"),
    ],
)  # fmt: skip
def test_a_sentence_is_taken_for_what_it_is(sentence: str, role: str):
    assert read_sentence(sentence, None, breathing=False).role == role


def test_short_forms_keep_the_verb_and_what_it_moves():
    assert shorten("slowly lift your left arm up towards the ceiling, keeping it long") == "lift your left arm up"
    assert shorten("lower, one bone at a time") == "lower"
    assert len(shorten("draw your knees in towards your chest and then rock from side to side").split()) <= 5
