"""What must hold of the breaths of a draft: those of the source, in their order, held only where it holds them."""

import re
from collections.abc import Sequence
from itertools import groupby

from voiceguide.draft.asking import explains, numbers_of
from voiceguide.draft.breath_events import only_breathe
from voiceguide.draft.breaths import HOLDS_BREATH, LONGEST_PART_S, breaths_in, with_taken
from voiceguide.draft.counted_breathing import COUNTS_DIFFER, TOLD_AGAIN
from voiceguide.draft.drafted import QUICK
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import pattern

_RESTS_AMONG = re.compile(r"^\W*(?:then |and )*(?:relax|rest|pause|wait)\w* (?:for )?\d", re.IGNORECASE)
_NAMES_BREATH = re.compile(
    r"breath|inhal|exhal|\b(?:nose|nostrils?|mouth|lips|lungs|air|sigh\w*|huff\w*|blow\w*|smell\w*|sips?|hiss\w*|s{3,}|prana\w*)\b",
    re.IGNORECASE,
)
_TELLS = re.compile(r"(?:imagin|visuali|pictur|feel|sens|notic|think)", re.IGNORECASE)


def breaths_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every breath of the source is drafted, in its order, and no other; of sides in turn, those of one side."""
    working = ("setup", "move", "dose", "talk")
    given, ended = (  # what seems to come last may be in each repetition
        [breath for text in with_taken(texts) for breath in breaths_in(text)]
        for texts in (
            [one.text for one in told if one.role in roles and not explains(one)]
            for roles in (working, (*working, "finish"))
        )
    )
    drafted: list[str] = [step.kind for step in draft.steps if step.kind in ("Inhale", "Exhale")]
    ready: list[str] = [one for part in draft.sections for line in part.lines for one in breaths_in(line)]
    if TOLD_AGAIN in draft.marks.get("all", ()):
        drafted, given, ended = ([kind for kind, _ in groupby(kinds)] for kinds in (drafted, given, ended))
        given = drafted if given == drafted * 2 else given
    if drafted and not any(_NAMES_BREATH.search(text) for text in (draft.title, *(one.text for one in told))):
        draft.mark("all", "the text says in and out, and names no breath")
    is_told = given in (drafted, ready + drafted) or ended in (drafted, ready + drafted, drafted + ready)
    is_turned = draft.sides == "alternate" and len(drafted) < len(given) and given == [*drafted, *drafted][: len(given)]
    return "" if is_told or is_turned else "the breaths could not be told apart"


_OTHER_BREATH = {"Inhale": pattern("out_breath"), "Exhale": pattern("in_breath")}


def a_breath_is_one_breath(draft: DraftExercise, _told: Sequence[Sentence]) -> str:
    """No breath in is told in words of a breath out, or the other way round; one that comes twice running is marked."""
    for section in draft.sections:
        last = ""
        for step in section.steps:
            if step.kind in _OTHER_BREATH:
                if _OTHER_BREATH[step.kind].search(step.text) or (step.kind == last and _TELLS.match(step.text)):
                    return f"'{step.text}' tells of another breath"
                if step.kind == last:
                    draft.mark("all", "the same breath comes twice running")
                last = step.kind
    return ""


def breath_is_held_only_where_the_source_holds_it(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """No breath is held that the source does not hold, and no part of a breath is longer than a breath."""
    parts = numbers_of(draft.pace)
    lengths = [number for step in draft.steps if step.kind != "Move" for number in numbers_of(step.length)]
    if max(parts + lengths, default=0) > LONGEST_PART_S:
        return "a breath would last too long"
    held = sum(step.kind == "Hold" or "hold your breath" in step.text.lower() for step in draft.steps)
    held = max(held, len(parts) - 2)
    given = sum(
        len(re.findall(r"\b(?:hold|pause|retain|wait|hover|suspend|lungs empty|count\b[^.]*\bbefore)", one.text, re.I))
        for one in told
    )
    is_named = any(HOLDS_BREATH.search(one.text) for one in told) or bool(draft.pace)
    is_named = is_named or only_breathe(step.text for step in draft.steps if step.kind != "Hold")
    return "the text does not hold the breath" if held > given or (held and not is_named) else ""


def counted_breaths_have_their_counts(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where one part of a breath is as long as the source counts, in and out are, too; and nobody rests among them."""
    if draft.pace and any(_RESTS_AMONG.search(one.text) for one in told):
        return "a rest stands among the breaths"
    breaths = [step for step in draft.steps if step.kind in ("Inhale", "Exhale")]
    if COUNTS_DIFFER in draft.marks.get("all", ()):
        return "no pace fits all of the breaths that are counted"
    if QUICK in draft.marks.get("all", ()):
        return ""
    is_counted = all(step.length for step in breaths) and len({step.kind for step in breaths}) == 2
    is_lost = any(step.length for step in breaths) and not is_counted
    return "not all of the breaths that are counted were understood" if is_lost else ""
