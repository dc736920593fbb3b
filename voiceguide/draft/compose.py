"""An exercise as it was read, put together as a script: sections, timed steps, sides, and what is left over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.body import Body
from voiceguide.draft.imperative import imperative, sentence, small
from voiceguide.draft.lexicon import lexicon
from voiceguide.draft.model import Draft, DraftSection, DraftVariation, Part, Reading
from voiceguide.draft.moves import Move, Stay, Totals, moves_of, totals_of
from voiceguide.draft.positions import needs_in, position_of
from voiceguide.draft.sides import first_side, is_mirror, names_side, with_sides
from voiceguide.draft.speakable import speakable
from voiceguide.draft.titles import title_key
from voiceguide.script.model import Position, Sides

_WAY_OUT: dict[Position, str] = {
    "supine": "Roll onto your side, and press up with both hands to sit.",
    "prone": "Rest your forehead on your hands, and roll onto your side when you are ready.",
    "side-lying": "Press up with both hands to sit.",
    "hands-and-knees": "Sink your hips back towards your heels, and rest.",
    "kneeling": "Sit back on your heels, and rest.",
}
"""How to leave a position that one does not simply get up from, where the author does not say."""


_ON_FLOOR = re.compile(r"\b(?:lie|lying|floor|all fours|hands and knees|kneel)", re.IGNORECASE)


_MOST_INTRO = 2


_MOST_MIRRORED = 40


_LONGEST_INTRO = 30


_SIDEWAYS = re.compile(
    r"\b(?:from )?(?:side to side|one side to the other|(?:the )?left to (?:the )?right|(?:the )?right to (?:the )?left)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class General:
    """What an article says about all of its exercises."""

    totals: Totals
    sides: bool
    needs: tuple[str, ...]
    title: str


def compose(part: Part, general: General) -> Draft:
    """The script of an exercise. Nothing that was read is lost: what has no place in it is kept as unused."""
    readings = _without_deepening([reading for reading in part.readings if reading.role != "noise"], general)
    totals = totals_of(readings).or_else(general.totals)
    moves = moves_of(readings)
    sides, moves = _sides(part, moves, readings, general)
    texts = [move.text for move in moves if isinstance(move, Move)]
    first = first_side(texts) if sides != "none" else None
    told = _told(readings)
    draft = Draft(
        title=part.title,
        position=position_of(
            part.title,
            [reading.sentence for reading in told if reading.role == "set up"],
            [reading.sentence for reading in told],
            general.title,
        ),
        needs=_needs(part, told, general),
        sides=sides,
    )
    if general.totals.hold:
        moves = [general.totals.hold if isinstance(move, Stay) and move.is_vague else move for move in moves]
    if (
        general.totals.hold
        and not part.is_breathing
        and not totals.reps
        and not any(isinstance(move, Stay) or move.breath for move in moves)
    ):
        moves = [*moves, general.totals.hold]
    body = Body(part.is_breathing, totals, moves)
    draft.sections, draft.pace = body.sections, body.pace
    reminders = [*body.reminders, *(reading.sentence for reading in readings if reading.role == "reminder")]
    _place_reminders(draft, reminders)
    _finish(draft, readings, body.finish)
    _variations(draft, readings)
    intro = [
        reading.sentence
        for reading in readings
        if reading.role == "intro" and reading.confidence < 0.9 and len(reading.sentence.split()) <= _LONGEST_INTRO
    ]
    draft.intro = [sentence(speakable(text)) for text in intro[:_MOST_INTRO]]
    draft.cautions = [
        sentence(speakable(_naming(part.title, reading.sentence))) for reading in readings if reading.role == "caution"
    ]
    draft.unused = [
        reading.sentence
        for reading in readings
        if reading.role in ("not used", "schedule", "needs")
        or (reading.role == "intro" and reading.sentence not in intro[:_MOST_INTRO])
    ]
    _fill(draft, first)
    return draft


_OF_THIS = re.compile(
    r"\bthis\b(?! (?:leaflet|program(?:me)?|routine|page|guide|article|series|plan|workout|session|sheet|booklet)\b)"
    r"|\b(?:skip|avoid|omit|leave|give|miss|do|try|attempt|practi[cs]e) it\b"
    r"|^\W*(?:(?:skip|omit|avoid) (?:if|in|during|after|with)|unsuitable|not (?:suitable|recommended|advised|appropriate|for))\b",
    re.IGNORECASE,
)


def _naming(title: str, caution: str) -> str:
    """A caution against one exercise with its name before it: a session speaks those of all its exercises together."""
    named = f" {title_key(title)} " in f" {title_key(caution)} "
    return f"{title}: {small(caution)}" if _OF_THIS.search(caution) and not named else caution


_EACH_BREATH = re.compile(r"\b(?:each|every)\s+(?:\w+\s+)?(?:in-?|out-?)?(?:breath|inhal|exhal)", re.IGNORECASE)


def _without_deepening(readings: list[Reading], general: General) -> list[Reading]:
    """What each breath does while a position is held is a reminder, and no movement."""
    breathing = [reading for reading in readings if any(clause.breath for clause in reading.clauses)]
    others = {
        clause.breath
        for reading in breathing
        if not _EACH_BREATH.search(reading.sentence)
        for clause in reading.clauses
    }
    if {"inhale", "exhale"} <= others:
        return [
            replace(reading, role="reminder", clauses=())
            if reading in breathing and _EACH_BREATH.search(reading.sentence) and not reading.amounts.reps
            else reading
            for reading in readings
        ]
    is_held = general.totals.hold or any(reading.amounts.hold for reading in readings)
    if (
        not is_held
        or any(reading.amounts.reps for reading in readings)
        or not all(_EACH_BREATH.search(reading.sentence) for reading in breathing)
    ):
        return readings
    return [replace(reading, role="reminder", clauses=()) if reading in breathing else reading for reading in readings]


def _told(readings: Iterable[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.role in ("set up", "movement", "finish", "amount")]


def _needs(part: Part, told: Sequence[Reading], general: General) -> list[str]:
    own = [
        part.title,
        *(
            reading.sentence
            for reading in part.readings
            if reading.role == "needs"
            or lexicon().has("needing", reading.sentence)
            or reading in told
            or (reading.role == "reminder" and reading.confidence < 0.9)
        ),
    ]
    needs = needs_in(own)
    text = " ".join(own).lower()
    for need in general.needs:
        ways = need.split(" or ")
        own_ways = [known for known in needs if set(known.split(" or ")) & set(ways)]
        if own_ways:
            needs[needs.index(own_ways[0])] = need if len(ways) > 1 else own_ways[0]
        elif any(way in text for way in ways) or (need == "mat" and _ON_FLOOR.search(text)):
            needs.append(need)
    return needs


def _sides(
    part: Part, moves: list[Move | Stay], readings: Sequence[Reading], general: General
) -> tuple[Sides, list[Move | Stay]]:
    """Whether the exercise has sides, and its movements without those that only say the same to the other side."""
    told = {reading.sides for reading in readings if reading.sides and not _SIDEWAYS.search(reading.sentence)}
    if part.is_breathing:
        return "none", moves
    halved = _without_mirror(moves)
    if len(halved) < len(moves):
        return "alternate", halved
    sideways = [bool(_SIDEWAYS.search(move.text)) for move in moves if isinstance(move, Move)]
    moving = [bool(_SIDEWAYS.search(move.text)) for move in moves if isinstance(move, Move) and not move.is_posture]
    if any(sideways) and (not moving or moving[0]):
        moves = [
            replace(move, text=_SIDEWAYS.sub("to the left", move.text)) if isinstance(move, Move) else move
            for move in moves
        ]
        return "alternate", moves
    if "alternate" in told:
        return "alternate", moves
    named = any(
        names_side(move.text)
        or re.search(r"\bone (?:leg|arm|knee|hand|foot|side|shoulder|hip|ear|ankle|heel)\b", move.text)
        for move in moves
        if isinstance(move, Move)
    )
    if "each" in told or (general.sides and named):
        return "each", moves
    return "none", moves


def _without_mirror(moves: list[Move | Stay]) -> list[Move | Stay]:
    """The movements up to where they begin to tell the other side."""
    sided = [
        (index, move)
        for index, move in enumerate(moves[:_MOST_MIRRORED])
        if isinstance(move, Move) and names_side(move.text)
    ]
    for index, move in sided:
        for earlier, one in sided:
            if earlier < index and is_mirror(one.text, move.text) and one.breath == move.breath and not one.is_posture:
                length = index - earlier
                kept = moves[:index]
                later = [
                    after
                    for after in moves[index + length :]
                    if not (isinstance(after, Move) and names_side(after.text)) and not isinstance(after, Stay)
                ]
                return kept + [
                    after for after in later if isinstance(after, Move) and not lexicon().returning.search(after.text)
                ]
    return moves


def _place_reminders(draft: Draft, reminders: Iterable[str]) -> None:
    timed = next(
        (section for section in draft.sections if section.heading.startswith(("Repeat", "Hold", "Breathe"))), None
    )
    if timed:
        timed.reminders += [sentence(_reminder(speakable(text))) for text in dict.fromkeys(reminders)]


def _reminder(text: str) -> str:
    return (
        imperative(text)
        if re.match(
            r"\W*(?:keeping|making|ensuring|maintaining|aiming|concentrating|remember to|be sure to|you should keep|try to keep)\b",
            text,
            re.IGNORECASE,
        )
        else text
    )


def _finish(draft: Draft, readings: Iterable[Reading], lines: Iterable[str]) -> None:
    said = [*lines, *(reading.sentence for reading in readings if reading.role == "finish")]
    is_guessed = False
    if not said and draft.position in _WAY_OUT:
        said, is_guessed = [_WAY_OUT[draft.position]], True
    if said:
        draft.sections.append(
            DraftSection("Finish", [sentence(speakable(text)) for text in said], is_guessed=is_guessed)
        )


def _variations(draft: Draft, readings: Iterable[Reading]) -> None:
    """Each variation with its own set-up: the exercise's, and then what is different."""
    found: dict[tuple[str, str], list[str]] = {}
    for reading in readings:
        if reading.role in ("variation", "progression"):
            kind = "Progression" if reading.role == "progression" else "Variation"
            found.setdefault((kind, re.sub(r"[,:{}]", " ", reading.name)), []).append(reading.sentence)
    set_up = next((section.lines for section in draft.sections if section.heading == "Set up"), [])
    names: set[str] = set()
    for (kind, name), texts in found.items():
        unique = name if name.lower() not in names else f"{name} {len(names) + 1}"
        names.add(unique.lower())
        lines = [*set_up, *(sentence(speakable(text)) for text in texts)]
        draft.variations.append(
            DraftVariation(
                "Progression" if kind == "Progression" else "Variation", unique, [DraftSection("Set up", lines)]
            )
        )


def _fill(draft: Draft, first: str | None) -> None:
    """Make every text speakable, and name the sides where there are any."""
    sided = draft.sides != "none"

    def say(text: str) -> str:
        return with_sides(text, first) if sided else text

    groups = [draft.sections, *(variation.sections for variation in draft.variations)]
    for section in (section for sections in groups for section in sections):
        section.lines = [sentence(say(speakable(line))) for line in section.lines if speakable(line)]
        section.reminders = [sentence(say(text)) for text in section.reminders if text]
        section.steps = [
            replace(step, text=say(speakable(step.text)), short=say(speakable(step.short))) for step in section.steps
        ]
        if section.heading == "Finish":
            section.lines = [sentence(re.sub(r"\{(?:other )?side\}\s*", "", line)) for line in section.lines]
    if sided and not any(
        "{" in text
        for section in draft.sections
        if section.heading != "Finish"
        for text in (*section.lines, *(step.text for step in section.steps))
    ):
        line = "This time it is your {side} side."
        if draft.sections and draft.sections[0].heading == "Set up":
            draft.sections[0].lines.append(line)
        else:
            draft.sections.insert(0, DraftSection("Set up", [line]))
