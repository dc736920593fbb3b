from io import BytesIO

import pytest
from mutagen.id3 import ID3
from tone_session import chapter, session

from voiceguide.exporter.tags import Labels, id3_tag
from voiceguide.formats.captions import cues_in_time


def read(timeline):
    return ID3(BytesIO(id3_tag(timeline)), translate=False)


def test_the_tag_names_the_session_and_its_language(timeline):
    tag = read(timeline)
    assert tag.version == (2, 3, 0)
    assert {key: str(tag[key]) for key in ("TIT2", "TALB", "TPE1", "TLAN", "TLEN")} == {
        "TIT2": "Rücken beweglich",
        "TALB": "Rücken beweglich",
        "TPE1": "voiceguide",
        "TLAN": "eng",
        "TLEN": str(17 * 1280),
    }


def test_the_words_are_there_as_a_text_and_in_time(timeline):
    tag = read(timeline)
    cues = [cue for _, cue in cues_in_time(timeline)]
    assert tag["USLT::eng"].text.split("\n") == [cue.utterance.text for cue in cues]
    assert tag["SYLT::eng"].text == [(cue.utterance.text, start) for start, cue in cues_in_time(timeline)]
    assert (tag["SYLT::eng"].format, tag["SYLT::eng"].type) == (2, 1), "milliseconds, lyrics"


def test_a_session_without_words_has_none():
    assert not [key for key in read(session(chapter("Silence", 1))) if key.startswith(("USLT", "SYLT"))]


def test_labels_and_cover_are_shown(timeline):
    labels = Labels("Side stretch", "Back", "voiceguide export back --pace 5-7", 2, 9)
    tag = ID3(BytesIO(id3_tag(timeline, labels, b"jpeg")), translate=False)
    shown = {key: str(tag[key]) for key in ("TIT2", "TALB", "TRCK", "TCON", "COMM::eng")}
    assert shown == {
        "TIT2": "Side stretch",
        "TALB": "Back",
        "TRCK": "2/9",
        "TCON": "Exercise",
        "COMM::eng": "voiceguide export back --pace 5-7",
    }
    assert (tag["APIC:"].data, tag["APIC:"].mime, tag["APIC:"].type) == (b"jpeg", "image/jpeg", 3)


@pytest.mark.parametrize(("written", "code"), [("de-CH", "deu"), ("EN", "eng"), ("tlh", "und")])
def test_the_language_is_given_by_its_three_letters(written, code):
    assert str(read(session(chapter("", 1), language=written))["TLAN"]) == code


def test_chapters_follow_each_other_and_are_listed_in_order(timeline):
    tag = read(timeline)
    contents = tag["CTOC:contents"]
    listed = [tag[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert contents.flags == 3, "top level, ordered"
    assert [(str(part.sub_frames["TIT2"]), part.start_time, part.end_time) for part in listed] == [
        ("Welcome", 0, 3840),
        ("Seated side stretch", 3840, 15_360),
        ("Čvrsto — closing", 15_360, 21_760),
    ]


def test_more_chapters_than_one_table_can_list_are_listed_in_several():
    tag = read(session(*(chapter(f"Part {number}", 1) for number in range(600))))
    contents = tag["CTOC:contents"]
    tables = [tag[f"CTOC:{name}"] for name in contents.child_element_ids]
    listed = [name for table in tables for name in table.child_element_ids]
    assert [table.flags for table in tables] == [1, 1, 1], "ordered, below the top"
    assert [str(tag[f"CHAP:{name}"].sub_frames["TIT2"]) for name in listed] == [f"Part {n}" for n in range(600)]


def test_chapters_stand_in_the_file_in_the_order_of_time(timeline):
    names = (b"chapter%d\0" % number for number in range(3))
    positions = [id3_tag(timeline).index(name, id3_tag(timeline).index(b"CHAP")) for name in names]
    assert positions == sorted(positions)
