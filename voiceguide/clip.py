"""Clips: audio with its sample rate, decoded, trimmed, resampled, or converted to 16-bit.

pydub decodes files, to integers; inside the program samples are float32.
"""

import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceguide.errors import SoundError
from voiceguide.units import Ms, gain, ms_from_frames

Samples = NDArray[np.float32]
"""Sound as float32, shape (frames, channels), range [-1, 1]."""

AUDIBLE_DB = -45.0
"""Samples this far below a clip's own peak count as silence."""

FADE_IN_MS: Ms = 2
FADE_OUT_MS: Ms = 4
"""Fades long enough that no edge clicks, and short enough that no consonant is softened."""

FADED_DB = -120.0
"""The gain at the silent end of a fade."""

PCM32_SCALE = 1 << 31
"""32-bit steps in 1.0. It is a power of two, so the conversion from float32 loses nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Audio with its sample rate (frames a second). `samples` has shape (frames, channels)."""

    samples: Samples
    rate: int

    def __post_init__(self) -> None:
        if self.samples.ndim != 2 or self.samples.dtype != np.float32:
            raise TypeError(
                f"Expected float32 samples of shape (frames, channels), got {self.samples.dtype} of shape {self.samples.shape}"
            )

    @property
    def frames(self) -> int:
        return int(self.samples.shape[0])

    @property
    def channels(self) -> int:
        return int(self.samples.shape[1])

    @property
    def duration(self) -> Ms:
        """Milliseconds, rounded up. Valid only for clips at `units.SAMPLE_RATE`."""
        return ms_from_frames(self.frames)


def decode(path: Path) -> Clip:
    """The sound of a file, at the file's own rate and number of channels.

    WAV is recognised by its content. All other formats need ffmpeg.

    Raises:
        SoundError: the file cannot be read or holds no sound, or ffmpeg is needed and not installed.
    """
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pydub warns of a missing ffprobe before it fails without it
            head = file.read(12)
            file.seek(0)
            is_wav = head[:4] == b"RIFF" and head[8:] == b"WAVE"
            return _clip(_segment_type().from_file(file, format="wav" if is_wav else None))
    except Exception as error:  # for a damaged file pydub raises all kinds of errors, IndexError included
        if isinstance(error, OSError) and not path.is_file():
            reason = f"{error.strerror}."
        elif isinstance(error, FileNotFoundError):
            reason = "It is not plain WAV, and other formats need ffmpeg, which is not installed."
        else:
            reason = "It holds no sound that can be decoded."
        raise SoundError(
            f"{path} cannot be read as a sound. {reason} Expected a sound file, such as WAV or MP3."
        ) from error


def audible_span(samples: Samples, db: float = AUDIBLE_DB) -> tuple[int, int]:
    """The first audible frame and the one after the last; (0, 0) for silence. Audible is what exceeds the peak plus `db`."""
    levels = np.abs(samples[:, 0]) if samples.shape[1] == 1 else np.abs(samples).max(axis=1)
    audible = levels > levels.max(initial=0) * np.float32(gain(db))
    return (int(audible.argmax()), audible.size - int(audible[::-1].argmax())) if audible.any() else (0, 0)


def trim(clip: Clip) -> Clip:
    """The audible part of a clip, exact to the frame, with its ends faded over a few ms. Silence gives an empty clip."""
    start, end = audible_span(clip.samples)
    samples = clip.samples[start:end].copy()
    fade_in, fade_out = (min(ms * clip.rate // 1000, len(samples) // 2) for ms in (FADE_IN_MS, FADE_OUT_MS))
    if fade_in and fade_out:
        faded = gain(FADED_DB)
        samples[:fade_in] = _ramped(samples[:fade_in], faded, 1.0)
        samples[-fade_out:] = _ramped(samples[-fade_out:], 1.0, faded)
    return Clip(samples, clip.rate)


def _ramped(samples: Samples, first: float, last: float) -> Samples:
    """Samples times a gain that moves linearly from `first` towards `last`.

    They are rounded down to 32-bit steps, as pydub does, so that clips are equal, bit for bit, to those already in a cache.
    """
    gains = np.linspace(first, last, len(samples), endpoint=False)[:, np.newaxis]
    steps = np.trunc(np.clip(samples, -1, 1) * PCM32_SCALE)
    return (np.floor(steps * gains) / PCM32_SCALE).astype(np.float32)


def mono(clip: Clip) -> Clip:
    """The clip with one channel, the mean of all."""
    return clip if clip.channels == 1 else Clip(clip.samples.mean(axis=1, keepdims=True, dtype=np.float32), clip.rate)


def resample(clip: Clip, rate: int) -> Clip:
    """The clip at another rate, in frames a second."""
    if rate == clip.rate:
        return clip
    import soxr

    return Clip(soxr.resample(clip.samples, clip.rate, rate), rate)


def finite(samples: Samples) -> Samples:
    """The same samples with NaN replaced by silence and infinity by full scale."""
    with np.errstate(over="ignore", invalid="ignore"):
        if np.isfinite(samples.sum()):
            return samples
    return np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0)


def to_int16(samples: Samples, full_scale: int = 32767) -> NDArray[np.int16]:
    """Samples rounded to 16-bit steps; 1.0 is the step `full_scale`, 32767 or 32768.

    Samples beyond full scale are clipped; NaN becomes silence.
    """
    scaled = np.clip(finite(samples), np.float32(-1), np.float32(32767 / full_scale))
    scaled *= np.float32(full_scale)
    return np.rint(scaled, out=scaled).astype(np.int16)


def _clip(segment: Any) -> Clip:
    steps = np.frombuffer(segment.raw_data, f"i{segment.sample_width}")
    samples = np.multiply(steps, np.float32(0.5 ** (8 * segment.sample_width - 1)), dtype=np.float32)
    return Clip(samples.reshape(-1, segment.channels), segment.frame_rate)


@cache
def _segment_type() -> Any:
    """pydub's AudioSegment. Its import warns of old syntax, audioop and a missing ffmpeg, which does not concern users."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment
    return AudioSegment


def pcm16(samples: Samples) -> bytes:
    """Samples in [-1, 1] as interleaved little-endian 16-bit PCM, each to its nearest step.

    What is beyond full scale is held there, and what is no number is silence.
    """
    return to_int16(samples).astype("<i2", copy=False).tobytes()
