"""Texts in letters as people see them: cut between them, and spelled where an encoding lacks them."""

import codecs
import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)
_FIRST_PARTS = frozenset((*range(0x1100, 0x1160), *range(0xA960, 0xA980)))
_LATER_PARTS = frozenset((*range(0x1160, 0x1200), *range(0xD7B0, 0xD800)))
_SYLLABLES = range(0xAC00, 0xD7A4)
"""Of Korean."""
_MORE_MARKS = "\u200c\u0e33\u0eb3\uff9e\uff9f"
"""What is no mark by its category, and yet stands with the letter before it."""
_VIRAMA = 9
"""The combining class of the sign that joins two consonants in scripts of India."""


def letters(text: str) -> Iterator[str]:
    """The letters of a text as people count them: a base with its marks, a picture of several joined ones, a flag.

    Almost as Unicode's grapheme clusters (UAX 29): where in doubt, more is kept together.
    """
    begin = flags = 0
    for at in range(1, len(text)):
        flags = flags + 1 if ord(text[at - 1]) in _FLAG_LETTERS else 0
        if not _belong_together(text[at - 1], text[at], flags):
            yield text[begin:at]
            begin = at
    if text:
        yield text[begin:]


def within(text: str, size: int) -> str:
    """As many whole letters from the beginning of a text as take at most `size` bytes in UTF-8.

    A first letter that alone takes more, as one with a hundred accents does, is cut between its accents.
    """
    if len(text.encode(errors="replace")) <= size:
        return text
    kept = used = 0
    for letter in letters(text[: size + 1]):
        used += len(letter.encode(errors="replace"))
        if used > size:
            break
        kept += len(letter)
    return text[:kept] or text.encode(errors="replace")[:size].decode(errors="ignore")


def _belong_together(one: str, other: str, flags: int) -> bool:
    """Whether no cut may be between two characters; `flags` is how many letters of flags stand in a row up to the first."""
    code = ord(other)
    if code < 0x80:
        return (one, other) == ("\r", "\n")
    return (
        unicodedata.category(other) in ("Mn", "Mc", "Me")
        or _JOINER in (one, other)
        or other in _MORE_MARKS
        or code in _SKIN_TONES
        or code in _TAGS
        or (code in _FLAG_LETTERS and flags % 2 == 1)
        or (unicodedata.combining(one) == _VIRAMA and unicodedata.category(other) == "Lo")
        or code in _LATER_PARTS
        or (ord(one) in _FIRST_PARTS and (code in _FIRST_PARTS or code in _SYLLABLES))
    )


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
