"""The timeline written down for other programs, each form a pure function from the timeline to a text."""

from collections.abc import Callable, Mapping

from voiceguide.timeline.forms.lrc import lyrics
from voiceguide.timeline.forms.srt import sub_rip
from voiceguide.timeline.forms.svg.picture import picture
from voiceguide.timeline.forms.vtt import web_vtt
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.sheet import cue_sheet

FORMS: Mapping[str, Callable[[Timeline], str]] = {
    "json": cue_sheet,
    "vtt": web_vtt,
    "srt": sub_rip,
    "lrc": lyrics,
    "svg": picture,
}
"""Every form by the suffix that its files have."""
