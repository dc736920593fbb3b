"""Lines of plain texts: what tears them, what joins them, and what stands between them."""

import pytest
from draft.scoring import facts
from draft.test_kinds import made, scripts


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).exercises]


def test_lines_that_each_give_an_amount_are_never_joined():
    assert (
        len(
            titles(
                "knees, from the tuesday group\n\nquad set towel under the knee push it down hold 5 secs x10 each leg\n"
                "side steps with the loop band round the ankles 2 x 12 each way along the hall\n"
                "wall sit back flat on the wall thighs level 20 sec x4 and breathe please\n"
            )
        )
        == 3
    )


@pytest.mark.parametrize("gap", [" ........ ", "       "], ids=["dots", "spaces"])
def test_what_stands_in_a_first_column_is_the_title(gap: str):
    lines = [f"{name}{gap if '.' in gap else ' ' * (16 - len(name))}{rest}\n" for name, rest in
             [("toe taps", "seated, 2 x 10"), ("arch lifts", "both feet, 12 x"), ("calf drops", "off a step, 3 x 8")]]  # fmt: skip
    assert titles(f"Feet\n\n{''.join(lines)}") == ["Toe taps", "Arch lifts", "Calf drops"]


def test_a_line_between_all_exercises_is_no_title_and_tears_no_sentence():
    text = (
        "Exercises\n1. Sit up and look ahead. Tip your ear to your shoulder.\n\nHillside Press\n\n2. Sit up; now look over\n\n"
        "Hillside Press\n\neach shoulder in turn.\n\nHillside Press\n\n3. Sit up; look to the ceiling, then to the floor.\n"
    )
    told = made(text)
    assert len(told.exercises) == 3
    assert "look over each shoulder in turn" in told.exercises[1].spoken
    assert not any("Hillside" in f"{one.title} {one.spoken}" for one in told.exercises)


def test_what_a_mail_quotes_is_left_out():
    told = made(
        "1. Lift your heels. Repeat 8 times.\n\n2. Lift your toes. Repeat 9 times.\n\n> Tam wrote:\n> how long do I hold it, 10 secs?\n"
    )
    assert "hold it" not in "".join(
        scripts(
            "1. Lift your heels. Repeat 8 times.\n\n2. Lift your toes. Repeat 9 times.\n\n> Tam wrote:\n> how long do I hold it, 10 secs?\n"
        )
    )
    assert len(told.exercises) == 2


def test_numbers_may_have_letters_and_no_dot():
    text = "1 Boxing\nPunch the air.\n\n2 Sit and stand\nSit, then stand.\n\n3a Stairs\nStep up, then down.\n\n3b Side steps\nStep to the side and back.\n"
    assert titles(text) == ["Boxing", "Sit and stand", "Stairs", "Side steps"]


def test_sentences_that_a_page_ran_together_are_cut():
    (script,) = scripts(
        "Nerve glide\n\nSit on a bench (see the picture) Slowly straighten your knee Return to the start Repeat 10 times\n"
    )
    assert "- Move: slowly straighten your knee." in script
    assert facts(script)["reps"] == "10"


@pytest.mark.parametrize(
    "trail", ["Home > Advice > Necks", "Home | Topics | Necks | Pictures", "Reply (3) · Like (2) · Report"]
)
def test_the_way_to_a_page_is_no_title(trail: str):
    told = made(
        f"{trail}\n\nMoves for a stiff neck\n\n1. Turn your head. Repeat 5 times.\n2. Tip your head. Repeat 6 times.\n"
    )
    assert told.title == "Moves for a stiff neck"


def test_steps_of_a_list_stay_together_whatever_they_say():
    (one,) = made(
        "Heel drops\n\n1. Stand on a stair.\n2. Go up on your toes.\n3. Take your weight over to the sore side.\n4. Lower your heel.\n"
        "5. Push up with the good leg.\n\nRepeat 15 times.\n"
    ).exercises
    assert "weight over" in " ".join(one.source)
