"""`voiceguide draft`"""

from __future__ import annotations

import json as jsons
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import counted, print_data, print_path, print_results, quoted, say
from voiceguide.errors import DraftError
from voiceguide.storage.names import as_on_disk, in_unicode

if TYPE_CHECKING:
    from voiceguide.draft.drafts import Drafted

NOT_ALL_READ = 3
"""The exit status where an exercise could not be read; everything else was written."""

LONGEST_SOURCE = 200
"""Characters of the source that are quoted in one line."""


def draft(
    file: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="Text, Markdown, a saved web page, a PDF or a Word document; - reads standard input.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FOLDER",
            help="The folder for the scripts; made if need be. By default it is named after the article.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Show what is left out and why, and write nothing unless -o is given.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Show what was understood, for other programs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
) -> None:
    """Turn an article or a handout into scripts: one for each exercise, and a session of them all.

    Each is sure or to be checked: what is not certain is marked <!-- check: … --> beside it, and where the reader is not sure,
    the author's own sentences are spoken, with the count, the hold and the sides that they give once. The exit status
    is 3 where an exercise could not be read.

    [bold]voiceguide draft leaflet.pdf -o my-back[/bold]
    [bold]voiceguide draft article.html --report[/bold]   what is left out, and why
    [bold]pbpaste | voiceguide draft - -o my-back[/bold]
    """
    from voiceguide.draft.drafts import draft_article
    from voiceguide.draft.read import read_article
    from voiceguide.draft.write import save, scripts_of, slug

    name = "standard input" if file == "-" else in_unicode(file)
    drafted = draft_article(read_article(_bytes(file), name), "" if file == "-" else in_unicode(Path(file).stem))
    scripts = scripts_of(drafted)
    if json or report:
        _print_report(drafted, as_json=json)
    if output is not None or not (json or report):
        folder = as_on_disk(output if output is not None else Path(slug(scripts[0].title)))
        paths = save(scripts, folder, force=force)
        if not json and not report:
            for path in paths:
                print_path(path)
        _say_what_next(paths)
    _say_what_to_check(drafted)
    if drafted.lost:
        raise typer.Exit(NOT_ALL_READ)


def _bytes(file: str) -> bytes:
    from voiceguide.draft.read import MOST_BYTES

    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    path = as_on_disk(Path(file))
    if path.is_dir():
        raise DraftError(f"{file} is a folder: expected one file with an article.")
    try:
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise DraftError(f"{file} is not there: expected a file with an article, or - for standard input.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "no name for a file"
        raise DraftError(f"{file[:200]} cannot be read ({reason}): expected a file with an article.") from None


def _print_report(drafted: Drafted, *, as_json: bool) -> None:
    from voiceguide.draft.drafts import left_out, sheet

    if as_json:
        print_data(jsons.dumps(sheet(drafted), ensure_ascii=False, indent=1) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table("line", "left out", "why", box=None, pad_edge=False)
    for one in left_out(drafted):
        table.add_row(str(one.line), Text(one.text), Text(one.why))
    print_results(table)


def _say_what_to_check(drafted: Drafted) -> None:
    from voiceguide.draft.drafts import numbers_without_a_place
    from voiceguide.draft.write import summary

    say(f"{summary(drafted)}.")
    for exercise in drafted.read:
        if exercise.certainty == "check":
            say(f"  check '{exercise.title}': {'; '.join(exercise.to_check)}")
    for exercise in drafted.lost:
        told = " ".join(exercise.source)[:LONGEST_SOURCE]
        more = (
            f": {told}"
            if told not in ("", exercise.title)
            else ", for nothing that stands below it asks for a movement"
        )
        say(f"  '{exercise.title}' (line {exercise.line}) could not be read{more}")
    for one in numbers_without_a_place(drafted):
        say(f"  line {one.line}, {one.why}: {one.text[:LONGEST_SOURCE]}")


def _say_what_next(paths: list[Path]) -> None:
    session, *exercises = paths
    say(f"{session} is the session: it links the {counted(len(exercises), 'exercise')} beside it.")
    say(f"Then `voiceguide check {quoted(str(session.parent))}` and `voiceguide play {quoted(str(session))}`.")
