"""Flags as they are written for `--resume` and in an export's comment, and read again."""

import pytest
import typer
from running import Run
from typer.main import get_command

from voiceguide.breath import parse_pace
from voiceguide.choice_rules import options_of
from voiceguide.cli.flags import PARAMETERS, SessionFlags, chosen, given, with_flags
from voiceguide.cli.main import app

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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("plan x --guidance fad", "'fad': expected full, fade, brief or tones; did you mean 'fade'?"),
        ("plan x --guidance quiet", "'quiet': expected full, fade, brief or tones."),
        ("plan x --rate 99", "'99': expected a number from 0.5 to 2."),
        ("plan x --rate=nan", "'nan': expected a number from 0.5 to 2."),
        ("plan x --rate=-inf", "'-inf': expected a number from 0.5 to 2."),
        ("plan x --minutes ten", "'ten': expected a number from 0.5 to 1440."),
        ("plan x --rounds 1.5", "'1.5': expected a whole number from 1 to 1000."),
        ("export x --bitrate much", "'much': expected a whole number."),
        ("play x --delay 9999", "'9999': expected a whole number from 0 to 600."),
        ("check x --format gc", "'gc': expected text, json, gcc or github; did you mean 'gcc'?"),
    ],
)
def test_a_value_that_is_refused_is_told_with_what_was_expected(run: Run, words: str, expected: str) -> None:
    done = run(*words.split())
    assert done.returncode == 2
    assert f": {expected}" in done.stderr


def test_numbers_of_flags_have_bounds_both_or_none_and_those_with_fractions_have_them_since_nan_is_a_number() -> None:
    for name, command in get_command(app).commands.items():
        for option in command.params:
            bounds = (getattr(option, "min", None), getattr(option, "max", None))
            is_float = option.type_descriptor.annotation is float
            assert bounds.count(None) in ((0,) if is_float else (0, 2)), f"{name} {option.opts}"
