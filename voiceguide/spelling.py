"""What an encoding lacks, spelled in the characters that all encodings have."""

import codecs
import unicodedata

SPELLED = "voiceguide-spelled"
"""The name of the error handler for `encode` that does this."""

SPELLINGS = str.maketrans(
    {
        "…": "...", "–": "-", "—": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"',
        "«": '"', "»": '"', "→": "->", "←": "<-", "·": "-", "•": "*", "×": "x", "ß": "ss", "æ": "ae", "Æ": "AE",
        "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "✓": "+", "✗": "x", "\u200c": "", "\u200d": "", "\ufe0f": "",
    }
)  # fmt: skip


def spelled(text: str, encoding: str) -> str:
    """Text in the characters of an encoding: `...` for an ellipsis that it lacks, `u` for `ü`, `?` for what has no spelling."""
    return text.encode(encoding, SPELLED).decode(encoding)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(SPELLINGS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", _decoded(text)) if not unicodedata.combining(char))
    return plain.encode("ascii", "replace").decode(), error.end


def _decoded(text: str) -> str:
    """Text with the letters of a file's name that Python was told to take for ASCII, and `\\xff` for a byte that is none."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return text


codecs.register_error(SPELLED, _spell)
