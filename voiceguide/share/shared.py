"""What is shared: sessions with their sound, in a folder of the cache that lasts as long as the run."""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from voiceguide.errors import ShareError, SheetError
from voiceguide.share.page import asset, cues_json, list_page, session_page
from voiceguide.storage.folders import share_folder
from voiceguide.storage.names import safe_name
from voiceguide.timeline.model import Timeline
from voiceguide.verify.embedded import cover_in, read_sheet

MEDIA_TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav"}
"""The forms that can be shared, since they carry a cue sheet that can be read and every browser plays them."""

LONGEST_S = 24 * 3600
"""How long something can be shared. Folders that are older than twice that were left by runs that were killed."""


DOWNLOAD, HEARD = "download-", "heard-"
"""What stands before the name of a sound where it is to be kept, and where the page tells that it was heard to its end."""


@dataclass(frozen=True, slots=True)
class SharedSession:
    """A session that is shared: its timeline, its sound, and its cover as a JPEG, which may be empty."""

    timeline: Timeline
    sound: Path
    cover: bytes

    @classmethod
    def of(cls, sound: Path) -> "SharedSession":
        """The session in an exported file.

        Raises:
            ShareError: the file is none that voiceguide made, or has lost its cue sheet, or is of another form.
            SoundError: it cannot be read.
        """
        if sound.suffix.lower() not in MEDIA_TYPES:
            raise ShareError(f"{sound} cannot be shared: expected a script, or an MP3 or WAV from 'voiceguide export'.")
        try:
            timeline = read_sheet(sound)
        except SheetError as error:
            raise ShareError(
                f"{sound} cannot be shared: {error}. Expected a script, or an MP3 or WAV from 'voiceguide export'."
            ) from error
        return cls(timeline, sound, cover_in(sound))


@contextmanager
def sharing_folder() -> Iterator[Path]:
    """A folder in the cache for one run, removed at its end.

    Raises:
        ShareError: the cache cannot be written.
    """
    root = share_folder()
    try:
        root.mkdir(parents=True, exist_ok=True)
        made = TemporaryDirectory(dir=root, ignore_cleanup_errors=True)
    except OSError as error:
        raise cache_refused(error) from error
    for left in root.iterdir():
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > 2 * LONGEST_S:
                shutil.rmtree(left)
    with made as folder:
        yield Path(folder)


def cache_refused(error: OSError) -> ShareError:
    """The system's error about the part of the cache for what is shared, with a remedy."""
    return ShareError(
        f"The cache {share_folder()} cannot be written ({error.strerror}): make room, or get leave to write there."
    )


def copied(file: Path, folder: Path, number: int) -> SharedSession:
    """An exported file as it is now: what happens to it later does not change what is shared.

    Raises:
        ShareError, SoundError: as `SharedSession.of`, or the cache cannot be written.
    """
    SharedSession.of(file)  # before it is copied
    target = folder / f"{number}{file.suffix.lower()}"
    try:
        shutil.copyfile(file, target)
    except OSError as error:
        raise cache_refused(error) from error
    return SharedSession.of(target)


def sounds(sessions: Sequence[SharedSession]) -> dict[str, Path]:
    """The sound of each session, by its path after the secret."""
    return {f"{number}{each.sound.suffix}": each.sound for number, each in enumerate(sessions, start=1)}


def resources(sessions: Sequence[SharedSession]) -> dict[str, Response]:
    """All that is answered, by its path after the secret: pages, what they need, and sounds."""
    several = len(sessions) > 1
    made: dict[str, Response] = {
        "page.css": Response(asset("page.css"), media_type="text/css"),
        "page.js": Response(asset("page.js"), media_type="text/javascript"),
    }
    if several:
        made[""] = HTMLResponse(list_page([each.timeline for each in sessions]))
    for number, (each, sound) in enumerate(zip(sessions, sounds(sessions), strict=True), start=1):
        status = each.sound.stat()
        suffix = each.sound.suffix
        name = safe_name(each.timeline.title) + suffix
        page = session_page(each.timeline, number, sound, DOWNLOAD + sound, status.st_size, among_others=several)
        made[str(number) if several else ""] = HTMLResponse(page)
        made[sound] = FileResponse(each.sound, media_type=MEDIA_TYPES[suffix], stat_result=status)
        made[DOWNLOAD + sound] = FileResponse(
            each.sound, media_type=MEDIA_TYPES[suffix], stat_result=status, filename=name
        )
        made[HEARD + sound] = PlainTextResponse("Heard.\n")
        made[f"{number}.json"] = Response(cues_json(each.timeline), media_type="application/json")
        made[f"{number}.jpg"] = Response(each.cover, media_type="image/jpeg")
    return made
