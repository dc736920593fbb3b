"""Scripts as text, with their parsed form or their problems."""

import pytest
from scripts_as_text import SIDE_STRETCH, problems_in, read

from voiceguide.breath import Pace
from voiceguide.script.model import Exercise, Outline
from voiceguide.script.parse import parse
from voiceguide.script.section_types import Finish, Hold, Repeat, SetUp, Span, Stay, Step, Words

REPEAT = "## Repeat 5 times\n- Inhale: lift.\n- Exhale: lower.\n"


def exercise(body: str, front: str = "position: seated") -> Exercise:
    script = read(f"---\n{front}\n---\n# Title\n\n{body}")
    assert isinstance(script, Exercise)
    return script


def test_an_exercise_has_its_front_matter_and_sections_in_order():
    script = read(SIDE_STRETCH)
    assert isinstance(script, Exercise)
    assert (script.title, script.position, script.needs, script.sides) == ("Side stretch", "seated", ("chair",), "each")
    assert [type(section) for section in script.sections] == [SetUp, Repeat, Hold, Finish]


def test_paragraphs_become_sentences_and_list_items_become_steps_in_their_order():
    script = exercise("## Set up\nSit tall. Reach up.\n- Wait 3s\n\nBreathe.\n\n" + REPEAT)
    lines = script.sections[0].lines
    assert [line.text if isinstance(line, Words) else (line.kind, line.at_least) for line in lines] == [
        "Sit tall.",
        "Reach up.",
        ("wait", 3000),
        "Breathe.",
    ]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Inhale", ("inhale", None, None, 0, 1.0)),
        ("Inhale: lift.", ("inhale", "lift.", None, 0, 1.0)),
        ("exhale x2: lower slowly. | Lower.", ("exhale", "lower slowly.", "Lower.", 0, 2.0)),
        ("Inhale 6s: lift.", ("inhale", "lift.", None, 6000, 1.0)),
        ("Move 1.5 s: turn.", ("move", "turn.", None, 1500, 1.0)),
        ("Move for half a minute: turn.", ("move", "turn.", None, 30_000, 1.0)),
        ("Inhale three Seconds: lift.", ("inhale", "lift.", None, 3000, 1.0)),
        ("Inhale ×0.5: lift.", ("inhale", "lift.", None, 0, 0.5)),
        ("Inhale: *lift* the **heart** <!-- not too far -->.", ("inhale", "lift the heart .", None, 0, 1.0)),
    ],
)
def test_a_step_has_a_keyword_a_length_words_and_a_short_form(item: str, expected: tuple[object, ...]):
    repeat = exercise(f"## Repeat 5 times\n- {item}\n- Exhale\n").sections[0]
    assert isinstance(repeat, Repeat)
    step: Step = repeat.steps[0]
    words, short = (part.text if part else None for part in (step.words, step.short))
    assert (step.kind, words, short, step.at_least, step.times) == expected


@pytest.mark.parametrize(
    ("heading", "reps", "sets", "rest"),
    [
        ("Repeat 6 times", Span(6, 6), 1, 0),
        ("Repeat 5-8 times", Span(5, 8), 1, 0),
        ("Repeat five to eight times", Span(5, 8), 1, 0),
        ("Repeat a dozen times", Span(12, 12), 1, 0),
        ("Repeat 5–8 reps", Span(5, 8), 1, 0),
        ("Repeat Six Times", Span(6, 6), 1, 0),
        ("Repeat twice", Span(2, 2), 1, 0),
        ("Repeat twenty-five times", Span(25, 25), 1, 0),
        ("Repeat five-eight times", Span(5, 8), 1, 0),
        ("Repeat thirteen to a hundred times", Span(13, 100), 1, 0),
        ("Repeat 2 sets of 8, rest 30 s", Span(8, 8), 2, 30_000),
        ("repeat three sets of 5-8 times, rest half a minute", Span(5, 8), 3, 30_000),
    ],
)
def test_reps_are_read_in_digits_and_in_words(heading: str, reps: Span, sets: int, rest: int):
    repeat = exercise(f"## {heading}\n- Inhale\n- Exhale\n").sections[0]
    assert isinstance(repeat, Repeat)
    assert (repeat.reps, repeat.sets, repeat.rest) == (reps, sets, rest)


@pytest.mark.parametrize(
    ("heading", "stay"),
    [
        ("Hold 3 breaths", Stay(Span(3, 3), "breaths")),
        ("Hold three to five breaths", Stay(Span(3, 5), "breaths")),
        ("Hold 20 s", Stay(Span(20_000, 20_000), "ms")),
        ("Hold 20-40 seconds", Stay(Span(20_000, 40_000), "ms")),
        ("Hold for half a minute", Stay(Span(30_000, 30_000), "ms")),
        ("Hold 30 Sec", Stay(Span(30_000, 30_000), "ms")),
        ("Breathe 2 min", Stay(Span(120_000, 120_000), "ms")),
    ],
)
def test_holds_last_breaths_or_time(heading: str, stay: Stay):
    assert exercise(f"## {heading}\n").sections[0].stay == stay  # type: ignore[union-attr]


def test_a_variation_keeps_sections_of_its_own():
    script = exercise(
        REPEAT + "\n## Variation: Chin down\n### Repeat 4 times\n- Inhale: look down.\n- Exhale\n\n"
        "> [!CAUTION]\n> Mind your neck.\n"
    )
    (variation,) = script.variations
    assert (variation.kind, variation.name) == ("variation", "Chin down")
    assert [section.kind for section in variation.sections] == ["repeat"]
    assert [words.text for words in variation.cautions] == ["Mind your neck."]
    assert script.cautions == ()


def test_cautions_and_reminders_are_told_apart():
    script = exercise("> [!CAUTION]\n> Stop if it hurts.\n> Ask a doctor.\n\n" + REPEAT + "\n> Keep breathing.\n")
    assert [words.text for words in script.cautions] == ["Stop if it hurts.", "Ask a doctor."]
    assert [words.text for words in script.sections[0].reminders] == ["Keep breathing."]


def test_the_steps_of_an_exercise_may_be_numbered():
    repeat = exercise("## Repeat 5 times\n1. Inhale: lift.\n2. Exhale: lower.\n").sections[0]
    assert isinstance(repeat, Repeat)
    assert [step.kind for step in repeat.steps] == ["inhale", "exhale"]


def test_a_sentence_keeps_its_closing_quote():
    script = exercise('He said "up." Then "down."\n\n' + REPEAT)
    assert [words.text for words in script.intro] == ['He said "up."', 'Then "down."']


def test_a_rule_between_sections_is_fine():
    assert len(exercise(f"{REPEAT}\n{'-' * 60}\n\n{'* ' * 9}\n\n{REPEAT}").sections) == 2


def test_a_session_is_a_numbered_list_of_links():
    script = read(
        "---\npace: 5-7\n---\n# Back\n\nWelcome.\n\n1. [One](one.md)\n"
        "2. [Two](sub/two.md): 6 reps, with Chin down, pace 4-8\n\n## Finish\nDone.\n"
    )
    assert isinstance(script, Outline)
    one, two = script.links
    assert (one.title, one.target, one.reps, one.variations, one.pace) == ("One", "one.md", None, (), None)
    assert (two.target, two.reps, two.variations) == ("sub/two.md", Span(6, 6), ("Chin down",))
    assert two.pace == Pace(4000, 0, 8000, 0)
    assert script.pace == Pace(5000, 0, 7000, 0)


def test_the_place_of_words_is_their_first_character():
    script = exercise("## Set up\nSit tall. Then\n  reach up. Breathe.\n\n" + REPEAT)
    assert [(line.place.line, line.place.column) for line in script.sections[0].lines] == [(7, 1), (7, 11), (8, 13)]


def test_a_byte_order_mark_crlf_and_emoji_are_fine():
    text = "\ufeff---\r\nposition: seated\r\n---\r\n# Title 🙂\r\n\r\n## Repeat 2 times\r\n- Inhale: lift 👩‍🦽.\r\n- Exhale\r\n"
    assert read(text).title == "Title 🙂"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Repeat 5 times\n- Inhale\n- Exhale\n", "1:1: error: no title"),
        ("# A\n# B\n" + REPEAT, "2:3: error: a second title"),
        ("# A\n", "1:3: error: nothing to do here"),
        ("# A\n## Reapeat 5 times\n- Inhale\n", "did you mean 'Repeat'?"),
        ("# A\n## Repeat often\n- Inhale\n", "2:4: error: 'Repeat often': expected how often"),
        ("# A\n## Repeat 8-5 times\n- Inhale\n", "expected how often, the smaller number first"),
        ("# A\n## Repeat 500 times\n- Inhale\n", "expected 1 to 100 reps"),
        ("# A\n## Repeat 5 times\n", "2:4: error: no steps to repeat"),
        (
            "# A\n## Repeat 5 times\n- Inhail: lift.\n",
            "3:3: error: 'Inhail' does not begin a step: expected one of Inhale",
        ),
        ("# A\n## Repeat 5 times\n- Hold 3s\n", "a rep cannot begin with Hold"),
        (
            "# A\n## Repeat 5 times\n- Inhale 99999s: lift.\n",
            "3:10: error: '99999s' after the keyword: expected 0.5 s to 10 minutes",
        ),
        ("# A\n## Repeat 5 times\n- Inhale\n- Move\n", "a Move needs words"),
        ("# A\n## Repeat 5 times\n- Inhale\n- Wait\n", "a Wait needs a length"),
        ("# A\n## Repeat 5 times\n- Inhale\n- Wait 3-5s\n", "4:8: error: '3-5s' after the keyword: expected 0.5 s"),
        ("# A\n## Repeat 5 times\n- Inhale | Up.\n", "3:3: error: a short form needs words on both sides"),
        ("# A\n## Repeat 5 times\n- Wait 3s\n", "2:4: error: nothing moves in this rep"),
        ("# A\n" + REPEAT + "\nAnd then this.\n", "6:1: error: words after the steps of a rep"),
        ("# A\n## Repeat 5 times\n- Inhale\n\n  And this.\n", "5:3: error: words after the steps of a rep"),
        ("# A\n" + REPEAT + "\n> - Keep it.\n", "6:1: error: a list inside a quote"),
        ("# A\n" + REPEAT + "- > Keep it.\n", "5:1: error: a quote inside a list"),
        ("# A\n" + REPEAT + "- # Title\n", "5:1: error: a heading inside a list"),
        (
            "# A\n" + REPEAT + "\n> [!CUATION]\n> Stop.\n",
            "6:3: error: '[!CUATION]' is not supported: expected '[!CAUTION]'",
        ),
        ("# A\n<!-- why --> Sit.\n\n" + REPEAT, "2:1: error: HTML cannot be spoken"),
        ("# Bend {side}\n" + REPEAT, "1:3: error: a side is named in the title"),
        (
            "---\nsides: each\n---\n# A\n> [!CAUTION]\n> Mind {side}.\n\n" + REPEAT,
            "6:3: error: a side is named in a caution",
        ),
        (
            "# A\n" + REPEAT + "## Variation: One, two\n### Rest 5 s\n",
            "5:4: error: 'One, two': expected a name without commas",
        ),
        ("# A\n## Hold 3 hours\n", "expected a length, as in 'Hold 3 breaths'"),
        ("# A\n" + REPEAT + "## Set up\nSit.\n", "'Set up' after other sections"),
        ("# A\n" + REPEAT + "## Finish\nA.\n## Finish\nB.\n", "a second 'Finish'"),
        ("# A\n## Repeat 5 times\n- Inhale: bend {side}.\n", "a side is named, but this exercise has none"),
        (
            "---\nsides: each\n---\n# A\n## Repeat 5 times\n- Inhale: bend {sid}.\n",
            "6:16: error: '{sid}': expected {side} or {other side}",
        ),
        ("---\npostion: seated\n---\n# A\n" + REPEAT, "2:1: error: 'postion' is no key"),
        ("---\npostion: seated\n---\n# A\n" + REPEAT, "did you mean 'position'?"),
        ("---\nposition: sitting\n---\n# A\n" + REPEAT, "did you mean 'seated'?"),
        ("---\nsides: both\n---\n# A\n" + REPEAT, "did you mean 'each'?"),
        ("# A\n## Repeat 5 times\n- Inhale: a. | b. | c.\n", "a second ' | '"),
        ("---\nposition: seatd\n---\n# A\n" + REPEAT, "2:11: error: 'seatd' is no position"),
        ("---\npace: 4\n---\n# A\n" + REPEAT, "2:7: error: '4' is no pace"),
        ("---\nneeds: {a: b}\n---\n# A\n" + REPEAT, "2:8: error: 'needs': expected"),
        ("---\nneeds: chair,  wall\n---\n# A\n" + REPEAT, "2:8: error: 'needs' may be one thing or several"),
        ("---\nneeds: chair,  wall\n---\n# A\n" + REPEAT, "expected brackets, as in 'needs: [chair, wall]'"),
        (
            "# A\n## Repeat 5 times\n- Inhale 4.5: up.\n",
            "3:10: error: '4.5' after the keyword: expected a unit, as in '4.5s'",
        ),
        ("---\nneeds: &a [b]\ntags: *a\n---\n# A\n" + REPEAT, "2:8: error: YAML anchors, aliases and tags"),
        ("---\nneeds: !!python/name:os.system\n---\n# A\n" + REPEAT, "anchors, aliases and tags"),
        ("---\nneeds: [\n---\n# A\n" + REPEAT, "the front matter is no YAML"),
        ("---\n- a\n---\n# A\n" + REPEAT, "no list of keys"),
        ("# A\n" + REPEAT + "\n| a | b |\n|---|---|\n| 1 | 2 |\n", "6:1: error: a table cannot be spoken"),
        ("# A\n" + REPEAT + "\n```\ncode\n```\n", "code cannot be spoken"),
        ("# A\n" + REPEAT + "\n<b>loud</b>\n", "HTML cannot be spoken"),
        ("# A\n" + REPEAT + "\nSay `this`.\n", "code cannot be spoken"),
        ("# A\n## Repeat 5 times\n- Inhale\n  - Exhale\n", "a list inside a list"),
        ("# A\n## Repeat 5 times\n- Inhale\n-\n", "an empty list item"),
        ("# A\n\x07" + REPEAT, "2:1: error: the invisible character U+0007"),
        ("# A\nabc \u202e def\n" + REPEAT, "2:5: error: the invisible character U+202E"),
        ("# A\n## Variation: X\nSay this.\n" + REPEAT, "the variation 'X' changes nothing"),
        ("# A\n" + REPEAT + "## Variation:\n### Rest 5 s\n", "a variation without a name"),
        ("# A\n" + REPEAT + "### Rest 5 s\n", "a heading of the wrong level"),
        ("# A\n1. One\n", "an item without a link"),
        ("# A\n\n- [One](one.md): 6 reps\n", "3:4: error: a list item without a number: expected one before each"),
        (
            "# A\n- One\n- Two\n",
            "3:3: error: a list item before the first section: expected it under a '##' heading; in a",
        ),
        ("# A\n1. [One](one.md): sixish\n", "2:19: error: 'sixish' after the link: expected '6 reps'"),
        ("# A\n1. [One](one.md): 6 reps, 7 reps\n", "2:27: error: '7 reps' after the link: expected reps once"),
        ("# A\n1. [One](one.md): pace 4-6, pace 5\n", "2:29: error: 'pace 5' after the link: expected a pace once"),
        ("# A\n\n## Back\n1. [One](one.md)\n", "3:4: error: 'Back' is no section"),
        ("# A\n\n## Rest 5 s\n1. [One](one.md)\n", "3:4: error: 'Rest 5 s' in a session: expected only '## Finish'"),
        ("# A\n" + "x" * 3000 + "\n" + REPEAT, "2:1: error: a line of 3,000 characters"),
    ],
)
def test_a_problem_has_its_place_and_says_what_was_expected(text: str, expected: str):
    assert expected in "\n".join(problems_in(text))


def test_one_thing_needs_no_brackets_and_may_have_a_comma_in_quotes():
    for written, needs in (("chair", "chair"), ('"a ball, as big as a fist"', "a ball, as big as a fist")):
        assert exercise(REPEAT, f"needs: {written}").needs == (needs,)


def test_all_mistakes_are_reported_in_one_run_in_the_order_of_the_source():
    problems = problems_in(
        "---\npace: fast\nnedes: x\n---\n# A\n## Repeat 5 times\n- Inhail\n- Exhale y: z\n## Hold on\n## Fnish\n"
    )
    assert [problem.split(":")[0] for problem in problems] == ["2", "3", "7", "8", "9", "10"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("# A\n## Repeet 5 times\n- Inhail\n\n" + REPEAT, ["2:4", "3:3"]),
        ("# A\n## Repeet 5 times\n- Inhale\n", ["2:4"]),
        ("# A\n" + REPEAT + "## Variaton: B\n### Repeat 2 times\n- Inhail\n", ["5:4", "7:3"]),
        ("# A\n" + REPEAT + "## Variation: B\n### Repeet 2 times\n- Inhail\n", ["6:5", "7:3"]),
        ("# A\n## Hold 3 breaths\n- Inhale\n- Wait 2s\n", ["3:3", "4:3"]),
        ("# A\n## Set up\n- Inhale\n- Wait 2s\n\n" + REPEAT, ["3:3"]),
        ("# A\n## Set up\nSit.\n- Wait 3\n\n" + REPEAT, ["4:8"]),
        ("# A\n## Set up\nSit.\n- Wait x2\n\n" + REPEAT, ["4:3"]),
    ],
)
def test_one_mistake_neither_hides_nor_causes_others(text: str, places: list[str]):
    assert [problem.split(": ")[0] for problem in problems_in(text)] == places


def test_a_problem_quotes_the_line_with_a_caret_under_the_column():
    from voiceguide.script.parse import parse

    _, problems = parse("# A\n## Repeat 5 times\n- Inhale\n- Exhail: lower.\n", "x.md")
    assert problems[0].report().splitlines()[1:] == ["    - Exhail: lower.", "      ^"]


def test_items_may_stay_go_and_belong_together():
    script, problems = parse(
        "# A\n\n1. [One](1.md): must\n2. or [Two](2.md): 6 reps\n3. *and* [Three](3.md)\n4. [Or else](4.md): pace 4-6, Optional\n",
        "a.md",
    )
    assert isinstance(script, Outline)
    assert [str(problem) for problem in problems] == []
    assert [(link.keep, link.joined) for link in script.links] == [
        ("must", None),
        ("must", "or"),
        ("must", "and"),
        ("optional", None),
    ]


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ("1. or [One](1.md)", "'or' in the first item: expected an item before it"),
        ("1. [One](1.md): must, optional", "'optional' after the link: expected 'must' or 'optional' once"),
        (
            "1. [One](1.md)\n2. and [Two](2.md): must",
            "'must' in an item that begins with 'and': expected it in the first",
        ),
    ],
)
def test_what_cannot_stay_or_belong_together_is_an_error(items: str, message: str):
    _, problems = parse(f"# A\n\n{items}\n", "a.md")
    assert any(message in str(problem) for problem in problems)
