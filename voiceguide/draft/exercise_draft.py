"""The draft of one exercise, made of its units: what they ask, in which position, and what of it has no place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceguide.draft.around import title_from, with_its_lead
from voiceguide.draft.build import build
from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.doses import numbers, value
from voiceguide.draft.drafted import NOT_HOW
from voiceguide.draft.model import DraftExercise, Unplaced
from voiceguide.draft.movement import BREATH
from voiceguide.draft.notes import name_in_note
from voiceguide.draft.placed import mark_unplaced
from voiceguide.draft.positions import hinted_position
from voiceguide.draft.safe import made_safe
from voiceguide.draft.speakable import title_of
from voiceguide.draft.tag import Sentence, is_amount
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon
from voiceguide.script.model import Position

NO_VERB = "no word for a movement is known in it: these are the author's words"


def draft_exercise(
    inside: Sequence[TitledBlock],
    general: Sequence[Sentence],
    ready: Sequence[Sentence],
    group: Position | None,
    before: Position | None,
) -> DraftExercise:
    """The draft of an exercise: sentences that get `ready` for it come first.

    Args:
        inside: its units, at least one.
        general: what the article says of all exercises.
        group: the position that a heading above it names.
        before: the position so far.
    """
    first, told = inside[0], [*ready, *_sentences_of(inside)]
    title = title_from(first.title)
    is_dosed = any(dose.kind not in ASKS_NOTHING for one in told for dose in one.doses)
    is_unknown = is_dosed and not any(one.moves or one.role in ("setup", "noise") or _breathes(one) for one in told)
    told = [_as_asked(one) for one in told] if is_unknown else told
    draft = build(title, told, first.block.line, general)
    if is_unknown and any(one.moves for one in told):
        draft.mark("all", NO_VERB)
    if first.block.lead_mark == "." and told and told[0].role == "dose" and not any(one.moves for one in told):
        draft.mark("all", NOT_HOW)
    _give_position(draft, told, group, before)
    if not title:
        draft.title = _name_for(draft, told)
        draft.mark("title", "the text gives no title")
    if not draft.sections:
        return draft
    draft = made_safe(draft, told)
    _leave_numbers_out(draft, told)
    mark_unplaced(draft, told)
    return draft


def _sentences_of(inside: Sequence[TitledBlock]) -> Iterator[Sentence]:
    """The sentences of an exercise; of its title, and of lines that are titles inside of it, amounts alone."""
    for index, unit in enumerate(inside):
        if index and not _is_heading_line(unit):
            yield from with_its_lead(unit)
        else:
            yield from (one for one in unit.sentences if not unit.title or unit.block.lead or one.role == "dose")


def _give_position(
    draft: DraftExercise, told: Sequence[Sentence], group: Position | None, before: Position | None
) -> None:
    """Give a draft that names no position that of its group, or else the one in which such things are done, or, where it
    only moves, the one so far; the last two are marked."""
    draft.position = draft.position or group
    roles = {one.role for one in told}
    asked = [one.text for one in told if one.role in ("setup", "move", "dose")]
    if draft.position is None and (hint := next(filter(None, map(hinted_position, [draft.title, *asked])), None)):
        draft.position = hint.position
        draft.mark("position", f"from '{hint.text}'")
    if draft.position is None and before and "move" in roles and "setup" not in roles:
        draft.position = before
        draft.mark("position", "as in the exercise before")


def _name_for(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """A title for an exercise without one: the name before its amount in a note, or the words of what it asks first."""
    named = name_in_note(draft.source[0]) if told[0].doses else ""
    asked = ([one.text for one in told if one.role == role] for role in ("move", "setup"))
    texts = next(filter(None, asked), list(draft.source))
    return (title_from(named) if named else title_of(texts, draft.source[:2])) or "Exercise"


def _leave_numbers_out(draft: DraftExercise, told: Sequence[Sentence]) -> None:
    """Put the sentences with a number that is neither spoken nor an amount among those without a place."""
    spoken = f"{draft.spoken} {draft.pace} {' '.join(draft.cautions)} {draft.title}"
    said = {value(word) for word, _ in numbers(spoken)}
    lengths = " ".join([*(one.heading for one in draft.sections), *(step.length for step in draft.steps), draft.pace])
    timed = {float(number) * factor for number in re.findall(r"\d+(?:\.\d+)?", lengths) for factor in (1, 60)}
    for one in told:
        doses = (dose for dose in one.doses if dose.kind not in ASKS_NOTHING)
        kept = (one for one in doses if one.vague or one.high <= 1 or {one.low, one.high, one.middle} & (timed | said))
        placed = {place for dose in kept for place in range(dose.start, dose.end)}
        left = [word for word, place in numbers(one.text) if place not in placed and value(word) not in said]
        if left and one.text not in [other.text for other in draft.unplaced]:
            draft.unplaced.append(Unplaced(one.line, one.text, f"no place was found for {', '.join(left)}"))


def _breathes(one: Sentence) -> bool:
    """Whether a sentence asks for a breath by its name."""
    return one.role == "move" and BREATH.search(one.text) is not None


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
