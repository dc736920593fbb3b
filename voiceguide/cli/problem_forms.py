"""The forms in which `check` prints problems: for people, and for the programs that they write with."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal

from voiceguide.problems import Place, Problem, Severity

Form = Literal["text", "json", "gcc", "github"]

Meanings = Iterable[tuple[Place, str]]
"""How lines were understood, each with its place."""


def as_text(problems: Iterable[Problem], meanings: Meanings) -> str:
    """For people: each problem with the line that it is in, and a caret under its place."""
    lines = [(place, f"{place}: {meaning}") for place, meaning in meanings]
    return _by_place([*lines, *((problem.place, problem.report()) for problem in problems)])


def as_gcc(problems: Iterable[Problem], meanings: Meanings) -> str:
    """`file:line:column: severity: message`, as compilers print it and editors read it."""
    return _by_place([(problem.place, str(problem)) for problem in (*problems, *_notes(meanings))])


def as_github(problems: Iterable[Problem], meanings: Meanings) -> str:
    """Commands of a GitHub workflow, which shows each message beside its line.

    Source: "Workflow commands for GitHub Actions"; `%`, line ends, and in properties `:` and `,` are percent-encoded.
    """
    return _by_place([(problem.place, _command(problem)) for problem in (*problems, *_notes(meanings))])


def as_json(problems: Iterable[Problem], meanings: Meanings) -> str:
    sheet: dict[str, Any] = {
        "problems": [{**_position(p.place), "severity": p.severity, "message": p.message} for p in problems],
        "understood": [{**_position(place), "meaning": meaning} for place, meaning in meanings],
    }
    return json.dumps(sheet, ensure_ascii=False, indent=1) + "\n"


FORMS: Mapping[Form, Callable[[Iterable[Problem], Meanings], str]] = {
    "text": as_text,
    "json": as_json,
    "gcc": as_gcc,
    "github": as_github,
}


def _by_place(reports: Iterable[tuple[Place, str]]) -> str:
    """Reports in the order of their places in the source, each on lines of its own."""
    return "".join(f"{report}\n" for _, report in sorted(reports, key=lambda each: each[0]))


def _notes(meanings: Meanings) -> Iterable[Problem]:
    return (Problem("note", place, meaning) for place, meaning in meanings)


_COMMANDS: Mapping[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}


def _command(problem: Problem) -> str:
    place = problem.place
    file = _encoded(place.file).replace(":", "%3A").replace(",", "%2C")
    message = _encoded(problem.message)
    return f"::{_COMMANDS[problem.severity]} file={file},line={place.line},col={place.column}::{message}"


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _position(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}
