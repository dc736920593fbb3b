"""The written forms of a timeline by name. Each is a pure function from a timeline to a text."""

from collections.abc import Callable, Mapping

from voiceguide.formats.captions import CAPTIONS, sub_rip
from voiceguide.formats.picture import picture
from voiceguide.formats.sheet import cue_sheet
from voiceguide.timeline.model import Timeline

SHEET_FORMS: Mapping[str, Callable[[Timeline], str]] = {
    "json": cue_sheet,
    "svg": picture,
    "srt": sub_rip,
    **{name: form.write for name, form in CAPTIONS.items()},
}
"""Every form, by the suffix of its files."""
