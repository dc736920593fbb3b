"""What an article says around its exercises: its title, its cautions, what holds for all, and what is left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from voiceguide.draft.announced import announced
from voiceguide.draft.cautions import forbids, opens_cautions
from voiceguide.draft.events import Event, Slots
from voiceguide.draft.model import DraftExercise, Unplaced
from voiceguide.draft.said_of_all import is_of_session
from voiceguide.draft.speakable import speakable
from voiceguide.draft.tag import Sentence, is_amount, label_role, tagged
from voiceguide.draft.titled import LONGEST_TITLE, TitledBlock
from voiceguide.draft.vocabulary import lexicon, pattern


def fill_in(slots: Slots, draft: DraftExercise, general: Sequence[Sentence]) -> None:
    """Give an exercise the doses that it has not and the article gives all, as in `Hold each for 20 s`; it is marked.

    A sentence that tells another hold than the exercise has is none of it.
    """
    if slots.reps or slots.lasts or slots.is_counted:
        return
    held = {(event.dose.low, event.dose.high) for event in slots.holds if event.dose}
    is_held = bool(held)
    of_it = (one for one in general if not (held and _holds(one) and held.isdisjoint(_holds(one))))
    for dose, text in ((dose, one.text) for one in of_it for dose in one.doses):
        if dose.kind == "reps" and is_of_session(text):
            continue
        if dose.kind in ("reps", "sets") and not (slots.reps if dose.kind == "reps" else slots.sets):
            (slots.reps if dose.kind == "reps" else slots.sets).append(dose)
        elif dose.kind in ("hold", "breaths") and not is_held and pattern("of_one").search(text):
            slots.events.append(Event("hold", dose=dose))
        else:
            continue
        draft.mark("all", f"'{text}' is said of all exercises")


def _holds(one: Sentence) -> set[tuple[float, float]]:
    return {(dose.low, dose.high) for dose in one.doses if dose.kind in ("hold", "breaths")}


def with_its_lead(unit: TitledBlock) -> Sequence[Sentence]:
    """The sentences of a unit, with the words that stand before a colon unless these are a label."""
    block = unit.block
    if not block.lead or unit.label or not block.text:
        return unit.sentences
    return tagged(replace(block, text=block.whole, lead="", lead_mark=""))


def title_from(text: str) -> str:
    """A text as a title: without numbers, openers and signs at its ends, with a capital first."""
    text = announced(text) or text
    text = (speakable(text) or re.sub(r"[^\w\s-]", "", text)).strip(" .:-\u2013")
    text = text.replace("[", "(").replace("]", ")")
    text = re.sub(r"^exercise \d+ ?[-\u2013]? (?=[A-Za-z]{3})", "", text, flags=re.IGNORECASE)
    text = re.sub(r"^\d{1,2}(?=[A-Z][a-z])", "", _COMES.sub("", text))
    text = re.sub(r"^how to (?:do|perform|practi[cs]e) (?:(?:an?|the) )?(?=\w{3})", "", text, flags=re.IGNORECASE)
    text = text[:1].upper() + text[1:]
    return text.capitalize() if text.isupper() and len(text) > 4 else text


_COMES = re.compile(
    r"^(?:(?:first|second|third|last|final)(?:ly)?|next|then), (?:an? )?"
    r"|^(?:\w+ ){0,3}we did (?:the |an? )?(?=\w{3})"
    r"|^(?:(?:next|then|after that|now|last|first)(?:,| came| comes| was| is| we did| you do)*|(?:start|begin|end|finish|close)(?:ed|ing)? with) (?:the |an? )?(?=\w{3})",
    re.IGNORECASE,
)
_SUBJECTS = ("subject", "title", "re")
FARTHEST_TITLE = 6
"""Blocks at the head of an article, among which a title that names exercises is looked for."""


def article_title(head: Sequence[TitledBlock]) -> str:
    """The title at the head of an article: what names exercises before what does not, and no house; empty for none."""
    words = lexicon()
    posted = [_POSTED.fullmatch(unit.block.text) is not None for unit in head[1 : FARTHEST_TITLE + 1]]
    found = [
        (index, text)
        for index, unit in enumerate(head[:FARTHEST_TITLE])
        if (text := _titles(unit, index)) and not any(posted[index : index + 1])
    ]
    first = next((text for index, text in found if index < 3 and not words.has("house", text)), "")
    named = (text for _, text in found if words.has("names_exercises", text) or words.has("body", text))
    chosen = first or next(named, "")
    return title_from(chosen) if chosen else ""


def _titles(unit: TitledBlock, index: int) -> str:
    """The words of a unit at the head of an article that may be its title; empty for none."""
    block, words = unit.block, lexicon()
    is_named = block.lead and len(block.text.split()) <= LONGEST_TITLE and not unit.label
    text = block.whole if is_named and block.lead.lower() not in _SUBJECTS else block.text
    is_first = index == 0 and block.kind != "item" and re.fullmatch(r"[A-Z][A-Za-z]{4,}", text)
    fewest = 1 if is_first or (block.kind == "heading" and block.level == 1) else 2
    is_small = block.kind != "heading" and text[:1].islower()
    is_short = (
        not is_small and fewest <= len(text.split()) <= LONGEST_TITLE + 5 and not text.endswith((".", "!", ":", ","))
    )
    is_noise = (
        words.has("noise", text)
        or words.begins("greets", block.whole) is not None
        or _NO_TITLE.search(text) is not None
        or (is_first and unit.stops)
        or len([word for word in text.split() if not label_role(word)]) < 2 < len(text.split())
        or any(one.role in ("noise", "move") or one.warns for one in unit.sentences if not unit.title)
        or any(is_amount(one.text) for one in unit.sentences)
    )
    return text if is_short and not (is_noise or unit.is_safety or unit.label) else ""


_POSTED = re.compile(r"\W*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\W*")  # a date below the name of who posted something
_NO_TITLE = re.compile(
    r"[!?]{2}|\.(?:jpe?g|png|gif|pdf|docx?)\b|\blogo\b|\b\d+ ?(?:of|/|dari|de|von|sur|van) ?\d+\b|^(?:Q\d*[:.]|\()|^by |^(.+) by \1|[.!?] \w"
    r"|^(?:(?i:i|we|you|if|when|they|there|it) )|^(?:\S{1,2} ){3}"
)


def _names_article(unit: TitledBlock, index: int) -> bool:
    """Whether a unit at the head of an article is its title: `After a knee replacement - exercises at home`."""
    text, words = unit.block.text, lexicon()
    is_title = words.has("names_exercises", text) and not words.begins("safety", text)
    return index < 2 and is_title and len(unit.sentences) < 2 and not text.endswith((".", "!"))


def _sets_limit(one: Sentence) -> bool:
    """Whether a sentence outside of exercises forbids something, or holds all of them within a limit."""
    if pattern("disclaims").search(one.text):
        return False
    is_forbidden = one.role in ("reminder", "talk") and forbids(one.text)
    return is_forbidden or (one.role not in ("noise", "needs") and lexicon().has("limits", one.text))


def said_around(units: Sequence[TitledBlock], outside: Sequence[int]) -> tuple[list[str], list[Unplaced]]:
    """The cautions of what belongs to no exercise, and the rest of it, in order, with why it was left out."""
    cautions: list[str] = []
    unplaced: list[Unplaced] = []
    is_safety, opening, last = False, "", -2
    for index in outside:
        unit = units[index]
        block = unit.block
        opens = opens_cautions(block)
        if opens:
            is_safety, opening = True, opens
        elif unit.stops or block.kind in ("heading", "bold") or (unit.title and block.kind == "paragraph"):
            is_safety, opening = unit.is_safety, ""
        elif index != last + 1 or (opening and block.kind == "paragraph" and block.is_apart):
            is_safety, opening = False, ""
        last = index
        if not unit.sentences:
            unplaced.append(Unplaced(block.line, block.lead or block.text, "it is a heading"))
        for one in with_its_lead(unit):
            is_advice = is_safety and one.role not in ("noise", "needs") and not pattern("disclaims").search(one.text)
            is_advice = is_advice or _sets_limit(one)
            if (one.warns or is_advice) and not _names_article(unit, index):
                cautions.append(f"{opening} {one.text}" if opening and not opens else one.text)
            else:
                why = "it belongs to the page" if one.role == "noise" else "it belongs to no exercise"
                unplaced.append(Unplaced(one.line, one.text, why))
    return list(dict.fromkeys(cautions)), unplaced
