"""Text as it is typed, scanned and pasted, made plain."""

import re
import unicodedata

_QUOTES = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2011": "-",
        "‐": "-",
        "−": "-",
        "…": "...",
    }
)
_UNSEEN = ("Cf", "Cs", "Co", "So", "Cn", "Sk", "Mn")
"""Unicode's categories of what cannot be seen or said."""


def tidy(text: str) -> str:
    """Text in one line, with plain quotes and spaces, and nothing in it that cannot be seen or said."""
    text = unicodedata.normalize("NFC", text.translate(_QUOTES))
    text = text.replace("{other side}", "right").replace("{side}", "left")
    if not text.isascii():
        text = "".join(char for char in text if unicodedata.category(char) not in _UNSEEN)
    text = re.sub(r"[\x00-\x1f\x7f]+", " ", text)
    return " ".join(text.split())
