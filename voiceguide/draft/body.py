"""The sections of an exercise: setting up, reps, holds, and what becomes a reminder or the way out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from voiceguide.draft.guess import OPPOSITE, both_breaths, guessed, is_long, turning, without_breath
from voiceguide.draft.imperative import first_verb, imperative, sentence
from voiceguide.draft.lengths import held, length_of, span_text, stay_text, time_text
from voiceguide.draft.lexicon import lexicon
from voiceguide.draft.model import WHOLE, DraftSection, DraftStep
from voiceguide.draft.moves import Move, Stay, Totals
from voiceguide.draft.rounds import as_breath, one_round, pace_of, spoken_breath
from voiceguide.draft.shorten import shorten
from voiceguide.script.model import Span


class Body:
    """The sections of an exercise, its pace, and the movements that became reminders or the way out."""

    def __init__(self, is_breathing: bool, totals: Totals, moves: list[Move | Stay]) -> None:
        self.totals = totals
        self.sections: list[DraftSection] = []
        self.reminders: list[str] = []
        self.finish: list[str] = []
        self.pace = ""
        self.is_breathing = is_breathing
        if not is_breathing:
            calm = [move for move in moves if isinstance(move, Move) and _is_breathing_on(move)]
            self.reminders += [line_of(move) for move in calm]
            moves = [move for move in moves if move not in calm]
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
        lines = [line for move in moves[:until] for line in ([line_of(move)] if isinstance(move, Move) else [])]
        self._set_up(lines or [line_of(move) for move in before])
        is_guessed = stay is None and not self.totals.going_on
        length = stay or (
            Stay(self.totals.going_on, self.totals.going_unit) if self.totals.going_on else Stay((3, 5), "breaths")
        )
        self.sections.append(DraftSection(f"Hold {stay_text(length)}", is_guessed=is_guessed or length.is_vague))
        self.finish += [line_of(move) for move in after if lexicon().returning.search(move.text)]
        self.reminders += [line_of(move) for move in after if not lexicon().returning.search(move.text)]

    def _set_up(self, lines: list[str]) -> None:
        if lines:
            self.sections.append(DraftSection("Set up", lines))

    def _repeat(self, moves: list[Move | Stay]) -> None:
        start = self._first_step(moves)
        self._set_up([line_of(move) for move in moves[:start] if isinstance(move, Move)])
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
        lasting = [move for move in rest if isinstance(move, Stay) and move.is_last]
        steps = self._steps([move for move in rest if move not in lasting])
        self.sections.append(
            DraftSection(
                self._heading(steps), steps=steps, is_guessed=self.totals.reps is None and not self.totals.going_on
            )
        )
        self.sections += [
            DraftSection(f"Hold {stay_text(move)}", ["Hold the stretch, and breathe."], is_guessed=move.is_vague)
            for move in lasting
        ]

    def _once(self, moves: list[Move | Stay]) -> None:
        """Movements with their breaths that lead into a position, which is then held."""
        group: list[Move | Stay] = []
        for move in moves:
            if isinstance(move, Move):
                group.append(move)
                continue
            self._one_rep(group)
            group = []
            self.sections.append(DraftSection(f"Hold {stay_text(move)}", is_guessed=move.is_vague))
        if any(isinstance(move, Move) and move.breath for move in group):
            self._one_rep(group)
        else:
            self.finish += [line_of(move) for move in group if isinstance(move, Move)]

    def _one_rep(self, group: list[Move | Stay]) -> None:
        if not group:
            return
        if any(isinstance(move, Move) and move.breath for move in group):
            self.sections.append(DraftSection("Repeat 1 time", steps=self._steps(group, whole=False)))
        elif self.sections and self.sections[-1].heading == "Set up":
            self.sections[-1].lines += [line_of(move) for move in group if isinstance(move, Move)]
        elif any(section.heading != "Set up" for section in self.sections):
            lines = [line_of(move) for move in group if isinstance(move, Move)]
            self.sections.append(
                DraftSection(
                    "Repeat 1 time", steps=[DraftStep("Move", _plain(line), shorten(_plain(line))) for line in lines]
                )
            )
        else:
            self._set_up([line_of(move) for move in group if isinstance(move, Move)])

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
                    steps.append(held(move))
                continue
            later = any(
                isinstance(after, Move) and after.breath in ("inhale", "exhale") for after in moves[place + 1 :]
            )
            if move.breath == "hold":
                if steps and steps[-1].kind in ("Inhale", "Exhale"):
                    steps.append(DraftStep("Hold", "", "", length_of(move.count)))
                continue
            if move.breath:
                kind: Literal["Inhale", "Exhale"] = "Inhale" if move.breath == "inhale" else "Exhale"
                own = (
                    f"breathe {'in' if kind == 'Inhale' else 'out'} {move.text}".strip()
                    if self.is_breathing and pending
                    else move.text
                )
                text = f"{pending}, and {own}" if pending and own else pending or own
                steps.append(DraftStep(kind, text, shorten(text) if text else "", length_of(move.count)))
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
                kind = OPPOSITE.get(
                    next((step.kind for step in reversed(steps) if step.kind in OPPOSITE), "Exhale"), "Inhale"
                )
                steps.append(DraftStep(kind, move.text, shorten(move.text), is_guessed=True))
            elif later and not steps:
                pending = f"{pending}, and {move.text}" if pending else move.text
            elif (
                steps
                and steps[-1].kind in OPPOSITE
                and steps[-1].text
                and len(f"{steps[-1].text} {move.text}".split()) <= 16
                and first_verb(move.text)
            ):
                steps[-1] = replace(steps[-1], text=f"{steps[-1].text}, and {move.text}")
            elif later:
                pending = f"{pending}, and {move.text}" if pending else move.text
            elif lexicon().returning.search(move.text):
                self.finish.append(line_of(move))
            else:
                self.reminders.append(line_of(move))
        if pending:
            self.reminders.append(sentence(pending))
        if not named:
            steps = (
                without_breath(steps)
                if any(isinstance(move, Stay) and is_long(move) for move in moves)
                else guessed(steps)
            )
        if whole and named and not self.is_breathing and not (self.totals.reps and self.totals.reps.high == 1):
            steps = turning(steps)
        return both_breaths(steps) if whole else steps or [DraftStep("Move", "stay, and breathe")]

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
            return f"Repeat {min(totals.sets, 20)} sets of {span_text(reps)}{rest}"
        return f"Repeat {span_text(reps)} {'time' if reps.high == 1 else 'times'}"

    def _breathe(self, moves: list[Move | Stay]) -> None:
        """Breaths and nothing else: a pace where each has a count, and the breaths once or as often as asked."""
        known = [move for move in moves if isinstance(move, Move)]
        counted = [move for move in known if move.count and move.breath]
        start = next(
            i
            for i, move in enumerate(known)
            if move.breath in ("inhale", "exhale") and (move in counted or len(counted) < 2)
        )
        lines = [spoken_breath(move) for move in known[:start] if move.text or not move.breath]
        rep, rest = one_round(known[start:], len(counted) >= 2)
        self._set_up(lines)
        self.reminders += [spoken_breath(move) for move in rest if move.text or not move.breath]
        self.pace = pace_of(rep)
        steps = [replace(step, length="") if self.pace else step for step in self._steps(rep)]
        steps = [
            replace(
                step, text=as_breath(step.text), short=shorten(as_breath(step.text)) if as_breath(step.text) else ""
            )
            for step in steps
        ]
        if self.totals.going_on and self.totals.going_unit == "s" and not self.totals.reps:
            self.sections.append(DraftSection("Repeat 1 time", steps=steps))
            low, high = (min(max(seconds, 1.0), 3600.0) for seconds in self.totals.going_on)
            self.sections.append(DraftSection(f"Breathe {time_text(low, high)}", lines=["Breathe on in this way."]))
            return
        self.sections.append(
            DraftSection(
                self._heading(steps), steps=steps, is_guessed=self.totals.reps is None and not self.totals.going_on
            )
        )


def line_of(move: Move) -> str:
    """A movement as a sentence by itself, its breath named where it has one."""
    if move.breath in ("inhale", "exhale"):
        return sentence(f"{move.breath}, and {move.text}" if move.text else move.breath)
    return sentence(move.text or "hold your breath")


def _is_breathing_on(move: Move) -> bool:
    """Whether it says no more than to go on breathing."""
    return not move.breath and lexicon().has("breathing_on", move.text)


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
