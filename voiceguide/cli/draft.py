"""`voiceguide draft`"""

from __future__ import annotations

import json as jsons
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.command_line import quoted
from voiceguide.cli.console import print_data, print_path, print_results, say
from voiceguide.errors import DraftError
from voiceguide.storage.names import as_on_disk, in_unicode

if TYPE_CHECKING:
    from voiceguide.draft.drafts import Script
    from voiceguide.draft.model import Understood


def draft(
    file: Annotated[
        str,
        typer.Argument(
            metavar="ARTICLE",
            help="Text, Markdown, a saved web page or a PDF; - reads standard input.",
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
        bool, typer.Option("--report", help="Show how each sentence was read, and write nothing unless -o is given.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Show the same for other programs.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there already.")] = False,
) -> None:
    """Turn an article or a handout into scripts: one for each exercise, and a session of them all.

    What was guessed is marked in them, and what an exercise says beyond it is kept as a comment.
    What belongs to no exercise is left out: see it with --report.

    [bold]voiceguide draft leaflet.pdf -o my-back[/bold]
    [bold]voiceguide draft article.html --report[/bold]   how each sentence was read
    [bold]pbpaste | voiceguide draft - -o my-back[/bold]
    """
    from voiceguide.draft.drafts import scripts_of, slug
    from voiceguide.draft.read import read_article
    from voiceguide.draft.save import save
    from voiceguide.draft.split import understand

    name = "standard input" if file == "-" else in_unicode(file)
    article = understand(read_article(_bytes(file), name))
    if json or report:
        _print_report(article, as_json=json)
        if output is None:
            return
    scripts = scripts_of(article, "" if file == "-" else in_unicode(Path(file).stem))
    folder = as_on_disk(output if output is not None else Path(slug(scripts[0].title)))
    paths = save(scripts, folder, force=force)
    if not json and not report:
        for path in paths:
            print_path(path)
    _say_what_next(scripts, paths)


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


def _print_report(article: Understood, *, as_json: bool) -> None:
    from voiceguide.draft.report import as_json as plain
    from voiceguide.draft.report import rows

    if as_json:
        sheet = {"title": article.title, "sentences": plain(article)}
        print_data(jsons.dumps(sheet, ensure_ascii=False, indent=1) + "\n")
        return
    from rich.table import Table
    from rich.text import Text

    table = Table("sentence", "taken for", "which means", "sure", box=None, pad_edge=False)
    exercise = ""
    for row in rows(article):
        if row.exercise != exercise:
            exercise = row.exercise
            table.add_row(Text(exercise, style="bold"))
        table.add_row(Text(row.sentence), row.role, Text(row.meaning), f"{row.confidence:.0%}")
    print_results(table)


def _say_what_next(scripts: list[Script], paths: list[Path]) -> None:
    guesses = sum(script.text.count("<!-- guessed -->") for script in scripts)
    unused = sum(script.text.count("<!-- not used:") for script in scripts)
    marked = [f"{_counted(guesses, 'guess', 'guesses')}"] if guesses else []
    marked += [f"{_counted(unused, 'sentence')} without a place"] if unused else []
    made = f"{_counted(len(scripts) - 1, 'exercise')} and a session."
    if marked:
        made += f" Marked <!-- … --> in them: {' and '.join(marked)}. Read them, and mend what is wrong."
    say(made)
    say(f"Then `voiceguide check {quoted(str(paths[0].parent))}` and `voiceguide play {quoted(str(paths[0]))}`.")


def _counted(number: int, one: str, several: str | None = None) -> str:
    return f"{number} {one if number == 1 else several or one + 's'}"
