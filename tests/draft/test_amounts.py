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


@pytest.mark.parametrize(
    ("told", "phases"),
    [
        (
            "Inhale and sweep your arms up. Your neck stays long. Hold for six seconds. Exhale and sink.",
            "inhale exhale",
        ),
        ("Bend forward. Stay for 15 seconds, sinking deeper as you breathe out.", None),
        ("Sit tall. Inhale and exhale while leaning to the side.", None),
        ("Take a slow breath and reach up. Fold down while breathing out.", "inhale exhale"),
        ("Breathe in until your ribs widen. Wait for 3 seconds. Breathe out through your mouth.", "inhale hold exhale"),
        ("Raise your heels. Sink back down. Breathe out as you raise, breathe in as you sink.", "exhale inhale"),
        ("In as your elbows open, out as they close.", "inhale exhale"),
        ("Breathe in through the nose. Breathe out with a sigh. Breathe in softly and out slowly.", "inhale exhale"),
        ("Straighten your arms and breathe out 6 times.", "exhale"),
    ],
)
def test_breaths_are_those_that_the_text_gives(told: str, phases: str | None):
    (script,) = scripts(f"Wave\n\n{told} Do this 6 times.\n")
    assert facts(script)["breath"] == phases


@pytest.mark.parametrize(
    "told",
    [
        "In through the nose, 4 counts, belly soft. Out on a hum, 8 counts, shoulders down.",
        "Inhale for 4 and hiss on ssh for 8.",
        "Breathe in through the nose for 4 and open your hands. Breathe out through the mouth for 8 and let them close.",
        "Breathe in for four, then out through a straw for eight.",
    ],
)
def test_a_count_belongs_to_its_breath_wherever_it_stands(told: str):
    (script,) = scripts(f"Breath\n\n{told} Five rounds.\n")
    assert (facts(script)["pace"], facts(script)["breath"], facts(script)["reps"]) == ("4-8", "inhale exhale", "5")


def test_a_breath_that_hovers_between_two_that_are_counted_is_held():
    (script,) = scripts("Pause\n\nIn for 4, hover for 2 with your lips apart, out for 6. Eight rounds.\n")
    assert facts(script)["pace"] == "4-2-6"
    assert "- Hold: with your lips apart." in script


def test_what_is_counted_on_is_one_count():
    (script,) = scripts(
        'Count\n\nBreathe in slowly: "1 ... 2 ... 3 ... 4." Breathe out for a count of four. 5 times.\n'
    )
    assert facts(script)["pace"] == "4-4"


@pytest.mark.parametrize(
    ("told", "holds"),
    [
        ("Lift your hips, 15s right then 15s left.", ["15 s"]),
        ("Turn to one side and wait for 4 breaths. Then turn to the other side, 4 breaths.", ["4 breaths"]),
        ("Bow forward and stay for 6 soft breaths. Stay for 6 breaths.", ["6 breaths"]),
        ("Squeeze your eyes shut, hold for 5 counts (1...2...3...4...5).", ["5 s"]),
        ("Turn your palm up for 8 seconds, then turn it down for 8 seconds.", ["8 s", "8 s"]),
        ("Lift your leg. Hold for 5 seconds. Gradually increase to 10 seconds.", ["5 s"]),
    ],
)
def test_a_hold_that_is_told_for_each_side_or_again_comes_once(told: str, holds: list[str]):
    (script,) = scripts(f"Exercise\n\n{told}\n")
    assert facts(script)["holds"] == holds


@pytest.mark.parametrize(
    ("told", "reps"),
    [
        ("8, then a rest, then 8 more.", "2 sets of 8"),
        ("Do this up to 8 times, rest for 2 minutes. Repeat the set 3 times.", "3 sets of 8"),
        ("Repeat this for 8-12 more reps.", "8-12"),
    ],
)
def test_what_is_repeated_after_a_rest_is_a_set(told: str, reps: str):
    (script,) = scripts(f"Legs\n\nStand up and sit down slowly. {told}\n")
    assert facts(script)["reps"] == reps


def test_a_breath_that_is_held_as_long_as_one_can_gets_no_length():
    (script,) = scripts(
        "Lake\n\nInhale slowly. Hold your breath for as long as you can without straining. Exhale slowly. 4 times.\n"
    )
    assert facts(script)["breath"] == "inhale hold exhale"
    assert "20" not in script


def test_what_is_said_of_a_breath_is_no_breath():
    (script,) = scripts(
        "Fog\n\nInhale through the mouth. The sound during the inhalation will be soft. Exhale through the nose. "
        "You can start with 7 rounds and gradually increase the number.\n"
    )
    assert (facts(script)["breath"], facts(script)["reps"]) == ("inhale exhale", "7")


@pytest.mark.parametrize("dash", ['\u0101\u20ac"', "\u00e2\u20ac\u201c"])
def test_a_range_whose_dash_was_torn_keeps_both_its_numbers(dash: str):
    (script,) = scripts(f"Thumb\n\nSpread your thumb. Hold for 4{dash}8 seconds. Relax it. Repeat 9 times.\n")
    assert facts(script)["holds"] == ["6 s"]


def test_what_is_grown_to_later_is_no_second_hold():
    (script,) = scripts(
        "Fist\n\nSqueeze your fist. Hold for 3 seconds. Do this 9 times and slowly increase to 12 seconds of squeezing and 12 "
        "seconds of rest.\n"
    )
    assert (facts(script)["holds"], facts(script)["reps"]) == (["3 s"], "9")
