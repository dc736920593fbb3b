"""An export with a real voice, guide and bed, measured by voiceguide and by ffmpeg."""

import re
import subprocess

import pytest

from voiceguide.exporter.file import export_session
from voiceguide.exporter.mp3 import Encoding
from voiceguide.library import load
from voiceguide.mix.sound import Sound
from voiceguide.session import prepare
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.options import Options
from voiceguide.verify.comparison import verify

SCRIPT = "seated-side-stretch"
WITHIN_LU = 1.0

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def clips(tmp_path_factory):
    return tmp_path_factory.mktemp("clips")


def by_ffmpeg(path):
    """Integrated loudness in LUFS and true peak in dBTP, by ffmpeg's ebur128."""
    done = subprocess.run(
        [
            "ffmpeg",
            "-hide_banner",
            "-nostats",
            "-i",
            str(path),
            "-af",
            "ebur128=peak=true",
            "-f",
            "null",
            "-",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    summary = done.stderr[done.stderr.rindex("Summary:") :]
    return tuple(float(re.search(rf"{name}:\s+(-?[\d.]+)", summary)[1]) for name in ("I", "Peak"))


@pytest.mark.parametrize(
    ("voice", "sound", "options"),
    [
        (None, Sound(), Options(reps=1)),
        ("en-us+f5", Sound(guide="tones", bed="sea", loudness=-19), Options(reps=2, guidance="tones")),
    ],
    ids=["breath", "another voice with tones and sea at -19"],
)
def test_a_session_is_as_loud_as_asked_and_every_word_is_in_its_place(clips, tmp_path, voice, sound, options):
    made = prepare(load(SCRIPT), options, SystemEngine(voice), clips, sound)
    path = tmp_path / "session.mp3"
    export_session(made.timeline, made.mix, path)
    report = verify(path, sound.loudness)
    assert [finding for finding in report.findings if finding.fault] == []
    assert report.numbers["words_lufs"] == pytest.approx(sound.loudness, abs=WITHIN_LU)
    assert report.numbers["guide_under_lu"] >= 20
    assert report.numbers["onset_mean_ms"] < 6
    loudness, peak = by_ffmpeg(path)
    assert loudness == pytest.approx(report.numbers["loudness_lufs"], abs=0.1)
    assert peak == pytest.approx(report.numbers["true_peak_dbtp"], abs=0.2)
    assert peak <= -1


@pytest.mark.parametrize("encoding", [Encoding(64), Encoding(40, mono=True)], ids=str)
def test_at_low_bit_rates_traces_of_noise_are_not_taken_for_words(clips, tmp_path, encoding):
    made = prepare(load("desk-break"), Options(), SystemEngine(), clips, Sound())
    path = tmp_path / "session.mp3"
    export_session(made.timeline, made.mix, path, encoding=encoding)
    assert [finding for finding in verify(path).findings if finding.fault] == []
