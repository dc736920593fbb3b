"""The keys of the config file."""

import pytest
from stepped import ScriptedKeys, SteppedClock

from voiceguide.config import load_config
from voiceguide.errors import ConfigError
from voiceguide.playback.controls import ACTIONS, USUAL, Controls, bindings
from voiceguide.playback.keys import Seek
from voiceguide.timeline.phrases import phrases


@pytest.fixture
def bound(tmp_path):
    def bound(text):
        file = tmp_path / "config.toml"
        file.write_text(text, "utf-8")
        return bindings(load_config(file))

    return bound


def commands_of(bound, *keys):
    clock = SteppedClock()
    presses = [(0.1 + 2 * at, key) for at, key in enumerate(keys)]
    controls = Controls(ScriptedKeys(presses, clock, clock.advance), bound=bound.commands, clock=clock)
    return [controls.read(5) for _ in keys]


def test_without_keys_of_their_own_listeners_have_the_usual_ones(bound):
    assert bound("") == USUAL
    assert commands_of(USUAL, " ", "\x1b[C", "R", ",", "\x1b[1;2C", "x") == [
        "toggle",
        "next",
        "again",
        Seek(-10_000),
        Seek(10_000),
        "unknown",
    ]


def test_a_key_of_the_config_file_takes_the_place_of_the_usual_ones(bound):
    own = bound('[keys]\nstop = "x"\nnext = ["right", "page-down"]\nagain = "й"\npause = ["p", " "]\n')
    assert commands_of(own, "x", "X", "q", "\x1b[6~", "\x1b[C", "Й", "p", " ", "\r", "+") == [
        *("stop", "stop", "unknown", "next", "next", "again", "toggle", "toggle", "unknown", "faster")
    ]
    assert own.main["next"] == "right"


def test_a_key_may_move_from_one_action_to_another(bound):
    own = bound('[keys]\nagain = "q"\nstop = "r"\n')
    assert commands_of(own, "q", "r") == ["again", "stop"]


def test_an_accent_may_be_spelt_in_either_way(bound):
    assert commands_of(bound('[keys]\nstop = "E\u0301"\n'), "é") == ["stop"]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ('[keys]\n\nstopp = "x"\n', 3, "'stopp' is not known. Expected in [keys] pause, next, "),
        ('[keys]\nstopp = "x"\n', 2, "did you mean 'stop'?"),
        ('[keys]\nnext = "q"\n', 2, "'next' has the key 'q' of 'stop'. Expected another key for one of them."),
        ('[keys]\nstop = "x"\nnext = ["n", "X"]\n', 2, "'stop' has the key 'x' of 'next'."),
        ('[keys]\nnext = "space"\n', 2, "has the key 'space' of 'pause'"),
        ('[keys]\nnext = "3"\n', 2, "'next' has the key '3', which goes to that exercise."),
        ('[keys]\nnext = "rigth"\n', 2, "Expected one character, or space, enter, "),
        ('[keys]\nnext = "rigth"\n', 2, "did you mean 'right'?"),
        ('[keys]\nnext = ""\n', 2, "has the key ''. Expected one character"),
        ('[keys]\nnext = "\\u0003"\n', 2, "Expected one character"),
        ('[keys]\nnext = "ab"\n', 2, "Expected one character"),
        ("[keys]\nnext = 5\n", 2, "next is '5' in [keys]. Expected a key, such as \"x\", or a list of keys."),
        ("[keys]\nnext = []\n", 2, "Expected a key"),
        ('[keys]\nnext = ["n", 5]\n', 2, "Expected a key"),
        ("keys = 5\n", 1, "Expected a table, as in '[keys]'."),
    ],
)
def test_what_cannot_be_is_told_with_its_line(bound, tmp_path, text, line, expected):
    with pytest.raises(ConfigError) as raised:
        bound(text)
    assert str(raised.value).startswith(f"{tmp_path / 'config.toml'}:{line}: ")
    assert expected in str(raised.value)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_spoken_help_names_the_keys_that_there_are(language):
    said = phrases(language)
    usual, own = said.help(USUAL.main), said.help({**USUAL.main, "stop": "x", "next": "page-down"})
    assert " Q " in usual
    assert " X " in own
    assert " Q " not in own
    assert "{" not in usual
    assert all(sentence[:1].isupper() for sentence in own.split(". "))
    assert not any(name in usual for action in ACTIONS.values() for name in action.keys if len(name) > 5)
