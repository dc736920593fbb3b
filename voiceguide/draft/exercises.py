"""The exercises of an article, drafted in order: each with what is said of all, and with what stands between it and others."""

from collections import Counter
from collections.abc import Sequence

from voiceguide.draft.around import title_from
from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.exercise_draft import draft_exercise
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.positions import NO_POSE, Posed, named_position, place_around, posed
from voiceguide.draft.scope import nearest, scoped
from voiceguide.draft.segment import Segment
from voiceguide.draft.speakable import title_of
from voiceguide.draft.tag import Sentence, is_amount
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon
from voiceguide.script.model import Position

LIKELY = 0.5
"""Probability from which a sentence below a title is taken for what is asked."""

FEWEST_ASKED = 10
"""Words of a sentence that tells a movement with its amount, without a verb of the body and outside of all lists."""


def draft_exercises(units: Sequence[TitledBlock], segments: Sequence[Segment]) -> list[DraftExercise]:
    """The drafts of all exercises, and of titles between them that stand for one."""
    starts = [segment.start for segment in segments if segment.is_exercise]
    said = scoped(units, segments)
    usual = Counter(units[start].layout for start in starts).most_common(1)[0][0]
    exercises: list[DraftExercise] = []
    ready: list[Sentence] = []
    group: Position | None = None  # of the exercises under a heading such as `On your back`
    around: Posed | None = None
    for segment in segments:
        inside = units[segment.start : segment.end]
        first = inside[0]
        if not segment.is_exercise:
            around = posed(first) or around
        if first.is_title_alone and not segment.is_exercise:
            group = named_position(first.title) if segment.start + 1 in starts else None
            around = None if group else around
        if segment.is_exercise:
            kept = _without_getting_ready(inside)
            before = exercises[-1].position if exercises else None
            exercises.append(draft_exercise(kept, nearest(said, first.block.line), ready, group, before))
            around = place_around(exercises[-1], around)
            ready = [one for unit in inside[len(kept) :] for one in unit.sentences]
        elif _gets_ready(first):
            ready += first.sentences
        elif _seems_asked(units, segment.start, starts, _family(usual)):
            title = title_from(first.title) or title_of([first.block.text])
            exercises.append(DraftExercise(title, first.block.line, (first.block.text,)))
        elif exercises and not (first.title or first.stops):
            for one in (one for one in first.sentences if one.moves):
                exercises[-1].mark("all", f"'{one.text}' follows, and stands in no exercise")
    return exercises


def _family(layout: str) -> str:
    """What a layout has in common with others: numbered items, whether words are set apart in them or not."""
    return layout.split("-")[0]


def _seems_asked(units: Sequence[TitledBlock], index: int, starts: Sequence[int], usual: str) -> bool:
    """Whether a unit beside exercises stands for one: the next of a list, or a movement with its amount.

    A title does where it is numbered or what follows asks for a movement, between the `starts` of other exercises.
    """
    unit = units[index]
    is_like_others = _family(unit.layout) == usual
    is_head = index < starts[0] and not is_like_others and not unit.block.lead
    is_head = is_head or (
        unit.is_title_alone and not unit.is_listed and any(one.is_listed for one in units[index + 1 :][:1])
    )
    if _is_advice(units, index) or lexicon().is_all("parts", unit.title) or is_head:
        return False
    is_dosed = any(dose.kind not in (*ASKS_NOTHING, "rest") for one in unit.sentences for dose in one.doses)
    if is_dosed and (any(one.moves for one in unit.sentences) or (unit.title and unit.block.lead)):
        return True
    is_own = unit.title or (unit.block.kind == "item" and is_like_others)
    if any(_names_and_counts(one) and (is_own or len(one.text.split()) >= FEWEST_ASKED) for one in unit.sentences):
        return True
    is_title = starts[0] < index and bool(unit.title) and _asks_below(units, index)
    is_title = is_title or (starts[0] < index < starts[-1] and bool(unit.title and unit.block.number))
    return is_like_others and (is_title or _is_next(units, index, starts))


def _is_advice(units: Sequence[TitledBlock], index: int) -> bool:
    """Whether a unit begins with a caution or what belongs to the page, or stands where there are no exercises."""
    unit, before = units[index], units[max(0, index - 1)]
    warns = any(one.warns or one.role in ("noise", "caution") for one in unit.sentences[:1])
    return unit.stops or before.stops or warns


def _asks_below(units: Sequence[TitledBlock], index: int) -> bool:
    """Whether what follows a unit asks for a movement or is likely to, and has no title of its own."""
    below = units[index + 1 : index + 2]
    is_titled = any(unit.title or unit.block.kind in ("heading", "bold") for unit in below)
    return not is_titled and any(one.moves or _is_likely(one) for unit in below for one in unit.sentences)


def _is_likely(one: Sentence) -> bool:
    """Whether a sentence with a part of the body in it is likely to tell a step, or how to do one."""
    kinds = likely(one.text)
    is_told = one.role in ("talk", "reminder") and not one.warns and kinds["do"] + kinds["how"] > LIKELY
    return is_told and lexicon().has("body", one.text)


def _is_next(units: Sequence[TitledBlock], index: int, starts: Sequence[int]) -> bool:
    """Whether a unit is the next item of a list after the exercise before it, by its place or its number."""
    last = max((start for start in starts if start < index), default=index)
    block, before = units[index].block, units[last].block
    is_counted_on = before.number.isdigit() and block.number == str(int(before.number) + 1)
    return last < index and block.is_listed_after(before) and (last == index - 1 or is_counted_on)


def _names_and_counts(one: Sentence) -> bool:
    """Whether a sentence gives an amount beside what is moved, which is not that of all exercises."""
    kinds = {dose.kind for dose in one.doses} & {"reps", "sets", "hold", "breaths"}
    is_told = bool(kinds) and (one.role in ("move", "dose", "setup") or (one.role == "talk" and len(kinds) > 1))
    is_of_all = is_amount(one.text) or lexicon().has("of_all", one.text)
    return is_told and not is_of_all and lexicon().has("body", one.text)


def _gets_ready(unit: TitledBlock) -> bool:
    """Whether a paragraph only brings the body into a position: between exercises it belongs to the next one."""
    is_plain = unit.block.kind == "paragraph" and unit.block.is_apart and not unit.title and not unit.stops
    told = unit.sentences
    return (
        is_plain
        and bool(told)
        and named_position(told[0].text) is not None
        and not NO_POSE.search(told[0].text)
        and all(one.moves and not one.doses for one in told)
    )


def _without_getting_ready(inside: Sequence[TitledBlock]) -> Sequence[TitledBlock]:
    """An exercise without the paragraphs at its end, after all that it counts, that get ready for the next one."""
    end = len(inside)
    while end > 1 and _gets_ready(inside[end - 1]):
        end -= 1
    kept = [one for unit in inside[:end] for one in unit.sentences]
    return inside[:end] if any(one.doses for one in kept) and any(one.moves for one in kept) else inside
