"""Checks that are run alone, and misbehave."""

import os
import signal
import time

from voiceguide.doctor.examine import Finding


def crash() -> Finding:
    os.kill(os.getpid(), signal.SIGSEGV)
    return Finding("works", "")


def hang() -> Finding:
    time.sleep(600)
    return Finding("works", "")


def fail() -> Finding:
    raise ImportError("No module named 'sound'")


def noise(*words: str) -> Finding:
    os.write(1, b"noise on stdout\n")
    os.write(2, b"noise on stderr\n")
    return Finding("works", "fine", details=words)
