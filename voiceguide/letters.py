"""Letters as a reader sees them: cutting a text between them, and spelling those that an encoding lacks."""

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
"""Korean: the parts that begin a syllable, the parts that follow, and whole syllables."""
_MORE_MARKS = "\u200c\u0e33\u0eb3\uff9e\uff9f"
"""Characters that belong to the letter before them although their category is not a mark."""
_VIRAMA = 9
"""The combining class of the signs that join two consonants in Indic scripts."""


def letters(text: str) -> Iterator[str]:
    """The letters of a text as a reader counts them: a base with its marks, a joined emoji, a flag.

    Close to Unicode's extended grapheme clusters (UAX 29); in doubt, characters stay together.
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
    """The longest beginning of a text that is whole letters and takes at most `size` bytes in UTF-8.

    A first letter that is too long by itself, such as one with a hundred accents, is cut between its accents.
    """
    if len(text.encode(errors="replace")) <= size:
        return text
    end = used = 0
    for letter in letters(text[: size + 1]):
        used += len(letter.encode(errors="replace"))
        if used > size:
            break
        end += len(letter)
    return text[:end] or text.encode(errors="replace")[:size].decode(errors="ignore")


def _belong_together(one: str, other: str, flags: int) -> bool:
    """Whether two adjacent characters are of one letter. `flags` counts the flag letters in a row that end with `one`."""
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
"""The error handler of `str.encode` that writes the ASCII spelling of a character that an encoding lacks."""

SPELLINGS = str.maketrans(
    {
        "…": "...", "–": "-", "—": "-", "‑": "-", "−": "-", "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"',
        "«": '"', "»": '"', "→": "->", "←": "<-", "·": "-", "•": "*", "×": "x", "ß": "ss", "æ": "ae", "Æ": "AE",
        "ø": "o", "Ø": "O", "œ": "oe", "Œ": "OE", "✓": "+", "✗": "x", "\u200c": "", "\u200d": "", "\ufe0f": "",
    }
)  # fmt: skip


def spelled(text: str, encoding: str) -> str:
    """A text with only characters that an encoding has: else `...` for an ellipsis, `u` for `ü`, `?` without a spelling."""
    return text.encode(encoding, SPELLED).decode(encoding)


def _spell(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(SPELLINGS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", _decoded(text)) if not unicodedata.combining(char))
    return plain.encode("ascii", "replace").decode(), error.end


def _decoded(text: str) -> str:
    """A text whose surrogate escapes, as in a file name, are decoded as UTF-8; a byte that is not UTF-8 is `\\xff`."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return text


codecs.register_error(SPELLED, _spell)


def main_language(tag: str) -> str:
    """The main language of a BCP 47 tag, or of a locale's name: `de` for `de-AT` and `de_AT`."""
    return tag.lower().replace("_", "-").partition("-")[0]
