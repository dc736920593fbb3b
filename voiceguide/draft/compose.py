"""An exercise as it was read, put together as a script: sections, timed steps, sides, and what is left over."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from voiceguide.draft.body import body_of
from voiceguide.draft.deepening import without_deepening
from voiceguide.draft.fill import fill
from voiceguide.draft.general import General
from voiceguide.draft.imperative import imperative, sentence, small
from voiceguide.draft.model import Draft, DraftPart, DraftSection, DraftVariation, Reading
from voiceguide.draft.moves import DraftHold, Move, Totals, moves_of, totals_of
from voiceguide.draft.needs import needs_of
from voiceguide.draft.positions import position_of
from voiceguide.draft.sided import sided
from voiceguide.draft.sides import first_side
from voiceguide.draft.speakable import speakable
from voiceguide.draft.titles import title_key
from voiceguide.draft.wordings import lexicon
from voiceguide.script.model import Position

_WAY_OUT: dict[Position, str] = {
    "supine": "Roll onto your side, and press up with both hands to sit.",
    "prone": "Rest your forehead on your hands, and roll onto your side when you are ready.",
    "side-lying": "Press up with both hands to sit.",
    "hands-and-knees": "Sink your hips back towards your heels, and rest.",
    "kneeling": "Sit back on your heels, and rest.",
}
"""How to leave a position that one does not simply get up from, where the author does not say."""

_MOST_INTRO = 2
"""Sentences that are spoken before an exercise; more would keep its listener waiting."""

_LONGEST_INTRO = 30
"""Words of such a sentence."""

_OF_THIS = re.compile(
    r"\bthis\b(?! (?:leaflet|program(?:me)?|routine|page|guide|article|series|plan|workout|session|sheet|booklet)\b)"
    r"|\b(?:skip|avoid|omit|leave|give|miss|do|try|attempt|practi[cs]e) it\b"
    r"|^\W*(?:(?:skip|omit|avoid) (?:if|in|during|after|with)|unsuitable|not (?:suitable|recommended|advised|appropriate|for))\b",
    re.IGNORECASE,
)
_KEEPING = re.compile(
    r"\W*(?:keeping|making|ensuring|maintaining|aiming|concentrating|remember to|be sure to|you should keep|try to keep)\b",
    re.IGNORECASE,
)


def compose(part: DraftPart, general: General) -> Draft:
    """The script of an exercise. Nothing that was read is lost: what has no place in it is kept as unused."""
    readings = without_deepening(
        [reading for reading in part.readings if reading.role != "noise"], is_held=general.totals.hold is not None
    )
    totals = totals_of(readings).or_else(general.totals)
    moves = moves_of(readings)
    draft = Draft(part.title)
    if not part.is_breathing:
        draft.sides, moves = sided(moves, readings, has_general_sides=general.sides)
    first = first_side([move.text for move in moves if isinstance(move, Move)]) if draft.sides != "none" else None
    told = [reading for reading in readings if reading.role in ("set up", "movement", "finish", "amount")]
    draft.position = position_of(
        part.title,
        [reading.sentence for reading in told if reading.role == "set up"],
        [reading.sentence for reading in told],
        general.title,
    )
    draft.needs = needs_of([part.title, *_naming_needs(part, told)], general.needs)
    body = body_of(_with_general_hold(moves, totals, general, part), totals, is_breathing=part.is_breathing)
    draft.sections, draft.pace = body.sections, body.pace
    _place_reminders(draft, [*body.reminders, *_sentences(readings, "reminder")])
    _finish(draft, [*body.finish, *_sentences(readings, "finish")])
    _variations(draft, readings)
    _say_beside(draft, readings)
    fill(draft, first)
    return draft


def _sentences(readings: Iterable[Reading], role: str) -> list[str]:
    return [reading.sentence for reading in readings if reading.role == role]


def _naming_needs(part: DraftPart, told: Sequence[Reading]) -> list[str]:
    """The sentences of an exercise that may name what it needs."""
    return [
        reading.sentence
        for reading in part.readings
        if reading.role == "needs"
        or lexicon().has("needing", reading.sentence)
        or reading in told
        or (reading.role == "reminder" and reading.confidence < 0.9)
    ]


def _with_general_hold(
    moves: list[Move | DraftHold], totals: Totals, general: General, part: DraftPart
) -> list[Move | DraftHold]:
    """The movements with the hold that the article asks for in all exercises, where they tell none of their own."""
    hold = general.totals.hold
    if not hold:
        return moves
    moves = [hold if isinstance(move, DraftHold) and move.is_vague else move for move in moves]
    is_timed = totals.reps or any(isinstance(move, DraftHold) or move.breath for move in moves)
    return moves if part.is_breathing or is_timed else [*moves, hold]


def _place_reminders(draft: Draft, reminders: Iterable[str]) -> None:
    """Put reminders to the first section that is timed, in which there is time for them."""
    timed = next(
        (section for section in draft.sections if section.heading.startswith(("Repeat", "Hold", "Breathe"))), None
    )
    if timed:
        timed.reminders += [sentence(_reminder(speakable(text))) for text in dict.fromkeys(reminders)]


def _reminder(text: str) -> str:
    return imperative(text) if _KEEPING.match(text) else text


def _finish(draft: Draft, said: Sequence[str]) -> None:
    """Add the way out of the position, guessed where the author does not say it and one cannot simply get up."""
    guessed = _WAY_OUT.get(draft.position) if draft.position and not said else None
    if guessed or said:
        lines = [sentence(speakable(text)) for text in ([guessed] if guessed else said)]
        draft.sections.append(DraftSection("Finish", lines, is_guessed=guessed is not None))


def _variations(draft: Draft, readings: Iterable[Reading]) -> None:
    """Add each variation with its own set-up: the exercise's, and then what is different."""
    found: dict[tuple[str, str], list[str]] = {}
    for reading in readings:
        if reading.role in ("variation", "progression"):
            found.setdefault((reading.role, re.sub(r"[,:{}]", " ", reading.name)), []).append(reading.sentence)
    set_up = next((section.lines for section in draft.sections if section.heading == "Set up"), [])
    names: set[str] = set()
    for (role, name), texts in found.items():
        unique = name if name.lower() not in names else f"{name} {len(names) + 1}"
        names.add(unique.lower())
        lines = [*set_up, *(sentence(speakable(text)) for text in texts)]
        kind: Literal["Variation", "Progression"] = "Progression" if role == "progression" else "Variation"
        draft.variations.append(DraftVariation(kind, unique, [DraftSection("Set up", lines)]))


def _say_beside(draft: Draft, readings: Sequence[Reading]) -> None:
    """Add what is said before the exercise and against it, and keep what is not said at all."""
    intro = [
        reading.sentence
        for reading in readings
        if reading.role == "intro" and reading.confidence < 0.9 and len(reading.sentence.split()) <= _LONGEST_INTRO
    ][:_MOST_INTRO]
    draft.intro = [sentence(speakable(text)) for text in intro]
    draft.cautions = [sentence(speakable(_naming(draft.title, text))) for text in _sentences(readings, "caution")]
    draft.unused = [
        reading.sentence
        for reading in readings
        if reading.role in ("not used", "schedule", "needs")
        or (reading.role == "intro" and reading.sentence not in intro)
    ]


def _naming(title: str, caution: str) -> str:
    """A caution against one exercise with its name before it: a session speaks those of all its exercises together."""
    named = f" {title_key(title)} " in f" {title_key(caution)} "
    return f"{title}: {small(caution)}" if _OF_THIS.search(caution) and not named else caution
