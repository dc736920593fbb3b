"""Checks of the machine: folders, the log, media keys, the terminal, voices, speakers, devices and the MP3 encoder."""

import asyncio
import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.doctor.examine import Finding
from voiceguide.errors import SpeakersError, SpeechError

if TYPE_CHECKING:
    from voiceguide.playback.speakers import SpeakersName

BUS_TIMEOUT_S = 5.0

NO_CACHE = "Nothing is cached, so everything is made again each time."


def folder(place: Callable[[], Path], otherwise: str = NO_CACHE) -> Finding:
    """Whether a folder can be written, and how much is in it; `otherwise` says what follows if it cannot."""
    path = place()
    fault = _not_writable(path)
    if fault:
        return Finding("broken", f"{path} cannot be written: {fault}", otherwise)
    return Finding("works", f"{path}: {_size(path) / 1_000_000:.1f} MB")


def _size(path: Path) -> int:
    """The bytes of a folder's files; other processes may be removing some."""
    size = 0
    for file in path.glob("*"):
        with suppress(OSError):
            size += file.stat().st_size
    return size


def log() -> Finding:
    """Whether the log of sessions can be read and written."""
    from voiceguide.log.days import practised
    from voiceguide.log.store import SessionLog, log_path

    path = log_path()
    entries = practised(SessionLog(path).entries())
    if fault := _not_writable(path.parent):
        return Finding("broken", f"{path.parent} cannot be written: {fault}", "Sessions play, and are not remembered.")
    return Finding("works", f"{path}: {len(entries)} sessions")


def _not_writable(path: Path) -> str:
    """Why a folder, which may not exist yet, cannot be written; empty if it can."""
    there = next(each for each in (path, *path.parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            return ""
    except OSError as error:
        return error.strerror or str(error)


WITHOUT_MEDIA_KEYS = {"win32": "Windows", "darwin": "macOS"}


def media_keys(address: str | None, system: str = sys.platform) -> Finding:
    """Whether the session bus answers, which passes on media keys and headset buttons.

    Args:
        address: the bus's, as in `DBUS_SESSION_BUS_ADDRESS`
            (https://dbus.freedesktop.org/doc/dbus-specification.html#addresses); None without a bus.
        system: as in `sys.platform`.
    """
    if system != "linux":
        where = WITHOUT_MEDIA_KEYS.get(system, system)
        return Finding(
            "absent",
            f"none on {where}: media keys and headset buttons work on Linux only",
            "The keys of the terminal work: `voiceguide play --help` lists them.",
        )
    if not address:
        return Finding(
            "absent", "no session bus: media keys and headset buttons do nothing", "A desktop session has one."
        )
    from dbus_fast.aio import MessageBus

    from voiceguide.playback.mpris_bus import BUS_ERRORS

    async def greet() -> None:
        async with asyncio.timeout(BUS_TIMEOUT_S):
            bus = await MessageBus(address).connect()
        bus.disconnect()

    try:
        asyncio.run(greet())
    except BUS_ERRORS as error:  # nothing is at that address, or it is none
        return Finding("broken", f"the session bus cannot be reached: {error}", "Log in again.")
    return Finding("works", "the session bus answers")


def awake() -> Finding:
    """Whether the machine can be kept awake while a session plays; tries it briefly."""
    from wakepy import keep

    with keep.running(on_fail="pass") as asked:
        by = asked.active_method
    if by is None:
        remedy = "If it sleeps while a session plays, turn that off in its settings."
        return Finding("absent", "the system cannot be asked to stay awake", remedy)
    return Finding("works", f"stays awake while a session plays, by {by.name}")


def terminal() -> Finding:
    """Whether keys can be read, and what can be shown."""
    if not (sys.stdin and sys.stdin.isatty()):
        return Finding("absent", "no terminal: sessions play, and no key is read")
    from rich.console import Console

    console = Console(stderr=True)
    colour = console.color_system or "no"
    named = os.environ.get("TERM", "unknown")
    return Finding("works", f"{named}, {console.width} columns, {colour} colours, {console.encoding}")


WORD = "Inhale"


def system_voice() -> Finding:
    """Whether the system's voice speaks a word."""
    from voiceguide.clip import trim
    from voiceguide.speech.voices.system import SystemEngine
    from voiceguide.timeline.model import Utterance

    utterance = Utterance(WORD, "en")
    engine = SystemEngine()
    spoken = trim(engine.synthesize(utterance))
    who = engine.identity(utterance).split(", voice ")[0].split(", by language")[0]
    seconds = spoken.frames / spoken.rate
    return Finding("works", f"{who}: {len(engine.voices())} voices; '{WORD}' spoken in {seconds:.1f} s")


def named_voice(name: str) -> Finding:
    """Whether a voice is there, as `--voice` takes it."""
    from voiceguide.config import load_config
    from voiceguide.speech.choose import Choice

    Choice(name, load_config()).speak(lambda _: None, lambda _: None)
    return Finding("works", name)


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
    spoken = trim(HibariEngine().synthesize(Utterance(WORD, "en")))
    seconds = spoken.frames / spoken.rate
    return Finding("works", f"hibari-tts {version}, for English: '{WORD}' spoken in {seconds:.1f} s")


def speakers(name: "SpeakersName") -> Finding:
    """Whether speakers of that name open and close."""
    from voiceguide.playback.speakers import open_speakers

    try:
        with open_speakers(name):
            return Finding("works", "opened and closed")
    except SpeakersError as error:
        found, _, remedy = str(error).partition(": ")
        return Finding("absent" if isinstance(error.__cause__, ImportError) else "broken", found, remedy)


def devices() -> Finding:
    """The devices that `--device` accepts."""
    from voiceguide.playback.devices import playback_devices

    found = playback_devices()
    if not found:
        return Finding("absent", "No sound device was found", "Connect one, or start PulseAudio or PipeWire.")
    listed = tuple(f"{device.number}  {device.name}" for device in found)
    return Finding("works", "for --device, by number or a part of the name:", details=listed)


def headphones() -> Finding:
    """Whether a sound server tells when headphones are gone."""
    untold = "nothing tells when headphones are gone: a session plays on, through another device"
    if sys.platform != "linux":
        return Finding("absent", untold)
    with suppress(ImportError, OSError):  # libpulse is missing
        import pulsectl

        with suppress(pulsectl.PulseError), pulsectl.Pulse("voiceguide") as pulse:
            return Finding("works", f"a session pauses when they are gone, as {pulse.server_info().server_name} tells")
    return Finding("absent", untold, "PulseAudio, or PipeWire with pipewire-pulse, tells it.")


def mp3() -> Finding:
    """Whether the encoder makes MP3 frames."""
    import numpy as np

    from voiceguide.exporter.mp3 import encode_chapter
    from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, frames_from_ms

    silence = np.zeros((frames_from_ms(CHAPTER_GRID_MS), CHANNELS), np.float32)
    made = b"".join(encode_chapter([silence]))
    if not made.startswith(b"\xff\xfb"):
        return Finding("broken", "LAME makes no MP3 frames", "Install the package lameenc again, or export to .wav.")
    return Finding("works", f"LAME made {len(made)} bytes of silence")
