"""Names of files: those that every system takes, and those that are spelt in two ways.

`ü` is one character (NFC) or two (NFD, as macOS has it), and people see no difference.
"""

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from voiceguide.letters import within

LONGEST = 120
"""Bytes in UTF-8: systems take 255 and more, and folders, numbers and suffixes are still to come."""

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+'
)
_LOOSE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)")
"""What joins pictures, or parts letters, where there is none beside it."""

_RESERVED = re.compile(r"\A(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))", re.IGNORECASE)
"""What Windows takes for a device, whatever follows after a dot."""


def safe_name(text: str, otherwise: str = "session") -> str:
    """A text as the name of a file, without suffix: nothing in it that Windows, macOS, Linux or a phone refuses.

    Args:
        otherwise: the name when nothing of the text is left.
    """
    plain = _FORBIDDEN.sub(" ", nfc(text))
    name = " ".join(_LOOSE_JOINER.sub("", plain).split()).lstrip(".- ")
    name = within(name, LONGEST).rstrip(". ")
    return _RESERVED.sub(r"\1_", name) or otherwise


def nfc(text: str) -> str:
    """A text with its accents spelt in one way, each letter as one character where there is one."""
    return unicodedata.normalize("NFC", text)


def name_key(name: str) -> str:
    """What two names have in common that people take for the same: capitals and the spelling of accents make no difference."""
    return nfc(nfc(name).casefold()).strip()


def as_on_disk(path: Path) -> Path:
    """A path as its folders and its file are spelt on the disk, should only their accents be spelt otherwise.

    What is there exactly so is meant first; what is not there at all stays as it was asked for.
    """
    if os.path.lexists(path):
        return path
    found = Path(path.anchor)
    for name in path.parts[len(found.parts) :]:
        found /= name if os.path.lexists(found / name) else _spelt_in(found, name)
    return found


def _spelt_in(folder: Path, name: str) -> str:
    """A name as a folder has it."""
    if not name.isascii():
        with suppress(OSError, ValueError):
            return next((there.name for there in sorted(folder.iterdir()) if nfc(there.name) == nfc(name)), name)
    return name


def in_unicode(text: str) -> str:
    """A text made from the name of a file, as text that can be written in UTF-8: bytes that are none become `�`."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
