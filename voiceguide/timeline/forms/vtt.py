"""WebVTT, the captions of web players (https://www.w3.org/TR/webvtt1/)."""

from collections.abc import Iterator
from html import escape

from voiceguide.timeline.forms.spoken import one_line, timestamp
from voiceguide.timeline.model import Cue, Timeline
from voiceguide.units import Ms, clock_text


def web_vtt(timeline: Timeline) -> str:
    """The timeline as WebVTT: every cue to the millisecond, each chapter's place and title in a note before its cues."""
    return "\n".join([f"WEBVTT - {_comment(timeline.title)}\n", *_blocks(timeline)])


def _blocks(timeline: Timeline) -> Iterator[str]:
    for start, chapter in timeline.placed():
        end = start + chapter.duration
        yield f"NOTE {clock_text(start)} to {clock_text(end)}: {_comment(chapter.title)}\n"
        for cue in chapter.cues:
            yield _cue(start + cue.start, cue)


def _cue(start: Ms, cue: Cue) -> str:
    end = start + cue.duration
    return f"{timestamp(start, '.')} --> {timestamp(end, '.')}\n{escape(one_line(cue.utterance.text), quote=False)}\n"


def _comment(text: str) -> str:
    """Headers and notes know no entities; all that they must not hold is the arrow of a cue."""
    return one_line(text).replace("-->", "→")
