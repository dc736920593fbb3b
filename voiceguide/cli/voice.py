"""A script with the voice that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.cli.console import progress, say
from voiceguide.cli.flags import SessionFlags
from voiceguide.units import clock_text, ms_from_seconds

if TYPE_CHECKING:
    from voiceguide.exporter.request import ExportRequest
    from voiceguide.playback.live import LiveSession
    from voiceguide.replay import ReplayedSession
    from voiceguide.session import Rendering


def rendering_spoken(script: str, flags: SessionFlags, request: ExportRequest | None = None) -> Rendering:
    """A script as the flags say, all its words spoken, with progress, and what an export needs besides made meanwhile.

    Raises:
        VoiceguideError: whatever keeps it from being made.
    """
    with speaking() as show:
        sound = _with_bed(rendering(script, flags, show))
        sound.prepared_for(request)
    return sound


def rendering_live(
    script: str,
    flags: SessionFlags,
    begin: Callable[[LiveSession], int],
    *,
    needs: bool,
    on_note: Callable[[str], None],
) -> LiveSession:
    """A script as it is played. A long bed is decoded first and, where it has to last a wanted time, its words are spoken;
    both with progress."""
    with nullcontext(lambda _: None) if flags["minutes"] is None else speaking() as show:
        return _with_bed(rendering(script, flags, show, on_note)).live(begin, needs=needs)


def _with_bed(sound: Rendering) -> Rendering:
    """The same, the files of its bed decoded, with progress."""
    with progress() as lines:
        line = lines.add("Decoding")

        def show(file: Path, seconds: float) -> None:
            decoded = clock_text(ms_from_seconds(seconds))
            lines.change(line, description=f"Decoding {file.name[:40]}, once: {decoded}")

        sound.decode_bed(show)
    return sound


@contextmanager
def speaking() -> Iterator[Callable[[str], None]]:
    """Shows as progress each text that it is told."""
    with progress() as lines:
        line = lines.add("Speaking")

        def show(text: str) -> None:
            lines.change(line, description=f"Speaking: {text[:40]}")

        yield show


def rendering(
    script: str,
    flags: SessionFlags,
    on_spoken: Callable[[str], None] = lambda _: None,
    on_note: Callable[[str], None] = say,
) -> Rendering:
    """A script as the flags say. Nothing is spoken yet."""
    from voiceguide.library import load, render

    return render(load(script), on_note=on_note, on_spoken=on_spoken, **flags)


def replayed(file: Path, flags: SessionFlags) -> ReplayedSession:
    """An export, with the voice that answers its listener.

    Raises:
        VoiceguideError: it is none, or the voice cannot speak.
    """
    from voiceguide.config import load_config
    from voiceguide.replay import ReplayedSession
    from voiceguide.speech.choose import Choice
    from voiceguide.storage.folders import clip_folder

    return Choice(flags["voice"], load_config()).speak(lambda engine: ReplayedSession(file, engine, clip_folder()), say)
