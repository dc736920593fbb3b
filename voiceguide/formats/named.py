"""The written forms of a timeline by name. Each is a pure function from a timeline to a text."""

from collections.abc import Callable, Mapping

from voiceguide.formats.captions import lyrics, sub_rip, web_vtt
from voiceguide.formats.picture import picture
from voiceguide.formats.sheet import cue_sheet
from voiceguide.timeline.model import Timeline

SHEET_FORMS: Mapping[str, Callable[[Timeline], str]] = {
    "json": cue_sheet,
    "vtt": web_vtt,
    "srt": sub_rip,
    "lrc": lyrics,
    "svg": picture,
}
"""Every form, by the suffix of its files."""
