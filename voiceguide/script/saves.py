"""Tells when scripts are saved, however an editor saves them."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

STEP_MS = 30
"""How long to wait for the next event of a save that has several: editors write a new file and rename it."""

LOOK_MS = 250
"""How often to look at the files, where the system tells nothing, as on some network disks."""

Stamps = dict[Path, tuple[int, int]]


def saves(files: Callable[[], Iterable[Path]], stop: threading.Event) -> Iterator[frozenset[Path]]:
    """The files that are saved from now on, each time that some are, until `stop` is set.

    A file that is gone is waited for: many editors take it away for a moment.

    Args:
        files: the files to watch, as absolute paths; asked again after each save.
    """
    return _saves(files, stop, _stamps(files()))


def _saves(files: Callable[[], Iterable[Path]], stop: threading.Event, seen: Stamps) -> Iterator[frozenset[Path]]:
    while not stop.is_set():
        folders = {file.parent for file in files() if file.parent.is_dir()}
        looks = watch(
            *folders,
            watch_filter=None,
            debounce=2 * STEP_MS,
            step=STEP_MS,
            stop_event=stop,
            rust_timeout=LOOK_MS,
            yield_on_timeout=True,
            recursive=False,
        )
        for _ in looks:
            now = _at_rest(files, seen)
            saved = frozenset(file for file, stamp in now.items() if stamp != seen.get(file))
            seen |= now
            if saved:
                yield saved
            if folders != {file.parent for file in files() if file.parent.is_dir()}:
                break


def _at_rest(files: Callable[[], Iterable[Path]], before: Stamps) -> Stamps:
    """The stamps of the files once nobody is writing them any more; a file is empty at first when it is written in place."""
    now = _stamps(files())
    while now != before:
        time.sleep(STEP_MS / 1000)
        now, before = _stamps(files()), now
    return now


def _stamps(files: Iterable[Path]) -> Stamps:
    """The size of each file that is there in bytes, and when it was written, in nanoseconds."""
    found: Stamps = {}
    for file in files:
        with suppress(OSError):
            status = file.stat()
            found[file] = status.st_size, status.st_mtime_ns
    return found
