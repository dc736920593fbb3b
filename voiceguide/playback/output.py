"""The open speakers of a session, opened again when their device was lost, and the play queue on them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Self

from voiceguide.clip import Samples
from voiceguide.errors import SpeakersError
from voiceguide.playback.queue import NOTHING, PlayQueue, Spot
from voiceguide.playback.speakers import Speakers
from voiceguide.timeline.model import Excerpt


class Output:
    """A context that closes the speakers and the play queue when it is left.

    Args:
        open_speakers: called at the start, and whenever the device must be found again.
        sound: makes an excerpt's sound, for the play queue.
    """

    def __init__(self, open_speakers: Callable[[], Speakers], sound: Callable[[Excerpt], Iterator[Samples]]) -> None:
        self._open_speakers = open_speakers
        self._sound = sound
        self._speakers = ExitStack()
        self._queue: PlayQueue | None = None

    @property
    def queue(self) -> PlayQueue:
        """The current play queue; speakers that were let go are opened again.

        Raises:
            SpeakersError: no device opens.
        """
        if self._queue is None:
            self.open()
        assert self._queue
        return self._queue

    @property
    def is_open(self) -> bool:
        return self._queue is not None

    def open(self) -> None:
        """Open speakers, after closing those that were open, with a new play queue.

        Raises:
            SpeakersError: no device opens.
        """
        self.close()
        speakers = self._open_speakers()
        self._speakers.push(lambda *raised: _close(speakers, *raised))  # first: an interrupt may come at any time
        speakers.__enter__()
        self._queue = PlayQueue(speakers, self._sound)

    def hush(self, response: Samples = NOTHING) -> Spot | None:
        """Fade out and stop, if speakers are open; see `PlayQueue.hush`."""
        with suppress(SpeakersError):
            return self._queue.hush(response) if self._queue else None
        return None

    def close(self) -> None:
        if self._queue:
            self._queue.close()
            self._queue = None
        self._speakers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()


def _close(speakers: Speakers, *raised: object) -> None:
    """Close speakers, whose device may be gone."""
    with suppress(SpeakersError):
        speakers.__exit__(*raised)
