"""Text in encodings that lack some of its characters."""

import pytest

from voiceguide.letters import spelled


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("Füße …", "utf-8", "Füße …"),
        ("Füße … →", "cp1252", "Füße … ->"),
        ("Füße “…” – 🧘 Ω", "ascii", 'Fusse "..." - ? ?'),
        ("u\u0308bung", "ascii", "ubung"),
        ("Füße 🧘", "utf-16", "Füße 🧘"),
        ("\udcff.md", "utf-8", r"\xff.md"),
        ("\udcff.md", "utf-16", r"\xff.md"),
        ("\udcc3\udcbcbung.md", "ascii", "ubung.md"),
        ("\ud800", "utf-8", "?"),
        ("A…", "cp037", "A..."),
    ],
)
def test_what_an_encoding_lacks_is_spelled_in_characters_that_all_have(text: str, encoding: str, expected: str):
    assert spelled(text, encoding) == expected
