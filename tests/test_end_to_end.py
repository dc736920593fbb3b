"""The main job: the bundled back session, spoken by the real voice, exported, decoded, and held against its cue sheet."""

import json
import subprocess
import sys
import wave
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from numpy.typing import NDArray

from voiceguide.exporter.file import export_session
from voiceguide.formats.sheet import cue_sheet
from voiceguide.library import load
from voiceguide.session import Prepared, prepare
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.options import Options
from voiceguide.units import SAMPLE_RATE

AUDIBLE = 10 ** (-50 / 20)
"""-50 dBFS: quieter than any speech, louder than what an encoder adds to silence."""

SEVEN = {
    "seated-thoracic-extension", "seated-side-stretch", "wall-roll-down", "hands-and-knees-rotation", "prone-extension",
    "side-lying-rotation", "supine-over-ball",
}  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(load("back-mobility"), Options(bells=False), SystemEngine(), tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="module")
def sheet(made: Prepared) -> dict[str, Any]:
    return json.loads(cue_sheet(made.timeline))


@pytest.fixture(scope="module")
def folder(made: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    for name in ("back.wav", "back.mp3"):
        export_session(made.timeline, made.mix, folder / name)
    return folder


def end(span: dict[str, Any]) -> int:
    return span["start_ms"] + span["duration_ms"]


def heard(sound: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Millisecond by millisecond, whether anything can be heard."""
    whole = len(sound) * 1000 // SAMPLE_RATE
    edges = np.arange(whole + 1) * SAMPLE_RATE // 1000
    return np.maximum.reduceat(np.abs(sound), edges[:-1]) > AUDIBLE


def onsets(audible: NDArray[np.bool_], sheet: dict[str, Any], slack: int) -> NDArray[np.int64]:
    """How many milliseconds after its place each utterance begins to be heard; all of them must be."""
    late = []
    for utterance in sheet["utterances"]:
        start = utterance["start_ms"]
        near = audible[start - slack : start + 500]
        assert near.any(), f"nothing is heard of {utterance['text']!r}"
        late.append(int(near.argmax()) - slack)
    return np.array(late)


def test_spans_are_as_the_cue_sheet_promises(sheet: dict[str, Any]):
    for kind in ("phases", "utterances"):
        assert all(end(before) <= after["start_ms"] for before, after in pairwise(sheet[kind]))
        for span in sheet[kind]:
            chapter = sheet["chapters"][span["chapter"]]
            assert chapter["start_ms"] <= span["start_ms"] < end(span) <= end(chapter)
    assert all(end(before) == after["start_ms"] for before, after in pairwise(sheet["chapters"]))
    assert sheet["chapters"][0]["start_ms"] == 0
    assert end(sheet["chapters"][-1]) == sheet["duration_ms"]
    assert sheet["notes"] == [note for note in sheet["notes"] if note["severity"] == "note"]


def test_all_seven_exercises_inhale_and_exhale_exactly_at_the_pace(sheet: dict[str, Any]):
    kinds: dict[str, set[str]] = {name: set() for name in SEVEN}
    for phase in sheet["phases"]:
        kinds[sheet["chapters"][phase["chapter"]]["exercise"]].add(phase["kind"])
        if (phase["section"], phase["rep"]) != ("repeat", 1):
            assert phase["duration_ms"] == {"inhale": 4000, "exhale": 6000}[phase["kind"]]
    assert all({"inhale", "exhale"} <= found for found in kinds.values())


def test_both_sides_get_the_same(sheet: dict[str, Any]):
    counts = Counter((phase["chapter"], phase["side"], phase["kind"]) for phase in sheet["phases"] if phase["side"])
    assert len({chapter for chapter, _, _ in counts}) == 3
    assert all(counts[chapter, "left", kind] == counts[chapter, "right", kind] for chapter, _, kind in counts)


def test_it_lasts_about_twenty_minutes(sheet: dict[str, Any]):
    assert 19 * 60_000 <= sheet["duration_ms"] <= 22 * 60_000


def test_every_utterance_is_heard_in_its_place_and_nothing_else(folder: Path, sheet: dict[str, Any]):
    with wave.open(str(folder / "back.wav"), "rb") as file:
        assert (file.getnchannels(), file.getframerate()) == (2, SAMPLE_RATE)
        pcm = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    left = pcm[::2].astype(np.float32) / 32768
    assert len(left) == sheet["duration_ms"] * SAMPLE_RATE // 1000
    audible = heard(left)
    late = onsets(audible, sheet, slack=9)
    assert np.abs(late).max() <= 8
    for utterance in sheet["utterances"]:
        assert audible[end(utterance) - 60 : end(utterance) + 1].any(), "heard to its end"
    covered = np.zeros(len(left), bool)
    for utterance in sheet["utterances"]:
        covered[utterance["start_ms"] * SAMPLE_RATE // 1000 : -(-(end(utterance) + 1) * SAMPLE_RATE // 1000)] = True
    assert not left[~covered].any(), "silence elsewhere"


def test_the_mp3_says_the_same_within_a_frame_pair(folder: Path, sheet: dict[str, Any]):
    decoded = miniaudio.mp3_read_file_f32(str(folder / "back.mp3"))
    assert (decoded.nchannels, decoded.sample_rate) == (2, SAMPLE_RATE)
    left = np.frombuffer(decoded.samples, np.float32)[::2]
    late = onsets(heard(left), sheet, slack=46)
    assert np.abs(late).max() <= 45


def test_the_mp3_has_tags_and_a_chapter_for_each_exercise(folder: Path, sheet: dict[str, Any]):
    sound = MP3(folder / "back.mp3")
    assert (sound.info.sample_rate, sound.info.channels, sound.info.bitrate) == (SAMPLE_RATE, 2, 128_000)
    assert sound.info.length == pytest.approx(sheet["duration_ms"] / 1000, abs=0.05)
    tag = ID3(folder / "back.mp3")
    assert all(tag[key].text[0] for key in ("TIT2", "TPE1", "TALB"))
    chapters = [tag[f"CHAP:{name}"] for name in tag.getall("CTOC")[0].child_element_ids]
    assert [(chapter.start_time, chapter.end_time) for chapter in chapters] == [
        (chapter["start_ms"], end(chapter)) for chapter in sheet["chapters"]
    ]
    assert [chapter.sub_frames["TIT2"].text[0] for chapter in chapters] == [
        chapter["title"] for chapter in sheet["chapters"]
    ]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from Linux's /proc")
def test_an_export_needs_less_than_300_mb_and_no_more_where_chapters_are_several_times_as_long(tmp_path: Path):
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from voiceguide.exporter.file import export_session\n"
        "from voiceguide.mix.sound import Sound\n"
        "from voiceguide.library import load\n"
        "from voiceguide.session import prepare\n"
        "from voiceguide.speech.voices.tone import ToneEngine\n"
        "from voiceguide.timeline.options import Options\n"
        "options = Options(reps=int(sys.argv[1]), only=('seated-side-stretch', 'side-lying-rotation'))\n"
        "made = prepare(load('back-mobility'), options, ToneEngine(), Path('clips'), Sound(bed='rain'))\n"
        "export_session(made.timeline, made.mix, Path('back.mp3'))\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", script, *chosen], cwd=tmp_path, capture_output=True, check=True
            ).stdout
        )
        for chosen in (["1"], ["20", "seated-side-stretch", "side-lying-rotation"])
    ]
    assert max(peaks) < 300_000
    assert peaks[1] < peaks[0] * 1.25
