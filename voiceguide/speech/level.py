"""One loudness for every clip, whatever the voice and the sentence."""

import numpy as np

from voiceguide.clip import Clip

SPEECH_DB = -23.0
"""RMS of the parts that are spoken, in dBFS: 20 dB for peaks, so that almost no clip meets `PEAK_DB`."""

PEAK_DB = -3.0
"""No sample goes above this, in dBFS. A clip that would stays quieter instead."""

WINDOW_MS = 20
GATE_DB = 25.0
"""Windows this far below the loudest are pauses, and do not count."""


def level(clip: Clip) -> Clip:
    """A mono clip brought to `SPEECH_DB`; silence stays silence."""
    peak = float(np.abs(clip.samples).max(initial=0))
    if not peak:
        return clip
    gain = min(_ratio(SPEECH_DB) / _spoken_rms(clip), _ratio(PEAK_DB) / peak)
    return Clip(clip.samples * np.float32(gain), clip.rate)


def _spoken_rms(clip: Clip) -> float:
    window = min(clip.frames, clip.rate * WINDOW_MS // 1000)
    whole = clip.samples[: clip.frames // window * window, 0].reshape(-1, window)
    power = np.square(whole, dtype=np.float32).mean(axis=1)
    return float(np.sqrt(power[power >= power.max() * 10 ** (-GATE_DB / 10)].mean()))


def _ratio(db: float) -> float:
    return float(10 ** (db / 20))
