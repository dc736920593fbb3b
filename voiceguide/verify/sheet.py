"""What an export says about itself: its cue sheet and its chapters."""

# mypy: untyped-calls-exclude=mutagen

import json
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voiceguide.timeline.sheet import FORMAT, LANGUAGES, SHEET_NAME
from voiceguide.units import Ms


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a session, with its words or its title; in milliseconds from the session's start."""

    start: Ms
    duration: Ms
    text: str

    @property
    def end(self) -> Ms:
        return self.start + self.duration


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cue sheet as it was read: what can be heard and seen of it."""

    duration: Ms
    utterances: tuple[Span, ...]
    chapters: tuple[Span, ...]
    bells: tuple[Span, ...]


def read_sheet(path: Path) -> Sheet | None:
    """The cue sheet in a file's ID3 tag; None where there is none that can be read."""
    try:
        sheet = json.loads(sheet_text(path) or "")
        return _sheet(sheet) if sheet["format"] == FORMAT else None
    except (ValueError, KeyError, TypeError):
        return None


def sheet_text(path: Path) -> str | None:
    """The text of the cue sheet in a file's ID3 tag; None where there is none."""
    data = [frame.data for frame in _frames(path, "GEOB") if frame.desc == SHEET_NAME]
    return data[0].decode(errors="replace") if len(data) == 1 else None


def language_of(path: Path) -> str:
    """The language that a file's tag names, as a BCP 47 tag; English where it names none that is known."""
    named = [str(text) for frame in _frames(path, "TLAN") for text in frame.text]
    return next((ours for ours, code in LANGUAGES.items() if code in named), "en")


def wanted_loudness(path: Path) -> float | None:
    """The `--loudness` in the command with which a file was made, as its comment tells; None where it tells none."""
    for frame in _frames(path, "COMM"):
        with suppress(ValueError, IndexError):
            words = shlex.split(str(frame.text[0]))
            return float(words[words.index("--loudness") + 1])
    return None


def read_chapters(path: Path) -> tuple[Span, ...]:
    """The chapters that a player shows, in the order of their times."""
    chapters = _frames(path, "CHAP")
    spans = [Span(chap.start_time, chap.end_time - chap.start_time, _title(chap)) for chap in chapters]
    return tuple(sorted(spans, key=lambda span: span.start))


def _frames(path: Path, name: str) -> list[Any]:
    """The frames of a name in the ID3 tag of an MP3 or a WAV; none where there is no tag."""
    from mutagen import MutagenError
    from mutagen.id3 import ID3
    from mutagen.wave import WAVE

    try:
        tag = WAVE(path).tags if path.suffix.lower() == ".wav" else ID3(path)
    except MutagenError:
        return []
    return list(tag.getall(name)) if tag else []


def _title(chap: Any) -> str:
    return str(chap.sub_frames["TIT2"].text[0]) if "TIT2" in chap.sub_frames else ""


def _sheet(sheet: dict[str, Any]) -> Sheet:
    def spans(kind: str, text: str) -> tuple[Span, ...]:
        return tuple(Span(each["start_ms"], each.get("duration_ms", 0), each[text]) for each in sheet[kind])

    return Sheet(sheet["duration_ms"], spans("utterances", "text"), spans("chapters", "title"), spans("bells", "name"))
