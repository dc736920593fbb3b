"""The phases of a breath, and paces, which give the phases their lengths."""

import re
from dataclasses import dataclass, replace
from typing import Literal, Self

from voiceguide.errors import PaceError
from voiceguide.problems import nearest
from voiceguide.units import Ms, ms_from_seconds, seconds_text

PhaseKind = Literal["inhale", "hold_in", "exhale", "hold_out", "move"]
"""One part of one breath; `move` is a movement free of the breath."""

Part = Literal["inhale", "hold_in", "exhale", "hold_out"]
PARTS: tuple[Part, ...] = ("inhale", "hold_in", "exhale", "hold_out")
"""The phases that a pace has, in the order of a breath."""

SHORTEST_MS: Ms = 500
LONGEST_MS: Ms = 600_000
"""Bounds of a phase's length; a hold may also be 0."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long each phase of a breath lasts, in milliseconds. A hold of 0 is no hold.

    Raises:
        PaceError: a part is shorter than 0.5 s or longer than 10 min.
    """

    inhale: Ms
    hold_in: Ms
    exhale: Ms
    hold_out: Ms

    def __post_init__(self) -> None:
        for part in PARTS:
            length: Ms = getattr(self, part)
            may_be_none = part.startswith("hold") and length == 0
            if not may_be_none and not SHORTEST_MS <= length <= LONGEST_MS:
                raise PaceError(
                    f"{part.replace('_', '-')} of {seconds_text(length)} s: a phase lasts from "
                    f"{seconds_text(SHORTEST_MS)} s to {LONGEST_MS // 60_000} minutes"
                    + (", and a hold may be 0." if part.startswith("hold") else ".")
                )

    @property
    def breath_ms(self) -> Ms:
        """The length of a breath, in milliseconds."""
        return self.inhale + self.hold_in + self.exhale + self.hold_out

    @property
    def per_minute(self) -> float:
        """Breaths a minute."""
        return 60_000 / self.breath_ms

    def part(self, kind: PhaseKind) -> Ms:
        """The length of a phase, in milliseconds; a `move` lasts a whole breath."""
        length: Ms = self.breath_ms if kind == "move" else getattr(self, kind)
        return length

    def with_parts(self, **seconds: float | None) -> Self:
        """The pace with some parts changed. They are named as in `PARTS` and given in seconds; None changes nothing.

        Raises:
            PaceError: a part would be out of bounds.
        """
        return replace(self, **{part: ms_from_seconds(s) for part, s in seconds.items() if s is not None})

    def scaled(self, factor: float) -> Self:
        """The pace with every part `factor` times as long.

        Raises:
            PaceError: a part would be out of bounds.
        """
        return replace(self, **{part: round(getattr(self, part) * factor) for part in PARTS})

    def towards(self, other: Self, share: float) -> Self:
        """The pace between this one and another, at a share (0 to 1) of the way. Each part changes linearly.

        A hold that would be shorter than 0.5 s becomes 0 or 0.5 s, whichever is nearer.
        """
        mixed = {part: round(getattr(self, part) * (1 - share) + getattr(other, part) * share) for part in PARTS}
        for hold in ("hold_in", "hold_out"):
            mixed[hold] = mixed[hold] if mixed[hold] >= SHORTEST_MS // 2 else 0
            mixed[hold] = max(mixed[hold], SHORTEST_MS) if mixed[hold] else 0
        return replace(self, **mixed)

    def __str__(self) -> str:
        parts = [self.inhale, self.exhale]
        if self.hold_in or self.hold_out:
            parts = [self.inhale, self.hold_in, self.exhale]
        if self.hold_out:
            parts.append(self.hold_out)
        return "-".join(seconds_text(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Preset:
    """A pace with a name, and the reason to use it."""

    name: str
    pace: Pace
    evidence: str


PRESETS = (
    Preset(
        "even",
        Pace(5000, 0, 5000, 0),
        "Six breaths a minute, in as long as out: inside the resonance range (Lehrer 2000).",
    ),
    Preset(
        "calm",
        Pace(4000, 0, 6000, 0),
        "Six a minute with the longer exhale that relaxes more than rate does (Van Diest 2014).",
    ),
    Preset("coherent", Pace(5500, 0, 5500, 0), "About 5.5 a minute, where heart and breath swing together (Lin 2014)."),
    Preset("slow", Pace(4000, 0, 8000, 0), "Five a minute, exhale twice the inhale: for practised breathers."),
    Preset("box", Pace(4000, 4000, 4000, 4000), "Four equal sides; the holds steady attention (Balban 2023)."),
    Preset(
        "relaxing", Pace(4000, 7000, 8000, 0), "4-7-8: one long hold and a long exhale (Vierra 2022); stop if dizzy."
    ),
)

DEFAULT_PACE = Pace(4000, 0, 6000, 0)

_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"
_PARTS = re.compile(rf"{_NUMBER}(?:-{_NUMBER}){{1,3}}")


def parse_pace(text: str) -> Pace:
    """Read a pace: `4-6` (inhale-exhale), `4-7-8` (inhale-hold-exhale) or `4-4-4-4` in seconds, or the name of a preset.

    Raises:
        PaceError: the text is none of these, or a part is out of bounds.
    """
    name = text.strip().lower()
    for preset in PRESETS:
        if preset.name == name:
            return preset.pace
    if not _PARTS.fullmatch(name):
        names = [preset.name for preset in PRESETS]
        raise PaceError(
            f"'{text[:40]}' is no pace: expected seconds as inhale-exhale ('4-6'), inhale-hold-exhale ('4-7-8') or "
            f"inhale-hold-exhale-hold ('4-4-4-4'), or one of {', '.join(names)}{nearest(name, names)}"
        )
    parts = [ms_from_seconds(float(part)) for part in name.split("-")]
    if len(parts) == 2:
        parts.insert(1, 0)
    return Pace(*parts, *[0] * (4 - len(parts)))


SLOWEST_RATE = 1
FASTEST_RATE = 30
"""The fewest and the most breaths a minute that can be asked for."""


def pace_from_rate(per_minute: float, ratio: str = "1:1") -> Pace:
    """The pace with `per_minute` breaths a minute and a ratio of inhale to exhale such as `2:3`, without holds.

    Raises:
        PaceError: the rate is out of bounds, the ratio is not two positive numbers, or a part is out of bounds.
    """
    match = re.fullmatch(rf"({_NUMBER}):({_NUMBER})", ratio.strip())
    if not match or not float(match[1]) or not float(match[2]):
        raise PaceError(f"'{ratio[:40]}' is no ratio: expected inhale to exhale as two numbers, such as '2:3'.")
    if not SLOWEST_RATE <= per_minute <= FASTEST_RATE:
        raise PaceError(f"{per_minute:g} breaths a minute: expected {SLOWEST_RATE} to {FASTEST_RATE}.")
    inhale, exhale = float(match[1]), float(match[2])
    breath = round(60_000 / per_minute)
    part = round(breath * inhale / (inhale + exhale))
    return Pace(part, 0, breath - part, 0)
