"""Which program has the terminal."""

import os
import sys


def in_front(descriptor: int) -> bool:
    """Whether this program has the terminal behind a descriptor: one in the background would be stopped for reading from it
    or changing it, and would draw over another."""
    if sys.platform == "win32":
        return True
    try:
        return os.tcgetpgrp(descriptor) == os.getpgrp()
    except OSError:  # a terminal that controls no program
        return True
