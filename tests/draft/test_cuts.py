"""What begins an exercise, and what looks like one and is none."""

import pytest
from draft.test_kinds import made, scripts

from voiceguide.errors import DraftError

SHRUG = "Lift your shoulders and lower them. Repeat 5 times."
TURN = "Turn your head to the left, then to the right. Repeat 6 times."
TILT = "Tilt your ear to your shoulder. Hold for 20 seconds."


def titles(text: str) -> list[str]:
    return [exercise.title for exercise in made(text).exercises]


def test_the_title_of_all_exercises_is_none_of_them():
    text = (
        f"Stretches for a long day\n\nA stiff neck spoils the best of days.\n\nShoulder lifts\n\n{SHRUG}\n\n"
        f"Head turns\n\n{TURN}\n\nNeck tilt\n\n{TILT}\n"
    )
    told = made(text)
    assert [one.title for one in told.exercises] == ["Shoulder lifts", "Head turns", "Neck tilt"]
    assert told.title == "Stretches for a long day"


def test_a_title_that_stands_twice_is_one():
    text = "".join(
        f"{number}. {name}\n\n{name}\n\n{words}\n\n"
        for number, (name, words) in enumerate(
            [("Shoulder lifts", SHRUG), ("Head turns", TURN), ("Neck tilt", TILT)], 1
        )
    )
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]
    assert all("Neck tilt" not in exercise.spoken for exercise in made(text).exercises[:2])


@pytest.mark.parametrize(
    "extra",
    [
        "Posture checklist:\nRoll your spine down one bone at a time.\n",
        "Visualization: Peel your spine off the mat.\n",
        "Top tips to help you make the most of any exercise\n\n- Begin slowly and build up.\n- Wear what you can move in.\n",
        "Leave a Reply\n\nPull up a chair and tell us.\n",
        "Using ice\n\nWrap the ice in a towel and place it on your shoulder for 10 minutes.\n",
        "Day: August 1, 2012\n",
        "Push your chair back and work through these 3 stretches in 5 minutes.\n",
    ],
    ids=["checklist", "picture", "tips", "reply", "ice", "date", "preface"],
)
@pytest.mark.parametrize("is_before", [True, False], ids=["before", "after"])
def test_what_stands_beside_exercises_is_none(extra: str, is_before: bool):
    exercises = f"Shoulder lifts\n\n{SHRUG}\n\nHead turns\n\n{TURN}\n\nNeck tilt\n\n{TILT}\n\n"
    text = f"{extra}\n{exercises}" if is_before else f"{exercises}{extra}"
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


@pytest.mark.parametrize(
    "text",
    [
        "Baked chicken\n\nServes 4. Prep 15 min.\n\n1. Heat the oven to 180C. Take the chicken out of the fridge.\n"
        "2. Rub the legs with garlic and oil. Turn them over.\n3. Cover with foil and roast for 40 minutes.\n",
        "1. Avoid lying flat: It can make you faint.\n\nRoll on to your side after one minute on your back.\n\n"
        "2. Avoid deep twists: They strain the belly.\n",
    ],
    ids=["recipe", "warnings"],
)
def test_a_text_without_exercises_gives_none(text: str):
    with pytest.raises(DraftError, match="No exercises"):
        made(text)


def test_times_of_a_clock_are_the_length_and_the_line_above_is_the_title():
    text = (
        "Legs up\nMinutes: 0:00-2:00\nLie on your back and rest your legs on the wall.\n\n"
        "Seated fold\nMinutes: 2:00-3:30\nSit on the floor and lean forward.\n"
    )
    assert titles(text) == ["Legs up", "Seated fold"]
    assert [exercise.sections[-1].heading for exercise in made(text).exercises] == ["Hold 2 min", "Hold 90 s"]


def test_one_side_is_no_title_and_a_title_may_begin_with_hold():
    text = (
        "1. Hold Up the Roof\n\nInhale: Raise your palms.\n\nExhale: Lower your arms. Repeat 5 times.\n\n"
        "2. Draw the Bow\n\nRight side: Step to the right and pull the left elbow back. Repeat 5 times.\n"
    )
    assert titles(text) == ["Hold Up the Roof", "Draw the Bow"]


@pytest.mark.parametrize("mark", ["", "### "], ids=["bare", "heading"])
def test_roman_numbers_are_numbers(mark: str):
    text = f"{mark}I. Shoulder lifts\n\n{SHRUG}\n\n{mark}II. Head turns\n\n{TURN}\n\n{mark}III. Neck tilt\n\n{TILT}\n"
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


def test_a_heading_above_a_group_gives_its_position():
    text = (
        "Morning\n\nOn hands and knees\n\n1. Arch your back up, then let it sink. Repeat 8 times.\n2. Lift one arm. Repeat 6 times.\n\n"
        "On your back\n\n3. Hug your knees. Hold for 20 seconds.\n4. Lift your hips. Repeat 5 times.\n"
    )
    told = made(text).exercises
    assert [one.position for one in told] == ["hands-and-knees", "hands-and-knees", "supine", "supine"]
    assert not any("position" in one.marks for one in told)


@pytest.mark.parametrize("lead", ["", "- "], ids=["paragraphs", "items"])
def test_a_dose_of_all_stands_above_exercises_of_a_sentence(lead: str):
    moves = ["Bend your wrist up and down.", "Turn your palm up, then down.", "Spread your fingers and close them."]
    told = made("Hand care\n\nDo each one 10 times.\n\n" + "\n\n".join(f"{lead}{move}" for move in moves)).exercises
    assert len(told) == 3
    assert [one.sections[-1].heading for one in told] == ["Repeat 10 times"] * 3
    assert {one.certainty for one in told} == {"check"}


def test_items_that_each_begin_with_a_position_are_exercises_of_their_own():
    told = made(
        "Arm exercises\n\n1. Sitting at a table, lift your hand and lower it.\n2. Sitting at a table, circle your wrist.\n"
        "3. Sitting at a table, close your hand and open it.\n"
    ).exercises
    assert [one.position for one in told] == ["seated"] * 3


def test_an_item_of_a_list_that_cannot_be_read_is_named():
    told = made(
        f"1. Shoulder lifts\n\n{SHRUG}\n\n2. Head turns\n\n{TURN}\n\n3. Neck tilt\n\n{TILT}\n\n4. Repeat #1 and #2\n"
    )
    assert [one.source for one in told.lost] == [("Repeat #1 and #2",)]
    assert len(told.read) == 3


def test_breaths_in_paragraphs_are_one_exercise():
    told = made(
        "Lie on your back with your legs straight up.\n\nInhale: Take a breath.\n\nExhale: Lift your legs over your head.\n\n"
        "Inhale: Open your legs.\n\nExhale: Roll down your spine.\n\nComplete 3 repetitions. Then rest on your back.\n"
    ).exercises
    assert len(told) == 1
    assert all(words in told[0].spoken for words in ("over your head", "open your legs", "down your spine"))
    assert told[0].sections[-1].heading == "Repeat 3 times"


def test_a_list_that_comes_back_is_the_steps_of_one():
    told = made(
        "One cycle:\n\n1. Sit upright on the bed.\n2. Lie down onto your right side. Hold for 30 seconds.\n"
        "3. Return to sitting. Stay for 30 seconds.\n4. Lie down onto your left side. Hold for 30 seconds.\n"
    ).exercises
    assert len(told) == 1


def test_a_goal_of_repetitions_is_no_title_and_its_exercise_keeps_its_movement():
    text = "".join(
        f"{image}Exercise {number} - {name}\nStand beside a table. {move}\nTarget Repetitions = {number}5\n"
        for number, (image, name, move) in enumerate(
            [
                ("", "Arm swings", "Gently swing the arm forwards and back to help it move."),
                ("![]() ", "Table slides", "Lean forwards and slide your arms forwards."),
            ],
            1,
        )
    )
    told = made(text).exercises
    assert [one.title for one in told] == ["Arm swings", "Table slides"]
    assert [one.sections[-1].heading for one in told] == ["Repeat 15 times", "Repeat 25 times"]
    assert "swing the arm" in told[0].spoken


def test_the_position_in_the_title_of_an_exercise_is_not_that_of_the_next():
    told = made(
        "- Seated twist: 5 times each side\n- Calf raises: 12 times\n\nKneeling\n\nCushions come in many colours.\n\n- Heel taps: 8 times\n"
    ).exercises
    assert [one.position for one in told] == ["seated", None, "kneeling"]


def test_the_number_of_an_exercise_is_not_of_its_title():
    text = (
        f"Exercise 1 Shoulder lifts\n\n{SHRUG}\n\nExercise 2- Head turns\n\n{TURN}\n\nExercise 3 Neck tilt\n\n{TILT}\n"
    )
    assert titles(text) == ["Shoulder lifts", "Head turns", "Neck tilt"]


@pytest.mark.parametrize(
    "items",
    [
        "1 Knee Press Push your knee down.\n2 Foot to the Bottom Slide your heel back, then forwards.\n3 Ankle Pumps Bend your foot up, then down.\n",
        "1. Bridge. Push your hips up.\n2. Press ups. Push your chest up.\n3. Chair hold. Bend your knees.\n",
    ],
    ids=["capitals", "full stop"],
)
def test_a_title_may_run_into_its_sentence(items: str):
    told = made(f"For the ward\n\nDo each exercise 10 times.\n\n{items}").exercises
    assert [one.title.split()[0] for one in told] in (["Knee", "Foot", "Ankle"], ["Bridge", "Press", "Chair"])
    assert all(one.title.count(" ") < 4 and "Push" not in one.title for one in told)


def test_an_item_without_an_amount_among_those_with_one_is_an_exercise():
    told = made(
        "1) Point your toes up. Repeat 10 times.\n2) Circle your ankle to each side.\n3) Lift one knee. Hold for 5 seconds.\n"
        "4) Roll your shoulders back.\n5) Bend forwards. Hold for 8 seconds.\n"
    )
    assert len(told.exercises) == 5


def test_an_item_that_only_gets_ready_goes_on_in_the_next_line():
    told = made(
        "Exercise 1\n\nBegin with both feet on the floor.\nLift your toes up and lower them.\nRepeat 5 times.\n"
        "Exercise 2\n\nLift your foot and turn it. Repeat 6 times.\nExercise 3\n\nLift your heels. Repeat 9 times.\n"
    ).exercises
    assert len(told) == 3


def test_an_amount_of_all_above_a_list_is_not_that_of_what_follows_the_list():
    told = made(
        "Do each movement 3 times.\n\n1. Turn your head to the side and back.\n2. Tip your ear to your shoulder and back.\n\n"
        "In bed\n\nPut a pillow under your neck.\n"
    ).exercises
    assert len(told) == 2


@pytest.mark.parametrize(
    "head",
    [
        "Repeat each exercise 9 times, twice a day.",
        "Reps: 9 of each, twice daily",
        "Do the following movements slowly. Nine repetitions of each.",
        "All of these exercises should be repeated 9 times.",
    ],
)
@pytest.mark.parametrize("mark", ["- ", ""], ids=["items", "lines"])
def test_what_is_said_of_all_before_a_list_is_given_to_each_of_its_lines(head: str, mark: str):
    lines = ["Bend your wrist up as far as it goes.", "Turn your palm up.", "Spread your fingers wide."]
    told = made(f"Hand exercises\n{head}\n\n" + "".join(f"{mark}{line}\n" for line in lines))
    assert [[section.heading for section in one.sections] for one in told.exercises] == [["Repeat 9 times"]] * 3
    assert told.title == "Hand exercises"


def test_the_hold_and_the_sides_of_all_are_given_to_each():
    told = made(
        "The exercises below are held for 20 seconds and repeated 3 times on each leg.\n\nCalf stretch\nStand facing a wall "
        "with one leg behind you. Lean forward.\n\nHamstring stretch\nPut one heel on a step. Lean forward from the hips.\n"
    )
    assert [one.sides for one in told.exercises] == ["each", "each"]
    assert all(one.sections[-1].heading == "Repeat 3 times" for one in told.exercises)
    assert all(one.certainty == "check" for one in told.exercises)


def test_amounts_in_labels_before_all_exercises_are_those_of_each():
    told = made(
        "<h1>Shoulder plan</h1><p><b>Repetitions:</b> 9</p><h2>Exercises</h2><h3>Pendulum</h3><p>Lean forward and swing your "
        "arm.</p><h3>Press</h3><p>Press your hand into the wall.</p>"
    )
    assert [one.sections[-1].heading for one in told.exercises] == ["Repeat 9 times"] * 2


def test_a_rest_in_a_label_stands_between_the_sets():
    (exercise,) = made("Exercise 1: Clam\nLift your top knee.\nSets: 2\nReps: 12\nRest: 40 seconds\n").exercises
    assert exercise.sections[-1].heading == "Repeat 2 sets of 12, rest 40 s"


def test_a_group_with_its_length_is_no_exercise():
    text = (
        "Warm-up (2 min)\nShoulder rolls: roll your shoulders back. 10 times\n\nMain part (9 min)\n"
        "Wall press-ups: hands on the wall, bend your elbows, push away. 3 sets of 8\n"
        "Side leg lifts: lift your leg to the side, lower. 2 sets of 12 each leg\n"
    )
    assert [one.title for one in made(text).exercises] == ["Shoulder rolls", "Wall press-ups", "Side leg lifts"]


def test_swapping_alone_tells_the_second_side():
    (exercise,) = made(
        "Knee to chest\n\nPull one knee to your chest. Hold for 20 seconds. Swap. Do it 3 times.\n"
    ).exercises
    assert exercise.sides == "each"


def test_a_rest_that_is_all_that_lasts_is_what_is_held():
    (exercise,) = made(
        "Palming\n\nRub your hands together, cup them over closed eyes, rest for one minute.\n"
    ).exercises
    assert exercise.sections[-1].heading == "Hold 1 min"


def test_exercises_that_a_paragraph_names_are_cut_before_their_names():
    told = made(
        "Here is what helps after the operation. In the Ankle Pump exercise, sit with your legs out and bend your feet up. Repeat 9 times. "
        "The Knee Press exercise is harder and you need to push your knee down. This wakes the thigh. "
        "Lastly, in the Heel Slide exercise, slide your heel towards you. Repeat 12 times.\n"
    ).exercises
    assert [one.title for one in told] == ["Ankle Pump", "Knee Press", "Heel Slide"]


def test_steps_that_a_sentence_announces_are_one_exercise():
    told = made(
        "A pose for a stiff neck is the slow drop. Here's how to do it:\n\n- Sit tall.\n- Drop your chin. Hold for a few breaths.\n"
        "- Roll your head to the right. Hold for a few breaths.\n- Roll it back to the centre. Hold for a few breaths.\n"
    ).exercises
    assert len(told) == 1


def test_breaths_of_a_list_are_one_exercise_whatever_its_items_are_called():
    told = made(
        "# Bellows\n\n- **Sit well**: Cross your legs.\n- **Strong exhale**: Exhale through the nose.\n- **Passive inhale**: Let the inhale come.\n\n"
        "Repeat 20 times.\n"
    ).exercises
    assert [one.title for one in told] == ["Bellows"]


def test_the_number_of_a_picture_is_no_count():
    (script,) = scripts("## Arm reach\n\nReach your arm forwards.\n\n3\n\nRepeat 2 times.\n")
    assert "## Repeat 2 times" in script


def test_the_words_of_an_item_without_a_known_verb_are_spoken_and_marked():
    told = made(
        "- doming: both feet together, 10 x\n- piano toes: all five up, little one down first, 6 x\n- rises: parallel, 3 x 8\n"
    )
    assert [one.certainty for one in told.exercises] == ["check"] * 3
    assert "little one down first" in told.exercises[1].spoken


def test_a_heading_that_counts_for_all_below_it_gives_each_item_its_count():
    told = made(
        "# Wrist\n\n## Swelling\n\nRest your arm on a pillow.\n\n## Exercises - repeat each ten times\n\n1. Bend and straighten "
        "your wrist.\n2. Turn your palm up.\n3. Open and close your fingers.\n\n## Activity\n\nLight work is fine.\n"
    ).exercises
    assert [one.sections[-1].heading for one in told] == ["Repeat 10 times"] * 3


def test_of_two_counts_for_all_the_nearest_above_holds():
    told = made(
        "Range of motion\n(Repeat exercises 9 times each, 3 times a day)\n\nBend your wrist up and down.\n\nTurn your palm "
        "up.\n\nStretching\n(Repeat exercises 4 times each)\n\nUse your good hand to press the tight wrist down and hold for 15 "
        "seconds.\n\nPress your palms together and hold for 15 seconds.\n"
    ).exercises
    assert [one.sections[-1].heading for one in told] == ["Repeat 9 times"] * 2 + ["Repeat 4 times"] * 2


def test_items_in_small_letters_go_on_counting_inside_of_an_item():
    told = made(
        "Do these exercises at the mirror:\n1. raise your eyebrows. 2. draw your eyebrows together. 3. close your eyes firmly.\n\n"
        "4. lift your chin. 5. push your lips out.\n"
    ).exercises
    assert len(told) == 5


def test_items_of_one_list_are_exercises_alike_with_and_without_titles():
    told = made(
        "My wrist\nI have to do each exercise 10 times, 6 times a day.\nHand up:\n1. Curl your fingers - karate chop\n2. Bend all fingers\n"
        "3. Far thumb - move thumb up and back\n4. Wiggle your thumb in a circle.\nRest elbow on table.\n5. Turn palm to face, then away.\n"
    ).exercises
    assert len(told) == 5


def test_paragraphs_of_notes_are_exercises_without_a_known_verb():
    told = made(
        "back stuff\n\ncat cow on hands and knees arch up then sag slow 9x\n\nbird dog one arm forward other leg back hold 6 sec\n\n"
        "glute stretch ankle over other knee 25 sec each side\n\nmilk, eggs\n"
    ).exercises
    assert [one.certainty for one in told] == ["check"] * 3
    assert [one.sides for one in told] == ["none", "none", "each"]
    assert "one arm forward" in told[1].spoken


def test_lines_that_begin_with_a_name_and_a_dash_do_not_go_on():
    told = made(
        "REMINDER: break\neyes - look at the window 20 sec. 3 rounds\nblink - close the eyes softly, open wide. 9 times\n"
        "chest - clasp your hands behind you, lift your breastbone, 3 breaths\n"
    ).exercises
    assert [one.title for one in told] == ["Eyes", "Blink", "Chest"]


def test_a_list_of_which_some_items_give_amounts_is_a_list_of_exercises():
    told = made(
        "1. Bend your hand down, then up x 10\n2. Slide your hand to the side x 10\n3. Turn your arm over x 8\n4. Touch each finger with your thumb.\n"
        "5. Push your arm forwards.\n6. Squeeze a ball.\n7. Press your hands together.\n"
    ).exercises
    assert len(told) == 7


def test_what_follows_the_last_of_exercises_in_a_line_is_not_of_it():
    told = made(
        "Neck: Tilt your head. Hold for 8 seconds.\n\nThigh: Bend your knee. Hold for 9 seconds.\n\nCalf: Push your heel down. Hold for 7 seconds.\n\n"
        "Our trainers also suggest lifting a full bottle as you do squats.\n"
    ).exercises
    assert "bottle" not in told[-1].spoken


def test_a_title_of_all_exercises_ends_what_stands_before_it():
    told = made(
        "- Keep your hand up when you walk.\n- When you sit, support your arm on pillows.\n\nExercises\n\nRepeat each ten times.\n\n"
        "1. Bend your wrist.\n2. Close your hand and open it.\n3. Circle your thumb.\n"
    ).exercises
    assert [one.sections[-1].heading for one in told] == ["Repeat 10 times"] * 3


def test_a_group_of_stretches_under_one_length_for_all_is_as_many_exercises():
    told = made(
        "Here are four stretches. Hold each stretch for about 12 seconds, at least once an hour.\n\nShoulder stretches:\n"
        "- Lace your fingers behind your back and reach up.\n- Pull one arm across your chest.\n\nBack stretches:\n"
        "- Round your back over your thighs.\n- Push your hands against the desk and lean back.\n"
    ).exercises
    assert len(told) == 4
    assert all("12" in one.sections[-1].heading or "12s" in one.spoken for one in told)


def test_the_times_of_a_class_stand_before_its_exercises():
    told = made(
        "Class notes\n\n10.05 Register.\n10.13 Ankle pumps. Legs out, point your toes up and away, 15 times.\n"
        "10.15 Heel raises. Stand behind the chair. Rise onto your toes. 9 times.\n10.35 Cool down. Breathe in and lift your "
        "arms, breathe out and lower them. 5 of those.\n"
    ).exercises
    assert [one.title for one in told] == ["Ankle pumps", "Heel raises", "Cool down"]
    assert [one.sections[-1].heading for one in told] == ["Repeat 15 times", "Repeat 9 times", "Repeat 5 times"]


def test_numbered_headings_of_the_parts_of_a_breath_are_one_exercise():
    told = made(
        "Follow these steps.\n\n### 1. Get comfortable\n\n- Sit in a quiet place.\n\n### 2. Inhale through your nose\n\n- Let your belly rise.\n\n"
        "### 3. Exhale through your mouth\n\n- Push your belly in.\n\n### 4. Repeat for 6 rounds\n\n- Keep it slow.\n"
    ).exercises
    assert len(told) == 1
    assert "belly rise" in told[0].spoken


def test_what_an_exercise_is_good_for_is_no_title_and_no_label_parts_a_title_from_its_exercise():
    text = "Three moves\n\nA short set for the arms.\n\n" + "".join(
        f"{title}\n\n{good}\n\nFocus: the whole arm\n\n{words}\n\n"
        for title, good, words in [
            ("Sky hold", "Strengthens arms and shoulders", SHRUG),
            ("Bow draw", "Improves your balance", TURN),
            ("Wall push", "Regulates the breath", TILT),
        ]
    )
    assert titles(text) == ["Sky hold", "Bow draw", "Wall push"]


def test_making_circles_is_a_movement():
    told = made(
        "Warm up one is for your arms. Make 30 to 40 full circles with your arms. Breathe slowly. Do 60 of them when you can.\n\n"
        "Warm up two is for your hips. Make 20 to 30 full circles with your hips. Do 50 of them when you can.\n"
    ).exercises
    assert len(told) == 2
    assert ["circles with your arms" in one.spoken for one in told] == [True, False]


def test_exercises_that_a_line_ran_together_are_cut_at_their_numbers():
    told = made(
        "Exercise 1 - Calf Stretch (Straight Knee)\nStand tall. Step forward and lean. Hold for 20 seconds. Repeat 5 times.\n"
        "Exercise 2 - Calf Stretch (Bent Knee) Stand tall. Step forward and bend your back leg. Hold for 21 seconds. Repeat 6 "
        "times. Exercise 3 - Calf Drop (Step) Stand on a step. Lower your heel. Hold for 22 seconds. Repeat 7 times.\n"
    ).exercises
    assert [one.title for one in told] == [
        "Calf Stretch (Straight Knee)",
        "Calf Stretch (Bent Knee)",
        "Calf Drop (Step)",
    ]
    assert [one.sections[-1].heading for one in told] == ["Repeat 5 times", "Repeat 6 times", "Repeat 7 times"]


@pytest.mark.parametrize(
    "text",
    [
        "Stretches for the bus\n\n- Turn your head from side to side.\n- Roll your shoulders.\n- Point and flex your feet.\n",
        "My stretches for the desk\n\n- I turn my head from side to side.\n- I squeeze my hands into fists.\n- I bend my knees and straighten them.\n",
        "This is for long train rides.\n\nI turn my head from side to side.\n\nI tilt my head to one side and the other.\n\nI squeeze my hands into fists.\n",
    ],
    ids=["list", "own list", "story"],
)
def test_a_text_without_any_amount_is_drafted_to_be_checked(text: str):
    told = made(text).read
    assert len(told) == 3
    assert {one.certainty for one in told} == {"check"}


@pytest.mark.parametrize(
    "asked",
    [
        "Hug your knees to relieve tension and promote relaxation of the muscles.",
        "Massage your foot and its skin in circles with cream for a supple scar.",
    ],
)
def test_what_begins_with_a_verb_and_what_moves_is_asked_whatever_follows(asked: str):
    told = made(f"Soft rings: {asked}\n\nHead turns: {TURN}\n").read
    assert [one.title for one in told] == ["Soft rings", "Head turns"]
    assert asked.split(" to ")[0].split(" and ")[0].lower() in told[0].spoken.lower()


def test_two_titles_above_each_exercise_are_one_name_and_its_other_name():
    text = (
        f"Two calm poses\n\nThey take ten minutes.\n\nThe Lantern\n\nDipasana\n\nSit tall. {TILT}\n\n"
        f"The Moth\n\nPatangasana\n\nKneel down. {TILT}\n"
    )
    assert titles(text) == ["The Lantern", "The Moth"]
