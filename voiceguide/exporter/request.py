"""Export requests, and how they are carried out: files of sound, texts beside them, and a playlist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from voiceguide.exporter.file import Exported, cover_of, export_session
from voiceguide.exporter.forms import FILE_FORMS
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.mp3_file import ChapterCache
from voiceguide.exporter.overwrite import is_ours, refuse_overwriting
from voiceguide.exporter.parallel import OnProgress, Stopped, in_parallel, unheeded
from voiceguide.exporter.tags import ARTIST, Labels
from voiceguide.formats.captions import CAPTIONS, CaptionName, one_line
from voiceguide.formats.sheet import CueSheet
from voiceguide.storage.atomic import behind_links, making_folder, replacing, sweep
from voiceguide.storage.names import as_on_disk, nfc, safe_name
from voiceguide.timeline.model import Timeline
from voiceguide.units import SAMPLE_RATE

if TYPE_CHECKING:
    from voiceguide.mix.chapter import Mix


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of sound to be written: its path, its content, and the words of its tags."""

    path: Path
    timeline: Timeline
    labels: Labels


def playlist_in(folder: Path) -> Path:
    """The path of a folder's playlist."""
    return as_on_disk(folder / f"{safe_name(folder.resolve().name)}.m3u8")


def playlist(title: str, parts: Sequence[OutputFile]) -> str:
    """An extended M3U in UTF-8: duration in seconds, artist and title of every part, and its file beside the playlist."""
    lines = ["#EXTM3U", f"#PLAYLIST:{one_line(title)}"]
    for part in parts:
        seconds = round(part.timeline.duration / 1000)
        lines += [f"#EXTINF:{seconds},{ARTIST} - {one_line(part.labels.title)}", part.path.name]
    return "\n".join([*lines, ""])


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The files that are wanted.

    Attributes:
        target: the file, or the folder of a session that is split.
        encoding: bit rate and channels.
        suffix: how the name of every file of sound ends.
        split: a file for each chapter, and a playlist.
        texts: captions to stand beside each file, by their names in `CAPTIONS`.
        comment: what tags say about how the session was made.
        force: whether files that voiceguide did not make may be replaced.
        sheet: writes down the timeline that each file carries.
    """

    target: Path
    suffix: str
    encoding: Encoding
    split: bool = False
    texts: tuple[CaptionName, ...] = ()
    comment: str = ""
    force: bool = False
    sheet: Callable[[Timeline], CueSheet] = CueSheet.of

    @property
    def chapter_encoding(self) -> Encoding | None:
        """How each chapter is encoded by itself; None where a session is encoded as a whole."""
        is_mp3 = self.suffix.lower() == ".mp3"
        return self.encoding if is_mp3 and self.encoding.rate == SAMPLE_RATE else None

    def parts(self, timeline: Timeline) -> tuple[OutputFile, ...]:
        """A session's files of sound. Those of chapters are numbered, so that they sort in the order of the session."""
        if not self.split:
            return (OutputFile(self.target, timeline, replace(Labels.of(timeline, self.comment), sheet=self.sheet)),)
        count = len(timeline.chapters)
        digits = max(2, len(str(count)))
        return tuple(
            OutputFile(
                as_on_disk(self.target / f"{number:0{digits}} {safe_name(chapter.title, 'chapter')}{self.suffix}"),
                replace(timeline, title=chapter.title, chapters=(chapter,), notes=()),
                Labels(chapter.title, timeline.title, self.comment, number, count, self.sheet),
            )
            for number, chapter in enumerate(timeline.chapters, start=1)
        )

    def targets(self, timeline: Timeline) -> tuple[Path, ...]:
        """Every file that will be written: sound, the texts beside it, the playlist."""
        files = [path for part in self.parts(timeline) for path in (part.path, *_beside(part.path, self.texts))]
        return (*files, playlist_in(self.target)) if self.split else tuple(files)


def _beside(path: Path, forms: Iterable[str] = CAPTIONS) -> list[Path]:
    """The texts beside a file of sound."""
    return [path.with_suffix(f".{form}") for form in forms]


def export_files(
    request: ExportRequest,
    timeline: Timeline,
    mix: Mix,
    *,
    cache: ChapterCache | None = None,
    on_progress: OnProgress = unheeded,
) -> tuple[Exported, ...]:
    """Write the requested files: sound, then the texts beside it, then the playlist.

    Args:
        mix: called from several threads at a time.
        cache: holds the chapters of earlier exports, and gets those of this one.

    Raises:
        ExportError: a file that voiceguide did not make would be replaced, or the target cannot be written.
    """
    parts = request.parts(timeline)
    if not request.force:
        refuse_overwriting(request.targets(timeline))
    if request.split:
        making_folder(request.target)
    sweep(request.target if request.split else behind_links(request.target).parent)
    written = _write_parts(parts, request.encoding, mix, cover_of(timeline, cache), cache, on_progress)
    for part in parts:
        for form, path in zip(request.texts, _beside(part.path, request.texts), strict=True):
            _write_text(path, CAPTIONS[form].write(part.timeline))
    if request.split:
        _write_text(playlist_in(request.target), playlist(timeline.title, parts))
    return written


def _write_text(path: Path, text: str) -> None:
    with replacing(path) as file:
        file.write(text.encode())


def _write_parts(
    parts: Sequence[OutputFile],
    encoding: Encoding,
    mix: Mix,
    picture: bytes,
    cache: ChapterCache | None,
    on_progress: OnProgress,
) -> tuple[Exported, ...]:
    """Write the files of sound on all cores, the longest first."""
    done: list[Sequence[int]] = [[0] * len(part.timeline.chapters) for part in parts]
    written: dict[int, Exported] = {}

    def write(number: int, part: OutputFile, stopped: Event) -> None:
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
            cache=cache,
            on_progress=watch,
        )

    longest_first = sorted(enumerate(parts), key=lambda each: -each[1].timeline.duration)
    jobs = [partial(write, *each) for each in longest_first]
    in_parallel(jobs, lambda: on_progress(tuple(chain.from_iterable(done))))
    return tuple(written[number] for number in range(len(parts)))


def stale_tracks(request: ExportRequest, timeline: Timeline) -> list[Path]:
    """The tracks of an earlier split of the same session that this request will not replace, and the texts beside them.

    To be called before the export, because the old playlist names the session and its tracks. Files that it does not name, or
    that have no cue sheet inside, are not stale. Nothing is removed here.
    """
    if not request.split:
        return []
    return stale_in(request.target, timeline.title, {part.path.stem for part in request.parts(timeline)})


def stale_in(folder: Path, title: str, stems: Collection[str]) -> list[Path]:
    """The same in a folder: what its playlist lists of the session of that title, but for the names `stems`, without suffix."""
    found = []
    for track in _listed(playlist_in(folder), title):
        if track.stem not in stems and track.is_file() and is_ours(track):
            found += [track, *(text for text in _beside(track) if text.is_file() and is_ours(text))]
    return found


def not_just_written(old: Sequence[Path], request: ExportRequest, timeline: Timeline) -> list[Path]:
    """The stale tracks that are not files of the new export, once it is written.

    If a title changed only in its capitals, its stale track and its new file are one file where the file system ignores case,
    as on macOS and Windows.
    """
    sounds = [part.path for part in request.parts(timeline)]
    there = [path for sound in sounds for path in (sound, *_beside(sound)) if path.is_file()]
    return [path for path in old if path.is_file() and not any(path.samefile(other) for other in there)]


def remove_stale(tracks: Sequence[Path]) -> list[Path]:
    """Remove stale tracks; those that cannot be removed stay. Returns those that were."""
    removed = []
    for path in tracks:
        with suppress(OSError):
            path.unlink()
            removed.append(path)
    return removed


def _listed(playlist: Path, title: str) -> Iterator[Path]:
    """The files of sound that a playlist lists beside itself; none if it is missing or of another session."""
    try:
        lines = playlist.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    if nfc(f"#PLAYLIST:{one_line(title)}") not in map(nfc, lines):
        return
    for line in lines:
        track = as_on_disk(playlist.parent / line)
        if line == Path(line).name and track.suffix.lower() in FILE_FORMS:
            yield track
