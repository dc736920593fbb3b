"""The straightforward way to export a session: pyttsx3 speaks, pydub mixes, ffmpeg encodes.

This is what one would write in an afternoon from the documentation of the three, as a fair comparison: every text is spoken
once, every breath sound is made once, and each is overlaid at its time on silence, as usual with pydub. There are no chapters,
and the loudness is not adjusted. The times come from a cue sheet.

With `--careful` it avoids what is slow in pydub: only the words are appended, chapter by chapter, without sounds of breath.

python bench/straightforward.py SHEET.json OUT.mp3 [--careful]
"""

import json
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any

warnings.simplefilter("ignore")

import pyttsx3  # noqa: E402
from pydub import AudioSegment  # noqa: E402
from pydub.generators import WhiteNoise  # noqa: E402

RATE = 44_100
BREATHS = {"inhale": 900, "exhale": 500}
"""The cutoff of the noise in each phase, in Hz."""


def speak(texts: set[str], folder: Path) -> dict[str, AudioSegment]:
    """Every text as a segment. Each has its own `runAndWait`, since only the last of several queued files would be written."""
    engine = pyttsx3.init()
    engine.setProperty("rate", 112)
    spoken = {}
    for number, text in enumerate(sorted(texts)):
        path = folder / f"{number}.wav"
        engine.save_to_file(text, str(path))
        engine.runAndWait()
        spoken[text] = AudioSegment.from_wav(path).set_frame_rate(RATE).set_channels(2)
    return spoken


def silence(duration: int) -> AudioSegment:
    return AudioSegment.silent(duration, RATE).set_channels(2)


def overlaid(sheet: dict[str, Any], spoken: dict[str, AudioSegment]) -> AudioSegment:
    breaths = {}
    session = silence(sheet["duration_ms"])
    for phase in sheet["phases"]:
        kind, duration = phase["kind"], phase["duration_ms"]
        if kind in BREATHS:
            if (kind, duration) not in breaths:
                noise = WhiteNoise(sample_rate=RATE).to_audio_segment(duration, volume=-30)
                noise = noise.low_pass_filter(BREATHS[kind]).fade_in(duration // 3).fade_out(duration // 2)
                breaths[kind, duration] = noise.set_channels(2)
            session = session.overlay(breaths[kind, duration], position=phase["start_ms"])
    for utterance in sheet["utterances"]:
        session = session.overlay(spoken[utterance["text"]], position=utterance["start_ms"])
    return session


def appended(sheet: dict[str, Any], spoken: dict[str, AudioSegment]) -> AudioSegment:
    session = silence(0)
    for number, chapter in enumerate(sheet["chapters"]):
        sound = silence(0)
        for utterance in sheet["utterances"]:
            if utterance["chapter"] == number:
                gap = utterance["start_ms"] - chapter["start_ms"] - len(sound)
                sound += silence(max(0, gap)) + spoken[utterance["text"]]
        session += sound + silence(max(0, chapter["duration_ms"] - len(sound)))
    return session


def main(sheet_path: str, out: str, *flags: str) -> None:
    sheet = json.loads(Path(sheet_path).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        spoken = speak({utterance["text"] for utterance in sheet["utterances"]}, Path(folder))
    session = (appended if "--careful" in flags else overlaid)(sheet, spoken)
    session.export(out, format="mp3", bitrate="128k", tags={"title": sheet["title"], "artist": "straightforward"})


if __name__ == "__main__":
    main(*sys.argv[1:])
