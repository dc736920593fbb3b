"""Runs jobs in parallel on all cores, and makes the chapters of a session that way, or one after the other."""

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from threading import Event, Lock
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms, ms_from_frames

if TYPE_CHECKING:
    from voiceguide.clip import Samples
    from voiceguide.mix.chapter import Mix


OnProgress: TypeAlias = Callable[[Sequence[Ms]], None]
"""Called regularly, in the calling thread, with the milliseconds of each chapter that are done."""

Pieces: TypeAlias = Generator[tuple[int, bytes], None, None]
"""A chapter's bytes in pieces, each with its offset in the chapter. They may start again from the first byte on."""

PROGRESS_S = 0.1
"""Seconds between two reports of progress."""


_cores: ContextVar[int | None] = ContextVar("cores", default=None)


@contextmanager
def on_cores(count: int) -> Iterator[None]:
    """Use so many cores in the `with` block, where other processes use the others."""
    before = _cores.set(count)
    try:
        yield
    finally:
        _cores.reset(before)


class Stopped(Exception):
    """Raised in a job that was told to stop."""


def unheeded(_: Sequence[Ms]) -> None:
    """Ignores progress."""


def in_parallel(jobs: Iterable[Callable[[Event], None]], tick: Callable[[], None]) -> None:
    """Run jobs on all cores, or as `on_cores` says. If one fails, the others are told to stop by the event that each gets, and its error is raised.

    Args:
        tick: called in this thread, regularly and at the end.
    """
    stopped = Event()
    with ThreadPoolExecutor(_cores.get() or os.cpu_count()) as pool:
        try:
            left = {pool.submit(copy_context().run, job, stopped) for job in jobs}
            while left:
                done, left = wait(left, timeout=PROGRESS_S, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
                tick()
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)


def place_chapters(
    timeline: Timeline,
    pieces: Callable[[Chapter], Pieces],
    file: BinaryIO,
    bytes_per_step: int,
    step: Ms,
    on_progress: OnProgress,
) -> None:
    """Write a session's chapters into a file from its current position on, in parallel, and move to their end.

    Args:
        pieces: gives a chapter's bytes; called from several threads at a time.
        file: a seekable file.
        bytes_per_step: how many bytes `step` milliseconds of sound take.
    """
    origin = file.tell()
    writing = Lock()
    done = [0] * len(timeline.chapters)

    def place(number: int, start: Ms, chapter: Chapter, stopped: Event) -> None:
        with closing(pieces(chapter)) as made:
            for before, piece in made:
                if stopped.is_set():
                    return
                with writing:
                    file.seek(origin + start * bytes_per_step // step + before)
                    file.write(piece)
                done[number] = max(done[number], (before + len(piece)) * step // bytes_per_step)

    longest_first = sorted(enumerate(timeline.placed()), key=lambda each: -each[1][1].duration)
    jobs = [partial(place, number, *placed) for number, placed in longest_first]
    in_parallel(jobs, lambda: on_progress(tuple(done)))
    file.seek(origin + timeline.duration * bytes_per_step // step)


def in_order(timeline: Timeline, mix: "Mix", on_progress: OnProgress) -> "Iterator[Samples]":
    """The sound of a whole session, chapter by chapter."""
    done = [0] * len(timeline.chapters)
    for number, chapter in enumerate(timeline.chapters):
        frames = 0
        for block in mix(chapter):
            yield block
            frames += len(block)
            done[number] = ms_from_frames(frames)
            on_progress(tuple(done))
