"""`voiceguide handout`"""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from voiceguide.choice_rules import options_of
from voiceguide.cli.console import print_path, report, say
from voiceguide.cli.flags import Force, SessionFlags, file_to_write, web_address, with_flags
from voiceguide.formats.printed import Paper
from voiceguide.storage.atomic import replacing
from voiceguide.storage.names import safe_name


@partial(with_flags, names=("pace", "with_", "only", "skip", "first_side"))
def handout(
    script: Annotated[
        str, typer.Argument(metavar="SCRIPT", help="A script, or the name of a bundled one.", show_default=False)
    ],
    flags: SessionFlags,
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
    force: Force = False,
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

    target = output or Path(f"{safe_name(Path(script).stem)}.html")
    if target.suffix.lower() not in (".html", ".htm", ".pdf"):
        raise typer.BadParameter(f"'{target.name}': expected a name that ends in .html or .pdf.", param_hint="--output")
    target = file_to_write(target, force=force) or target
    as_pdf = target.suffix.lower() == ".pdf"
    program = browser() if as_pdf else ""
    session = load(find_script(script))
    report(session.problems)
    page = page_of(session, options_of(flags), link, paper or ("a4" if as_pdf else None)).encode("utf-8", "replace")
    data = print_to_pdf(page, program) if as_pdf else page
    with replacing(target) as file:
        file.write(data)
    if not sys.stdout.isatty():
        print_path(target)
    say(f"{target}: {'print it' if as_pdf else 'open it in a browser, and print it'}.")
