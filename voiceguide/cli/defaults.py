"""Defaults for flags, from the config file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

from typer import BadParameter, Context

from voiceguide.errors import ConfigError, VoiceguideError
from voiceguide.exporter.forms import FILE_FORMS

if TYPE_CHECKING:
    from voiceguide.config import Config

WITH_DEFAULTS = ("check", "plan", "play", "export", "share")
"""The commands that take the flags of a session."""

NEVER = ("help", "output", "json", "vtt", "srt", "lrc", "svg", "lengths", "day", "resume", "from", "watch")
"""Flags that concern one run, and have no defaults in the config file."""

NEVER_OF = {"check": ("format", "strict", "verbose"), "share": ("for",)}
"""More of them, by command: `--for` and `--format` mean something else in `export`, and `--strict` in `plan`."""

PARTS = ("inhale", "exhale", "hold_in", "hold_out")
OVERRIDES = {
    "pace": ("bpm", "ratio", *PARTS),
    "bpm": ("pace", *PARTS),
    "ratio": ("pace", *PARTS),
    "reps": ("minutes",),
    "minutes": ("reps",),
    "output": ("form", "split"),
}
"""By parameter: the parameters whose defaults are ignored when it is given on the command line."""


def defaults_for(context: Context, config: Config) -> dict[str, dict[str, Any]]:
    """The defaults for flags that are not given, by command and by parameter.

    Args:
        context: of the whole program, whose commands know their flags.
        config: its `[defaults]` must hold nothing but `known_flags`.

    Raises:
        ConfigError: a value has a type that its flag cannot have.
    """
    return {
        command: {option.name: _as_typed(config, key, option) for key in config.defaults if (option := flags.get(key))}
        for command, flags in _flags(context).items()
    }


def known_flags(context: Context) -> set[str]:
    """The keys that `[defaults]` may have."""
    return {name for flags in _flags(context).values() for name in flags}


def load_defaults(context: Context) -> None:
    """Apply the defaults of the user's config file to the command that runs.

    Raises:
        ConfigError: the file cannot be read, or has an unknown key.
    """
    from voiceguide.config import load_config

    config = load_config(flags=lambda: known_flags(context))
    if config.defaults:
        context.default_map = defaults_for(context, config)
        context.obj = config


@contextmanager
def blaming_config(context: Context) -> Iterator[None]:
    """Report a wrong value from the config file by its line there, instead of by its flag.

    Args:
        context: of the command that runs inside.

    Raises:
        ConfigError: an error names a flag whose value is from the config file.
    """
    try:
        yield
    except (BadParameter, VoiceguideError) as error:
        flags, message = blamed(error)
        names = {flag.removeprefix("--"): option.name for option in context.command.params for flag in option.opts}
        for flag in flags:
            if flag in names and is_default(context, names[flag] or ""):
                for each in flags:
                    message = message.replace(f"--{each}", each)
                config: Config = context.find_root().obj
                raise ConfigError(f"{_found(config, flag)} in [defaults]: {message}") from error
        raise


def blamed(error: BadParameter | VoiceguideError) -> tuple[list[str], str]:
    """The flags that an error is about, by their long names, and what it says."""
    if isinstance(error, VoiceguideError):
        return list(error.flags), str(error)
    hint = error.param_hint or (error.param.opts if error.param else [])
    return [flag.removeprefix("--") for flag in ([hint] if isinstance(hint, str) else hint)], error.message


def _found(config: Config, key: str) -> str:
    """The place of a default in the config file, and its value."""
    value = config.defaults[key]
    return f"{config.place('defaults', key)}: {key} is '{str(value)[:60]}'"


def is_default(context: Context, parameter: str) -> bool:
    """Whether the value of a command's parameter is from the config file."""
    return _source(context, parameter) == "DEFAULT_MAP"


def is_given(context: Context, parameter: str) -> bool:
    """Whether the value of a command's parameter is from the command line."""
    return _source(context, parameter) == "COMMANDLINE"


def overridden(context: Context) -> set[str]:
    """The parameters whose values from the config file are ignored, since the command line has one for the same thing."""
    given = {name for name in OVERRIDES if is_given(context, name)}
    if "output" in given and not names_form(context.params["output"]):
        given.remove("output")
    names = {other for name in given for other in OVERRIDES[name]}
    if "bpm" in names or context.params.get("bpm") is None:
        names.add("ratio")  # which goes with --bpm
    return {name for name in names if is_default(context, name)}


def _source(context: Context, parameter: str) -> str:
    return getattr(context.get_parameter_source(parameter), "name", "")


def names_form(output: Path | None) -> TypeGuard[Path]:
    """Whether a path names a kind of sound file by its suffix."""
    return output is not None and output.suffix.lower() in FILE_FORMS


def _flags(context: Context) -> dict[str, dict[str, Any]]:
    """The options of each command by their long names."""
    commands = getattr(context.command, "commands", {})
    never = {name: (*NEVER, *NEVER_OF.get(name, ())) for name in WITH_DEFAULTS}
    return {name: flags_of(commands[name], never[name]) for name in WITH_DEFAULTS if name in commands}


def flags_of(command: Any, without: Collection[str]) -> dict[str, Any]:
    """The options of a command by their long names, but for some."""
    return {
        flag.removeprefix("--"): option
        for option in command.params
        for flag in option.opts
        if flag.startswith("--") and flag.removeprefix("--") not in without
    }


def _as_typed(config: Config, key: str, option: Any) -> Any:
    """A value as on the command line: as text, which its flag then parses."""
    try:
        return as_typed(config.defaults[key], option)
    except ValueError as error:
        raise ConfigError(f"{_found(config, key)} in [defaults]: {error}.") from None


def as_typed(value: Any, option: Any) -> Any:
    """A value of TOML as on the command line: as text, which its flag then parses; true or false as it is.

    Raises:
        ValueError: it has a type that the flag cannot have; the message says what is expected.
    """
    if option.is_flag:
        fits, expected = isinstance(value, bool), "true or false"
    elif option.multiple:
        fits, expected = all(map(_is_word, _listed(value))), "a text, or a list of them"
    else:
        fits, expected = _is_word(value), "a number or a text"
    if not fits:
        raise ValueError(f"expected {expected}")
    if option.is_flag:
        return value
    return [str(each) for each in _listed(value)] if option.multiple else str(value)


def _is_word(value: Any) -> bool:
    return isinstance(value, int | float | str) and not isinstance(value, bool)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
