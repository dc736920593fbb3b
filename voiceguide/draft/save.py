"""Scripts saved in a folder: all of them, or none where one would be lost."""

from collections.abc import Sequence
from pathlib import Path

from voiceguide.draft.drafts import Script
from voiceguide.errors import ExportError
from voiceguide.storage.atomic import making_folder, replacing


def save(scripts: Sequence[Script], folder: Path, *, force: bool) -> list[Path]:
    """Write scripts into a folder, which is made if need be.

    Args:
        force: replace files that are there already.

    Raises:
        ExportError: a file is there and `force` is not set, or the system refuses.
    """
    making_folder(folder)
    paths = [folder / script.file for script in scripts]
    there = [path for path in paths if path.exists()]
    if there and not force:
        more = f" and {len(there) - 1} more are" if len(there) > 1 else " is"
        raise ExportError(
            f"{there[0]}{more} there already, and kept: choose another folder with -o, or replace with --force."
        )
    for script, path in zip(scripts, paths, strict=True):
        with replacing(path) as file:
            file.write(script.text.encode())
    return paths
