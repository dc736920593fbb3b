"""Kinds of texts that were read wrongly once: each with what must come out of it."""

import re

import pytest
from draft.scoring import facts

from voiceguide.draft.drafts import Drafted, draft_article
from voiceguide.draft.read import read_article
from voiceguide.draft.write import scripts_of


def made(text: str) -> Drafted:
    return draft_article(read_article(text.encode(), "text"), "text")


def scripts(text: str) -> list[str]:
    """The scripts of a text's exercises."""
    return [script.text for script in scripts_of(made(text))[1:]]


def test_a_position_that_is_held_twice_holds_no_breath():
    (script,) = scripts("Neck\n\nLook up. Hold 20 seconds. Drop your head and hold 20 seconds.\n")
    assert facts(script)["holds"] == ["20 s", "20 s"]
    assert "breath" not in script.lower()
    assert script.lower().index("look up") < script.lower().index("drop your head")


def test_each_movement_of_a_list_of_breaths_is_on_its_own_breath():
    (script,) = scripts("Arms\n\nInhaling: Float both arms up.\nExhaling: Let them sink.\nDo this 8 times.\n")
    assert "- Inhale: float both arms up." in script
    assert "- Exhale: let them sink." in script
    assert facts(script)["reps"] == "8"


def test_a_numbered_list_in_one_paragraph_is_as_many_exercises():
    told = scripts(
        "1. Lie on your back and tighten your thigh. Hold for five seconds and repeat 12 times. 2. Lie on your back and put "
        "a cushion under your knee. Lift your heel. Repeat eight times. 3. Lie on your back and slide your heel towards you. "
        "Repeat 15 times."
    )
    assert [facts(script)["reps"] for script in told] == ["12", "8", "15"]
    assert [facts(script)["holds"] for script in told] == [["5 s"], [], []]


def test_numbered_titles_with_a_colon_stand_over_their_bullets():
    told = made(
        "1. Shoulder lifts:\n- Lift your shoulders.\n- Lower them.\n- Repeat 10 times.\n"
        "2. Head turns:\n- Turn your head to the left.\n- Come back.\n- Repeat 5 times.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Shoulder lifts", "Head turns"]


def test_a_pose_with_its_minutes_is_an_exercise_without_a_movement():
    told = scripts(
        "# Evening\n\n1. **Pigeon** - 1 minute per side\n   - Deep hip opener\n2. **Bridge** - 2 minutes\n   - Lift your hips\n"
    )
    assert facts(told[0])["holds"] == ["60 s"]
    assert facts(told[0])["sides"] == "each"
    assert facts(told[1])["holds"] == ["120 s"]


def test_a_movement_after_a_lead_is_in_the_rep():
    (script,) = scripts(
        "Chin\n\nKeeping your eyes level, draw your chin straight back. Slowly return. Repeat 6 times.\n"
    )
    rep = script[script.index("## Repeat 6 times") :]
    assert "draw your chin straight back" in rep
    assert "slowly return" in rep


def test_every_line_of_a_safety_list_is_a_caution():
    told = made(
        "# Moves\n\n## Safety\n\n- Warm joints move best.\n- Recent surgery: get advice before starting.\n- A hot joint needs rest.\n\n"
        "## Lift\n\nLift your arms. Repeat 5 times.\n\n## Drop\n\nDrop your arms. Repeat 5 times.\n"
    )
    assert len(told.cautions) == 3


def test_a_page_with_two_breathing_exercises_keeps_them_apart():
    told = scripts(
        "# Breathing\n\n## Box\n\nBreathe in for 4 seconds. Hold for 4 seconds. Breathe out for 4 seconds. Hold for 4 seconds. "
        "Repeat 5 times.\n\n## Long\n\nBreathe in for 4 seconds. Breathe out for 7 seconds. Repeat 6 times.\n"
    )
    assert [facts(script)["pace"] for script in told] == ["4-4-4-4", "4-7"]
    assert facts(told[1])["breath"] == "inhale exhale"


def test_what_could_not_be_read_is_named_and_kept():
    told = made(
        "# Three\n\n1. **Bridge** - 10 times\n   - Lift your hips.\n2. **Pigeon**\n3. **Cobra** - 5 times\n   - Lift your chest.\n"
    )
    assert [exercise.title for exercise in told.lost] == ["Pigeon"]
    assert "could not read 'Pigeon'" in scripts_of(told)[0].text
    assert "3 exercises seen, 2 drafted" in scripts_of(told)[0].text


def test_a_number_that_found_no_place_stands_in_the_script():
    (script,) = scripts("Bend\n\nThis move was made in 1932. Bend your knees. Repeat 5 times.\n")
    assert re.search(r"<!-- not spoken .*1932", script)


def test_a_session_is_named_by_its_article_and_else_by_its_file():
    exercise = "Lift your arms.\nRepeat 5 times.\n"
    assert (
        made(f"Exercises for a stiff neck\n\n1. Lift\n{exercise}2. Reach\n{exercise}").title
        == "Exercises for a stiff neck"
    )
    assert made(f"1. Lift\n{exercise}2. Reach\n{exercise}").title == "text"


def test_marks_stand_beside_what_they_mark():
    (script,) = scripts("Lift your heels slowly. Lower them again.\nRepeat 5 times.\n")
    assert re.search(r"^# .* <!-- check: the text gives no title -->$", script, re.MULTILINE)
    (script,) = scripts("Heels\n\nLift your heels. Lower them again.\n")
    assert re.search(r"^## Hold 5 breaths <!-- check: .* -->$", script, re.MULTILINE)


def test_a_comment_cannot_be_broken_out_of():
    (script,) = scripts("Heels\n\nIt was --> said <b>in 1900</b> of old. Lift your heels. Repeat 5 times.\n")
    assert script.count("-->") == script.count("<!--")


def test_breaths_that_are_counted_in_bare_numbers_keep_the_time_of_the_whole():
    (script,) = scripts("Box breathing\n\nInhale 4, hold 4, exhale 4, hold 4, for 2 minutes.\n")
    assert facts(script)["pace"] == "4-4-4-4"
    assert facts(script)["holds"] == ["120 s"]


def test_a_hold_in_sets_is_not_cut_from_its_number():
    (script,) = scripts("Calf stretch\n\nStand and lean forward. 2 x 30 sec each leg.\n")
    assert (facts(script)["reps"], facts(script)["holds"], facts(script)["sides"]) == ("2", ["30 s"], "each")


def test_a_time_from_seconds_to_minutes_is_one_hold():
    (script,) = scripts("Lunge\n\nStep back. Stay for 30 seconds to 1 minute.\n")
    assert facts(script)["holds"] == ["30-60 s"]


def test_what_is_for_later_is_no_dose():
    (script,) = scripts("Plank\n\nLift your hips. Hold for 15 seconds. Work up to holding for 1 minute.\n")
    assert facts(script)["holds"] == ["15 s"]


def test_the_steps_of_a_flow_stay_one_exercise():
    told = made(
        "Sun flow\n\n1. Inhale, reach your arms up.\n2. Exhale, fold forward.\n3. Inhale, lift halfway.\n4. Exhale, press back. "
        "Stay here for five breaths.\n5. Inhale, rise.\n6. Exhale, lower your arms.\nRepeat 3 times.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Sun flow"]


def test_a_hold_stands_where_it_is_told_between_two_movements():
    (script,) = scripts("Shrugs\n\nLift your shoulders, hold 2 seconds, drop them. 8 times.\n")
    assert "- Move: lift your shoulders.\n- Move 2s: hold.\n- Move: drop them." in script


def test_what_is_done_each_way_is_done_one_way_and_then_the_other():
    (script,) = scripts("Rolls\n\nSit upright. Roll both shoulders in circles, 10 each way.\n")
    assert script.count("## Repeat 10 times") == 2
    assert "- Move: roll both shoulders in circles, the other way." in script


@pytest.mark.parametrize(
    "turns",
    [
        "Turn to the left, then to the right.", "Turn to the left. Then turn to the right.", "Turn to one side and then the other.",
        "Turn to the right, then slowly back and to the left.", "Lean to the left. Come back. Lean to the right. Come back.",
        "Look over your left shoulder, then look over your right shoulder.",
    ],
)  # fmt: skip
def test_a_turn_to_one_side_and_the_other_is_told_once_for_both(turns: str):
    (script,) = scripts(f"Turns\n\nCross your arms. {turns} 5 times each way.\n")
    assert (facts(script)["reps"], facts(script)["sides"]) == ("5", "alternate")
    assert script.count("## Repeat") == 1
    assert script.count("side}") == 1
    assert ("back" in script) == ("back" in turns.lower())


def test_a_rest_between_holds_is_no_hold():
    (script,) = scripts("Plank\n\nProp on your elbows. Hold 20 seconds. Rest 30 seconds. Repeat 3 times.\n")
    assert "- Move 20s: hold.\n- Move 30s: rest." in script
    (script,) = scripts("Quads\n\nTighten your thigh. Hold for 5 seconds, relax for 4 seconds. 10 reps.\n")
    assert "- Move 5s: hold.\n- Move 4s: relax." in script


def test_a_movement_to_a_count_lasts_so_long_and_is_no_hold():
    (script,) = scripts("Curl\n\nCurl your wrist. Lower on a count of 4. 2 sets of 15.\n")
    assert "- Move 4s: lower." in script
    assert facts(script)["holds"] == []


def test_a_slow_count_is_one_hold():
    (script,) = scripts("Lunge\n\nLean forward. Hold for a slow count of twenty.\n")
    assert facts(script)["holds"] == ["20 s"]


def test_movements_with_counts_of_their_own_are_repeated_one_after_the_other():
    (script,) = scripts("Arms\n\nOpen your hands, six times. Then circle your wrists. Do this three times.\n")
    assert re.findall(r"^## Repeat .*|^- Move.*", script, re.MULTILINE) == [
        "## Repeat 6 times", "- Move: open your hands.", "## Repeat 3 times", "- Move: circle your wrists.",
    ]  # fmt: skip


def test_what_is_counted_by_its_name_is_a_count():
    (script,) = scripts("Switches\n\nSwing your knees over. 10 switches.\n")
    assert facts(script)["reps"] == "10"
    (script,) = scripts("Stand\n\nLean forward and stand up. Sit down slowly. Aim for 10.\n")
    assert facts(script)["reps"] == "10"


def test_steps_that_are_walked_are_no_repetitions():
    (script,) = scripts("Walk\n\nWalk ten steps along a line, heel to toe.\n")
    assert facts(script)["reps"] is None


def test_what_comes_before_the_breaths_is_no_part_of_each():
    (script,) = scripts(
        "Bee\n\nClose your eyes. Inhale through your nose. Exhale with a hum. Continue for 6 breaths.\n"
    )
    assert "- Inhale: through your nose.\n- Exhale: with a hum." in script
    assert script.index("Close your eyes") < script.index("## Repeat 6 times")


def test_a_side_that_would_be_lost_makes_an_exercise_the_authors_own_words():
    text = "Jaw\n\nSlide your jaw to the left, hold for four seconds, and to the right, hold for four seconds. Repeat 3 times.\n"
    (script,) = scripts(text)
    assert "one side was lost" in script
    assert "to the right" in script


def test_bullets_of_a_letter_are_bullets():
    (script,) = scripts(
        "Bird dog\n o Get onto hands and knees.\n o Reach one arm out.\n o Hold: 3 seconds\n o Repeat: 10 times\n"
    )
    assert script.startswith("---\nposition: hands-and-knees")
    assert (facts(script)["reps"], facts(script)["holds"]) == ("10", ["3 s"])


def test_a_bold_name_after_an_ordinal_is_a_title():
    told = made(
        "# Neck\n\nFirst, **chin glides**. Glide your chin back. 10 times.\n\nSecond, **wall angels**. Slide your arms up. 8 times.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Chin glides", "Wall angels"]


def test_amounts_at_the_end_of_a_title_are_amounts():
    (bridge, plank) = scripts(
        "Strength\n\nGlute bridge x 12 x 3 sets - push through your heels and lift your hips.\n"
        "Side plank 3 x 20s each side - prop on your elbow and lift your hips.\n"
    )
    assert "# Glute bridge\n" in bridge
    assert facts(bridge)["reps"] == "3 sets of 12"
    assert (facts(plank)["reps"], facts(plank)["holds"], facts(plank)["sides"]) == ("3", ["20 s"], "each")


def test_a_number_in_a_name_is_no_amount():
    (script,) = scripts("The 4-7-8 breath\n\nInhale for 4. Hold for 7. Exhale for 8. Repeat 4 times.\n")
    assert "# The 4-7-8 breath" in script or "# 4-7-8 breath" in script


def test_a_paragraph_of_three_stretches_is_three_exercises():
    told = made(
        "Try these. Reach both arms up and hold for ten seconds. Then drop your right ear to your shoulder and hold for fifteen "
        "seconds before changing sides. Finally, squeeze your shoulder blades and hold for twelve seconds.\n"
    )
    assert [exercise.sides for exercise in told.exercises] == ["none", "each", "none"]
    assert [exercise.sections[-1].heading for exercise in told.exercises] == ["Hold 10 s", "Hold 15 s", "Hold 12 s"]


def test_getting_into_a_position_between_exercises_belongs_to_the_next_and_holds_for_those_after_it():
    pelvis, bridge, cobra, swim = scripts(
        "Floor\n\nLie on your back with knees bent.\n\nTilt: flatten your back. 10 times.\nBridge: lift your hips. 8 times.\n\n"
        "Turn over onto your front.\n\nCobra: press your hands down. 5 times.\nSwim: lift one arm. 6 times.\n"
    )
    assert "Lie on your back with knees bent." in pelvis
    assert "position: supine # <!-- check: from 'Lie on your back with knees bent.' -->" in bridge
    assert "front" not in bridge
    assert (facts(cobra)["position"], facts(swim)["position"]) == ("prone", "prone")
    assert "draft: check" in swim


def test_rows_of_breaths_have_each_movement_on_its_breath():
    (script,) = scripts(
        "# Flow\n\n| Breath | Movement |\n|---|---|\n| Inhale | Raise both arms |\n| Exhale | Lower them |\n\nRepeat the flow 6 times.\n"
    )
    assert "- Inhale: raise both arms.\n- Exhale: lower them." in script


def test_minutes_before_a_name_are_no_part_of_it():
    told = made(
        "# Reset\n\n**Minute 1: Arm reach** — lift both arms, 6 times.\n\n**Minutes 2-3: Low lunge** — sink your hips for one minute.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Arm reach", "Low lunge"]


def test_what_a_text_forbids_outside_of_its_exercises_is_a_caution():
    told = made("# Knee\n\nDo not put a pillow under your knee.\n\n## Pumps\n\nPoint your toes. 20 times.\n")
    assert told.cautions == ("Do not put a pillow under your knee.",)


def test_titles_with_a_letter_are_titles():
    told = made("Hip\n\nA. Squeeze\nSqueeze your buttocks. 15 times.\n\nB. Slides\nSlide your leg out. 10 times.\n")
    assert [exercise.title for exercise in told.exercises] == ["Squeeze", "Slides"]


def test_amounts_in_columns_beside_a_title_are_amounts():
    roll, balance = scripts(
        "Programme\n\nQuads over roll      3 x 10     hold 5 sec\nStraighten your leg.\n\nBalance     3 x 30 sec each leg\nStand on one leg.\n"
    )
    assert (facts(roll)["reps"], facts(roll)["holds"]) == ("3 sets of 10", ["5 s"])
    assert (facts(balance)["reps"], facts(balance)["holds"], facts(balance)["sides"]) == ("3", ["30 s"], "each")


def test_a_movement_with_its_own_count_after_a_hold_does_not_repeat_the_hold():
    (script,) = scripts(
        "Neck\n\nSit up. Let your head drop to the left, stay for three breaths, then do the same on the right. After that roll "
        "your shoulders back ten times.\n"
    )
    assert script.index("## Hold 3 breaths") < script.index("## Repeat 10 times")
    assert "x3" not in script


def test_twice_as_long_is_no_count():
    (script,) = scripts(
        "Pursed lips\n\nBreathe in through your nose. Breathe out slowly. Try to make the out-breath twice as long. Carry on for a few "
        "minutes.\n"
    )
    assert "Repeat 2 times" not in script
    assert facts(script)["breath"] == "inhale exhale"


def test_what_can_injure_is_a_caution():
    told = made("# Bands\n\nA band that snaps can injure your eyes.\n\n## Row\n\nPull your elbows back. 12 reps.\n")
    assert told.cautions == ("A band that snaps can injure your eyes.",)


def test_a_movement_and_a_breath_at_once_belong_together():
    (script,) = scripts("Arms\n\nReach both arms up and breathe in. Breathe out and lower them. 6 times.\n")
    assert "- Inhale: reach both arms up.\n- Exhale: lower them." in script


def test_a_movement_that_would_be_lost_in_a_count_makes_an_exercise_the_authors_own_words():
    (script,) = scripts(
        "Morning\n\nPush your hips back and hold for five breaths. Last of all she rolled her shoulders eight times backwards.\n"
    )
    assert "was not spoken" in script
    assert "x5" not in script


def test_a_heading_with_minutes_over_exercises_is_none():
    told = made(
        "# Mobility\n\n## Warm-up (5 minutes)\n\n### Arm swings\nSwing your arms. 20 times.\n\n### Side steps\nStep to the side. 10 times.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Arm swings", "Side steps"]


def test_levels_with_letters_after_numbered_steps_are_no_exercises():
    told = made(
        "# Wall push-ups\n\n1. Put your palms on the wall.\n2. Bend your elbows.\n3. Push back.\n\nDo 10 to 15.\n\n"
        "A. Beginner\nStand closer to the wall.\n\nB. Advanced\nUse a worktop.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Wall push-ups"]


def test_a_movement_that_is_told_for_both_sides_is_done_once_on_each():
    (script,) = scripts(
        "Neck turns\n\nSit tall. Turn your head to the left and hold for 5 seconds. Turn your head to the right and hold for 5 "
        "seconds. Repeat 5 times on each side.\n"
    )
    assert facts(script)["sides"] == "each"
    assert re.findall(r"^- Move.*", script, re.MULTILINE) == [
        "- Move: turn your head to the {side}.",
        "- Move 5s: hold.",
    ]


def test_talk_of_breaths_is_no_exercise_and_breathing_by_counts_is():
    told = made(
        "# Calm\n\n**Sway.** Sway from side to side. 10 times.\n\n**Rhythm.** The breath in wakes you, the breath out calms you.\n\n"
        "**Box.** Inhale 4, hold 4, exhale 4, hold 4.\n"
    )
    assert [exercise.title for exercise in told.exercises] == ["Sway", "Box"]


def test_what_is_held_is_spoken_as_a_movement():
    (hug,) = scripts("Knee hug\n\nLie on your back. Hold your knees to your chest for 30 seconds. Repeat 3 times.\n")
    assert "- Move: hold your knees to your chest.\n- Move 30s: hold." in hug
    (plank,) = scripts("Plank\n\nHold a plank on your forearms and toes for 20-30 seconds.\n")
    assert "Hold a plank on your forearms and toes.\n- Wait 3s\n\n## Hold 20-30 s" in plank
    (side,) = scripts(
        "Side plank\n\nLie down. Hold a side plank on your forearm for 20 seconds. Repeat twice on each side.\n"
    )
    assert "- Move: hold a side plank on your forearm.\n- Move 20s: hold." in side
    (chair,) = scripts("Balance\n\nHold the chair and stand on one leg for 20 seconds. Repeat 3 times.\n")
    assert "- Move: hold the chair and stand on one leg.\n- Move 20s: hold." in chair
    assert all("draft: sure" in script for script in (hug, plank, side, chair))


def test_a_limb_that_is_held_is_no_word_of_an_amount():
    (script,) = scripts(
        "Quads\n\nBend your knee. Hold your foot with your hand for 20 seconds. Repeat 3 times each side.\n"
    )
    assert "- Move: hold your foot with your hand.\n- Move 20s: hold." in script


def test_a_hold_that_names_nothing_is_no_movement():
    for held in (
        "Hold the stretch",
        "Hold this position",
        "Hold at the top",
        "Then hold still",
        "Hold, breathing normally,",
    ):
        (script,) = scripts(f"Calf\n\nLean forward. {held} for 20 seconds. Repeat 3 times.\n")
        assert re.findall("^- .*", script, re.MULTILINE) == ["- Move: lean forward.", "- Move 20s: hold."], held


def test_letting_go_after_a_hold_is_spoken_after_it():
    for told, spoken in {
        "Hold for 5 seconds, then relax.": "relax.",
        "Hold for 5 seconds and release.": "release.",
        "Hold 5 seconds, then slowly let go.": "slowly let go.",
        "Hold for 5 seconds before relaxing.": "relax.",
        "Hold for 5 seconds before slowly lowering your leg.": "slowly lower your leg.",
        "Hold for 5 seconds, then go back to the start.": "go back to the start.",
    }.items():
        (script,) = scripts(f"Squeeze\n\nTighten your thigh. {told} Repeat 10 times.\n")
        steps = re.findall("^- .*", script, re.MULTILINE)
        assert steps == ["- Move: tighten your thigh.", "- Move 5s: hold.", f"- Move: {spoken}"], told
        assert "draft: sure" in script


def test_relaxing_after_all_repetitions_is_no_part_of_each():
    (script,) = scripts("Raise\n\nSit up. Lift your leg. Lower it. Repeat 10 times and relax.\n")
    assert "relax" not in script


def test_a_rest_beside_sets_is_between_them_and_in_no_rep():
    for told, heading in {
        "Do 12 reps, rest 45 seconds, 3 sets.": "Repeat 3 sets of 12, rest 45 s",
        "8-12 reps, 3 sets, rest 50 seconds.": "Repeat 3 sets of 8-12, rest 50 s",
        "3 sets of 10 with a 30-second rest between sets.": "Repeat 3 sets of 10, rest 30 s",
        "Do 3 sets of 10. Rest 30-50 seconds.": "Repeat 3 sets of 10, rest 30-50 s",
        "Rest 45 seconds. Do 3 sets of 10.": "Repeat 3 sets of 10, rest 45 s",
        "Sets: 3. Reps: 10. Rest: 45 seconds.": "Repeat 3 sets of 10, rest 45 s",
        "3 x 10. Rest between sets: 1 minute.": "Repeat 3 sets of 10, rest 1 min",
        "3 x 10 with 40 s between sets.": "Repeat 3 sets of 10, rest 40 s",
    }.items():
        (script,) = scripts(f"Clam\n\nLie on your side. Lift your top knee. Lower it. {told}\n")
        assert re.findall("^(?:## R|- M).*", script, re.MULTILINE) == [
            f"## {heading}", "- Move: lift your top knee.", "- Move: lower it.",
        ], told  # fmt: skip
        assert "draft: sure" in script


def test_a_rest_after_a_hold_is_in_each_rep_of_the_sets():
    (script,) = scripts("Bridge\n\nLift your hips. Hold 5 seconds, rest 4 seconds. Do 3 sets of 10, rest 60 seconds.\n")
    assert re.findall("^(?:## |- M).*", script, re.MULTILINE) == [
        "## Repeat 3 sets of 10, rest 1 min", "- Move: lift your hips.", "- Move 5s: hold.", "- Move 4s: rest.",
    ]  # fmt: skip


def test_a_rest_after_all_reps_is_in_none_of_them_and_is_marked():
    (script,) = scripts("Clam\n\nLift your top knee. Lower it. Do 10 reps, rest 45 seconds, then repeat.\n")
    assert "- Move 45s" not in script
    assert "## Rest 45 s <!-- check:" in script
    (script,) = scripts("Clam\n\nLift your top knee. Lower it. 10 reps - 30 s rest - 10 reps.\n")
    assert "- Move 30s" not in script
    assert "## Rest 30 s <!-- check:" in script
    (script,) = scripts("Plank\n\nProp on your elbows and lift your hips. 3 x 20 s with 30 s rest.\n")
    assert "- Move 20s: hold.\n- Move 30s: rest." in script


def test_a_rest_between_reps_is_in_each_beside_one_between_sets():
    (script,) = scripts(
        "Clam\n\nLift your knee. Lower it. 3 sets of 10. Rest 5 seconds between reps and 40 seconds between sets.\n"
    )
    assert "## Repeat 3 sets of 10, rest 40 s" in script
    assert script.rstrip().endswith("- Move 5s: rest before the next.")


def test_a_hold_for_one_breath_holds_no_breath():
    (script,) = scripts("Rolls\n\nRoll your knees to the floor. Hold for one deep breath. Repeat 8 times.\n")
    assert "- Move x1: hold." in script
    assert "hold your breath" not in script


def test_a_hold_of_3_s_ends_its_sentence():
    (script,) = scripts(
        "Turns\n\nSit tall. Turn to the right and hold 3 s. Return to the middle. Turn to the left and hold 3 s. Return to the "
        "middle. Repeat 5 times.\n"
    )
    assert re.findall(r"^(?:## R|- M).*", script, re.MULTILINE) == [
        "## Repeat 5 times", "- Move: turn to the {side}.", "- Move 3s: hold.", "- Move: return to the middle.",
    ]  # fmt: skip
    assert "draft: sure" in script


def test_a_hold_that_is_told_after_the_way_back_stands_before_it():
    (script,) = scripts("Leg\n\nLift your leg. Lower it. Hold for 5 seconds. Repeat 10 times.\n")
    assert "- Move: lift your leg.\n- Move 5s: hold.\n- Move: lower it." in script
    assert "draft: sure" in script


def test_a_position_that_is_taken_from_the_exercise_before_is_not_sure():
    told = made("# Two\n\n## Lifts\n\nSit tall. Lift your arms. 5 times.\n\n## Nods\n\nNod your head. 5 times.\n")
    assert [exercise.certainty for exercise in told.exercises] == ["sure", "check"]
    assert told.exercises[1].to_check == ["position as in the exercise before"]
    assert "1 sure, 1 to check" in scripts_of(told)[0].text


def test_a_plank_after_a_seated_exercise_is_not_seated():
    for plank, position in {
        "Plank|Prop on your forearms and toes and lift your hips. Hold for 20 seconds.": "prone",
        "Wide arms|Hold a plank for 20 seconds.": "prone",
        "Elbows down|Lift up on your forearms and toes. Hold for 20 seconds.": "prone",
        "Side plank|Lift your hips. Hold for 20 seconds on each side.": "side-lying",
    }.items():
        title, text = plank.split("|")
        _, script = scripts(f"# Two\n\n## Lifts\n\nSit tall. Lift your arms. 5 times.\n\n## {title}\n\n{text}\n")
        assert facts(script)["position"] == position, plank
        assert "draft: sure" in script


def test_who_is_behind_a_page_is_noise():
    lifts, bends = "Sit tall. Lift your arms. Repeat 5 times.", "Sit tall. Lean forward. Come back. Repeat 5 times."
    for contact in (
        "Anna O'Neil, physiotherapist. Practice at the Mill, Hill Road 12, Tel. 0113 496 0000",
        "Anna O'Neil - physiotherapist, Tel. 0113 496 0000",
        "Physiotherapy at the Mill, phone (0113) 496 0000",
        "Dr. A. O'Neil",
        "Hill Road 12, Leeds",
    ):
        for article in (
            f"{contact}\n\n1. Lifts\n{lifts}\n\n2. Bends\n{bends}\n\n{contact}\n",
            f"# Back\n\nLifts - {lifts}\n\n{contact}\n\nLift with care.\n\nBends - {bends}\n",
            f"Lifts\n{lifts}\n\n**{contact}**\n\nBends\n{bends}\n",
        ):
            told = made(article)
            assert [exercise.title for exercise in told.exercises] == ["Lifts", "Bends"], article
            assert not told.lost
            spoken = " ".join(re.sub("<!--.*?-->", "", script.text) for script in scripts_of(told))
            assert not re.search("Neil|Mill|0113|Leeds", spoken), article


def test_a_caution_with_a_number_to_call_stays_a_caution():
    told = made(
        "# Back\n\nStop if it hurts, and call your physiotherapist on 0113 496 0000.\n\n## Lifts\n\nLift your arms. 5 times.\n"
    )
    assert told.cautions == ("Stop if it hurts, and call your physiotherapist on 0113 496 0000.",)


def test_a_short_paragraph_of_sentences_is_no_title():
    (script,) = scripts("Sit tall. Lean forward. Come back. Repeat 5 times.\n")
    assert "- Move: lean forward." in script
    assert facts(script)["reps"] == "5"


def test_a_release_in_its_own_sentence_before_the_count_is_in_each_rep():
    (script,) = scripts(
        "Press\n\nPress your palms together. Hold the pressure for 6 seconds. Release slowly. Repeat 5 times.\n"
    )
    assert re.findall("^(?:## |- ).*", script, re.MULTILINE) == [
        "## Repeat 5 times", "- Move: press your palms together.", "- Move 6s: hold.", "- Move: release slowly.",
    ]  # fmt: skip
    (script,) = scripts("Boat\n\nLean back. Hold for 5 breaths. Release and rest for 2 breaths. Repeat 3 times.\n")
    assert "- Move x5: hold.\n- Move: release.\n- Move x2: rest." in script


def test_a_time_that_something_is_kept_for_is_a_hold():
    (script,) = scripts("Arm\n\nKeep your arm straight out for 20 seconds. Repeat 3 times.\n")
    assert "- Move: keep your arm straight out.\n- Move 20s: hold." in script
    (script,) = scripts("Press\n\nPress your palms together. Maintain for 6 seconds, then release. Repeat 5 times.\n")
    assert "- Move 6s: hold.\n- Move: release." in script


def test_a_release_that_lasts_is_no_hold():
    (script,) = scripts("Floor\n\nTighten your thigh. Hold for 10 seconds, release for 5 seconds. Repeat 10 times.\n")
    assert "- Move 10s: hold.\n- Move 5s: release." in script


def test_what_is_in_each_hand_is_not_done_on_each_side():
    (script,) = scripts("Curls\n\nHold a weight in each hand. Bend your elbows. Lower. 3 sets of 12.\n")
    assert facts(script)["sides"] is None


def test_a_hold_after_another_part_is_lowered_stands_after_it():
    (script,) = scripts("Neck\n\nLift your arms. Lower your chin to your chest. Hold for 10 seconds. Repeat 3 times.\n")
    assert script.rstrip().endswith("- Move: lower your chin to your chest.\n- Move 10s: hold.")
    (script,) = scripts(
        "Leg\n\nLie down. Hold your thigh with both hands and straighten your knee. Hold 30 s. 3 times.\n"
    )
    assert script.rstrip().endswith(
        "- Move: hold your thigh with both hands and straighten your knee.\n- Move 30s: hold."
    )


def test_a_rest_without_a_length_is_no_step_of_each_rep():
    for told in (
        "3 sets of 10, resting as needed.",
        "3 sets of 10. Rest between sets.",
        "3 sets of 10. Take breaks if needed.",
    ):
        (script,) = scripts(f"Curl\n\nBend your elbow. Lower your arm. {told}\n")
        assert re.findall("^- .*", script, re.MULTILINE) == ["- Move: bend your elbow.", "- Move: lower your arm."], (
            told
        )
        assert re.search("^> (?:Rest|Take breaks)", script, re.MULTILINE), told
    (script,) = scripts("Thigh\n\nTighten your thigh. Hold for 5 seconds. Rest. Repeat 10 times.\n")
    assert script.rstrip().endswith("- Move 5s: hold.\n- Move: rest.")


def test_the_words_of_a_rest_between_sets_are_no_movement():
    (script,) = scripts(
        "Curl\n\nBend your elbow. Lower your arm. 3 sets, 10 reps each. Take a 1 minute break between sets.\n"
    )
    assert re.findall("^(?:## |- ).*", script, re.MULTILINE) == [
        "## Repeat 3 sets of 10, rest 1 min", "- Move: bend your elbow.", "- Move: lower your arm.",
    ]  # fmt: skip


def test_arms_that_are_let_drop_after_a_hold_drop_after_it():
    (script,) = scripts(
        "Clasp\n\nClasp your hands behind you, hold for 15 seconds and then let your arms drop. Repeat 4 times.\n"
    )
    assert script.rstrip().endswith("- Move 15s: hold.\n- Move: let your arms drop.")


def test_a_hold_with_a_hand_names_the_hand():
    (script,) = scripts(
        "Arm\n\nPull your elbow across and hold it there with your other hand for 20 seconds. Change sides.\n"
    )
    assert "hold it there with your {other side} hand" in script


def test_a_movement_that_goes_on_in_each_rep_is_not_held():
    (script,) = scripts("March\n\nMarch on the spot for 1 minute. Rest 30 seconds. Repeat 3 times.\n")
    assert re.findall("^(?:## |- ).*", script, re.MULTILINE) == [
        "## Repeat 3 times", "- Move 60s: march on the spot.", "- Move 30s: rest.",
    ]  # fmt: skip
    (script,) = scripts("Swings\n\nSwing your arms for 45 seconds, rest for 20 seconds. 3 sets.\n")
    assert script.rstrip().endswith("- Move 45s: swing your arms.\n- Move 20s: rest.")


def test_what_is_held_does_not_go_the_other_way():
    (script,) = scripts("Ankle\n\nHold your ankle with your hand. Turn your foot in circles, 10 times each way.\n")
    assert script.rstrip().endswith(
        "- Move: hold your ankle with your hand.\n- Move: turn your foot in circles, the other way."
    )


def test_a_rest_in_other_words_is_a_rest():
    for told in ("3 sets of 10, with 30 seconds' rest.", "3 sets of 10. Rest time is 30 seconds."):
        (script,) = scripts(f"Calf\n\nRise onto your toes. Hold for 3 seconds. Lower slowly. {told}\n")
        assert "## Repeat 3 sets of 10, rest 30 s" in script
        assert facts(script)["holds"] == ["3 s"]
    (script,) = scripts("Jaw\n\nOpen your mouth. Close it. Repeat 5 times with 10 seconds between each.\n")
    assert script.rstrip().endswith("- Move: close it.\n- Move 10s: rest.")


def test_what_is_done_before_something_else_is_done_first():
    (script,) = scripts("Knee\n\nStraighten your knee and hold it for 10 seconds before you bend it again. 10 times.\n")
    assert script.rstrip().endswith("- Move: straighten your knee.\n- Move 10s: hold.\n- Move: bend it again.")


def test_a_count_in_the_same_breath_as_relaxing_is_a_count():
    (script,) = scripts("Glutes\n\nSqueeze your buttocks. Hold 5 sec. Relax 4 sec. 10 x.\n")
    assert facts(script)["reps"] == "10"
    assert "- Move 5s: hold.\n- Move 4s: relax." in script


def test_how_long_to_stay_names_nothing_to_hold():
    (script,) = scripts("Legs\n\nShuffle up to the wall. Stay for three minutes, or until your tea is cold.\n")
    assert "tea" not in script
    assert facts(script)["holds"] == ["180 s"]


def test_a_plain_list_with_one_count_for_all_is_an_exercise_an_item():
    told = made(
        "Loose at the desk\n\nDo each one 10 times.\n\n- Roll your shoulders backwards\n- Tilt your head from side to side\n"
        "- Circle your wrists\n"
    )
    assert [len(exercise.sections) for exercise in told.exercises] == [1, 1, 1]
    assert all(exercise.sections[0].heading == "Repeat 10 times" for exercise in told.exercises)


def test_a_page_that_names_a_breath_by_its_numbers_is_read():
    (script,) = scripts("The 4,7,8 breath\n\nInhale for 4. Hold for 7. Exhale for 8. Repeat 4 times.\n")
    assert facts(script)["pace"] == "4-7-8"


def test_a_breath_that_is_told_after_its_movement_belongs_to_it():
    (script,) = scripts(
        "Wall push\n\nBend your elbows, breathing in, and push away as you breathe out. Repeat 8 times.\n"
    )
    assert re.findall(r"^- (?:In|Ex)hale.*", script, re.MULTILINE) == [
        "- Inhale: bend your elbows.", "- Exhale: push away.",
    ]  # fmt: skip


def breath_steps(text: str) -> list[str]:
    (script,) = scripts(text)
    return re.findall(r"^- (?:In|Ex)hale.*", script, re.MULTILINE)


def test_a_sigh_and_air_that_is_blown_out_are_breaths_out():
    for out in ("sigh out", "blow the air out", "blow out", "slowly sigh the air out", "out"):
        steps = breath_steps(
            f"Puffing\n\nBreathe in by the nose and let your waist widen, then {out} through pursed lips. 6 times.\n"
        )
        assert [step.split(":")[0] for step in steps] == ["- Inhale", "- Exhale"], out
    assert not breath_steps("Tongue tip\n\nPush your tongue in and out through your lips. Repeat 6 times.\n")
    assert not breath_steps("Cheeks\n\nBlow out your cheeks and hold for 5 seconds. Repeat 6 times.\n")


def test_one_word_before_a_second_breath_belongs_to_it():
    assert breath_steps("Gate\n\nPush the gate away on the exhale, back on the inhale. Repeat 8 times.\n") == [
        "- Exhale: push the gate away.", "- Inhale: back.",
    ]  # fmt: skip


def test_a_breath_that_is_told_twice_is_not_sure():
    (script,) = scripts(
        "Side ribs\n\nInhale and widen your ribs (like a fan). Picture the fan opening on the inhale, closing on the exhale. "
        "Repeat 4 times.\n"
    )
    assert "draft: check" in script
    assert not re.search("^- (?:In|Ex)hale", script, re.MULTILINE)
    assert (
        "draft: check; the same breath comes twice running"
        in scripts(
            "Chest and chin\n\nInhale, lift your chest. Inhale again, lift your chin. Exhale, drop both. Repeat 4 times.\n"
        )[0]
    )


def test_a_time_that_limits_or_describes_is_no_stay():
    for limit in (
        "Take no more than 3 seconds to get there.",
        "It should take less than 3 seconds.",
        "The whole exercise takes about 3 minutes.",
    ):
        (script,) = scripts(f"Side drop\n\nLean over to the window. {limit} Hold for 20 seconds.\n")
        assert facts(script)["holds"] == ["20 s"], limit
    for asked in ("Hold for no more than 20 seconds.", "Hold up to 20 seconds.", "Stay there for at most 20 seconds."):
        (script,) = scripts(f"Side drop\n\nLean over to the window. {asked} Repeat 3 times.\n")
        assert facts(script)["holds"] == ["20 s"], asked
        assert "than" not in script
    (script,) = scripts("Board\n\nLift your hips off the mat. Limit each one to 40 seconds. Repeat twice.\n")
    assert "draft: check; the text tells how long at most" in script


def test_a_time_that_is_too_long_to_hold_does_not_become_one_that_nobody_wrote():
    (script,) = scripts("Rest\n\nLie on your back and let your arms rest. Stay for 20 minutes.\n")
    assert "600" not in script
    assert "Stay for 20 minutes." in script


def test_breaths_in_a_position_are_a_stay():
    for stay in (
        "Breathe here for 5 to 8 deep breaths",
        "Take 5-8 breaths here",
        "Breathe in this shape for 5-8 breaths",
    ):
        (script,) = scripts(
            f"Turn\n\nSit tall. Inhale and grow. On the exhale, turn to the right. {stay}. Repeat on the other side.\n"
        )
        assert facts(script)["holds"] == ["5-8 breaths"], stay
    (script,) = scripts("Turn\n\nInhale and lift your arms. Exhale and lower them. Repeat for 5 deep breaths.\n")
    assert facts(script)["reps"] == "5"


def test_a_count_that_may_be_of_the_whole_time_or_of_a_part_is_not_sure():
    (script,) = scripts("Heels\n\nWalk for 30 to 60 seconds on your heels, lifting your toes at least twice.\n")
    assert "## Hold 30-60 s" in script
    (script,) = scripts("Toes\n\nWalk on your toes for 40 seconds. Repeat at least twice.\n")
    assert facts(script)["reps"] == "2"


def test_an_exact_total_beside_a_range_is_how_often():
    (script,) = scripts(
        "Hare\n\nRepetitions: 1-3 times\n\nPractice:\nInhale and raise both arms. Exhale and bend forward.\n\n"
        "Do the exercise 3 times in total.\n"
    )
    assert facts(script)["reps"] == "3"


def test_a_count_of_another_way_to_move_is_a_part_of_its_own():
    for told, more in {
        "Circle your wrist clockwise 12 times. Then anticlockwise another 12 times.": "anticlockwise.",
        "Circle your wrist clockwise 12 times. Now counter-clockwise for 12 more.": "counter-clockwise.",
        "Swing your leg front-to-back 12 times. Then continue side-to-side 12 times.": "continue side-to-side.",
        "Roll your shoulders forwards 12 times. Then backwards 12 times.": "backwards.",
        "Point your foot up and down 12 times. Then 12 times side to side.": "side to side.",
        "Kick forwards twelve times. Twelve to the side.": "to the side.",
    }.items():
        (script,) = scripts(f"Loosen up\n\n{told}\n")
        assert script.count("## Repeat 12 times") == 2, told
        assert script.rstrip().endswith(f"- Move: {more}"), told


def test_a_part_that_is_counted_in_words_without_a_verb_is_not_lost():
    for lost in (
        "Then do 10 heel rocks on each foot by itself.",
        "And the same backwards.",
        "Alternate your gaze between the two for about a minute.",
    ):
        (script,) = scripts(f"Rocking\n\nStand tall. Rock from your toes to your heels 10 times. {lost}\n")
        assert "draft: check" in script
        assert f"\n{lost}\n" in script


def test_sides_in_short_amounts_are_sides():
    for amount in (
        "30 seconds a side, twice.",
        "Hold for 30 seconds. Twice a side.",
        "Two to each side, 30 seconds.",
        "Hold 30 seconds. Repeat for both legs.",
    ):
        (script,) = scripts(f"Thigh\n\nPull the thigh in. {amount}\n")
        assert facts(script)["sides"] == "each", amount
        assert facts(script)["holds"] == ["30 s"], amount


def test_a_total_is_how_often():
    (script,) = scripts("Hips\n\nSwing your hips left and right. Do a total of seven left and right.\n")
    assert facts(script)["reps"] == "7"


def test_a_movement_that_stands_in_no_exercise_is_named_beside_the_one_before():
    last = scripts(
        "# Two breaths\n\nThe bellows is the first. Sit with your hands on your knees. Briskly breathe in and out. Begin with ten "
        "rounds.\n\nThe broom is the second. Take a pose that you like. Slowly take a deep breath in.\n\n"
        "With a smile, bend forward until your nose is near the floor. Straighten your back again after that.\n"
    )[-1]
    assert "bend forward until" in last


def test_each_of_two_things_in_a_position_is_no_second_side():
    for told in (
        "Place your palms on each side of your waist. Inhale and widen. Exhale and sink.",
        "Press gently with two fingers of each hand.",
        "Lie on your back with a cushion underneath each knee. Lift your hips.",
        "Sit with a hand on each knee. Lean forward.",
    ):
        (script,) = scripts(f"Together\n\n{told} Repeat 5 times.\n")
        assert facts(script).get("sides") is None, told
    for told in (
        "Lift each leg 10 times.",
        "Lift the leg 10 times, each leg.",
        "Lean over to each side. Repeat 10 times.",
    ):
        (script,) = scripts(f"In turn\n\nLie on your back. {told}\n")
        assert facts(script)["sides"] == "each", told


def test_advice_in_notes_and_in_other_words_is_a_caution():
    for advice in (
        "Dodgy knee? Skip the squats.",
        "A sore shoulder: leave it out.",
        "Any numbness the next day = back off.",
        "NOT if your BP is up.",
        "Ease off when it aches.",
        "Never go beyond the point of pain.",
        "If swelling lasts it is wise to talk to your own sports injury doctor.",
        "Deep stretches must only be done once you are warm.",
        "Stay within your pain limits.",
        "Never overexert yourself.",
    ):
        (script,) = scripts(f"Arms\n\nLift your arms. Lower them. Repeat 5 times. {advice}\n")
        caution = script[script.index("> [!CAUTION]") :].split("\n\n")[0]
        assert advice in caution, advice
    for said in ("It eases sore necks.", "Great for pain relief.", "Lower them within a comfortable range."):
        (script,) = scripts(f"Arms\n\nLift your arms. {said} Repeat 5 times.\n")
        assert "CAUTION" not in script, said


def test_a_stay_after_a_comma_in_a_note_is_held_as_often_as_it_says():
    for told in (
        "pull your toes up, 30s x3",
        "pull your toes up, 3x30s",
        "pull your toes up, 3 x 30 sec",
        "pull your toes up. x3, 30s each",
    ):
        (script,) = scripts(f"Heel\n\n{told.capitalize()}.\n")
        assert facts(script)["reps"] == "3", told
        assert facts(script)["holds"] == ["30 s"], told


def test_a_rest_with_sets_is_between_them():
    for told in (
        "3 sets of 10 with a rest of 30 seconds.",
        "10 times, taking a break of 30 seconds between sets. 3 sets.",
    ):
        (script,) = scripts(f"Dips\n\nBend your knees. Straighten them. {told}\n")
        assert "## Repeat 3 sets of 10, rest 30 s" in script, told
    (script,) = scripts("Dips\n\nBend your knees. Straighten them. 3 sets of 10 with a short rest between each.\n")
    assert "> With a short rest between each." in script


def test_a_count_of_a_muscle_at_rest_is_its_time():
    (script,) = scripts("Fist\n\nTighten your fist for 5 seconds. Relax for 10. Repeat 5 times.\n")
    assert script.rstrip().endswith("- Move 5s: hold.\n- Move 10s: relax.")


def test_a_breath_in_the_words_of_notes_is_counted():
    for told, pace in {
        "In 5 / out 5, ten rounds.": "5-5",
        "In 4, hold 4, out 6. Ten rounds.": "4-4-6",
        "Start by breathing in for 4 counts, holding for 4 counts, breathing out for 4 counts and holding for 4 counts. "
        "Ten rounds.": "4-4-4-4",
        "Inhale for 4 counts. Hold for 4. Exhale for 4. Relax for 4. Ten rounds.": "",
    }.items():
        (script,) = scripts(f"Even breath\n\n{told}\n")
        assert facts(script).get("pace", "") == pace or (
            not pace and "draft: check" in script and told[:9] in script
        ), told


def test_another_way_to_do_it_is_in_no_repetition():
    (script,) = scripts(
        "Jaw\n\nOpen your mouth, then close it. Repeat 6 times. For a variation of this, place a finger on your chin.\n"
    )
    assert "## Variation" in script
    assert "Move: for a variation" not in script
    (script,) = scripts("Jaw\n\nOpen your mouth, then close it. Repeat 6 times. You may feel a pull, which is fine.\n")
    assert "## Variation" not in script


def test_what_is_done_between_exercises_is_no_exercise():
    (script,) = scripts("Eyes\n\nRoll your eyes 9 times. Blink a few times between exercises.\n")
    assert script.count("## Repeat") == 1
    assert "> Blink a few times between exercises." in script


def test_lots_are_sets_and_a_movement_is_repeated_only_as_it_says():
    (script,) = scripts("Clam\n\nLift the top knee, 3 lots of 10 each side.\n")
    assert "## Repeat 3 sets of 10" in script
    (script,) = scripts("Press\n\nPress the jaw up for 5 seconds. Repeat for closing. 8 times.\n")
    assert "Repeat for closing." in script
    assert "draft: check" in script


def test_the_middle_that_a_breath_goes_to_is_named_whole():
    assert breath_steps("Saw\n\nBreathe in and turn to the wall, breathe out to the middle. Repeat 6 times.\n") == [
        "- Inhale: turn to the wall.",
        "- Exhale: to the middle.",
    ]


def test_a_minute_or_two_is_a_range():
    (script,) = scripts("Palms\n\nCup your hands over your eyes. Relax and breathe deeply for a minute or two.\n")
    assert "or two" not in script
    assert facts(script)["holds"] == ["60-120 s"]


def test_a_label_before_a_number_is_no_movement():
    (script,) = scripts("Chin tuck\n\nDraw your chin straight back. Sets: 2. Reps: 12. Hold: 3 sec.\n")
    assert "draft: sure" in script
    assert "## Repeat 2 sets of 12" in script
    assert facts(script)["holds"] == ["3 s"]


def test_eyes_that_focus_for_a_time_do_so_as_an_exercise_does():
    (script,) = scripts(
        "Far and near\n\nFocus on your thumb for 5 seconds. Refocus on the far wall for 5 seconds. Repeat 12 times.\n"
    )
    assert facts(script)["holds"] == ["5 s", "5 s"]
    (script,) = scripts("Arms\n\nLift your arms. Focus on your shoulders. Repeat 12 times.\n")
    assert "> Focus on your shoulders." in script


def test_between_two_numbers_is_a_range():
    (script,) = scripts(
        "Bridge\n\nLift your hips. Hold for between 10 and 20 seconds. Repeat between five and eight times.\n"
    )
    assert facts(script)["reps"] == "5-8"
    assert "- Move 15s: hold." in script


def test_a_breath_that_is_taken_is_no_stay():
    (script,) = scripts(
        "Broom\n\nSlowly take a deep breath as if to fill your waist. Bend forward. Repeat five times.\n"
    )
    assert "- Move: slowly take a deep breath as if to fill your waist." in script
    (script,) = scripts("Bridge\n\nLift your hips. Hold for one deep breath. Repeat five times.\n")
    assert "- Move x1: hold." in script


def test_a_limit_of_a_stay_is_no_second_stay():
    for stay, held in {
        "Hang there for 5 breaths, no longer than a minute.": "5 breaths",
        "Hold at least 20 seconds but no more than a minute.": "20 s",
        "Stand still for up to 20 seconds.": "20 s",
    }.items():
        (script,) = scripts(f"Fold\n\nFold forward. {stay}\n")
        assert facts(script)["holds"] == [held], stay


def test_the_time_that_a_movement_takes_is_its_own():
    (script,) = scripts("Heel\n\nSlide your heel up. Take 3 seconds to slide it back. 12 times.\n")
    assert script.rstrip().endswith("- Move: slide your heel up.\n- Move 3s: slide it back.")


def test_a_counted_part_whose_words_are_not_known_is_not_lost():
    told = "Then seven swings from side to side."
    (script,) = scripts(f"Leg\n\nSwing the leg forwards. Repeat 10 times. {told}\n")
    assert f"\n{told}\n" in script
    assert "draft: check" in script
    (script,) = scripts("Lunge\n\nStep forward with one foot and sink. Hold 20 seconds. Twice through.\n")
    assert facts(script)["reps"] == "2"


def test_of_two_amounts_the_first_is_drafted_and_the_choice_is_marked():
    (exercise,) = made("Leg lift\n\nSit on a chair. Lift your leg. Hold for 15 seconds or 3 x 4 to 6 seconds.\n").read
    assert [section.heading for section in exercise.sections] == ["Set up", "Hold 15 s"]
    assert "the text gives a choice" in exercise.to_check[0]
    assert "or 3 x 4 to 6 seconds" in exercise.to_check[0]


@pytest.mark.parametrize(
    "again",
    [
        "Turn your chest to the left and follow the same instructions.", "Follow the same steps to the left.",
        "Do the same movements on the opposite side.", "Now the other side.", "Two times, then the other side.",
        "Reverse your legs and repeat.", "Do all repetitions on one side, then the other.", "Twice, then swap.",
        "Repeat the step, this time turning your chest to the left.", "Repeat this, but turn to the left.",
    ],
)  # fmt: skip
def test_a_second_side_is_done_as_the_first_with_its_hold(again: str):
    (exercise,) = made(f"Chest turn\n\nStand tall. Turn your chest to the right. Hold for 12 seconds. {again}\n").read
    assert exercise.sides == "each"
    assert "{side}" in exercise.spoken
    assert "left" not in exercise.spoken
    assert "same" not in exercise.spoken


def test_each_after_a_time_is_a_side_only_where_one_is_named():
    (sided,) = made("Wrist\n\nArm out. Pull the fingers back w/ other hand, 15 s each.\n").read
    (unsided,) = made("Fist\n\nMake a fist and open your hand wide. Hold 5 seconds each. Repeat 8 times.\n").read
    assert (sided.sides, unsided.sides) == ("each", "none")
    assert unsided.certainty == "check"


def test_the_other_leg_is_not_named_a_side_where_it_is_other_than_one_just_named():
    (exercise,) = made(
        "Lean\n\nPlace one hand on the wall. Cross the leg nearest the wall over the other leg. Hold 12 seconds. Switch sides.\n"
    ).read
    assert "nearest the wall over the other leg" in exercise.spoken
    assert "your {side} hand" in exercise.spoken


@pytest.mark.parametrize(
    ("often", "expected"),
    [
        ("Repeat these steps 6\u20138 times.", "Repeat 6-8 times"), ("Repeat steps 1 and 2 three times.", "Repeat 3 times"),
        ("Repeat the steps 3 or 4 times.", "Repeat 3-4 times"), ("Repeat 4 times if you are new to this.", "Repeat 4 times"),
        ("Repeat these steps 5 more times.", "Repeat 6 times"),
    ],
)  # fmt: skip
def test_steps_are_repeated_as_often_as_the_text_says(often: str, expected: str):
    (exercise,) = made(f"Stick lift\n\nStand tall. Lift the stick over your head. Lower your arms. {often}\n").read
    assert expected in [section.heading for section in exercise.sections]


@pytest.mark.parametrize(
    "often", ["Do this 10 to 20 times a day.", "Perform it several times daily.", "Work up to 3 sets of 9."]
)
def test_no_mark_says_that_a_text_is_silent_where_it_tells_how_often(often: str):
    (exercise,) = made(f"Finger walk\n\nStand facing a wall. Walk your fingers up the wall. {often}\n").read
    assert [mark for mark in exercise.to_check if often in mark and "does not say" not in mark]
    assert not any("does not say how often" in mark for mark in exercise.to_check)


@pytest.mark.parametrize(
    "words",
    [
        "Turn your hands so that your palms face up.", "Rest your hands face down.", "Rise on the balls of your toes.",
        "Rise on the ball of the front foot.", "Use your thumb to block your nose.", "Block the left side with a finger.",
    ],
)  # fmt: skip
def test_hands_and_toes_tell_no_position_and_need_nothing(words: str):
    (exercise,) = made(f"Slow turn\n\nStay tall. {words} Lower your arms. Repeat 5 times.\n").read
    assert (exercise.position, exercise.needs) == (None, ())


def test_face_up_and_blocks_are_still_read():
    (exercise,) = made(
        "Lift\n\nLie on the floor face up, a yoga block and a ball beside you. Lift your hips. Do 9.\n"
    ).read
    assert (exercise.position, exercise.needs) == ("supine", ("block", "ball"))


def test_the_number_of_a_source_is_no_part_of_a_sentence():
    (exercise,) = made(
        "Long breath\n\n- Breathe in [2] and count to 3\n\n- Breathe out for 5 seconds\n\nRepeat 7 times. [3]\n"
    ).read
    assert [section.heading for section in exercise.sections] == ["Repeat 7 times"]
    assert "[" not in exercise.spoken


@pytest.mark.parametrize(
    "choice",
    [
        "Do 7 and lower it, or 14 if that is easy.", "Hold for 5 seconds or, if you can, 10 seconds.",
        "Do 8 reps, or hold for 30 seconds.", "Lift it 6 times and lower it, or 12 times if easy.",
    ],
)  # fmt: skip
def test_no_choice_is_sure_whatever_stands_between(choice: str):
    (exercise,) = made(f"Leg lift\n\nSit on a chair. Lift your leg. {choice}\n").read
    assert exercise.certainty == "check"


def test_a_side_that_only_a_reminder_names_is_to_be_checked():
    (exercise,) = made(
        "Look round\n\nLift your chin. Imagine a line that goes left, and turn along it to the left. Bring your chin back. "
        "Repeat this, but turn to the right. Do 9.\n"
    ).read
    assert exercise.certainty == "check"


AROUND = "Arms at home\n\n{head}\n\n1. Shrug\nLift your shoulders. Repeat 5 times.\n\n2. Bend\nBend your elbows. Repeat 6 times.\n\n{foot}\n"


@pytest.mark.parametrize(
    "caution",
    [
        "None of this should hurt.",
        "Work within a comfortable range.",
        "The movements are to be tight but not painful.",
        "It is vital to have spoken to a nurse first.",
        "Do all of it exactly as shown by your therapist.",
        "Please do not do more than is listed.",
    ],
)
@pytest.mark.parametrize("place", ["head", "foot"])
def test_what_sets_a_limit_before_or_after_all_exercises_is_a_caution(caution: str, place: str):
    drafted = made(AROUND.format(**{"head": "Two moves.", "foot": "The end.", place: caution}))
    assert caution in [*drafted.cautions, *(one for exercise in drafted.exercises for one in exercise.cautions)]


@pytest.mark.parametrize(
    "remark", ["The nice bit? You don't need a gym.", "Don't worry, it is short.", "You don't have to leave the house."]
)
def test_what_is_not_needed_is_no_caution(remark: str):
    assert not made(AROUND.format(head=remark, foot="The end.")).cautions


@pytest.mark.parametrize("bullet", ["• ", "•", "▪ ", "– ", "➤ "])
@pytest.mark.parametrize("layout", ["# Hands\n\n1. {}\n\n  {}{}\n\n  {}{}\n", "<h2>{}</h2><p>{}{}</p><p>{}{}</p>"])
def test_what_stands_behind_a_bullet_is_read_without_it(bullet: str, layout: str):
    (script,) = scripts(layout.format("Finger press", bullet, "Press your palms together.", bullet, "Repeat 7 times."))
    assert "press your palms together" in script.lower()
    assert "## Repeat 7 times" in script
    assert bullet.strip() not in script


@pytest.mark.parametrize("dash", ["–", "—", " – ", "– "])
def test_a_title_may_end_with_a_dash(dash: str):
    (script,) = scripts(f"1) Wrist Bend{dash}Sit on a chair. Bend your wrist. Repeat 6 times.\n")
    assert script.startswith("---\ntitle: Wrist Bend\n") or "# Wrist Bend" in script
    assert "Sit on a chair" in script


@pytest.mark.parametrize(
    "asking",
    [
        "Begin with your palms on your knees.",
        "Start from a soft bend of your elbows.",
        "Apply a little weight to the thumb.",
        "Your shoulders should stay low.",
        "Do the movement smoothly with your wrist.",
        "While your arm is still, attempt to open your fingers.",
    ],
)
def test_what_asks_for_something_is_spoken(asking: str):
    (script,) = scripts(f"Wrists\n\n{asking} Bend your wrist. Repeat 6 times.\n")
    assert asking.split(", ")[-1].rstrip(".").lower() in script.split("## ", 1)[1].lower()


@pytest.mark.parametrize(
    "telling", ["Using a wrist all day makes it stiff.", "Start with a laugh.", "Use it or lose it."]
)
def test_what_only_tells_is_not_spoken(telling: str):
    (script,) = scripts(f"Wrists\n\nBend your wrist. {telling} Repeat 6 times.\n")
    assert telling.rstrip(".") not in re.sub(r"<!--.*?-->", "", script, flags=re.DOTALL)


def test_items_with_letters_in_one_paragraph_are_exercises():
    told = scripts(
        "a) Sit on a stool and straighten your knee. Hold for four seconds and repeat 9 times. b) Stand at the sink and rise "
        "onto your toes. Repeat 14 times. c) Stand and bend your knees a little. Repeat 11 times."
    )
    assert [facts(script)["reps"] for script in told] == ["9", "14", "11"]
    assert not any("b)" in script for script in told)


def test_a_position_at_the_start_of_a_movement_is_taken_once():
    (script,) = scripts("Lie on your side and lift your top leg. Lower it slowly. Repeat 12 times.")
    ready, repeated = script.split("## Repeat")
    assert "Lie on your side." in ready
    assert "lie on" not in repeated.lower()


def test_a_line_for_each_breath_is_no_title():
    (script,) = scripts("On the in-breath: lift your breastbone\nOn the out-breath: round your back\n7x\n")
    assert "- Inhale: lift your breastbone." in script
    assert "- Exhale: round your back." in script
    (script,) = scripts("Wave\nIn-breath: arms up\nOut-breath: arms down\nDo it ten times\n")
    assert "- Inhale: arms up." in script


def test_breaths_that_are_counted_in_one_sentence_last_as_long_as_it_says():
    (script,) = scripts(
        "Come to sitting. Breathe in for a count of five and out for a count of seven for three minutes."
    )
    assert facts(script)["pace"] == "5-7"
    assert facts(script)["holds"] == ["180 s"]


def test_what_makes_a_round_is_not_how_many():
    (script,) = scripts("Inhale and lift your arms. Exhale and lower them. That is one round. Do 9 rounds.")
    assert facts(script)["reps"] == "9"


def test_one_long_breath_out_is_no_stay():
    (script,) = scripts(
        "Sigh\n\nTake two short breaths in through the nose and one long breath out through the mouth. 3 times."
    )
    assert "one long breath out through the mouth" in script
    assert "hold" not in script.lower()


def test_what_a_pose_is_good_for_is_not_spoken():
    told = scripts(
        "# Night\n\n1. **Twist** - 50 sec each side\n   - Releases the spine\n2. **Fold** - 2 minutes\n   - Opens the hips\n"
    )
    assert not any("- Move" in script for script in told)


@pytest.mark.parametrize(
    "told",
    [
        "If pain allows, repeat each exercise 7 times, 2 times each day.",
        "Start with 7 repetitions of each exercise and build up to doing 15.",
    ],
)
def test_a_count_of_each_exercise_is_that_of_all_that_have_none(told: str):
    made_of = scripts(
        f"# Knees\n\n{told}\n\n## Bend\n\nBend your knee.\n\n## Lift\n\nLift your heel. Repeat 3 times.\n"
    )
    assert [facts(script)["reps"] for script in made_of] == ["7", "3"]


def test_a_count_beside_a_warning_is_kept_with_both():
    (script,) = scripts("Toes\n\nCurl your toes. Do this 9 to 11 times, or less if it hurts.\n")
    assert facts(script)["reps"] == "9-11"
    assert "Do this 9 to 11 times, or less if it hurts." in script


def test_a_range_with_spaces_is_one_count():
    (script,) = scripts("Heels\n\nLift your heels. Repeat this 4 \u2013 6 times, 2 times a day.\n")
    assert facts(script)["reps"] == "4-6"


def test_a_deep_breath_that_is_taken_is_spoken_as_a_breath():
    (script,) = scripts("Reach\n\nTake a deep breath in. As you breathe out, reach forward. Repeat 6 times.\n")
    assert facts(script)["breath"] == "inhale exhale"
    assert "draft: sure" in script


def test_a_breath_in_that_is_counted_and_never_let_out_is_not_sure():
    (script,) = scripts(
        "Bubbles\n\nBreathe in for five counts. The rest of it goes by itself, for five. Do this 6 times.\n"
    )
    assert "draft: check" in script


def test_what_only_sounds_like_advice_is_no_caution():
    for said in (
        "Ask your therapist if you are interested in a class.",
        "Breathe in and out as if you were still pregnant.",
        "A little soreness is normal.",
        "This helps you recover when you feel breathless.",
        "Rest until the dizziness has passed.",
        "Our page has 4,999 readers.",
    ):
        (script,) = scripts(f"Arms\n\nLift your arms. {said} Repeat 5 times.\n")
        assert "CAUTION" not in script, said


def test_limits_are_cautions_wherever_they_stand():
    for advice in (
        "Go until it feels a little uncomfortable, and no further.",
        "Never so hard that your hands tingle.",
        "It is not advisable to stretch a cold muscle.",
        "You should not practise with a cold.",
        "A full check-up is recommended before starting these exercises.",
    ):
        (script,) = scripts(f"Arms\n\nLift your arms. {advice} Repeat 5 times.\n")
        assert f"> {advice}" in script, advice


def test_stronger_and_stronger_holds_are_held_one_after_the_other():
    (script,) = scripts(
        "Palms\n\nPress your palms together lightly and hold for 4 seconds, then twice as hard and hold for 6 seconds, then with "
        "all your strength and hold for 8 seconds. Relax.\n"
    )
    assert re.findall(r"^## Hold .*", script, re.MULTILINE) == ["## Hold 4 s", "## Hold 6 s", "## Hold 8 s"]
    assert script.index("Hold 4 s") < script.index("twice as hard") < script.index("Hold 6 s")


@pytest.mark.parametrize(
    ("told", "repeated"),
    [
        ("Swing your leg 8 forward, then 8 sideways.", ["swing your leg forward.", "sideways."]),
        ("Roll your ankles, 8 one way and 8 the other.", ["roll your ankles.", "roll your ankles, the other way."]),
        ("Roll your ankles 8 one way, 8 the other way.", ["roll your ankles one way.", "the other way."]),
    ],
)
def test_a_count_for_each_way_is_counted_for_each(told: str, repeated: list[str]):
    (script,) = scripts(f"Loose\n\n{told}\n")
    assert re.findall(r"^- Move: (.*)", script, re.MULTILINE) == repeated
    assert script.count("## Repeat 8 times") == 2
    assert facts(script)["sides"] is None


def test_of_two_times_far_apart_the_first_is_taken_and_marked():
    (script,) = scripts("Leg\n\nLift your leg and hold for 10 or 30 seconds. Repeat 5 times.\n")
    assert facts(script)["holds"] == ["10 s"]
    assert "the text gives a choice" in script


def test_a_number_alone_is_that_of_a_page_and_one_with_a_full_stop_a_count():
    page, count = (scripts(f"Heels\n\nLift your heels.{end}\n")[0] for end in ("\n\n61", " 9."))
    assert facts(page)["reps"] is None
    assert facts(count)["reps"] == "9"


def test_a_count_without_a_number_is_marked():
    (script,) = scripts("Heels\n\nLift your heels. Repeat several times.\n")
    assert "## Repeat 5 times <!-- check: the text gives no number -->" in script


@pytest.mark.parametrize(
    ("told", "mark"),
    [
        ("2-3 sets of 8.", "the text says 2-3 sets: the smaller number is taken"),
        ("Repeat 4 times. Have a rest and repeat 4 times.", "the text counts twice"),
    ],
)
def test_what_a_script_cannot_say_or_nobody_hears_is_marked(told: str, mark: str):
    (script,) = scripts(f"Heels\n\nLift your heels and lower them. {told}\n")
    assert mark in script


def test_a_hold_without_a_number_in_a_repetition_is_said_in_the_words_of_the_text_and_marked():
    (script,) = scripts("Heels\n\nLift your heels. Hold for a few seconds. Lower them. Repeat 8 times.\n")
    assert "- Move: hold for a few seconds." in script
    assert "the text gives no number for a hold" in script


def test_the_time_of_all_exercises_together_is_that_of_none():
    made_of = scripts(
        "# Desk\n\nDo these exercises for three minutes every hour.\n\n## Bend\n\nBend your knee.\n\n## Lift\n\nLift your heel. "
        "Repeat 3 times.\n"
    )
    assert facts(made_of[0])["holds"] == []
