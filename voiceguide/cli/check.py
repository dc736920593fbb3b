"""`voiceguide check`"""

from collections.abc import Iterable
from functools import partial
from typing import Annotated, get_args

import typer

from voiceguide.choice_rules import options_of
from voiceguide.cli.console import counted, print_data, say
from voiceguide.cli.flags import PACE_FLAGS, SessionFlags, with_flags
from voiceguide.cli.problem_forms import FORMS, Form
from voiceguide.errors import ChoiceError, ScriptNotFound
from voiceguide.problems import Place, Problem
from voiceguide.script.find import find_script, scripts_in
from voiceguide.storage.names import in_unicode
from voiceguide.timeline.options import Options


@partial(with_flags, names=(*PACE_FLAGS, "rate"))
def check(
    scripts: Annotated[
        list[str],
        typer.Argument(
            metavar="SCRIPT", help="Scripts, folders of scripts, or names of bundled ones.", show_default=False
        ),
    ],
    flags: SessionFlags,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Also show how each line was understood.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Fail on warnings too.")] = False,
    format: Annotated[  # noqa: A002 - it is the flag's name
        Form,
        typer.Option(
            metavar="|".join(get_args(Form)),
            help="gcc has one line a problem, for editors; github annotates a pull request.",
        ),
    ] = "text",
    watch: Annotated[bool, typer.Option("--watch", help="Check again whenever one of them is saved.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Show every problem of scripts, where it is and what to do.

    [bold]voiceguide check my-exercise.md[/bold]
    [bold]voiceguide check my-exercise.md --pace 3-4[/bold]   whether its words fit into quicker breaths, too
    [bold]voiceguide check scripts --strict[/bold]            all that are in a folder
    [bold]voiceguide check scripts --format github[/bold]     in a workflow, beside the lines of a pull request
    """
    if json and format not in ("text", "json"):
        raise ChoiceError(f"--json and --format {format} were both given: expected one of them.")
    form: Form = "json" if json else format
    found = partial(_check, scripts, form, options_of(flags), verbose=verbose, strict=strict)
    if watch:
        from voiceguide.cli.watching import after_each_save

        after_each_save(lambda: (script for name in scripts for script in scripts_in(name)), found)
    else:
        found()


def _check(names: Iterable[str], form: Form, options: Options, *, verbose: bool, strict: bool) -> None:
    """Print the problems of scripts once.

    Raises:
        Exit: there are errors or, with `strict`, warnings.
    """
    from voiceguide.config import load_config
    from voiceguide.review import problems_of
    from voiceguide.script.load import understood
    from voiceguide.speech.choose import Choice, once
    from voiceguide.speech.proofread import in_words
    from voiceguide.storage.folders import clip_folder

    config, tell = load_config(), once(say)
    problems: dict[Problem, None] = {}
    meanings: list[tuple[Place, str]] = []
    scripts = [script for name in names for script in scripts_in(name)]
    for script in scripts:
        try:
            path = find_script(script)
            meanings += understood(path, in_words) if verbose else []
            choice = Choice(None, config, path.parent, options.rate)
            found = choice.speak(partial(problems_of, script, options=options, cache=clip_folder()), tell)
            problems |= dict.fromkeys(found)
        except ScriptNotFound as error:
            problems[Problem("error", Place(in_unicode(script), 1), in_unicode(str(error)))] = None
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    printed = FORMS[form](problems, meanings)
    if form != "text":
        print_data(printed)
    else:
        typer.echo(printed, nl=False)
        typer.echo(f"{counted(len(scripts), 'script')}: {counted(errors, 'error')}, {counted(warnings, 'warning')}")
    if errors or (strict and warnings):
        raise typer.Exit(1)
