"""The command line: arguments in, one call down, one catch."""

import signal
import sys
from types import FrameType

INTERRUPTED = 130


def main() -> None:
    """Run the command line. Exits with 0, 1 (an error, or the reader of stdout is gone), 2 (wrong usage) or 130
    (interrupted), once all results are written.

    A closed window and SIGTERM end a command as Ctrl-C does, so that nothing is left half written.
    """
    try:
        for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
            if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:
                signal.signal(getattr(signal, name), _interrupt)
        from voiceguide.cli.main import run

        status = run()
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


__all__ = ["main"]
