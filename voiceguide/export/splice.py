"""Runs of MP3 frames joined in the middle of a sound that the encoders of both have heard.

So one chapter can be encoded on several cores: each encoder begins a little before its part, and has settled when its
frames are taken. Nothing is decoded or lost. A frame's data may begin in the frames before it (the bit reservoir of ISO/IEC
11172-3): what begins there is copied over, into room that the other encoder had kept for frames that are dropped now.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from voiceguide.export.encoding import Encoding
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, Ms

OVERLAP_MS: Ms = 2 * CHAPTER_GRID_MS
"""How much of the end of one run is the beginning of the next: enough for almost any two to have a frame to be joined at."""

SETTLED = 20
"""Frames after which an encoder that began in the middle does as one that has heard all."""

UNAWARE = 4
"""Frames before its end in which an encoder does not yet hear that the sound breaks off."""

_HEADER = 4
_GRANULES = 2
_GRANULE_BITS = 59
_SWITCHING = 33
"""Where a granule's side information says that its window is no plain one."""


class NoSplice(Exception):
    """There is no frame at which two runs can be joined."""


def spliced(runs: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The frames of a sound whose parts were encoded apart: each run ends in the `OVERLAP_MS` with which the next begins.

    Returns:
        Pieces, as many bytes together as the sound encoded at once.

    Raises:
        NoSplice: the pieces so far are of no use.
    """
    overlap = OVERLAP_MS * encoding.bytes_per_ms
    left = b""
    for run in runs:
        if left:
            rest, end = len(left) - overlap, left[-overlap:]
            joint = _joint(_frames(end, encoding), _frames(run[:overlap], encoding))
            end = _with_data_of(run, joint, end[: joint[-1].start])
            yield left[:rest] + end
            run = run[joint[-1].start :]
        left = run
    yield left


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame in the bytes of a run.

    Attributes:
        start, area: where it begins, and where what follows its side information does.
        borrowed: how many bytes before its area its own data begin, those of other frames' areas alone counted.
        begins_plain, ends_plain: whether the windows of its first and its last granule are plain ones, in every channel.
    """

    start: int
    area: int
    borrowed: int
    begins_plain: bool
    ends_plain: bool


def _joint(before: list[_Frame], after: list[_Frame]) -> list[_Frame]:
    """The frames of the second run up to the first that may follow the frames of the first run.

    There must be room for what it has in frames before its own, and no window that only fits another beside it.

    Raises:
        NoSplice: there is none.
    """
    for number in range(SETTLED, len(before) - UNAWARE):
        new = after[number]
        if before[number].borrowed >= new.borrowed and before[number - 1].ends_plain and new.begins_plain:
            return after[: number + 1]
    raise NoSplice


def _with_data_of(run: bytes, frames: list[_Frame], before: bytes) -> bytes:
    """The frames before the last of some of a run, as the other encoder made them, but with the data of that last one."""
    *others, last = frames
    joined = bytearray(before)
    end, left = last.start, last.borrowed
    for frame in reversed(others):
        begin = max(end - left, frame.area)
        joined[begin:end] = run[begin:end]
        left -= end - begin
        end = frame.start
    return bytes(joined)


def _frames(run: bytes, encoding: Encoding) -> list[_Frame]:
    """Whole frames, told by their headers and their side information (ISO/IEC 11172-3, 2.4.1.3 and 2.4.1.7)."""
    frames = []
    side_bytes = 17 if encoding.mono else 32
    granules = [_GRANULE_BITS * number for number in range(_GRANULES * encoding.channels, 0, -1)]
    start = 0
    while start < len(run):
        area = start + _HEADER + side_bytes
        side = int.from_bytes(run[start + _HEADER : area])
        plain = [not side >> (left - 1 - _SWITCHING) & 1 for left in granules]
        borrowed = side >> (8 * side_bytes - 9)
        first, second = plain[: encoding.channels], plain[encoding.channels :]
        frames.append(_Frame(start, area, borrowed, all(first), all(second)))
        start += 144_000 * encoding.kbps // SAMPLE_RATE + (run[start + 2] >> 1 & 1)
    return frames
