"""What a screen shows of a playing session, and the characters that it is drawn with."""

import math
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from voiceguide.breath import PhaseKind
from voiceguide.letters import spelled
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.timeline.model import Chapter, Cue, Phase, PhaseSection
from voiceguide.units import Ms, clock_text


@dataclass(frozen=True, slots=True)
class Marks:
    """`full`, `tip` and `empty` draw a bar: filled cells, a cell half filled (empty where there is none), and the rest.

    `keys` has the signs of keys that are not shown by their names.
    """

    full: str
    tip: str
    empty: str
    ellipsis: str
    keys: Mapping[str, str]


ARROWS = ("left", "right", "up", "down")
UNICODE = Marks("━", "╸", "─", "…", {**dict(zip(ARROWS, "←→↑↓", strict=True)), "-": "−"})
ASCII = Marks("=", "", "-", "...", dict(zip(ARROWS, "<>^v", strict=True)))

HINTS = (
    (("pause",), "pause", 1),
    (("previous", "next"), "exercise", 3),
    (("back", "forward"), "10 s", 6),
    (("again",), "again", 7),
    (("faster", "slower"), "pace", 4),
    (("help",), "help", 5),
    (("stop",), "stop", 2),
)
"""Actions whose keys are shown, what they do, and how much each is needed, from 1: where there is little room, others go first."""


BREATH: dict[PhaseKind, str] = {
    "inhale": "Inhale",
    "hold_in": "Hold",
    "exhale": "Exhale",
    "hold_out": "Hold",
    "move": "Move",
}
FREE = "Breathe as you like"
COUNTED: dict[PhaseSection, str] = {"repeat": "", "hold": "breath ", "breathe": "breath "}
"""What stands before the number of a rep, by section."""

LINGER_MS: Ms = 3000
"""How long words stay on the screen after they were said, outside of a phase."""


@dataclass(frozen=True, slots=True)
class View:
    """The texts of a screen, each on one line, and empty where there is nothing to show.

    Attributes:
        place: the side, the set and the rep.
        full: the lung volume, 0 to 1; None where the breath is free.
        speaking: whether `said` is being said, or was just now.
        coming: the side or the exercise that follows.
        left: the time to the session's end.
    """

    session: str
    heading: str
    place: str
    breath: str
    full: float | None
    said: str
    speaking: bool
    coming: str
    left: str
    remark: str
    paused: bool


def view_of(playback: PlaybackPosition, encoding: str = "utf-8") -> View:
    """What to show at a playback position, in characters that an encoding has."""
    chapter, elapsed = playback.chapter, playback.elapsed
    index = _index_at(chapter, elapsed)
    phase = None if index is None else chapter.phases[index]
    cue = _last_said(chapter, phase, elapsed)

    def shown(text: str) -> str:
        return spelled(plain(text), encoding)

    return View(
        session=shown(playback.title),
        heading=shown(chapter.title),
        place=shown(" · ".join(_place(chapter, phase))) if phase else "",
        breath=FREE if phase is None or _is_free(phase) else BREATH[phase.kind],
        full=None if index is None or _is_free(chapter.phases[index]) else _lung_volume(chapter.phases, index, elapsed),
        said=shown(cue.utterance.text) if cue else "",
        speaking=cue is not None and elapsed < cue.end,
        coming=shown(_coming(playback)),
        left="" if playback.left is None else f"{clock_text(max(0, playback.left))} left",
        remark=shown(playback.remark or ""),
        paused=playback.paused,
    )


def _index_at(chapter: Chapter, elapsed: Ms) -> int | None:
    return next((at for at, phase in enumerate(chapter.phases) if phase.start <= elapsed < phase.end), None)


def _is_free(phase: Phase) -> bool:
    """Whether a position is held without breaths that are counted."""
    return phase.kind == "move" and phase.section == "hold"


def _place(chapter: Chapter, phase: Phase) -> Iterator[str]:
    if phase.side:
        yield f"{phase.side.capitalize()} side"
    if any(other.set > 1 for other in chapter.phases if other.section_index == phase.section_index):
        yield f"set {phase.set}"
    if not _is_free(phase):
        yield f"{COUNTED[phase.section]}{phase.rep} of {phase.reps}"


def _last_said(chapter: Chapter, phase: Phase | None, elapsed: Ms) -> Cue | None:
    """The cue that is said now, or was last said in this phase or, outside of a phase, in the last `LINGER_MS`."""
    said = [cue for cue in chapter.cues if cue.start <= elapsed]
    since = phase.start if phase else elapsed - LINGER_MS
    return said[-1] if said and said[-1].end > since else None


def _lung_volume(phases: tuple[Phase, ...], index: int, elapsed: Ms) -> float:
    """The lung volume, 0 to 1. A breath that is taken in two inhales fills the lungs once."""
    kind = phases[index].kind
    if kind in ("hold_in", "hold_out"):
        return 1.0 if kind == "hold_in" else 0.0
    first = last = index
    while first and _join(phases[first - 1], phases[first]):
        first -= 1
    while last + 1 < len(phases) and _join(phases[last], phases[last + 1]):
        last += 1
    start, end = phases[first].start, phases[last].end
    risen = (1 - math.cos(math.pi * (elapsed - start) / (end - start))) / 2
    return 1 - risen if kind == "exhale" else risen


def _join(before: Phase, after: Phase) -> bool:
    together = before.end == after.start and before.rep_key == after.rep_key
    return together and before.kind == after.kind and before.kind != "move"


def _coming(playback: PlaybackPosition) -> str:
    phases, elapsed = playback.chapter.phases, playback.elapsed
    sides = [phase.side for phase in phases if phase.start <= elapsed][-1:]
    other = next((phase.side for phase in phases if phase.start > elapsed and [phase.side] != sides), None)
    if sides and other:
        return f"{other} side"
    return playback.titles[playback.number + 1] if playback.number + 1 < len(playback.titles) else ""


JOINERS = "\u200c\u200d"
"""Zero-width characters that shape emoji and several scripts."""


def plain(text: str) -> str:
    """A text on one line, without control characters, direction marks and unassigned characters, each space single."""
    return " ".join("".join(_plain(char) for char in text).split())


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn") and char not in JOINERS else char
