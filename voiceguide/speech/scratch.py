"""A folder for files that nobody keeps."""

import os
import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp

IN_MEMORY = "/dev/shm"  # noqa: S108 - mkdtemp makes a folder that is ours alone


def scratch_folder(owner: object, *, brief: bool = False) -> Path:
    """A new empty folder that is removed when its owner is gone, at the latest when the program ends.

    Args:
        brief: files in it are few and gone at once, so that they may be kept in memory.

    Raises:
        OSError: the folder for temporary files cannot be written.
    """
    folder = mkdtemp(prefix="voiceguide-", dir=IN_MEMORY if brief and os.access(IN_MEMORY, os.W_OK) else None)
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
