"""What the tests start beside themselves: `playing.py SPEAKERS clicks|pause|stop|long|keys`; it prints how it ended."""

# ruff: noqa: T201

import sys
import time
from collections.abc import Iterator

import numpy as np

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.play.keys import Keys, NoKeys, ScriptedKeys
from voiceguide.play.open import open_keys, open_speakers
from voiceguide.play.player import Moment, play_session
from voiceguide.play.recording import RecordingSpeakers
from voiceguide.play.speakers import Speakers
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import CHANNELS, SAMPLE_RATE, frames_from_ms

CLICKS_MS = {"one": (0, 400, 1200), "two": (60, 700)}
CHAPTERS = tuple(Chapter(title, None, 1280) for title in CLICKS_MS)
TONE_MS = 1200
BLOCK = 4096


def tone(ms: int) -> Samples:
    wave = np.cos(np.arange(frames_from_ms(ms)) * 2 * np.pi * 1000 / SAMPLE_RATE) * 0.5
    return np.repeat(wave.astype(np.float32)[:, None], CHANNELS, axis=1)


def clicks(chapter: Chapter) -> Iterator[Samples]:
    sound = np.zeros((frames_from_ms(chapter.duration), CHANNELS), np.float32)
    for at in map(frames_from_ms, CLICKS_MS[chapter.title]):
        click = tone(30)
        sound[at : at + len(click)] = click
    yield from (sound[start : start + BLOCK] for start in range(0, len(sound), BLOCK))


def one_tone(chapter: Chapter) -> Iterator[Samples]:
    yield tone(chapter.duration)


def keys_for(scene: str) -> Keys:
    started = time.monotonic()
    if scene == "pause":
        return ScriptedKeys([(0.5, " "), (0.9, "\n")], lambda: time.monotonic() - started, time.sleep)
    return open_keys(sys.stdin) if scene == "keys" else NoKeys()


def say(moment: Moment) -> None:
    print(moment.chapter.title, "paused" if moment.paused else "plays", flush=True)


def stop_and_go_on(speakers: Speakers) -> None:
    with speakers:
        speakers.write(tone(5000))
        while speakers.position < 400:
            time.sleep(0.02)
        speakers.stop()
        assert (speakers.position, speakers.unheard, speakers.done) == (0, 0, False)
        for block in clicks(CHAPTERS[0]):
            speakers.write(block)
        speakers.finish()
        while not speakers.done:
            time.sleep(0.02)


def main(name: str, scene: str) -> None:
    if scene == "clicks":
        timeline, sound = Timeline("clicks", "en", "4-6", CHAPTERS), clicks
    else:
        length = TONE_MS if scene == "pause" else 30_000
        timeline, sound = Timeline("tone", "en", "4-6", (Chapter("tone", None, length),)), one_tone
    try:
        speakers: Speakers = RecordingSpeakers(time.monotonic) if name == "recording" else open_speakers(name)
        if scene == "stop":
            stop_and_go_on(speakers)
            print(speakers.name, "finished")
        else:
            print(speakers.name, play_session(timeline, sound, speakers, keys_for(scene), say))
    except SpeakersError as error:
        print("SpeakersError:", error)


if __name__ == "__main__":
    main(*sys.argv[1:])
