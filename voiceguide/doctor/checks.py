"""Everything that is looked at."""

from collections.abc import Collection
from functools import partial

from voiceguide.doctor import software, surroundings
from voiceguide.doctor.examine import Check, alone

SOUND = "voiceguide.doctor.surroundings"
UNKEPT = "Sessions play; `--resume` does not know where they were stopped."
RESTART = "Restart PulseAudio or PipeWire, or the machine."


def all_checks(flags: Collection[str]) -> dict[str, Check]:
    """The checks, in the order in which they are read. `flags` may stand in `[defaults]` of the config file."""
    from voiceguide.storage.folders import chapter_folder, clip_folder, place_folder

    return {
        "python": software.python,
        "config": partial(software.config, flags),
        "scripts": software.scripts,
        "natural voice": alone(SOUND, "natural voice"),
        "voice": alone(SOUND, "voice"),
        "piper": software.piper,
        "programs": software.programs,
        "simpleaudio": alone(SOUND, "simpleaudio", hanging=RESTART),
        "miniaudio": alone(SOUND, "miniaudio", hanging=RESTART),
        "devices": alone(SOUND, "devices", hanging=RESTART),
        "mp3": alone(SOUND, "mp3"),
        "ffmpeg": software.ffmpeg,
        "draft": software.draft,
        "clips": partial(surroundings.folder, clip_folder),
        "chapters": partial(surroundings.folder, chapter_folder),
        "places": partial(surroundings.folder, place_folder, UNKEPT),
        "log": surroundings.log,
        "media keys": surroundings.media_keys_here,
        "awake": surroundings.awake,
        "terminal": surroundings.terminal,
    }
