"""The overwrite check: a file is replaced only if its content says that voiceguide made it."""

# mypy: untyped-calls-exclude=mutagen

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from voiceguide.errors import ExportError
from voiceguide.exporter.tags import MP4_SHEET, VORBIS_SHEET
from voiceguide.formats.captions import CAPTIONS
from voiceguide.formats.sheet import SHEET_NAME
from voiceguide.storage.atomic import refusal

BEGINNINGS = {
    **{f".{name}": form.beginning for name, form in CAPTIONS.items()},
    ".json": re.compile(r'\{\n "(version": "1\.2\.0",\n "chapters": \[|format": "voiceguide-)'),
    ".csv": re.compile("started,day,heard_ms,|\ufefffile,language,text\n"),
    ".svg": re.compile(r'<svg [^>]*aria-labelledby="session-title session-desc">'),
    **dict.fromkeys(
        (".html", ".htm"), re.compile(r'<!DOCTYPE html>(\n<.*>)*\n<meta name="generator" content="voiceguide">')
    ),
    ".pdf": re.compile(r"%PDF-.*?\n/Creator \(voiceguide\)\n", re.DOTALL),
    ".xml": re.compile(r"<\?xml [^>]*>\n<rss .*?<generator>voiceguide</generator>", re.DOTALL),
    ".m3u8": re.compile(r"#EXTM3U\n#PLAYLIST:.*\n#EXTINF:\d+,voiceguide - "),
}
"""How voiceguide's texts begin, by suffix. They contain no cue sheet."""

MOST_READ = 1 << 20
"""How many characters of a text are searched for its beginning: titles may be long."""


def refuse_overwriting(
    targets: Iterable[Path], remedy: str = "Choose another name with -o, or replace it with --force."
) -> None:
    """Check that no file would be replaced that voiceguide did not make.

    Args:
        remedy: what a user can do, in whole sentences.

    Raises:
        ExportError: one of the targets exists and does not say that voiceguide made it.
    """
    for target in targets:
        if _is_there(target) and not is_ours(target):
            raise ExportError(f"{target} is there already, and nothing in it tells that voiceguide made it. {remedy}")


def is_ours(path: Path) -> bool:
    """Whether voiceguide made a file: it has a cue sheet in its tags, or is a text that begins as voiceguide's do."""
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
    with suppress(Exception):  # for a damaged file mutagen raises all kinds of errors, UnicodeDecodeError included
        if path.suffix.lower() == ".mp3":  # its tag may have hours of words, so only one kind of frame is read
            tags = ID3(path, known_frames={"GEOB": GEOB}, translate=False)
        else:
            tags = getattr(mutagen.File(path), "tags", None) or {}
        if isinstance(tags, ID3):
            return any(frame.desc == SHEET_NAME for frame in tags.getall("GEOB"))
        return MP4_SHEET in tags or VORBIS_SHEET in tags
    return False
