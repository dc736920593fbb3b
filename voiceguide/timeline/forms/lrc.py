"""LRC, the lyrics that music players scroll."""

from voiceguide.timeline.forms.spoken import one_line, spoken
from voiceguide.timeline.model import Timeline
from voiceguide.units import Ms

# LRC has no way to escape: `[...]` and `<...>` are times and tags, so look-alikes stand for them.
_LOOK_ALIKES = str.maketrans("[]<>", "()‹›")


def lyrics(timeline: Timeline) -> str:
    """The timeline as LRC: title and length, then every cue to the hundredth of a second.

    Minutes are not wrapped into hours: a cue after two hours stands at `[120:00.00]`.
    """
    minutes, seconds = divmod(_hundredths(timeline.duration) // 100, 60)
    tags = [f"[ti:{_plain(timeline.title)}]", f"[length:{minutes:02}:{seconds:02}]", "[re:voiceguide]"]
    lines = [f"[{_clock(start)}]{_plain(cue.utterance.text)}" for start, cue in spoken(timeline)]
    return "\n".join([*tags, *lines, ""])


def _clock(position: Ms) -> str:
    seconds, hundredths = divmod(_hundredths(position), 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02}:{seconds:02}.{hundredths:02}"


def _hundredths(duration: Ms) -> int:
    """Hundredths of a second, rounded to the nearest."""
    return (duration + 5) // 10


def _plain(text: str) -> str:
    return one_line(text).translate(_LOOK_ALIKES)
