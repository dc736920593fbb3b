"""What an earlier split of a session left in its folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from voiceguide.export.labels import ARTIST
from voiceguide.export.order import Order
from voiceguide.export.parts import playlist_in
from voiceguide.export.strangers import is_export
from voiceguide.names import as_on_disk
from voiceguide.timeline.model import Timeline

TEXTS = (".lrc", ".vtt")


def outdated(order: Order, timeline: Timeline) -> list[Path]:
    """The tracks of an earlier split of the same session that the one to come will not replace, and the texts beside them.

    Asked before that is written: the playlist that is there names the tracks. What it does not name, or what is not an export
    of the session, is not ours to judge. Nothing is removed here.
    """
    if not order.split:
        return []
    stems = {part.path.stem for part in order.parts(timeline)}
    found = []
    for track, title in _listed(playlist_in(order.target)):
        if track.stem not in stems and track.is_file() and is_export(track, timeline.title):
            texts = (track.with_suffix(suffix) for suffix in TEXTS)
            found += [track, *(text for text in texts if text.is_file() and is_export(text, title))]
    return found


def not_just_written(old: Sequence[Path], order: Order, timeline: Timeline) -> list[Path]:
    """Those of the outdated files that are no file of the export, once it is written.

    Where capitals make no difference, as on macOS and Windows, a track of an exercise that changed its capitals is both.
    """
    written = [part.path for part in order.parts(timeline)]
    written += [path.with_suffix(suffix) for path in written for suffix in TEXTS]
    there = [path for path in written if path.is_file()]
    return [path for path in old if path.is_file() and not any(path.samefile(other) for other in there)]


def _listed(playlist: Path) -> Iterator[tuple[Path, str]]:
    """The tracks of a playlist of ours, each with its title; none where there is no such playlist."""
    try:
        lines = playlist.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    title = ""
    for line in lines:
        if line.startswith("#EXTINF:"):
            title = line.partition(f",{ARTIST} - ")[2]
        elif title and not line.startswith("#") and line == Path(line).name:
            yield as_on_disk(playlist.parent / line), title
            title = ""
