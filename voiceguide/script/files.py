"""Text from files, and files from links: nothing outside the session's folder, nothing that never ends."""

import codecs
import stat
from pathlib import Path
from urllib.parse import unquote

from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.model import Link
from voiceguide.script.readable import LONGEST_TEXT
from voiceguide.storage.names import as_on_disk, in_unicode

LONGEST_BYTES = 4 * LONGEST_TEXT


def real(path: Path) -> Path:
    """The path without symbolic links and dots, as far as there are such files."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def read_text(path: Path, shown: str, problems: Problems) -> str | None:
    """The text in a file; None, with the problem reported under the name `shown`, where there is none."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            kind = "a folder" if path.is_dir() else "a device or a pipe"
            problems.error(Place(shown, 1), f"cannot be read ({kind}): expected a Markdown file")
            return None
        with path.open("rb") as file:
            data = file.read(LONGEST_BYTES + 1).removeprefix(codecs.BOM_UTF8)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "no name for a file"
        problems.error(Place(shown, 1), f"cannot be read ({reason}): expected a Markdown file")
        return None
    if len(data) > LONGEST_BYTES:
        problems.error(Place(shown, 1), f"too large: expected at most {LONGEST_TEXT:,} characters")
        return None
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode().replace("\r\n", "\n").replace("\r", "\n")
        place = Place(shown, before.count("\n") + 1, len(before) - before.rfind("\n"))
        problems.error(place, "not UTF-8: expected a text file; save it again with that encoding")
        return None


def linked_name(link: Link) -> str:
    """The path that a link names: in links, `%20` stands for a space, and `%FC` for a byte that is no UTF-8."""
    return unquote(link.target, errors="surrogateescape")


def linked_file(link: Link, folder: Path, root: Path, problems: Problems) -> Path | None:
    """The file that a link in a `folder` means, which must be inside `root`; None, with the problem reported."""
    target = linked_name(link)
    if not target or "://" in target or target.startswith(("/", "#", "mailto:")):
        problems.error(link.place, f"'{link.target[:60]}': expected a file beside this one, such as 'side-stretch.md'")
        return None
    try:
        found = as_on_disk(folder / target).resolve()
        is_inside, is_there = found.is_relative_to(root), found.is_file()
    except (OSError, RuntimeError, ValueError):
        found, is_inside, is_there = folder, True, False
    if not is_inside:
        problems.error(link.place, f"'{link.target[:60]}' leaves the session's folder: expected a file inside it")
        return None
    if not is_there:
        names = [in_unicode(file.name) for file in sorted(folder.glob("*.md")) if file.is_file()]
        problems.error(link.place, f"'{link.target[:60]}' is not there{nearest(Path(target).name, names)}")
        return None
    return found
