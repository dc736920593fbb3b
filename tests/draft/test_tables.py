"""Tables: by which a page is laid out, and which tell breaths."""

import pytest
from draft.scoring import facts
from draft.test_kinds import made, scripts

HEEL = "Lie on your back. Slide your heel towards you. Repeat 10 times."
PRESS = "Sit with your leg out. Press your knee down. Repeat 8 times."
TOES = "Stand tall. Rise on your toes. Repeat 12 times."


@pytest.mark.parametrize(
    "rows",
    [
        f"<tr><td><b>Heel slide</b><br>{HEEL}</td><td><b>Knee press</b><br>{PRESS}</td></tr><tr><td><b>Toe raise</b><br>{TOES}</td></tr>",
        f"<tr><td><img></td><td><p><b>Heel slide</b></p><p>{HEEL}</p></td></tr>"
        f"<tr><td><img></td><td><p><b>Knee press</b></p><p>{PRESS}</p></td></tr>"
        f"<tr><td><img></td><td><p><b>Toe raise</b></p><p>{TOES}</p></td></tr>",
        "<tr><td>Heel slide</td><td>Knee press</td><td>Toe raise</td></tr><tr><td><img></td><td><img></td><td><img></td></tr>"
        f"<tr><td>{HEEL}</td><td>{PRESS}</td><td>{TOES}</td></tr>",
    ],
    ids=["cells", "pictures", "columns"],
)
def test_a_table_that_only_lays_out_a_page_is_read_cell_by_cell(rows: str):
    told = made(f"<html><body><h1>Knee moves</h1><table>{rows}</table></body></html>").exercises
    assert [one.title for one in told] == ["Heel slide", "Knee press", "Toe raise"]
    assert [one.sections[-1].heading for one in told] == [f"Repeat {count} times" for count in (10, 8, 12)]
    assert not any("slide your heel" in one.spoken.lower() for one in told[1:])


@pytest.mark.parametrize(
    "table",
    [
        "| Part | Seconds |\n|---|---|\n| Breathe in | 4 |\n| Hold | 2 |\n| Breathe out | 6 |\n",
        "| Breathe in | Hold | Breathe out |\n|---|---|---|\n| 4 | 2 | 6 |\n",
        "| Inhale | Hold | Exhale | Hold |\n|---|---|---|---|\n| 4 s | 2 s | 6 s | 0 s |\n",
    ],
    ids=["rows", "columns", "none"],
)
def test_a_table_of_breaths_is_one_exercise_with_its_pace(table: str):
    (script,) = scripts(f"# Slow breath\n\n{table}\nRepeat 7 times.\n")
    assert (facts(script)["pace"], facts(script)["reps"]) == ("4-2-6", "7")


def test_each_row_of_a_table_of_breaths_may_be_an_exercise():
    told = scripts(
        "# Breaths\n\n| Name | Inhale | Hold | Exhale | Rounds |\n|---|---|---|---|---|\n"
        "| Even | 5 | - | 5 | 6 |\n| Sleepy | 4 | 7 | 8 | 3 |\n"
    )
    assert [(facts(script)["pace"], facts(script)["reps"]) for script in told] == [("5-5", "6"), ("4-7-8", "3")]


def test_a_column_of_pictures_before_the_names_is_passed_over():
    told = made(
        "<h2>Chair poses</h2><table><tr><th>Image</th><th>Pose</th><th>How</th></tr><tr><td><img src='1.png'></td><td>Up dog</td>"
        "<td>Sit at the front of a chair. Arch your back. Look up.<br>Benefits: Strengthens spine, arms.</td></tr><tr><td><img "
        "src='2.png'></td><td>Push</td><td>Push your arms away from you.<br>Benefits: Engages core.</td></tr></table>"
    ).exercises
    assert [one.title for one in told] == ["Up dog", "Push"]
    assert "spine" not in told[0].spoken.lower()
    assert "core" not in told[1].spoken.lower()
