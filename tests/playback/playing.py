"""A program that tests start: `playing.py SPEAKERS clicks|pause|rewrite|long|keys [DEVICE]`; it prints how it ended."""

# ruff: noqa: T201

import sys
import time
from contextlib import nullcontext

from clicks import CHAPTERS, KnownSession, clicks, one_tone, tone
from stepped import ScriptedKeys

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.playback.controls import Controls
from voiceguide.playback.keys import Keys, open_keys
from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.player import Player
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.playback.speakers import Speakers, open_speakers
from voiceguide.timeline.model import Chapter
from voiceguide.units import frames_from_ms

TONE_MS = 3840


def keys_for(scene: str) -> Keys | None:
    started = time.monotonic()
    if scene == "pause":
        return ScriptedKeys([(1.5, " "), (2.5, "\n")], lambda: time.monotonic() - started, time.sleep)
    return open_keys(sys.stdin) if scene == "keys" else None


def say(playback: PlaybackPosition) -> None:
    print(playback.chapter.title, playback.remark or ("paused" if playback.paused else "plays"), flush=True)


def rewrite_and_go_on(speakers: Speakers) -> None:
    """Play a tone of 1.5 s whose second half replaces a longer one while the first half plays."""
    with speakers:
        speakers.write(tone(5000))
        while speakers.position < 300:
            time.sleep(0.02)
        left = 0

        def shorter(rest: Samples) -> Samples:
            nonlocal left
            left = frames_from_ms(1500) - (frames_from_ms(5000) - len(rest))
            return tone(5000)[frames_from_ms(5000) - len(rest) :][:left]

        speakers.rewrite(shorter)
        assert left > 0
        assert not speakers.done
        speakers.finish()
        while not speakers.done:
            time.sleep(0.02)


def main(name: str, scene: str, device: str | None = None) -> None:
    if scene == "clicks":
        session = KnownSession(CHAPTERS, clicks)
    else:
        length = TONE_MS if scene == "pause" else 30_720
        session = KnownSession((Chapter("tone", None, length),), one_tone)

    def opened() -> Speakers:
        return RecordingSpeakers(time.monotonic) if name == "recording" else open_speakers(name, device)

    try:
        if scene == "rewrite":
            rewrite_and_go_on(opened())
            print(name, "finished")
        else:
            with keys_for(scene) or nullcontext() as keys:
                print(name, Player(session, opened, Controls(keys).read, say).play())
    except SpeakersError as error:
        print("SpeakersError:", error)


if __name__ == "__main__":
    main(*sys.argv[1:])
