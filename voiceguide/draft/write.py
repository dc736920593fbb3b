"""Drafts written down as scripts, each checked as `voiceguide check` does, with what is to be checked marked in them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voiceguide.draft.drafts import Drafted
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep, Unplaced
from voiceguide.draft.safe import is_own
from voiceguide.draft.speakable import as_sentences
from voiceguide.draft.vocabulary import pattern
from voiceguide.errors import ExportError
from voiceguide.script.parse import parse
from voiceguide.storage.atomic import making_folder, replacing
from voiceguide.storage.names import safe_name

LONGEST_NAME = 60
LONGEST_NOTE = 300
"""Characters of a sentence that is quoted in a comment."""


@dataclass(frozen=True, slots=True)
class ScriptFile:
    """A script to be written: its file's name and its text."""

    file: str
    title: str
    text: str


def scripts_of(drafted: Drafted) -> list[ScriptFile]:
    """The scripts of an article: the session first, then its exercises in order.

    An exercise whose script would have an error is made one of the author's own sentences, and marked.
    """
    used = {slug(drafted.title): 1}
    exercises = [_checked(exercise, used) for exercise in drafted.read]
    name = f"{slug(drafted.title)}.md"
    text = _text(_session(drafted, exercises))
    if parse(text, name)[1].has_errors:
        text = _text(_session(replace(drafted, title="Session", unplaced=()), exercises))
    return [ScriptFile(name, drafted.title, text), *exercises]


def _checked(exercise: DraftExercise, used: dict[str, int]) -> ScriptFile:
    file = _unique(slug(exercise.title), used)
    text = _text(_exercise(exercise))
    if parse(text, file)[1].has_errors:
        exercise.pace, exercise.sides, exercise.needs, exercise.variations = "", "none", (), []
        exercise.mark("all", "its structure could not be written: these are the author's own sentences")
        stay = DraftSection("Hold 5 breaths", mark="the length is a guess")
        exercise.sections = [DraftSection("Set up", as_sentences(exercise.source)[:40]), stay]
        text = _text(_exercise(exercise))
    return ScriptFile(file, exercise.title, text)


def _exercise(exercise: DraftExercise) -> Iterator[str]:
    needs = f"[{', '.join(exercise.needs)}]" if exercise.needs else ""
    sides = exercise.sides if exercise.sides != "none" else ""
    keys = {"position": exercise.position, "needs": needs, "sides": sides, "pace": exercise.pace}
    marks = exercise.marks
    if told := [_marked(f"{key}: {value}", marks.get(key, ()), " # ") for key, value in keys.items() if value]:
        yield "\n".join(["---", *told, "---"])
    yield _comment("; ".join([f"draft: {exercise.certainty}", *marks.get("all", ())]))
    yield _marked(f"# {exercise.title}", marks.get("title", ()))
    yield from _cautions([_naming(exercise.title, text) for text in exercise.cautions])
    for section in exercise.sections:
        yield from _section(section)
    set_up = next((one.lines for one in exercise.sections if one.heading == "Set up" and not is_own(exercise)), [])
    for number, text in enumerate(dict.fromkeys(exercise.variations), 1):
        yield f"## Variation: Another way{f' {number}' if number > 1 else ''}"
        yield from ["### Set up", *set_up, text]
    yield from _not_spoken(exercise.unplaced)


def _marked(text: str, marks: Iterable[str], joint: str = " ") -> str:
    return text + "".join(f"{joint}{_comment(f'check: {mark}')}" for mark in marks)


def _not_spoken(unplaced: Iterable[Unplaced]) -> Iterator[str]:
    return (_comment(f"not spoken (line {one.line}), {one.why}: {one.text}") for one in unplaced)


_OF_THIS = pattern("of_this")


def _naming(title: str, caution: str) -> str:
    """A caution against one exercise after its name: a session speaks those of all its exercises together."""
    return f"{title}: {caution}" if _OF_THIS.search(caution) and title.lower() not in caution.lower() else caution


def _cautions(cautions: Sequence[str]) -> Iterator[str]:
    if said := as_sentences(dict.fromkeys(cautions)):
        yield "\n".join(["> [!CAUTION]", *(f"> {text}" for text in said)])


def _section(section: DraftSection) -> Iterator[str]:
    yield _marked(f"## {section.heading}", [section.mark] if section.mark else ())
    lines = [line for line in section.lines if line]
    for number, line in enumerate(lines):
        is_place = section.heading == "Set up" and number in (0, len(lines) - 1)
        yield f"{line}\n- Wait 3s" if is_place else line
    if section.steps:
        yield "\n".join(_step(step) for step in section.steps)
    yield from (f"> {text}" for text in dict.fromkeys(section.reminders))


def _step(step: DraftStep) -> str:
    head = f"- {step.kind}" + (f" {step.length}" if step.length else "")
    return f"{head}: {step.text}" if step.text else head


def _session(drafted: Drafted, exercises: Sequence[ScriptFile]) -> Iterator[str]:
    yield _comment(f"draft: {summary(drafted)}")
    for one in drafted.lost:
        yield _comment(f"check: could not read '{one.title}' (line {one.line}): {' '.join(one.source)}")
    yield f"# {drafted.title}"
    yield from _cautions(drafted.cautions)
    yield "\n".join(f"{number}. [{script.title}]({script.file})" for number, script in enumerate(exercises, 1))
    yield from _not_spoken(one for one in drafted.unplaced if re.search(r"\d", one.text))


def summary(drafted: Drafted) -> str:
    """How many exercises were seen, and how far each is to be trusted."""
    told = Counter(one.certainty for one in drafted.exercises)
    count = told.total()
    return (
        f"{count} exercise{'' if count == 1 else 's'} seen, {len(drafted.read)} drafted: "
        f"{told['sure']} sure, {told['check']} to check, {told['could not read']} could not be read"
    )


def _comment(text: str) -> str:
    plain = re.sub(r"-{2,}", "\u2013", text).replace("<", "").replace(">", "").rstrip("-")
    plain = " ".join(plain.split())
    return f"<!-- {plain[:LONGEST_NOTE]}{'…' if len(plain) > LONGEST_NOTE else ''} -->"


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def slug(title: str) -> str:
    """A title as the name of a file: small letters, digits and dashes."""
    plain = re.sub(r"[\W_]+", " ", title.lower())
    return safe_name("-".join(plain.split())[:LONGEST_NAME].strip("-"), "exercise")


def _unique(name: str, used: dict[str, int]) -> str:
    """The name of a file that no other script has; `used` has how often each name was asked for."""
    found = name
    while found in used:
        used[name] += 1
        found = f"{name}-{used[name]}"
    used[found] = 1
    return f"{found}.md"


def save(scripts: Sequence[ScriptFile], folder: Path, *, force: bool) -> list[Path]:
    """Write scripts into a folder, which is made if need be.

    Args:
        force: replace files that are there already.

    Raises:
        ExportError: a file is there and `force` is not set, or the system refuses.
    """
    making_folder(folder)
    paths = [folder / script.file for script in scripts]
    there = [path for path in paths if path.exists()]
    if there and not force:
        more = f" and {len(there) - 1} more are" if len(there) > 1 else " is"
        raise ExportError(
            f"{there[0]}{more} there already, and kept: choose another folder with -o, or replace with --force."
        )
    for script, path in zip(scripts, paths, strict=True):
        with replacing(path) as file:
            file.write(script.text.encode())
    return paths
