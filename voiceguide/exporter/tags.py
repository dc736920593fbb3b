"""The words of a file's tags, and the ID3 tag: title, cover, chapters, and the words with their times.

The tag is ID3v2.3, which every phone, car and desktop reads. Some do not read 2.4, which has nothing more that is needed here.
"""

# mypy: untyped-calls-exclude=mutagen

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any, Self

from voiceguide.errors import ExportError
from voiceguide.formats.captions import cues_in_time, one_line, writable
from voiceguide.formats.sheet import LANGUAGES, SHEET_NAME, SHEET_TYPE, CueSheet
from voiceguide.letters import main_language
from voiceguide.timeline.model import Timeline

if TYPE_CHECKING:
    from mutagen.id3 import CHAP, CTOC, SYLT, USLT


ARTIST = "voiceguide"
GENRE = "Exercise"

VORBIS_SHEET = "voiceguide_cue_sheet"
MP4_SHEET = f"----:voiceguide:{SHEET_NAME}"
"""The names of the cue sheet in the tags of FLAC and Opus, and of M4B."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a file's tags. `track` counts from 1, `tracks` is how many there are; `sheet` writes the timeline down."""

    title: str
    album: str
    comment: str = ""
    track: int = 1
    tracks: int = 1
    sheet: Callable[[Timeline], CueSheet] = CueSheet.of

    @classmethod
    def of(cls, timeline: Timeline, comment: str = "") -> Self:
        """Those of a whole session in one file."""
        return cls(timeline.title, timeline.title, comment)


UNDETERMINED = "und"

_LATIN1, _UTF16 = 0, 1
FRONT_COVER = 3
_IN_MILLISECONDS, _LYRICS = 2, 1
_TOP_LEVEL, _ORDERED = 2, 1
_NO_BYTE_OFFSET = 0xFFFFFFFF
_LONGEST_LIST = 255
_HEADER = 10
"""The bytes of a tag's header, and of a frame's (ID3v2.3, sections 3.1 and 3.3)."""


def id3_tag(timeline: Timeline, labels: Labels | None = None, cover: bytes = b"") -> bytes:
    """A session's ID3v2.3 tag: title, cover, words with their times, cue sheet and chapters.

    Args:
        labels: by default those of a whole session.
        cover: a JPEG, or empty.

    Raises:
        ExportError: it would be larger than a tag can be.
    """
    from mutagen import MutagenError
    from mutagen.id3 import APIC, COMM, GEOB, ID3, TALB, TCON, TIT2, TLAN, TLEN, TPE1, TRCK

    labels = labels or Labels.of(timeline)
    language = LANGUAGES.get(main_language(timeline.language), UNDETERMINED)
    tag = ID3()
    words: dict[Any, str] = {TIT2: one_line(labels.title), TPE1: ARTIST, TALB: one_line(labels.album), TCON: GENRE}
    plain: dict[Any, str] = {TRCK: f"{labels.track}/{labels.tracks}", TLAN: language, TLEN: str(timeline.duration)}
    for encoding, texts in ((_UTF16, words), (_LATIN1, plain)):
        for kind, text in texts.items():
            tag.add(kind(encoding=encoding, text=text))
    tag.add(GEOB(encoding=_LATIN1, mime=SHEET_TYPE, desc=SHEET_NAME, data=labels.sheet(timeline).to_json().encode()))
    if labels.comment:
        tag.add(COMM(encoding=_UTF16, lang=language, desc="", text=writable(labels.comment)))
    if cover:
        tag.add(APIC(encoding=_LATIN1, mime="image/jpeg", type=FRONT_COVER, desc="", data=cover))
    names = [_name(number) for number in range(len(timeline.chapters))]
    for frame in (*_words(timeline, language), *_chapters(timeline), *_contents(names)):
        tag.add(frame)
    buffer = BytesIO()
    try:
        tag.save(buffer, v2_version=3, padding=lambda _: 0)
    except (MutagenError, ValueError, struct.error) as error:  # the last two for a value too large for its field
        raise ExportError(
            f"The tags of '{labels.title[:60]}' are too large for ID3 ({error}): make the session shorter, or choose another "
            "form with --format."
        ) from error
    return _chapters_sorted(buffer.getvalue())


def _words(timeline: Timeline, language: str) -> "Iterator[USLT | SYLT]":
    """All words: as one text, and each cue with its time in milliseconds."""
    from mutagen.id3 import SYLT, USLT

    cues = [(one_line(cue.utterance.text), start) for start, cue in cues_in_time(timeline)]
    if cues:
        text = "\n".join(words for words, _ in cues)
        yield USLT(encoding=_UTF16, lang=language, desc="", text=text)
        yield SYLT(encoding=_UTF16, lang=language, format=_IN_MILLISECONDS, type=_LYRICS, desc="", text=cues)


def _chapters_sorted(tag: bytes) -> bytes:
    """The same tag with its chapters last, sorted by time: mutagen puts short frames first.

    Players that ignore the table of contents show chapters in the order of the file.
    """
    frames: list[bytes] = []
    position = _HEADER
    while position < len(tag):
        size = _HEADER + int.from_bytes(tag[position + 4 : position + 8])
        frames.append(tag[position : position + size])
        position += size
    frames.sort(key=_start_time)
    return tag[:_HEADER] + b"".join(frames)


def _start_time(frame: bytes) -> int:
    """A CHAP frame's start in milliseconds; -1 for every other frame."""
    if not frame.startswith(b"CHAP"):
        return -1
    after_name = frame.index(b"\0", _HEADER) + 1
    return int.from_bytes(frame[after_name : after_name + 4])


def _name(number: int) -> str:
    return f"chapter{number}"


def _chapters(timeline: Timeline) -> "Iterator[CHAP]":
    from mutagen.id3 import CHAP, TIT2

    for number, (start, chapter) in enumerate(timeline.placed()):
        yield CHAP(
            element_id=_name(number),
            start_time=start,
            end_time=start + chapter.duration,
            start_offset=_NO_BYTE_OFFSET,
            end_offset=_NO_BYTE_OFFSET,
            sub_frames=[TIT2(encoding=_UTF16, text=one_line(chapter.title))],
        )


def _contents(names: Sequence[str]) -> "Iterator[CTOC]":
    """The table of contents, nested if need be: a table can list at most 255 elements."""
    from mutagen.id3 import CTOC

    listed = names
    level = 0
    while len(listed) > _LONGEST_LIST:
        level += 1
        starts = range(0, len(listed), _LONGEST_LIST)
        parts = [f"contents{level}-{start}" for start in starts]
        for start, part in zip(starts, parts, strict=True):
            yield CTOC(element_id=part, flags=_ORDERED, child_element_ids=listed[start : start + _LONGEST_LIST])
        listed = parts
    yield CTOC(element_id="contents", flags=_TOP_LEVEL | _ORDERED, child_element_ids=listed)
