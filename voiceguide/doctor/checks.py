"""The list of all checks."""

from collections.abc import Callable
from functools import partial

from voiceguide.config import Config
from voiceguide.doctor import software, surroundings
from voiceguide.doctor.examine import Check, alone

NO_PLACES = "Sessions play; `--resume` does not know where they were stopped."
RESTART = "Restart PulseAudio or PipeWire, or the machine."


def all_checks(read_config: Callable[[], Config]) -> dict[str, Check]:
    """The checks by name, in the order in which they are shown. `read_config` raises a ConfigError where a default is wrong."""
    from voiceguide.playback.mpris import session_bus
    from voiceguide.storage.folders import chapter_folder, clip_folder, place_folder

    return {
        "python": software.python,
        "config": partial(software.config, read_config),
        "scripts": software.scripts,
        "natural voice": alone(surroundings.natural_voice),
        "voice": alone(surroundings.system_voice),
        "piper": software.piper,
        "programs": software.programs,
        "simpleaudio": alone(surroundings.speakers, "simpleaudio", hanging=RESTART),
        "miniaudio": alone(surroundings.speakers, "miniaudio", hanging=RESTART),
        "devices": alone(surroundings.devices, hanging=RESTART),
        "headphones": alone(surroundings.headphones, hanging=RESTART),
        "mp3": alone(surroundings.mp3),
        "ffmpeg": software.ffmpeg,
        "draft": partial(software.extra, "draft", "text, Markdown, web pages, PDF and Word files become scripts"),
        "share": partial(software.extra, "share", "phones of the local network can hear sessions"),
        "clips": partial(surroundings.folder, clip_folder),
        "chapters": partial(surroundings.folder, chapter_folder),
        "places": partial(surroundings.folder, place_folder, NO_PLACES),
        "log": surroundings.log,
        "media keys": lambda: surroundings.media_keys(session_bus()),
        "awake": surroundings.awake,
        "terminal": surroundings.terminal,
    }
