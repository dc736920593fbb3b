"""A session as one MP3: chapters are encoded side by side, each straight into its own place, and kept for the next export."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO

from voiceguide.exporter.mp3 import QUALITY, STANDARD, Encoding, encode_chapter, info_frame, silent_frame
from voiceguide.exporter.parallel import OnProgress, Pieces, place_chapters, unheeded
from voiceguide.mix.sound import MIX_REVISION
from voiceguide.storage.cache import NotCached, Store
from voiceguide.timeline.model import Chapter, Timeline

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix


REVISION = 3
"""Goes up when the same sound is encoded differently, so that frames made before are not used."""

LIMIT_BYTES = 1 << 30
"""About 18 hours at 128 kbit/s."""


class ChapterCache:
    """Where encoded chapters are kept, and what they sound of.

    Args:
        store: holds the frames.
        sound: names all that a chapter's sound is made of beside its timeline: the voice, its clips, the sound settings.
            Whatever changes the sound must change this text.
    """

    def __init__(self, store: Store, sound: Callable[[Chapter], str]) -> None:
        self.store = store
        self._sound = sound

    def key(self, chapter: Chapter, encoding: Encoding) -> str:
        """The name of a chapter's frames: two chapters have the same only if they sound the same."""
        heard = (chapter.duration, chapter.phases, chapter.cues, chapter.bells)
        identity = repr((REVISION, MIX_REVISION, version("lameenc"), QUALITY, encoding, self._sound(chapter), heard))
        return hashlib.sha256(identity.encode()).hexdigest()[:40]


def chapter_frames(chapter: Chapter, mix: Mix, encoding: Encoding, kept: ChapterCache | None = None) -> Pieces:
    """A chapter's MP3 frames, as they were kept or else made now.

    What was kept may turn out damaged at its end only: then the frames come again from the first byte on.
    """
    if kept and (yield from _as_kept(chapter, encoding, kept)):
        return
    with closing(encode_chapter(mix(chapter), encoding)) as made:
        yield from _counted(kept.store.keeping(kept.key(chapter, encoding), made) if kept else made)


def _as_kept(chapter: Chapter, encoding: Encoding, kept: ChapterCache) -> Generator[tuple[int, bytes], None, bool]:
    """A chapter's frames as they were kept, and whether they were, undamaged."""
    key = kept.key(chapter, encoding)
    if kept.store.size(key) != chapter.duration * encoding.bytes_per_ms:
        return False
    try:
        yield from _counted(kept.store.pieces(key))
    except NotCached:
        return False
    return True


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
    kept: ChapterCache | None = None,
    on_progress: OnProgress = unheeded,
) -> None:
    """Write a whole session at a constant bit rate; a few blocks a core are in memory, whatever its length.

    Args:
        mix: called from several threads at a time.
        file: empty, seekable.
        tag: its ID3 tag.
        kept: where chapters that were encoded before are found, and these are kept.
    """
    file.write(tag + info_frame(timeline.duration, encoding))

    def frames(chapter: Chapter) -> Pieces:
        return chapter_frames(chapter, mix, encoding, kept)

    place_chapters(timeline, frames, file, encoding.bytes_per_ms, 1, on_progress)
    file.write(silent_frame(encoding))
