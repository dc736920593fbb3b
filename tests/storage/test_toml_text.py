"""Where the keys and the values of a TOML text are found, and what is wrong with one."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.storage.toml_text import TomlFault, TomlPath, places_in, read_toml

TEXT = '''\
# a comment = [
name = "a#b = [" # another
"quoted.key" = 1.5
dotted.inside = 2026-01-01 10:00:00.5

[matrix]
pace = ["4-6", # first
  "5-7",

  """three
  lines""""]
exclude = [{ pace = "4-6", 'a b' = [1, 2] }, {}]
[[items]]
script = \'\'\'a\'\'\'
[items.inner]
deep = true
[[items]]
script = "b"
'''


def test_every_key_has_its_line_and_column():
    assert places_in(TEXT) == {
        ("name",): (2, 1),
        ("quoted.key",): (3, 1),
        ("dotted",): (4, 1),
        ("dotted", "inside"): (4, 1),
        ("matrix",): (6, 1),
        ("matrix", "pace"): (7, 1),
        ("matrix", "pace", 0): (7, 9),
        ("matrix", "pace", 1): (8, 3),
        ("matrix", "pace", 2): (10, 3),
        ("matrix", "exclude"): (12, 1),
        ("matrix", "exclude", 0): (12, 12),
        ("matrix", "exclude", 0, "pace"): (12, 14),
        ("matrix", "exclude", 0, "a b"): (12, 28),
        ("matrix", "exclude", 0, "a b", 0): (12, 37),
        ("matrix", "exclude", 0, "a b", 1): (12, 40),
        ("matrix", "exclude", 1): (12, 46),
        ("items",): (13, 1),
        ("items", 0): (13, 1),
        ("items", 0, "script"): (14, 1),
        ("items", 0, "inner"): (15, 1),
        ("items", 0, "inner", "deep"): (16, 1),
        ("items", 1): (17, 1),
        ("items", 1, "script"): (18, 1),
    }


def paths_of(value: object, path: TomlPath = ()) -> set[TomlPath]:
    """Every path in what the standard library reads of a text."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {path, *(deeper for key, each in inner for deeper in paths_of(each, (*path, key)))}


KEYS = st.sampled_from(["a", "b", '"c d"', "'e.f'", "g.h", '"[x"', "1-2"])
SCALARS = st.sampled_from(
    [
        "1",
        "-2.5e3",
        "true",
        '"a=b"',
        "'#'",
        '"\\""',
        '"""x\n"y" ] ="""',
        "'''\n[z]'''",
        "07:32:00",
        "1979-05-27 07:32:00.5",
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[ " + " ,\n # ]\n".join(each) + "\n]"),
        st.dictionaries(KEYS, inner, max_size=2).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=5,
)
PAIRS = st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]} # {{\n")
HEADERS = st.tuples(KEYS, st.booleans()).map(lambda head: f"[[{head[0]}]]\n" if head[1] else f" [ {head[0]} ]\n")


@given(st.lists(st.one_of(PAIRS, HEADERS), max_size=8).map("".join))
def test_what_the_standard_library_reads_has_a_place(text: str):
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert {*places_in(text), ()} == paths_of(table)


@pytest.mark.parametrize("lines_before", [0, 3, 500])
def test_what_is_never_closed_is_told_where_it_begins_or_at_the_end_of_a_long_text(lines_before: int):
    text = "".join(f"k{number} = 1\n" for number in range(lines_before)) + "open = [\n 1,\n"
    with pytest.raises(TomlFault, match="not in TOML") as caught:
        read_toml(text.encode())
    assert caught.value.line == (502 if lines_before == 500 else lines_before + 1)
