"""Writes a session as one MP3: chapters are encoded in parallel, written straight to their places, and cached."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from importlib.metadata import version
from threading import Event
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.exporter.mp3 import (
    QUALITY,
    STANDARD,
    Encoding,
    encode_chapter,
    encode_resampled,
    info_frame,
    silent_frame,
)
from voiceguide.exporter.parallel import OnProgress, Pieces, in_order, place_chapters, unheeded
from voiceguide.mix.sound import MIX_REVISION
from voiceguide.storage.cache import NotCached, Store
from voiceguide.timeline.model import Chapter, Timeline
from voiceguide.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix


REVISION = 3
"""Increased when the same sound is encoded differently, so that older frames in the cache are not used."""

LIMIT_BYTES = 1 << 30
"""The size of the cache: about 18 hours at 128 kbit/s."""


class ChapterCache:
    """The cache of encoded chapters.

    Args:
        store: holds the frames.
        sound: gives a text of all that a chapter's sound depends on besides its timeline: the voice, its clips, the sound
            settings. Whatever changes the sound must change this text.
    """

    def __init__(self, store: Store, sound: Callable[[Chapter], str]) -> None:
        self.store = store
        self._sound = sound

    def key(self, chapter: Chapter, encoding: Encoding) -> str:
        """The key of a chapter's frames. Two chapters have the same key only if they sound the same."""
        heard = (chapter.duration, chapter.phases, chapter.cues, chapter.bells)
        identity = repr((REVISION, MIX_REVISION, version("lameenc"), QUALITY, encoding, self._sound(chapter), heard))
        return hashlib.sha256(identity.encode()).hexdigest()[:40]


def chapter_frames(chapter: Chapter, mix: Mix, encoding: Encoding, cache: ChapterCache | None = None) -> Pieces:
    """A chapter's MP3 frames, from the cache or encoded now.

    A damaged entry may be noticed only at its end; then the frames are yielded again from the first byte on.
    """
    if cache and (yield from _cached(chapter, encoding, cache)):
        return
    with cache.store.making(cache.key(chapter, encoding)) if cache else nullcontext():
        if cache and (yield from _cached(chapter, encoding, cache)):  # another process was encoding it
            return
        with closing(encode_chapter(mix(chapter), encoding)) as made:
            yield from _counted(cache.store.caching(cache.key(chapter, encoding), made) if cache else made)


def _cached(chapter: Chapter, encoding: Encoding, cache: ChapterCache) -> Generator[tuple[int, bytes], None, bool]:
    """A chapter's frames from the cache. Returns whether they were there and undamaged."""
    key = cache.key(chapter, encoding)
    if cache.store.size(key) != chapter.duration * encoding.bytes_per_ms:
        return False
    try:
        yield from _counted(cache.store.pieces(key))
    except NotCached:
        return False
    return True


HAND_OVER_S = 1.0
"""Seconds in which a chapter that is encoded ahead may be finished once all is spoken."""


@contextmanager
def encoding_ahead(cache: ChapterCache, mix: Mix, encoding: Encoding) -> Iterator[Callable[[Chapter], Future[None]]]:
    """Gives what encodes a chapter into the cache on another thread, one chapter after the other, while later ones are spoken.

    What has not begun when the block is left is dropped, and so is what takes longer than `HAND_OVER_S` from then on: all cores
    work on what is left then. Whatever fails is met again where the chapter is written. It stops at half of what the cache can
    hold, so that no chapter makes room for a later one before it is written.
    """
    stopped = Event()
    asked: list[Future[None]] = []
    room = LIMIT_BYTES // 2

    def encode(chapter: Chapter) -> None:
        nonlocal room
        room -= chapter.duration * encoding.bytes_per_ms
        if stopped.is_set() or room < 0:
            return
        with closing(chapter_frames(chapter, mix, encoding, cache)) as made:
            for _ in made:
                if stopped.is_set():
                    return
        if cache.store.size(cache.key(chapter, encoding)) is None:
            stopped.set()  # it could not be kept, and so would be encoded twice, as would later ones

    def ask(chapter: Chapter) -> Future[None]:
        asked.append(pool.submit(encode, chapter))
        return asked[-1]

    pool = ThreadPoolExecutor(1, "encoding ahead")
    try:
        yield ask
        pool.shutdown(wait=False, cancel_futures=True)
        wait([each for each in asked if not each.cancelled()], HAND_OVER_S)
    finally:
        stopped.set()
        pool.shutdown(cancel_futures=True)


def _counted(pieces: Iterable[bytes]) -> Pieces:
    position = 0
    for piece in pieces:
        yield position, piece
        position += len(piece)


def write_mp3(
    timeline: Timeline,
    mix: Mix,
    file: BinaryIO,
    tag: bytes,
    *,
    encoding: Encoding = STANDARD,
    cache: ChapterCache | None = None,
    on_progress: OnProgress = unheeded,
) -> None:
    """Write a whole session at a constant bit rate. A few blocks per core are in memory, however long the session is.

    At another sample rate than `SAMPLE_RATE` it is resampled and encoded as one stream, on one core, and not cached.

    Args:
        mix: called from several threads at a time.
        file: an empty, seekable file.
        tag: its ID3 tag.
        cache: holds the chapters of earlier exports, and gets those of this one.
    """
    file.write(tag + info_frame(timeline.duration, encoding))
    if encoding.rate != SAMPLE_RATE:
        sound = in_order(timeline, mix, on_progress)
        file.writelines(encode_resampled(sound, timeline.duration, encoding))
    else:
        frames = partial(chapter_frames, mix=mix, encoding=encoding, cache=cache)
        place_chapters(timeline, frames, file, encoding.bytes_per_ms, 1, on_progress)
    file.write(silent_frame(encoding))
