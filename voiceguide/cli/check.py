"""`voiceguide check`"""

import json as jsons
from collections.abc import Iterable
from functools import partial
from typing import Annotated, Any

import typer

from voiceguide.cli.console import counted, print_data, say
from voiceguide.errors import ScriptNotFound
from voiceguide.problems import Place, Problem
from voiceguide.storage.names import in_unicode


def check(
    scripts: Annotated[
        list[str],
        typer.Argument(
            metavar="SCRIPT", help="Scripts, folders of scripts, or names of bundled ones.", show_default=False
        ),
    ],
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also show how each line was understood.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for editors and other programs.")] = False,
) -> None:
    """Show every problem of scripts, where it is and what to do.

    [bold]voiceguide check my-exercise.md[/bold]
    [bold]voiceguide check scripts --strict[/bold]   all that are in a folder
    """
    from voiceguide.config import load_config
    from voiceguide.script.find import find_script, scripts_in
    from voiceguide.script.load import understood
    from voiceguide.session import problems_of
    from voiceguide.speech.choose import Choice, once
    from voiceguide.storage.folders import clip_folder

    config, tell = load_config(), once(say)
    problems: dict[Problem, None] = {}
    meanings: list[tuple[Place, str]] = []
    scripts = [script for name in scripts for script in scripts_in(name)]
    for script in scripts:
        try:
            path = find_script(script)
            meanings += understood(path) if verbose else []
            choice = Choice(None, config, path.parent)
            found = choice.speak(partial(problems_of, script, cache=clip_folder()), tell)
            problems |= dict.fromkeys(found)
        except ScriptNotFound as error:
            problems[Problem("error", Place(in_unicode(script), 1), in_unicode(str(error)))] = None
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    if json:
        print_data(_as_json(problems, meanings) + "\n")
    else:
        for line in _in_order(problems, meanings):
            typer.echo(line)
        typer.echo(f"{counted(len(scripts), 'script')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    if errors or (strict and warnings):
        raise typer.Exit(1)


def _in_order(problems: Iterable[Problem], meanings: Iterable[tuple[Place, str]]) -> list[str]:
    """Problems and meanings as lines, in the order of their places in the source."""
    lines = [(place, f"{place}: {meaning}") for place, meaning in meanings]
    lines += [(problem.place, problem.report()) for problem in problems]
    return [line for _, line in sorted(lines, key=lambda each: each[0])]


def _as_json(problems: Iterable[Problem], meanings: Iterable[tuple[Place, str]]) -> str:
    sheet: dict[str, Any] = {
        "problems": [{**_place(p.place), "severity": p.severity, "message": p.message} for p in problems],
        "understood": [{**_place(place), "meaning": meaning} for place, meaning in meanings],
    }
    return jsons.dumps(sheet, ensure_ascii=False, indent=1)


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
