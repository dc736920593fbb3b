"""The picture, read back as XML: positions and sizes of words, and their tooltips."""

import subprocess
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hand_made import breaths, chapter, cue, phase, session, sessions
from hypothesis import given, settings
from scripts_as_text import SIDE_STRETCH

from voiceguide.breath import parse_pace
from voiceguide.formats.captions import cues_in_time, one_line
from voiceguide.formats.picture import picture
from voiceguide.formats.picture_row import BAR, FONT, LINE
from voiceguide.formats.picture_rows import WIDTH
from voiceguide.formats.picture_type import width
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options
from voiceguide.units import clock_text

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
EDGE = 0.2
"""Tolerance of positions, which are written to a tenth."""


def read(timeline, **part):
    return ElementTree.fromstring(picture(timeline, **part))


def cues_in(root):
    return [group for group in root.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]


def boxes(group):
    """The boxes of a cue's bar and of each of its lines, as (left, top, right, bottom)."""
    bar = group.find(f"{SVG}rect")
    x, y = float(bar.get("x")), float(bar.get("y"))
    yield x, y, x + float(bar.get("width")), y + BAR
    for span in group.iter(f"{SVG}tspan"):
        x, y = float(span.get("x")), float(span.get("y"))
        yield x, y - LINE + 4, x + width(span.text) * FONT, y + 3


def texts_of(root, kind):
    return [text.text for text in root.iter(f"{SVG}text") if kind in (text.get("class") or "").split()]


@settings(max_examples=60, deadline=None)
@given(sessions())
def test_every_cue_is_drawn_once_inside_the_page_and_overlaps_no_other(timeline):
    root = read(timeline)
    groups = cues_in(root)
    tooltips = sorted(group.find(f"{SVG}title").text for group in groups)
    assert tooltips == sorted(
        f"{clock_text(start)} {cue.role}: {one_line(cue.utterance.text)}" for start, cue in cues_in_time(timeline)
    )
    drawn = [list(boxes(group)) for group in groups]
    height = float(root.get("height"))
    for left, top, right, bottom in (box for group in drawn for box in group):
        assert 0 <= left <= right <= WIDTH
        assert 0 <= top <= bottom <= height
    for one, other in combinations(drawn, 2):
        for a in one:
            for b in other:
                apart = a[2] <= b[0] + EDGE or b[2] <= a[0] + EDGE or a[3] <= b[1] + EDGE or b[3] <= a[1] + EDGE
                assert apart, (a, b)


def test_the_same_timeline_gives_the_same_bytes(compiled):
    timeline = compiled(SIDE_STRETCH).timeline
    assert picture(timeline) == picture(timeline)


def test_words_of_a_user_cannot_break_the_picture():
    text = '<script>alert("x")</script> & ]]> \x00\x0b'
    root = read(session(chapter(text, 5120, cues=[cue(text, 0, 1000)]), title=text))
    assert root.find(f"{SVG}title").text == '<script>alert("x")</script> & ]]>'
    assert root.find(f".//{SVG}script") is None


def test_the_picture_has_no_external_resources_and_suits_light_and_dark(compiled):
    made = picture(compiled(SIDE_STRETCH).timeline)
    assert made.count("http") == 1  # the namespace
    assert "@import" not in made
    assert made.count("prefers-color-scheme:dark") == 1


def test_the_picture_has_a_title_and_a_description_for_screen_readers(compiled):
    root = read(compiled(SIDE_STRETCH).timeline)
    assert root.get("role") == "img"
    named = [root.find(f"{SVG}{part}") for part in ("title", "desc")]
    assert root.get("aria-labelledby").split() == [part.get("id") for part in named]
    assert named[0].text == "Side stretch"
    assert "at pace 4-6" in named[1].text


def test_sides_are_bands_and_reps_are_counted(compiled):
    root = read(compiled(SIDE_STRETCH, reps=3).timeline)
    bands = [rect.get("class") for rect in root.iter(f"{SVG}rect") if rect.get("class") in ("left", "right")]
    assert list(dict.fromkeys(bands)) == ["left", "right"]
    assert texts_of(root, "of-left") == ["left 1 of 3", "2", "3", "left, hold 1 of 3", "left, hold 2 of 3", "3"]


def test_a_rep_that_goes_on_in_the_next_row_is_counted_once():
    phases = [phase(kind, 10_000 * index, 10_000) for index, kind in enumerate(["inhale", "exhale"] * 3)]
    assert texts_of(read(session(chapter("C", 61_440, phases))), "small").count("1 of 6") == 1


def test_set_two_is_named():
    later = [phase(kind, start, 4000, set=2) for kind, start in (("inhale", 10_000), ("exhale", 14_000))]
    assert "set 2, 1 of 6" in texts_of(read(session(chapter("C", 20_480, [*breaths(1), *later]))), "small")


def test_time_is_labelled_every_ten_seconds():
    labels = texts_of(read(session(chapter("A", 15_360), chapter("B", 25_600, breaths(2)))), "middle")
    assert labels == ["0:00", "0:10", "0:20", "0:30", "0:40"]


def test_breaths_of_one_pace_are_aligned():
    curves = [
        path.get("d").split("C")[0]
        for path in read(session(chapter("C", 122_880, breaths(12)))).iter(f"{SVG}path")
        if path.get("class") == "curve"
    ]
    assert len(curves) == 3
    assert len({start.split()[0] for start in curves}) == 1


@pytest.mark.parametrize("pace", ["1-1", "4-6", "4-4-4-4", "4-7-8", "20-40", "600-600"])
def test_rows_suit_every_pace(compiled, pace):
    root = read(compiled(SIDE_STRETCH, pace=parse_pace(pace), reps=2).timeline)
    assert len(cues_in(root)) > 10


def test_words_that_lead_their_breath_are_in_its_row(compiled):
    made = compiled(SIDE_STRETCH, lead=0.3)
    groups = [group for group in cues_in(read(made.timeline)) if group.get("class") == "paced"]
    lefts = [float(group.find(f"{SVG}rect").get("x")) for group in groups]
    assert lefts[0] == min(lefts) == 36


def test_only_rows_that_begin_within_the_part_are_drawn():
    timeline = session(chapter("A", 81_920, breaths(8)), chapter("B", 81_920, breaths(8)))
    assert texts_of(read(timeline, start=40_000, end=90_000), "chapter") == ["A", "B"]
    assert texts_of(read(timeline, start=0, end=80_000), "chapter") == ["A"]
    assert (
        len([p for p in read(timeline, start=40_000, end=90_000).iter(f"{SVG}path") if p.get("class") == "curve"]) == 2
    )


def test_twenty_minutes_stay_small_and_in_order():
    session = load(find_script("back-mobility"))
    timeline = compile_session(session, Options(), measure_by_words)
    made = picture(timeline)
    assert len(made.encode()) < 300_000
    titles = texts_of(ElementTree.fromstring(made), "chapter")
    assert titles == [chapter.title for chapter in timeline.chapters]


def test_rows_follow_each_other_down_the_page(compiled):
    scales = [p for p in read(compiled(SIDE_STRETCH).timeline).iter(f"{SVG}path") if p.get("class") == "scale"]
    heights = [float(path.get("d").split("H")[0].split()[1]) for path in scales]
    assert all(above + 30 < below for above, below in pairwise(heights))


def test_the_picture_in_docs_is_what_the_tool_draws(tmp_path):
    """Run `python tools/draw_picture.py` after a change of the script or of the picture."""
    target = tmp_path / "picture.svg"
    subprocess.run([sys.executable, str(ROOT / "tools" / "draw_picture.py"), str(target)], check=True)
    assert target.read_bytes() == (ROOT / "docs" / "seated-side-stretch.svg").read_bytes()


def test_the_reps_of_each_section_are_counted_from_one(compiled):
    repeat = "## Repeat {} times\n- Inhale\n- Exhale\n\n"
    timeline = compiled(f"# Title\n\n{repeat.format(1)}{repeat.format(1)}{repeat.format(2)}").timeline
    counts = [text.text for text in read(timeline).iter(f"{SVG}text") if text.get("class") == "small"]
    assert [count for count in counts if count and (" of " in count or count.isdigit())] == [
        "1 of 1",
        "1 of 1",
        "1 of 2",
        "2 of 2",
    ]
