"""Each warning of the lint, with scripts that cause it and scripts that do not."""

import pytest
from scripts_as_text import problems_in

REPEAT = "## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n"


def warnings(text: str) -> list[str]:
    problems = problems_in(text)
    assert not [problem for problem in problems if ": error: " in problem]
    return problems


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("Bend your knee as shown.", "as shown"),
        ("Turn as illustrated on the left.", "as illustrated"),
        ("Do what is shown below.", "shown below"),
        ("Sit like in the picture.", "in the picture"),
        ("Follow along on your screen.", "on your screen"),
        ("Look at the diagram first.", "Look at the diagram"),
        ("See the photo.", "See the photo"),
        ("See figure 2.", "See figure"),
        ("Watch the video.", "Watch the video"),
        ("Watch me first.", "Watch me"),
        ("Watch how I turn.", "Watch how I"),
        ("Watch closely.", "Watch closely"),
        ("Watch your {side} hand rise.", "Watch your {side} hand"),
        ("Look at your thumb.", "Look at your thumb"),
        ("Keep your eyes on the ceiling.", "Keep your eyes on"),
        ("Follow your hand with your eyes.", "Follow your hand with your eyes"),
        ("Check your posture in the mirror.", "in the mirror"),
        ("Watch the clock.", "Watch the clock"),
        ("Turn your arm like this.", "like this"),
        ("Do it like so, and breathe.", "Do it like so"),
        ("Let me show you how.", "Let me show"),
    ],
)
def test_words_that_need_eyes_are_warned_of(words: str, seen: str):
    script = f"---\nsides: each\n---\n# A\n\n## Set up\nBreathe on your {{side}} side. {words}\n\n{REPEAT}"
    column = len("Breathe on your {side} side. ") + words.index(seen) + 1
    assert warnings(script) == [
        f"7:{column}: warning: '{seen}' needs eyes: say where the body is and where it moves instead"
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Watch your breath.",
        "Watch the breath come and go.",
        "Watch it settle.",
        "Watch that your knees stay over your feet.",
        "Watch for any pain, and watch out for the wall.",
        "Look down, then look over your shoulder.",
        "Look up at the ceiling.",
        "Turn to look behind you.",
        "See how far you can go, and see what happens.",
        "Picture a string that lifts your head, and imagine a ball.",
        "Make a figure of eight with your hips.",
        "Bring your ankle over your knee, as in the figure four stretch.",
        "Move like this is easy.",
        "Keep your eyes closed, or open your eyes.",
        "With your eyes soft, bring your hands above your head, below the ball.",
        "Use a chair like those in the kitchen.",
        "Feel how your ribs show themselves.",
    ],
)
def test_words_that_only_turn_the_head_or_the_attention_are_fine(words: str):
    assert warnings(f"# A\n\n{words}\n\n{REPEAT}\n> {words}\n") == []


def test_words_are_checked_wherever_they_are_spoken():
    seen = "as shown"
    exercise = (
        f"# A\nIntro {seen}.\n\n> [!CAUTION]\n> Caution {seen}.\n\n## Set up\nSit {seen}.\n\n## Repeat 2 times\nGo {seen}.\n"
        f"- Inhale: lift {seen}. | Up {seen}.\n- Exhale\n\n> Reminder {seen}.\n\n## Finish\nRest {seen}.\n\n"
        f"## Variation: B\n### Finish\nRest {seen}.\n"
    )
    session = f"# A\nWelcome {seen}.\n\n1. [B](b.md)\n\n## Finish\nBye {seen}.\n"
    assert len(warnings(exercise)) == exercise.count(seen)
    assert len(warnings(session)) == session.count(seen)


UNNAMED = "but no sentence names the side: write {side} where left or right is meant"


@pytest.mark.parametrize("sides", ["each", "alternate"])
def test_sides_that_no_sentence_names_are_warned_of(sides: str):
    front = f"---\nsides: {sides}\n---\n"
    expected = [f"4:3: warning: 'sides: {sides}', {UNNAMED}"]
    assert warnings(f"{front}# A\n\n{REPEAT}\n> Not your {{side}} hip.\n") == expected
    assert warnings(f"{front}# A\n\n{REPEAT}\n## Finish\nRest on your {{side}} side.\n") == expected
    assert warnings(f"{front}# A\n\n## Set up\nLift your {{side}} arm.\n\n{REPEAT}") == []
    assert warnings(f"{front}# A\n\n## Repeat 2 times\n- Inhale: lift. | Lift {{side}}.\n- Exhale\n") == []
    assert warnings(f"{front}# A\n\n{REPEAT}\n## Switch\nTo your {{side}} side.\n") == []


def test_a_variation_that_takes_the_side_away_is_warned_of():
    script = "---\nsides: each\n---\n# A\n\n## Set up\nLift your {side} arm.\n\n" + REPEAT
    assert warnings(script + "\n## Variation: B\n### Set up\nLift an arm.\n") == [
        f"13:4: warning: 'sides: each', {UNNAMED}"
    ]
    assert warnings(script + "\n## Variation: B\n### Repeat 2 times\n- Inhale\n- Exhale\n") == []


@pytest.mark.parametrize("position", ["side-lying", "prone", "supine", "hands-and-knees", "kneeling"])
def test_no_way_out_of_a_position_on_the_floor_is_warned_of(position: str):
    script = f"---\nposition: {position}\n---\n# A\n\n{REPEAT}"
    expected = [
        f"4:3: warning: no way out of the {position} position: add '## Finish' that says how to leave it",
    ]
    assert warnings(script) == expected
    assert warnings(script + "\n## Finish\n- Wait 3s\n") == expected
    assert warnings(script + "\n## Finish\nRoll over.\n") == []
    assert warnings(script + "\n## Finish\nRoll over.\n\n## Variation: B\n### Finish\n- Wait 3s\n") == [
        expected[0].replace("4:3", "13:4")
    ]


@pytest.mark.parametrize("position", ["seated", "standing"])
def test_positions_that_are_easy_to_leave_need_no_finish(position: str):
    assert warnings(f"---\nposition: {position}\n---\n# A\n\n{REPEAT}") == []


def test_a_breath_held_for_long_is_warned_of():
    script = "# A\n\n## Repeat 2 times\n- Inhale\n- Hold {}\n- Exhale\n"
    assert warnings(script.format("15s")) == []
    assert warnings(script.format("15.5s")) == [
        "5:3: warning: the breath is held for 15.5 s: more than 15 s is long for a listener who did not ask for it"
    ]
    variation = "# A\n\n" + REPEAT + "## Variation: B\n### Repeat 2 times\n- Inhale\n- Hold 20s\n- Exhale\n"
    assert [warning.split(": ")[0] for warning in warnings(variation)] == ["9:3"]


@pytest.mark.parametrize(
    ("pace", "warned"), [("4-6", False), ("1.5-1.5", False), ("10-10", False), ("1-1.9", True), ("10-11", True)]
)
def test_a_breath_demand_outside_3_to_20_a_minute_is_warned_of(compiled, pace: str, warned: bool):
    notes = compiled(f"---\npace: {pace}\n---\n# A\n\n## Repeat 2 times\n- Inhale\n- Exhale\n").notes("warning")
    assert [note.partition(" a breath here")[0].split(":", 1)[1] for note in notes] == ["6:4: warning:"] * warned
    assert all(note.endswith("expected 3 to 20") for note in notes)


@pytest.mark.parametrize(
    ("words", "warned"),
    [
        ("lift your chest.", ""),
        (
            "lift your chest and open both your elbows as wide as you can, and then a little wider still. | Lift.",
            "it is said before the first rep",
        ),
        (
            "lift your chest and open both your elbows as wide as you can, and then a little wider still.",
            "it is said before the first rep",
        ),
    ],
)
def test_words_that_fit_only_in_their_short_form_are_warned_of(compiled, words: str, warned: str):
    notes = compiled(f"# A\n\n## Repeat 2 times\n- Inhale: {words}\n- Exhale\n").notes("warning")
    assert all("4:11: warning: the sentence needs " in note for note in notes)
    assert bool(notes) == bool(warned)
    assert all(warned in note or "only the breath word is said" in note for note in notes)


def standing(*sentences: str, needs: str = "") -> list[str]:
    return problems_in(f"---\nposition: standing\n{needs}---\n# A\n\n## Set up\n{' '.join(sentences)}\n\n{REPEAT}")


@pytest.mark.parametrize(
    ("language", "words", "seen"),
    [
        ("en", "Now we lift both arms.", "we"),
        ("en", "Let's begin.", "Let's"),
        ("en", "Here we’re going to turn.", "we’re"),
        ("en", "Let us sit tall.", "Let us"),
        ("de", "Jetzt heben wir die Arme.", "wir"),
        ("es", "Vamos a levantar los brazos.", "Vamos a"),
        ("fr", "Nous levons les bras.", "Nous"),
    ],
)
def test_a_voice_that_counts_itself_in_is_noted(language: str, words: str, seen: str):
    found = problems_in(f"---\nlanguage: {language}\n---\n# A\n\n## Set up\n{words}\n\n{REPEAT}")
    assert found == [f"7:1: note: '{seen}' is what listeners like least: speak to one person, as in 'Lift your arm'"]


@pytest.mark.parametrize(
    "words", ["Lower your weight.", "Let your elbows drop.", "Let us know: no.", "Wetter is welcome."]
)
def test_words_that_only_look_like_we_are_not_noted(words: str):
    noted = [problem for problem in problems_in(f"# A\n\n## Set up\n{words}\n\n{REPEAT}") if "like least" in problem]
    assert len(noted) == ("Let us" in words)


@pytest.mark.parametrize(
    "words",
    [
        "Stand on one leg. Close your eyes.",
        "Close your eyes. Balance for a moment.",
        "Lift your left foot, eyes closed.",
        "Rise onto your tiptoes and shut your eyes.",
        "Stand heel to toe. Gently close both eyes.",
    ],
)
def test_standing_balance_with_closed_eyes_and_no_support_is_noted(words: str):
    [noted] = standing(words)
    assert "note: balance with closed eyes: name something to hold on to" in noted


@pytest.mark.parametrize(
    ("words", "needs"),
    [
        ("Stand on one leg. Close your eyes.", "needs: [chair]\n"),
        ("Stand on one leg, fingertips on the wall. Close your eyes.", ""),
        ("Stand on one leg, your eyes open.", ""),
        ("Stand tall. Close your eyes.", ""),
    ],
)
def test_balance_with_support_or_open_eyes_is_not_noted(words: str, needs: str):
    assert standing(words, needs=needs) == []


def test_balance_on_the_floor_is_not_noted():
    assert problems_in(f"---\nposition: seated\n---\n# A\n\n## Set up\nBalance. Close your eyes.\n\n{REPEAT}") == []


def test_more_than_six_things_to_do_in_one_breath_are_noted():
    inhale = "lift your arms, open your chest, turn your palms, spread your fingers and look up"
    script = "# A\n\n## Repeat 2 times\n- Inhale: {}.\n- Exhale: lower your arms, bend your knees.\n- Inhale: rise.\n- Exhale: rest.\n"
    assert problems_in(script.format(inhale)) == [
        "4:3: note: 7 things to do in one breath: more than 6 are hard to follow with closed eyes"
    ]
    assert problems_in(script.format(inhale.removesuffix(" and look up"))) == []


def test_where_and_how_are_no_things_to_do():
    words = "lift your arms, slowly, to the side, with a long neck, over your head, toward the ceiling, and out"
    assert problems_in(f"# A\n\n## Repeat 2 times\n- Inhale: {words}.\n- Exhale: lower.\n") == []
