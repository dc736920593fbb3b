"""Chapters that are made when they are asked for, and played while they grow."""

import threading
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import overload

from voiceguide.timeline.beats import Beat, Quiet, Ring, Say
from voiceguide.timeline.gaps import BELL_MS
from voiceguide.timeline.model import Chapter
from voiceguide.units import Ms

SEAM_MS: Ms = 50
"""What comes after words can change the sound at most this long before the words end: ducking is computed every 9 ms, and
the limiter looks that far ahead."""

BEFORE_WORDS_MS: Ms = 150
"""Words can change the sound at most this long before they begin: ducking begins 75 ms before them, and see `SEAM_MS`."""


class Chapters(Sequence[Chapter]):
    """Chapters, each laid out on first access and kept. Safe to use from several threads.

    Attributes:
        titles: one for each chapter, known before the layout.
    """

    def __init__(self, titles: Sequence[str]) -> None:
        self.titles = tuple(titles)
        self._lock = threading.RLock()
        self._laid: dict[int, Chapter] = {}

    @abstractmethod
    def beats(self, number: int) -> tuple[Beat, ...]:
        """What comes in a chapter, in order."""

    @abstractmethod
    def lay_out(self, number: int, beats: Sequence[Beat]) -> Chapter:
        """A chapter of its first beats, or of all."""

    def __len__(self) -> int:
        return len(self.titles)

    @overload
    def __getitem__(self, number: int) -> Chapter: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Chapter]: ...

    def __getitem__(self, number: int | slice) -> Chapter | Sequence[Chapter]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        number = range(len(self))[number]
        with self._lock:
            if number not in self._laid:
                self._laid[number] = self.lay_out(number, self.beats(number))
            return self._laid[number]

    def laid(self, number: int) -> Chapter | None:
        """The chapter if it is laid out already, else None. Never waits."""
        return self._laid.get(number)

    def growing(self, number: int) -> Iterator[tuple[Chapter, Ms]]:
        """The chapter as far as its words are measured, yielded after each utterance; at last the whole chapter.

        It grows as long as nothing depends on what comes later: up to the first breath. The opening is first yielded with its
        bell alone, if it has one, before any words are measured. A chapter that is laid out already is yielded once.

        Yields:
            The chapter, and the time in milliseconds up to which it sounds like the whole chapter.
        """
        beats = self.beats(number) if self.laid(number) is None else ()
        for count, beat in enumerate(beats[:-1], 1):
            if not isinstance(beat, Say | Quiet | Ring):
                break
            if isinstance(beat, Ring):
                partial = self.lay_out(number, beats[:count])
                yield partial, partial.bells[-1].start + BELL_MS - BEFORE_WORDS_MS
            if isinstance(beat, Say):
                partial = self.lay_out(number, beats[:count])
                yield partial, partial.cues[-1].end - SEAM_MS
        whole = self[number]
        yield whole, whole.duration
