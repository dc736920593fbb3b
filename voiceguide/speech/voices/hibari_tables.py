"""A large table of JSON, of which few entries are ever looked at, in a fifth of the memory that a dict takes."""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

ENTRY = re.compile(rb'"((?:[^"\\]|\\.)*)":("(?:[^"\\]|\\.)*"|\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\})')
"""A name with a text, or with an object that holds no others."""

ESCAPE = re.compile(rb"\\.")

PRIME = 16_777_619
"""Of the hash by which entries are found, which numpy works out for all of them at once."""

KEPT = 4096
"""Entries that are not read again."""


class Entries:
    """The entries of an object in JSON whose values are texts, or objects that hold no others; read when they are asked for.

    Args:
        table: the object, written without space between its parts.
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
        self.get = lru_cache(KEPT)(self._get)

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def _get(self, name: str) -> Any:
        """What belongs to a name, None when nothing does."""
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
    """All that is in a gzipped file of JSON."""
    with gzip.open(path) as file:
        return Entries(file.read())


def entries_and_rest(path: Path, name: str) -> tuple[Entries, dict[str, Any]]:
    """The object `name`, which is the last in a gzipped file of JSON, as entries, and what stands before it as it is."""
    with gzip.open(path) as file:
        table = file.read().rstrip()
    start = table.index(f',"{name}":{{'.encode())
    return Entries(table[start + len(name) + 4 : -1]), json.loads(table[:start] + b"}")
