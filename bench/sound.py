"""Measures how fast chapters are mixed, compared with real time and with a bare sum of the same tracks: `python bench/sound.py`.

Both run in one thread, over the same session and the same blocks. The bare sum only adds up tracks that are already rendered.
"""

import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import numpy as np

from voiceguide.clip import Samples
from voiceguide.library import load
from voiceguide.mix.bells import bundled_bell
from voiceguide.mix.chapter import BLOCK_MS, mix_chapter, tracks_of
from voiceguide.mix.control import control_blocks
from voiceguide.mix.sound import Sound
from voiceguide.mix.tracks import Track
from voiceguide.session import prepare
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.model import Chapter
from voiceguide.timeline.options import Options
from voiceguide.units import CHANNELS, frames_from_ms

SESSION = "desk-break"
ROUNDS = 12
SOUNDS = (Sound(guide="breath", bed="sea"), Sound(guide="breath", bed="rain"), Sound(guide="tones", bed="drone"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        clip = cache(ClipCache(SystemEngine(), Path(folder)).clip)
        chapters = prepare(load(SESSION), Options(), SystemEngine(), Path(folder), SOUNDS[0]).timeline.chapters
        seconds = sum(chapter.duration for chapter in chapters) / 1000
        print(f"{SESSION}, {seconds:.0f} s: voice, bells, guide, bed and comfort noise, with ducking and limiter")
        for sound in SOUNDS:
            ready = [
                [rendered(chapter, track) for track in tracks_of(chapter, controls(chapter), clip, sound, bundled_bell)]
                for chapter in chapters
            ]
            mix = partial(mix_chapter, clip=clip, sound=sound)
            mixing, adding = best_of(partial(mixed, chapters, mix), partial(added, ready))
            print(
                f"{sound.guide} over {sound.bed}: {seconds / mixing:.0f} x real time; "
                f"the bare sum {seconds / adding:.0f} x; mixing takes {mixing / adding:.1f} times as long"
            )


def controls(chapter: Chapter) -> range:
    return control_blocks(0, frames_from_ms(chapter.duration))


def rendered(chapter: Chapter, track: Track) -> Samples:
    whole = np.zeros((frames_from_ms(chapter.duration), CHANNELS), np.float32)
    track.add_to(whole, 0)
    return whole


def mixed(chapters: tuple[Chapter, ...], mix: Callable[[Chapter], object]) -> None:
    for chapter in chapters:
        for _ in mix(chapter):
            pass


def added(ready: list[list[Samples]]) -> None:
    length = frames_from_ms(BLOCK_MS)
    for tracks in ready:
        for start in range(0, len(tracks[0]), length):
            block = np.zeros_like(tracks[0][start : start + length])
            for track in tracks:
                block += track[start : start + length]


def best_of(*runs: Callable[[], None]) -> list[float]:
    """The least processor time of each run, in seconds. The runs alternate, so that disturbances affect all of them."""
    times: list[list[float]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, taken in zip(runs, times, strict=True):
            start = time.thread_time()
            run()
            taken.append(time.thread_time() - start)
    return [min(taken) for taken in times]


if __name__ == "__main__":
    main()
