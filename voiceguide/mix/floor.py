"""The floor: never dead silent, so that headphones stay awake and no player takes a held breath for the end."""

from voiceguide.clip import Samples
from voiceguide.mix.noise import floor_loop


class FloorTrack:
    """A noise of `db` dBFS RMS. Chapters are whole turns of it, so it runs through from one into the next."""

    def __init__(self, db: float) -> None:
        self._loop = floor_loop(db)

    def add_to(self, block: Samples, start: int) -> None:
        block += self._loop.at(start, len(block))
