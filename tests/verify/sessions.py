"""Sessions with tones in place of words, and files of them."""

from dataclasses import replace
from functools import cache, partial

import numpy as np

from voiceguide.clip import Clip
from voiceguide.exporter.file import export_session
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.timeline.model import Bell, Chapter, Cue, Phase, Timeline, Utterance
from voiceguide.units import SAMPLE_RATE, frames_from_ms

SOUND = Sound(guide="breath", bed="rain")
WORD_MS = 900


@cache
def word(utterance, level=0.065):
    """A buzz with many partials, like a voice, with the level of a clip."""
    times = np.arange(frames_from_ms(WORD_MS)) / SAMPLE_RATE
    pitch = 110 + len(utterance.text)
    buzz = sum(np.cos(2 * np.pi * pitch * n * times + n * n) / n for n in range(2, 40))
    buzz *= level / np.sqrt(np.mean(buzz**2))
    return Clip(buzz.astype(np.float32)[:, np.newaxis], SAMPLE_RATE)


def chapter(title, *starts, bells=()):
    cues = tuple(Cue("cue", Utterance("Inhale" + "." * n), start, WORD_MS) for n, start in enumerate(starts))
    phases = tuple(Phase("inhale", start, 2000, "repeat", 1, 1, 1, "left") for start in starts)
    duration = -(-(starts[-1] + 3500) // 1280) * 1280
    return Chapter(title, None, duration, phases=phases, cues=cues, bells=tuple(Bell("last", start) for start in bells))


TIMELINE = Timeline(
    "Back",
    "en",
    "4-6",
    (
        chapter("Welcome", 800, 3000, 5200, 8400, 19_400, 20_500, 22_700),
        chapter("Side stretch", 700, 4000, 7300, 10_600, bells=(4000,)),
    ),
)


def mixing(clip=word, sound=SOUND):
    return partial(mix_chapter, clip=clip, sound=sound)


def exported(path, timeline=TIMELINE, mix=None):
    export_session(timeline, mix or mixing(), path)
    return path


def moved(timeline, chapter_at, cue_at, by):
    """The same session with a wrong time for one cue."""
    chapters = list(timeline.chapters)
    cues = list(chapters[chapter_at].cues)
    cues[cue_at] = replace(cues[cue_at], start=cues[cue_at].start + by)
    chapters[chapter_at] = replace(chapters[chapter_at], cues=tuple(cues))
    return replace(timeline, chapters=tuple(chapters))


def saying_of(timeline, other):
    """A mix of one session's sound for another's timeline, for a file whose sheet is wrong."""
    mix = mixing()
    heard = dict(zip((id(chapter) for chapter in timeline.chapters), other.chapters, strict=True))
    return lambda chapter, **part: mix(heard[id(chapter)], **part)
