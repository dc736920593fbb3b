"""Finds scripts by path or by name, reads them, and finds the files that a session links."""

import codecs
import re
import stat
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from voiceguide.errors import ScriptNotFound
from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.model import Link
from voiceguide.script.readable import LONGEST_TEXT
from voiceguide.storage.folders import bundled
from voiceguide.storage.names import as_on_disk, in_unicode


def bundled_scripts() -> tuple[Path, ...]:
    """The scripts that come with the program, sorted by name."""
    return tuple(sorted(bundled("scripts").glob("*.md")))


def scripts_in(name: str) -> list[str]:
    """The scripts in a folder, sorted by name; `[name]` for anything else, and for a folder without scripts."""
    found: list[str] = []
    with suppress(OSError):  # for example a name that is too long, which `find_script` reports
        found = sorted(str(path) for path in as_on_disk(Path(name)).glob("*.md") if path.is_file())
    return found or [name]


SOUNDS = (".mp3", ".wav", ".flac", ".opus", ".m4b", ".m4a", ".ogg")
"""Suffixes of sound files. They are refused by name, since the errors from reading them as text would not help."""


def find_script(name: str) -> Path:
    """The file of a script, given as a path or as the name of a bundled script.

    Raises:
        ScriptNotFound: there is neither, or the path is a folder, a sound file or out of reach.
    """
    path = as_on_disk(Path(name))
    try:
        if path.is_file() and path.suffix.lower() in SOUNDS:
            raise ScriptNotFound(f"'{name[:80]}' is sound: expected a script, which is a text file that ends in .md.")
        if path.is_file():
            return path
    except OSError as error:
        raise ScriptNotFound(f"'{name[:80]}' cannot be reached ({error.strerror}): expected a script.") from None
    by_name = {script.stem: script for script in bundled_scripts()}
    if name.removesuffix(".md") in by_name:
        return by_name[name.removesuffix(".md")]
    if path.is_dir():
        raise ScriptNotFound(f"'{name}' is a folder: expected a script, which is a file that ends in .md.")
    beside = f"{name}.md"
    hint = (
        (f"; did you mean '{beside}'?" if len(name) < 80 and as_on_disk(Path(beside)).is_file() else None)
        or nearest(path.stem, by_name)
        or f"; `voiceguide list` shows the bundled ones, such as '{next(iter(by_name), '')}'"
    )
    raise ScriptNotFound(f"There is no script '{name[:80]}': expected a file, or the name of a bundled script{hint}")


def with_line(name: str) -> tuple[str, int | None]:
    """A script's name without the line that `side-stretch.md:12` asks for, and that line, from 1; None where it asks for none.

    A column after the line, as editors and compilers write it, is left out.
    """
    asked = re.fullmatch(r"(?P<name>.+?):(?P<line>\d{1,7})(?::\d{1,7})?:?", name, re.DOTALL)
    with suppress(OSError):
        if asked and not as_on_disk(Path(name)).exists():
            return asked["name"], max(1, int(asked["line"]))
    return name, None


LONGEST_BYTES = 4 * LONGEST_TEXT
"""The largest file that is read: UTF-8 has at most four bytes a character."""


def real(path: Path) -> Path:
    """The absolute path with symbolic links and dots resolved, where that is possible."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def read_text(path: Path, shown: str, problems: Problems) -> str | None:
    """The text of a file; None, with the problem reported, where it cannot be read. `shown` is the path in places."""
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
    """The path that a link names, percent-decoded: `%20` is a space, and `%FC` a byte that is not UTF-8."""
    return unquote(link.target, errors="surrogateescape")


def linked_file(link: Link, folder: Path, root: Path, problems: Problems) -> Path | None:
    """The file that a link names, relative to `folder`; None, with the problem reported, if it is not a file in `root`."""
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
        problems.error(
            link.place, f"'{link.target[:60]}' leaves the session's folder: expected a file inside it; copy it there"
        )
        return None
    if not is_there:
        names = [in_unicode(file.name) for file in sorted(folder.glob("*.md")) if file.is_file()]
        ours = {script.name: script for script in bundled_scripts()}
        name = f"{Path(target).name.removesuffix('.md')}.md"
        is_ours = name in ours and name not in names
        hint = f"; copy {ours[name]} beside this file" if is_ours else nearest(Path(target).name, [*names, *ours])
        problems.error(link.place, f"'{link.target[:60]}' is not there{hint}")
        return None
    return found
