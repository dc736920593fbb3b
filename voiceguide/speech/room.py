"""What a microphone hears before and after the words."""

import numpy as np

from voiceguide.clip import Clip

WINDOW_MS = 10
ABOVE_FLOOR_DB = 10.0
"""What is so far above the room's own noise is somebody speaking."""

BELOW_LOUDEST_DB = 20.0
"""What is less than so far below the loudest is never taken for noise, however noisy the room."""

STEADY_MS = 60
"""Speech goes on for so long; what is shorter and stands alone is the click of the button."""

MARGIN_MS = 20
"""Left at both ends, so that soft first and last sounds stay."""


def without_room(clip: Clip) -> Clip:
    """A mono recording without the noise of the room around the words; as it is, where no words can be told from it."""
    window = max(clip.rate * WINDOW_MS // 1000, 1)
    whole = clip.samples[: clip.frames // window * window, 0].reshape(-1, window)
    if not len(whole):
        return clip
    loudness = np.sqrt(np.square(whole, dtype=np.float64).mean(axis=1))
    floor = np.quantile(loudness, 0.05) * 10 ** (ABOVE_FLOOR_DB / 20)
    heard = loudness > min(floor, loudness.max() * 10 ** (-BELOW_LOUDEST_DB / 20))
    steady = STEADY_MS // WINDOW_MS
    run = np.convolve(heard, np.ones(steady), "valid") == steady
    if not run.any():
        return clip
    first = int(run.argmax()) * window
    last = (len(run) - 1 - int(run[::-1].argmax()) + steady) * window
    margin = MARGIN_MS // WINDOW_MS * window
    return Clip(clip.samples[max(0, first - margin) : last + margin], clip.rate)
