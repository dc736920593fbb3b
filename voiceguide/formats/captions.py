"""Writes a timeline as captions: WebVTT, SubRip, LRC."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Literal

from voiceguide.timeline.model import Cue, Timeline
from voiceguide.units import Ms, clock_text


def web_vtt(timeline: Timeline) -> str:
    """The timeline as WebVTT: a note with the times and title of each chapter, then its cues, to the millisecond."""
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
    """A text for headers and notes: they have no entities, and must not contain the arrow of a cue."""
    return one_line(text).replace("-->", "→")


# SubRip has no escapes, and players read `<...>` and `{...}` as markup, so characters that look alike replace them.
_SRT_LOOK_ALIKES = str.maketrans("<>{}", "‹›❴❵")


def sub_rip(timeline: Timeline) -> str:
    """The timeline as SubRip: every cue to the millisecond, numbered from 1."""
    return "\n".join(
        f"{number}\n{timestamp(start, ',')} --> {timestamp(start + cue.duration, ',')}\n{_srt_plain(cue.utterance.text)}\n"
        for number, (start, cue) in enumerate(cues_in_time(timeline), start=1)
    )


def _srt_plain(text: str) -> str:
    return one_line(text).replace("-->", "→").translate(_SRT_LOOK_ALIKES)


# LRC has no escapes, and `[...]` and `<...>` are times and tags, so characters that look alike replace them.
_LRC_LOOK_ALIKES = str.maketrans("[]<>", "()‹›")


def lyrics(timeline: Timeline) -> str:
    """The timeline as LRC: title and length, then every cue, to the hundredth of a second.

    There are no hours: a cue after two hours is at `[120:00.00]`.
    """
    minutes, seconds = divmod(_hundredths(timeline.duration) // 100, 60)
    tags = [f"[ti:{_lrc_plain(timeline.title)}]", f"[length:{minutes:02}:{seconds:02}]", "[re:voiceguide]"]
    lines = [f"[{_clock(start)}]{_lrc_plain(cue.utterance.text)}" for start, cue in cues_in_time(timeline)]
    return "\n".join([*tags, *lines, ""])


def _clock(position: Ms) -> str:
    seconds, hundredths = divmod(_hundredths(position), 100)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes:02}:{seconds:02}.{hundredths:02}"


def _hundredths(duration: Ms) -> int:
    """Hundredths of a second, rounded to the nearest."""
    return (duration + 5) // 10


def _lrc_plain(text: str) -> str:
    return one_line(text).translate(_LRC_LOOK_ALIKES)


def cues_in_time(timeline: Timeline) -> Iterator[tuple[Ms, Cue]]:
    """Each cue with its start in the session, in order."""
    for start, chapter in timeline.placed():
        for cue in chapter.cues:
            yield start + cue.start, cue


def timestamp(position: Ms, point: str) -> str:
    """A position as written in captions: 3754321 is `01:02:34.321`; `point` is put before the milliseconds."""
    seconds, thousandths = divmod(position, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{thousandths:03}"


def one_line(text: str) -> str:
    """The text on one line, since an empty line would end a cue, and without characters that formats do not allow."""
    return " ".join(writable(text).split())


_NOT_WRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters, lone surrogates and non-characters, which XML does not allow. A pattern of the allowed characters would
take ten times as long to compile."""


def writable(text: str) -> str:
    """The text with a space for each character that formats do not allow, and for line ends."""
    return _NOT_WRITABLE.sub(" ", text)


@dataclass(frozen=True, slots=True)
class CaptionForm:
    """A form of captions: how a timeline is written in it, and how every such file of voiceguide begins."""

    write: Callable[[Timeline], str]
    beginning: re.Pattern[str]


CaptionName = Literal["lrc", "vtt"]

CAPTIONS: Mapping[CaptionName, CaptionForm] = {
    "lrc": CaptionForm(lyrics, re.compile(r"\[ti:.*\n\[length:.*\n\[re:voiceguide\]\n")),
    "vtt": CaptionForm(web_vtt, re.compile(r"WEBVTT - .*\n\nNOTE 0:00 to [\d:]+: ")),
}
"""What may stand beside a file of sound, by its suffix."""
