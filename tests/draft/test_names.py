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
