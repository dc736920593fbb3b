"""Writes flags as they are typed on a command line."""

import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping

from voiceguide.choices import long_name
from voiceguide.cli.flags import PARAMETERS, SessionFlags


def quoted(word: str, platform: str = sys.platform) -> str:
    """A word as it is typed on a command line, in quotes where it needs them. `platform` is as `sys.platform`."""
    return subprocess.list2cmdline([word]) if platform == "win32" else shlex.quote(word)


def chosen(flags: SessionFlags) -> dict[str, object]:
    """The flags of a session that differ from their defaults, by long name."""
    return {f"--{long_name(name)}": value for name, value in flags.items() if value != PARAMETERS[name].default}


def given(flags: Mapping[str, object]) -> Iterator[str]:
    """The words of a command line for flags; one that is None has none."""
    for name, value in flags.items():
        if isinstance(value, list):
            for each in value:
                yield from (name, str(each))
        elif value is True:
            yield name
        elif value is False and name in ("--bells", "--pan"):
            yield f"--no-{name[2:]}"
        elif value is not None and value is not False:  # 0 equals False, and is a value
            yield from (name, str(value))
