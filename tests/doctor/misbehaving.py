"""A check that is run alone, and misbehaves as told: `misbehaving.py crash|hang|fail|noise`."""

import os
import signal
import sys
import time

from voiceguide.doctor.examine import Finding, as_line, outcome


def check() -> Finding:
    how = sys.argv[1]
    if how == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if how == "hang":
        time.sleep(600)
    if how == "fail":
        raise ImportError("No module named 'sound'")
    os.write(1, b"noise on stdout\n")
    os.write(2, b"noise on stderr\n")
    return Finding("works", "fine", details=("a", "b"))


if __name__ == "__main__":
    sys.stdout.buffer.write(as_line(outcome(check)))
