"""The command line: arguments in, one call down, one catch."""

import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line. Exits with 0, 1 (for the user to mend), 2 (wrong usage) or 130 (interrupted).

    A closed window and SIGTERM end a command as Ctrl-C does, so that nothing is left half written.
    """
    try:
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
                signal.signal(getattr(signal, name), _interrupt)
        from voiceguide.cli.main import run

        run()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever read our results has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


__all__ = ["main"]
