"""Reads a text in TOML, and tells where each key and each value stands, which the standard library does not."""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

TomlPath: TypeAlias = tuple[str | int, ...]
"""The keys and the positions in lists, counted from 0, that lead to a value."""

MOST_LINES = 200
"""In a longer text, what is never closed is reported at its end."""

_TOKEN = re.compile(
    r"""(?P<space>[ \t\r]+|\#[^\n]*)
      | (?P<line>\n)
      | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3}(?!\") | '{3}.*?'{3}(?!') | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
      | (?P<mark>[\[\]{}=,.])
      | (?P<bare>[^\s\#"'\[\]{}=,.]+)""",
    re.VERBOSE | re.DOTALL,
)


class TomlFault(ValueError):
    """A text is not in TOML: the line and the column, both counted from 1, that line, and the reason."""

    def __init__(self, text: str, line: int, column: int, reason: str) -> None:
        self.line, self.column = line, column
        self.source = "".join(text.split("\n")[line - 1 : line])
        super().__init__(reason)


def read_toml(data: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a file, with line feeds, and the table in it.

    Raises:
        TomlFault: it is not in UTF-8, or not in TOML.
    """
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TomlFault("", line, 1, "not UTF-8: expected a text file; save it again with that encoding") from error
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # wrong TOML, a number of thousands of digits, or too deep a nesting
        where = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
        line, column = (int(where[1]), int(where[2])) if where else (_never_ending(text), 1)
        reason = re.sub(r" \(at .*\)$", "", str(error))
        hint = ". A text with backslashes goes in single quotes" if "'\\'" in reason else ""
        raise TomlFault(text, line, column, f"not in TOML: {reason}{hint}") from error


def _never_ending(text: str) -> int:
    """The line, counted from 1, of the first statement that is not in TOML."""
    lines = text.rstrip().split("\n")
    for count in range(len(lines) - 1 if len(lines) <= MOST_LINES else 0, 0, -1):
        with suppress(ValueError, RecursionError):
            tomllib.loads("\n".join(lines[:count]))
            return count + 1
    return 1 if len(lines) <= MOST_LINES else len(lines)


def places_in(text: str) -> Mapping[TomlPath, tuple[int, int]]:
    """The line and the column, both counted from 1, of each key, table and list element of a valid TOML text."""
    scanner = _Scanner(text)
    scanner.statements()
    return scanner.places


@dataclass
class _Scanner:
    """Reads a text that is known to be valid, so it looks for nothing that is wrong."""

    text: str
    places: dict[TomlPath, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._tokens = [match for match in _TOKEN.finditer(self.text) if match.lastgroup != "space"]
        self._next = 0
        self._line, self._line_begins, self._seen = 1, 0, 0
        self._tables: dict[TomlPath, int] = {}
        """How often each table of a list of tables was begun."""

    def statements(self) -> None:
        table: TomlPath = ()
        while self._next < len(self._tokens):
            if self._at("["):
                table = self._header()
            elif self._kind() == "line":
                self._take()
            else:
                self._pair(table)

    def _header(self) -> TomlPath:
        here = self._here()
        self._take()
        is_list = self._at("[")
        if is_list:
            self._take()
        *above, last = self._key()
        path: TomlPath = ()
        for part in above:
            self.places.setdefault((*path, part), here)
            path = self._newest((*path, part))
        path = (*path, last)
        self.places.setdefault(path, here)
        if is_list:
            self._tables[path] = self._tables.get(path, 0) + 1
            self._take()
        self._take()
        path = self._newest(path)
        self.places.setdefault(path, here)
        return path

    def _newest(self, path: TomlPath) -> TomlPath:
        return (*path, self._tables[path] - 1) if path in self._tables else path

    def _pair(self, table: TomlPath) -> None:
        here = self._here()
        path = table
        for part in self._key():
            path = (*path, part)
            self.places.setdefault(path, here)
        self._take()
        self._value(path)

    def _key(self) -> list[str]:
        parts = [self._part()]
        while self._at("."):
            self._take()
            parts.append(self._part())
        return parts

    def _part(self) -> str:
        token = self._take()
        return str(tomllib.loads(f"key = {token}")["key"]) if token[0] in "\"'" else token

    def _value(self, path: TomlPath) -> None:
        opening = self._tokens[self._next][0]
        if opening not in ("[", "{"):
            while self._next < len(self._tokens) and (self._kind() in ("text", "bare") or self._at(".")):
                self._take()
            return
        self._take()
        position = 0
        while not self._at("]") and not self._at("}"):
            if self._at(",") or self._kind() == "line":
                self._take()
            elif opening == "{":
                self._pair(path)
            else:
                self.places.setdefault((*path, position), self._here())
                self._value((*path, position))
                position += 1
        self._take()

    def _at(self, mark: str) -> bool:
        return self._next < len(self._tokens) and self._tokens[self._next][0] == mark

    def _kind(self) -> str | None:
        return self._tokens[self._next].lastgroup

    def _here(self) -> tuple[int, int]:
        begins = self._tokens[self._next].start()
        if lines := self.text.count("\n", self._seen, begins):
            self._line += lines
            self._line_begins = self.text.rindex("\n", self._seen, begins) + 1
        self._seen = begins
        return self._line, begins - self._line_begins + 1

    def _take(self) -> str:
        self._next += 1
        return self._tokens[self._next - 1][0]
