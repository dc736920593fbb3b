"""The command line: arguments in, one call down, one catch."""

from voiceguide.cli.main import main

__all__ = ["main"]
