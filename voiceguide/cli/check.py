"""`voiceguide check`"""

from typing import Annotated

import typer

from voiceguide.problems import Problem


def check(
    scripts: Annotated[list[str], typer.Argument(help="Scripts, or names of bundled ones.", show_default=False)],
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
) -> None:
    """Show every problem of scripts, where it is and what to do.

    [bold]voiceguide check my-exercise.md[/bold]
    """
    from voiceguide.pipeline import clip_folder, problems_of
    from voiceguide.speech.system import SystemEngine

    engine, found = SystemEngine(), list[Problem]()
    for script in scripts:
        problems = problems_of(script, engine, clip_folder())
        found += problems
        for problem in problems:
            typer.echo(problem.report())
    errors = sum(problem.severity == "error" for problem in found)
    warnings = sum(problem.severity == "warning" for problem in found)
    typer.echo(f"{_counted(len(scripts), 'script')}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}")
    if errors or (strict and warnings):
        raise typer.Exit(1)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
