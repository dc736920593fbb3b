"""The words of a command line, as the platform's own programs read them."""

import re
import shlex
import sys

_PIECE = re.compile(r'(?P<even>(?:\\\\)*)""|(?P<slashes>\\*)"|(?P<space>\s+)|(?P<plain>[^\s"\\]+|\\+)')


def words_of(line: str, platform: str = sys.platform) -> list[str]:
    """A command line in words, its quotes taken away.

    On Windows a backslash is one like any other, except before a double quote, and a single quote is no quote
    (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Elsewhere it is as in a shell.

    Args:
        platform: as `sys.platform`.

    Raises:
        ValueError: a quote is not closed.
    """
    return _words_on_windows(line) if platform == "win32" else shlex.split(line)


def _words_on_windows(line: str) -> list[str]:
    words: list[str] = []
    word: str | None = None
    quoted = False
    for piece in _PIECE.finditer(line):
        if piece["space"] is not None and not quoted:
            words += [] if word is None else [word]
            word = None
            continue
        word = word or ""
        if piece["even"] is not None:
            word += piece["even"][::2] + ('"' if quoted else "")
        elif piece["slashes"] is not None:
            word += piece["slashes"][1::2]
            if len(piece["slashes"]) % 2:
                word += '"'
            else:
                quoted = not quoted
        else:
            word += piece[0]
    if quoted:
        raise ValueError("No closing quotation")
    return words if word is None else [*words, word]
