"""An exercise as it was read, put together as a script: sections, timed steps, sides, and what is left over."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from voiceguide.draft.imperative import first_verb, imperative, sentence
from voiceguide.draft.lexicon import lexicon
from voiceguide.draft.model import WHOLE, Draft, DraftSection, DraftStep, DraftVariation, Part, Reading
from voiceguide.draft.moves import Move, Stay, Totals, moves_of, totals_of
from voiceguide.draft.positions import needs_in, position_of
from voiceguide.draft.shorten import shorten
from voiceguide.draft.sides import first_side, is_mirror, names_side, with_sides
from voiceguide.draft.speakable import speakable
from voiceguide.script.model import Position, Sides, Span

_WAY_OUT: dict[Position, str] = {
    "supine": "Roll onto your side, and press up with both hands to sit.",
    "prone": "Rest your forehead on your hands, and roll onto your side when you are ready.",
    "side-lying": "Press up with both hands to sit.",
    "hands-and-knees": "Sink your hips back towards your heels, and rest.",
    "kneeling": "Sit back on your heels, and rest.",
}
"""How to leave a position that one does not simply get up from, where the author does not say."""

_ON_FLOOR = re.compile(r"\b(?:lie|lying|floor|all fours|hands and knees|kneel)", re.IGNORECASE)
_OPPOSITE: dict[str, Literal["Inhale", "Exhale"]] = {"Inhale": "Exhale", "Exhale": "Inhale"}
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
    body = _Body(part.is_breathing, totals, moves)
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
    draft.cautions = [sentence(speakable(reading.sentence)) for reading in readings if reading.role == "caution"]
    draft.unused = [
        reading.sentence
        for reading in readings
        if reading.role in ("not used", "schedule", "needs")
        or (reading.role == "intro" and reading.sentence not in intro[:_MOST_INTRO])
    ]
    _fill(draft, first)
    return draft


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
            if reading.role == "needs" or reading in told or (reading.role == "reminder" and reading.confidence < 0.9)
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


class _Body:
    """The sections of an exercise, its pace, and the movements that became reminders or the way out."""

    def __init__(self, is_breathing: bool, totals: Totals, moves: list[Move | Stay]) -> None:
        self.totals = totals
        self.sections: list[DraftSection] = []
        self.reminders: list[str] = []
        self.finish: list[str] = []
        self.pace = ""
        self.is_breathing = is_breathing
        self.has_breath = any(isinstance(move, Move) and move.breath in ("inhale", "exhale") for move in moves)
        if is_breathing and self.has_breath:
            self._breathe(moves)
        elif self._is_cyclic(moves):
            self._repeat(moves)
        else:
            self._stay(moves)

    def _is_cyclic(self, moves: Sequence[Move | Stay]) -> bool:
        if self.has_breath or self.totals.reps or self.totals.sets:
            return any(isinstance(move, Move) for move in moves)
        stays = [move for move in moves if isinstance(move, Stay)]
        moving = [move for move in moves if isinstance(move, Move) and not move.is_posture]
        if stays:
            return False
        if self.totals.going_on:
            return self.totals.going_unit == "s" and bool(moving)
        return len(moving) >= 2 and any(lexicon().returning.search(move.text) for move in moving[1:])

    def _stay(self, moves: Sequence[Move | Stay]) -> None:
        """A position that is held."""
        stay = next((move for move in reversed(moves) if isinstance(move, Stay)), None)
        until = moves.index(stay) if stay else len(moves)
        before = [move for move in moves[:until] if isinstance(move, Move)]
        after = [move for move in moves[until:] if isinstance(move, Move)]
        if not before and after:
            before, after = after, []
        lines = [line for move in moves[:until] for line in ([_line(move)] if isinstance(move, Move) else [])]
        self._set_up(lines or [_line(move) for move in before])
        is_guessed = stay is None and not self.totals.going_on
        length = stay or (
            Stay(self.totals.going_on, self.totals.going_unit) if self.totals.going_on else Stay((3, 5), "breaths")
        )
        self.sections.append(DraftSection(f"Hold {_stay_text(length)}", is_guessed=is_guessed or length.is_vague))
        self.finish += [_line(move) for move in after if lexicon().returning.search(move.text)]
        self.reminders += [_line(move) for move in after if not lexicon().returning.search(move.text)]

    def _set_up(self, lines: list[str]) -> None:
        if lines:
            self.sections.append(DraftSection("Set up", lines))

    def _repeat(self, moves: list[Move | Stay]) -> None:
        start = self._first_step(moves)
        self._set_up([_line(move) for move in moves[:start] if isinstance(move, Move)])
        rest = moves[start:]
        once = (
            self.has_breath
            and not self.totals.reps
            and not self.totals.going_on
            and not self.totals.sets
            and any(isinstance(move, Stay) for move in rest)
        )
        if once:
            self._once(rest)
            return
        steps = self._steps(rest)
        self.sections.append(
            DraftSection(
                self._heading(steps), steps=steps, is_guessed=self.totals.reps is None and not self.totals.going_on
            )
        )

    def _once(self, moves: list[Move | Stay]) -> None:
        """Movements with their breaths that lead into a position, which is then held."""
        group: list[Move | Stay] = []
        for move in moves:
            if isinstance(move, Move):
                group.append(move)
                continue
            self._one_rep(group)
            group = []
            self.sections.append(DraftSection(f"Hold {_stay_text(move)}", is_guessed=move.is_vague))
        if any(isinstance(move, Move) and move.breath for move in group):
            self._one_rep(group)
        else:
            self.finish += [_line(move) for move in group if isinstance(move, Move)]

    def _one_rep(self, group: list[Move | Stay]) -> None:
        if not group:
            return
        if any(isinstance(move, Move) and move.breath for move in group):
            self.sections.append(DraftSection("Repeat 1 time", steps=self._steps(group, whole=False)))
        elif self.sections and self.sections[-1].heading == "Set up":
            self.sections[-1].lines += [_line(move) for move in group if isinstance(move, Move)]
        elif any(section.heading != "Set up" for section in self.sections):
            lines = [_line(move) for move in group if isinstance(move, Move)]
            self.sections.append(
                DraftSection(
                    "Repeat 1 time", steps=[DraftStep("Move", _plain(line), shorten(_plain(line))) for line in lines]
                )
            )
        else:
            self._set_up([_line(move) for move in group if isinstance(move, Move)])

    def _first_step(self, moves: Sequence[Move | Stay]) -> int:
        """Where the rep begins; what stands before is setting up."""
        if self.has_breath:
            index = next(
                i for i, move in enumerate(moves) if isinstance(move, Move) and move.breath in ("inhale", "exhale")
            )
            named = moves[index]
            if isinstance(named, Move) and lexicon().returning.search(named.text):
                while index and not (isinstance(moves[index - 1], Move) and moves[index - 1].is_posture):  # type: ignore[union-attr]
                    index -= 1
            return index
        stay = next((i for i, move in enumerate(moves) if isinstance(move, Stay)), len(moves))
        known = [i for i, move in enumerate(moves) if isinstance(move, Move) and i < stay] or [
            i for i, move in enumerate(moves) if isinstance(move, Move)
        ]
        for i in known[:-1]:
            move = moves[i]
            if (
                isinstance(move, Move)
                and not move.is_posture
                and not (
                    _is_readying(move.text)
                    and any(
                        not m.is_posture and not _is_readying(m.text) for m in moves[i + 1 :] if isinstance(m, Move)
                    )
                )
            ):
                return i
        return known[-1] if known else 0

    def _steps(self, moves: Sequence[Move | Stay], *, whole: bool = True) -> list[DraftStep]:
        steps: list[DraftStep] = []
        pending = ""
        named = any(isinstance(move, Move) and move.breath in ("inhale", "exhale") for move in moves)
        for place, move in enumerate(moves):
            if isinstance(move, Stay):
                if steps:
                    steps.append(_held(move))
                continue
            later = any(
                isinstance(after, Move) and after.breath in ("inhale", "exhale") for after in moves[place + 1 :]
            )
            if move.breath == "hold":
                if steps and steps[-1].kind in ("Inhale", "Exhale"):
                    steps.append(DraftStep("Hold", "", "", _length(move.count)))
                continue
            if move.breath:
                kind: Literal["Inhale", "Exhale"] = "Inhale" if move.breath == "inhale" else "Exhale"
                own = (
                    f"breathe {'in' if kind == 'Inhale' else 'out'} {move.text}".strip()
                    if self.is_breathing and pending
                    else move.text
                )
                text = f"{pending}, and {own}" if pending and own else pending or own
                steps.append(DraftStep(kind, text, shorten(text) if text else "", _length(move.count)))
                pending = ""
            elif not named:
                steps.append(DraftStep("Move", move.text))
            elif (
                not self.is_breathing
                and lexicon().returning.search(move.text)
                and steps
                and not (
                    len({step.kind for step in steps} & {"Inhale", "Exhale"}) == 2
                    and lexicon().returning.search(steps[-1].text)
                )
            ):
                kind = _OPPOSITE.get(
                    next((step.kind for step in reversed(steps) if step.kind in _OPPOSITE), "Exhale"), "Inhale"
                )
                steps.append(DraftStep(kind, move.text, shorten(move.text), is_guessed=True))
            elif later and not steps:
                pending = f"{pending}, and {move.text}" if pending else move.text
            elif (
                steps
                and steps[-1].kind in _OPPOSITE
                and steps[-1].text
                and len(f"{steps[-1].text} {move.text}".split()) <= 16
                and first_verb(move.text)
            ):
                steps[-1] = replace(steps[-1], text=f"{steps[-1].text}, and {move.text}")
            elif later:
                pending = f"{pending}, and {move.text}" if pending else move.text
            elif lexicon().returning.search(move.text):
                self.finish.append(_line(move))
            else:
                self.reminders.append(_line(move))
        if pending:
            self.reminders.append(sentence(pending))
        if not named:
            steps = _guessed(steps)
        return _both_breaths(steps) if whole else steps or [DraftStep("Move", "stay, and breathe")]

    def _heading(self, steps: Sequence[DraftStep]) -> str:
        totals = self.totals
        reps = totals.reps
        if reps is None and totals.going_on:
            breaths = max(1, sum(step.kind == "Inhale" for step in steps))
            low, high = totals.going_on
            each = breaths if totals.going_unit == "breaths" else breaths * 10
            first = min(max(round(low / each), 1), 100)
            reps = Span(first, min(max(round(high / each), first), 100))
        reps = reps or WHOLE
        if totals.sets and totals.sets > 1:
            rest = f", rest {min(max(totals.rest, 1), 600):g} s" if totals.rest else ""
            return f"Repeat {min(totals.sets, 20)} sets of {_span_text(reps)}{rest}"
        return f"Repeat {_span_text(reps)} {'time' if reps.high == 1 else 'times'}"

    def _breathe(self, moves: list[Move | Stay]) -> None:
        """Breaths and nothing else: a pace where each has a count, and the breaths once or as often as asked."""
        known = [move for move in moves if isinstance(move, Move)]
        counted = [move for move in known if move.count and move.breath]
        start = next(
            i
            for i, move in enumerate(known)
            if move.breath in ("inhale", "exhale") and (move in counted or len(counted) < 2)
        )
        lines = [_spoken_breath(move) for move in known[:start]]
        rep, rest = _one_cycle(known[start:], len(counted) >= 2)
        self._set_up(lines)
        self.reminders += [_spoken_breath(move) for move in rest]
        self.pace = _pace(rep)
        steps = [replace(step, length="") if self.pace else step for step in self._steps(rep)]
        steps = [
            replace(
                step, text=_as_breath(step.text), short=shorten(_as_breath(step.text)) if _as_breath(step.text) else ""
            )
            for step in steps
        ]
        if self.totals.going_on and self.totals.going_unit == "s" and not self.totals.reps:
            self.sections.append(DraftSection("Repeat 1 time", steps=steps))
            low, high = (min(max(seconds, 1.0), 3600.0) for seconds in self.totals.going_on)
            self.sections.append(DraftSection(f"Breathe {_time_text(low, high)}", lines=["Breathe on in this way."]))
            return
        self.sections.append(
            DraftSection(
                self._heading(steps), steps=steps, is_guessed=self.totals.reps is None and not self.totals.going_on
            )
        )


def _one_cycle(moves: Sequence[Move], is_counted: bool) -> tuple[list[Move], list[Move]]:
    """One round of breaths, and what only says it again."""
    rep: list[Move] = []
    rest: list[Move] = []
    for move in moves:
        kinds = [one.breath for one in rep if one.breath in ("inhale", "exhale")]
        is_full = "inhale" in kinds and "exhale" in kinds
        if not move.breath:
            last = rep[-1] if rep else None
            wanted = move.text and re.search(r"\b(?:nostril|close|open|release|switch)\b", move.text) and last
            (rep if wanted else rest).append(move)
        elif (
            (is_counted and not move.count and not (move.breath == "hold" and rep))
            or (
                is_full
                and move.breath != "hold"
                and not names_side(move.text)
                and len(kinds) % 2 == 0
                and not any(names_side(one.text) for one in rep)
            )
            or (move.breath == "hold" and rep and rep[-1].breath == "hold")
        ):
            rest.append(move)
        else:
            rep.append(move)
    while rep and not rep[-1].breath:
        rest.append(rep.pop())
    return rep, rest


def _pace(moves: Sequence[Move]) -> str:
    """The pace of a counted round, as `4-7-8`; empty where a breath has no count."""
    parts: dict[str, float] = {}
    last = ""
    for move in moves:
        if move.breath in ("inhale", "exhale"):
            key = last = str(move.breath)
        elif move.breath == "hold":
            key = "hold_in" if last == "inhale" else "hold_out"
        else:
            continue
        if move.count and key not in parts:
            parts[key] = float(int(sum(move.count) / 2 * 2) // 2) or 1.0
    if "inhale" not in parts or "exhale" not in parts:
        return ""
    order = ["inhale", "hold_in", "exhale", "hold_out"]
    numbers = [min(max(parts.get(key, 0.0), 0.0), 60.0) for key in order]
    if not numbers[3]:
        numbers = numbers[:3]
        if not numbers[1]:
            numbers = [numbers[0], numbers[2]]
    return "-".join(f"{number:g}" for number in numbers)


def _as_breath(text: str) -> str:
    """What a breath's words add to the breath itself."""
    plain = re.sub(r"^(?:(?:in|out|again|of it|as well)\b[\s,]*)+", "", text.strip(" ,."))
    return plain if re.search(r"[a-z]{2}", plain) else ""


def _spoken_breath(move: Move) -> str:
    word = {"inhale": "Breathe in", "exhale": "Breathe out", "hold": "Hold"}.get(move.breath, "")
    is_said = re.match(r"(?:fill|empty|blow|sigh|push|release|sip|suck|drink|let)\b", move.text) is not None
    return sentence(f"{word} {move.text}" if word and not is_said else move.text)


def _line(move: Move) -> str:
    """A movement as a sentence by itself, its breath named where it has one."""
    if move.breath in ("inhale", "exhale"):
        return sentence(f"{move.breath}, and {move.text}" if move.text else move.breath)
    return sentence(move.text or "hold your breath")


def _plain(line: str) -> str:
    return imperative(line)


def _is_readying(text: str) -> bool:
    verb = first_verb(text)
    return (verb == "bend" and re.search(r"\bknees?|elbows?\b", text) is not None) or (
        verb
        in (
            "relax",
            "tuck",
            "straighten",
            "lengthen",
            "engage",
            "look",
            "keep",
            "hold",
            "point",
            "gaze",
            "let",
            "allow",
            "extend",
            "go",
            "draw",
        )
        and re.search(
            r"\b(?:spine|back|shoulders?|core|abdom\w+|belly|stomach|ahead|forward|arms? (?:by|at|along|out|in)|weights?|dumbbells?|down at)\b",
            text,
        )
        is not None
    )


def _held(stay: Stay) -> DraftStep:
    if stay.unit == "breaths":
        times = min(max(round(sum(stay.span) / 2), 1), 10)
        return DraftStep(
            "Move", "hold, and breathe", "hold", f"x{times}" if times > 1 else "", is_guessed=stay.is_vague
        )
    seconds = min(max(int(sum(stay.span) / 2), 1), 600)
    return DraftStep("Move", "hold, and breathe", "hold", f"{seconds}s", is_guessed=stay.is_vague)


def _length(count: tuple[float, float] | None) -> str:
    return f"{min(max(int(sum(count) / 2), 1), 60)}s" if count else ""


def _guessed(steps: Sequence[DraftStep]) -> list[DraftStep]:
    """Steps without breaths given some: out and in by turns, beginning as people do of themselves."""
    moving = [step for step in steps if step.length == "" and step.text != "hold, and breathe"]
    if not moving:
        return list(steps)
    kind: Literal["Inhale", "Exhale"] = "Inhale" if _opens(moving[0].text) else "Exhale"
    found: list[DraftStep] = []
    for step in steps:
        if step not in moving:
            found.append(step)
            continue
        found.append(DraftStep(kind, step.text, shorten(step.text), is_guessed=True))
        kind = _OPPOSITE[kind]
    breaths = [index for index, step in enumerate(found) if step.kind in _OPPOSITE]
    if len(breaths) % 2 and len(breaths) > 1:
        last, before = breaths[-1], breaths[-2]
        if last == before + 1:
            joined = f"{found[before].text}, then {found[last].text}"
            found[before] = replace(found[before], text=joined, short=shorten(found[last].text))
            del found[last]
        else:
            found.append(DraftStep(kind, "rest", "", is_guessed=True))
    return found


def _opens(text: str) -> bool:
    match = lexicon().inhaling.search(text)
    verb = first_verb(text)
    return bool(match and (match.start() < 25 or verb is None)) and verb not in (
        "bend",
        "fold",
        "lower",
        "twist",
        "turn",
        "tilt",
        "drop",
        "curl",
        "round",
        "squeeze",
        "press",
    )


def _both_breaths(steps: list[DraftStep]) -> list[DraftStep]:
    """Steps with an inhale and an exhale among them, the one that is missing proposed."""
    kinds = {step.kind for step in steps}
    if not kinds & {"Inhale", "Exhale"}:
        return steps or [DraftStep("Inhale", "", is_guessed=True), DraftStep("Exhale", "", is_guessed=True)]
    if {"Inhale", "Exhale"} <= kinds:
        return steps
    only = next(step for step in steps if step.kind in _OPPOSITE)
    other = _OPPOSITE[only.kind]
    if lexicon().returning.search(only.text) or not only.text:
        return [DraftStep(other, "", is_guessed=True), *steps]
    return [*steps, DraftStep(other, "come back", "back", is_guessed=True)]


def _stay_text(stay: Stay) -> str:
    low, high = stay.span
    if stay.unit == "breaths":
        first = min(max(round(low), 1), 1000)
        span = Span(first, min(max(round(high), first), 1000))
        return f"{_span_text(span)} {'breath' if span.high == 1 else 'breaths'}"
    low, high = (min(max(seconds, 1.0), 600.0) for seconds in (low, high))
    return _time_text(low, high)


def _time_text(low: float, high: float) -> str:
    """A length as a heading has it: in minutes where these are whole, else in seconds."""
    in_minutes = low >= 60 and low % 60 == 0 and high % 60 == 0
    low, high = (round(low / 60), round(high / 60)) if in_minutes else (round(low), round(high))
    return f"{_span_text(Span(int(low), int(high)))} {'min' if in_minutes else 's'}"


def _span_text(span: Span) -> str:
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"


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
