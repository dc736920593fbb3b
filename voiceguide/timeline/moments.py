"""One rep at a pace: its steps as moments, with the pace's holds where they belong."""

from dataclasses import dataclass
from itertools import zip_longest

from voiceguide.breath import Pace, PhaseKind
from voiceguide.script.model import Step
from voiceguide.units import Ms

HOLD_WITHOUT_LENGTH_MS: Ms = 2_000


@dataclass(frozen=True, slots=True)
class Moment:
    """A phase, or a wait, whose kind is None. `step` is None for a hold that the pace brings in."""

    kind: PhaseKind | None
    duration: Ms
    step: Step | None


def moments(steps: tuple[Step, ...], pace: Pace) -> tuple[Moment, ...]:
    """The moments of one rep, in order.

    A `Hold` step takes the place of the pace's hold. Two inhales running, or two exhales, have no hold between.
    """
    found: list[Moment] = []
    breath: PhaseKind | None = None
    for step, following in zip_longest(steps, steps[1:]):
        if step.kind == "wait":
            found.append(Moment(None, step.at_least, step))
            continue
        kind: PhaseKind = step.kind if step.kind != "hold" else "hold_in" if breath == "inhale" else "hold_out"
        natural = pace.part(kind)
        if step.kind == "hold" and not natural and not step.at_least:
            natural = HOLD_WITHOUT_LENGTH_MS
        found.append(Moment(kind, max(round(natural * step.times), step.at_least), step))
        if kind in ("inhale", "exhale"):
            breath = kind
            hold: PhaseKind = "hold_in" if kind == "inhale" else "hold_out"
            if pace.part(hold) and not (following and following.kind in ("hold", kind)):
                found.append(Moment(hold, pace.part(hold), None))
    return tuple(found)


def plain_breath(pace: Pace) -> tuple[tuple[PhaseKind, Ms], ...]:
    """The phases of one breath without steps, each with its length in milliseconds."""
    kinds: tuple[PhaseKind, ...] = ("inhale", "hold_in", "exhale", "hold_out")
    return tuple((kind, pace.part(kind)) for kind in kinds if pace.part(kind))
