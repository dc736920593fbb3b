"""Flags that several commands have: those of a session, one for each choice and the voice, made, checked and written down again."""

import inspect
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, TypeVar, cast, get_args, get_type_hints
from urllib.parse import urlsplit

import typer

from voiceguide.breath import FASTEST_RATE, SLOWEST_RATE, Pace, parse_pace
from voiceguide.choice_rules import options_and_sound
from voiceguide.choices import DEFAULTS, Choices, Flag, Panel, long_name
from voiceguide.cli.defaults import is_default, overridden
from voiceguide.errors import ChoiceError, PaceError, VoiceguideError
from voiceguide.mix.sound import RANGES as LEVELS
from voiceguide.storage.names import as_on_disk
from voiceguide.timeline.options import RANGES, IfThere

Result = TypeVar("Result")

VOICE_HELP = "A voice by name or language: natural (the usual one for English), system, en-gb+f3."
LONGEST_LINK = 300
"""Characters of an address; a QR code of more is too fine for paper."""

Force = Annotated[bool, typer.Option("--force", help="Replace a file that voiceguide did not make.")]

BOUNDS = {**RANGES, **LEVELS, "bpm": (SLOWEST_RATE, FASTEST_RATE)}


class SessionFlags(Choices, total=False):
    """A listener's choices, as the command line takes them. `library.render` takes them all."""

    voice: Annotated[str | None, Flag("Voice", VOICE_HELP, "NAME", "-v")]


def _pace(text: str) -> Pace:
    try:
        return parse_pace(text)
    except PaceError as error:
        raise typer.BadParameter(str(error)) from None


def _parameter(name: str, hint: Any) -> inspect.Parameter:
    """A choice as a parameter of a command."""
    own, flag = get_args(hint)
    kind, default = flag.typed or own, DEFAULTS.get(name)
    if kind == list[str]:
        default = None
    elif kind is str and default is not None:
        default = f"{default:g}" if isinstance(default, float) else default
    settings: dict[str, Any] = {"help": flag.help, "rich_help_panel": flag.panel, "metavar": flag.value or None}
    if name in BOUNDS and kind is not str:
        settings["min"], settings["max"] = BOUNDS[name]
    if kind is Pace:
        settings["parser"] = _pace
    if flag.default:
        settings["show_default"] = flag.default
    names = [] if default is True else [f"--{long_name(name)}", *([flag.short] if flag.short else [])]
    kind = kind | None if default is None else kind
    annotation: Any = Annotated[kind, typer.Option(*names, **settings)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _parameters() -> Iterator[tuple[str, inspect.Parameter]]:
    hints = {"voice": None, **get_type_hints(SessionFlags, include_extras=True)}  # it comes before its rate
    for panel in get_args(Panel):
        for name, hint in hints.items():
            if get_args(hint)[1].panel == panel:
                yield name, _parameter(name, hint)


PARAMETERS: Mapping[str, inspect.Parameter] = dict(_parameters())
"""The flags by the names of the choices, in the order of help."""

PACE_FLAGS = tuple(name for name, flag in PARAMETERS.items() if get_args(flag.annotation)[1].rich_help_panel == "Pace")
"""The names of those that are about the pace."""


def with_flags(command: Callable[..., Result], names: Collection[str] = PARAMETERS.keys()) -> Callable[..., Result]:
    """Give a command flags of a session in the place of its parameter `flags`, all of them or those that are named.

    A flag on the command line overrides defaults of the config file: see `defaults.OVERRIDES`. Names that are such defaults
    are passed over where a session lacks them. What cannot be chosen, or not together, is wrong usage.
    """
    own = inspect.signature(command)
    shared = [PARAMETERS[name] for name in PARAMETERS if name in names]

    @wraps(command)
    def taking_flags(*args: Any, context: typer.Context, **kwargs: Any) -> Result:
        kwargs |= {name: signature.parameters[name].default for name in overridden(context)}
        if "context" in own.parameters:
            kwargs["context"] = context
        for name in {"with_", "only", "skip"} & kwargs.keys():
            if is_default(context, name):
                kwargs[name] = [IfThere(each) for each in kwargs[name]]
        flags = cast(SessionFlags, {each.name: kwargs.pop(each.name) for each in shared})
        _check(flags)
        return command(*args, flags=flags, **kwargs)

    own_parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in own.parameters.values()
        if parameter.name not in ("flags", "context")
    ]
    asking = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    signature = own.replace(parameters=[*own_parameters, *shared, asking])
    taking_flags.__signature__ = signature  # type: ignore[attr-defined]
    taking_flags.__annotations__ = {name: each.annotation for name, each in signature.parameters.items()}
    return taking_flags


def _check(flags: SessionFlags) -> None:
    """Check flags before a command begins.

    Raises:
        typer.BadParameter: one cannot be, or two do not go together.
    """
    choices: Any = {name: value for name, value in flags.items() if name not in ("voice", "fresh")}
    try:
        options_and_sound(choices)
    except VoiceguideError as error:
        raise as_usage(error) from None


def as_usage(error: VoiceguideError) -> typer.BadParameter:
    """An error about choices as one about their flags: `reps is 0: …` as `0: …` of `--reps`, `pace and bpm` as `--pace and --bpm`."""
    names = {flag: flag.replace("-", "_") for flag in error.flags}
    message = str(error)
    if len(names) == 1:
        message = message.removeprefix(f"{names[error.flags[0]]} is ")
    elif isinstance(error, ChoiceError):
        for flag, name in names.items():
            message = re.sub(rf"\b{name}\b", f"--{flag}", message, count=1)
    return typer.BadParameter(message, param_hint=[f"--{flag}" for flag in names] or None)


def only_one(asked: Mapping[str, object], what: str) -> str | None:
    """The one flag that is given of several that exclude each other, if any is.

    Args:
        asked: their values by the flags, nothing or false where they are not given.
        what: what they all do, such as `choose the format`.

    Raises:
        typer.BadParameter: more than one is given.
    """
    given = [flag for flag, value in asked.items() if value is not None and value is not False]
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} {what}: expected one of them.")
    return given[0] if given else None


def chosen(flags: SessionFlags) -> dict[str, object]:
    """The flags of a session that differ from their defaults, by long name; without names that the config file adds again."""
    return {
        f"--{long_name(name)}": [each for each in value if not isinstance(each, IfThere)]
        if isinstance(value, list)
        else value
        for name, value in flags.items()
        if value != PARAMETERS[name].default
    }


def given(flags: Mapping[str, object]) -> Iterator[str]:
    """The words of a command line for flags; one that is None has none."""
    for name, value in flags.items():
        if isinstance(value, list):
            for each in value:
                yield from (name, str(each))
        elif value is True:
            yield name
        elif value is False and name in ("--bells", "--pan"):
            yield f"--no-{name[2:]}"
        elif value is not None and value is not False:  # 0 equals False, and is a value
            yield from (name, str(value))


def file_to_write(output: Path | None, *, force: bool) -> Path | None:
    """The file that `-o` names, its accents as on the disk.

    Raises:
        ExportError: it is there, voiceguide did not make it, and nothing forces to replace it.
    """
    from voiceguide.exporter.overwrite import refuse_overwriting

    target = output and as_on_disk(output)
    if target and not force:
        refuse_overwriting([target])
    return target


def web_address(text: str) -> str:
    """An address of the web as it is given: any other, such as `javascript:`, is nothing to tap on.

    Raises:
        typer.BadParameter: it is none, or too long.
    """
    with suppress(ValueError):
        parts = urlsplit(text)
        if parts.scheme in ("http", "https") and parts.hostname and text.isprintable() and " " not in text:
            if len(text) <= LONGEST_LINK:
                return text
            raise typer.BadParameter(f"{len(text)} characters: expected an address of at most {LONGEST_LINK}.")
    raise typer.BadParameter(f"'{text[:60]}': expected an address such as https://example.org/back.")
