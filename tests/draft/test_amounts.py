"""Amounts of drafts: counts, holds and breaths, in the words of people who write them."""

import pytest
from scoring import facts

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article
from voiceguide.draft.write import scripts_of


def scripts(text: str) -> list[str]:
    """The scripts of the exercises of a text."""
    drafted = draft_article(read_article(text.encode(), "text.md"), "text")
    return [script.text for script in scripts_of(drafted)[1:]]


@pytest.mark.parametrize(("told", "length"), [("1 to 2", 2), ("4 to 9", 7), ("10 to 15", 13), ("20 to 30", 25)])
def test_the_middle_of_a_range_that_is_held_in_a_repetition_is_rounded_up(told: str, length: int):
    (script,) = scripts(f"Elbow\n\nBend your elbow. Hold for {told} seconds. Lower it. Repeat 6 times.\n")
    assert f"- Move {length}s: hold." in script


@pytest.mark.parametrize("words", ["for a moment", "briefly", "for several seconds", "for a second or two"])
def test_a_stay_without_a_number_is_as_long_as_a_step(words: str):
    (script,) = scripts(f"Toes\n\nCurl your toes. Hold {words}. Let go. Repeat 9 times.\n")
    assert f"- Move: hold {words}." in script


def test_a_stay_that_is_longer_than_a_script_can_say_is_marked():
    (script,) = scripts("Rest\n\nLie on your back. Stay for 20 minutes.\n")
    assert facts(script)["holds"] == []
    assert "## Hold 10 min <!-- check: the text says longer" in script


@pytest.mark.parametrize(
    "said",
    [
        "These moves wake up lazy feet. Hold for 12 seconds, 4 times.",
        "Below are two exercises for lazy feet. Do 4 of each.",
        "Try the exercises barefoot. Start with 4 repetitions and build up to 20.",
        "All exercises are done in repetitions of 4.",
        "4 times, twice a day.",
    ],
)
def test_amounts_beside_words_that_name_all_exercises_are_those_of_all(said: str):
    spread, press = scripts(f"# Feet\n\n{said}\n\n## Spread\n\nLift your toes.\n\n## Press\n\nPress your heels down.\n")
    for script in (spread, press):
        assert facts(script)["reps"] == "4"
        assert "is said of all exercises" in script


def test_an_amount_at_the_foot_of_a_part_is_not_that_of_the_next_part():
    nod, fold, arch = scripts(
        "# Desk\n\n## Neck\n\n### Nod\n\nNod your head.\n\nRepeat each exercise 6 times.\n\n## Back\n\n"
        "Stretches are held for 20 seconds.\n\n### Fold\n\nBend forward.\n\n### Arch\n\nLean back.\n"
    )
    assert facts(nod)["reps"] == "6"
    for script in (fold, arch):
        assert (facts(script)["reps"], facts(script)["holds"]) == (None, ["20 s"])


def test_an_amount_at_the_head_of_a_part_is_not_that_of_the_part_before():
    bend, lift = scripts(
        "# Knee\n\n## Bend\n\nBend your knee.\n\n# Later\n\nDo these exercises 9 times.\n\n## Lift\n\nLift your heel.\n"
    )
    assert facts(bend)["reps"] is None
    assert facts(lift)["reps"] == "9"


def test_rounds_of_all_exercises_are_those_of_none():
    squat, push = scripts(
        "# Circuit\n\nDo 3 rounds of these exercises.\n\n## Squat\n\nBend your knees. 10 times.\n\n## Push\n\nPush the wall.\n"
    )
    assert facts(squat)["reps"] == "10"
    assert facts(push)["reps"] is None


def test_what_is_held_for_another_time_has_no_amounts_of_the_stretches():
    roll, fold = scripts(
        "# Foot\n\n## Roll\n\nRoll your foot on the ball. Stay on each spot for 25 seconds.\n\n## Fold\n\nBend forward.\n\n"
        "Hold each stretch for 10 seconds and repeat it 7 times.\n"
    )
    assert facts(roll)["reps"] is None
    assert facts(fold)["reps"] == "7"


@pytest.mark.parametrize(
    ("told", "reps", "holds"),
    [
        ("hold 8 x 6", "6", ["8 s"]),
        ("20 x 3", "3 sets of 20", []),
        ("3 x 20", "3 sets of 20", []),
        ("15 reps x 2", "2 sets of 15", []),
        ("5 sec x 6 x 3", "3 sets of 6", ["5 s"]),
        ("4 x 25s", "4", ["25 s"]),
        ("6 pushes of 9 seconds", "6", ["9 s"]),
        ("perform three 40-second holds", "3", ["40 s"]),
    ],
)
def test_numbers_beside_a_cross_are_counts_lengths_or_sets(told: str, reps: str, holds: list[str]):
    (script,) = scripts(f"Wall\n\nPress your hands into the wall. {told.capitalize()}.\n")
    assert (facts(script)["reps"], facts(script)["holds"]) == (reps, holds)


@pytest.mark.parametrize(
    "told", ["We did seven.", "Also seven.", "Seven or so.", "Seven owls on each side.", "They did seven each."]
)
def test_a_count_is_read_in_the_words_of_whoever_tells_it(told: str):
    (script,) = scripts(f"Neck\n\nTurn your head. {told}\n")
    assert facts(script)["reps"] == "7"


@pytest.mark.parametrize(
    "told",
    [
        "Lower your hips for 4 counts, hold for 2 seconds, then rise for 1 count.",
        "Raise your hips on a 4-count, hold for 2 seconds, lower on a 1-count.",
        "Lift your hips 3 secs up 1 sec down, hold 2 seconds.",
    ],
)
def test_how_fast_a_movement_is_is_no_hold(told: str):
    (script,) = scripts(f"Hips\n\n{told} Do 9.\n")
    assert (facts(script)["reps"], facts(script)["holds"], facts(script)["breath"]) == ("9", ["2 s"], None)
