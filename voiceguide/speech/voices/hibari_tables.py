"""A read-only mapping over a large JSON object of which few entries are used, in a fifth of the memory of a dict."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

ENTRY = re.compile(rb'"((?:[^"\\]|\\.)*)":("(?:[^"\\]|\\.)*"|\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\})')
"""A name with a string, or with an object that contains no other objects."""

ESCAPE = re.compile(rb"\\.")

PRIME = 16_777_619
"""The multiplier of the hash by which entries are found. numpy computes the hashes of all names at once."""

CACHED = 4096
"""How many entries are cached once they were read."""


class Entries:
    """The entries of a JSON object, parsed when they are asked for. Values are strings, or objects without objects in them.

    Args:
        table: the object as UTF-8, written without spaces between its parts.
    """

    def __init__(self, table: bytes) -> None:
        self._table = table
        signs = np.frombuffer(table, np.uint8)
        quotes = signs == ord('"')
        quotes[[escape.end() - 1 for escape in ESCAPE.finditer(table)]] = False
        inside = np.logical_xor.accumulate(quotes)
        braces = (signs == ord("{")).astype(np.int8) - (signs == ord("}"))
        braces[inside] = 0
        depth = np.cumsum(braces, dtype=np.int8)
        marks = np.flatnonzero(quotes)
        before = signs[marks - 1]
        names = np.flatnonzero(inside[marks] & (depth[marks] == 1) & ((before == ord(",")) | (before == ord("{"))))
        starts, lengths = marks[names], marks[names + 1] - marks[names] - 1
        hashes = np.zeros(starts.size, np.uint32)
        for offset in range(int(lengths.max(initial=0))):
            longer = np.flatnonzero(lengths > offset)
            hashes[longer] = hashes[longer] * np.uint32(PRIME) + signs[starts[longer] + 1 + offset]
        order = hashes.argsort(kind="stable")
        self._hashes, self._starts = hashes[order], starts[order].astype(np.uint32)
        self.get = lru_cache(CACHED)(self._get)

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def _get(self, name: str) -> Any:
        """The value of a name; None if there is none."""
        key = json.dumps(name, ensure_ascii=False).encode()[1:-1]
        wanted = 0
        for sign in key:
            wanted = (wanted * PRIME + sign) & 0xFFFFFFFF
        first, last = self._hashes.searchsorted(wanted), self._hashes.searchsorted(wanted, "right")
        for start in self._starts[first:last].tolist():
            entry = ENTRY.match(self._table, start)
            if entry and entry[1] == key:
                return json.loads(entry[2])
        return None


def entries_in(path: Path) -> Entries:
    """The entries of the object in a gzipped JSON file."""
    with gzip.open(path) as file:
        return Entries(file.read())


def weights_and_rest(path: Path) -> tuple[Entries, dict[str, Any]]:
    """The object `weights` as entries, and the parsed rest. It is the last member in the gzipped JSON file."""
    with gzip.open(path) as file:
        rest, weights = file.read().rstrip().split(b',"weights":')
    return Entries(weights[:-1]), json.loads(rest + b"}")
