"""What an earlier split of a session left in its folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from voiceguide.export.forms import FORMS
from voiceguide.export.order import Order
from voiceguide.export.parts import playlist_in
from voiceguide.export.strangers import is_ours
from voiceguide.formats.captions import one_line
from voiceguide.storage.names import as_on_disk, nfc
from voiceguide.timeline.model import Timeline

TEXTS = (".lrc", ".vtt")


def outdated(order: Order, timeline: Timeline) -> list[Path]:
    """The tracks of an earlier split of the same session that the one to come will not replace, and the texts beside them.

    Asked before that is written: the playlist that is there names the session and the tracks. What it does not name, or has
    no cue sheet inside, stays. Nothing is removed here.
    """
    if not order.split:
        return []
    stems = {part.path.stem for part in order.parts(timeline)}
    found = []
    for track in _listed(playlist_in(order.target), timeline.title):
        if track.stem not in stems and track.is_file() and is_ours(track):
            texts = (track.with_suffix(suffix) for suffix in TEXTS)
            found += [track, *(text for text in texts if text.is_file() and is_ours(text))]
    return found


def not_just_written(old: Sequence[Path], order: Order, timeline: Timeline) -> list[Path]:
    """Those of the outdated files that are no file of the export, once it is written.

    Where capitals make no difference, as on macOS and Windows, a track of an exercise that changed its capitals is both.
    """
    written = [part.path for part in order.parts(timeline)]
    written += [path.with_suffix(suffix) for path in written for suffix in TEXTS]
    there = [path for path in written if path.is_file()]
    return [path for path in old if path.is_file() and not any(path.samefile(other) for other in there)]


def _listed(playlist: Path, title: str) -> Iterator[Path]:
    """The sounds that stand beside a playlist of ours and in it; none where it is another session's, or there is none."""
    try:
        lines = playlist.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return
    if nfc(f"#PLAYLIST:{one_line(title)}") not in map(nfc, lines):
        return
    for line in lines:
        track = as_on_disk(playlist.parent / line)
        if line == Path(line).name and track.suffix.lower() in FORMS:
            yield track
