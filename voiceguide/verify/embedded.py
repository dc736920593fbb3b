"""Reads what is in the tag of an export: its cue sheet, chapters, language and loudness."""

# mypy: untyped-calls-exclude=mutagen

import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from voiceguide.errors import SheetError, SoundError
from voiceguide.formats.captions import one_line
from voiceguide.formats.read_sheet import LOUDNESSES, loudness_in, read_cue_sheet
from voiceguide.formats.sheet import LANGUAGES, SHEET_NAME
from voiceguide.timeline.model import Timeline
from voiceguide.units import Ms

MOST_TAG_BYTES = 128_000_000
"""The largest tag that is read. A session of 24 hours has a tag of some 60 MB."""

_HEADER = 10


@dataclass(frozen=True, slots=True)
class SheetSpan:
    """A span of a session with its words or its title, in milliseconds from the session's start."""

    start: Ms
    duration: Ms
    text: str

    @property
    def end(self) -> Ms:
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Sheet:
    """A timeline with its parts that can be compared with a file, in session time."""

    timeline: Timeline
    utterances: tuple[SheetSpan, ...]
    chapters: tuple[SheetSpan, ...]
    bells: tuple[SheetSpan, ...]

    @classmethod
    def of(cls, timeline: Timeline) -> Self:
        placed = tuple(timeline.placed())
        return cls(
            timeline,
            tuple(
                SheetSpan(start + cue.start, cue.duration, cue.utterance.text)
                for start, each in placed
                for cue in each.cues
            ),
            tuple(SheetSpan(start, chapter.duration, one_line(chapter.title)) for start, chapter in placed),
            tuple(SheetSpan(start + bell.start, 0, bell.name) for start, each in placed for bell in each.bells),
        )


def read_sheet(path: Path) -> Timeline:
    """The timeline of the cue sheet in a file's ID3 tag.

    Raises:
        SoundError: the file cannot be read.
        SheetError: the file has no cue sheet, or one that cannot be used.
    """
    return read_cue_sheet(_sheet_text(path), language_of(path))


def _sheet_text(path: Path) -> str:
    sheets = [frame.data for frame in _frames(path, "GEOB") if frame.desc == SHEET_NAME]
    if not sheets:
        raise SheetError(
            "none that can be read was found (not an MP3 or WAV of voiceguide, or another program rewrote the file)"
        )
    try:
        text: str = sheets[0].decode()
    except UnicodeDecodeError as error:
        raise SheetError(f"it is not in UTF-8 (byte {error.start})") from error
    return text


def language_of(path: Path) -> str:
    """The language in a file's tag, as a BCP 47 tag; English if it names none that is known."""
    named = [str(text) for frame in _frames(path, "TLAN") for text in frame.text]
    return next((ours for ours, code in LANGUAGES.items() if code in named), "en")


def cover_in(path: Path) -> bytes:
    """The cover in a file's tag, a JPEG; empty if it has none.

    Raises:
        SoundError: the file cannot be read.
    """
    return next((bytes(frame.data) for frame in _frames(path, "APIC")), b"")


def wanted_loudness(path: Path) -> float | None:
    """The loudness of words that a file was made for, in LUFS: as its cue sheet tells, else as the `--loudness` in the command
    with which it was made, in its comment; None where neither tells."""
    with suppress(SheetError):
        if (loudness := loudness_in(_sheet_text(path))) is not None:
            return loudness
    for frame in _frames(path, "COMM"):
        with suppress(ValueError, IndexError):
            words = shlex.split(str(frame.text[0]))
            wanted = float(words[words.index("--loudness") + 1])
            return wanted if LOUDNESSES[0] <= wanted <= LOUDNESSES[1] else None
    return None


def read_chapters(path: Path) -> tuple[SheetSpan, ...]:
    """The chapters that a player shows, sorted by time."""
    chapters = _frames(path, "CHAP")
    spans = [SheetSpan(chap.start_time, chap.end_time - chap.start_time, _title(chap)) for chap in chapters]
    return tuple(sorted(spans, key=lambda span: span.start))


def _frames(path: Path, name: str) -> list[Any]:
    """The frames with a name in the ID3 tag of an MP3 or a WAV; none if there is no tag or it cannot be read.

    Raises:
        SoundError: the file cannot be read, or its tag is too large.
    """
    from mutagen.id3 import ID3
    from mutagen.wave import WAVE

    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        raise SoundError(
            f"{path} cannot be read: {error.strerror or error}. Expected an MP3 or WAV from 'voiceguide export'."
        ) from error
    if head.startswith(b"ID3") and len(head) == _HEADER and (size := _tag_size(head)) > MOST_TAG_BYTES:
        raise SoundError(
            f"{path} has a tag of {size // 1_000_000} MB: expected an MP3 or WAV from 'voiceguide export', whose tags have "
            f"at most {MOST_TAG_BYTES // 1_000_000} MB."
        )
    try:
        tag = WAVE(path).tags if path.suffix.lower() == ".wav" else ID3(path)
    except Exception:  # noqa: BLE001 - for a damaged file mutagen raises all kinds of errors
        return []
    return list(tag.getall(name)) if tag else []


def _tag_size(head: bytes) -> int:
    """The size of a tag in bytes, from its header: four bytes with seven bits each (ID3v2.3, section 3.1)."""
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    return size


def _title(chap: Any) -> str:
    return str(chap.sub_frames["TIT2"].text[0]) if "TIT2" in chap.sub_frames else ""
