"""An object of a JSON text that somebody else may have written: every value is checked when it is taken."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from reprlib import Repr
from typing import Any, TypeVar

from voiceguide.errors import SheetError
from voiceguide.formats.captions import writable

Name = TypeVar("Name")

MOST_TEXT = 100_000
"""Letters of a title, or of what is said at once."""

_short = Repr()
_short.maxstring = _short.maxother = _short.maxlong = 60
_short.maxdict = _short.maxlist = 2
_short.maxlevel = 1


def shown(value: object) -> str:
    """A value as it stands in a message, however large it is."""
    return _short.repr(value)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """An object, and where it stands, such as `phases[12]`; nothing for the text as a whole.

    What its methods return is checked; they raise `SheetError` for what is missing or something else.
    """

    where: str
    values: Mapping[str, Any]

    def wrong(self, key: str, expected: str) -> SheetError:
        """An error that says what was found and what was expected."""
        name = f"{self.where}.{key}" if self.where else f"'{key}'"
        found = f"is {shown(self.values[key])}" if key in self.values else "is missing"
        return SheetError(f"{name} {found}: expected {expected}")

    def get(self, key: str) -> Any:
        """A value that must be there, whatever it is."""
        if key not in self.values:
            raise self.wrong(key, "a value")
        return self.values[key]

    def text(self, key: str) -> str:
        """A text without characters that a terminal would obey."""
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
        """One of some names."""
        value = self.get(key)
        for name in names:
            if value == name and type(value) is type(name):
                return name
        *others, last = ("null" if name is None else str(name) for name in names)
        raise self.wrong(key, f"{', '.join(others)} or {last}")

    def entries(self, key: str, most: int) -> Sequence[SheetEntry]:
        """A list of at most so many objects."""
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
