"""Words of a script as a line of plain text, for a terminal or another program."""

import unicodedata

JOINERS = "\u200c\u200d"
"""Characters without a shape of their own that emoji and several scripts are joined by."""


def plain(text: str) -> str:
    """One line without control characters, direction marks and what is no character; a blank for each run of blanks."""
    return " ".join("".join(_plain(char) for char in text).split())


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn") and char not in JOINERS else char
