"""What belongs to a page or explains, and is neither spoken nor a title."""

import re

import pytest

from voiceguide.draft.drafts import Drafted, draft_article
from voiceguide.draft.movement import is_movement
from voiceguide.draft.read import read_article
from voiceguide.draft.write import scripts_of

ARMS = "1. Arms\n\nSit tall. Lift both arms. Lower them. Repeat 5 times.\n\n2. Legs\n\nBend both knees. Straighten them. Repeat 8 times.\n"


def made(text: str) -> Drafted:
    return draft_article(read_article(text.encode(), "text"), "my-notes")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Bernie's Bench\n14/05/2024\n\n", "My-notes"),
        ("Hilltop Surgical Clinic\n\nShoulder class at home\n\n", "Shoulder class at home"),
        ("Q: My back aches after work, what can I do?\n\n", "My-notes"),
        ("yoga-mat-2.jpg\n\nSlow evening yoga\n\n", "Slow evening yoga"),
        ("OK!! typing this on the bus\n\n", "My-notes"),
        ("MOONBIRD\n\n", "Moonbird"),
    ],
)
def test_a_session_is_named_by_a_title_and_by_nothing_else_of_its_page(head, title):
    assert made(head + ARMS).title.capitalize() == title


@pytest.mark.parametrize(
    "text", ["This loosens and stretches the calf.", "It gently opens the chest and lifts the mood."]
)
def test_what_tells_what_a_movement_does_asks_for_none(text):
    assert not is_movement(text)


def test_words_of_the_page_are_no_exercise_and_are_not_spoken():
    drafted = made(
        "Posts: 12,301\n\n" + ARMS + "\nAlso read: Hip news | Follow us | Tags: hips, stretches\n\n"
        "Pictures reproduced from Ang. P., 2011. Journal of Moving Bodies.\n"
    )
    assert [one.title for one in drafted.exercises] == ["Arms", "Legs"]
    spoken = re.sub(r"<!--.*?-->", "", "\n".join(script.text for script in scripts_of(drafted)).lower())
    assert not any(word in spoken for word in ("12,301", "follow us", "reproduced", "journal"))


def test_titles_in_the_text_lose_the_words_that_only_lead_to_them():
    drafted = made(
        "Next shoulder rolls. Roll both shoulders back. Eight times.\n\nThen heel lifts: lift both heels. Lower them. Ten times.\n\n"
        "Finish with Anchor: stand tall. Press your feet down. Hold for 20 seconds.\n"
    )
    assert [one.title for one in drafted.exercises] == ["Shoulder rolls", "Heel lifts", "Anchor"]


def test_the_authors_own_sentences_leave_out_what_only_explains():
    (script,) = scripts_of(
        made(
            "Tide breath\n\nSit tall. Breathe in for 4, then hold the breath and lift your arms while you breathe in again. "
            "This is good for sleep. We do it in our evening group. Breathe out. Repeat 5 times.\n"
        )
    )[1:]
    assert "evening group" not in script.text.split("<!-- not spoken")[0]
    assert "good for sleep" not in script.text.split("<!-- not spoken")[0]


def test_lines_of_minutes_that_begin_with_the_time_of_the_day_are_a_list():
    drafted = made(
        "Chair club, 3 May\n\n9.30 Doors and tea.\n9.45 Shoulder rolls. Roll both shoulders back. 8 times.\n"
        "9.50 Heel lifts. Lift both heels, hold for 3 seconds, lower. 10 times.\n10.05 Side bends. Lean to the right, then to the left. 6 times.\n"
    )
    assert [one.title for one in drafted.exercises][-3:] == ["Shoulder rolls", "Heel lifts", "Side bends"]


@pytest.mark.parametrize(
    "line",
    [
        '3. "Window wipe". Circle your right hand. 8 times.',
        "3. Window wipe (a tea towel helps). Circle your right hand. 8 times.",
    ],
)
def test_a_title_may_stand_in_quotes_or_with_words_in_brackets(line):
    drafted = made(f"1. Arms. Lift both arms. 5 times.\n\n2. Legs. Bend both knees. 5 times.\n\n{line}\n")
    assert drafted.exercises[-1].title == "Window wipe"
    assert "tea towel" not in line or "tea towel" in "".join(drafted.exercises[-1].source).lower()
