"""What an author should know about a script, before anybody hears it."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.problems import Problem
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.session import prepare
from voiceguide.speech.engine import Engine
from voiceguide.timeline.options import Options


def problems_of(script: str, engine: Engine, options: Options, cache: Path) -> tuple[Problem, ...]:
    """Everything an author should know about a script: what is wrong in it, and how its words fit, by itself and with each of
    its variations.

    Args:
        options: the pace and the rate; by default a script has its own.

    Raises:
        ScriptNotFound: there is no such script.
        SpeechError: the voice failed.
    """

    def problems(options: Options) -> tuple[Problem, ...]:
        try:
            return prepare(session, options, engine, cache).problems
        except ScriptError as error:
            return error.problems

    try:
        session = load(find_script(script))
    except ScriptError as error:
        return error.problems
    found = dict.fromkeys(problems(options))
    for exercise in dict.fromkeys(item.exercise for item in session.items):
        for variation in exercise.variations:
            chosen = replace(options, only=(exercise.name,), variations=(variation.name,))
            with suppress(ChoiceError):  # the session itself has chosen a variation that does not go with this one
                for problem in problems(chosen):
                    if problem not in found:
                        found[replace(problem, message=f"with '{variation.name}', {problem.message}")] = None
    return tuple(found)
