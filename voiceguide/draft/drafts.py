"""An article to what is drafted of it: its exercises, its cautions, and what was left out."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.blocks import Article
from voiceguide.draft.build import General, build, named_position
from voiceguide.draft.doses import numbers
from voiceguide.draft.invariants import made_safe
from voiceguide.draft.model import DraftExercise, Unplaced
from voiceguide.draft.segment import LONGEST_TITLE, TitledBlock, segmented, units_of
from voiceguide.draft.speakable import speakable, title_of
from voiceguide.draft.tag import BODY, BREATH, Sentence, tagged
from voiceguide.draft.vocabulary import lexicon
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
    units = units_of(article)
    segments = segmented(units)
    if not any(segment.is_exercise for segment in segments):
        raise DraftError(
            "No exercises were found in this text: expected instructions such as 'Sit tall. Inhale and lift your arms. "
            "Repeat 5 times.'. Nothing was written."
        )
    outside = [index for segment in segments if not segment.is_exercise for index in range(segment.start, segment.end)]
    around = [one for index in outside for one in units[index].sentences]
    general = General([one for one in around if one.role not in ("noise", "caution")])
    layouts = Counter(units[segment.start].layout for segment in segments if segment.is_exercise)
    usual = _family(layouts.most_common(1)[0][0])
    last = max(segment.start for segment in segments if segment.is_exercise)
    exercises: list[DraftExercise] = []
    ready: list[Sentence] = []
    for segment in segments:
        inside = units[segment.start : segment.end]
        if segment.is_exercise:
            kept = _without_getting_ready(inside)
            before = exercises[-1].position if exercises else None
            exercises.append(_exercise(kept, general, ready, before))
            ready = [one for unit in inside[len(kept) :] for one in unit.sentences]
        elif _gets_ready(inside[0]):
            ready += inside[0].sentences
        elif (
            _family(inside[0].layout) == usual
            and inside[0].title
            and segment.start < last
            and _seems_asked(units, segment.start)
        ):
            exercises.append(DraftExercise(_title(inside[0].title), inside[0].block.line, (inside[0].block.text,)))
    title = article.title or _article_title([units[index] for index in outside], segments[0].is_exercise)
    if not title:
        title = exercises[0].title if len(exercises) == 1 and "title" not in exercises[0].marks else name or "Session"
    cautions, unplaced = _around(units, outside)
    unplaced = [one for one in unplaced if one.text != title]
    return Drafted(speakable(title) or "Session", tuple(exercises), tuple(cautions), tuple(unplaced))


def _family(layout: str) -> str:
    """What a layout has in common with others: numbered items, whether words are set apart in them or not."""
    return layout.split("-")[0]


def _seems_asked(units: Sequence[TitledBlock], index: int) -> bool:
    """Whether a title between exercises stands for one: it is numbered, or what follows asks for a movement."""
    after = units[index + 1] if index + 1 < len(units) else None
    is_group = after is not None and (after.block.kind in ("heading", "bold") or bool(after.title))
    asks = any(one.moves for one in (after.sentences if after else ()))
    return bool(units[index].block.number) or (asks and not is_group)


def _gets_ready(unit: TitledBlock) -> bool:
    """Whether a paragraph only brings the body into a position: between exercises it belongs to the next one."""
    is_plain = unit.block.kind == "paragraph" and unit.block.is_apart and not unit.title and not unit.stops
    told = unit.sentences
    return (
        is_plain
        and bool(told)
        and named_position(told[0].text) is not None
        and all(one.moves and not one.doses for one in told)
    )


def _without_getting_ready(inside: Sequence[TitledBlock]) -> Sequence[TitledBlock]:
    """An exercise without the paragraphs at its end, after all that it counts, that get ready for the next one."""
    end = len(inside)
    while end > 1 and _gets_ready(inside[end - 1]):
        end -= 1
    return inside[:end] if any(one.doses for unit in inside[:end] for one in unit.sentences) else inside


def _exercise(
    inside: Sequence[TitledBlock], general: General, ready: Sequence[Sentence], before: Position | None
) -> DraftExercise:
    """The draft of an exercise, which begins with the sentences that get `ready` for it, `before` being the position so far."""
    first = inside[0]
    told: list[Sentence] = list(ready)
    for index, unit in enumerate(inside):
        if index and not _is_heading_line(unit):
            told += with_its_lead(unit)
        else:
            told += [one for one in unit.sentences if not unit.title or unit.block.lead or one.role == "dose"]
    title = _title(first.title)
    draft = build(title, told, first.block.line, general)
    if draft.position is None and before and not any(one.role == "setup" for one in told):
        draft.position = before
        draft.mark("position", "as in the exercise before")
    if not title:
        asked = [one.text for one in told if one.role == "move"] or [one.text for one in told if one.role == "setup"]
        draft.title = title_of(asked or [one.text for one in told]) or "Exercise"
        draft.mark("title", "the text gives no title")
    if not draft.sections:
        return draft
    draft = made_safe(draft, told)
    spoken = f"{draft.spoken} {draft.pace} {' '.join(draft.cautions)} {draft.title}".lower()
    for one in told:
        placed = [range(dose.start, dose.end) for dose in one.doses if dose.kind != "schedule"]
        left = [word for word, at in numbers(one.text) if not any(at in place for place in placed)]
        left = [word for word in left if not re.search(rf"\b{re.escape(word.lower())}\b", spoken)]
        if left and not any(one.text == other.text for other in draft.unplaced):
            draft.unplaced.append(Unplaced(one.line, one.text, f"no place was found for {', '.join(left)}"))
    return draft


def _is_heading_line(unit: TitledBlock) -> bool:
    """Whether a line inside of an exercise stands apart and asks for nothing: a heading that no mark tells."""
    block = unit.block
    is_apart = bool(unit.title) and block.kind == "paragraph" and block.is_apart and not block.lead
    first = block.text.split(" ", 1)[0].lower()
    asks = (lexicon().forms.get(first) == first and len(block.text.split()) > 2) or any(
        one.doses or one.warns for one in unit.sentences
    )
    return is_apart and not asks and not (BODY.search(block.text) or "," in block.text)


def with_its_lead(unit: TitledBlock) -> Sequence[Sentence]:
    """The sentences of a unit, with the words that stand before a colon unless these are a label."""
    block = unit.block
    if not block.lead or unit.label or not block.text:
        return unit.sentences
    joint = (
        ": "
        if BREATH.fullmatch(block.lead)
        else ". "
        if block.lead_mark in ("bold", ".")
        else f" {block.lead_mark} "
        if block.lead_mark == "-"
        else ": "
    )
    whole = replace(block, text=f"{block.lead}{joint}{block.text}", lead="", lead_mark="")
    return tagged(whole, unit.sentences[0].block if unit.sentences else 0)


def _title(text: str) -> str:
    text = (speakable(text) or re.sub(r"[^\w\s-]", "", text)).strip(" .:-\u2013")
    text = text.replace("[", "(").replace("]", ")")
    text = re.sub(r"^(?:how to (?:do|perform|practi[cs]e) )?(?:(?:the|an?) )?(?=\w+ )", "", text, flags=re.IGNORECASE)
    text = text[:1].upper() + text[1:]
    return text.capitalize() if text.isupper() and len(text) > 4 else text


def _article_title(outside: Sequence[TitledBlock], begins_with_exercise: bool) -> str:
    if begins_with_exercise:
        return ""
    for index, unit in enumerate(outside[:3]):
        block = unit.block
        is_named = block.lead and len(block.text.split()) <= LONGEST_TITLE and not unit.label
        text = (
            f"{block.lead}{': ' if block.lead_mark == ':' else ' - '}{block.text}"
            if is_named and block.text
            else block.text
        )
        fewest = 1 if block.kind == "heading" and block.level == 1 else 2
        is_short = fewest <= len(text.split()) <= LONGEST_TITLE + 5 and not text.endswith((".", "!", ":", ","))
        if not is_short or lexicon().has("noise", text) or unit.is_safety or unit.label:
            continue
        after = outside[index + 1].block.text if index + 1 < len(outside) else ""
        if (
            lexicon().has("house", text)
            and not lexicon().has("names_exercises", text)
            and len(after.split()) <= LONGEST_TITLE
        ):
            continue
        return _title(text)
    return ""


def _names_article(unit: TitledBlock, index: int) -> bool:
    """Whether a unit at the head of an article is its title: `After a knee replacement - exercises at home`."""
    text = unit.block.text
    return (
        index < 2
        and not text.endswith((".", "!"))
        and lexicon().has("names_exercises", text)
        and not lexicon().begins("safety", text)
    )


_FORBIDS = re.compile(r"\W*(?:do not|don't|never)\b|\b(?:must|should)(?: not|n't| never)\b", re.IGNORECASE)


def _around(units: Sequence[TitledBlock], outside: Sequence[int]) -> tuple[list[str], list[Unplaced]]:
    """The cautions of what belongs to no exercise, and the rest of it, in order, with why it was left out."""
    cautions: list[str] = []
    unplaced: list[Unplaced] = []
    is_safety, opening, last = False, "", -2
    for index in outside:
        unit = units[index]
        if unit.stops or unit.block.kind in ("heading", "bold") or (unit.title and unit.block.kind == "paragraph"):
            is_safety = unit.is_safety
            opening = unit.block.lead or unit.block.text
            opening = opening if re.search(r"\bif:?$", opening) else ""
        elif index != last + 1:
            is_safety = False
        last = index
        if not unit.sentences:
            unplaced.append(Unplaced(unit.block.line, unit.block.lead or unit.block.text, "it is a heading"))
        for one in with_its_lead(unit):
            is_advice = is_safety and one.role not in ("noise", "needs")
            is_advice = is_advice or (one.role in ("reminder", "talk") and _FORBIDS.search(one.text) is not None)
            if (one.warns or is_advice) and not _names_article(unit, index):
                cautions.append(f"{opening.rstrip(':')} {one.text}" if opening else one.text)
            else:
                why = "it belongs to the page" if one.role == "noise" else "it belongs to no exercise"
                unplaced.append(Unplaced(one.line, one.text, why))
    return list(dict.fromkeys(cautions)), unplaced
