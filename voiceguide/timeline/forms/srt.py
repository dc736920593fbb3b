"""SubRip, the subtitles that every player reads."""

from voiceguide.timeline.forms.spoken import one_line, spoken, timestamp
from voiceguide.timeline.model import Timeline

# SubRip has no way to escape: players take `<...>` and `{...}` for markup, so look-alikes stand for them.
_LOOK_ALIKES = str.maketrans("<>{}", "‹›❴❵")


def sub_rip(timeline: Timeline) -> str:
    """The timeline as SubRip: every cue to the millisecond, numbered from 1."""
    return "\n".join(
        f"{number}\n{timestamp(start, ',')} --> {timestamp(start + cue.duration, ',')}\n{_plain(cue.utterance.text)}\n"
        for number, (start, cue) in enumerate(spoken(timeline), start=1)
    )


def _plain(text: str) -> str:
    return one_line(text).replace("-->", "→").translate(_LOOK_ALIKES)
