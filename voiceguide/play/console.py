"""Keys from a Windows console, without echo."""

import msvcrt
import sys
import time

from voiceguide.play.keys import NoKeys

assert sys.platform == "win32"

POLL_S = 0.02
PREFIXES = "\x00\xe0"
"""What comes before the code of a key that is no character."""


class ConsoleKeys(NoKeys):
    """See `Keys`."""

    def read(self, seconds: float) -> str | None:
        until = time.monotonic() + seconds
        while not msvcrt.kbhit():
            if time.monotonic() >= until:
                return None
            time.sleep(POLL_S)
        key = msvcrt.getwch()
        return key + msvcrt.getwch() if key in PREFIXES else key
