"""Names of files that every system takes."""

import re
import unicodedata

from voiceguide.letters import within

LONGEST = 120
"""Bytes in UTF-8: systems take 255 and more, and folders, numbers and suffixes are still to come."""

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]+'
)
_LOOSE_JOINER = re.compile(r"(?<!\S)[\u200c\u200d]+|[\u200c\u200d]+(?!\S)")
"""What joins pictures, or parts letters, where there is none beside it."""

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)


def safe_name(text: str, otherwise: str = "session") -> str:
    """A text as the name of a file, without suffix: nothing in it that Windows, macOS, Linux or a phone refuses.

    Args:
        otherwise: the name when nothing of the text is left.
    """
    plain = _FORBIDDEN.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(_LOOSE_JOINER.sub("", plain).split()).lstrip(".- ")
    name = within(name, LONGEST).rstrip(". ")
    return f"{name}_" if _RESERVED.fullmatch(name) else name or otherwise
