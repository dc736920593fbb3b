import json
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from mutagen.id3 import ID3
from sessions import SOUND, TIMELINE, exported, mixing, moved, saying_of, word

from voiceguide.clip import Clip
from voiceguide.errors import SoundError
from voiceguide.mix.sound import Sound
from voiceguide.verify.comparison import verify


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    return exported(tmp_path_factory.mktemp("good") / "back.mp3")


def faults(report):
    return {finding.what for finding in report.findings if finding.fault}


def found(report, what):
    return next(finding.found for finding in report.findings if finding.what == what)


def test_an_export_is_as_its_sheet_says(good):
    report = verify(good)
    assert faults(report) == set()
    numbers = report.numbers
    assert (numbers["duration_ms"], numbers["utterances"], numbers["utterances_heard"]) == (TIMELINE.duration, 11, 11)
    assert numbers["onset_worst_ms"] <= 12
    assert numbers["onset_mean_ms"] <= 4
    assert numbers["true_peak_dbtp"] <= -1
    assert json.loads(json.dumps(report.as_json()))["faults"] == 0


def test_a_wav_has_its_sheet_inside_too(tmp_path):
    assert faults(verify(exported(tmp_path / "back.wav"))) == set()


@pytest.mark.parametrize(
    "sound", [Sound(guide="none", floor_db=None), Sound(guide="tones", bed="sea")], ids=["plain", "rich"]
)
def test_onsets_are_measured_to_a_few_milliseconds_over_silence_and_over_a_guide(tmp_path, sound):
    report = verify(exported(tmp_path / "back.wav", mix=mixing(sound=sound)))
    assert report.numbers["utterances_heard"] == 11
    assert report.numbers["onset_worst_ms"] <= 8


@pytest.mark.parametrize("by", [-120, -60, 60, 120])
def test_words_that_come_early_or_late_are_found_and_named(tmp_path, by):
    claimed = moved(TIMELINE, 0, 3, by)
    report = verify(exported(tmp_path / "back.mp3", claimed, saying_of(claimed, TIMELINE)))
    assert faults(report) == {"onsets"}
    assert abs(report.numbers["onset_worst_ms"] - abs(by)) <= 12
    assert f"worst {'-' if by > 0 else '+'}" in found(report, "onsets")
    assert "at 0:08 'Inhale...'" in found(report, "onsets")


def test_words_under_a_bell_are_not_taken_for_it(tmp_path):
    """The bell rings where the words should begin, and the words are 200 ms late."""
    claimed = moved(TIMELINE, 1, 1, -200)
    chapters = (
        claimed.chapters[0],
        replace(claimed.chapters[1], bells=(replace(claimed.chapters[1].bells[0], start=3800),)),
    )
    claimed = replace(claimed, chapters=chapters)
    truth = replace(TIMELINE, chapters=(TIMELINE.chapters[0], replace(TIMELINE.chapters[1], bells=chapters[1].bells)))
    report = verify(exported(tmp_path / "back.mp3", claimed, saying_of(claimed, truth)))
    assert faults(report) == {"onsets"}
    assert report.numbers["onset_worst_ms"] == pytest.approx(200, abs=15)


def test_words_that_are_missing_are_found_and_named(tmp_path):
    def sometimes(utterance):
        clip = word(utterance)
        return Clip(clip.samples * (utterance.text != "Inhale...."), clip.rate)

    report = verify(exported(tmp_path / "back.mp3", mix=mixing(sometimes)))
    assert faults(report) == {"utterances"}
    assert found(report, "utterances") == "1 not heard, first at 0:19 'Inhale....'"


def test_words_where_none_should_be_are_found(tmp_path):
    first = TIMELINE.chapters[0]
    claimed = replace(TIMELINE, chapters=(replace(first, cues=first.cues[:3] + first.cues[4:]), TIMELINE.chapters[1]))
    report = verify(exported(tmp_path / "back.mp3", claimed, saying_of(claimed, TIMELINE)))
    assert faults(report) == {"gaps"}


def test_a_truncated_file_is_reported_as_truncated(good, tmp_path):
    whole = good.read_bytes()
    cut = tmp_path / "cut.mp3"
    cut.write_bytes(whole[: len(whole) - 200_000])
    report = verify(cut)
    assert faults(report) == {"length", "utterances"}
    assert "s too short: its end is missing" in found(report, "length")
    assert "3 not heard, first at 0:30 'Inhale.'" in found(report, "utterances")


def test_a_file_without_a_sheet_is_still_measured(tmp_path):
    good = exported(tmp_path / "good.mp3", mix=mixing(sound=Sound(guide="none")))
    foreign = tmp_path / "foreign.mp3"
    shutil.copy(good, foreign)
    ID3(foreign).delete()
    report = verify(foreign)
    assert faults(report) == {"cue sheet"}
    assert "none that can be read" in found(report, "cue sheet")
    assert report.numbers["loudness_lufs"] == pytest.approx(verify(good).numbers["loudness_lufs"], abs=0.05)


def test_a_sheet_of_another_format_is_not_used(good, tmp_path):
    other = tmp_path / "other.mp3"
    shutil.copy(good, other)
    for data in (b"{}", b"[1]", b'{"format": "voiceguide-cue-sheet/9"}', b"\xff"):
        tag = ID3(other)
        [sheet] = tag.getall("GEOB")
        sheet.data = data
        tag.setall("GEOB", [sheet])
        tag.save(v2_version=3)
        assert "cue sheet" in faults(verify(other))


def test_chapters_that_another_program_changed_are_a_fault(good, tmp_path):
    changed = tmp_path / "changed.mp3"
    shutil.copy(good, changed)
    tag = ID3(changed)
    tag.getall("CHAP")[1].start_time += 500
    tag.save(v2_version=3)
    assert faults(verify(changed)) == {"chapters"}


def test_too_quiet_too_loud_and_clipped_are_faults(tmp_path):
    quiet = exported(tmp_path / "quiet.mp3", mix=mixing(sound=replace(SOUND, loudness=-20)))
    assert faults(verify(quiet)) == {"loudness"}
    assert faults(verify(quiet, loudness=-20)) == set()

    def clipped(chapter):
        for block in mixing()(chapter):
            yield np.clip(block * 8, -1, 1)

    assert {"loudness", "true peak", "clipping"} <= faults(verify(exported(tmp_path / "loud.mp3", mix=clipped)))


def test_a_file_that_was_encoded_again_is_measured_as_it_is(good, tmp_path):
    again = tmp_path / "again.mp3"
    subprocess.run(["ffmpeg", "-v", "error", "-i", str(good), "-b:a", "64k", str(again)], check=True)
    report = verify(again)
    assert "cue sheet" in faults(report)
    assert "another program rewrote the file" in found(report, "cue sheet")


@pytest.mark.parametrize("content", [None, b"", b"not a sound"])
def test_what_cannot_be_decoded_is_an_error_with_the_remedy(tmp_path, content):
    path = tmp_path / "no.mp3"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SoundError, match="Expected an MP3 or WAV from 'voiceguide export'"):
        verify(path)
