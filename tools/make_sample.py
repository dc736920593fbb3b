"""Make the sample that the README links: `python tools/make_sample.py [FILE]` writes docs/sample.mp3.

It has the first two breaths of the seated side stretch, with the natural voice and the default guide. With the same versions of
the packages it writes the same bytes.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from voiceguide.exporter.mp3 import Encoding, encode_chapter
from voiceguide.library import load
from voiceguide.mix.sound import Sound
from voiceguide.session import prepare
from voiceguide.speech.voices.hibari import HibariEngine
from voiceguide.timeline.options import Options
from voiceguide.units import CHAPTER_GRID_MS, frames_from_ms

SCRIPT = "seated-side-stretch"
FILE = Path(__file__).parents[1] / "docs" / "sample.mp3"
LENGTH_MS = 16 * CHAPTER_GRID_MS
"""Two breaths at the pace 4-6, with a short time before and after them."""

BEFORE_MS = 240
FADE_MS = 200
KBPS = 96


def sample() -> bytes:
    with TemporaryDirectory() as folder:
        made = prepare(load(SCRIPT), Options(), HibariEngine(), Path(folder), Sound())
        chapter = next(each for each in made.timeline.chapters if each.phases)
        start = chapter.phases[0].start - BEFORE_MS
        sound = np.concatenate(list(made.mix(chapter)))[frames_from_ms(start) : frames_from_ms(start + LENGTH_MS)]
    rising = np.linspace(0, 1, frames_from_ms(FADE_MS), dtype=np.float32)[:, np.newaxis]
    sound[: len(rising)] *= rising
    sound[-len(rising) :] *= rising[::-1]
    return b"".join(encode_chapter([sound], Encoding(KBPS)))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.write_bytes(sample())
