"""The user nobody, since root may write whatever the modes of files are."""

import codecs
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

NOBODY = 65_534

modes_bind = pytest.mark.skipif(not hasattr(os, "seteuid"), reason="modes do not restrict users here")


@contextmanager
def as_nobody() -> Iterator[None]:
    """If this is root, be nobody inside this context."""
    user = os.geteuid()
    if user == 0:
        codecs.lookup("utf-16-le")  # nobody may be unable to read the interpreter's own files
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
