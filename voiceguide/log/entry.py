"""One session that was heard."""

from dataclasses import dataclass
from datetime import datetime

from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Entry:
    """What is remembered of a session.

    Attributes:
        started: when, in the listener's own time: aware of its zone, so that its date is the day as they lived it.
        heard: how long sound was heard, in milliseconds, without pauses.
        title: of the session.
        script: its file, or its name where it is a bundled one.
        exercises: the names of those that were done, in order.
        finished: whether it was heard to its end.
    """

    started: datetime
    heard: Ms
    title: str
    script: str
    exercises: tuple[str, ...] = ()
    finished: bool = True
