"""Reads the plan of a batch: TOML with defaults, a matrix and single items. It holds names and values, and nothing that is run.

name = "{script}-{pace}.mp3"          # of every file

[defaults]                            # flags of `voiceguide export`, by their long names
mono = true

[matrix]                              # each script at each pace
script = ["neck.md", "back-mobility"]
pace = ["4-6", "5-7"]
exclude = [{ script = "neck.md", pace = "5-7" }]
include = [{ script = "neck.md", bed = "rain" }, { script = "feet.md", pace = "3-3" }]

[[items]]                             # one more
script = "desk-break"
name = "at-the-desk.mp3"
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from voiceguide.problems import Place, Problems, nearest
from voiceguide.storage.names import in_unicode
from voiceguide.storage.toml_text import TomlFault, TomlPath, places_in, read_toml

TOP = ("name", "defaults", "matrix", "items")
OWN = ("script", "name")
"""The keys of an item that are no flags."""

MOST_BYTES = 1_000_000
MOST_ITEMS = 20_000
MOST_ENTRIES = 1000
"""In a list of what is included or excluded: each is compared with every item."""


@dataclass(frozen=True, slots=True)
class BatchItem:
    """One export of a plan: its script, its flags, its name if it has one of its own, each with its place in the plan.

    `axes` are the keys of the matrix that it is from, in their order; none for one that stands by itself.
    """

    values: Mapping[str, Any]
    places: Mapping[str, Place]
    place: Place
    axes: tuple[str, ...] = ()

    def where(self, key: str) -> Place:
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What a plan says. `name` is its template for names, empty if it has none; `defaults` are flags of every item."""

    path: Path
    name: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    items: tuple[BatchItem, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)


def read_plan(path: Path, flags: Collection[str], problems: Problems) -> BatchPlan:
    """Read a plan. What is wrong in it is added to `problems`, and left out.

    Args:
        flags: the flags of an export, by their long names.
    """
    file = in_unicode(str(path))
    try:
        with path.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise TomlFault("", 1, 1, f"too large: expected at most {MOST_BYTES:,} bytes")
        text, table = read_toml(data)
    except TomlFault as fault:
        problems.error(Place(file, fault.line, fault.column, fault.source), str(fault))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no name for a file"
        problems.error(Place(file, 1), f"cannot be read ({reason}): expected a plan in TOML")
    else:
        return _PlanReader(path, text.split("\n"), places_in(text), flags, problems).plan(table)
    return BatchPlan(path)


@dataclass(frozen=True, slots=True)
class _PlanReader:
    path: Path
    lines: Sequence[str]
    found: Mapping[TomlPath, tuple[int, int]]
    flags: Collection[str]
    problems: Problems

    def plan(self, table: Mapping[str, Any]) -> BatchPlan:
        self._known(table, TOP, ())
        name = table.get("name", "")
        if not isinstance(name, str):
            self._wrong(("name",), f'name is {_shown(name)}: expected a text, such as "{{script}}-{{pace}}.mp3"')
            name = ""
        defaults = self._table(table.get("defaults", {}), ("defaults",), self.flags)
        items = [item for matrix, at in self._tables(table, "matrix") for item in self._multiplied(matrix, at)]
        items += [self._item(item, at) for item, at in self._tables(table, "items")]
        if len(items) > MOST_ITEMS:
            self._wrong((), f"{len(items):,} items: expected at most {MOST_ITEMS:,}")
            items = []
        places = {"name": self._at(("name",)), **{key: self._at(("defaults", key)) for key in defaults}}
        if not items and not self.problems:
            self._wrong((), "nothing to make: expected a table [matrix] with lists, or tables [[items]]")
        return BatchPlan(self.path, name, defaults, tuple(items), places)

    def _tables(self, table: Mapping[str, Any], key: str) -> Iterator[tuple[Mapping[str, Any], TomlPath]]:
        """The tables of that name, each with its path: one `[key]`, or several `[[key]]`."""
        value = table.get(key, [])
        for number, each in enumerate(value if isinstance(value, list) else [value]):
            at: TomlPath = (key, number) if isinstance(value, list) else (key,)
            if isinstance(each, dict):
                yield each, at
            else:
                self._wrong(at, f"'{key}' is {_shown(each)}: expected a table, as in '[{key}]' or '[[{key}]]'")

    def _multiplied(self, matrix: Mapping[str, Any], at: TomlPath) -> Iterator[BatchItem]:
        """Every combination of the lists of a matrix, without what is excluded, with what is included."""
        lists = {key: value for key, value in matrix.items() if key not in ("include", "exclude")}
        self._known(lists, (*OWN, *self.flags, "include", "exclude"), at)
        for key, value in list(lists.items()):
            if not isinstance(value, list) or not value:
                self._wrong((*at, key), f"'{key}' is {_shown(value)}: expected a list of values to multiply by")
                del lists[key]
        if (count := prod(map(len, lists.values()))) > MOST_ITEMS:
            self._wrong(at, f"{count:,} items: expected at most {MOST_ITEMS:,}")
            return
        axes = tuple(key for key in lists if key in OWN or key in self.flags)
        here = self._at(at)
        columns = [
            [(key, value, self._at((*at, key, number))) for number, value in enumerate(lists[key])] for key in axes
        ]
        items = [
            BatchItem({key: value for key, value, _ in row}, {key: place for key, _, place in row}, here, axes)
            for row in product(*columns)
            if row
        ]
        for entry, place in self._entries(matrix, "exclude", at, axes):
            kept = [item for item in items if not _agrees(item.values, entry)]
            if len(kept) == len(items):
                self._wrong(place, "excludes nothing: no item of the matrix has these values")
            items = kept
        yield from self._included(items, matrix, at, axes)

    def _included(
        self, items: Sequence[BatchItem], matrix: Mapping[str, Any], at: TomlPath, axes: tuple[str, ...]
    ) -> Iterator[BatchItem]:
        """As in workflows: an entry is added to the items whose values of the matrix it has; if there are none, it is one more."""
        more = []
        changed = list(items)
        for entry, place in self._entries(matrix, "include", at, (*OWN, *self.flags)):
            own = self._item(entry, place)
            of_matrix = {key: value for key, value in entry.items() if key in axes}
            hits = [number for number, item in enumerate(items) if _agrees(item.values, of_matrix)]
            for number in hits:
                before = changed[number]
                changed[number] = BatchItem(
                    {**before.values, **own.values}, {**before.places, **own.places}, before.place, axes
                )
            if not hits:
                more.append(BatchItem(own.values, own.places, own.place, axes))
        yield from changed
        yield from more

    def _entries(
        self, matrix: Mapping[str, Any], key: str, at: TomlPath, known: Collection[str]
    ) -> Iterator[tuple[Mapping[str, Any], TomlPath]]:
        entries = matrix.get(key, [])
        if not isinstance(entries, list):
            self._wrong((*at, key), f"'{key}' is {_shown(entries)}: expected a list of tables")
            return
        if len(entries) > MOST_ENTRIES:
            self._wrong((*at, key), f"{len(entries):,} entries: expected at most {MOST_ENTRIES:,}, or tables [[items]]")
            return
        for number, entry in enumerate(entries):
            if found := self._table(entry, (*at, key, number), known):
                yield found, (*at, key, number)

    def _item(self, table: Mapping[str, Any], at: TomlPath) -> BatchItem:
        values = self._table(table, at, (*OWN, *self.flags))
        return BatchItem(values, {key: self._at((*at, key)) for key in values}, self._at(at))

    def _table(self, table: Any, at: TomlPath, known: Collection[str]) -> Mapping[str, Any]:
        """The known keys of a table."""
        if not isinstance(table, dict):
            self._wrong(at, f"{_shown(table)}: expected a table of flags")
            return {}
        self._known(table, known, at)
        return {key: value for key, value in table.items() if key in known}

    def _known(self, table: Mapping[str, Any], known: Collection[str], at: TomlPath) -> None:
        for key in table:
            if key not in known:
                hint = (
                    nearest(key, known)
                    or f": expected {', '.join(known) if len(known) < 9 else 'a flag of `voiceguide export`'}"
                )
                self._wrong((*at, key), f"'{key[:60]}' is not known here{hint}")

    def _at(self, path: TomlPath) -> Place:
        while path and path not in self.found:
            path = path[:-1]
        line, column = self.found.get(path, (1, 1))
        return Place(in_unicode(str(self.path)), line, column, self.lines[line - 1])

    def _wrong(self, path: TomlPath, message: str) -> None:
        add_once(self.problems, self._at(path), message)


def add_once(problems: Problems, place: Place, message: str) -> None:
    """Add an error, unless it is there: an item may meet it again."""
    if not any((each.place, each.message) == (place, message) for each in problems):
        problems.error(place, message)


def _agrees(values: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(key in values and values[key] == value for key, value in wanted.items())


def _shown(value: object) -> str:
    return f"'{str(value)[:60]}'"
