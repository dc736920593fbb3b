"""What may be chosen about a session and its sound: each choice once, with its type and its help.

Defaults and bounds are those of `Options` and `Sound`. The command line makes a flag of each choice (`cli/flags.py`), and gives the
library what was typed; so a choice may be given as a text, too.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal, TypedDict, get_args

from voiceguide.breath import PRESETS, Pace
from voiceguide.mix.sound import BedName, GuideName, Sound
from voiceguide.timeline.model import BellName, Side
from voiceguide.timeline.options import Counting, Guidance, Options, RepsWanted

Panel = Literal["Pace", "Session", "Voice", "Sound"]


@dataclass(frozen=True, slots=True)
class Flag:
    """How the command line shows a choice.

    Attributes:
        panel: the heading that it stands under.
        help: what it says.
        value: what stands for its value; what it may be, if that is empty.
        short: its short name.
        typed: the type of what is typed, where it is not the choice's own.
        default: what is shown as its default, if not the default itself.
    """

    panel: Panel
    help: str
    value: str = ""
    short: str = ""
    typed: Any = None
    default: str = ""


OFF = "off"
BEDS = (*get_args(BedName), "none")
BELLS = get_args(BellName)

_pace = partial(Flag, "Pace")
_breath = partial(Flag, "Pace", value="SECONDS")
_session = partial(Flag, "Session")
_names = partial(Flag, "Session", value="NAME", typed=list[str])
_voice = partial(Flag, "Voice")
_sound = partial(Flag, "Sound")
_level = partial(Flag, "Sound", value="DB")

_PACE_HELP = "Seconds as inhale-exhale (4-6), inhale-hold-exhale or all four parts; or " + ", ".join(
    preset.name for preset in PRESETS
)
_BELL_HELP = (
    f"Ring a sound of yours, its first ten seconds, in the place of a bell: {', '.join(BELLS)}; may be repeated."
)


class SessionChoices(TypedDict, total=False):
    """What may be chosen about a session: the session flags of the command line, `_` for `-`, and `with_` for `--with`.

    `fresh` reads this user's log, as it was on `day`, or is now. Paces are a `Pace` or a text such as `4-6`; lengths are seconds; `rate` > 1 is faster, `transition` > 1 is longer.
    """

    pace: Annotated[Pace | str | None, _pace(_PACE_HELP, "PACE", "-p", typed=Pace)]
    inhale: Annotated[float | None, _breath("Change only the inhale of the pace in force.")]
    exhale: Annotated[float | None, _breath("Change only the exhale.")]
    hold_in: Annotated[float | None, _breath("Change only the hold after the inhale.")]
    hold_out: Annotated[float | None, _breath("Change only the hold after the exhale.")]
    bpm: Annotated[float | None, _pace("Breaths a minute, instead of --pace.", "N")]
    ratio: Annotated[str, _pace("With --bpm: inhale to exhale.", "A:B")]
    ramp_to: Annotated[Pace | str | None, _pace("Move evenly to this pace by the last breath.", "PACE", typed=Pace)]
    reps: Annotated[
        RepsWanted,
        _session("The low, middle or high end of each range, or a number.", "low|mid|high|N", "-r", typed=str),
    ]
    minutes: Annotated[float | None, _session("Choose reps, exercises and rounds to last this long.", "N", "-m")]
    rounds: Annotated[int | None, _session("Do the list so often; with --minutes, at this many rounds.", "N")]
    fresh: Annotated[bool, _session("Where not all can be done, what was done longest ago comes in first.")]
    day: Annotated[date | str | None, _session("With --fresh: as on this day, such as 2026-12-01.", "DAY", typed=str)]
    guidance: Annotated[Guidance, _session("How much is said in the reps.")]
    count: Annotated[Counting, _session("Which rep numbers are said.")]
    with_: Annotated[Iterable[str] | None, _names("Take this variation or progression; may be repeated.")]
    only: Annotated[Iterable[str] | None, _names("Do only exercises with this in their name; may be repeated.")]
    skip: Annotated[Iterable[str] | None, _names("Leave exercises with this in their name out; may be repeated.")]
    first_side: Annotated[Side, _session("The side to begin on.")]
    transition: Annotated[float, _session("Scale the time between exercises and sides.", "FACTOR")]
    lead: Annotated[float, _session("Begin the words this long before their breath.", "SECONDS")]
    strict: Annotated[bool, _session("Words that do not fit are an error.")]
    rate: Annotated[float, _voice("Speed of speech; 1.2 is faster.", "FACTOR")]
    guide: Annotated[GuideName, _sound("The sound that follows your breath: shaped noise or a gliding chord.")]
    bells: Annotated[bool, _sound("Ring at the start, at a switch of sides, at last reps and at the end.")]
    interval: Annotated[
        float | None,
        _sound(
            "Ring a soft bell every so many minutes of each exercise, counted from its first breath and between the "
            "words; where a script says when bells ring, that is kept.",
            "MINUTES",
        ),
    ]


class Choices(SessionChoices, total=False):
    """What may be chosen about a session and its sound.

    Levels are in dB. `bed` is the name of a bed, the path of a sound, or a list of paths; `bell` has paths by the names
    of bells, as the cue sheet has them; `floor_db` None leaves the comfort noise out.
    """

    bed: Annotated[
        BedName | Literal["none"] | str | Path | Sequence[str | Path] | None,
        _sound(
            "The background sound. Several files are played one after the other, and then again.",
            "|".join((*BEDS, "FILE")),
            typed=list[str],
            default="none",
        ),
    ]
    bell: Annotated[Mapping[BellName, str | Path] | Sequence[str], _sound(_BELL_HELP, "NAME=FILE", typed=list[str])]
    guide_db: Annotated[float, _level("The guide at its loudest, relative to the voice.")]
    bed_db: Annotated[float, _level("The bed, relative to the voice.")]
    bells_db: Annotated[float, _level("Bells louder or softer than usual.")]
    pan: Annotated[bool, _sound("Pan guide and bells towards the side that works.")]
    loudness: Annotated[float, _sound("Loudness of the words.", "LUFS")]
    floor_db: Annotated[
        float | Literal["off"] | None,
        _sound("Comfort noise that keeps headphones awake; off leaves it out.", "DB|off", typed=str),
    ]


DEFAULTS: Mapping[str, Any] = {
    **dict.fromkeys(Choices.__annotations__),
    **{field.name: field.default for model in (Options, Sound) for field in fields(model)},
    "ratio": "1:1",
    "fresh": False,
}
"""What each choice is that is not made."""


def long_name(choice: str) -> str:
    """The name of a choice's flag, without the dashes before it."""
    return choice.strip("_").replace("_", "-")
