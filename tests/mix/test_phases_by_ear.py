"""Phases can be told apart in their first half second, in a noisy room: a classifier listens to MP3s."""

from itertools import pairwise, product

import numpy as np
import pytest
from breaths import breaths, part

from voiceguide.exporter.file import export_session
from voiceguide.guide import GUIDES
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.sound import Sound
from voiceguide.timeline.model import Timeline
from voiceguide.units import LOUDNESS_LUFS, SAMPLE_RATE, gain
from voiceguide.verify.windows import windows
from voiceguide.weighting import lufs, weighted_powers

HALF_SECOND = 500
NOISE_UNDER_VOICE = 25
SLICES = 5
BANDS_HZ = np.geomspace(300, 4500, 13)
REPS = 4
LEARNT = ("4-0-6-0", "4-4-4-4", "5-0-5-0", "4-7-8-0", "3-0-4-2")
ASKED = ("3-0-3-0", "5-2-7-0", "6-3-6-3", "4-0-4-4", "7-0-9-0", "2-0-3-0")


def pattern(pace):
    seconds = zip(("inhale", "hold_in", "exhale", "hold_out"), map(int, pace.split("-")), strict=True)
    return [(kind, 1000 * length) for kind, length in seconds if length]


def office(frames, seed):
    """The noise of a room with people and machines: pink, with a level that moves."""
    rng = np.random.default_rng(seed)
    hz = np.fft.rfftfreq(frames, 1 / SAMPLE_RATE)
    spectrum = np.fft.rfft(rng.standard_normal(frames)) / np.sqrt(np.maximum(hz, 20))
    noise = np.fft.irfft(spectrum, frames)
    swells = np.interp(
        np.arange(frames), np.arange(0, frames + 20_000, 20_000), rng.uniform(-3, 3, frames // 20_000 + 2)
    )
    noise *= 10 ** (swells / 20)
    return noise * gain(LOUDNESS_LUFS - NOISE_UNDER_VOICE - lufs(2 * weighted_powers(noise, SAMPLE_RATE, 4410).mean()))


def features(sound):
    """How loud each band is in each slice, in dB."""
    heard = []
    for piece in np.array_split(sound, SLICES):
        power = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
        hz = np.fft.rfftfreq(len(piece), 1 / SAMPLE_RATE)
        heard += [10 * np.log10(power[(hz >= low) & (hz < high)].sum()) for low, high in pairwise(BANDS_HZ)]
    return heard


def half_seconds(path, guide, paces, seed):
    """What is heard of each phase in its first half second, and which kind it is."""
    chapters = [breaths(*pattern(pace), reps=REPS, side=side) for pace, side in product(paces, (None, "left"))]
    timeline = Timeline("Breaths", "en", "4-6", tuple(chapters))
    export_session(timeline, lambda chapter, **at: mix_chapter(chapter, lambda _: None, Sound(guide=guide), **at), path)
    sound = np.concatenate([each.part(each.start, each.end) for each in windows(path)]).mean(axis=1)
    sound = sound + office(len(sound), seed)
    phases = [(begin + phase.start, phase) for begin, chapter in timeline.placed() for phase in chapter.phases]
    return np.array([features(part(sound, at, at + HALF_SECOND)) for at, _ in phases]), [p.kind for _, p in phases]


@pytest.mark.slow
@pytest.mark.parametrize("guide", GUIDES)
def test_inhales_holds_and_exhales_are_told_apart_in_half_a_second_in_an_office(guide, tmp_path):
    """The nearest mean decides; the means were learnt at other paces and in other noise."""
    learnt, kinds = half_seconds(tmp_path / "learnt.mp3", guide, LEARNT, seed=1)
    middle, spread = learnt.mean(axis=0), learnt.std(axis=0)
    names = sorted(set(kinds))
    means = np.array([((learnt - middle) / spread)[np.array(kinds) == name].mean(axis=0) for name in names])
    asked, truth = half_seconds(tmp_path / "asked.mp3", guide, ASKED, seed=2)
    away = np.linalg.norm(((asked - middle) / spread)[:, np.newaxis] - means, axis=2)
    said = [names[index].partition("_")[0] for index in away.argmin(axis=1)]
    right = [word == kind.partition("_")[0] for word, kind in zip(said, truth, strict=True)]
    assert np.mean(right) >= 0.95
