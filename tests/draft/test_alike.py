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
