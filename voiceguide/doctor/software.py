"""Checks of Python, the config file, the bundled scripts, extras, and other programs."""

import subprocess
import sys
from collections.abc import Callable

from voiceguide.config import Config
from voiceguide.doctor.examine import Finding, alone
from voiceguide.doctor.surroundings import named_voice
from voiceguide.errors import ConfigError, ExportError, SpeechError
from voiceguide.extras import command_for, missing_in

TIMEOUT_S = 10.0
"""How long ffmpeg may take to list its encoders."""

CODECS = {"flac": ".flac", "libopus": ".opus", "aac": ".m4b"}
"""ffmpeg's names of the encoders, with the suffix of the files that each is for."""


def python() -> Finding:
    """The Python that runs this."""
    from voiceguide import __version__

    version = ".".join(map(str, sys.version_info[:3]))
    return Finding("works", f"{version} at {sys.executable}, voiceguide {__version__}")


def config(read: Callable[[], Config]) -> Finding:
    """Whether the config file can be understood, and the voice that it chooses is there."""
    from voiceguide.playback.controls import bindings

    try:
        found = read()
        bindings(found)
        if voice := found.defaults.get("voice"):
            tried = alone(named_voice, str(voice))()
            if tried.state == "broken":
                raise ConfigError(f"{found.place('defaults', 'voice')}: {tried.found}")
    except ConfigError as error:
        return Finding("broken", str(error), "Mend that line, or move the file away.")
    if not found.path.exists():
        return Finding("absent", f"none; it would be {found.path}")
    return Finding("works", str(found.path))


def scripts() -> Finding:
    """Whether the bundled scripts are there."""
    from voiceguide.script.find import bundled_scripts
    from voiceguide.script.load import load

    found = bundled_scripts()
    if not found:
        return Finding("broken", "The scripts that come with voiceguide are missing", "Install voiceguide again.")
    load(found[0])
    return Finding("works", f"{len(found)} come with the program: `voiceguide list` shows them")


def piper() -> Finding:
    """Whether Piper is installed, and which of its voices are."""
    from voiceguide.speech.voices.piper_voices import RECOMMENDED, installed_voices, piper_version

    fetch = f"`voiceguide voices --install {RECOMMENDED['en']}` fetches a voice."
    try:
        version = piper_version()
    except SpeechError:
        return Finding("absent", "not installed", f"`{command_for('piper')}` adds it, and {fetch}")
    voices = [f"{voice.name} ({voice.licence})" for voice in installed_voices()]
    if not voices:
        return Finding("absent", f"Piper {version}, without a voice", fetch)
    return Finding("works", f"Piper {version}: {', '.join(voices)}")


def extra(name: str, does: str) -> Finding:
    """Whether the extra of that name is installed; `does` is what works with it."""
    if missing := missing_in(name):
        remedy = f"`{command_for(name)}` adds it: {does}."
        return Finding("absent", f"not installed ({', '.join(missing)})", remedy)
    return Finding("works", does)


def programs() -> Finding:
    """Whether the programs can be run that the config file names as voices."""
    from voiceguide.config import load_config
    from voiceguide.speech.voices.command import CommandEngine

    try:
        voices = load_config().voices
    except ConfigError:
        return Finding("absent", "not known, since the config file cannot be read")
    if not voices:
        return Finding("absent", "none is set under [voices] in the config file")
    faults = []
    for voice in voices.values():
        try:
            CommandEngine(voice)
        except SpeechError as error:
            faults.append(str(error))
    if faults:
        return Finding("broken", " ".join(faults))
    return Finding("works", f"{', '.join(voices)}: found")


def ffmpeg() -> Finding:
    """Whether ffmpeg is there, with the encoders that voiceguide needs."""
    from voiceguide.exporter.forms import FILE_FORMS

    try:
        path = FILE_FORMS[".flac"].converter()
    except ExportError:
        install = "apt install ffmpeg, brew install ffmpeg, or winget install ffmpeg"
        return Finding("absent", "not installed, and needed only for FLAC, Opus and M4B", f"To install it: {install}.")
    command = [path, "-hide_banner", "-encoders"]
    done = subprocess.run(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=TIMEOUT_S,
        check=False,
    )
    known = {words[1] for line in done.stdout.splitlines() if len(words := line.split()) > 1}
    missing = [suffix for codec, suffix in CODECS.items() if codec not in known]
    if missing:
        return Finding("broken", f"{path} cannot make {' and '.join(missing)}", "Install a complete ffmpeg.")
    return Finding("works", f"{path}: FLAC, Opus and M4B")
