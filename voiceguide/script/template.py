"""A script to start from."""

import re
from importlib.resources import files
from pathlib import Path

from voiceguide.storage.atomic import behind_links
from voiceguide.storage.names import as_on_disk, in_unicode, nfc, safe_name


def write_template(name: str, folder: Path) -> Path:
    """Write the template as `side-stretch.md` for the name `Side stretch`, or to a path that ends in `.md`.

    Raises:
        FileExistsError: that file is there already.
        OSError: it cannot be written; an ExportError, which is one, where a symbolic link leads nowhere.
    """
    path = as_on_disk(Path(name) if name.endswith(".md") else folder / f"{_file_name(name)}.md")
    title = re.sub(r"[-_\s]+", " ", in_unicode(path.stem if name.endswith(".md") else name)).strip() or "Exercise"
    text = (files("voiceguide.script") / "template.md").read_text("utf-8")
    with behind_links(path).open("x", encoding="utf-8") as file:
        file.write(text.replace("TITLE", title[:1].upper() + title[1:]))
    return path


def _file_name(name: str) -> str:
    """A name that is safe on every system: letters, digits and dashes."""
    return safe_name(re.sub(r"[^\w]+", "-", nfc(name).lower()).strip("-"), "exercise")
