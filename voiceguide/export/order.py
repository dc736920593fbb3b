"""What a listener wants of a session, and the writing of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from voiceguide.export.encoding import Encoding
from voiceguide.export.kept import KeptChapters
from voiceguide.export.labels import Labels
from voiceguide.export.parts import Part, part_for_each_chapter, playlist, playlist_in
from voiceguide.export.session import Exported, cover_of, export_session
from voiceguide.export.side_by_side import OnProgress, Stopped, side_by_side, unheeded
from voiceguide.export.strangers import refuse_overwriting
from voiceguide.storage.atomic import behind_links, making_folder, replacing, sweep
from voiceguide.timeline.model import Timeline

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix


@dataclass(frozen=True, slots=True)
class Order:
    """The files that are wanted.

    Attributes:
        target: the file, or the folder of a session that is split.
        encoding: bit rate and channels.
        suffix: how the name of every file of sound ends.
        split: a file for each chapter, and a playlist.
        texts: forms of the cue sheet to stand beside each file, such as `lrc`.
        comment: what tags say about how the session was made.
        force: whether files that voiceguide did not make may be replaced.
    """

    target: Path
    suffix: str
    encoding: Encoding
    split: bool = False
    texts: tuple[str, ...] = ()
    comment: str = ""
    force: bool = False

    def parts(self, timeline: Timeline) -> tuple[Part, ...]:
        """A session's files of sound."""
        if self.split:
            return part_for_each_chapter(timeline, self.target, self.suffix, self.comment)
        return (Part(self.target, timeline, Labels.of(timeline, self.comment)),)


def deliver(
    order: Order, timeline: Timeline, mix: Mix, *, kept: KeptChapters | None = None, on_progress: OnProgress = unheeded
) -> tuple[Exported, ...]:
    """Write what was ordered: sound, then the texts beside it, then the playlist.

    Args:
        mix: called from several threads at a time.
        kept: where chapters that were encoded before are found, and these are kept.

    Raises:
        ExportError: a file stands in the way, or the target cannot be written.
    """
    parts = order.parts(timeline)
    if not order.force:
        refuse_overwriting(_targets(order, parts))
    if order.split:
        making_folder(order.target)
    sweep(order.target if order.split else behind_links(order.target).parent)
    written = _written(parts, order.encoding, mix, cover_of(timeline, kept), kept, on_progress)
    if order.texts:
        from voiceguide.formats.named import FORMS

        for part in parts:
            for form in order.texts:
                _write_text(part.path.with_suffix(f".{form}"), FORMS[form](part.timeline))
    if order.split:
        _write_text(playlist_in(order.target), playlist(timeline.title, parts))
    return written


def _targets(order: Order, parts: Sequence[Part]) -> Iterator[Path]:
    """Every file that will be written."""
    for part in parts:
        yield part.path
        yield from (part.path.with_suffix(f".{form}") for form in order.texts)
    if order.split:
        yield playlist_in(order.target)


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text.encode())


def _written(
    parts: Sequence[Part],
    encoding: Encoding,
    mix: Mix,
    picture: bytes,
    kept: KeptChapters | None,
    on_progress: OnProgress,
) -> tuple[Exported, ...]:
    """The files of sound, longest first, on all cores."""
    done: list[Sequence[int]] = [[0] * len(part.timeline.chapters) for part in parts]
    written: dict[int, Exported] = {}

    def writing(number: int, part: Part) -> Callable[[Event], None]:
        def write(stopped: Event) -> None:
            def watch(progress: Sequence[int]) -> None:
                if stopped.is_set():
                    raise Stopped
                done[number] = progress

            written[number] = export_session(
                part.timeline,
                mix,
                part.path,
                encoding=encoding,
                labels=part.labels,
                picture=picture,
                kept=kept,
                on_progress=watch,
            )

        return write

    longest_first = sorted(enumerate(parts), key=lambda each: -each[1].timeline.duration)
    side_by_side([writing(*each) for each in longest_first], lambda: on_progress(tuple(chain.from_iterable(done))))
    return tuple(written[number] for number in range(len(parts)))
