"""The one place where errors become messages and an exit status."""

import codecs
import sys
from collections.abc import Callable

from voiceguide.cli.console import counted, say
from voiceguide.cli.streams import ReaderGone
from voiceguide.errors import ScriptError, VoiceguideError


def caught(work: Callable[[], object]) -> int:
    """Call `work`, report the errors that a user can mend, and return the exit status."""
    try:
        work()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except ScriptError as error:
        for problem in error.problems:
            say(problem.report())
        errors = sum(problem.severity == "error" for problem in error.problems)
        say(f"{counted(errors, 'error')}: nothing was made. Mend the {error.kind} and try again.")
        return 1
    except ReaderGone:
        return 1
    except VoiceguideError as error:
        say(f"voiceguide: {error}")
        return 1
    except UnicodeEncodeError as error:
        names = codecs.lookup(sys.getfilesystemencoding()).name
        if names == "utf-8" or codecs.lookup(error.encoding).name != names:
            raise
        say(
            f"voiceguide: A file would have '{error.object[error.start : error.end]}' in its name, which this machine's "
            f"locale ({error.encoding}) cannot write. Set a UTF-8 locale, as in LC_ALL=C.UTF-8, and try again."
        )
        return 1
    except OSError as error:
        what = f"'{str(error.filename)[:80]}': " if error.filename else ""
        say(f"voiceguide: {what}{error.strerror or error}. Check the place and the space on its disk, and try again.")
        return 1
    return 0
