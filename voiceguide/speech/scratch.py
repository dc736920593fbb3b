"""A folder for files that nobody keeps."""

import shutil
import weakref
from pathlib import Path
from tempfile import mkdtemp


def scratch_folder(owner: object) -> Path:
    """A new empty folder that is removed when its owner is gone, at the latest when the program ends.

    Raises:
        OSError: the folder for temporary files cannot be written.
    """
    folder = mkdtemp(prefix="voiceguide-")
    weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
