"""Where a decoder may begin in an exported MP3: at any chapter, for none borrows bits from the one before it."""

# mypy: untyped-calls-exclude=mutagen

from collections.abc import Iterable
from pathlib import Path

from voiceguide.export.mp3 import MP3_KBPS, Encoding, info_frame
from voiceguide.units import Ms

_FRAME_HEADER = 4
_MONO = 3


def entries(file: Path, starts: Iterable[Ms], duration: Ms) -> dict[Ms, int]:
    """The byte at which each chapter begins, by the time at which it starts; nothing for a file that is not as it was written.

    Args:
        starts: where the chapters of its cue sheet start, and
        duration: how long all of them are together; in milliseconds.
    """
    try:
        tag = _tag_size(file)
        with file.open("rb") as opened:
            opened.seek(tag)
            encoding = _encoding_of(opened.read(_FRAME_HEADER))
            if encoding is None:
                return {}
            expected = info_frame(duration, encoding)
            opened.seek(tag)
            if opened.read(len(expected)) != expected:
                return {}
    except Exception:  # noqa: BLE001 - mutagen lets anything escape from a damaged file
        return {}
    first = tag + len(expected)
    return {start: first + start * encoding.bytes_per_ms for start in starts}


def _tag_size(file: Path) -> int:
    """How many bytes the ID3 tag takes with which a file begins; 0 without one."""
    from mutagen.id3 import ID3, TIT2, ID3NoHeaderError

    try:
        return int(ID3(file, known_frames={"TIT2": TIT2}, translate=False).size)
    except ID3NoHeaderError:
        return 0


def _encoding_of(header: bytes) -> Encoding | None:
    """Bit rate and channels as the header of a frame tells them."""
    if len(header) < _FRAME_HEADER or header[:2] != b"\xff\xfb":
        return None
    rate = header[2] >> 4
    return Encoding(MP3_KBPS[rate - 1], header[3] >> 6 == _MONO) if 0 < rate <= len(MP3_KBPS) else None
