"""The flags of a session, which are the same in every command."""

import inspect
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, cast, get_args, get_type_hints

import typer

from voiceguide.breath import FASTEST_RATE, PRESETS, SLOWEST_RATE, Pace, pace_from_rate, parse_pace
from voiceguide.cli.defaults import overridden
from voiceguide.errors import PaceError
from voiceguide.mix.sound import BED_DB, FLOOR_DB, GUIDE_DB, BedName, GuideName
from voiceguide.mix.sound import RANGES as LEVELS
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk
from voiceguide.timeline.model import BellName, Side
from voiceguide.timeline.options import MOST_REPS, MOST_ROUNDS, RANGES, Counting, Guidance, RepsWanted
from voiceguide.units import LOUDNESS_LUFS, whole_number

if TYPE_CHECKING:
    from voiceguide.library import Choices

Result = TypeVar("Result")

PACE_HELP = "Seconds as inhale-exhale (4-6), inhale-hold-exhale or all four parts; or " + ", ".join(
    p.name for p in PRESETS
)
OFF = "off"
BEDS = (*get_args(BedName), "none")


def _pace(text: str) -> Pace:
    try:
        return parse_pace(text)
    except PaceError as error:
        raise typer.BadParameter(str(error)) from None


def _reps(text: str) -> str:
    if text not in ("low", "mid", "high") and not 1 <= (whole_number(text) or 0) <= MOST_REPS:
        raise typer.BadParameter(f"'{text[:60]}': expected low, mid, high, or a number from 1 to {MOST_REPS}.")
    return text


def _day(text: str) -> str:
    from voiceguide.log.days import as_day

    try:
        as_day(text)
    except ValueError:
        raise typer.BadParameter(f"'{text[:60]}': expected a day, such as 2026-12-01.") from None
    return text


def _floor_db(text: str) -> str:
    low, high = LEVELS["floor_db"]
    with suppress(ValueError):
        if text == OFF or low <= float(text) <= high:
            return text
    raise typer.BadParameter(f"'{text[:60]}': expected off, or dBFS from {low:g} to {high:g}.")


def _bed_named(text: str) -> str:
    with suppress(OSError):  # such as a name that is too long
        if text in BEDS or as_on_disk(Path(text)).is_file():
            return text
    raise typer.BadParameter(f"'{text}': expected {', '.join(BEDS)} or a sound file{nearest(text, BEDS) or '.'}")


def _bell_named(text: str) -> str:
    name, _, file = text.partition("=")
    known = get_args(BellName)
    if name not in known or not file:
        hint = nearest(name, known) if name not in known else ""
        raise typer.BadParameter(f"'{text[:60]}': expected NAME=FILE, where NAME is {', '.join(known)}{hint or '.'}")
    with suppress(OSError):
        if as_on_disk(Path(file)).is_file():
            return text
    raise typer.BadParameter(f"'{file}' is no file: expected a sound file after '{name}='.")


def _between(low: float, high: float) -> dict[str, float]:
    return {"min": low, "max": high}


_in_pace = partial(typer.Option, rich_help_panel="Pace")
_in_session = partial(typer.Option, rich_help_panel="Session")
_in_voice = partial(typer.Option, rich_help_panel="Voice")
_in_sound = partial(typer.Option, rich_help_panel="Sound")
_level = partial(_in_sound, **_between(*LEVELS["guide_db"]), metavar="DB")
_breath = partial(_in_pace, **_between(*RANGES["inhale"]), metavar="SECONDS")
_hold = partial(_in_pace, **_between(*RANGES["hold_in"]), metavar="SECONDS")
_name = partial(_in_session, metavar="NAME")
_factor = partial(_in_session, metavar="FACTOR")


@dataclass(frozen=True, slots=True)
class SessionFlags:
    """A listener's choices, as the command line takes them."""

    pace: Annotated[Pace | None, _in_pace("--pace", "-p", parser=_pace, metavar="PACE", help=PACE_HELP)] = None
    inhale: Annotated[float | None, _breath(help="Change only the inhale of the pace in force.")] = None
    exhale: Annotated[float | None, _breath(help="Change only the exhale.")] = None
    hold_in: Annotated[float | None, _hold(help="Change only the hold after the inhale.")] = None
    hold_out: Annotated[float | None, _hold(help="Change only the hold after the exhale.")] = None
    bpm: Annotated[
        float | None,
        _in_pace(min=SLOWEST_RATE, max=FASTEST_RATE, metavar="N", help="Breaths a minute, instead of --pace."),
    ] = None
    ratio: Annotated[str, _in_pace(metavar="A:B", help="With --bpm: inhale to exhale.")] = "1:1"
    ramp_to: Annotated[
        Pace | None, _in_pace(parser=_pace, metavar="PACE", help="Move evenly to this pace by the last breath.")
    ] = None
    reps: Annotated[
        str,
        _in_session(
            "--reps",
            "-r",
            parser=_reps,
            metavar="low|mid|high|N",
            help="The low, middle or high end of each range, or a number.",
        ),
    ] = "mid"
    minutes: Annotated[
        float | None,
        _in_session(
            "--minutes",
            "-m",
            **_between(*RANGES["minutes"]),
            metavar="N",
            help="Choose reps, exercises and rounds to last this long.",
        ),
    ] = None
    rounds: Annotated[
        int | None,
        _in_session(
            min=1, max=MOST_ROUNDS, metavar="N", help="Do the list so often; with --minutes, at this many rounds."
        ),
    ] = None
    fresh: Annotated[
        bool, _in_session("--fresh", help="Where not all can be done, what was done longest ago comes in first.")
    ] = False
    day: Annotated[
        str | None,
        _in_session(parser=_day, metavar="DAY", help="With --fresh: as on this day, such as 2026-12-01."),
    ] = None
    guidance: Annotated[Guidance, _in_session(help="How much is said in the reps.")] = "fade"
    count: Annotated[Counting, _in_session(help="Which rep numbers are said.")] = "none"
    with_: Annotated[list[str] | None, _name("--with", help="Take this variation or progression; may be repeated.")] = (
        None
    )
    only: Annotated[list[str] | None, _name(help="Do only exercises with this in their name; may be repeated.")] = None
    skip: Annotated[list[str] | None, _name(help="Leave exercises with this in their name out; may be repeated.")] = (
        None
    )
    first_side: Annotated[Side, _in_session(help="The side to begin on.")] = "left"
    transition: Annotated[
        float, _factor(**_between(*RANGES["transition"]), help="Scale the time between exercises and sides.")
    ] = 1.0
    lead: Annotated[
        float,
        _in_session(
            **_between(*RANGES["lead"]), metavar="SECONDS", help="Begin the words this long before their breath."
        ),
    ] = 0.0
    strict: Annotated[bool, _in_session("--strict", help="Words that do not fit are an error.")] = False
    voice: Annotated[
        str | None,
        _in_voice(
            "--voice",
            "-v",
            metavar="NAME",
            help="A voice by name or language: natural (the usual one for English), system, en-gb+f3.",
        ),
    ] = None
    rate: Annotated[
        float, _in_voice(**_between(*RANGES["rate"]), metavar="FACTOR", help="Speed of speech; 1.2 is faster.")
    ] = 1.0
    guide: Annotated[
        GuideName, _in_sound(help="The sound that follows your breath: shaped noise or a gliding chord.")
    ] = "breath"
    guide_db: Annotated[float, _level(help="The guide at its loudest, relative to the voice.")] = GUIDE_DB
    bed: Annotated[
        list[str] | None,
        _in_sound(
            parser=_bed_named,
            metavar="|".join((*BEDS, "FILE")),
            help="The background sound. Several files are played one after the other, and then again.",
            show_default="none",
        ),
    ] = None
    bed_db: Annotated[float, _level(help="The bed, relative to the voice.")] = BED_DB
    bells: Annotated[bool, _in_sound(help="Ring at the start, at a switch of sides, at last reps and at the end.")] = (
        True
    )
    bells_db: Annotated[
        float, _in_sound(**_between(*LEVELS["bells_db"]), metavar="DB", help="Bells louder or softer than usual.")
    ] = 0.0
    bell: Annotated[
        list[str] | None,
        _in_sound(
            parser=_bell_named,
            metavar="NAME=FILE",
            help=f"Ring a sound of yours, its first ten seconds, in the place of a bell: {', '.join(get_args(BellName))}; may be "
            "repeated.",
        ),
    ] = None
    interval: Annotated[
        float | None,
        _in_sound(
            **_between(*RANGES["interval"]),
            metavar="MINUTES",
            help="Ring a soft bell every so many minutes of each exercise, counted from its first breath and between the "
            "words; where a script says when bells ring, that is kept.",
        ),
    ] = None
    pan: Annotated[bool, _in_sound(help="Pan guide and bells towards the side that works.")] = True
    loudness: Annotated[
        float, _in_sound(**_between(*LEVELS["loudness"]), metavar="LUFS", help="Loudness of the words.")
    ] = LOUDNESS_LUFS
    floor_db: Annotated[
        str,
        _in_sound(
            parser=_floor_db, metavar="DB|off", help="Comfort noise that keeps headphones awake; off leaves it out."
        ),
    ] = f"{FLOOR_DB:g}"

    def choices(self) -> "Choices":
        """The same as the library takes it.

        Raises:
            typer.BadParameter: flags that do not go together.
        """
        values: Any = {field.name: getattr(self, field.name) for field in fields(self)}
        for name in ("voice", "bpm", "ratio"):
            del values[name]
        values["pace"] = self._pace_in_force()
        values["reps"] = self._reps_wanted()
        values["bed"] = self._bed_wanted()
        values["bell"] = dict(each.split("=", 1) for each in self.bell or ())
        values["floor_db"] = None if self.floor_db == OFF else float(self.floor_db)
        return cast("Choices", values)

    def _pace_in_force(self) -> Pace | None:
        if self.bpm is None:
            if self.ratio != "1:1":
                raise typer.BadParameter("--ratio goes with --bpm, as in '--bpm 6 --ratio 2:3'.", param_hint="--ratio")
            return self.pace
        if self.pace:
            raise typer.BadParameter(
                "--pace and --bpm both set the pace: expected one of them.", param_hint=("--pace", "--bpm")
            )
        try:
            return pace_from_rate(self.bpm, self.ratio)
        except PaceError as error:
            raise typer.BadParameter(str(error), param_hint=("--ratio", "--bpm")) from None

    def _bed_wanted(self) -> str | list[str]:
        beds = self.bed or ["none"]
        if len(beds) == 1:
            return beds[0]
        for bed in beds:
            if bed in BEDS:
                raise typer.BadParameter(
                    f"'{bed}' has no end: expected sound files only, to be played one after the other.",
                    param_hint="--bed",
                )
        return beds

    def _reps_wanted(self) -> RepsWanted:
        if self.minutes is not None and self.reps != "mid":
            raise typer.BadParameter(
                "--reps and --minutes both choose the reps: expected one of them.", param_hint=("--reps", "--minutes")
            )
        named: dict[str, Literal["low", "mid", "high"]] = {"low": "low", "mid": "mid", "high": "high"}
        return named.get(self.reps) or whole_number(self.reps) or "mid"


def with_flags(command: Callable[..., Result]) -> Callable[..., Result]:
    """Give a command every flag of `SessionFlags` in the place of its parameter `flags`.

    A flag on the command line overrides defaults of the config file: see `defaults.OVERRIDES`.
    """
    hints = get_type_hints(SessionFlags, include_extras=True)
    own = inspect.signature(command)
    shared = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in fields(SessionFlags)
    ]

    @wraps(command)
    def taking_flags(*args: Any, context: typer.Context, **kwargs: Any) -> Result:
        kwargs |= {name: signature.parameters[name].default for name in overridden(context)}
        if "context" in own.parameters:
            kwargs["context"] = context
        chosen = {field.name: kwargs.pop(field.name) for field in fields(SessionFlags)}
        return command(*args, flags=SessionFlags(**chosen), **kwargs)

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
