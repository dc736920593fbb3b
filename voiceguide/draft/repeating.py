"""Movements that are done again and again."""

import re
from collections.abc import Sequence

from voiceguide.draft.imperative import first_verb, imperative
from voiceguide.draft.lengths import stay_text, times_text
from voiceguide.draft.model import Body, DraftSection, DraftStep
from voiceguide.draft.moves import DraftHold, Move, Totals, is_breath, leads_back, line_of, set_up
from voiceguide.draft.shorten import shorten
from voiceguide.draft.steps import steps_of, whole_rep
from voiceguide.draft.wordings import lexicon

_BENT = re.compile(r"\bknees?|elbows?\b")
_READIED = re.compile(
    r"\b(?:spine|back|shoulders?|core|abdom\w+|belly|stomach|ahead|forward|arms? (?:by|at|along|out|in)|weights?|dumbbells?|down at)\b"
)


def repeating(moves: Sequence[Move | DraftHold], totals: Totals) -> Body:
    """Setting up, reps, and the stays that come once after all of them; where nothing is counted, one rep into a stay."""
    start = _first_step(moves)
    before = set_up([move for move in moves[:start] if isinstance(move, Move)])
    rest = moves[start:]
    has_breath = any(is_breath(move) for move in moves)
    is_counted = totals.reps or totals.sets or totals.going_on
    if has_breath and not is_counted and any(isinstance(move, DraftHold) for move in rest):
        return _once(rest, before)
    lasting = [move for move in rest if isinstance(move, DraftHold) and move.is_last]
    is_once = totals.reps is not None and totals.reps.high == 1
    rep = whole_rep([move for move in rest if move not in lasting], is_once=is_once)
    is_guessed = totals.reps is None and not totals.going_on
    sections = [
        *before,
        DraftSection(times_text(totals, rep.steps), steps=rep.steps, is_guessed=is_guessed),
        *(
            DraftSection(f"Hold {stay_text(move)}", ["Hold the stretch, and breathe."], is_guessed=move.is_vague)
            for move in lasting
        ),
    ]
    return Body(sections, rep.reminders, rep.finish)


def _first_step(moves: Sequence[Move | DraftHold]) -> int:
    """Where the rep begins; what stands before is setting up."""
    named = next((index for index, move in enumerate(moves) if is_breath(move)), None)
    if named is None:
        return _first_moving(moves)
    return _after_posture(moves, named) if leads_back(moves[named]) else named


def _after_posture(moves: Sequence[Move | DraftHold], end: int) -> int:
    """Where the movements begin that lead out of a position, up to the one at `end`."""
    postures = [index for index, move in enumerate(moves[:end]) if isinstance(move, Move) and move.is_posture]
    return postures[-1] + 1 if postures else 0


def _first_moving(moves: Sequence[Move | DraftHold]) -> int:
    """The first movement before any stay that neither takes a position nor readies the body for more; else the last."""
    stay = next((index for index, move in enumerate(moves) if isinstance(move, DraftHold)), len(moves))
    every = [(index, move) for index, move in enumerate(moves) if isinstance(move, Move)]
    known = [(index, move) for index, move in every if index < stay] or every
    for index, move in known[:-1]:
        later = [one for place, one in every if place > index]
        if not move.is_posture and not (_is_readying(move) and any(_moves(one) for one in later)):
            return index
    return known[-1][0] if known else 0


def _moves(move: Move) -> bool:
    return not move.is_posture and not _is_readying(move)


def _is_readying(move: Move) -> bool:
    verb = first_verb(move.text)
    if verb == "bend" and _BENT.search(move.text):
        return True
    return verb in lexicon().words["readying"] and _READIED.search(move.text) is not None


def _once(moves: Sequence[Move | DraftHold], before: list[DraftSection]) -> Body:
    """Movements with their breaths that lead into a position, which is then held."""
    body = Body(before)
    group: list[Move] = []
    for move in moves:
        if isinstance(move, Move):
            group.append(move)
            continue
        _add_once(body, group)
        group = []
        body.sections.append(DraftSection(f"Hold {stay_text(move)}", is_guessed=move.is_vague))
    if any(move.breath for move in group):
        _add_once(body, group)
    else:
        body.finish += [line_of(move) for move in group]
    return body


def _add_once(body: Body, group: Sequence[Move]) -> None:
    """Add movements that are done once: as a rep where they have breaths or follow one, else to the set-up."""
    lines = [line_of(move) for move in group]
    if any(move.breath for move in group):
        rep = steps_of(group)
        body.sections.append(DraftSection("Repeat 1 time", steps=rep.steps or [DraftStep("Move", "stay, and breathe")]))
        body.reminders += rep.reminders
        body.finish += rep.finish
    elif body.sections and body.sections[-1].heading == "Set up":
        body.sections[-1].lines += lines
    elif group and body.sections:
        steps = [DraftStep("Move", imperative(line), shorten(imperative(line))) for line in lines]
        body.sections.append(DraftSection("Repeat 1 time", steps=steps))
    else:
        body.sections += set_up(group)
