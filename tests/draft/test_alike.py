"""Exercises that are laid out alike, and each complete in itself, against the steps of one."""

import pytest
from draft.test_kinds import made

LISTS = {
    "under limbs": "# After the fall\n\nWhat to do in bed.\n\n## Good arm\n\n- Open and close your fist\n- Bend your elbow and straighten it\n\n"
    "## Sore arm\n\n- Turn your palm up and down\n- Spread your fingers and bring them together\n",
    "names in some": "Voice sheet\n\n1. Lip purse - push your lips forward and spread them.\n2. Puff out one cheek, and then the other.\n"
    "3. Tongue sweep - circle your tongue inside your lips.\n4. Push your tongue against your teeth and relax.\n",
    "lettered parts": "A. Sitting\n1. Turn your head left and right.\n2. Bend forwards and sit up again.\n\n"
    "B. Standing\n1. Rise onto your toes and sink back down.\n2. Step forwards and back.\n",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS)
def test_items_that_are_each_complete_are_exercises(text: str):
    told = made(text).exercises
    assert len(told) == 4
    assert all(one.sections for one in told)


STEPS = {
    "goes on": "Heel slide\n\n- Lie on your back.\n- Slide one heel towards you.\n- Hold it there.\n- Slide the heel back.\n",
    "the same limb": "Towel pull\n\n1. Sit with one leg straight.\n2. Put a towel round your foot.\n3. Pull the towel towards you.\n"
    "4. Relax and change legs.\n",
    "of the whole": "Nose point\n\n- Look at your finger and keep it still.\n- Turn your head from side to side.\n"
    "- Do the exercise while you are sitting.\n",
}


@pytest.mark.parametrize("text", STEPS.values(), ids=STEPS)
def test_items_that_go_on_from_each_other_are_steps(text: str):
    assert len(made(text).exercises) == 1


def test_a_numbered_list_goes_on_after_a_paragraph():
    told = made(
        "Mouth work\n\n1. Lip press - press your lips together and let go.\n2. Stretch your lips wide and purse them.\n"
        "Some people like a mirror for this one, and others do not care for it at all.\n3. Open and close your mouth.\n"
    ).exercises
    assert len(told) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Hot day? Some good ones follow. Head tilt: Sink your ear to your shoulder and hold for 20 seconds. Wall push: Put your hands on the "
        "wall and bend your elbows. Heel drop: Stand on a step and let your heels sink.\n",
        "Head tilt: Sink your ear to your shoulder. Wall push: Put your hands on the wall. Bend your elbows. Heel drop: Stand on a "
        "step and let your heels sink. Remember: bend your knees a little.\n",
        "<p><b>Head tilt</b> - Sink your ear to your shoulder and come back.</p><p><b>Wall push</b><br>Put your hands on the wall and "
        "bend your elbows. Repeat 4 times.</p><p><b>Heel drop</b><br>Stand on a step and let your heels sink. Hold for 9 seconds.</p>",
    ],
    ids=["after talk", "first", "bold, before a dash or above"],
)
def test_names_set_alike_within_paragraphs_begin_exercises(text: str):
    assert [one.title for one in made(text).exercises] == ["Head tilt", "Wall push", "Heel drop"]


def test_what_each_side_does_is_one_exercise():
    told = made(
        "Lunge\n\nRight leg: Step forwards and bend the knee. Left leg: Push your heel back. Repeat 5 times.\n"
    ).exercises
    assert len(told) == 1


@pytest.mark.parametrize(
    "text",
    [
        "First come the easy ones. Turn your head to one side and back. Then lean your ear over to your shoulder. Next lift your chin "
        "and lower it. Do each of these 6 times.\n",
        "Begin by lifting your shoulders and letting them drop. It feels odd at first. After that, stretch one arm across your chest. "
        "Finally, reach both arms up over your head. Repeat each stretch 6 times.\n",
        "Start by pressing your palms together. Next, roll your wrists in circles. Then spread your fingers and make a fist. Do these "
        "exercises 6 times each.\n",
    ],
    ids=["each of these", "each stretch", "these exercises"],
)
def test_what_a_paragraph_tells_in_turn_and_then_calls_exercises_are_some(text: str):
    told = made(text).exercises
    assert [one.sections[-1].heading for one in told] == ["Repeat 6 times"] * 3


def test_what_a_paragraph_tells_in_turn_and_repeats_as_a_whole_is_one_exercise():
    told = made(
        "Arm sweep\n\nBegin by lifting your arms. Then bend to one side. Next come back up. Finally, lower your arms. Repeat 6 times.\n"
    ).exercises
    assert len(told) == 1


def test_each_exercise_of_a_paragraph_begins_with_its_turn():
    told = made(
        "Now you can do shoulder rolls where you are rolling your shoulders back. Do 12. Then you can do wrist circles; 8 one way. "
        "Next do some elbow bends where you are touching your shoulders. Do 9.\n"
    ).exercises
    assert [one.sections[-1].heading for one in told] == ["Repeat 12 times", "Repeat 8 times", "Repeat 9 times"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Wake up gently. Circle your shoulders; bend and stretch your elbows; turn your palms up and down.\n", 3),
        (
            "At the lights, sit tall. Shrug your shoulders 5 times; tilt your head from side to side; open and close your fists.\n",
            3,
        ),
        ("Heel slide\n\nLie on your back; slide one heel towards you; then slide it back; repeat 5 times.\n", 1),
    ],
    ids=["movements", "after a position", "steps"],
)
def test_movements_strung_by_semicolons_are_exercises_where_none_goes_on(text: str, count: int):
    assert sum(bool(one.sections) for one in made(text).exercises) == count


def test_ends_of_lines_that_data_writes_out_are_ends_of_lines():
    told = made(
        "Two to try.\\n\\nHead turn: Turn your head. Repeat 4 times.\\n\\nFist: Close your fist. Repeat 7 times."
    ).exercises
    assert [one.title for one in told] == ["Head turn", "Fist"]
