"""A program that tests start: `playing_words.py SPEAKERS` plays words that are told apart by their pitch.

It prints a line of JSON whenever the player looks: the time, the place, how much was heard, and the remark.
"""

# ruff: noqa: T201

import json
import os
import select
import sys
import time

import numpy as np
from clicks import KnownSession, tone

from voiceguide.clip import Samples
from voiceguide.playback.awake import SleepWatch
from voiceguide.playback.controls import Controls
from voiceguide.playback.headphones import HeadphonesWatch
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.player import Player
from voiceguide.playback.speakers import open_speakers
from voiceguide.timeline.model import Chapter, Excerpt, Phase
from voiceguide.units import CHANNELS, Ms, frames_from_ms

WORDS = 12
EACH_MS = 2000
WORD_MS = 300
FIRST_HZ, STEP_HZ = 500, 150
WHERE_HZ = 3200


def word(hz: int) -> Samples:
    return tone(WORD_MS, hz)


def reps() -> tuple[Phase, ...]:
    more = {"section": "repeat", "set": 1, "reps": WORDS, "side": None, "section_index": 1}
    return tuple(Phase("inhale", n * EACH_MS, EACH_MS, rep=n + 1, **more) for n in range(WORDS))


def words(chapter: Chapter) -> Samples:
    sound = np.zeros((frames_from_ms(chapter.duration), CHANNELS), np.float32)
    for n in range(WORDS if chapter.phases else 1):
        at = frames_from_ms(n * EACH_MS)
        spoken = word(FIRST_HZ + STEP_HZ * n if chapter.phases else WHERE_HZ)
        sound[at : at + len(spoken)] = spoken
    return sound


class Words(KnownSession):
    """A word at the start of each rep; where the session is, is told by a high one."""

    def where(self, chapter: Chapter, elapsed: Ms) -> Excerpt:
        return Excerpt(Chapter("where", None, EACH_MS))


class PipeKeys:
    """Keys that come through a pipe."""

    def read(self, seconds: float) -> str | None:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
        return os.read(sys.stdin.fileno(), 1).decode() if ready else None


def main(name: str) -> None:
    session = Words((Chapter("Words", None, WORDS * EACH_MS, reps()),), words)

    def watch(playback: PlaybackPosition) -> None:
        heard = sum(player.heard.values())
        told = {"at": time.monotonic(), "elapsed": playback.elapsed, "heard": heard}
        print(json.dumps({**told, "paused": playback.paused, "remark": playback.remark}), flush=True)

    ask = Controls(PipeKeys()).read
    with HeadphonesWatch() as headphones:
        player = Player(
            session,
            lambda: open_speakers(name),
            ask,
            watch,
            SleepWatch().slept,
            gone=headphones.gone,
            let_go=headphones.let_go,
        )
        ending = player.play()
    print(json.dumps({"ending": ending, "elapsed": player.here.elapsed, "heard": sum(player.heard.values())}))


if __name__ == "__main__":
    main(*sys.argv[1:])
