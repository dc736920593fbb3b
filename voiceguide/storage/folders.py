"""Where files are: bundled files, a user's caches and saved places, and temporary folders."""

import os
import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal


def clip_folder() -> Path:
    """This user's cache of spoken clips."""
    return _cache_folder("clips")


def chapter_folder() -> Path:
    """This user's cache of encoded chapters."""
    return _cache_folder("chapters")


def bed_folder() -> Path:
    """This user's cache of decoded beds."""
    return _cache_folder("beds")


def share_folder() -> Path:
    """The part of this user's cache that holds what is shared, while it is."""
    return _cache_folder("shared")


def _cache_folder(name: str) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("voiceguide", appauthor=False) / name


def place_folder() -> Path:
    """This user's folder of the places where sessions were stopped."""
    from platformdirs import user_state_path

    return user_state_path("voiceguide", appauthor=False) / "places"


def voice_folder(engine: Literal["natural", "piper"]) -> Path:
    """This user's folder of the voices of an engine."""
    from platformdirs import user_data_path

    return user_data_path("voiceguide", appauthor=False) / engine


Kind = Literal["scripts", "audio/bells", "audio/beds"]

_PACKAGE = Path(__file__).parent.parent


def bundled(kind: Kind) -> Path:
    """The folder that holds the bundled files of a kind."""
    installed = _PACKAGE / "bundled" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind


IN_MEMORY = "/dev/shm"  # noqa: S108 - mkdtemp makes a folder that is ours alone


def scratch_folder(owner: object, *, brief: bool = False) -> Path:
    """A new temporary folder, removed when its owner is garbage-collected, at the latest when the program ends.

    Args:
        brief: its files are few and short-lived, so they may be in memory.

    Raises:
        OSError: the folder for temporary files cannot be written.
    """
    folder = mkdtemp(prefix="voiceguide-", dir=IN_MEMORY if brief and os.access(IN_MEMORY, os.W_OK) else None)
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
