"""An exercise's sentences to the sections of its script."""

import re
from collections.abc import Sequence

from voiceguide.draft.doses import Dose
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep, Unplaced
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.sides import in_directions, is_mirror, name_sides, sides_in
from voiceguide.draft.slots import Event, Slots, slots_of
from voiceguide.draft.speakable import sentence, step_words
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import lexicon
from voiceguide.script.model import Position

MOST_MOVES = 4
"""Movements of one rep: more cannot be followed by ear."""

SECONDS_OF_A_BREATH = 10
"""At the pace 4-6."""

_GOES_BACK = re.compile(
    r"\W*(?:then |and |slowly |gently )*(?:return|relax|lower|release|come back|go back|let go|bring it back|back to|unwind|straighten|let it|"
    r"let them|rest|put)\b",
    re.IGNORECASE,
)
_OR = re.compile(r"\s+or (?:an? |the |your )?(?:\w+ )?", re.IGNORECASE)
_WHY = {
    "talk": "it explains",
    "noise": "it belongs to the page, not to the exercise",
    "needs": "it names what is needed",
    "dose": "it says how often, and is no longer spoken",
}


def build(title: str, told: Sequence[Sentence], line: int, general: "General | None" = None) -> DraftExercise:
    """An exercise's draft.

    Args:
        title: empty where the source gives none.
        told: its sentences.
        line: where it begins in the source.
        general: what the article says of all its exercises.
    """
    asked = [one for one in told if one.role in ("setup", "move", "dose", "finish")]
    draft = DraftExercise(title, line, tuple(one.text for one in told))
    working = [one for one in asked if one.role != "finish"]
    slots = slots_of(working)
    if general:
        general.fill(slots, draft)
    sided = [title, *(one.text for one in told if one.role in ("move", "setup", "dose", "reminder"))]
    draft.sides = sides_in(sided)
    if draft.sides == "none" and in_directions(sided):
        draft.mark("all", "it is done in each direction: only one is drafted")
    draft.position = position_of(title, [one.text for one in told if one.role in ("setup", "move", "dose")])
    draft.needs = needs_in(
        [title, *(one.text for one in told if one.role in ("setup", "move", "needs", "reminder", "dose"))]
    )
    draft.cautions = [one.text for one in told if one.warns]
    _drop_mirrors(slots, draft)
    _moves_first(slots)
    draft.sections = _sections(slots, draft)
    finish = [sentence(one.text) for one in asked if one.role == "finish"]
    if finish:
        draft.sections.append(DraftSection("Finish", [text for text in finish if text]))
    _remind(draft, [one.text for one in told if one.role == "reminder"])
    if draft.sides != "none" and draft.sections and not name_sides(draft.sections):
        _announce_side(draft.sections)
    draft.variations = [text for one in told if one.role == "variation" and (text := sentence(one.text))]
    draft.unplaced = [
        Unplaced(one.line, one.text, _WHY[one.role]) for one in told if one.role in ("talk", "noise", "needs")
    ]
    return draft


def _announce_side(sections: list[DraftSection]) -> None:
    """Name the side where none of the author's sentences does."""
    if sections[0].heading != "Set up":
        sections.insert(0, DraftSection("Set up"))
    sections[0].lines.append("This is the {side} side.")


def position_of(title: str, texts: Sequence[str]) -> Position | None:
    """The position that is named first, in the title only where the text names none."""
    for text in [*texts, title]:
        places = [
            (match.start(), name) for name, pattern in lexicon().positions.items() if (match := pattern.search(text))
        ]
        if places:
            if any(name == "hands-and-knees" for _, name in places):
                return "hands-and-knees"
            return min(places)[1]  # type: ignore[return-value]
    return None


def needs_in(texts: Sequence[str]) -> tuple[str, ...]:
    """What is needed, in the order of the lexicon, where the words do not mean something else."""
    words = lexicon()
    found: list[str] = []
    for text in filter(words.any_need.search, texts):
        taken = [False] * (len(text) + 1)
        named: list[tuple[int, int, str]] = []
        for name, pattern in words.needs.items():
            for start, end in (match.span() for match in pattern.finditer(text)):
                if (
                    not any(taken[start:end])
                    and not words.not_before.search(text[:start])
                    and not words.not_after.match(text[end:])
                ):
                    named.append((start, end, name))
                taken[start:end] = [True] * (end - start)
        last = 0
        for start, end, name in sorted(named):
            if found and last and _OR.fullmatch(text[last:start]) and found[-1] != name:
                found[-1] += f" or {name}"
            elif not any(name in one.split(" or ") for one in found):
                found.append(name)
            last = end
    return tuple(found)


def _drop_mirrors(slots: Slots, draft: DraftExercise) -> None:
    """Leave out `turn to the right` after `turn to the left` where each side has its turn; two sides told make two sides."""
    kept: list[Event] = []
    for event in slots.events:
        before = [other for other in kept if other.kind == "move"]
        is_same = (
            event.kind == "move"
            and event.text
            and before
            and any(is_mirror(event.text, other.text) for other in before)
        )
        if is_same and draft.sides == "each" and not event.breath:
            draft.mark("sides", f"'{event.text}' was taken for the same on the other side")
            continue
        kept.append(event)
    slots.events = kept


def _sections(slots: Slots, draft: DraftExercise) -> list[DraftSection]:
    if not slots.events and not slots.reps:
        return []
    if slots.is_counted:
        return _counted_breathing(slots, draft)
    set_up, events = _set_up(slots, draft)
    sections = [DraftSection("Set up", set_up)] if set_up else []
    reps, sets = (slots.reps[0][0] if slots.reps else None), (slots.sets[0][0] if slots.sets else None)
    if len({(dose.low, dose.high) for dose, _ in slots.reps}) > 1:
        draft.mark("all", "the text counts more than once: " + ", ".join(_span(dose) for dose, _ in slots.reps))
    if reps is None and sets is not None:
        reps, sets = sets, None
    if slots.lasts and reps is None:
        return [*sections, *_lasting(events, slots.lasts[0][0], draft)]
    if reps is not None and (reps.high > 1 or sets):
        return [*sections, *_repeated(events, reps, sets, slots, draft)]
    timed = _held(events, draft)
    if not timed:
        return [*sections, *_lasting(events, None, draft)]
    return [*sections, *timed]


def _moves_first(slots: Slots) -> None:
    """Put amounts that stand before every movement, as in `1 minute a side`, after the movements."""
    first = next((index for index, event in enumerate(slots.events) if event.kind == "move"), None)
    if first:
        slots.events = [*slots.events[first:], *slots.events[:first]]


def _set_up(slots: Slots, draft: DraftExercise) -> tuple[list[str], list[Event]]:
    """What is said before anything is timed, and the events that are left."""
    events = list(slots.events)
    said: list[str] = []
    while events and events[0].kind == "move" and events[0].is_setup:
        said.append(sentence(events.pop(0).text))
    only_setup = not any(event.kind == "move" for event in events)
    if (
        not said
        and not only_setup
        and events[0].kind == "move"
        and not slots.reps
        and not slots.breaths
        and draft.sides == "none"
    ):
        first = next((i for i, event in enumerate(events) if event.kind != "move"), len(events))
        rest = events[first:]
        if sum(event.kind == "hold" for event in rest) == 1:
            said = [sentence(event.text) for event in events[:first]]
            events = rest
    elif said and not slots.reps and not slots.breaths and draft.sides == "none":
        first = next((i for i, event in enumerate(events) if event.kind != "move"), len(events))
        if sum(event.kind == "hold" for event in events[first:]) == 1 and not any(
            e.kind == "move" for e in events[first:]
        ):
            said += [sentence(event.text) for event in events[:first]]
            events = events[first:]
    return [text for text in said if text], events


def _counted_breathing(slots: Slots, draft: DraftExercise) -> list[DraftSection]:
    """Breathing by counts: its phases as a rep, its pace in the front matter."""
    parts: dict[str, float] = {}
    steps: list[DraftStep] = []
    set_up: list[str] = []
    last, waiting = "", ""
    counted = next(index for index, event in enumerate(slots.events) if event.breath and event.count)
    for index, event in enumerate(slots.events):
        if event.breath and index < counted:
            set_up.append(sentence(f"{event.breath} {event.text}"))
        elif event.breath:
            last = event.breath
            parts.setdefault(event.breath, event.count)
            steps.append(DraftStep(event.breath, step_words(", ".join(text for text in (waiting, event.text) if text))))
            waiting = ""
        elif event.kind == "hold breath" and last:
            parts.setdefault(f"after {last}", event.count)
            steps.append(DraftStep("Hold", step_words(waiting) if waiting else ""))
            waiting = ""
        elif event.kind == "move" and event.text and last:
            waiting = event.text
        elif event.kind == "move" and event.text:
            set_up.append(sentence(event.text))
    if waiting:
        draft.mark("all", f"'{waiting}' stands after the breaths")
        set_up.append(sentence(waiting))
    inhale, exhale = parts.get("Inhale", 0), parts.get("Exhale", 0)
    top, bottom = parts.get("after Inhale", 0), parts.get("after Exhale", 0)
    numbers = [inhale, top, exhale, bottom] if bottom else [inhale, top, exhale] if top else [inhale, exhale]
    draft.pace = "-".join(f"{number:g}" for number in numbers)
    sections = [DraftSection("Set up", set_up)] if set_up else []
    if slots.lasts or (slots.holds and not slots.reps):
        dose = slots.lasts[0][0] if slots.lasts else slots.holds[0].dose
        sections.append(DraftSection("Repeat 1 time", steps=steps))
        sections.append(DraftSection(f"Breathe {_length(dose)}" if dose else "Breathe 2 min"))
    elif slots.reps:
        sections.append(DraftSection(f"Repeat {_times(slots.reps[0][0])}", steps=steps))
    else:
        sections.append(DraftSection("Repeat 5 times", steps=steps, mark="the text does not say how often"))
    return sections


def _repeated(
    events: list[Event], reps: Dose, sets: Dose | None, slots: Slots, draft: DraftExercise
) -> list[DraftSection]:
    """A movement that is repeated, with what is held in each rep."""
    place = next((index for index, event in enumerate(events) if event.kind == "reps"), len(events))
    before = [event for event in events[:place] if event.kind != "reps"]
    after = [event for event in events[place:] if event.kind != "reps"]
    if not any(event.kind == "move" for event in before):
        before, after = (
            [*[event for event in after if event.kind == "move"], *before, *[e for e in after if e.kind != "move"]],
            [],
        )
    else:
        before += [event for event in after if event.kind != "move"]
        after = [event for event in after if event.kind == "move"]
    steps = _steps(before)
    if slots.breaths and steps and any(step.kind == "Move" for step in steps):
        late = [event for event in before if event.kind == "hold"]
        if late:
            draft.mark("all", "a hold stands among breaths")
    heading = f"Repeat {_times(reps)}"
    if sets and sets.high > 1:
        rest = f", rest {slots.rests[0][0].low:g} s" if slots.rests else ""
        heading = f"Repeat {int(sets.low)} sets of {_span(reps)}{rest}"
    mark = ""
    if not steps:
        steps = [DraftStep("Move", step_words(draft.title or "do the movement"))]
        mark = "the text does not say how to move"
    sections = [DraftSection(heading, steps=_at_most(steps, draft), mark=mark)]
    if after:
        sections.append(DraftSection("Repeat 1 time", steps=_at_most(_steps(after), draft)))
    return sections


def _steps(events: list[Event]) -> list[DraftStep]:
    """Timed steps of movements and of what is held in them; a hold told last stands before the way back."""
    steps: list[DraftStep] = []
    for event in events:
        if event.kind == "hold" and event.dose:
            held = DraftStep("Move", "hold.", _step_length(event.dose))
            is_only = sum(other.kind == "hold" for other in events) == 1
            is_last = is_only and event is events[-1] and len(steps) > 1 and _GOES_BACK.match(steps[-1].text)
            steps.insert(len(steps) - 1, held) if is_last else steps.append(held)
        elif event.kind == "hold breath":
            if steps and steps[-1].kind in ("Inhale", "Exhale"):
                steps.append(DraftStep("Hold", "", f"{event.count:g}s" if event.count else ""))
            else:
                steps.append(DraftStep("Move", "hold your breath.", f"{event.count:g}s" if event.count else ""))
        elif event.kind == "move" and (event.breath or event.text):
            length = f"{event.count:g}s" if event.count and event.breath else ""
            steps.append(DraftStep(event.breath or "Move", step_words(event.text), length))
    return steps


def _at_most(steps: list[DraftStep], draft: DraftExercise) -> list[DraftStep]:
    """At most four movements: those that follow each other are joined, which is marked."""
    moves = [step for step in steps if step.text != "hold."]
    while sum(step.text != "hold." for step in steps) > MOST_MOVES:
        pairs = [
            index
            for index in range(len(steps) - 1)
            if steps[index].kind == steps[index + 1].kind == "Move"
            and not steps[index].length
            and not steps[index + 1].length
        ]
        if not pairs:
            break
        at = min(pairs, key=lambda index: len(steps[index].text) + len(steps[index + 1].text))
        joined = f"{steps[at].text.rstrip('.')}, then {steps[at + 1].text}"
        steps = [*steps[:at], DraftStep("Move", joined), *steps[at + 2 :]]
    if len(moves) > MOST_MOVES:
        draft.mark("all", f"{len(moves)} movements in one repetition: some are spoken together")
    return steps


def _held(events: list[Event], draft: DraftExercise) -> list[DraftSection]:
    """Positions that are held, each after the movement into it."""
    sections: list[DraftSection] = []
    waiting: list[Event] = []
    for event in events:
        if event.kind == "hold" and event.dose:
            if waiting:
                sections.append(DraftSection("Repeat 1 time", steps=_at_most(_steps(waiting), draft)))
            mark = "the text gives no number" if event.dose.is_vague else ""
            sections.append(DraftSection(f"Hold {_length(event.dose)}", mark=mark))
            waiting = []
        elif event.kind != "reps":
            waiting.append(event)
    if not any(event.kind == "hold" for event in events):
        return []
    if waiting and _steps(waiting):
        sections.append(DraftSection("Repeat 1 time", steps=_at_most(_steps(waiting), draft)))
    return sections


def _lasting(events: list[Event], dose: Dose | None, draft: DraftExercise) -> list[DraftSection]:
    """What goes on for a time: breaths as they are given, movements in the author's words."""
    steps = _steps([event for event in events if event.kind != "reps"])
    if any(step.kind in ("Inhale", "Exhale") for step in steps):
        steps = _at_most(steps, draft)
        if dose is None:
            return [DraftSection("Repeat 5 times", steps=steps, mark="the text does not say how often")]
        is_bare = not any(step.kind == "Move" or verb_of(step.text) for step in steps)
        if is_bare:
            return [DraftSection("Repeat 1 time", steps=steps), DraftSection(f"Breathe {_length(dose)}")]
        breaths = sum(step.kind == "Inhale" for step in steps) or 1
        return [DraftSection(f"Repeat {_times(_reps_in(dose, breaths))}", steps=steps)]
    lines = [text for event in events if event.kind == "move" and (text := sentence(event.text))]
    if dose is None:
        return [DraftSection("Hold 5 breaths", lines, mark="the text does not say how often or how long")]
    return [DraftSection(f"Hold {_length(dose)}", lines)]


def _reps_in(dose: Dose, breaths: int) -> Dose:
    """How often a movement of some breaths is done in a time, at the pace that is used where none is given."""
    low, high = (max(1, round(seconds / (SECONDS_OF_A_BREATH * breaths))) for seconds in (dose.low, dose.high))
    return Dose("reps", low, high, dose.start, dose.end)


def _remind(draft: DraftExercise, texts: list[str]) -> None:
    timed = next((one for one in draft.sections if one.heading.startswith(("Repeat", "Hold", "Breathe"))), None)
    if timed:
        timed.reminders += [text for one in dict.fromkeys(texts) if (text := sentence(one))]


def _times(dose: Dose) -> str:
    return f"{_span(dose)} time{'' if dose.high == 1 else 's'}"


def _span(dose: Dose) -> str:
    low, high = (min(max(round(number), 1), 100) for number in (dose.low, dose.high))
    return f"{low}" if low == high else f"{low}-{high}"


def _length(dose: Dose) -> str:
    """A hold as a heading has it."""
    if dose.kind == "breaths":
        return f"{_span(dose)} breath{'' if dose.high <= 1 else 's'}"
    low, high = min(max(dose.low, 0.5), 600), min(max(dose.high, 0.5), 600)
    if low % 60 == 0 and high % 60 == 0:
        low, high, unit = low / 60, high / 60, "min"
    else:
        unit = "s"
    return f"{low:g} {unit}" if low == high else f"{low:g}-{high:g} {unit}"


def _step_length(dose: Dose) -> str:
    return f"x{_middle(dose):g}" if dose.kind == "breaths" else f"{min(_middle(dose), 600):g}s"


def _middle(dose: Dose) -> float:
    return max(0.5, dose.low if dose.low == dose.high else round((dose.low + dose.high) / 2))


class General:
    """What an article says of all of its exercises, such as `Hold each stretch for 20 seconds`."""

    def __init__(self, told: Sequence[Sentence]):
        self.told = [one for one in told if lexicon().has("general", one.text) and one.doses]

    def fill(self, slots: Slots, draft: DraftExercise) -> None:
        """Give an exercise without a dose those of the article, which is marked."""
        if slots.reps or slots.holds or slots.lasts or slots.is_counted:
            return
        for one in self.told:
            for dose in one.doses:
                if dose.kind == "reps":
                    slots.reps.append((dose, one))
                elif dose.kind in ("hold", "breaths"):
                    slots.events.append(Event("hold", dose=dose))
                else:
                    continue
                draft.mark("all", f"'{one.text}' is said of all exercises")
