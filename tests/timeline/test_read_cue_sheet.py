"""A cue sheet that was written down, read again."""

import json
from dataclasses import replace

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.timeline.sheet import cue_sheet, read_cue_sheet


def test_what_was_written_is_read_again(compiled):
    timeline = compiled(SIDE_STRETCH, bells=True).timeline
    chapters = tuple(replace(chapter, notes=()) for chapter in timeline.chapters)
    assert read_cue_sheet(cue_sheet(timeline), "en") == replace(timeline, chapters=chapters, notes=())


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet.update(format="other/1"),
        lambda sheet: sheet.update(duration_ms=5),
        lambda sheet: sheet.update(chapters=[]),
        lambda sheet: sheet["chapters"][0].update(start_ms=1),
        lambda sheet: sheet["chapters"][0].update(duration_ms="long"),
        lambda sheet: sheet["utterances"][0].update(start_ms=10**9),
        lambda sheet: sheet["utterances"][0].update(rate="quick"),
        lambda sheet: sheet["phases"][0].pop("kind"),
        lambda sheet: sheet.update(bells=[None]),
    ],
)
def test_what_is_no_cue_sheet_is_none(compiled, change):
    sheet = json.loads(cue_sheet(compiled(SIDE_STRETCH, bells=True).timeline))
    change(sheet)
    assert read_cue_sheet(json.dumps(sheet), "en") is None


@pytest.mark.parametrize("text", ["", "[]", "null", "{", '{"format": "voiceguide-cue-sheet/1"}'])
def test_other_texts_are_none(text):
    assert read_cue_sheet(text, "en") is None
