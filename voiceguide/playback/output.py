"""The speakers of a session, which may have to be opened again while it plays, and the reel that plays through them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Self

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.playback.queue import PlayQueue
from voiceguide.playback.speakers import Speakers
from voiceguide.timeline.model import Excerpt


class Output:
    """A context, at whose end all is closed.

    Args:
        open_speakers: opens them, at the start and whenever their device is to be looked for again.
        sound: a part's sound, for the reel.
    """

    def __init__(self, open_speakers: Callable[[], Speakers], sound: Callable[[Excerpt], Iterator[Samples]]) -> None:
        self._open_speakers = open_speakers
        self._sound = sound
        self._speakers = ExitStack()
        self._queue: PlayQueue | None = None

    @property
    def queue(self) -> PlayQueue:
        """What plays; there is one once the deck was opened."""
        assert self._queue
        return self._queue

    def open(self) -> None:
        """Open speakers, after closing those that were open, and put a new reel on.

        Raises:
            SpeakersError: no device opens.
        """
        self.close()
        speakers = self._open_speakers()
        self._speakers.push(lambda *raised: _closed(speakers, *raised))  # before: an interrupt may come any time
        speakers.__enter__()
        self._queue = PlayQueue(speakers, self._sound)

    def hush(self) -> None:
        """Let nothing more be heard, if anything can be."""
        if self._queue:
            with suppress(SpeakersError):
                self._queue.hush()

    def close(self) -> None:
        if self._queue:
            self._queue.close()
        self._speakers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _closed(speakers: Speakers, *raised: object) -> None:
    """Close speakers, whose device may be gone."""
    with suppress(SpeakersError):
        speakers.__exit__(*raised)
