"""An article to what is drafted of it: its exercises, its cautions, and what was left out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from voiceguide.draft.around import article_title, said_around, title_from, with_its_lead
from voiceguide.draft.article_units import units_of
from voiceguide.draft.blocks import Article
from voiceguide.draft.build import build
from voiceguide.draft.doses import ASKS_NOTHING, numbers, value
from voiceguide.draft.drafted import NOT_HOW
from voiceguide.draft.model import DraftExercise, Unplaced
from voiceguide.draft.notes import name_in_note
from voiceguide.draft.phases import with_phases
from voiceguide.draft.placed import mark_unplaced
from voiceguide.draft.positions import NO_POSE, Posed, named_position, place_around, posed
from voiceguide.draft.safe import made_safe
from voiceguide.draft.segment import Segment, segmented
from voiceguide.draft.speakable import speakable, title_of
from voiceguide.draft.tag import Sentence, is_amount
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.errors import DraftError
from voiceguide.script.model import Position


@dataclass(frozen=True, slots=True)
class Drafted:
    """What was made of an article.

    Attributes:
        title: the article's own, or what it is called where it has none.
        exercises: in order, those that could not be read among them, without sections.
        cautions: what it warns of in general, word for word.
        unplaced: what belongs to no exercise, in order.
    """

    title: str
    exercises: tuple[DraftExercise, ...]
    cautions: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]

    @property
    def read(self) -> list[DraftExercise]:
        """The exercises that could be read."""
        return [exercise for exercise in self.exercises if exercise.sections]

    @property
    def lost(self) -> list[DraftExercise]:
        """The exercises that could not."""
        return [exercise for exercise in self.exercises if not exercise.sections]


def draft_article(article: Article, name: str) -> Drafted:
    """Draft the exercises of an article.

    Args:
        name: what the session is called where the article has no title.

    Raises:
        DraftError: there is no exercise in it.
    """
    units = with_phases(units_of(article))
    segments = segmented(units)
    if not any(segment.is_exercise for segment in segments):
        raise DraftError(
            "No exercises were found in this text: expected instructions such as 'Sit tall. Inhale and lift your arms. "
            "Repeat 5 times.'. Nothing was written."
        )
    outside = [index for segment in segments if not segment.is_exercise for index in range(segment.start, segment.end)]
    head = next(segment.start for segment in segments if segment.is_exercise)
    title = article.title or article_title(units[:head])
    exercises = _exercises(
        units, segments, [one for index in outside for one in _said_of_all(units[index], index < head)]
    )
    if not title:
        title = exercises[0].title if len(exercises) == 1 and "title" not in exercises[0].marks else name
    cautions, unplaced = said_around(units, outside)
    unplaced = [one for one in unplaced if one.text != title]
    return Drafted(speakable(title) or "Session", tuple(exercises), tuple(cautions), tuple(unplaced))


def _exercises(
    units: Sequence[TitledBlock], segments: Sequence[Segment], general: Sequence[Sentence]
) -> list[DraftExercise]:
    """The drafts of all exercises, and of titles between them that stand for one.

    Args:
        general: sentences outside of exercises that are said of all.
    """
    asked = (one for segment in segments if segment.is_exercise for one in _sentences(units, segment))
    general = [*general, *(one for one in asked if one.role == "dose" and pattern("of_every").search(one.text))]
    starts = [segment.start for segment in segments if segment.is_exercise]
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
        if first.title and not first.block.lead and not segment.is_exercise:
            group = named_position(first.title) if segment.start + 1 in starts else None
            around = None if group else around
        if segment.is_exercise:
            kept = _without_getting_ready(inside)
            before = exercises[-1].position if exercises else None
            exercises.append(_exercise(kept, _nearest(general, first.block.line), ready, group, before))
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


def _nearest(general: Sequence[Sentence], line: int) -> list[Sentence]:
    """What is said of all exercises for the one at a line: of amounts alike the last before it, else the first after it."""
    found: dict[object, Sentence] = {}
    for one in sorted(general, key=lambda one: one.line):
        alike = frozenset(dose.kind for dose in one.doses if dose.kind not in ASKS_NOTHING) or one.text
        if one.line <= line or alike not in found:
            found[alike] = one
    return list(found.values())


def _said_of_all(unit: TitledBlock, is_before: bool) -> list[Sentence]:
    """The sentences of a unit outside of exercises that are said of all of them: `Repeat each 10 times`.

    Args:
        is_before: whether the unit stands before all exercises, where `Hold: 5 seconds` does the same.
    """
    words = lexicon()
    is_labelled = is_before and unit.label in ("reps", "sets", "hold")
    told = [one for one in unit.sentences if one.role != "noise"]
    of_all = (bool(words.has("general", one.text) or words.has("of_all", one.text)) for one in told)
    return [one for one, is_said in zip(told, of_all, strict=True) if is_said or (is_labelled and one.doses)]


def _sentences(units: Sequence[TitledBlock], segment: Segment) -> Iterator[Sentence]:
    return (one for unit in units[segment.start : segment.end] for one in unit.sentences)


def _family(layout: str) -> str:
    """What a layout has in common with others: numbered items, whether words are set apart in them or not."""
    return layout.split("-")[0]


def _seems_asked(units: Sequence[TitledBlock], index: int, starts: Sequence[int], usual: str) -> bool:
    """Whether a unit beside exercises stands for one: the next of a list, or a movement with its amount.

    A title does where it is numbered or what follows asks for a movement, between the `starts` of other exercises.
    """
    unit, after = units[index], units[index + 1] if index + 1 < len(units) else None
    is_advice = (
        unit.stops
        or units[max(0, index - 1)].stops
        or any(one.warns or one.role in ("noise", "caution") for one in unit.sentences[:1])
    )
    if (
        is_advice
        or lexicon().is_all("group", unit.title)
        or (index < starts[0] and _family(unit.layout) != usual and not unit.block.lead)
    ):
        return False
    is_dosed = any(dose.kind not in ("rest", "schedule") for one in unit.sentences for dose in one.doses)
    is_own = unit.title or (unit.block.kind == "item" and _family(unit.layout) == usual)
    if is_dosed and (any(one.moves for one in unit.sentences) or (unit.title and unit.block.lead)):
        return True
    if any(_names_and_counts(one) and (is_own or len(one.text.split()) >= FEWEST_ASKED) for one in unit.sentences):
        return True
    last = max((start for start in starts if start < index), default=index)
    is_next = index > last and unit.block.kind == "item" and unit.block.is_listed_after(units[last].block)
    number = units[last].block.number
    is_next = is_next and (last == index - 1 or (number.isdigit() and unit.block.number == str(int(number) + 1)))
    is_group = after is not None and (after.block.kind in ("heading", "bold") or bool(after.title))
    asks = any(one.moves for one in (after.sentences if after else ()))
    is_title = (
        bool(unit.title) and starts[0] < index < starts[-1] and (bool(unit.block.number) or (asks and not is_group))
    )
    return _family(unit.layout) == usual and (is_next or is_title)


FEWEST_ASKED = 10
"""Words of a sentence that tells a movement with its amount, without a verb of the body and outside of all lists."""


def _names_and_counts(one: Sentence) -> bool:
    """Whether a sentence gives an amount beside what is moved, which is not that of all exercises."""
    kinds = {dose.kind for dose in one.doses} & {"reps", "sets", "hold", "breaths"}
    is_told = bool(kinds) and (one.role in ("move", "dose", "setup") or (one.role == "talk" and len(kinds) > 1))
    is_of_all = is_amount(one.text) or lexicon().has("general", one.text)
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
    return inside[:end] if any(one.doses for unit in inside[:end] for one in unit.sentences) else inside


def _exercise(
    inside: Sequence[TitledBlock],
    general: Sequence[Sentence],
    ready: Sequence[Sentence],
    group: Position | None,
    before: Position | None,
) -> DraftExercise:
    """The draft of an exercise: sentences that get `ready` for it come first.

    Args:
        group: the position that a heading above it names.
        before: the position so far.
    """
    first = inside[0]
    told: list[Sentence] = list(ready)
    for index, unit in enumerate(inside):
        if index and not _is_heading_line(unit):
            told += with_its_lead(unit)
        else:
            told += [one for one in unit.sentences if not unit.title or unit.block.lead or one.role == "dose"]
    title = title_from(first.title)
    is_dosed = any(dose.kind not in ASKS_NOTHING for one in told for dose in one.doses)
    is_unknown = is_dosed and not any(one.role in ("move", "setup", "noise") for one in told)
    told = [_as_asked(one) for one in told] if is_unknown else told
    draft = build(title, told, first.block.line, general)
    if is_unknown and any(one.moves for one in told):
        draft.mark("all", NO_VERB)
    if first.block.lead_mark == "." and told and told[0].role == "dose" and not any(one.moves for one in told):
        draft.mark("all", NOT_HOW)
    draft.position = draft.position or group
    roles = {one.role for one in told}
    if draft.position is None and before and "move" in roles and "setup" not in roles:
        draft.position = before
        draft.mark("position", "as in the exercise before")
    if not title:
        asked = [[one.text for one in told if one.role == role] for role in ("move", "setup")]
        named = name_in_note(draft.source[0]) if told[0].doses else ""
        draft.title = (
            title_from(named) if named else title_of(asked[0] or asked[1] or list(draft.source), draft.source[:2])
        )
        draft.title = draft.title or "Exercise"
        draft.mark("title", "the text gives no title")
    if not draft.sections:
        return draft
    draft = made_safe(draft, told)
    spoken = f"{draft.spoken} {draft.pace} {' '.join(draft.cautions)} {draft.title}"
    said = {value(word) for word, _ in numbers(spoken)}
    for one in told:
        placed = {place for dose in one.doses if dose.kind not in ASKS_NOTHING for place in range(dose.start, dose.end)}
        left = [word for word, place in numbers(one.text) if place not in placed and value(word) not in said]
        if left and one.text not in [other.text for other in draft.unplaced]:
            draft.unplaced.append(Unplaced(one.line, one.text, f"no place was found for {', '.join(left)}"))
    mark_unplaced(draft, told)
    return draft


NO_VERB = "no word for a movement is known in it: these are the author's words"


def _as_asked(one: Sentence) -> Sentence:
    """A sentence of an exercise in which no verb is known, as one that asks for a movement where it tells more than an amount."""
    is_told = one.role in ("talk", "dose") and not is_amount(one.text) and not lexicon().begins("talk", one.text)
    return replace(one, role="move", moves=True) if is_told else one


def _is_heading_line(unit: TitledBlock) -> bool:
    """Whether a line inside of an exercise stands apart and asks for nothing: a heading that no mark tells."""
    block = unit.block
    is_apart = bool(unit.title) and block.kind == "paragraph" and block.is_apart and not block.lead
    first = block.text.split(" ", 1)[0].lower()
    asks = (lexicon().forms.get(first) == first and len(block.text.split()) > 2) or any(
        one.doses or one.warns for one in unit.sentences
    )
    return is_apart and not asks and not (lexicon().has("body", block.text) or "," in block.text)


def left_out(drafted: Drafted) -> list[Unplaced]:
    """Every sentence of the source that is not spoken, in its order, with why."""
    found = [*drafted.unplaced, *(one for exercise in drafted.exercises for one in exercise.unplaced)]
    found += [Unplaced(one.line, " ".join([one.title, *one.source]), "it could not be read") for one in drafted.lost]
    return sorted(found, key=lambda one: one.line)


def numbers_without_a_place(drafted: Drafted) -> list[Unplaced]:
    """Sentences of exercises with a number that is neither spoken nor a length or a count."""
    return [
        Unplaced(one.line, f"{exercise.title}: {one.text}", one.why)
        for exercise in drafted.read
        for one in exercise.unplaced
        if re.search(r"\d", one.text) or one.why.startswith("no place")
    ]


def sheet(drafted: Drafted) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "title": drafted.title,
        "cautions": list(drafted.cautions),
        "exercises": [
            {
                "title": one.title,
                "line": one.line,
                "certainty": one.certainty,
                "check": one.to_check,
                "position": one.position,
                "needs": list(one.needs),
                "sides": one.sides,
                "pace": one.pace or None,
                "cautions": one.cautions,
                "sections": [section.heading for section in one.sections],
                "source": list(one.source),
            }
            for one in drafted.exercises
        ],
        "left_out": [asdict(one) for one in left_out(drafted)],
    }
