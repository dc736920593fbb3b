"""The check before files are written over: whatever does not say inside that voiceguide made it is kept."""

# mypy: untyped-calls-exclude=mutagen

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from voiceguide.errors import ExportError
from voiceguide.exporter.tags import MP4_SHEET, VORBIS_SHEET
from voiceguide.formats.sheet import SHEET_NAME
from voiceguide.storage.atomic import refusal

BEGINNINGS = {
    ".lrc": re.compile(r"\[ti:.*\n\[length:.*\n\[re:voiceguide\]\n"),
    ".vtt": re.compile(r"WEBVTT - .*\n\nNOTE 0:00 to [\d:]+: "),
    ".m3u8": re.compile(r"#EXTM3U\n#PLAYLIST:.*\n#EXTINF:\d+,voiceguide - "),
}
"""How our texts begin, by the suffix of their files. They hold no cue sheet."""

MOST_READ = 1 << 20
"""Letters of a text, in which its beginning is looked for: titles may be long."""


def refuse_overwriting(targets: Iterable[Path]) -> None:
    """See that nothing is lost that voiceguide did not make.

    Raises:
        ExportError: one of the targets is there and does not say that voiceguide made it.
    """
    for target in targets:
        if _is_there(target) and not is_ours(target):
            what = (
                "voiceguide did not write it"
                if target.suffix in BEGINNINGS
                else "it has no cue sheet of voiceguide inside"
            )
            raise ExportError(
                f"{target} is there already, and {what}. Choose another name with -o, or replace it with --force."
            )


def is_ours(path: Path) -> bool:
    """Whether voiceguide made a file: it has a cue sheet in its tags, or is a text that begins as ours do."""
    if beginning := BEGINNINGS.get(path.suffix.lower()):
        with path.open(encoding="utf-8", errors="replace") as file:
            return beginning.match(file.read(MOST_READ)) is not None
    return _holds_sheet(path)


def _is_there(target: Path) -> bool:
    try:
        return target.is_file()
    except OSError as error:  # such as a name that is too long
        raise refusal(target, error) from error


def _holds_sheet(path: Path) -> bool:
    import mutagen
    from mutagen.id3 import GEOB, ID3

    tags: Any
    with suppress(Exception):  # mutagen lets anything escape from a damaged file, UnicodeDecodeError included
        if path.suffix.lower() == ".mp3":  # which may hold hours of words: only one kind of frame is read
            tags = ID3(path, known_frames={"GEOB": GEOB}, translate=False)
        else:
            tags = getattr(mutagen.File(path), "tags", None) or {}
        if isinstance(tags, ID3):
            return any(frame.desc == SHEET_NAME for frame in tags.getall("GEOB"))
        return MP4_SHEET in tags or VORBIS_SHEET in tags
    return False
