from io import BytesIO

import pytest
from mutagen.id3 import ID3
from tone_session import chapter, session

from voiceguide.export.tags import id3_tag


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
