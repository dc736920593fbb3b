"""Breathing that is counted: its phases as one repetition, its counts as the pace of the script."""

from collections.abc import Callable, Sequence

from voiceguide.draft.events import Event, Slots
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.speakable import sentence, step_words
from voiceguide.draft.vocabulary import pattern

TOLD_AGAIN = "the text tells of a breath more than once, and here it comes once"
COUNTS_DIFFER = "the text counts a part of the breath in more than one way"
HOW_LONG_TWICE = "the text tells more than once for how long"
NO_PLACE = "a time that stands among the breaths has no place in them"
NOT_HOW_OFTEN = "the text does not say how often"


def first_of(events: Sequence[Event], is_wanted: Callable[[Event], object]) -> int:
    """Where the first wanted event stands; after all where none is wanted."""
    return next((index for index, event in enumerate(events) if is_wanted(event)), len(events))


_GOES_ALONG = pattern("goes_along")


def _more(text: str, more: str) -> str:
    """Words with more after them."""
    return ", ".join(part.rstrip(".") for part in (text, f"{more[:1].lower()}{more[1:]}" if text else more) if part)


def counted_breathing(slots: Slots, draft: DraftExercise) -> list[DraftSection]:
    """Breathing by counts: its phases as a rep, its pace in the front matter."""
    parts: dict[str, float] = {}
    steps: list[DraftStep] = []
    set_up: list[str] = []
    waiting = ""
    counted = first_of(slots.events, lambda event: event.breath and event.count)
    for index, event in enumerate(slots.events):
        last = steps[-1] if steps else DraftStep("Move", "")
        is_again = index > counted and not event.count and (event.breath or "Hold") == last.kind
        if is_again and event.kind in ("move", "hold breath") and (event.breath or event.kind != "move"):
            last.text = step_words(_more(last.text, event.text)) if verb_of(event.text) or not last.text else last.text
            draft.mark("all", TOLD_AGAIN)
        elif event.kind == "move" and steps and not event.breath and _GOES_ALONG.match(event.text):
            last.text = step_words(_more(last.text, event.text))
        elif event.breath and index >= counted:
            if parts.setdefault(event.breath, event.count) != event.count:
                draft.mark("all", COUNTS_DIFFER)
            steps.append(DraftStep(event.breath, step_words(_more(waiting, event.text))))
            waiting = ""
        elif event.kind == "hold breath" and steps:
            after = f"after {next(step.kind for step in reversed(steps) if step.kind != 'Hold')}"
            if parts.setdefault(after, event.count) != event.count:
                draft.mark("all", COUNTS_DIFFER)
            steps.append(DraftStep("Hold", step_words(_more(waiting, event.text))))
            waiting = ""
        elif event.kind == "hold" and steps and slots.reps:
            draft.mark("all", NO_PLACE)
        elif event.kind == "move" and steps:
            waiting = _more(waiting, event.text)
        elif event.kind == "move":
            set_up.append(sentence(f"{event.breath or ''} {event.text}"))
    if waiting:
        draft.mark("all", f"'{waiting}' stands after the breaths")
        set_up.append(sentence(waiting))
    numbers = [parts.get(part, 0) for part in ("Inhale", "after Inhale", "Exhale", "after Exhale")]
    numbers = numbers if numbers[3] else numbers[:3] if numbers[1] else numbers[0:3:2]
    draft.pace = "-".join(f"{number:g}" for number in numbers)
    sections = [DraftSection("Set up", set_up)] if set_up else []
    lasts = slots.lasts or [] if slots.reps else slots.lasts or [event.dose for event in slots.holds if event.dose]
    if len({(one.kind, one.low, one.high) for one in lasts}) > 1:
        draft.mark("all", HOW_LONG_TWICE)
    if lasts:
        return [*sections, DraftSection("Repeat 1 time", steps=steps), DraftSection(f"Breathe {lasts[-1].length}")]
    if slots.reps:
        often = next((one for one in slots.reps if one.high > 1), slots.reps[0])
        return [*sections, DraftSection(f"Repeat {often.times}", steps=steps)]
    return [*sections, DraftSection("Repeat 5 times", steps=steps, mark=NOT_HOW_OFTEN)]
