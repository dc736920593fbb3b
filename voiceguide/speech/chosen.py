"""The clips of a voice that is chosen by its first words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

from voiceguide.errors import VoiceguideError
from voiceguide.speech.clips import LEAVE_S, ClipCache
from voiceguide.timeline.model import Utterance
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.clip import Clip


class ChosenClips:
    """See `Clips`. The first words that are asked for choose the voice: the first one that can speak them speaks all others.

    Until then every method waits. If no voice can speak, every method raises the same error.

    Args:
        choose: calls its argument with the clips of one voice after another, until it raises no SpeechError.
        on_known: called when the first words have a voice that is installed, before it is loaded and speaks them; also when
            there is none. Whatever notes about missing voices there are, they were given by then.
    """

    def __init__(
        self, choose: Callable[[Callable[[ClipCache], ClipCache]], ClipCache], on_known: Callable[[], None]
    ) -> None:
        self._choose = choose
        self._on_known = on_known
        self._choosing = threading.Lock()
        self._chosen: ClipCache | None = None
        self._closed = False
        self.failure: VoiceguideError | None = None

    def measure(self, utterance: Utterance) -> Ms:
        return self._chosen_by(utterance).measure(utterance)

    def clip(self, utterance: Utterance) -> Clip:
        return self._chosen_by(utterance).clip(utterance)

    @contextmanager
    def prefetching(self, utterances: Iterable[Utterance]) -> Iterator[None]:
        if self._chosen is None:
            utterances = iter(utterances)
            first = next(utterances)
            self._chosen_by(first)
            utterances = chain([first], utterances)
        assert self._chosen
        with self._chosen.prefetching(utterances):
            yield

    def close(self) -> None:
        """See `ClipCache`; also, try no other voice."""
        self._closed = True
        if self._choosing.acquire(timeout=LEAVE_S):
            self._choosing.release()
        if self._chosen:
            self._chosen.close()

    def _chosen_by(self, utterance: Utterance) -> ClipCache:
        def speaks(clips: ClipCache) -> ClipCache:
            if self._closed:
                raise VoiceguideError("The session was closed.")
            clips.identity(utterance)
            self._on_known()
            clips.measure(utterance)
            return clips

        if self._chosen is None:
            with self._choosing:
                if self.failure:
                    raise self.failure
                if self._chosen is None:
                    try:
                        self._chosen = self._choose(speaks)
                    except VoiceguideError as error:
                        self.failure = error
                        raise
                    finally:
                        self._on_known()
        return self._chosen
