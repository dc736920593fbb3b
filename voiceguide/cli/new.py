"""`voiceguide new`"""

import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from voiceguide.cli.console import print_path, say
from voiceguide.errors import ExportError
from voiceguide.storage.atomic import behind_links, refusal
from voiceguide.storage.names import as_on_disk, in_unicode, nfc, safe_name


def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="The exercise's name, or a file to write that ends in .md.", show_default=False
        ),
    ],
) -> None:
    """Write a script to start from, with every part explained.

    [bold]voiceguide new "Side stretch"[/bold]   writes side-stretch.md
    [bold]voiceguide new neck/nod[/bold]         writes nod.md in the folder neck
    """
    try:
        path = write_template(name, Path())
    except FileExistsError as error:
        raise ExportError(f"'{error.filename}' is there already, and is not replaced: choose another name.") from None
    except ExportError:
        raise
    except OSError as error:
        raise refusal(Path(error.filename or name), error) from None
    print_path(path)
    say(f"Write your exercise into it, then `voiceguide check {path}`.")


def write_template(name: str, folder: Path) -> Path:
    """Write the template as `side-stretch.md` for the name `Side stretch`, in the folder `neck` of it for `neck/Side stretch`,
    or to a path that ends in `.md`. A slash between spaces is one of the name.

    Raises:
        FileExistsError: that file is there already.
        OSError: it cannot be written; an ExportError, which is an OSError, if it is a symbolic link that leads nowhere.
    """
    if " / " not in name and not name.endswith(".md"):
        folder, name = folder / Path(name).parent, Path(name).name
    path = as_on_disk(Path(name) if name.endswith(".md") else folder / f"{_file_name(name)}.md")
    title = re.sub(r"[-_\s]+", " ", in_unicode(path.stem if name.endswith(".md") else name)).strip() or "Exercise"
    text = (files("voiceguide.script") / "template.md").read_text("utf-8")
    with behind_links(path).open("x", encoding="utf-8") as file:
        file.write(text.replace("TITLE", title[:1].upper() + title[1:]))
    return path


def _file_name(name: str) -> str:
    """A name that is safe on every system: letters, digits and dashes."""
    return safe_name(re.sub(r"[^\w]+", "-", nfc(name).lower()).strip("-"), "exercise")
