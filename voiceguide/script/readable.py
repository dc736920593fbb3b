"""The checks before parsing: texts larger than a person writes, and invisible characters, are refused."""

import re
import unicodedata
from collections.abc import Sequence

from voiceguide.problems import Place, Problems

LONGEST_TEXT = 1_000_000
"""Characters of a script."""

LONGEST_BLOCK = 2_000
"""Characters of a line, of a paragraph, and of the front matter."""

MOST_LINES = 10_000
MOST_MARKS = 20_000
"""Characters of a script that are special in Markdown."""

DEEPEST = 5
"""Lists and quotes inside each other are refused from this depth on."""

MOST_REPORTED = 20
"""Problems, after which a script is not checked further."""

_MARKS = "[<*_`&\\{}"
_RULE = r"(?![ \t]*([-*])(?:[ \t]*\1)*[ \t]*$)"
_NESTED = re.compile(rf"{_RULE}[ \t]*(?:(?:>|[*+-][ \t]|\d{{1,9}}[.)][ \t])[ \t]*){{{DEEPEST}}}")
_UNSEEN = ("Cc", "Cs", "Co", "Zl", "Zp")
_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def check_readable(text: str, lines: Sequence[str], file: str, problems: Problems) -> None:
    """Report what no script needs, so that Markdown and YAML are parsed in bounded time and memory."""
    for found, most, what in (
        (len(text), LONGEST_TEXT, "characters"),
        (len(lines), MOST_LINES, "lines"),
        (sum(text.count(mark) for mark in _MARKS), MOST_MARKS, f"marks such as {' '.join(_MARKS)}"),
    ):
        if found > most:
            problems.error(Place(file, 1), f"a script of {found:,} {what}: expected at most {most:,}")
            return
    for number, line in enumerate(lines, 1):
        if len(problems) == MOST_REPORTED:
            return
        if len(line) > LONGEST_BLOCK:
            problems.error(
                Place(file, number), f"a line of {len(line):,} characters: expected at most {LONGEST_BLOCK:,}"
            )
        elif _NESTED.match(line):
            problems.error(
                Place(file, number, 1, line), f"lists or quotes {DEEPEST} deep and deeper: expected one level"
            )
        elif (column := first_unseen(line)) is not None:
            problems.error(Place(file, number, column + 1, line), refusal(line[column]))


def first_unseen(text: str) -> int | None:
    """The index of the first invisible character that changes what is read or shown; None where there is none."""
    if text.isprintable():
        return None
    return next((index for index, char in enumerate(text) if _is_unseen(char)), None)


def refusal(char: str) -> str:
    """The message for an invisible character."""
    name = unicodedata.name(char, "a control character").lower()
    return f"the invisible character U+{ord(char):04X} ({name}): expected text alone; delete it"


def _is_unseen(char: str) -> bool:
    return char in _OVERRIDES or (char != "\t" and unicodedata.category(char) in _UNSEEN)
