"""Flags as they are written for `--resume` and in an export's comment, and read again."""

import pytest
import typer

from voiceguide.breath import parse_pace
from voiceguide.choice_rules import options_of
from voiceguide.cli.flags import PARAMETERS, SessionFlags, chosen, given, with_flags
from voiceguide.cli.help import PlainCommand

OTHERS = {
    "pace": parse_pace("5-7"), "inhale": 0.5, "exhale": 3.0, "hold_in": 0.0, "hold_out": 0.0, "bpm": 1.0, "ratio": "2:3",
    "ramp_to": parse_pace("5-0-7"), "reps": "3", "minutes": 0.5, "rounds": 2, "fresh": True, "day": "2026-12-01", "guidance": "full", "count": "halfway", "with_": ["-x", "a b"],
    "only": [""], "skip": ["0"], "first_side": "right", "transition": 0.0, "lead": 0.25, "strict": True, "voice": "0", "rate": 0.5,
    "guide": "tones", "guide_db": 0.0, "bed": ["sea"], "bed_db": 0.0, "bells": False, "pan": False, "loudness": -30.0,
    "floor_db": "off", "interval": 0.5, "bells_db": -3.0, "bell": [f"end={__file__}"],
}  # fmt: skip
"""For each flag a value that is not its default, 0 where that is allowed."""


PLAIN: SessionFlags = {name: parameter.default for name, parameter in PARAMETERS.items()}


def taken(*words: str) -> SessionFlags:
    """The flags that a command gets."""
    seen = []
    app = typer.Typer()

    @app.command()
    @with_flags
    def command(flags: SessionFlags) -> None:
        seen.append(flags)

    app(list(words), standalone_mode=False)
    return seen[0]


def test_every_flag_has_a_value_here() -> None:
    assert set(OTHERS) == set(PARAMETERS)


@pytest.mark.parametrize("name", OTHERS)
def test_a_flag_that_was_written_down_is_taken_again_whatever_its_value(name: str) -> None:
    flags = {**PLAIN, name: OTHERS[name], **({"bpm": 6.0} if name == "ratio" else {})}
    words = tuple(given(chosen(flags)))
    assert words
    assert taken(*words) == flags


def test_a_flag_that_was_not_given_is_not_written_down() -> None:
    assert list(given(chosen(PLAIN))) == []
    assert list(given({"--device": None, "--split": False, "--mono": True, "--bitrate": 0})) == [
        "--mono",
        "--bitrate",
        "0",
    ]


@pytest.mark.parametrize("reps", ["²", "½", "9" * 5000, "0", "101", "-1", ""])
def test_reps_that_are_no_number_are_refused_with_what_was_expected(reps: str) -> None:
    with pytest.raises(Exception, match="expected low, mid, high, or a number from 1 to 100"):
        taken("--reps", reps)


def test_reps_may_be_written_in_the_digits_of_any_script() -> None:
    assert options_of({"reps": taken("--reps", "٣")["reps"]}).reps == 3


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999"])
def test_a_number_that_is_not_finite_is_refused_even_where_there_is_no_limit(number: str) -> None:
    app = typer.Typer()

    @app.command(cls=PlainCommand)
    def command(loudness: float = 0) -> None:
        raise AssertionError(loudness)

    with pytest.raises(Exception, match="cannot be used: expected a finite number"):
        app([f"--loudness={number}"], standalone_mode=False)
