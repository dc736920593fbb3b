"""Reading cue sheets, including broken and hostile ones."""

import json
from dataclasses import replace

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.errors import SheetError
from voiceguide.formats.read_sheet import read_cue_sheet
from voiceguide.formats.sheet import cue_sheet


@pytest.fixture
def sheet(compiled):
    return json.loads(cue_sheet(compiled(SIDE_STRETCH, bells=True).timeline))


def refused(text):
    with pytest.raises(SheetError) as caught:
        read_cue_sheet(text, "en")
    message = str(caught.value)
    assert len(message) < 400
    assert message.isprintable()
    return message


def test_a_written_timeline_is_read_back(compiled):
    timeline = compiled(SIDE_STRETCH, bells=True).timeline
    chapters = tuple(replace(chapter, notes=()) for chapter in timeline.chapters)
    assert read_cue_sheet(cue_sheet(timeline), "en") == replace(timeline, chapters=chapters, notes=())


KINDS = "expected inhale, hold_in, exhale, hold_out or move"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda sheet: sheet.update(format="voiceguide-cue-sheet/9"), "it has the format 'voiceguide-cue-sheet/9': expected"),
        (lambda sheet: sheet.pop("format"), "it names no format: expected 'voiceguide-cue-sheet/1'"),
        (lambda sheet: sheet.pop("title"), "'title' is missing: expected a text"),
        (lambda sheet: sheet.pop("phases"), "'phases' is missing: expected a list"),
        (lambda sheet: sheet.update(phases={}), "'phases' is {}: expected a list"),
        (lambda sheet: sheet.update(duration_ms=5), "'duration_ms' is 5, and its chapters last"),
        (lambda sheet: sheet.update(duration_ms=10**400), "'duration_ms' is 1000"),
        (lambda sheet: sheet.update(pace="quick"), "'pace' cannot be breathed: "),
        (lambda sheet: sheet.update(chapters=[]), "it has no chapters"),
        (lambda sheet: sheet.update(chapters=[7]), "chapters[0] is 7: expected an object"),
        (lambda sheet: sheet["chapters"][0].update(start_ms=1), "chapters[0].start_ms is 1: expected 0, where"),
        (lambda sheet: sheet["chapters"][0].update(duration_ms="long"), "chapters[0].duration_ms is 'long': expected a whole"),
        (lambda sheet: sheet["chapters"][0].update(duration_ms=-1), "chapters[0].duration_ms is -1: expected a whole"),
        (lambda sheet: sheet["chapters"][0].update(exercise=["x"]), "chapters[0].exercise is ['x']: expected a text"),
        (lambda sheet: sheet["utterances"][0].update(start_ms=10**9), "utterances[0].start_ms is 1000000000: expected"),
        (lambda sheet: sheet["utterances"][0].update(start_ms=-1), "utterances[0].start_ms is -1: expected a whole"),
        (lambda sheet: sheet["utterances"][0].update(start_ms=1.5), "utterances[0].start_ms is 1.5: expected a whole"),
        (lambda sheet: sheet["utterances"][0].update(start_ms=True), "utterances[0].start_ms is True: expected a whole"),
        (lambda sheet: sheet["utterances"][0].update(duration_ms=10**9), "utterances[0].duration_ms is 1000000000: exp"),
        (lambda sheet: sheet["utterances"][0].update(rate="quick"), "utterances[0].rate is 'quick': expected a number"),
        (lambda sheet: sheet["utterances"][0].update(rate=0), "utterances[0].rate is 0: expected a number"),
        (lambda sheet: sheet["utterances"][0].update(role="shout"), "utterances[0].role is 'shout': expected welcome, caut"),
        (lambda sheet: sheet["utterances"][0].update(text=None), "utterances[0].text is None: expected a text"),
        (lambda sheet: sheet["utterances"][0].update(text="x" * 200_000), "utterances[0].text is 'xxx"),
        (lambda sheet: sheet["utterances"][0].update(chapter=99), "utterances[0].chapter is 99: expected a whole"),
        (lambda sheet: sheet["utterances"][0].update(phase=10_000), "utterances[0].phase is 10000: expected a whole"),
        (lambda sheet: sheet["utterances"][0].update(phase=0), "utterances[0].phase is 0: expected a phase in its own"),
        (lambda sheet: sheet["utterances"].reverse(), "since they stand in order"),
        (lambda sheet: sheet["phases"][0].pop("kind"), "phases[0].kind is missing: expected a value"),
        (lambda sheet: sheet["phases"][1].update(kind="sniff"), f"phases[1].kind is 'sniff': {KINDS}"),
        (lambda sheet: sheet["phases"][1].update(kind=[[]]), f"phases[1].kind is [[]]: {KINDS}"),
        (lambda sheet: sheet["phases"][0].update(side="up"), "phases[0].side is 'up': expected left, right or null"),
        (lambda sheet: sheet["phases"][0].update(rep=10**30), "phases[0].rep is 10000000"),
        (lambda sheet: sheet["phases"][0].update(set=0), "phases[0].set is 0: expected a whole number from 1"),
        (lambda sheet: sheet.update(phases=[{}] * 500_000), "'phases' has 500000 entries, more than any"),
        (lambda sheet: sheet.update(bells=[None]), "bells[0] is None: expected an object"),
        (lambda sheet: sheet["bells"][0].update(name="../../../gong.wav"), "bells[0].name is '../../../gong.wav': expected"),
        (lambda sheet: sheet["bells"][0].update(name="tick"), "bells[0].name is 'tick': expected start, switch"),
        (lambda sheet: sheet["bells"][0].update(name="\x1b]0;owned\x07"), "bells[0].name is '\\x1b]0;owned\\x07': expected"),
        (lambda sheet: sheet["bells"][0].update(start_ms=-5), "bells[0].start_ms is -5: expected a whole number from 0"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_reported_with_its_place_and_what_was_expected(sheet, change, words):
    change(sheet)
    assert words in refused(json.dumps(sheet))


@pytest.mark.parametrize("list_of", ["phases", "utterances", "bells", "chapters"])
def test_every_required_key_is_reported_when_missing(sheet, list_of):
    optional = {"section_index"}
    for key in set(sheet[list_of][0]) - optional:
        without = {**sheet, list_of: [{name: each[name] for name in each if name != key} for each in sheet[list_of]]}
        assert f"{key} is missing" in refused(json.dumps(without))


def test_unknown_keys_are_ignored(sheet):
    expected = read_cue_sheet(json.dumps(sheet), "en")
    for each in (sheet, *sheet["phases"], *sheet["utterances"], *sheet["bells"], *sheet["chapters"]):
        each["to_come"] = [{}]
    assert read_cue_sheet(json.dumps(sheet), "en") == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        ("[]", "it is []: expected an object in JSON"),
        ("null", "it is None: expected an object in JSON"),
        ("{}", "it names no format"),
        ('{"format": "voiceguide-cue-sheet/1", "format": "voiceguide-cue-sheet/1"}', "the key 'format' stands twice"),
        ('{"format": "voiceguide-cue-sheet/1", "title": NaN}', "NaN is no number that JSON knows"),
        ('{"format": "voiceguide-cue-sheet/1", "title": -Infinity}', "-Infinity is no number"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a":' * 100_000, "nested too deeply"),
        (f'{{"format": {"9" * 5000}}}', "it is no JSON"),
        ('{"format": "voiceguide-cue-sheet/1", "title": "t", "pace": "4-6", "duration_ms": 1e999}', "is inf: expected"),
        (" " * 60_000_001, "longer than 60 million letters"),
    ],
    ids=lambda text: text[:20],
)
def test_texts_that_are_not_cue_sheets_are_refused(text, words):
    assert words in refused(text)


def test_control_characters_are_not_read(sheet):
    sheet["title"] = sheet["chapters"][0]["title"] = sheet["utterances"][0]["text"] = "a\x1b[31mb\x9bc"
    timeline = read_cue_sheet(json.dumps(sheet), "en")
    texts = {timeline.title, timeline.chapters[0].title, timeline.chapters[0].cues[0].utterance.text}
    assert texts == {"a [31mb c"}
