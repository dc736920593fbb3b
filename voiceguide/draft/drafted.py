"""What an exercise says to the sections of its script: what is said first, what is repeated, and what is held."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from voiceguide.draft.counted_breathing import HOW_LONG_TWICE, NOT_HOW_OFTEN, TOLD_AGAIN, counted_breathing, first_of
from voiceguide.draft.dose import NO_NUMBER, Dose
from voiceguide.draft.events import REST_OF_REP, Event, Slots
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep
from voiceguide.draft.sentences import clauses, verb_of
from voiceguide.draft.speakable import as_sentences, step_words
from voiceguide.draft.stays import goes_back

MOST_MOVES = 4
"""Movements of one rep: more cannot be followed by ear."""

QUICK = "the text asks for quick breaths: each is a second long here, for which the text gives no number"
FEWEST_QUICK = 10
"""Repetitions; so many breaths in a row are quick where the text asks for quick ones."""

HELD_AGAIN = "the text tells of a hold more than once, and here it comes once"
NOT_HOW = "the text does not say how to move"


def sections_of(slots: Slots, draft: DraftExercise) -> list[DraftSection]:
    """The sections of an exercise, without its finish; marks in `draft` tell what is unsure."""
    if not slots.events and not slots.reps:
        return []
    if slots.is_told_again:
        draft.mark("all", TOLD_AGAIN)
    if slots.is_held_again and draft.sides == "none":
        draft.mark("all", HELD_AGAIN)
    if slots.is_counted:
        return counted_breathing(slots, draft)
    first = first_of(slots.events, lambda event: event.kind == "move") % (len(slots.events) or 1)
    set_up, events = _set_up([*slots.events[first:], *slots.events[:first]], slots, draft)
    reps = next(iter([*slots.reps, *slots.sets]), None)
    exact = (one for one in slots.reps if reps and reps.low < one.low == one.high <= reps.high)
    reps = next(exact, reps)  # 3 times, of 1-3
    if reps is None and slots.lasts:
        if len(slots.lasts) > 1:
            draft.mark("all", HOW_LONG_TWICE)
        return [*set_up, *_lasting(events, slots.lasts[0], draft)]
    if reps is not None and (reps.high > 1 or slots.sets):
        own = _first_own(events)
        return [*set_up, *_held(events[:own], draft), *_repeated(events[own:], reps, slots, draft)]
    if not slots.moves:
        draft.mark("all", NOT_HOW)
    return [*set_up, *(_held(events, draft) or _lasting(events, None, draft))]


def quicken(sections: Sequence[DraftSection], draft: DraftExercise) -> None:
    """Let no breath that is asked to be quick, many times in a row, be as slow as those of other exercises; it is marked."""
    for section in sections:
        steps = [step for step in section.steps if step.kind in ("Inhale", "Exhale") and not step.length]
        times = [int(number) for number in re.findall(r"\d+", section.heading)]
        if steps and section.heading.startswith("Repeat") and max(times) >= FEWEST_QUICK:
            draft.mark("all", QUICK)
            for step in steps:
                step.length = "1s"


def _first_own(events: Sequence[Event]) -> int:
    """Where a movement with a count of its own begins after a position that is held; 0 where none does."""
    after = len(events) - first_of(events[::-1], lambda event: event.kind == "hold")
    counted = next((event for event in events[after:] if event.kind != "move"), None)
    return after if counted and counted.is_own else 0


def _set_up(events: list[Event], slots: Slots, draft: DraftExercise) -> tuple[list[DraftSection], list[Event]]:
    """What is said before anything is timed, as a section, and the events that are left.

    Where one position is held and nothing is repeated, the way into it is said, too; and what comes before the breaths.
    """
    ready = first_of(events, lambda event: event.kind != "move" or not event.is_setup)
    moves = first_of(events[ready:], lambda event: event.kind != "move" or event.breath)
    after = events[ready + moves :]
    is_stay = not slots.reps and not slots.sets and not slots.breaths and draft.sides == "none"
    is_only_way = slots.reps and not slots.holds and all(event.is_setup for event in events if event.kind == "move")
    ready -= bool(is_only_way and ready)  # `Spread your fingers. 10 times`
    is_held = is_stay and sum(event.kind == "hold" for event in after) == 1
    is_before_breaths = bool(moves and after and after[0].breath and (slots.reps or slots.lasts))
    if is_before_breaths or (is_held and not (ready and any(event.kind == "move" for event in after))):
        ready += moves
    said = as_sentences(event.text for event in events[:ready])
    return [DraftSection("Set up", said)] if said else [], events[ready:]


def _repeated(events: list[Event], reps: Dose, slots: Slots, draft: DraftExercise) -> list[DraftSection]:
    """Movements that are repeated, each with its own count, and what is held in each rep."""
    sets = slots.sets[0] if slots.reps and slots.sets else None
    counted = _by_count(events)
    told = [(group, dose) for group, dose in counted if dose and any(event.kind == "move" for event in group)]
    if max(1, len({dose.span for _, dose in told})) < len({dose.span for dose in slots.reps}):
        draft.mark("all", "the text counts more than once: " + ", ".join(dose.span for dose in slots.reps))
    elif max(1, len(told)) < sum(event.kind == "reps" for event in events):
        draft.mark("all", "the text counts twice")
    later, after = counted[-1][0], list[Event]()
    if len(told) < 2 or sets:
        place = first_of(events, lambda event: event.kind == "reps")
        later = [event for event in events[place:] if event.kind == "move"]
        later = later if any(event.kind == "move" for event in events[:place]) else []
        if all(event.text for event in slots.holds):
            after = [event for event in events[place:] if event.kind == "hold" and event.text != REST_OF_REP]
        told = [([event for event in events if event.kind != "reps" and event not in (*later, *after)], reps)]
    sections = []
    for group, dose in told:
        steps = _steps(group)
        if not group or not any(event.kind == "move" for event in slots.events):
            steps = [DraftStep("Move", step_words(draft.title or draft.source[0])), *steps]
            draft.mark("all", NOT_HOW)
        if slots.rests and not sets:
            steps.append(DraftStep("Move", "rest.", slots.rests[0].step_length))
        if any(event.dose and event.dose.vague for event in group):
            draft.mark("all", f"{NO_NUMBER} for a hold")
        if any(step.kind != "Move" for step in steps) and any(event.kind == "hold" for event in group):
            draft.mark("all", "a hold stands among breaths")
        heading = f"Repeat {dose.times}"
        if sets and sets.high > 1:
            rest = f", rest {slots.rests[0].length}" if slots.rests else ""
            heading = f"Repeat {int(sets.low)} sets of {dose.span}{rest}"
            if sets.low < sets.high:
                draft.mark("all", f"the text says {sets.span} sets: the smaller number is taken")
        mark = dose.doubt
        sections.append(DraftSection(heading, steps=_at_most(steps, draft), mark=mark))
    sections += _once(later, draft)
    mark = "the text does not say what follows this rest"
    return [*sections, *(DraftSection(f"Rest {event.dose.length}", mark=mark) for event in after if event.dose)]


def _once(events: Sequence[Event], draft: DraftExercise) -> list[DraftSection]:
    steps = _at_most(_steps(events), draft)
    return [DraftSection("Repeat 1 time", steps=steps)] if steps else []


def _by_count(events: Sequence[Event]) -> list[tuple[list[Event], Dose | None]]:
    """Events up to each count, with it; what comes after the last one has none."""
    found: list[tuple[list[Event], Dose | None]] = [([], None)]
    for event in events:
        if event.kind == "reps":
            found[-1:] = [(found[-1][0], event.dose), ([], None)]
        else:
            found[-1][0].append(event)
    return found


def _steps(events: Sequence[Event]) -> list[DraftStep]:
    """Timed steps of movements and of what is held in them; a hold told last stands before the way back."""
    steps: list[DraftStep] = []
    for event in events:
        length = f"{event.count:g}s" if event.count else ""
        if event.kind == "hold" and event.dose:
            is_only = sum(other.kind == "hold" for other in events) == 1 and not event.text
            back = _way_back(steps) if is_only and event is events[-1] else []
            steps += [_stay(event.text or "hold", event.dose), *back]
        elif event.kind == "hold breath":
            is_breath = bool(steps) and steps[-1].kind in ("Inhale", "Exhale")
            steps.append(DraftStep("Hold", "", length) if is_breath else DraftStep("Move", "hold your breath.", length))
        elif event.kind == "move":
            steps.append(DraftStep(event.breath or "Move", step_words(event.text), length))
    return steps


def _stay(text: str, dose: Dose) -> DraftStep:
    """A stay of some length; where the text gives no number for it, in its words, and as long as a step is."""
    if not dose.vague:
        return DraftStep("Move", step_words(text), dose.step_length)
    joint = "" if re.match(r"for\b|briefly|as long", dose.vague, re.IGNORECASE) else "for "
    return DraftStep("Move", step_words(f"{text} {joint}{dose.vague}"))


def _way_back(steps: list[DraftStep]) -> list[DraftStep]:
    """Take the way back off the end of some steps: the last one, or what it says last."""
    if not steps or steps[-1].kind != "Move":
        return []
    text = steps[-1].text
    if len(steps) > 1 and goes_back(text, " ".join(step.text for step in steps[:-1])):
        return [steps.pop()]
    *before, (start, back) = clauses(text)
    if before and goes_back(back, text[:start]):
        there = text[: before[-1][0] + len(before[-1][1])]
        steps[-1] = DraftStep("Move", step_words(there), steps[-1].length)
        return [DraftStep("Move", step_words(back))]
    return []


def _at_most(steps: list[DraftStep], draft: DraftExercise) -> list[DraftStep]:
    """At most four movements: those that follow each other are joined, which is marked."""
    count = sum(not step.is_stay for step in steps)
    while sum(not step.is_stay for step in steps) > MOST_MOVES:
        pairs = [
            (len(one.text) + len(other.text), index)
            for index, (one, other) in enumerate(pairwise(steps))
            if one.kind == other.kind == "Move" and not one.length and not other.length
        ]
        if not pairs:
            break
        _, at = min(pairs)
        steps[at : at + 2] = [DraftStep("Move", f"{steps[at].text.rstrip('.')}, then {steps[at + 1].text}")]
    if count > MOST_MOVES:
        draft.mark("all", f"{count} movements in one repetition: some are spoken together")
    return steps


def _held(events: Sequence[Event], draft: DraftExercise) -> list[DraftSection]:
    """Positions that are held, each after the movement into it; nothing where none is."""
    sections: list[DraftSection] = []
    if all(event.kind != "hold" for event in events):
        return []
    for is_hold, group in groupby(events, key=lambda event: event.kind == "hold"):
        if not is_hold:
            sections += _once(list(group), draft)
            continue
        for event in group:
            assert event.dose
            heading = f"{'Rest' if event.text else 'Hold'} {event.dose.length}"
            sections.append(DraftSection(heading, mark=event.dose.doubt))
    return sections


def _lasting(events: Sequence[Event], dose: Dose | None, draft: DraftExercise) -> list[DraftSection]:
    """What goes on for a time: breaths as they are given, movements in the author's words."""
    steps = _steps(events)
    mark = dose.doubt if dose else ""
    if any(step.kind in ("Inhale", "Exhale") for step in steps):
        steps = _at_most(steps, draft)
        if dose is None:
            return [DraftSection("Repeat 5 times", steps=steps, mark=NOT_HOW_OFTEN)]
        if not any(step.kind == "Move" or verb_of(step.text) for step in steps):
            return [DraftSection("Repeat 1 time", steps=steps), DraftSection(f"Breathe {dose.length}")]
        return [DraftSection(f"Repeat for {dose.length}", steps=steps, mark=mark)]
    lines = as_sentences(event.text for event in events if event.kind == "move")
    if dose is None:
        return [DraftSection("Hold 5 breaths", lines, mark=f"{NOT_HOW_OFTEN} or how long")]
    return [DraftSection(f"Hold {dose.length}", lines, mark=mark)]
