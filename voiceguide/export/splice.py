"""Runs of MP3 frames joined in the middle of a sound that the encoders of both have heard.

So one chapter can be encoded on several cores: each encoder begins a little before its part, and has settled when its
frames are taken. Nothing is decoded or lost.

A frame is a head (its header and side information) and an area. Its data need not begin in its own area: the side
information says how many bytes before it they do, those of areas alone counted (the bit reservoir of ISO/IEC 11172-3). So
what the frames after a joint have in areas before it is copied there, over data of frames that are dropped.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain

from voiceguide.export.encoding import Encoding
from voiceguide.units import CHAPTER_GRID_MS, SAMPLE_RATE, Ms

OVERLAP_MS: Ms = 2 * CHAPTER_GRID_MS
"""How much of the end of one run is the beginning of the next."""

SETTLED = 20
"""Frames after which an encoder that began in the middle does much as one that has heard all."""

HEARD = 6
"""Frames after which it does so well enough, where no later frame can follow: nothing is heard of a joint there."""

UNAWARE = 4
"""Frames before its end in which an encoder does not yet hear that the sound breaks off."""

# The side information of MPEG-1 Layer III (ISO/IEC 11172-3, 2.4.1.7), in bits: the first 9 say how far back the data begin;
# it ends with two granules, each with a block for every channel. A block's 34th bit says that its window is no plain one.
_HEADER, _SIDE_INFO, _SIDE_INFO_MONO = 4, 32, 17
_GRANULES = 2
_BEGIN_BITS, _BLOCK_BITS, _SWITCHING_BIT = 9, 59, 33


class NoSplice(Exception):
    """There is no frame at which two runs can be joined."""


def spliced(runs: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The frames of a sound whose parts were encoded apart: each run ends in the `OVERLAP_MS` with which the next begins.

    Returns:
        Pieces, as many bytes together as the sound encoded at once.

    Raises:
        NoSplice: two of them cannot be joined; the pieces so far are of no use.
    """
    overlap = OVERLAP_MS * encoding.bytes_per_ms
    left = b""
    for run in runs:
        if left:
            yield left[:-overlap]
            run = _joined(_frames(left[-overlap:], encoding), _frames(run[:overlap], encoding)) + run[overlap:]
        left = run
    yield left


@dataclass(frozen=True, slots=True)
class _Frame:
    """A frame of a run.

    Attributes:
        head, area: its bytes.
        before: so many bytes before its area its data begin.
        begins_plain, ends_plain: whether the windows of its first and its last granule are plain ones, in every channel.
    """

    head: bytes
    area: bytes
    before: int
    begins_plain: bool
    ends_plain: bool


def _joined(ours: list[_Frame], theirs: list[_Frame]) -> bytes:
    """One run of frames, the first of which are ours and the others theirs.

    Raises:
        NoSplice: none of theirs can follow one of ours.
    """
    number = _joint(ours, theirs)
    frames = [*ours[:number], *theirs[number:]]
    areas, their_areas = (b"".join(frame.area for frame in run) for run in (frames, theirs))
    here = sum(len(frame.area) for frame in theirs[:number])
    begin = here - theirs[number].before
    areas = areas[:begin] + their_areas[begin:here] + areas[here:]
    ends = accumulate(len(frame.area) for frame in frames)
    return b"".join(frame.head + areas[end - len(frame.area) : end] for frame, end in zip(frames, ends, strict=True))


def _joint(ours: list[_Frame], theirs: list[_Frame]) -> int:
    """The best of their frames that may follow ours, by its number.

    It must not need more room before its area than our frame in its place has there, and its window must not be one that
    only fits another before it.
    """
    for number in chain(range(SETTLED, len(ours) - UNAWARE), range(SETTLED - 1, HEARD - 1, -1)):
        fits = theirs[number].before <= ours[number].before
        if fits and ours[number - 1].ends_plain and theirs[number].begins_plain:
            return number
    raise NoSplice


def _frames(run: bytes, encoding: Encoding) -> list[_Frame]:
    """A run of whole frames, one by one."""
    frames = []
    side_bytes = _SIDE_INFO_MONO if encoding.mono else _SIDE_INFO
    blocks = [_BLOCK_BITS * number for number in range(_GRANULES * encoding.channels, 0, -1)]
    start = 0
    while start < len(run):
        area = start + _HEADER + side_bytes
        end = start + 144_000 * encoding.kbps // SAMPLE_RATE + (run[start + 2] >> 1 & 1)
        side = int.from_bytes(run[start + _HEADER : area])
        before = side >> (8 * side_bytes - _BEGIN_BITS)
        plain = [not side >> (left - 1 - _SWITCHING_BIT) & 1 for left in blocks]
        first, last = plain[: encoding.channels], plain[encoding.channels :]
        frames.append(_Frame(run[start:area], run[area:end], before, all(first), all(last)))
        start = end
    return frames
