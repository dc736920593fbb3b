"""A session as one MP3: chapters are encoded side by side, each straight into its own place in the file."""

import os
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from threading import Event, Lock
from typing import BinaryIO

from voiceguide.export.info_frame import info_frame, silent_frame
from voiceguide.export.mp3 import BYTES_PER_MS, encode_chapter
from voiceguide.export.tags import id3_tag
from voiceguide.mix.chapter import Mix
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import Ms

PROGRESS_S = 0.1


def write_mp3(timeline: Timeline, mix: Mix, file: BinaryIO, on_progress: Callable[[Ms], None]) -> None:
    """Write a whole session, tagged, at a constant bit rate; a few blocks a core are in memory, whatever its length.

    Chapters begin where their start time says, so each is written as it is encoded, in whatever order they come.

    Args:
        mix: called from several threads at a time.
        file: empty, seekable.
        on_progress: called from this thread with how many milliseconds of the session are done.
    """
    file.write(id3_tag(timeline) + info_frame(timeline.duration))
    audio = file.tell()
    writing, stopped = Lock(), Event()
    written = 0

    def encode(start: Ms, chapter: Chapter) -> None:
        nonlocal written
        at = audio + start * BYTES_PER_MS
        for piece in encode_chapter(mix(chapter)):
            if stopped.is_set():
                return
            with writing:
                file.seek(at)
                file.write(piece)
                written += len(piece)
            at += len(piece)

    longest_first = sorted(timeline.placed(), key=lambda placed: -placed[1].duration)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        try:
            left = {pool.submit(encode, start, chapter) for start, chapter in longest_first}
            while left:
                done, left = wait(left, timeout=PROGRESS_S, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
                on_progress(written // BYTES_PER_MS)
        finally:
            stopped.set()
            pool.shutdown(cancel_futures=True)
    file.seek(0, os.SEEK_END)
    file.write(silent_frame())
