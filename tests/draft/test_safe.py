"""What is kept of an exercise that becomes the author's own sentences."""

from draft.scoring import facts
from draft.test_kinds import scripts


def own(text: str) -> str:
    """The script of an exercise that could not be read whole."""
    (script,) = scripts(f"Waves\n\n{text}\n")
    assert "these are the author's own sentences" in script
    return script


def test_the_count_the_hold_and_the_sides_that_stand_once_are_kept():
    script = own(
        "Kneel on one knee. Step one foot through the hoop. Hold for 20 seconds. Repeat 4 times with your eyes on the "
        "far wall. Repeat on the other side."
    )
    assert (facts(script)["reps"], facts(script)["holds"], facts(script)["sides"]) == ("4", ["20 s"], "each")
    assert "- Move: waves.\n- Move 20s: hold." in script
    assert "Repeat on the other side" not in script


def test_a_time_among_breaths_is_no_hold_and_their_count_is_kept():
    script = own("Breathe in for four counts. The air goes out of you as you wave it away for four. Do this 6 times.")
    assert (facts(script)["reps"], facts(script)["holds"]) == ("6", [])


def test_of_two_counts_neither_is_kept():
    script = own(
        "Wave one hand. Do it 6 times. As 8 times go by, it goes well. Then the hands wave by themselves 7 times."
    )
    assert facts(script)["reps"] is None
    assert "## Hold 5 breaths <!-- check: the length is a guess -->" in script


def test_a_time_too_long_for_all_repetitions_stands_alone():
    script = own("Lie on your front. Prop yourself up on your elbows for 2 minutes. Repeat 10 times.")
    assert (facts(script)["reps"], facts(script)["holds"]) == (None, ["120 s"])


def test_a_story_among_the_authors_sentences_is_not_said():
    script = own(
        "Lie on your front. Dancers in Vienna have loved this one since the winter of the great snow. Prop yourself up "
        "on your elbows for 2 minutes. Repeat 10 times."
    )
    assert "Vienna" not in script.split("<!-- not spoken")[0].split("\n# ")[1]
    assert "Prop yourself up" in script
