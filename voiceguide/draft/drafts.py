"""An article, understood, to the files of its scripts, each checked as `voiceguide check` does."""

from dataclasses import dataclass

from voiceguide.draft.compose import compose
from voiceguide.draft.general import general_of
from voiceguide.draft.model import Draft, DraftPart, DraftSection, Understood
from voiceguide.draft.titles import title_key
from voiceguide.draft.write import write_exercise, write_session
from voiceguide.errors import DraftError
from voiceguide.problems import Problem
from voiceguide.script.parse import parse
from voiceguide.storage.names import safe_name

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Script:
    """A file to be written, and what is still to be looked at in it."""

    file: str
    title: str
    text: str
    problems: tuple[Problem, ...]


def scripts_of(article: Understood, name: str) -> list[Script]:
    """The scripts of an article: the session first, then its exercises in order.

    Args:
        name: what the session is called where the article has no title.

    Raises:
        DraftError: there is no exercise in it.
    """
    if not article.parts:
        raise DraftError(
            "No exercises were found in this text: expected instructions such as 'Sit tall. Inhale and lift your arms. "
            "Repeat 5 times.'. See with --report how each sentence was read."
        )
    general = general_of(article.general, article.title)
    title = article.title or name or "Session"
    used = {slug(title)}
    exercises = [_checked(compose(part, general), part, used) for part in article.parts]
    cautions = [reading.sentence for reading in article.general if reading.role == "caution"]
    links = [(_linkable(script.title), script.file) for script in exercises]
    text = write_session(_linkable(title), links, cautions, ())
    _, problems = parse(text, f"{slug(title)}.md")
    return [Script(f"{slug(title)}.md", title, text, tuple(problems)), *exercises]


def _checked(draft: Draft, part: DraftPart, used: set[str]) -> Script:
    """The script of a draft; should it not read as one, its words without any structure."""
    file = _unique(slug(draft.title), used)
    text = write_exercise(draft)
    _, problems = parse(text, file)
    if problems.has_errors:
        plain = Draft(draft.title, position=draft.position)
        plain.sections = [DraftSection("Hold 5 breaths", is_guessed=True)]
        plain.unused = [reading.sentence for reading in part.readings if reading.role != "noise"]
        text = write_exercise(plain)
        _, problems = parse(text, file)
    return Script(file, draft.title, text, tuple(problems))


def slug(title: str) -> str:
    """A title as the name of a file: small letters, digits and dashes."""
    plain = title_key(title).replace("_", " ")
    return safe_name("-".join(plain.split())[:LONGEST_NAME].strip("-"), "exercise")


def _unique(name: str, used: set[str]) -> str:
    found, number = name, 2
    while found in used:
        found, number = f"{name}-{number}", number + 1
    used.add(found)
    return f"{found}.md"


def _linkable(title: str) -> str:
    return title.replace("[", "(").replace("]", ")")
