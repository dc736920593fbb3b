import pytest

from voiceguide.names import LONGEST, safe_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("back-mobility", "back-mobility"),
        ("Čvrsto — záda", "Čvrsto — záda"),
        ('a/b\\c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("..", "session"),
        (".hidden", "hidden"),
        ("-flag", "flag"),
        ("ends with dots. . .", "ends with dots"),
        ("tab\tnew\nline\0null", "tab new line null"),
        ("", "session"),
        ("CON", "CON_"),
        ("con.tract", "con.tract_"),
        ("lpt1", "lpt1_"),
        ("Console", "Console"),
        ("e\u0301tirement", "étirement"),
        ("left\u202egnp.exe", "left gnp.exe"),
    ],
)
def test_names_hold_nothing_that_a_system_refuses(text, name):
    assert safe_name(text) == name


@pytest.mark.parametrize("text", ["x" * 500, "ü" * 500, "🧘" * 500])
def test_long_names_are_cut_between_letters(text):
    name = safe_name(text)
    assert LONGEST - 4 < len(name.encode()) <= LONGEST
    assert set(name) == {text[0]}
