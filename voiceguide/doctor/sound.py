"""Checks of what speaks and sounds through libraries in C: `alone` runs each of them in a process of its own."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from voiceguide.doctor.examine import outcome, told
from voiceguide.doctor.finding import Check, Finding
from voiceguide.errors import SpeakersError, SpeechError

if TYPE_CHECKING:
    from voiceguide.play.speakers import SpeakersName

WORD = "Inhale"


def system_voice() -> Finding:
    """Whether the voice of this machine speaks a word."""
    from voiceguide.clip import trim
    from voiceguide.speech.voices.system import SystemEngine
    from voiceguide.timeline.model import Utterance

    utterance = Utterance(WORD, "en")
    try:
        engine = SystemEngine()
        spoken = trim(engine.synthesize(utterance))
    except SpeechError as error:
        return Finding("broken", str(error))
    who = engine.identity(utterance).split(", voice ")[0].split(", by language")[0]
    seconds = spoken.frames / spoken.rate
    return Finding("works", f"{who}: {len(engine.voices())} voices; '{WORD}' spoken in {seconds:.1f} s")


def natural_voice() -> Finding:
    """Whether the natural voice speaks a word."""
    from voiceguide.clip import trim
    from voiceguide.speech.voices.hibari import HibariEngine
    from voiceguide.speech.voices.hibari_voices import hibari_version
    from voiceguide.timeline.model import Utterance

    try:
        version = hibari_version()
    except SpeechError as error:
        found, _, remedy = str(error).partition(". ")
        return Finding("absent", f"{found}; English is spoken by the system voice", remedy)
    try:
        spoken = trim(HibariEngine().synthesize(Utterance(WORD, "en")))
    except SpeechError as error:
        return Finding("broken", str(error))
    seconds = spoken.frames / spoken.rate
    return Finding("works", f"hibari-tts {version}, for English: '{WORD}' spoken in {seconds:.1f} s")


def speakers(name: "SpeakersName") -> Finding:
    """Whether speakers open, and close again."""
    from voiceguide.play.speakers import open_speakers

    try:
        with open_speakers(name):
            return Finding("works", "opened and closed")
    except SpeakersError as error:
        found, _, remedy = str(error).partition(": ")
        return Finding("absent" if isinstance(error.__cause__, ImportError) else "broken", found, remedy)


def devices() -> Finding:
    """What `--device` takes."""
    from voiceguide.play.devices import playback_devices

    found = playback_devices()
    if not found:
        return Finding("absent", "No sound device was found", "Connect one, or start PulseAudio or PipeWire.")
    listed = tuple(f"{device.number}  {device.name}" for device in found)
    return Finding("works", "for --device, by number or a part of the name:", details=listed)


def mp3() -> Finding:
    """Whether the encoder makes MP3 frames."""
    import numpy as np

    from voiceguide.export.mp3 import encode_chapter
    from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, frames_from_ms

    silence = np.zeros((frames_from_ms(CHAPTER_GRID_MS), CHANNELS), np.float32)
    made = b"".join(encode_chapter([silence]))
    if not made.startswith(b"\xff\xfb"):
        return Finding("broken", "LAME makes no MP3 frames", "Install the package lameenc again, or export to .wav.")
    return Finding("works", f"LAME made {len(made)} bytes of silence")


CHECKS: Mapping[str, Check] = {
    "natural voice": natural_voice,
    "voice": system_voice,
    "simpleaudio": lambda: speakers("simpleaudio"),
    "miniaudio": lambda: speakers("miniaudio"),
    "devices": devices,
    "mp3": mp3,
}

if __name__ == "__main__":
    sys.stdout.buffer.write(told(outcome(CHECKS[sys.argv[1]])) + b"\n")  # whatever the encoding of stdout is
