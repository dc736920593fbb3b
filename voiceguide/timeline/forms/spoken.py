"""What every form of text shares: the cues placed in the session, and words that break no format."""

import re
from collections.abc import Iterator

from voiceguide.timeline.model import Cue, Timeline
from voiceguide.units import Ms

_CANNOT_BE_WRITTEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and half characters: no format, XML least of all, may hold them. Named rather than what may stand: that
takes ten times as long to compile."""


def spoken(timeline: Timeline) -> Iterator[tuple[Ms, Cue]]:
    """Each cue with its start in the session, in order."""
    for start, chapter in timeline.placed():
        for cue in chapter.cues:
            yield start + cue.start, cue


def writable(text: str) -> str:
    """The text with a space for every character that cannot be written, line ends among them."""
    return _CANNOT_BE_WRITTEN.sub(" ", text)


def one_line(text: str) -> str:
    """The text on one line, since an empty line ends a cue, and without characters that cannot be written."""
    return " ".join(writable(text).split())


def timestamp(position: Ms, point: str) -> str:
    """A position as subtitles write it: 3754321 is `01:02:34.321`; `point` stands before the milliseconds."""
    seconds, thousandths = divmod(position, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"
