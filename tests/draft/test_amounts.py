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
