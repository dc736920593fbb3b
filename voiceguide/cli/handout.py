"""`voiceguide handout`"""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from voiceguide.breath import Pace, parse_pace
from voiceguide.cli.console import print_path, report, say
from voiceguide.cli.web_address import web_address
from voiceguide.errors import PaceError
from voiceguide.formats.printed import Paper
from voiceguide.storage.atomic import replacing
from voiceguide.storage.names import as_on_disk, safe_name
from voiceguide.timeline.model import Side

_chosen = partial(typer.Option, rich_help_panel="Session", metavar="NAME")


def _pace(text: str) -> Pace:
    try:
        return parse_pace(text)
    except PaceError as error:
        raise typer.BadParameter(str(error)) from None


def handout(
    script: Annotated[
        str, typer.Argument(metavar="SCRIPT", help="A script, or the name of a bundled one.", show_default=False)
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="A file that ends in .html or .pdf; by default SCRIPT.html here."
        ),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link", parser=web_address, metavar="URL", help="Where the session can be heard: printed as a QR code."
        ),
    ] = None,
    paper: Annotated[
        Paper | None, typer.Option("--paper", help="By default a4 for a PDF; for HTML the printer chooses.")
    ] = None,
    pace: Annotated[
        Pace | None,
        typer.Option(
            "--pace", "-p", parser=_pace, metavar="PACE", rich_help_panel="Session", help="The breath that is drawn."
        ),
    ] = None,
    with_: Annotated[
        list[str] | None, _chosen("--with", help="Take this variation or progression; may be repeated.")
    ] = None,
    only: Annotated[list[str] | None, _chosen(help="Only exercises with this in their name; may be repeated.")] = None,
    skip: Annotated[list[str] | None, _chosen(help="Leave exercises with this in their name out.")] = None,
    first_side: Annotated[Side, typer.Option(rich_help_panel="Session", help="The side to begin on.")] = "left",
) -> None:
    """Make a page to print: cautions first, one exercise a block, room for notes.

    [bold]voiceguide handout back-mobility[/bold]   writes back-mobility.html
    [bold]voiceguide handout back-mobility -o back.pdf --paper letter[/bold]
    [bold]voiceguide handout my-exercise.md --link https://example.org/my-exercise.mp3[/bold]   with a QR code
    """
    from voiceguide.exporter.browser import browser, print_to_pdf
    from voiceguide.formats.printed import handout as page_of
    from voiceguide.script.find import find_script
    from voiceguide.script.load import load
    from voiceguide.timeline.options import Options

    target = as_on_disk(output or Path(f"{safe_name(Path(script).stem)}.html"))
    if target.suffix.lower() not in (".html", ".htm", ".pdf"):
        raise typer.BadParameter(f"'{target.name}': expected a name that ends in .html or .pdf.", param_hint="--output")
    as_pdf = target.suffix.lower() == ".pdf"
    program = browser() if as_pdf else ""
    session = load(find_script(script))
    report(session.problems)
    options = Options(
        pace=pace,
        variations=tuple(with_ or ()),
        only=tuple(only or ()),
        skip=tuple(skip or ()),
        first_side=first_side,
    )
    page = page_of(session, options, link, paper or ("a4" if as_pdf else None)).encode("utf-8", "replace")
    data = print_to_pdf(page, program) if as_pdf else page
    with replacing(target) as file:
        file.write(data)
    if not sys.stdout.isatty():
        print_path(target)
    say(f"{target}: {'print it' if as_pdf else 'open it in a browser, and print it'}.")
