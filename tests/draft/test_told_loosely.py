"""Amounts, sides, positions and breaths as people tell them to each other, without the words of leaflets."""

import pytest
from scoring import facts

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article
from voiceguide.draft.write import scripts_of


def scripts(text: str) -> list[str]:
    """The scripts of the exercises of a text."""
    drafted = draft_article(read_article(text.encode(), "text.md"), "text")
    return [script.text for script in scripts_of(drafted)[1:]]


@pytest.mark.parametrize(
    "told",
    ["hold it for 6", "hold that right there for 6", "stay for 6", "stay curled up for six", "wait there for 6"],
)
def test_a_number_after_a_stay_is_its_seconds(told: str):
    (script,) = scripts(f"Fists\n\nClench both fists, {told}, then open your hands. 9 times.\n")
    assert (facts(script)["reps"], facts(script)["holds"]) == ("9", ["6 s"])


def test_a_stay_after_a_breath_is_no_count_of_the_breath():
    (script,) = scripts("Sky\n\nBreathe in and reach both arms up and stay for 4, then let them fall.\n")
    assert (facts(script)["breath"], facts(script)["holds"], facts(script)["pace"]) == ("inhale", ["4 s"], None)


def test_for_another_goes_on_in_seconds():
    (script,) = scripts("Neck\n\nLook up for 15 seconds. Tilt your head to the front for another 15.\n")
    assert facts(script)["holds"] == ["15 s", "15 s"]


@pytest.mark.parametrize(
    ("told", "reps"),
    [
        ("Twelve happy frogs.", "12"),
        ("Four owls is plenty.", "4"),
        ("12 again.", "12"),
        ("Six more frogs after that.", "7"),
        ("9 strokes, rest, 9 more.", "2 sets of 9"),
        ("Do 9, have a short break, then another 9.", "2 sets of 9"),
        ("9 times, rest, 9 again.", "2 sets of 9"),
    ],
)
def test_what_is_counted_in_other_words_is_a_count(told: str, reps: str):
    (script,) = scripts(f"Frog\n\nBend your knees and touch the floor. {told}\n")
    assert facts(script)["reps"] == reps


def test_two_counts_around_a_rest_that_differ_are_no_sets():
    (script,) = scripts("Frog\n\nBend your knees and touch the floor. 9 times, rest, then 5.\n")
    assert "sets" not in script.split("\n### ")[0]


def test_a_rest_between_two_counts_alike_is_one_between_sets():
    (script,) = scripts("Rows\n\nPull your elbows back. 11 of them, rest 40 seconds, then 11 more.\n")
    assert "## Repeat 2 sets of 11, rest 40 s" in script


@pytest.mark.parametrize(
    ("told", "breath", "pace"),
    [
        ("Breathe in through the nose. Slowly let the air out through your lips, as if through a straw.", "io", None),
        ("Inhale through your nose, then blow it all out. 4 times.", "io", None),
        ("Inhale through your nose. Blow out all the air with a shush. 4 times.", "io", None),
        ("Take a slow breath in through your nose. As you breathe in, widen your ribs. Then breathe out.", "io", None),
        (
            "Breathe in by the nose and breathe out by the mouth. Try to feel lighter each time you breathe out.",
            "io",
            None,
        ),
        ("Lift your arms as you breathe out rather than as you breathe in.", "o", None),
        ("Take a breath in through your nose for a count of 3 seconds, then exhale for 5 seconds.", "io", "3-5"),
        ("Lip trill for eight counts and breathe in for four counts. 3 times.", "oi", "4-8"),
    ],
)
def test_breaths_are_known_in_the_words_of_whoever_tells_them(told: str, breath: str, pace: str | None):
    (script,) = scripts(f"Airs\n\n{told}\n")
    words = {"i": "inhale", "o": "exhale"}
    assert (facts(script)["breath"], facts(script)["pace"]) == (" ".join(words[one] for one in breath), pace)


@pytest.mark.parametrize("told", ["Sit in a chair.", "Kneel on a mat.", "Sit on a chair."])
def test_a_position_in_few_words_is_asked_for(told: str):
    (script,) = scripts(f"Hands\n\n{told} Make fists and open them 8 times.\n")
    assert facts(script)["position"] == ("kneeling" if "Kneel" in told else "seated")


@pytest.mark.parametrize(
    ("told", "reps", "holds"),
    [
        ("Start with 9 repetitions, and then build up to 20 repetitions per session.", "9", ["4 s"]),
        ("Run through the whole lot 9 times; more of it does no harm.", "9", ["4 s"]),
    ],
)
def test_what_tells_how_often_in_any_words_is_an_amount(told: str, reps: str, holds: list[str]):
    (script,) = scripts(f"Knee\n\nStraighten your knee. Hold for 4 seconds. Lower your foot. {told}\n")
    assert (facts(script)["reps"], facts(script)["holds"]) == (reps, holds)


def test_how_often_a_day_is_no_count_of_repetitions():
    (script,) = scripts(
        "Belly\n\nBreathe in and let your belly rise. Breathe out and let it fall.\n"
        "Try doing this for 6 to 8 minutes, a few times every day.\n"
    )
    told = facts(script)
    assert (told["breath"], told["reps"], told["holds"]) == ("inhale exhale", None, ["360-480 s"])


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("Heel slides in the garden chair\n\nSlide your heel back under you 8 times.", "seated"),
        ("Desk dog\n\nGet up and put both hands on the desk. Walk your feet back. Hold for 20 seconds.", "standing"),
        ("Tilts\n\nLie down on the back. Bend your knees and tilt your hips 8 times.", "supine"),
        ("Cat\n\nH+K, round your back and let it sink 8 times.", "hands-and-knees"),
    ],
)
def test_a_position_is_known_in_other_words(text: str, position: str):
    (script,) = scripts(f"{text}\n")
    assert facts(script)["position"] == position


def test_a_release_that_goes_on_to_the_other_side_is_no_end():
    (script,) = scripts(
        "Palms\n\nPush your right palm against your left palm. Hold for 7 seconds. Release slowly; repeat with the left hand.\n"
    )
    assert facts(script)["sides"] == "each"
    assert "repeat with" not in script.split("\n### ")[0].lower()


def test_a_label_before_a_time_makes_it_an_amount():
    (script,) = scripts("Still\n\nSit down. Breathe in for 4, out for 6. How long: 2 minutes.\n")
    assert (facts(script)["pace"], facts(script)["holds"]) == ("4-6", ["120 s"])


def test_all_4s_is_a_position_and_no_time():
    (script,) = scripts("Frog\n\nAll 4s, knees wide, sit your hips back 20s x 2.\n")
    told = facts(script)
    assert (told["position"], told["holds"], told["reps"]) == ("hands-and-knees", ["20 s"], "2")


def test_counting_things_is_no_time():
    (script,) = scripts("March\n\nSit tall and lift one knee, then the other. Count 16 knees out loud.\n")
    assert (facts(script)["reps"], facts(script)["holds"]) == ("16", [])
