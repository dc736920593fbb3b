"""Choices as the compiler and the mix take them, and the rules of which can be, and which go together.

An error blames the flag, and begins with the choice's keyword where it names it: the command line puts its flag there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from voiceguide.breath import Pace, pace_from_rate, parse_pace
from voiceguide.choices import BEDS, BELLS, DEFAULTS, OFF, Choices, SessionChoices, long_name
from voiceguide.errors import ChoiceError, blaming
from voiceguide.mix.sound import RANGES, Sound
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk
from voiceguide.timeline.options import Options
from voiceguide.units import whole_number

EITHER = {("pace", "bpm"): "set the pace", ("reps", "minutes"): "choose the reps"}
"""Choices in the place of each other, and what both do."""


def options_of(choices: SessionChoices) -> Options:
    """The choices about a session as the compiler takes them.

    Raises:
        ChoiceError, PaceError: a choice is out of bounds, or two do not go together. It blames the flags.
        TypeError: there is no such choice.
    """
    made = _read(choices, SessionChoices)
    for (one, other), both_do in EITHER.items():
        if _is_made(made, one) and _is_made(made, other):
            with blaming(one, other):
                raise ChoiceError(f"{one} and {other} both {both_do}: expected one of them.")
    bpm, ratio = made.pop("bpm", None), made.pop("ratio", DEFAULTS["ratio"])
    with blaming("ratio", "bpm"):
        if bpm is not None:
            made["pace"] = pace_from_rate(bpm, ratio)
        elif ratio != DEFAULTS["ratio"]:
            raise ChoiceError("ratio goes with bpm: expected both, such as 2:3 and 6.")
    day = made.pop("day", None)
    if made.pop("fresh", False):
        from voiceguide.log.days import last_done
        from voiceguide.log.store import SessionLog, log_path

        made["last_done"] = last_done(SessionLog(log_path()).entries(), day or date.today())
    made["variations"] = made.pop("with_", ())
    made["guide"] = Sound(guide=made.get("guide", DEFAULTS["guide"])).guide != "none"
    return Options(**made)


def options_and_sound(choices: Choices) -> tuple[Options, Sound]:
    """The choices as the compiler and the mix take them.

    Raises:
        ChoiceError, PaceError, TypeError: as for `options_of`.
    """
    session: Any = {name: value for name, value in choices.items() if name not in _OF_SOUND}
    sound = _read({name: value for name, value in choices.items() if name in {"guide", *_OF_SOUND}}, Choices)
    if "bell" in sound:
        sound["own_bells"] = sound.pop("bell")
    return options_of(session), Sound(**sound)


_OF_SOUND = frozenset(Choices.__annotations__) - frozenset(SessionChoices.__annotations__)


def _is_made(made: Mapping[str, Any], name: str) -> bool:
    return bool(made.get(name, DEFAULTS[name]) != DEFAULTS[name])


def _read(choices: Mapping[str, Any], known: type[SessionChoices]) -> dict[str, Any]:
    """Choices, each as `Options` and `Sound` take it."""
    made = {}
    for name, value in choices.items():
        if name not in known.__annotations__:
            raise TypeError(f"There is no choice '{name}'{nearest(name, known.__annotations__) or '.'}")
        with blaming(long_name(name)):
            made[name] = READERS[name](name, value) if name in READERS else value
    return made


def _pace(choice: str, pace: Pace | str | None) -> Pace | None:
    if pace is None or isinstance(pace, Pace):
        return pace
    if not isinstance(pace, str):
        raise ChoiceError(f"{choice} is {pace!r}: expected a Pace, or a text such as '4-6'.")
    return parse_pace(pace)


def _reps(_: str, reps: str | int) -> str | int:
    return (whole_number(reps) or reps[:60]) if isinstance(reps, str) else reps


def _day(choice: str, day: date | str | None) -> date | datetime | None:
    from voiceguide.log.days import as_day

    if not isinstance(day, str):
        return day
    try:
        return as_day(day)
    except ValueError:
        raise ChoiceError(f"{choice} is {day!r:.60}: expected a day, such as 2026-12-01.") from None


def _names(choice: str, names: Iterable[str] | None) -> tuple[str, ...]:
    if isinstance(names, str):
        raise ChoiceError(f"{choice} is the text '{names[:60]}': expected a list of names, such as ['{names[:60]}'].")
    return tuple(names or ())


def _bed(_: str, bed: str | Path | Sequence[str | Path] | None) -> str | tuple[Path, ...] | None:
    """The name of a bed, the paths of sounds, or None."""
    beds = [bed] if isinstance(bed, str | Path) else list(bed or ())
    if not beds or beds == ["none"]:
        return None
    if len(beds) == 1 and beds[0] in BEDS:
        return str(beds[0])
    if name := next((each for each in beds if each in BEDS), None):
        raise ChoiceError(f"'{name}' has no end: expected sound files only, to be played one after the other.")
    return tuple(_file(each, f"{', '.join(BEDS)} or a sound file{nearest(str(each), BEDS) or '.'}") for each in beds)


def _bells(_: str, bells: Mapping[str, str | Path] | Sequence[str] | None) -> tuple[tuple[str, Path], ...]:
    """The names of bells, each with its path."""
    paths = bells if isinstance(bells, Mapping) else dict(_pair(each) for each in bells or ())
    return tuple(sorted((_bell_name(name), _file(path, "a sound file.")) for name, path in paths.items()))


def _pair(text: str) -> tuple[str, str]:
    name, _, path = text.partition("=")
    if not path:
        raise ChoiceError(f"'{text[:60]}': expected NAME=FILE, where NAME is {', '.join(BELLS)}.")
    return name, path


def _bell_name(name: str) -> str:
    if name not in BELLS:
        raise ChoiceError(f"There is no bell '{name[:60]}': expected {', '.join(BELLS)}{nearest(name, BELLS) or '.'}")
    return name


def _file(path: str | Path, expected: str) -> Path:
    with suppress(OSError):  # such as a name that is too long
        if (file := as_on_disk(Path(path))).is_file():
            return file
    raise ChoiceError(f"'{str(path)[:200]}' is no file: expected {expected}")


def _floor_db(choice: str, level: float | str | None) -> float | None:
    if level is None or level == OFF:
        return None
    low, high = RANGES["floor_db"]
    with suppress(TypeError, ValueError):
        if low <= float(level) <= high:
            return float(level)
    raise ChoiceError(f"{choice} is {level!r:.60}: expected off, or dBFS from {low:g} to {high:g}.")


READERS: Mapping[str, Callable[[str, Any], Any]] = {
    **dict.fromkeys(("pace", "ramp_to"), _pace),
    **dict.fromkeys(("with_", "only", "skip"), _names),
    "reps": _reps,
    "day": _day,
    "bed": _bed,
    "bell": _bells,
    "floor_db": _floor_db,
}
"""What reads a choice that `Options` and `Sound` do not take as it is given: called with its name and its value."""
