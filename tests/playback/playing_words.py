"""A program that tests start: `playing_words.py SPEAKERS [OPTIONS]` plays words that are told apart by their pitch, from the saved
place if there is one, and saves its place and its log as the command does. OPTIONS are those of `main`, as JSON.

It prints a line of JSON whenever the player looks: the time, the place, how much was heard, and the remark.
"""

# ruff: noqa: T201

import json
import sys
import time
from contextlib import ExitStack
from datetime import datetime

from clicks import KnownSession, tone
from rich.console import Console

from voiceguide.cli.remembering import log_session, open_places, save_place
from voiceguide.clip import Samples
from voiceguide.mix.noise import comfort_noise
from voiceguide.mix.sound import FLOOR_DB
from voiceguide.playback import steering
from voiceguide.playback.controls import Controls
from voiceguide.playback.keys import open_keys
from voiceguide.playback.on_device import player_on_device
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.screen import Screen
from voiceguide.timeline.model import Chapter, Excerpt, Phase
from voiceguide.units import Ms, frames_from_ms

NAME = "words"
WORDS = 12
EACH_MS = 2000
WORD_MS = 300
FIRST_HZ, STEP_HZ = 500, 150
WHERE_HZ = 3200
BED_DB = -40.0


def word(hz: int) -> Samples:
    return tone(WORD_MS, hz)


def reps(count: int) -> tuple[Phase, ...]:
    more = {"section": "repeat", "set": 1, "reps": count, "side": None, "section_index": 1}
    return tuple(Phase("inhale", n * EACH_MS, EACH_MS, rep=n + 1, **more) for n in range(count))


def words(chapter: Chapter) -> Samples:
    """A word at the start of each rep, in a noise that is told apart from the one that keeps headphones awake."""
    noise = comfort_noise(BED_DB if chapter.phases else FLOOR_DB)
    sound = noise.at(0, frames_from_ms(chapter.duration)).copy()
    for n in range(max(1, len(chapter.phases))):
        at = frames_from_ms(n * EACH_MS)
        spoken = word(FIRST_HZ + STEP_HZ * (n % WORDS) if chapter.phases else WHERE_HZ)
        sound[at : at + len(spoken)] += spoken
    return sound


class Words(KnownSession):
    """A word at the start of each rep; where the session is, is told by a high one."""

    noise = comfort_noise(FLOOR_DB).at(0, frames_from_ms(1280))

    def __init__(self, count: int) -> None:
        super().__init__((Chapter("Words", None, count * EACH_MS, reps(count)),), words)

    def where(self, chapter: Chapter, elapsed: Ms) -> Excerpt:
        return Excerpt(Chapter("where", None, EACH_MS))


def main(name: str, *, keep_playing: bool = False, let_go_after: float = steering.LET_GO_S, count: int = WORDS) -> None:
    steering.LET_GO_S = let_go_after
    session, started, places = Words(count), datetime.now().astimezone(), open_places()
    saved = places.find(NAME)
    keys = open_keys(sys.stdin)

    with ExitStack() as stack:
        screen = stack.enter_context(Screen(Console(stderr=True, highlight=False), keys))

        def watch(playback: PlaybackPosition) -> None:
            screen.show(playback)
            heard = sum(player.course.heard.values())
            told = {"at": time.monotonic(), "elapsed": playback.elapsed, "heard": heard}
            print(json.dumps({**told, "paused": playback.paused, "remark": playback.remark}), flush=True)

        stack.enter_context(keys)
        playing = player_on_device(session, name, None, Controls(keys).read, watch, keep_playing=keep_playing)
        player = stack.enter_context(playing)
        if saved:
            begin = saved.beginning_in(session.chapter(0, 0))
            ending = player.play(0, begin, before=[session.announcer.where(session.chapter(0, 0), begin)])
        else:
            ending = player.play()
    save_place(places, player.course, ending, (NAME,))
    log_session(player.course, ending, NAME, started)
    place = places.find(NAME)
    print(
        json.dumps({"ending": ending, "elapsed": player.course.here.elapsed, "saved": place.elapsed if place else None})
    )


if __name__ == "__main__":
    options = json.loads(sys.argv[2]) if len(sys.argv) > 2 else {}
    main(sys.argv[1], **options)
