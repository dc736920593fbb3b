"""Saved places: where sessions were stopped, so that they can be resumed another day."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from voiceguide.storage.cache import Store
from voiceguide.timeline.model import Chapter, RepKey
from voiceguide.timeline.reps import Bookmark, beginning, find_bookmark
from voiceguide.units import Ms

LIMIT_BYTES = 1 << 18
LATEST = "latest"
"""The key of the script that was stopped last."""


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """A place in a session.

    Attributes:
        script: what was played, so that it can be found from anywhere.
        words: the words of its command line: the script, and its flags.
        title: the chapter's; it finds the chapter if the script has changed.
        number: the chapter's index.
        elapsed: milliseconds from the chapter's start.
        tempo: how many steps slower than was asked for.
        bookmark: the same place by its rep, for when the chapter's times change; None in places of earlier versions.
    """

    script: str
    words: tuple[str, ...]
    title: str
    number: int
    elapsed: Ms
    tempo: int
    bookmark: Bookmark | None = None

    def chapter_in(self, titles: tuple[str, ...]) -> int:
        """The index of this chapter among the titles of the session as it is now."""
        number = min(self.number, len(titles) - 1)
        return number if titles[number] == self.title or self.title not in titles else titles.index(self.title)

    def beginning_in(self, chapter: Chapter) -> Ms:
        """Where to resume in that chapter as it is now, in milliseconds: the start of the rep, else of the last words."""
        found = find_bookmark(chapter, self.bookmark) if self.bookmark else None
        return beginning(chapter, min(self.elapsed, chapter.duration) if found is None else found)


class Places:
    """One place for each script; the latest is found without naming its script. An unwritable folder saves none.

    Args:
        store: holds the places; when it is full, the oldest are removed first.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def remember(self, place: SavedPlace) -> None:
        data = json.dumps(asdict(place)).encode()
        with suppress(OSError):
            self._store.save(_key(place.script), data)
            self._store.save(LATEST, os.fsencode(place.script))

    def forget(self, script: str) -> None:
        with suppress(OSError):
            if self._store.read(_key(script)):
                self._store.save(_key(script), b"")

    def find(self, script: str | None) -> SavedPlace | None:
        """The place in a script; without `script`, in the one that was stopped last. None if there is none."""
        if script is None:
            script = os.fsdecode(self._store.read(LATEST) or b"")
        with suppress(ValueError, TypeError, KeyError):
            place = json.loads(self._store.read(_key(script)) or b"")
            words, bookmark = tuple(place["words"]), _bookmark(place.get("bookmark"))
            return SavedPlace(**{**place, "words": words, "bookmark": bookmark})
        return None


def _bookmark(data: Any) -> Bookmark | None:
    if data is None:
        return None
    return Bookmark(None if data["rep"] is None else RepKey(*data["rep"]), data["offset"])


def _key(script: str) -> str:
    return hashlib.sha256(os.fsencode(script)).hexdigest()[:40]
