"""Drafts written down as scripts, each checked as `voiceguide check` does, with what is to be checked marked in them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from voiceguide.draft.drafts import Drafted
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep, Unplaced
from voiceguide.draft.speakable import sentence
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
    links = [(script.title, script.file) for script in exercises]
    name = f"{slug(drafted.title)}.md"
    text = write_session(drafted, links)
    if parse(text, name)[1].has_errors:
        text = write_session(Drafted("Session", drafted.exercises, drafted.cautions, ()), links)
    return [ScriptFile(name, drafted.title, text), *exercises]


def _checked(exercise: DraftExercise, used: dict[str, int]) -> ScriptFile:
    file = _unique(slug(exercise.title), used)
    text = write_exercise(exercise)
    if parse(text, file)[1].has_errors:
        exercise.pace, exercise.sides, exercise.needs, exercise.variations = "", "none", (), []
        exercise.mark("all", "its structure could not be written: these are the author's own sentences")
        exercise.sections = [DraftSection("Set up", [text for one in exercise.source if (text := sentence(one))][:40])]
        exercise.sections.append(DraftSection("Hold 5 breaths", mark="the length is a guess"))
        text = write_exercise(exercise)
    return ScriptFile(file, exercise.title, text)


def write_exercise(exercise: DraftExercise) -> str:
    """An exercise's script."""
    return _text(_exercise(exercise))


def _exercise(exercise: DraftExercise) -> Iterator[str]:
    marks = exercise.marks
    keys = [f"position: {exercise.position}{_key_mark(marks.get('position'))}"] if exercise.position else []
    keys += [f"needs: [{', '.join(exercise.needs)}]"] if exercise.needs else []
    keys += [f"sides: {exercise.sides}{_key_mark(marks.get('sides'))}"] if exercise.sides != "none" else []
    keys += [f"pace: {exercise.pace}{_key_mark(marks.get('pace'))}"] if exercise.pace else []
    if keys:
        yield "\n".join(["---", *keys, "---"])
    told = [*marks.get("all", []), *([] if exercise.sides != "none" else marks.get("sides", []))]
    yield _comment("; ".join([f"draft: {exercise.certainty}", *told]))
    yield f"# {exercise.title}" + "".join(f" {_comment(f'check: {mark}')}" for mark in marks.get("title", []))
    yield from _cautions([_naming(exercise.title, text) for text in exercise.cautions])
    for section in exercise.sections:
        yield from _section(section)
    yield from _variations(exercise)
    yield from (_comment(f"not spoken (line {one.line}), {one.why}: {one.text}") for one in exercise.unplaced)


def _variations(exercise: DraftExercise) -> Iterator[str]:
    """Each other way to do it: the exercise's set-up, and then what is different."""
    set_up = next((section.lines for section in exercise.sections if section.heading == "Set up"), [])
    for number, text in enumerate(dict.fromkeys(exercise.variations), 1):
        yield f"## Variation: Another way{f' {number}' if number > 1 else ''}"
        yield from ["### Set up", *set_up, text]


def _key_mark(marks: Sequence[str] | None) -> str:
    return "".join(f" # {_comment(f'check: {mark}')}" for mark in marks or ())


_OF_THIS = re.compile(
    r"\bthis\b(?! (?:leaflet|programme|program|routine|page|guide|article|session|sheet|booklet)\b)|\b(?:skip|avoid|omit|leave|miss|do|try) it\b",
    re.IGNORECASE,
)


def _naming(title: str, caution: str) -> str:
    """A caution against one exercise after its name: a session speaks those of all its exercises together."""
    return f"{title}: {caution}" if _OF_THIS.search(caution) and title.lower() not in caution.lower() else caution


def _cautions(cautions: Sequence[str]) -> Iterator[str]:
    said = [text for one in dict.fromkeys(cautions) if (text := sentence(one))]
    if said:
        yield "\n".join(["> [!CAUTION]", *(f"> {text}" for text in said)])


def _section(section: DraftSection) -> Iterator[str]:
    yield f"## {section.heading}" + (f" {_comment(f'check: {section.mark}')}" if section.mark else "")
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


def write_session(drafted: Drafted, links: Sequence[tuple[str, str]]) -> str:
    """A session's script.

    Args:
        links: title and file of each exercise.
    """
    numbered = "\n".join(f"{number}. [{name}]({file})" for number, (name, file) in enumerate(links, 1))
    lost = [
        _comment(f"check: could not read '{one.title}' (line {one.line}): {' '.join(one.source)}")
        for one in drafted.lost
    ]
    return _text(
        [
            _comment(f"draft: {summary(drafted)}"),
            *lost,
            f"# {drafted.title}",
            *_cautions(drafted.cautions),
            numbered,
            *_left_out(drafted.unplaced),
        ]
    )


def summary(drafted: Drafted) -> str:
    """How many exercises were seen, and how far each is to be trusted."""
    count = len(drafted.exercises)
    read = drafted.read
    text = f"{count} exercise{'' if count == 1 else 's'} seen, {len(read)} drafted: "
    check = [one.title for one in read if one.certainty == "check"]
    text += f"{len(read) - len(check)} sure, {len(check)} to check, {len(drafted.lost)} could not be read"
    return text


def _left_out(unplaced: Iterable[Unplaced]) -> Iterator[str]:
    yield from (
        _comment(f"not spoken (line {one.line}), {one.why}: {one.text}")
        for one in unplaced
        if re.search(r"\d", one.text)
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
