"""How each line of a script is explained."""

from scripts_as_text import SIDE_STRETCH, read

from voiceguide.script.explain import explain


def meanings(text: str) -> list[str]:
    return [f"{place.line}: {meaning}" for place, meaning in explain(read(text))]


def test_every_line_of_an_exercise_has_its_meaning():
    assert meanings(SIDE_STRETCH) == [
        "6: exercise 'Side stretch': seated; needs chair; one side, then the other",
        "8: set up",
        "9: said: Sit tall.",
        "11: said: Reach your {side} arm up.",
        "12: wait, 3 s",
        "14: repeat: 5 to 8 reps of 2 steps",
        "15: inhale, as long as the pace says: bend to the {other side}. (later: Bend {other side}.)",
        "16: exhale, as long as the pace says: come back up. (later: Back up.)",
        "18: reminder, said where there is room: Keep your {side} sitting bone heavy.",
        "20: hold: 3 breaths",
        "21: said: Stay, and breathe into your {side} ribs.",
        "23: finish",
        "24: said: Lower your arm.",
    ]


def test_lengths_sets_rests_and_variations_are_explained():
    told = meanings(
        "# A\n\n## Repeat 2 sets of 8, rest 30 s\n- Inhale x2\n- Exhale 6s\n\n## Rest 5-10 s\n\n## Hold 20 s\n\n"
        "## Breathe 20 s\n\n"
        "## Variation: Slow\n### Repeat 3 times\n- Move: turn.\n\n> [!CAUTION]\n> Slowly.\n"
    )
    assert told[1:] == [
        "3: repeat: 2 sets of 8 reps of 2 steps, 30 s of rest between",
        "4: inhale, 2 times the pace",
        "5: exhale, as long as the pace says, 6 s at least",
        "7: rest: 5 to 10 s",
        "9: hold: 20 s",
        "11: breathe: 20 s in whole breaths",
        "13: variation 'Slow', left out unless asked for with it",
        "14: repeat: 3 reps of 1 steps",
        "15: move, as long as the pace says: turn.",
        "18: caution, said once in the opening: Slowly.",
    ]


def test_reps_for_a_time_are_explained():
    told = meanings("# A\n\n## Repeat 3 sets of 40-60 s, rest 20 s\n- Inhale\n- Exhale\n")
    assert told[1] == "3: repeat: 3 sets of 40 to 60 s: as many reps of 2 steps as fit, 20 s of rest between"


def test_the_links_of_a_session_are_explained():
    assert meanings("---\npace: 5-7\n---\n# Back\n\nWelcome.\n\n1. [One](one.md): 6 reps, with Slow, pace 4-8\n") == [
        "4: session 'Back' of 1 links at pace 5-7",
        "6: said in welcome: Welcome.",
        "8: exercise or session from one.md: 6 reps, with Slow, pace 4-8",
    ]
