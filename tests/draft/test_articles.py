"""Articles of many kinds, drafted and held against their keys."""

import re
from pathlib import Path

import pytest
from draft.scoring import FIELDS, drafted, keys, mistakes, score, table

from voiceguide.draft.compose import compose
from voiceguide.draft.general import general_of
from voiceguide.draft.read import read_article
from voiceguide.draft.split import understand
from voiceguide.draft.write import write_exercise
from voiceguide.script.load import load
from voiceguide.script.parse import parse
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

ARTICLES = [file for file, _ in keys()]


def test_there_are_enough_articles():
    assert len(ARTICLES) >= 12


def test_precision_and_recall_are_at_least_95_percent_in_every_field():
    scores = score(keys())
    low = [name for name in FIELDS if min(scores[name].precision, scores[name].recall) < 0.95]
    assert not low, f"{table(scores)}\n{mistakes(scores)}"


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.name)
def test_drafts_have_no_errors_and_compile(file: Path, tmp_path: Path):
    scripts = drafted(file)
    for script in scripts:
        (tmp_path / script.file).write_text(script.text, "utf-8")
    session = load(tmp_path / scripts[0].file)
    assert not any(problem.severity == "error" for problem in session.problems)
    timeline = compile_session(session, Options(), measure_by_words)
    assert len(timeline.chapters) >= len(scripts) - 1


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.name)
def test_every_sentence_of_an_exercise_ends_up_in_its_script(file: Path):
    article = understand(read_article(file.read_bytes(), file.name))
    general = general_of(article.general, article.title)
    for part in article.parts:
        text = words_of(write_exercise(compose(part, general)))
        for reading in part.readings:
            if reading.role in ("noise", "amount", "sides"):
                continue
            said = {word for word in words_of(reading.sentence) if len(word) > 3} - DULL
            lost = said - text - {form[:-3] for form in said} - {f"{word}ing" for word in text}
            lost = {word for word in lost if not any(word[:4] == other[:4] for other in text)}
            assert len(lost) <= max(1, len(said) * 0.34), f"{part.title}: '{reading.sentence}' lost {sorted(lost)}"


DULL = {"take", "deep", "left", "right", "other", "each", "side", "times", "seconds", "breaths", "repeat", "hold", "inhale", "exhale", "breathe",
        "breath", "then", "begin", "will", "counts", "count", "minutes", "rounds", "reps", "continue", "you'll", "should", "sets",
        "minute", "half", "legs", "repetitions", "alternating", "back", "forth", "swap", "switch", "into", "pattern",
        "four", "five", "seven", "eight", "three", "eyes"}  # fmt: skip


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.lower()))


def test_a_guess_is_marked_and_what_the_author_wrote_is_not():
    text = "Shrug\n\nLift your shoulders to your ears. Hold for 3 seconds, then lower them. Repeat 10 times."
    script = script_of(text)
    assert "- Inhale: lift your shoulders to your ears. | Lift your shoulders. <!-- guessed -->" in script
    assert "## Repeat 10 times\n" in script
    assert "- Move 3s: hold, and breathe. | Hold.\n" in script


def test_sides_are_mirrored():
    script = script_of(
        "Side reach\n\nSit tall. Inhale and lift your right arm. Exhale and lean to the left. Repeat 5 times on each side."
    )
    assert "sides: each" in script
    assert "- Inhale: lift your {side} arm." in script
    assert "- Exhale: lean to the {other side}." in script


def test_a_rep_that_ends_on_the_breath_it_begins_with_gets_the_other():
    script = script_of(
        "Crescent\n\nStand tall. Inhale and raise your left arm. Exhale and lean to the right. Inhale and return to the centre. Repeat 6 times."
    )
    assert script.index("- Inhale: return to the centre.") < script.index("- Exhale: lower. <!-- guessed -->")


def test_a_caution_against_one_exercise_names_it_and_a_general_one_stays():
    script = script_of(
        "Bridge roll\n\nLie on your back. Exhale and lift your hips. Inhale and lower them. Repeat 5 times. "
        "Skip this one if you are pregnant. Stop if you feel dizzy."
    )
    assert "> Bridge roll: skip this one if you are pregnant.\n" in script
    assert "> Stop if you feel dizzy.\n" in script


def test_the_clinic_above_the_title_is_not_the_title():
    text = "Harbour Street Clinic\nExercises for a stiff neck\n\n1. Nod\nSit tall. Lower your chin and lift it again. Repeat 5 times.\n"
    assert understand(read_article(text.encode(), "text")).title == "Exercises for a stiff neck"


def test_an_exercise_below_the_title_does_not_become_the_title():
    text = (
        "Morning at the practice desk\n\nNeck stretch\n\nSit tall. Lower your chin and lift it again. Repeat 5 times.\n"
    )
    assert understand(read_article(text.encode(), "text")).title == "Morning at the practice desk"


def test_right_is_no_side_where_it_means_something_else():
    script = script_of(
        "Seat\n\nSit right at the front with your knees at right angles. Inhale and lift your arms. Exhale and lower them."
    )
    assert "sides:" not in script
    assert "right angles" in script


def test_what_found_no_place_is_kept_as_a_comment_that_cannot_break_out():
    script = script_of(
        "Bend\n\nInhale and lift your arms. The word for it --> is old <b>and</b> strange. Exhale and fold. Repeat 5 times."
    )
    assert script.count("-->") == script.count("<!--")


def test_a_script_of_voiceguide_itself_drafts_without_errors():
    text = (Path(__file__).parents[2] / "scripts" / "seated-side-stretch.md").read_text("utf-8")
    article = understand(read_article(text.encode(), "x"))
    for part in article.parts:
        assert not parse(write_exercise(compose(part, general_of((), ""))), "x.md")[1].has_errors


def script_of(text: str) -> str:
    article = understand(read_article(text.encode(), "text"))
    return write_exercise(compose(article.parts[0], general_of(article.general, article.title)))
