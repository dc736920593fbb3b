"""Defaults for flags, from the config file."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from typer import BadParameter, Context

WITH_DEFAULTS = ("plan", "play", "export")
"""The commands that take the flags of a session."""

NEVER = ("help", "output", "json", "vtt", "srt", "lrc", "svg", "resume", "from")
"""Flags that mean one run, and no habit."""

PARTS = ("inhale", "exhale", "hold_in", "hold_out")
RIVALS = {
    "pace": ("bpm", "ratio", *PARTS),
    "bpm": ("pace", *PARTS),
    "ratio": ("pace", *PARTS),
    "reps": ("minutes",),
    "minutes": ("reps",),
    "output": ("form", "split"),
}
"""By parameter, what it settles anew where it is given on the command line: a default for that is passed over."""


def defaults_for(context: Context, read: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the command line is to take for flags that are not given, by command and by parameter.

    Args:
        context: of the whole program, whose commands know their flags.
        read: `[defaults]` of the config file, checked to hold nothing but `known_flags`.
    """
    return {
        command: {
            option.name: _as_typed(key, value, option.is_flag)
            for key, value in read.items()
            if (option := flags.get(key))
        }
        for command, flags in _flags(context).items()
    }


def known_flags(context: Context) -> set[str]:
    """What may stand in `[defaults]`."""
    return {name for flags in _flags(context).values() for name in flags}


def load_defaults(context: Context) -> None:
    """Take the defaults of the user's config file for the command that is run.

    Raises:
        ConfigError: it cannot be read, or holds what is not known.
    """
    from voiceguide.config import load_config

    config = load_config(flags=lambda: known_flags(context))
    if config.defaults:
        context.default_map = defaults_for(context, config.defaults)


def is_default(context: Context, parameter: str) -> bool:
    """Whether a command has a parameter from the config file."""
    return _source(context, parameter) == "DEFAULT_MAP"


def is_given(context: Context, parameter: str) -> bool:
    """Whether a command has a parameter from its command line."""
    return _source(context, parameter) == "COMMANDLINE"


def passed_over(context: Context) -> set[str]:
    """Parameters that a command has from the config file, but that go without: the command line settled the same."""
    given = {name for name in RIVALS if is_given(context, name)}
    if "output" in given and not _names_a_form(context.params["output"]):
        given.remove("output")
    over = {rival for name in given for rival in RIVALS[name]}
    if "bpm" in over or context.params["bpm"] is None:
        over.add("ratio")  # which waits for a --bpm
    return {name for name in over if is_default(context, name)}


def _source(context: Context, parameter: str) -> str:
    return getattr(context.get_parameter_source(parameter), "name", "")


def _names_a_form(output: Path) -> bool:
    from voiceguide.export.forms import FORMS

    return output.suffix.lower() in FORMS


def _flags(context: Context) -> dict[str, dict[str, Any]]:
    """The options of each command by their long names."""
    commands = getattr(context.command, "commands", {})
    return {
        name: {
            flag.removeprefix("--"): option
            for option in commands[name].params
            for flag in option.opts
            if flag.startswith("--") and flag.removeprefix("--") not in NEVER
        }
        for name in WITH_DEFAULTS
        if name in commands
    }


def _as_typed(key: str, value: Any, is_flag: bool) -> Any:
    """A value as the command line would have it: text, which each flag then reads as it does its own."""
    if isinstance(value, list):
        return [_as_typed(key, each, False) for each in value]
    if isinstance(value, bool) == is_flag and isinstance(value, bool | int | float | str):
        return value if is_flag else str(value)
    expected = "true or false" if is_flag else "a number, a text, or a list of them"
    raise BadParameter(f"'{key}' is '{value}' in [defaults] of the config file: expected {expected}.")
