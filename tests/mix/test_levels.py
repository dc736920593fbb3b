"""How loud guide and bed are against words at -16 LUFS: heard in stereo, and as a phone's one small speaker plays them."""

from typing import get_args

import numpy as np
import pytest
from breaths import BOX, CALM, breaths, in_stereo, level_db, part, spectrum

from voiceguide.guide import GUIDES
from voiceguide.mix.automation import RELEASE_MS, SHORT_GAP_MS
from voiceguide.mix.sound import BedName
from voiceguide.timeline.model import Chapter, Cue, Utterance
from voiceguide.units import CHANNELS, LOUDNESS_LUFS, SAMPLE_RATE

PATTERNS = {
    "4-6": CALM,
    "box": BOX,
    "slow": (("inhale", 7000), ("exhale", 11_000)),
    "quick": (("inhale", 2000), ("exhale", 3000)),
    "sigh": (("inhale", 2500), ("inhale", 1500), ("exhale", 6000)),
}
SMALL_SPEAKER_HZ = 500


def one_speaker(sound):
    return np.repeat(sound.mean(axis=1, keepdims=True), CHANNELS, axis=1)


def small_speaker(sound):
    """Through a high-pass of 12 dB an octave at 500 Hz (Butterworth)."""
    hz = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)[:, np.newaxis]
    passed = hz**2 / np.sqrt(hz**4 + SMALL_SPEAKER_HZ**4)
    return np.fft.irfft(np.fft.rfft(sound, axis=0) * passed, len(sound), axis=0)


def below_words(sound):
    return LOUDNESS_LUFS - level_db(sound)


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
@pytest.mark.parametrize("as_heard", [np.asarray, one_speaker])
def test_where_nothing_is_said_every_phase_is_heard_from_its_first_half_second_on(guide, pattern, as_heard):
    chapter = breaths(*pattern, reps=2, side="left")
    sound = as_heard(in_stereo(chapter, guide=guide))
    for phase in chapter.phases:
        quietest = 20 if phase.kind.startswith("hold") else 13
        assert 10 < below_words(part(sound, phase.start, phase.end)) < quietest, phase
        assert below_words(part(sound, phase.start + 250, phase.start + 750)) < 18, phase


@pytest.mark.parametrize("guide", GUIDES)
def test_a_small_speaker_takes_no_more_than_two_decibels_of_any_phase(guide):
    chapter = breaths(*BOX, reps=2)
    sound = in_stereo(chapter, guide=guide)
    played = small_speaker(sound)
    for phase in chapter.phases[4:]:
        whole, rest = (level_db(part(each, phase.start, phase.end)) for each in (sound, played))
        assert whole - rest < 2, phase.kind


def test_the_chord_is_for_small_speakers_and_not_harsh():
    power, hz = spectrum(in_stereo(breaths(*CALM, reps=2), guide="tones").mean(axis=1))
    assert power[hz > 500].sum() > 0.7 * power.sum()
    assert power[(hz > 2000) & (hz < 5000)].sum() < 1e-3 * power.sum()


def cues(*spans):
    return tuple(Cue("cue", Utterance("x"), start, end - start) for start, end in spans)


@pytest.mark.parametrize("guide", GUIDES)
def test_under_words_the_guide_is_20_db_below_them_even_at_its_loudest(guide):
    crest = breaths(("inhale", 4000), ("exhale", 6000)).phases
    chapter = Chapter("", None, 12_800, phases=crest, cues=cues((4300, 4900)))
    assert 20 < below_words(part(in_stereo(chapter, guide=guide), 4300, 4900)) < 24


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_stays_ducked_in_a_short_gap_between_words_and_not_in_a_long_one(guide):
    phases = breaths(("move", 9000)).phases
    levels = {}
    for gap in (1000, SHORT_GAP_MS, 2500):
        chapter = Chapter("", None, 12_800, phases=phases, cues=cues((2000, 3000), (3000 + gap, 6500)))
        sound = in_stereo(chapter, guide=guide)
        levels[gap] = level_db(part(sound, 2900 + gap - 300, 2900 + gap)) - level_db(part(sound, 2500, 2800))
    assert abs(levels[1000]) < 1
    assert abs(levels[SHORT_GAP_MS]) < 1
    assert levels[2500] > 11
    assert SHORT_GAP_MS > 2 * RELEASE_MS


@pytest.mark.parametrize("bed", get_args(BedName))
def test_a_bed_is_6_lu_below_the_guide_in_every_phase(bed):
    chapter = breaths(*BOX, reps=2)
    background = in_stereo(chapter, guide="none", bed=bed)
    for guide in GUIDES:
        sound = in_stereo(chapter, guide=guide)
        for phase in chapter.phases[4:]:
            above, under = (level_db(part(each, phase.start, phase.end)) for each in (sound, background))
            assert above - under > 6, phase.kind
