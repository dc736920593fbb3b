"""Where sessions were stopped, so that they can go on another day."""

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


@dataclass(frozen=True, slots=True)
class SavedPlace:
    """A place in a session.

    Attributes:
        script: what was played, so that it can be found from anywhere.
        words: how it was asked for on the command line: the script, and its flags.
        title: the chapter's, which is looked for first, since the script may change.
        number: the chapter's index.
        elapsed: milliseconds from the chapter's start.
        tempo: how many steps slower than was asked for.
        bookmark: the same place by its rep, since flags may lay out the chapter anew; None in places of earlier versions.
    """

    script: str
    words: tuple[str, ...]
    title: str
    number: int
    elapsed: Ms
    tempo: int
    bookmark: Bookmark | None = None

    def chapter_in(self, titles: tuple[str, ...]) -> int:
        """The chapter that is meant, among those of the session as it is now."""
        number = min(self.number, len(titles) - 1)
        return number if titles[number] == self.title or self.title not in titles else titles.index(self.title)

    def beginning_in(self, chapter: Chapter) -> Ms:
        """Where to go on in that chapter as it is laid out now: at the start of the rep, else of the words said last."""
        found = find_bookmark(chapter, self.bookmark) if self.bookmark else None
        return beginning(chapter, min(self.elapsed, chapter.duration) if found is None else found)


class Places:
    """One place a script, the latest of which can be asked for without naming it. A folder that cannot be written keeps none.

    Args:
        store: keeps them; what was stopped longest ago is forgotten first.
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
        """The place in a script; without one, that in the script that was stopped last."""
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
