"""The lines of a file in TOML, which the parser in Python's library does not tell.

Whatever the text: its first lines are parsed, one more each time. Files of settings are short, and this is asked for messages
alone.
"""

import tomllib
from collections.abc import Iterator, Sequence
from typing import Any


def line_of(keys: Sequence[str], text: str) -> int | None:
    """The line, counted from 1, where the statement begins that first has a key, given with the tables that it is in.

    None for a key that the text does not have.
    """
    before = 0
    for count, table in _beginnings(text):
        if _has(table, keys):
            return before + 1
        before = count
    return None


def line_of_fault(text: str) -> int:
    """The line, counted from 1, where the first statement begins that is not in TOML."""
    return max((count for count, _ in _beginnings(text)), default=0) + 1


def _beginnings(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """How many of the first lines are TOML by themselves, and what they say."""
    lines = text.replace("\r\n", "\n").split("\n")
    for count in range(1, len(lines) + 1):
        try:
            yield count, tomllib.loads("\n".join(lines[:count]))
        except (ValueError, RecursionError):
            continue


def _has(table: Any, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
