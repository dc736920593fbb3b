"""What each sentence of an article is for, by its words."""

import re
from dataclasses import dataclass
from typing import Literal

from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.breaths import COUNTS_BEFORE
from voiceguide.draft.cautions import is_caution
from voiceguide.draft.dose import Dose
from voiceguide.draft.doses import doses, is_only_dose, numbers, with_sets
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.movement import BREATH, asks_a_part, asks_to_breathe, helps, is_movement, is_posture, poses
from voiceguide.draft.sentences import clauses, sentences, verb_of, without_openers
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import is_only_rest, is_stay, tells_of_rest
from voiceguide.draft.vocabulary import SIDED, lexicon, pattern

Role = Literal["setup", "move", "dose", "caution", "reminder", "variation", "finish", "needs", "talk", "noise"]
ABOUT_BREATH = pattern("about_breath")
_STAYS = re.compile(
    r"\b(?:hold|stay|retain|maintain|rest|repeat|perform|practi[cs]e|complete|continue|go on|do|remain|keep|wait|pause)\b",
    re.IGNORECASE,
)
SAME = re.compile(r"\W*(?:(?:then|and|now|next|do)\s+)*the same\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween (?:the |these |each )?(?:exercises?|sets?|movements?)\W*$", re.IGNORECASE)
_STARTS_WITH = re.compile(r"\W*you (?:can|may|could|should) (?:start|begin) (?:off )?with\b", re.IGNORECASE)
_SWAPS = re.compile(r"\W*(?:then |now |and )*(?:swap|switch|reverse)\b", re.IGNORECASE)
_BYLINE = re.compile(r"\W*(?:[Ww]ords )?[Bb]y [A-Z]\w+\.? [A-Z]\w+")
_NO_BREATH = re.compile(r"\b(?:avoid|do not|don't|without) (?:breathing|inhaling|exhaling)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article.

    Attributes:
        line: its place in the source, as `TextBlock.line`.
        role: what it is for.
        doses: the amounts in it.
        moves: whether it asks for a movement or a position.
        warns: whether it is advice to stop, to ask, or who should not do this; it may ask for a movement too.
    """

    text: str
    line: int
    role: Role
    doses: tuple[Dose, ...] = ()
    moves: bool = False
    warns: bool = False


def tagged(block: TextBlock, label: str = "") -> list[Sentence]:
    """The sentences of a block.

    Args:
        label: what stands above or before it, such as `Starting position`; empty for nothing.
    """
    texts: list[str] = []
    for text in sentences(block.text, in_notes=True):
        is_answer = bool(texts) and texts[-1].endswith("?") and (len(texts[-1].split()) <= 6 or is_caution(text))
        texts[-1:] = [f"{texts[-1]} {text}"] if is_answer else [*texts[-1:], text]
    if len(block.text) <= LONGEST_COUNTED:
        texts[1:] = [_counted(text, block.lead) for text in texts[1:]]
    return [_tagged(text, block.line, label) for text in texts]


def _counted(text: str, name: str) -> str:
    """A sentence that only counts as the amount it says.

    It is `10.` after what is done, or `Four whales.` under the name `Whale`.
    """
    thing = re.search(r"[a-z]{3,}(?=s?\W*$)", name.lower())
    counted = (
        re.match(rf"(?P<number>\w+) (?P<more>more )?(?:[a-z]+ ){{0,2}}?{thing[0]}e?s?\b", text, re.I) if thing else None
    )
    if counted and numbers(f"{counted['number']} times"):
        return f"{counted['number']} {counted['more'] or ''}times{text[counted.end() :]}"
    return _BARE_COUNT.sub(r"\1 times", text)


LONGEST_COUNTED = 300
"""Characters of a block at whose end a number alone is a count, and not that of a page."""


_BARE_COUNT = re.compile(r"^([1-9]|[12]\d|30)(?: again)?(?=[.!]?$)")


def label_role(label: str) -> str:
    """The role of the lexicon that a label has, such as `setup` for `Starting position`; empty for a title."""
    roles = ("setup", "sets", "reps", "hold", "rest", "often", "how", "finish", "needing", "inner", "harder")
    return next((role for role in roles if lexicon().is_all(role, label)), "")


def _tagged(text: str, line: int, label: str) -> Sentence:
    if (
        label in ("reps", "sets", "hold", "rest")
        and not re.match(r"\w*[a-z]", text)
        and not lexicon().has("schedule", text)
    ):
        text = f"{label.capitalize()}: {text}"
    text = with_sets(text)
    found = () if text.strip().isdigit() or _NO_BREATH.search(text) else doses(text)  # a number alone is a page's
    warns = label == "caution" or is_caution(text)
    moves = is_movement(text)
    role = _role(text, found, label, moves=moves, warns=warns)
    likelier = _likelier(text, role, found) if not (label or warns) else role
    moves = (moves or likelier != role) and likelier in ("setup", "move")
    return Sentence(text, line, likelier, found, moves, warns)


def _likelier(text: str, role: Role, found: tuple[Dose, ...]) -> Role:
    """The role of a sentence that trained lines make likelier than the one by its words: a step of talk, or talk of a step."""
    kinds = likely(text)
    is_amount_told = any(dose.kind in ("reps", "sets", "hold", "go on", "breaths") and not dose.vague for dose in found)
    is_labelled = label_role(text.partition(": ")[0]) in ("hold", "reps", "sets")
    if role == "talk" and is_amount_told and (is_labelled or kinds["dose"] > DOSE_FROM):
        return "dose"
    if role == "talk" and not counts_first(text):
        if kinds["do"] > STEP_FROM:
            return "setup" if is_posture(text) else "move"
        if kinds["do"] + kinds["how"] > HOW_FROM and not found:
            return "reminder"
    may_be_talk = role in ("move", "setup", "reminder", "finish") or (role == "variation" and not found)
    may_be_talk = may_be_talk and not asks_to_breathe(text)
    talks = kinds["talk"] + kinds["heading"] > (TALK_WITH_DOSE_FROM if found else TALK_FROM)
    is_posed = role == "setup" and poses(text) and kinds["talk"] > kinds["heading"]  # `Kneeling` may be a heading
    is_asked = is_posed or (role in ("setup", "move", "reminder") and asks_a_part(text))
    return "talk" if may_be_talk and talks and not is_asked else role


def counts_first(text: str) -> bool:
    """Whether a text begins with a number, openers left aside."""
    return any(place == 0 for _, place in numbers(without_openers(text)))


STEP_FROM = 0.6
"""Probability from which what seems talk is a step."""
DOSE_FROM = 0.8
"""Probability from which what seems talk, and has an amount, tells how often or how long."""
HOW_FROM = 0.8
"""Probability from which what seems talk, and has no amount, is a step or tells how to do one."""
TALK_FROM, TALK_WITH_DOSE_FROM = 0.6, 0.9
"""Probabilities from which what seems a step is talk: of sentences without and with an amount."""


def _tells_benefit(text: str) -> bool:
    """Whether a sentence without a subject and an amount tells what something does: `Opens the hips`."""
    found = re.match(
        r"\W*(?:\w+ly )?(?P<verb>[a-z]+s) (?!(?:with|of|in|to|for|on|at|from|through)\b)\w", text, re.IGNORECASE
    )
    verb = found["verb"].lower() if found and not doses(text) else ""
    return lexicon().forms.get(verb, verb) != verb


def _role(text: str, found: tuple[Dose, ...], label: str, *, moves: bool, warns: bool) -> Role:
    words = lexicon()
    is_timed = any(dose.kind in ("hold", "go on") and not dose.vague for dose in found)
    is_unbreathed = _NO_BREATH.search(text) is not None
    reminds = (not is_timed or is_unbreathed) and words.begins(
        "reminder", without_openers(text) if is_unbreathed else text
    ) is not None
    if (words.has("noise", text) or _BYLINE.match(text)) and not (moves and words.has("body", text)) and not warns:
        return "noise"
    if moves and tells_of_rest(without_doses(text)) and not is_only_rest(text):
        return "dose" if found else "reminder"
    if moves and _BETWEEN.search(text) and not re.search(r"\d", text):
        return "reminder"
    counts = bool(found) and words.begins("steady", without_openers(text)) is not None
    is_asked = (moves or is_stay(text) or counts) and not reminds and not re.match(r"\W*(?:if|stop|when)\b", text, re.I)
    if label == "caution" or (warns and not is_asked):
        return "caution"
    if _tells_benefit(text) or label_role(text.partition(": ")[0]) == "inner" != label:
        return "talk"
    if _STARTS_WITH.match(text) and any(dose.kind in ("reps", "sets") for dose in found):
        return "dose"
    if label == "harder" or words.begins("progress", text) or (words.begins("easier", text) and verb_of(text) is None):
        return "variation"
    if label == "needing" or (words.begins("needing", text) and not moves):
        return "needs"
    if label == "often" or (label == "inner" and not reminds):
        return "talk"
    if label == "inner" or ABOUT_BREATH.match(text):
        return "reminder"
    if label == "finish" or (words.begins("finish", text) and not (moves and _goes_on_to_other_side(text))):
        return "finish"
    if not moves and words.begins("sides_again", without_openers(text)):
        return "dose"
    if not moves and not reminds and _goes_another_way(text):
        return "move" if found else "dose"
    if is_amount(text) or (not moves and _tells_dose(text, found)):
        return "dose"
    asks_too = moves and re.match(
        r"\W*(?:keep|feel|try to)" if not found else r"\W*(?:keep|feel|try to|focus)", text, re.I
    )
    if reminds and not asks_too and (is_unbreathed or not BREATH.search(text)):
        return "reminder"
    if moves:
        return "setup" if label == "setup" or is_posture(text) else "move"
    if _SWAPS.match(text):
        return "dose"
    if words.begins("talk", text):
        return "talk"
    if label == "setup":
        return "setup"
    if asks_to_breathe(text):
        return "move"
    is_breathing = re.search(r"\b(?:breath|inhal|exhal|lungs|air\b)", text, re.I) and _STAYS.search(text)
    is_breathing = is_breathing or COUNTS_BEFORE.match(text)
    if found and (is_breathing or any(_STAYS.match(without_openers(clause)) for _, clause in clauses(text))):
        return "dose"
    if helps(text):
        return "move"
    return "setup" if words.begins("asks", text) and words.has("body", text) and not text.endswith("?") else "talk"


def _goes_on_to_other_side(text: str) -> bool:
    """Whether a clause after the first tells that all of it is done again on the other side: `Let go; repeat on the left.`"""
    return any(lexicon().begins("sides_again", without_openers(clause)) for start, clause in clauses(text) if start)


def _goes_another_way(text: str) -> bool:
    """Whether a sentence without a verb of the body tells another way to move: `Then backwards 5 times.`"""
    is_more = any(dose.kind in ("reps", "hold", "go on") for dose in doses(text)) or SAME.match(text)
    is_told = len(text.split()) > LONGEST_WAY or re.search(r"\b(?:i|we|she|he|they|it|this)\b", text, re.IGNORECASE)
    return bool(is_more) and not is_told and lexicon().has("ways", text)


LONGEST_WAY = 10
"""Words of a sentence that tells another way to move."""


def _tells_dose(text: str, found: tuple[Dose, ...]) -> bool:
    """Whether a sentence without a movement is short, and tells how often: `Go round the square six times.`"""
    told = [dose for dose in found if dose.kind in ("reps", "sets", "go on", "breaths")]
    told = [dose for dose in told if dose.kind != "breaths" or dose.high > 1]
    is_for = any(dose.kind == "hold" for dose in found) and re.match(r"(?:for|about) ", without_openers(text), re.I)
    return bool(told or is_for) and len(text.split()) <= 12 and not text.endswith("?")


def is_amount(text: str) -> bool:
    """Whether a text says no more than amounts and sides: `10 each side, 2-3 x a day`."""
    spans = [*(dose.place for dose in doses(text)), *lexicon().spans(text, *SIDED)]
    return bool(spans) and is_only_dose(text, spans)


LONGEST_NAMED = 120
"""Characters of a title with its amounts."""


def name_and_amount(title: str) -> tuple[str, str]:
    """A title and the amounts at its end, such as `x 12 x 3 sets`; the whole and none where its end is something else."""
    found = doses(title) if len(title) <= LONGEST_NAMED else ()
    if not found or is_amount(title) or lexicon().has("of_all", title):
        return title, ""
    start = found[0].start
    start = title.rfind("(", 0, start) if title.count("(", 0, start) > title.count(")", 0, start) else start
    name, amount = title[:start], title[start:]
    is_joined = amount[:1].isalnum() and re.search(r"(?:^|\w|-)$", name) is not None
    is_led = is_joined or re.search(r"\b(?:in|of|for|with|under|the|your|a)\W*$", name) is not None
    is_named = re.search(r"[a-z]{3}", name, re.IGNORECASE) is not None and not re.search(r"[.!?] ", amount)
    is_split = is_named and not is_led and is_amount(amount)
    return (name.rstrip(" ,;:(-\u2013\u2014"), amount) if is_split else (title, "")
