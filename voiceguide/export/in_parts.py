"""A chapter's MP3 frames, a long one's on all cores."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise, takewhile
from threading import Event
from typing import TYPE_CHECKING

from voiceguide.export.encoding import Encoding
from voiceguide.export.mp3 import encode_chapter
from voiceguide.export.splice import OVERLAP_MS, spliced
from voiceguide.timeline.model import Chapter
from voiceguide.units import CHAPTER_GRID_MS, Ms

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix

LONGEST_STEPS = 48
"""Steps of the chapter grid in a part, at most: a minute, which the overlap makes a twenty-fourth longer."""

CORES = os.cpu_count() or 1

_POOL = ThreadPoolExecutor(CORES, thread_name_prefix="encode")
"""Where parts are encoded, whichever chapter they are of: more at a time would only take memory."""


def encode_in_parts(chapter: Chapter, mix: Mix, encoding: Encoding) -> Generator[bytes, None, None]:
    """A chapter's MP3 frames in pieces, as `encode_chapter` has them, its parts mixed and encoded side by side.

    The parts follow from the chapter's length alone, so that it is encoded alike on every machine.

    Raises:
        NoSplice: its parts cannot be joined; what came is of no use.
    """
    parts = part_spans(chapter.duration)
    if len(parts) == 1:
        yield from encode_chapter(mix(chapter), encoding)
        return
    waiting: deque[Future[bytes]] = deque()
    abandoned = Event()

    def encoded(start: Ms, end: Ms) -> bytes:
        blocks = takewhile(lambda _: not abandoned.is_set(), mix(chapter, start=start, end=end))
        return b"".join(encode_chapter(blocks, encoding))

    def runs() -> Iterator[bytes]:
        for part in parts:
            waiting.append(_POOL.submit(encoded, *part))
            if len(waiting) > CORES:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    try:
        yield from spliced(runs(), encoding)
    finally:
        abandoned.set()
        for each in waiting:
            each.cancel()


def part_spans(duration: Ms) -> list[tuple[Ms, Ms]]:
    """Start and end of the parts of a chapter, as even as steps of the chapter grid allow; each but the first begins
    `OVERLAP_MS` early."""
    steps = duration // CHAPTER_GRID_MS
    count = -(-steps // LONGEST_STEPS)
    cuts = [steps * number // count * CHAPTER_GRID_MS for number in range(count + 1)]
    return [(max(0, start - OVERLAP_MS), end) for start, end in pairwise(cuts)]
