"""Files that are not ours to replace."""

# mypy: untyped-calls-exclude=mutagen

from collections.abc import Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from voiceguide.atomic import refusal
from voiceguide.errors import ExportError
from voiceguide.export.labels import ARTIST
from voiceguide.names import nfc
from voiceguide.timeline.forms.spoken import one_line

TEXTS = (".lrc", ".vtt", ".m3u8")
TITLE_WITHIN = 2
"""Lines at the beginning of our texts, one of which names the session."""

_ARTIST_AND_ALBUM = (("TPE1", "TALB"), ("\xa9ART", "\xa9alb"), ("artist", "album"))
"""What ID3, MP4 and Vorbis comments call them."""


def keep_strangers(targets: Mapping[Path, str]) -> None:
    """See that no file would be lost: what is there must be an export of the session that its target has the title of.

    Raises:
        ExportError: one of the targets is something else.
    """
    for target, title in targets.items():
        if _is_there(target) and not is_export(target, title):
            raise ExportError(
                f"{target} is there already, and it is no export of '{title}'. "
                "Choose another name with -o, or replace it with --force."
            )


def _is_there(target: Path) -> bool:
    try:
        return target.is_file()
    except OSError as error:  # such as a name that is too long
        raise refusal(target, error) from error


def is_export(path: Path, title: str) -> bool:
    """Whether a file is an export of a session, whole or a part of it, told by its tags or its first lines."""
    if path.suffix.lower() in TEXTS:
        with path.open(encoding="utf-8", errors="replace") as file:
            return any(nfc(one_line(title)) in nfc(line) for line in islice(file, TITLE_WITHIN))
    return (ARTIST, nfc(one_line(title))) in {(artist, nfc(album)) for artist, album in _named(path)}


def _named(path: Path) -> set[tuple[str, str]]:
    """Artist and album as the tags of a file say them; nothing for a file without."""
    import mutagen
    from mutagen.id3 import ID3, TALB, TPE1

    found = set()
    tags: Any
    with suppress(Exception):  # mutagen lets anything escape from a damaged file, UnicodeDecodeError included
        if path.suffix.lower() == ".mp3":  # which may hold hours of words: only two frames are read
            tags = ID3(path, known_frames={"TPE1": TPE1, "TALB": TALB}, translate=False)
        else:
            tags = getattr(mutagen.File(path), "tags", None) or {}
        for artist, album in _ARTIST_AND_ALBUM:
            with suppress(KeyError, ValueError):
                found.add((_text(tags[artist]), _text(tags[album])))
    return found


def _text(value: Any) -> str:
    return str(value[0] if isinstance(value, list) else value)
