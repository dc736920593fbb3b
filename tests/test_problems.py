"""The caret under a quoted line is under the mistake, as a terminal shows it."""

import pytest

from voiceguide.problems import Place, Problem


@pytest.mark.parametrize(
    ("source", "quoted", "cells"),
    [
        ("one HERE", "one HERE", 4),
        ("one\tHERE", "one HERE", 4),
        ("日本 HERE", "日本 HERE", 5),
        ("e\u0301 HERE", "e\u0301 HERE", 2),
        ("🙂 HERE", "🙂 HERE", 3),
        ("☺\ufe0f HERE", "☺\ufe0f HERE", 2),
        ("a\x1b HERE", "a  HERE", 3),
        ("x" * 200 + "HERE" + "y" * 200, "…" + "x" * 64 + "HERE" + "y" * 28 + "…", 65),
    ],
)
def test_the_caret_is_under_the_mistake(source: str, quoted: str, cells: int):
    place = Place("x.md", 1, source.index("HERE") + 1, source)
    assert Problem("error", place, "wrong").report().splitlines()[1:] == [f"    {quoted}", f"    {' ' * cells}^"]
