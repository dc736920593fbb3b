"""Breaths in all the words that people have for them: counted, in noun phrases, in gerunds, beside and without a movement."""

import re

import pytest
from draft.scoring import facts

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article
from voiceguide.draft.write import scripts_of


def scripts(text: str) -> list[str]:
    return [script.text for script in scripts_of(draft_article(read_article(text.encode(), "text"), "text"))[1:]]


def phases(text: str) -> list[str]:
    (script,) = scripts(text)
    return re.findall(r"^- ((?:In|Ex)hale|Hold)\b", script, re.MULTILINE)


@pytest.mark.parametrize(
    ("told", "pace"),
    [
        ("In for 4, out for 6. Ten rounds.", "4-6"),
        ("4 in, 6 out, for 3 minutes, eyes closed.", "4-6"),
        ("Five seconds in, five seconds out. Do this for 5 minutes.", "5-5"),
        ("Breathe in for three, hold for three, out for three. 6 rounds.", "3-3-3"),
        ("For four counts, breathe in through your nose. For six counts, breathe out. Repeat 8 times.", "4-6"),
        ("Inhale 4 s \u2192 hold 7 s \u2192 exhale 8 s. 4 rounds.", "4-7-8"),
        ("Inhale 4\nHold 4\nExhale 4\nHold 4\nRepeat 6 times", "4-4-4-4"),
        ("Inhale, hold, exhale, hold: four counts each. 5 rounds.", "4-4-4-4"),
        ("Breathe in for four seconds. Exhale; the exhalation should last 6 seconds. Repeat 5 times.", "4-6"),
        (
            "Breathe in while slowly counting to four. Hold your breath while counting slowly to four. Breathe out while "
            "counting to 4 slowly. Count to four before you begin again. Repeat 5 times.",
            "4-4-4-4",
        ),
    ],
)
def test_counts_of_a_breath_are_read_however_they_stand(told: str, pace: str) -> None:
    (script,) = scripts(f"Calm\n\n{told}\n")
    assert facts(script)["pace"] == pace
    assert script.count("\n- Hold") == pace.count("-") - 1


def test_a_title_of_numbers_gives_the_counts_of_breaths_that_have_none():
    (script,) = scripts("# Box breathing (4-4-4-4)\n\nInhale, hold, exhale, hold. Go on for 2 minutes.\n")
    assert "pace: 4-4-4-4" in script
    (script,) = scripts("# Arms 4-6\n\nInhale and lift your arms. Exhale and lower them. Repeat 4-6 times.\n")
    assert "pace" not in script


def test_numbers_of_another_kind_are_no_counts_of_a_breath():
    (script,) = scripts("# Belly\n\nInhale slowly. Exhale slowly. Keep a ratio of 1:2. Repeat 8-10 times.\n")
    assert "pace" not in script


@pytest.mark.parametrize(
    "told",
    [
        "Lift your arms on an in-breath. On the out-breath, let them float down.",
        "Arms up on the inhale, arms down on the exhale.",
        "Raise your arms, inhaling slowly. Lower them, exhaling all the air through the mouth.",
        "Raise your arms, inhaling as you go. Lower them, exhaling as you do so.",
        "As I breathe in I lift my arms, as I breathe out I lower them.",
        "With a slow inhalation, raise your arms. With a long exhalation, lower them.",
        "In through the nose, out slowly through the mouth.",
        "Take long soft breaths in by your nose and out by your mouth.",
    ],
)
def test_breaths_are_told_in_many_ways(told: str) -> None:
    assert phases(f"# Arms\n\nStand tall. {told} Repeat 6 times.\n") == ["Inhale", "Exhale"]


def test_a_count_before_two_breaths_is_of_both():
    (script,) = scripts("# Cat\n\nOn all fours, round up on the exhale, hollow on the inhale, 6 rounds.\n")
    assert "## Repeat 6 times\n\n- Exhale: on all fours, round up.\n- Inhale: hollow." in script
    (script,) = scripts("# Cat\n\nOn all fours. 6 rounds, round up on the exhale, hollow your back on the inhale.\n")
    assert script.count("## Repeat") == 1


def test_a_double_breath_is_two_and_to_be_checked():
    text = "# Top up\n\nTwo quick inhales through the nose, then one long exhale. Repeat three times.\n"
    assert phases(text) == ["Inhale", "Inhale", "Exhale"]
    assert "draft: check" in scripts(text)[0]


def test_so_many_breaths_are_an_amount_and_no_phase():
    (script,) = scripts("# Puffs\n\nSit tall. Inhale. Exhale in a puff through the nose. Do 30 easy exhales.\n")
    assert "## Repeat 30 times" in script
    assert script.count("- Exhale") == 1


def test_breath_that_is_left_out_is_none():
    text = "# Calm\n\nInhale for 4. Hold for 4. Simply avoid inhaling or exhaling for 4 seconds. Exhale for 4. Do 5 rounds.\n"
    assert phases(text) == ["Inhale", "Hold", "Exhale"]
    (script,) = scripts("# Plank\n\nRest on your elbows and toes. Hold it, and breathe in and out for 30 seconds.\n")
    assert "- Exhale" not in script
    assert "## Hold 30 s" in script


def test_a_stay_in_which_the_breath_is_held_is_one():
    text = (
        "# Sun\n\nStand tall. Raise your hands as you breathe in. Stay like this for 5 seconds while holding your breath. "
        "Exhale and bring your hands down. Repeat 5 times.\n"
    )
    assert phases(text) == ["Inhale", "Hold", "Exhale"]
    assert "- Hold 5s" in scripts(text)[0]


def test_lines_of_one_breath_are_one_exercise():
    (script,) = scripts(
        "Rise on your toes, inhaling slowly.\nStay there.\nRetain the breath for 3 seconds.\n"
        "Sink down, exhaling through the nose.\n"
    )
    assert "- Inhale: rise on your toes slowly." in script
    assert "- Exhale: sink down through the nose." in script


def test_a_breath_that_is_told_again_comes_once_and_is_marked():
    (script,) = scripts(
        "# Long out\n\nBreathe in for 4. As you breathe in, swell your belly. Breathe out for 6. Repeat 5 times.\n"
    )
    assert "- Inhale: swell your belly.\n- Exhale" in script
    assert "draft: check" in script


def test_what_goes_along_with_a_counted_breath_is_not_on_the_next_one():
    (script,) = scripts("# Belly\n\nBreathe in for 4. Let your belly rise. Breathe out for 6. Repeat 5 times.\n")
    assert "- Inhale: let your belly rise." in script


@pytest.mark.parametrize(
    ("told", "steps"),
    [
        ("Breathe OUT on the arch up, in on the dip.", ["- Exhale: on the arch up.", "- Inhale: on the dip."]),
        (
            "Inhale to grow tall. On exhale, use your hands to turn to the wall.",
            ["- Inhale: grow tall.", "- Exhale: use your hands to turn to the wall."],
        ),
        (
            "Roll back, inhaling as you go. Come up again, exhaling as you come back.",
            ["- Inhale: roll back.", "- Exhale: come up again."],
        ),
    ],
)
def test_each_breath_has_the_movement_that_stands_with_it(told: str, steps: list[str]) -> None:
    (script,) = scripts(f"# Cat\n\nSit down. {told} Repeat 6 times.\n")
    assert re.findall(r"^- (?:In|Ex)hale.*", script, re.MULTILINE) == steps


def test_breathing_along_is_no_phase():
    (script,) = scripts("# Boat\n\nLean back, inhaling and exhaling through the nose. Hold for 20 seconds.\n")
    assert "- Inhale" not in script
    (script,) = scripts("# Turn\n\nSit tall. Turn to the wall. With each in-breath grow taller. Hold for 30 seconds.\n")
    assert "- Inhale" not in script


def test_a_column_of_breaths_tells_them_in_short():
    first, last = scripts(
        "| Exercise | How | Breath | Dose |\n|---|---|---|---|\n"
        "| Bridge | Supine, knees bent | out to lift, in to lower | x 8 |\n"
        "| Tail wag | On all fours, hands under shoulders | in up, out down | x 6 |\n"
    )
    assert "## Repeat 8 times\n\n- Exhale: lift.\n- Inhale: lower.\n" in first
    assert "## Repeat 6 times\n\n- Inhale: up.\n- Exhale: down.\n" in last


def test_headings_that_are_phases_of_a_breath_are_its_sentences():
    (script,) = scripts(
        "# Calm\n\n## 1. Get Comfortable\n\n- Sit on a chair.\n\n## 2. Inhale Slowly (4 seconds)\n\n- Let your belly fill.\n\n"
        "## 3. Hold (7 seconds)\n\n- Keep your face soft.\n\n## 4. Exhale Slowly (8 seconds)\n\n- Breathe out as through a "
        "straw.\n\n## 5. Repeat for 4-6 Rounds\n\nKeep it easy.\n\n## About us\n\nWe teach.\n"
    )
    assert "pace: 4-7-8" in script
    assert "## Repeat 4-6 times\n\n- Inhale: let your belly fill.\n- Hold\n- Exhale" in script


def test_titles_of_exercises_that_breathe_in_and_out_are_no_phases():
    told = scripts(
        "# Two breaths\n\n## Belly breath\n\nInhale for 4, exhale for 6. 5 rounds.\n\n## Long breath\n\nInhale for 3, exhale for 8. "
        "5 rounds.\n"
    )
    assert [facts(one)["pace"] for one in told] == ["4-6", "3-8"]


@pytest.mark.parametrize("joint", [". Breathe", " - breathe", ": breathe"])
def test_a_breath_that_is_named_before_it_is_told_is_one(joint: str) -> None:
    text = f"# Calm\n\n- Inhale{joint} in by the nose for 4.\n- Exhale{joint} out for 8.\n\nDo 4 rounds.\n"
    assert "pace: 4-8" in scripts(text)[0]
    assert phases(text) == ["Inhale", "Exhale"]


def test_a_hiss_for_a_count_is_a_breath_out():
    (script,) = scripts("# Ribs\n\nHands round your ribs, in for 4, ssss for 8. Five goes.\n")
    assert "pace: 4-8" in script
    assert "## Repeat 5 times\n\n- Inhale\n- Exhale: ssss.\n" in script


def test_breaths_by_number_leave_the_title():
    (script,) = scripts("# Coherent breathing (5-5)\n\nFive seconds in, five seconds out. Do this for 5 minutes.\n")
    assert "# Coherent breathing\n" in script


def test_quick_breaths_are_not_as_slow_as_others_and_are_marked():
    (script,) = scripts(
        "# Skull shining\n\nSit tall. Inhale passively. Exhale sharply through the nose. Do 30 quick exhales.\n"
    )
    assert "## Repeat 30 times\n\n- Inhale 1s: passively.\n- Exhale 1s: sharply through the nose.\n" in script
    assert "draft: check" in script
    (script,) = scripts("# Sigh\n\nBreathe in. Exhale sharply, and let the shoulders drop. Repeat 3 times.\n")
    assert "1s" not in script


def test_what_is_smelt_and_blown_on_is_breathed():
    text = "# Soup\n\nHold a bowl of soup. Smell it for 3, blow on it for 5. Four times.\n"
    assert phases(text) == ["Inhale", "Exhale"]
    assert "pace: 3-5" in scripts(text)[0]


@pytest.mark.parametrize(
    "told", ["Breathe in (1, 2, 3, 4). Hold (1, 2, 3, 4). Breathe out (1, 2, 3, 4).", "In (4s) - hold (4s) - out (4s)."]
)
def test_what_is_counted_up_between_brackets_is_a_count(told: str) -> None:
    (script,) = scripts(f"# Three sides\n\n{told} Repeat 5 times.\n")
    assert "pace: 4-4-4" in script


def test_each_breath_of_alternate_nostrils_tells_which_one_to_close():
    (script,) = scripts(
        "# Left and right\n\nSit tall. Close the right nostril with your thumb and inhale through the left for 4 counts. Close the "
        "left nostril and retain the breath for 8 counts. Release the right nostril and exhale for 6 counts. Inhale through the "
        "right for 4 counts. Close it, and hold the breath for 8 counts. Open the left nostril as you exhale through it for 6 "
        "counts. Repeat for 5 rounds.\n"
    )
    assert "pace: 4-8-6" in script
    assert re.findall(r"^- (\w+)", script, re.MULTILINE)[-6:] == [
        "Inhale",
        "Hold",
        "Exhale",
        "Inhale",
        "Hold",
        "Exhale",
    ]
    assert "- Exhale: release the right nostril." in script


def test_a_length_that_is_told_twice_is_marked():
    (script,) = scripts("# Sit\n\nTake three slow breaths. Breathe in for 4 and out for 6. Ten breaths.\n")
    assert "## Breathe 10 breaths" in script
    assert "draft: check" in script


def test_a_top_up_and_a_sigh_are_breaths():
    (script,) = scripts(
        "# Sighs\n\nBreathe in by the nose. At the top, sip in a bit more air. Let it all out with a sigh. Do it three times.\n"
    )
    assert re.findall(r"^- (?:In|Ex)hale.*", script, re.MULTILINE)[1:2] == ["- Inhale: a bit more air."]
    text = "# Arms\n\nLift your arms as you breathe in, and lower them as you let it go. Do it 5 times.\n"
    assert phases(text) == ["Inhale", "Exhale"]


def test_a_breath_that_is_taken_before_a_breath_out_is_a_breath_in():
    (script,) = scripts(
        "# Leg\n\nLie down. Take a deep breath and lift your leg. Breathe out as you lower it. 5 times.\n"
    )
    assert "- Inhale: lift your leg." in script
    assert "- Exhale: lower it." in script


def test_a_hold_that_stands_after_its_number_is_kept():
    assert phases("# Calm\n\nBreathe: 4 in, 4 hold, 6 out. 8 times.\n") == ["Inhale", "Hold", "Exhale"]


def test_breaths_that_differ_from_round_to_round_are_left_in_words():
    (script,) = scripts("# Two sides\n\nInhale for 4. Exhale for 8. Inhale for 6. Exhale for 8. Repeat 5 times.\n")
    assert "pace:" not in script
    assert "Inhale for 6." in script


def test_breathing_in_short_words_is_read_whole():
    (script,) = scripts(
        "# Candle\n\nBreathe in through the nose while you count two, and out through pursed lips while you count four, as if you "
        "made a candle flicker. Do ten of those.\n"
    )
    assert "pace: 2-4" in script
    assert "- Inhale: through the nose.\n- Exhale: through pursed lips as if you made a candle flicker.\n" in script
    assert phases("# Soup\n\nIn through the nose, out slowly as if to cool soup. 5 times.\n") == ["Inhale", "Exhale"]


def test_what_a_breath_is_good_for_is_no_breath():
    text = (
        "# Long side\n\nBreathe out for 6. Breathe in for 3. This will help you to a long breath out. Repeat 5 times.\n"
    )
    assert phases(text) == ["Exhale", "Inhale"]


def test_notes_of_alternate_nostrils_keep_their_sides_and_counts():
    (script,) = scripts("# Left and right\n\nIn L 4, hold 6, out R 8, in R 4, hold 6, out L 8. 5 rounds.\n")
    assert "pace: 4-6-8" in script
    assert "- Inhale: left.\n- Hold\n- Exhale: right.\n- Inhale: right.\n- Hold\n- Exhale: left.\n" in script


@pytest.mark.parametrize(
    "told",
    [
        "Sit. Turn your feet in for 5 seconds, out for 5 seconds. 10 times.",
        "Hold the band. Pull out for 3 counts, in for 3 counts. 10 times.",
        "Turn both feet. In for 5 seconds, out for 5 seconds. 10 times.",
        "Lie down. Let the knees fall out, and in again. 10 times.",
        "Step in and out of the square. 10 times.",
    ],
)
def test_what_moves_in_and_out_is_surely_no_breath(told: str) -> None:
    (script,) = scripts(f"# Feet\n\n{told}\n")
    assert "- Inhale" not in script or "draft: check" in script


def test_holds_of_a_breath_that_are_alike_are_each_kept_in_their_place():
    text = "# Pause\n\nInhale. Hold the breath for 5 seconds. Exhale. Hold the breath for 5 seconds. Retain the breath. 4 times.\n"
    assert phases(text)[:4] == ["Inhale", "Hold", "Exhale", "Hold"]


def test_a_breath_that_is_held_without_a_number_is_held():
    assert phases("# Pause\n\nInhale. Hold your breath. Exhale. Repeat 4 times.\n") == ["Inhale", "Hold", "Exhale"]
