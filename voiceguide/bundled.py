"""Where the files that come with the program are: inside it once installed, in the repository's root in a checkout."""

from pathlib import Path
from typing import Literal

Kind = Literal["scripts", "audio/bells", "audio/beds"]

_PACKAGE = Path(__file__).parent


def bundled(kind: Kind) -> Path:
    """The folder that holds the bundled files of a kind."""
    installed = _PACKAGE / "bundled" / kind
    return installed if installed.is_dir() else _PACKAGE.parent / kind
