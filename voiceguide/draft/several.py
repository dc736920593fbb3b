"""The exercises of a chunk: one, unless it tells several one after the other."""

from collections.abc import Sequence

from voiceguide.draft.chunks import Chunk
from voiceguide.draft.model import DraftPart, Reading
from voiceguide.draft.parts import has_amount, is_strong, part_of, with_guessed_title
from voiceguide.draft.positions import position_in
from voiceguide.draft.texts import Text
from voiceguide.draft.titles import named_in
from voiceguide.draft.wordings import lexicon

_FULL_ITEM = 10
"""Words; the items of a list of exercises have so many on average, those of a list of steps fewer."""


def parts_of(chunk: Chunk) -> list[DraftPart]:
    """The parts of a chunk, each with a title: by its list, else by what its prose names, else the whole."""
    whole = part_of(chunk.title, chunk.texts)
    if chunk.title and not chunk.tells_several:
        return [whole]
    groups = _items(chunk) or _prose(chunk, whole)
    if len(groups) > 1:
        return [with_guessed_title(part_of("", texts)) for texts in groups]
    return [whole if chunk.title else with_guessed_title(whole)]


def _items(chunk: Chunk) -> list[list[Text]]:
    """The items of a list in which each is an exercise by itself, what stands around it first; empty where they are steps."""
    by_line: dict[int, list[Text]] = {}
    for text in chunk.texts:
        if text.is_item:
            by_line.setdefault(text.line, []).append(text)
    items = list(by_line.values())
    if len(items) < 2:
        return []
    full = sum(is_strong(part_of("", texts)) for texts in items)
    if not (full >= 2 and full >= len(items) / 2) and not _are_exercises(chunk.title, items):
        return []
    rest = [text for text in chunk.texts if not text.is_item]
    return [rest, *items] if rest else items


def _are_exercises(title: str, items: Sequence[Sequence[Text]]) -> bool:
    """Whether the items under a heading such as `Neck stretches` are exercises, though few of them name an amount."""
    words = sum(len(text.sentence.split()) for texts in items for text in texts) / len(items)
    return (
        lexicon().has("listed", title)
        and words >= _FULL_ITEM
        and all(
            any(reading.role in ("movement", "set up") for reading in part_of("", texts).readings) for texts in items
        )
    )


def _prose(chunk: Chunk, whole: DraftPart) -> list[list[Text]]:
    """Prose cut where one exercise is told to its end and the next one is named, or begins in a new position."""
    groups: list[list[Text]] = [[]]
    done = moved = False
    position: str | None = None
    for text, reading in zip(chunk.texts, whole.readings, strict=True):
        here = position_in(text.sentence)
        is_new = here is not None and here != position
        if groups[-1] and _begins_exercise(text, reading, done=done, moved=moved, is_new=is_new):
            groups.append([])
            done = moved = False
        groups[-1].append(text)
        moved |= reading.role == "movement"
        done |= moved and _is_enough(reading)
        position = here or position
    return _merged(groups)


def _is_enough(reading: Reading) -> bool:
    """Whether an exercise may end with a sentence: it says how often or how long, or an inhale and an exhale."""
    both = reading.role == "movement" and len({clause.breath for clause in reading.clauses}) > 1
    return both or has_amount(reading)


def _begins_exercise(text: Text, reading: Reading, *, done: bool, moved: bool, is_new: bool) -> bool:
    """Whether the next exercise begins with a sentence.

    Args:
        done: the exercise before it could be at its end.
        moved: something moved in it.
        is_new: the sentence names another position.
    """
    words = lexicon()
    if reading.role in ("amount", "sides", "caution", "variation", "progression", "schedule", "noise"):
        return False
    named = named_in(text.sentence) is not None
    turns = words.begins("turning", text.sentence)
    if done and named and (turns or text.begins):
        return True
    if reading.role == "finish" and not (text.begins and named):
        return False
    starts = reading.role == "set up" or position_in(text.sentence) is not None or words.begins("turned", text.sentence)
    if done and (text.begins or is_new) and turns and starts:
        return reading.role in ("set up", "movement", "intro", "not used")
    if done and text.begins and not text.is_item:
        return reading.role in ("set up", "movement", "intro") and (starts or turns)
    return moved and text.begins and named and turns


def _merged(groups: Sequence[list[Text]]) -> list[list[Text]]:
    """Groups that tell no exercise of their own, put to the one before them; those before the first stay alone."""
    kept: list[list[Text]] = []
    for texts in groups:
        if kept and not is_strong(part_of("", texts)):
            kept[-1] += texts
        elif texts:
            kept.append(texts)
    return kept
