"""Lint: warnings and notes about scripts that are allowed, but leave a listener lost or ask too much of the breath."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from voiceguide.letters import main_language
from voiceguide.problems import Place, Problems
from voiceguide.script.model import Exercise
from voiceguide.script.section_types import Finish, Hold, Repeat, Section, SetUp, Step, Switch
from voiceguide.units import Ms, seconds_text

LONG_RETENTION_MS: Ms = 15_000
"""The longest that the breath is held without a warning."""

MOST_MOVES = 6
"""The most things to do in one breath without a note."""

TOGETHER: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:we(?:['’](?:re|ll|ve|d))?|let['’]s|let us)\b", re.IGNORECASE),
    "de": re.compile(r"\bwir\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:nosotr[oa]s|vamos a)\b", re.IGNORECASE),
    "fr": re.compile(r"\bnous\b", re.IGNORECASE),
}
"""Words by which a voice counts itself in, by language. Listeners like them least of all ways of address."""

EYES_CLOSED = re.compile(
    r"\b(?:close|shut|lower) (?:both |your |both your )?eyes\b|\beyes (?:are |stay |gently )?(?:closed|shut)\b", re.I
)
BALANCE = re.compile(
    r"\b(?:balanc\w+|(?:on|onto) (?:one|your (?:\{side\}|\{other side\}|left|right)) (?:leg|foot)|one[- ]legged|single[- ]leg|tiptoes?"
    r"|(?:lift|raise|float) (?:one|your (?:\{side\}|\{other side\}|left|right)) (?:foot|leg|knee|heel)|heel[- ]to[- ]toe|tree pose)\b",
    re.IGNORECASE,
)
SUPPORT = re.compile(
    r"\b(?:wall|chairs?|table|desk|counter(?:top)?|rail|bar|door(?:frame|way)?|stick|pole|partner|support|hold on(?:to)?)\b",
    re.I,
)

NEED_A_WAY_OUT = ("side-lying", "prone", "supine", "hands-and-knees", "kneeling")


def lint(exercise: Exercise, problems: Problems) -> None:
    """Warn of sides that are not named, of positions without a way out, and of long breath retention; note words that listeners
    do not like, breaths with too much to do, and balance with closed eyes.

    Each variation is checked in place of the sections that it replaces.
    """
    if exercise.sides != "none":
        for place in _where_not(exercise, _names_side):
            problems.warning(
                place,
                f"'sides: {exercise.sides}', but no sentence names the side: write {{side}} where left or right is meant",
            )
    if exercise.position in NEED_A_WAY_OUT:
        for place in _where_not(exercise, _has_way_out):
            problems.warning(
                place, f"no way out of the {exercise.position} position: add '## Finish' that says how to leave it"
            )
    _check_retention(exercise, problems)
    _check_address(exercise, problems)
    _check_balance(exercise, problems)
    _check_moves(exercise, problems)


def _where_not(exercise: Exercise, holds: Callable[[Sequence[Section]], bool]) -> list[Place]:
    """Where a condition does not hold: the exercise without variations, or else the variations that break it."""
    if not holds(exercise.sections):
        return [exercise.place]
    return [place for place, sections in _varied(exercise) if not holds(sections)]


def _varied(exercise: Exercise) -> Iterator[tuple[Place, Sequence[Section]]]:
    for variation in exercise.variations:
        replaced = {section.kind for section in variation.sections}
        others = (section for section in exercise.sections if section.kind not in replaced)
        yield variation.place, (*others, *variation.sections)


def _names_side(sections: Sequence[Section]) -> bool:
    """Whether a sentence names the side. Reminders do not count, since they are said only where there is room."""
    checked = (section for section in sections if isinstance(section, SetUp | Repeat | Hold | Switch))
    return any(words.names_side for section in checked for words in section.words)


def _has_way_out(sections: Sequence[Section]) -> bool:
    return any(isinstance(section, Finish) and bool(section.words) for section in sections)


def _check_retention(exercise: Exercise, problems: Problems) -> None:
    for section in exercise.all_sections:
        for step in section.steps if isinstance(section, Repeat) else ():
            if step.kind == "hold":
                warn_of_retention("the breath is held", step.at_least, step.place, problems)


def warn_of_retention(what: str, length: Ms, place: Place, problems: Problems) -> None:
    """Warn where the breath is held for long. `what` says by what; the length is in milliseconds."""
    if length > LONG_RETENTION_MS:
        problems.warning(
            place,
            f"{what} for {seconds_text(length)} s: more than {seconds_text(LONG_RETENTION_MS)} s "
            "is long for a listener who did not ask for it",
        )


def _check_address(exercise: Exercise, problems: Problems) -> None:
    together = TOGETHER.get(main_language(exercise.language))
    if together is None:
        return
    for words in exercise.spoken:
        if found := together.search(words.text):
            problems.note(
                words.place, f"'{found[0]}' is what listeners like least: speak to one person, as in 'Lift your arm'"
            )


def _check_balance(exercise: Exercise, problems: Problems) -> None:
    """Note where the eyes are closed in a standing exercise that balances, and nothing to hold on to is named."""
    if exercise.position != "standing" or main_language(exercise.language) != "en":
        return
    said = exercise.spoken
    is_steady = any(SUPPORT.search(text) for text in (*exercise.needs, *(words.text for words in said)))
    if is_steady or not any(BALANCE.search(words.text) for words in said):
        return
    for words in said:
        if EYES_CLOSED.search(words.text):
            problems.note(
                words.place,
                "balance with closed eyes: name something to hold on to, such as 'needs: [chair]' or a wall",
            )


def _check_moves(exercise: Exercise, problems: Problems) -> None:
    for section in exercise.all_sections:
        for breath in _breaths(section.steps) if isinstance(section, Repeat) else ():
            moves = sum(_moves(step.words.text) for step in breath if step.words)
            if moves > MOST_MOVES:
                problems.note(
                    breath[0].place,
                    f"{moves} things to do in one breath: more than {MOST_MOVES} are hard to follow with closed eyes",
                )


def _breaths(steps: Sequence[Step]) -> Iterator[list[Step]]:
    """The steps of a rep, breath by breath: each begins with an inhale."""
    breath: list[Step] = []
    for step in steps:
        if step.kind == "inhale" and breath:
            yield breath
            breath = []
        breath.append(step)
    if breath:
        yield breath


_CLAUSE = re.compile(r"[,.;:!?…–—]+|\b(?:and|then|while|und|dann|et|puis|y|luego)\b", re.IGNORECASE)
_NO_MOVE = re.compile(
    r"(?:a|an|the|your|both|one|each|to|from|in|into|on|onto|at|by|for|of|off|over|up|down|out|back|away|toward|towards|through|with"
    r"|without|as|so|but|or|not|no|like|left|right|\{|\w+ly\b)\b|\W*$",
    re.IGNORECASE,
)


def _moves(text: str) -> int:
    """How many things a sentence asks for, about: its clauses, without those that only say where or how."""
    return sum(not _NO_MOVE.match(clause.strip()) for clause in _CLAUSE.split(text))
