"""Everything by which a listener can ask for something, read as one."""

from collections.abc import Callable

from voiceguide.play.commands import COMMANDS, Command
from voiceguide.play.keys import Keys


class Controls:
    """Keys, and what else there is.

    Args:
        keys: an open terminal's.
        others: each gives the next command from elsewhere, and does not wait for it.
    """

    def __init__(self, keys: Keys, *others: Callable[[], Command | None]) -> None:
        self._keys = keys
        self._others = others

    def read(self, seconds: float) -> Command | None:
        """The next command, waiting for it so long at most."""
        for other in self._others:
            command = other()
            if command:
                return command
        key = self._keys.read(seconds)
        return COMMANDS.get(key) if key else None
