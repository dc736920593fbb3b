"""Playback positions in a session made by hand."""

from dataclasses import replace

from voiceguide.playback.playable import PlaybackPosition
from voiceguide.timeline.model import Chapter, Cue, Phase, Side, Utterance

BREATH = (("inhale", 4000), ("exhale", 6000))


def cue(text: str, start: int, duration: int = 1000, phase: int | None = None) -> Cue:
    return Cue("setup" if phase is None else "cue", Utterance(text), start, duration, phase)


def breaths(count: int, start: int = 0, breath=BREATH, side: Side | None = None, **more) -> tuple[Phase, ...]:
    """Breaths one after the other, from `start`, as the reps of one set."""
    phases = []
    for rep in range(1, count + 1):
        for kind, length in breath:
            place = {"section": "repeat", "set": 1, "rep": rep, "reps": count, "side": side} | more
            phases.append(Phase(kind, start, length, **place))
            start += length
    return tuple(phases)


OPENING = Chapter("Opening", None, 12_800, cues=(cue("Welcome.", 1000),))
STRETCH = Chapter(
    "Seated side stretch",
    "seated-side-stretch",
    76_800,
    (*breaths(3, 10_000, side="left"), *breaths(3, 44_000, side="right")),
    (
        cue("Seated side stretch.", 0, 2000),
        cue("Reach your left arm up to the ceiling.", 4000, 3000),
        cue("Inhale, bend right.", 10_000, 1500, 0),
        cue("Exhale, back up.", 14_000, 1200, 1),
        cue("Now your right side.", 41_000, 2000),
    ),
)
CLOSING = Chapter("Closing", None, 6400, cues=(cue("Well done.", 500),))
CHAPTERS = (OPENING, STRETCH, CLOSING)


def playback(elapsed: int = 0, number: int = 1, chapters: tuple[Chapter, ...] = CHAPTERS, **more) -> PlaybackPosition:
    """The position `elapsed` milliseconds into the chapter with that index."""
    lengths = [chapter.duration for chapter in chapters]
    position = sum(lengths[:number]) + elapsed
    titles = tuple(chapter.title for chapter in chapters)
    made = PlaybackPosition(
        "Back mobility", chapters[number], number, titles, elapsed, position, sum(lengths) - position, False
    )
    return replace(made, **more)
