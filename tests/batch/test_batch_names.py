"""Names of a batch's files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.batch.file_names import default_template, named
from voiceguide.storage.names import safe_name


@pytest.mark.parametrize(
    ("template", "values", "name"),
    [
        ("{script}-{pace}.mp3", {"script": "scripts/neck.md", "pace": "4-6"}, "neck-4-6.mp3"),
        ("{voice}/{script}", {"script": "neck", "voice": "piper:amy"}, "piper amy/neck"),
        ("{bed} {rate} {mono}", {"bed": ["a/b.wav", "rain"], "rate": 1.25, "mono": True}, "a b.wav rain 1.25 mono"),
        ("{script}-{mono}-{pace}.mp3", {"script": "neck", "mono": False, "pace": "4-6"}, "neck-4-6.mp3"),
        ("{mono}-{script}/{bells}_{script}{{}}", {"script": "neck", "mono": False, "bells": False}, "neck/neck{}"),
        ("ü/{script}", {"script": "nul.md"}, "ü/nul_"),
    ],
)
def test_a_template_is_filled_in(template: str, values: dict, name: str):
    assert named(template, values) == name


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{scrpt}", "'{scrpt}' has no value for this item; did you mean 'script'?"),
        (
            "{script",
            "'{script' is no template: expected '}' before end of string; braces stand around the name of a flag",
        ),
        ("{script.__class__}", "'{script.__class__}' has no value for this item: expected script"),
        ("{script:>900000000}", "'{script:…}': expected the name of a flag alone between braces"),
        ("../{script}", "'..' is no name that every system takes: expected one"),
        ("/etc/{script}", "'' is no name that every system takes: expected one"),
        ("a\\{script}", "'a\\a' is no name that every system takes: expected one, such as 'a a'"),
        ("con.mp3", "'con.mp3' is no name that every system takes: expected one, such as 'con_.mp3'"),
        (".{script}", "'.a' is no name that every system takes: expected one, such as 'a'"),
        ("", "'' is no name that every system takes: expected one"),
    ],
)
def test_a_template_that_gives_no_safe_name_is_refused(template: str, message: str):
    with pytest.raises(ValueError, match=re.escape(message)) as refused:
        named(template, {"script": "a"})
    assert str(refused.value) == message


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_value_leaves_the_folder_or_makes_another(script: str, bed: str):
    try:
        name = named("x/{script}-{bed}", {"script": script, "bed": bed})
    except ValueError:
        return
    folder, file = name.split("/")
    assert (folder, safe_name(file)) == ("x", file)


def test_names_tell_the_items_of_a_matrix_apart():
    assert default_template(("pace", "script", "voice")) == "{script}-{pace}-{voice}"
    assert default_template(()) == "{script}"
