"""Everything that voiceguide raises for a user to mend.

    VoiceguideError
    ├── ScriptError(ValueError)      a script has problems; it carries them all
    │   └── PlanError                the plan of a batch has
    ├── ScriptNotFound(LookupError)  no such file, and no bundled script of that name
    ├── PaceError(ValueError)        a pace that cannot be read or breathed
    ├── ChoiceError(ValueError)      flags that do not go together, or with this session
    ├── ConfigError(ValueError)      a config file that cannot be read or understood
    ├── SpeechError(RuntimeError)    a voice that is missing or fails
    ├── SoundError(ValueError)       a sound that cannot be decoded
    ├── SheetError(ValueError)       a cue sheet that cannot be read, or whose values are impossible
    ├── SpeakersError(OSError)       no device, or one that fails
    ├── ExportError(OSError)         a target that cannot be written
    ├── LogError(OSError)            a log of sessions that cannot be read or written
    ├── ShareError(OSError)          no network to share on, or an address that cannot be opened
    ├── DraftError(ValueError)       an article that cannot be read, or has no exercises in it
    └── OutputError(OSError)         results that cannot be written to standard output

A message is whole sentences: what was found, what was expected, what to do.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from voiceguide.problems import Problem


class VoiceguideError(Exception):
    """The root: the command line shows its message and exits with 1.

    Attributes:
        flags: the long names of the flags whose values are at fault, such as `with`; empty if none is.
    """

    flags: tuple[str, ...] = ()


@contextmanager
def blaming(*flags: str) -> Iterator[None]:
    """Set `flags`, long names such as `with`, on every VoiceguideError raised inside that names no flag yet."""
    try:
        yield
    except VoiceguideError as error:
        error.flags = error.flags or flags
        raise


class ScriptError(VoiceguideError, ValueError):
    """A script has problems that keep it from being compiled.

    Attributes:
        problems: all of them, in the order of the source, warnings too.
        kind: what there is to mend.
    """

    kind = "script"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.report() for problem in self.problems))


class PlanError(ScriptError):
    """The plan of a batch has problems, or a script that it names."""

    kind = "plan"


class ScriptNotFound(VoiceguideError, LookupError):
    """Neither a file nor a bundled script has that name."""


class PaceError(VoiceguideError, ValueError):
    """A pace that cannot be read or breathed."""


class ChoiceError(VoiceguideError, ValueError):
    """Flags that do not go together, or that this session cannot follow."""


class ConfigError(VoiceguideError, ValueError):
    """The user's config file cannot be read, or says something that is not understood."""


class SpeechError(VoiceguideError, RuntimeError):
    """A voice is missing, or the engine failed to speak."""


class SoundError(VoiceguideError, ValueError):
    """A sound that cannot be decoded."""


class SheetError(VoiceguideError, ValueError):
    """A cue sheet that cannot be read, or whose values are impossible."""


class SpeakersError(VoiceguideError, OSError):
    """No speakers can be opened, or they stopped working."""


class ExportError(VoiceguideError, OSError):
    """The target cannot be written."""


class LogError(VoiceguideError, OSError):
    """The log of sessions cannot be read or written."""


class DraftError(VoiceguideError, ValueError):
    """An article that cannot be read, or in which no exercise is found."""


class ShareError(VoiceguideError, OSError):
    """There is no network to share on, or the address that was chosen cannot be opened."""


class OutputError(VoiceguideError, OSError):
    """Standard output cannot be written."""
