"""Reads untrusted JSON: objects whose values are checked on access."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from reprlib import Repr
from typing import Any, TypeVar

from voiceguide.errors import SheetError
from voiceguide.formats.captions import writable

Name = TypeVar("Name")

MOST_TEXT = 100_000
"""Characters of a title or an utterance."""

_short = Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60
_short.maxdict = _short.maxlist = 2
_short.maxlevel = 1


def shown(value: object) -> str:
    """A value as shown in a message, shortened if it is large."""
    return _short.repr(value)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A JSON object. `where` is its place, such as `phases[12]`, for messages; empty for the outermost object.

    The methods return checked values, and raise `SheetError` where a value is missing or not as expected.
    """

    where: str
    values: Mapping[str, Any]

    def wrong(self, key: str, expected: str) -> SheetError:
        """An error for the value of `key`, with what was found and what was expected."""
        name = f"{self.where}.{key}" if self.where else f"'{key}'"
        found = f"is {shown(self.values[key])}" if key in self.values else "is missing"
        return SheetError(f"{name} {found}: expected {expected}")

    def get(self, key: str) -> Any:
        """A value of any type; it must be there."""
        if key not in self.values:
            raise self.wrong(key, "a value")
        return self.values[key]

    def text(self, key: str) -> str:
        """A text of at most `MOST_TEXT` characters; control characters, which a terminal would obey, become spaces."""
        value = self.values.get(key)
        if not isinstance(value, str) or len(value) > MOST_TEXT:
            raise self.wrong(key, f"a text of at most {MOST_TEXT} letters")
        return writable(value)

    def whole(self, key: str, low: int, high: int) -> int:
        """A whole number from `low` to `high`."""
        value = self.values.get(key)
        if type(value) is not int or not low <= value <= high:
            expected = "none" if low > high else str(low) if low == high else f"a whole number from {low} to {high}"
            raise self.wrong(key, expected)
        return value

    def number(self, key: str, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"a number from {low:g} to {high:g}")
        return float(value)

    def one_of(self, key: str, names: Collection[Name]) -> Name:
        """A value that is one of `names`, and of the same type."""
        value = self.get(key)
        for name in names:
            if value == name and type(value) is type(name):
                return name
        *others, last = ("null" if name is None else str(name) for name in names)
        raise self.wrong(key, f"{', '.join(others)} or {last}")

    def entries(self, key: str, most: int) -> Sequence[SheetEntry]:
        """A list of at most `most` objects."""
        values = self.values.get(key)
        if not isinstance(values, list):
            raise self.wrong(key, "a list")
        if len(values) > most:
            raise SheetError(f"'{key}' has {len(values)} entries, more than any session: expected at most {most}")
        found = [SheetEntry(f"{key}[{number}]", each) for number, each in enumerate(values) if isinstance(each, dict)]
        if len(found) < len(values):
            number = next(number for number, each in enumerate(values) if not isinstance(each, dict))
            raise SheetError(f"{key}[{number}] is {shown(values[number])}: expected an object")
        return found
