"""File names: safe on every system, and found in both Unicode spellings of their accents.

`ü` is one character (NFC) or two (NFD, as on macOS); both look the same.
"""

import os
import re
import unicodedata
from contextlib import suppress
from pathlib import Path

from voiceguide.letters import within

LONGEST = 120
"""Bytes of a name in UTF-8. Systems allow 255 or more; folders, numbers and suffixes are still added."""

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+'
)
_LOOSE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)")
"""Zero-width joiners and non-joiners at the beginning or end of a word, where they do nothing."""

_RESERVED = re.compile(r"\A(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?= *(?:\.|$))", re.IGNORECASE)
"""Names of devices on Windows, with any suffix."""


def safe_name(text: str, otherwise: str = "session") -> str:
    """A text as a file name without suffix that Windows, macOS, Linux and phones accept.

    Args:
        otherwise: the name when nothing of the text is left.
    """
    plain = _FORBIDDEN.sub(" ", nfc(text))
    name = " ".join(_LOOSE_JOINER.sub("", plain).split()).lstrip(".- ")
    name = within(name, LONGEST).rstrip(". ")
    return _RESERVED.sub(r"\1_", name) or otherwise


def nfc(text: str) -> str:
    """A text in Unicode's composed form (NFC): an accented letter is one character where there is one."""
    return unicodedata.normalize("NFC", text)


def name_key(name: str) -> str:
    """A key that is equal for names that differ only in capitals or in the spelling of accents."""
    return nfc(nfc(name).casefold()).strip()


def as_on_disk(path: Path) -> Path:
    """A path with its accents spelt as on the disk.

    A path that exists as given comes first; a name that exists in neither spelling stays as given.
    """
    if os.path.lexists(path):
        return path
    found = Path(path.anchor)
    for name in path.parts[len(found.parts) :]:
        found /= name if os.path.lexists(found / name) else _spelt_in(found, name)
    return found


def _spelt_in(folder: Path, name: str) -> str:
    """A name in the spelling that a folder has it in."""
    if not name.isascii():
        with suppress(OSError, ValueError):
            return next((there.name for there in sorted(folder.iterdir()) if nfc(there.name) == nfc(name)), name)
    return name


def in_unicode(text: str) -> str:
    """A text with file names in it, as text that can be written in UTF-8: bytes that are not UTF-8 become `�`."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
