"""Modes of files do not bind root."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NOBODY = 65_534

modes_bind = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="modes do not bind here")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root is somebody else for a moment; any other user stays who they are."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
