"""Scripts by name: a path, or one of those that come with the program."""

from contextlib import suppress
from pathlib import Path

from voiceguide.errors import ScriptNotFound
from voiceguide.problems import nearest
from voiceguide.storage.folders import bundled
from voiceguide.storage.names import as_on_disk


def bundled_scripts() -> tuple[Path, ...]:
    """The scripts that come with the program, in the order of their names."""
    return tuple(sorted(bundled("scripts").glob("*.md")))


def scripts_in(name: str) -> list[str]:
    """The scripts of a folder, in the order of their names; of anything else, or a folder without any, its name alone."""
    found: list[str] = []
    with suppress(OSError):  # such as a name that is too long: `find_script` says it
        found = sorted(str(path) for path in as_on_disk(Path(name)).glob("*.md") if path.is_file())
    return found or [name]


SOUNDS = (".mp3", ".wav", ".flac", ".opus", ".m4b", ".m4a", ".ogg")
"""What is no script, however large: told by its name, since reading it would only find strange characters."""


def find_script(name: str) -> Path:
    """The file that a name means.

    Raises:
        ScriptNotFound: there is no such file, and no bundled script of that name.
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
    hint = (
        nearest(path.stem, by_name)
        or f"; `voiceguide list` shows the bundled ones, such as '{next(iter(by_name), '')}'"
    )
    raise ScriptNotFound(f"There is no script '{name[:80]}': expected a file, or the name of a bundled script{hint}")
