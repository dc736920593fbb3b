"""A sentence and what it is: a movement with its breath, an amount, a reminder, a caution, or nothing for a listener."""

import re
from dataclasses import replace
from functools import lru_cache

from voiceguide.draft.amounts import HELD, NUM, Amounts, read_amounts, seconds_of
from voiceguide.draft.breaths import Clause, clauses, names_breath
from voiceguide.draft.imperative import first_verb, imperative, takes_position
from voiceguide.draft.lexicon import lexicon
from voiceguide.draft.model import Reading, Role
from voiceguide.draft.sides import told

ADJUSTING = frozenset(
    {"keep", "feel", "imagine", "maintain", "try", "focus", "notice", "work", "allow", "let", "count"}
)
_LEFT_OVER = re.compile(
    r"^(?:(?:repeat|do|perform|complete|try|hold|stay|remain|and|then|or|so|for|on|the|this|these|that|it|exercise|exercises|stretch|movement|sequence|motion|pose|position|posture|again|steps?|process|pattern|each|about|around|between|at|least|up|to|total|in|all|with|a|of|more|times|aim|continue|continuing|repeating|here|there|reps?|sets?|before|now|you|can|should|will|slow|slowly|whole|cycle|cycles|round|rounds|entire|start|over|your|rest|as|needed|necessary|gently|like|way|same|set|go|on|one|is|that's|if|per|side|switching|switch|breathing|deeply|breathe|release|keep|going|simply|just|back|from|beginning|time|finish|enough|work|build|start|begin|first|next|moving|practice|practise|duration|reps:|hold:|repeat:|sets:|in|total|ideally|comfortable|feels|good|long|want|any|number|recommended|often|required|rep|take|enjoy|flow|flowing|and/or|than|no|ten|feel|aiming|through|every|another|repetition|repetitions|whenever|easy)\W*)*$",
    re.IGNORECASE,
)
_GENERAL_BREATH = re.compile(r"\b(?:breathe|breathing|breath)\b(?! in\b| out\b)", re.IGNORECASE)
_BODY_START = re.compile(
    r"^(?:with|from|on|in|while|using|feet|arms|hands|knees|legs|both|one|left|right|your|palms|elbows|toes|heels|legs|shoulders|head|chin|back|once|at|as|when|against|facing|holding|keeping|eyes|until|place|re-?place|after|opposite|spine|hips|chest|without|for|by|over|down|up|other|through|top|bottom|thumb|fingers|forearms|weight|stomach|core|supine|prone|half|this|the|quadruped|tabletop|stand|all)\b",
    re.IGNORECASE,
)
_TITLE_BREATH = re.compile(
    r"\b(?:breath(?:ing|s|work|e)?|pranayama|4-7-8|4-4-4-4|sigh(?:ing)?|nostril|respiration|respiratory|humming bee|lion'?s breath|inhal\w+|exhal\w+)\b",
    re.IGNORECASE,
)


def is_breathing(title: str, texts: list[str]) -> bool:
    """Whether an exercise is made of breaths alone."""
    named = sum(
        1 for text in texts for clause in clauses(text, is_breathing=True) if clause.breath in ("inhale", "exhale")
    )
    counted = sum(1 for text in texts for clause in clauses(text, is_breathing=True) if clause.breath and clause.count)
    moving = sum(
        1
        for text in texts
        for clause in clauses(text, is_breathing=False)
        if clause.breath in ("inhale", "exhale") and _moves(clause.text)
    )
    freely = sum(
        1
        for text in texts
        for clause in clauses(text, is_breathing=False)
        if not clause.breath and _moves(clause.text) and not takes_position(imperative(clause.text))
    )
    if _TITLE_BREATH.search(title):
        return named >= 1 and moving <= max(1, named / 2)
    return (counted >= 2 and moving <= counted / 2) or (
        named >= 2
        and moving == 0
        and freely < 2
        and any(re.search(r"\b(?:nose|mouth|lips|nostril|lungs|belly)\b", text, re.IGNORECASE) for text in texts)
    )


_BREATH_VERBS = frozenset(
    {
        "breathe",
        "inhale",
        "exhale",
        "fill",
        "empty",
        "count",
        "let",
        "feel",
        "allow",
        "pause",
        "hold",
        "purse",
        "expand",
        "repeat",
        "blow",
        "inflate",
        "continue",
        "imagine",
        "keep",
        "pucker",
        "close",
        "hum",
        "sigh",
        "rest",
        "relax",
        "stay",
        "make",
        "use",
        "take",
        "try",
        "notice",
        "do",
        "release",
        "soften",
        "work",
    }
)


def _moves(text: str) -> bool:
    verb = first_verb(imperative(text))
    return (
        verb is not None and verb not in _BREATH_VERBS and lexicon().has("body", text) and "nostril" not in text.lower()
    )


@lru_cache(maxsize=5000)
def read_sentence(sentence: str, label: str | None, *, breathing: bool) -> Reading:
    """Read one sentence.

    Args:
        label: what the heading or lead before it says about it; see the lexicon.
        breathing: the exercise is made of breaths alone.
    """
    words = lexicon()
    if is_noise(sentence) and not (label in ("reps", "hold") and re.search(r"\d", sentence)):
        return Reading(sentence, "noise", 0.9)
    if label in ("intro", "needs"):
        return Reading(
            sentence,
            "intro" if label == "intro" else "needs",
            0.9,
            amounts=read_amounts("") if label == "needs" else Amounts(""),
        )
    if words.has("nothing_needed", sentence) and not names_breath(sentence):
        return Reading(sentence, "needs", 0.9)
    if label == "caution":
        return Reading(sentence, "caution", 0.95)
    if is_caution(sentence):
        return Reading(sentence, "caution", 0.9)
    if label in ("easier", "harder", "variation") or (
        words.has("variation", sentence.lstrip(" ("))
        and not names_breath(sentence.split(",")[0])
        and not _is_counted(sentence)
    ):
        return _variation(sentence, label)
    if words.has("person", sentence) and not (first_verb(imperative(sentence)) and words.has("body", sentence)):
        return Reading(sentence, "not used", 0.7)
    return _instruction(sentence, label, breathing)


def _instruction(sentence: str, label: str | None, breathing: bool) -> Reading:
    words = lexicon()
    side, rest = told(sentence)
    amounts = _labelled_amounts(rest, label) or (_breathing_amounts(rest) if breathing else read_amounts(rest))
    if amounts.reps is None and not breathing and (each := _EACH_SIDE.search(sentence)):
        amounts = replace(
            amounts,
            reps=read_amounts(f"Repeat {each['often']} times").reps,
            text=amounts.text.replace(each["often"], " ", 1),
        )
    text = re.sub(r"\(\s*[,.;]?\s*\)", " ", amounts.text)
    if _ANNOUNCES.search(sentence) or (
        _TRY_THIS.match(sentence) and not words.has("body", sentence) and amounts.reps is None
    ):
        return Reading(sentence, "not used", 0.8)
    if breathing and _AGAIN.match(sentence):
        whole = _without_breath(read_amounts(rest))
        if whole.reps or whole.going_on or not any(clause.count for clause in clauses(rest, is_breathing=True)):
            return Reading(sentence, "amount", 0.9, amounts=whole)
    if (
        not breathing
        and amounts.hold is None
        and re.search(
            r"\band hold\b\W*$|^\W*hold\b(?: (?:here|this|it|the \w+))?\W*$|, hold,| hold, then\b", text, re.IGNORECASE
        )
    ):
        amounts, text = _held(amounts, text)
    is_amount = amounts.reps or amounts.hold or amounts.going_on or amounts.sets or side or amounts.rest
    if _LEFT_OVER.match(_bare(text)) and (is_amount or amounts.is_schedule):
        role: Role = (
            "amount"
            if amounts.reps or amounts.hold or amounts.going_on or amounts.sets or amounts.rest
            else "sides"
            if side
            else "schedule"
        )
        return Reading(sentence, role, 0.95, amounts=amounts, sides=side)
    found = tuple(
        clause
        for clause in clauses(_without_asking(text) if is_amount else text, is_breathing=breathing)
        if clause.breath or clause.text == HELD or not _LEFT_OVER.match(_bare(clause.text))
    )
    has_breath = any(clause.breath for clause in found)
    if label == "reminder" or (
        words.has("reminder", text.strip(" ,\x02")) and not _is_step(found, breathing) and not _leads_on(text)
    ):
        return Reading(sentence, "reminder", 0.85 if label is None else 0.95, amounts=amounts, sides=side)
    if not has_breath and not is_amount and words.has("benefit", sentence.strip()) and not _begins_with_verb(sentence):
        return Reading(sentence, "intro", 0.8)
    if words.has("finish", sentence) or label == "finish":
        return Reading(sentence, "finish", 0.85, found, amounts, side)
    if has_breath:
        return Reading(
            sentence,
            "movement",
            0.95 if any(imperative(clause.text) for clause in found) else 0.8,
            found,
            amounts,
            side,
        )
    kept = tuple(clause for clause in found if clause.text != HELD and _is_instruction(clause.text, label))
    if kept:
        is_set = all(
            takes_position(imperative(clause.text))
            or (label == "setup" and first_verb(imperative(clause.text)) in _SETTLING)
            for clause in kept
        )
        sure = 0.9 if all(first_verb(imperative(clause.text)) for clause in kept) and words.has("body", text) else 0.6
        return Reading(sentence, "set up" if is_set else "movement", sure, found, amounts, side)
    if is_amount:
        return Reading(sentence, "amount", 0.6, amounts=amounts, sides=side)
    if _GENERAL_BREATH.search(sentence) and len(sentence.split()) < 14:
        return Reading(sentence, "reminder", 0.6)
    return Reading(sentence, "not used", 0.5)


def _is_step(found: tuple[Clause, ...], breathing: bool) -> bool:
    """Whether a sentence that begins like a reminder tells a movement with its breath after all."""
    for clause in found:
        verb = first_verb(imperative(clause.text))
        if clause.breath and ((breathing and clause.count) or (verb is not None and verb not in ADJUSTING)):
            return True
    return False


_AGAIN = re.compile(
    r"\W*(?:then |now |and |finally,? |to continue,? )*(?:repeat|continue|keep (?:going|breathing|repeating)|do this|do the|practi[cs]e|carry on|go on|start (?:over|again)|begin again|that(?:'s| is) one|this (?:is|completes|makes) (?:one|1))\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:is|as|makes|completes|equals|be) (?:one|1) (?:full |complete |whole )?(?:reps?|rounds?|cycles?|set|repetition|breath)\b|^\W*(?:here(?:'s| is| are)|follow these|try these|these are|there are)\b|\b(?:these|following|how to do it|as follows)\b[^.]*:\s*$|\bthis (?:is|completes|makes|counts as) (?:one|1)\b|^\W*that(?:'s| is) (?:one|1)\b",
    re.IGNORECASE,
)


def _without_breath(found: Amounts) -> Amounts:
    """Amounts of a sentence that asks to go on with a breathing exercise; what it calls a hold is its length."""
    if found.hold and not found.going_on and (found.unit == "breaths" or found.hold[0] >= 30):
        return replace(found, going_on=found.hold, going_unit=found.unit, hold=None, unit="")
    return replace(found, hold=None, unit="")


def _without_asking(text: str) -> str:
    """A sentence that says how often, without the words that ask for it, such as `repeat` or `perform of this exercise`."""
    return _ASKED.sub(" ", text)


_ASKED = re.compile(
    r"(?:^|(?<=[,;.])\s*|\b(?:and|then)\s+)(?:you (?:will|should|can) )?(?:repeat(?:ing)?|perform(?:ing)?|do(?:ing)?|complete|continue|aim for|try)\b"
    r"(?:\s+(?:of|this|the|these|it|exercise|movement|for|to|on|stretch|again|up|process|sequence|whole|entire|pattern|steps?|cycle|about|in|with|at|a|total|motion|two|three|both|poses|movements|stretches|positions|few|times|left/right|right/left|turn|each|between))*\s*(?=,|$|\.|\band\b)",
    re.IGNORECASE,
)
_EACH_SIDE = re.compile(
    rf"(?P<often>{NUM}(?:\s*(?:-|–|to)\s*{NUM})?)\s+(?:(?:on|per|to|for|with|times)\s+)?(?:each|either|both|per|every)\s+(?:side|leg|arm|hand|foot|knee|direction|way)s?\b",
    re.IGNORECASE,
)
_SETTLING = frozenset(
    [
        "bend",
        "straighten",
        "lengthen",
        "tuck",
        "look",
        "extend",
        "engage",
        "cross",
        "keep",
        "relax",
        "hold",
        "let",
        "turn",
        "open",
        "stretch",
        "step",
        "point",
        "draw",
        "make",
        "allow",
        "soften",
    ]
)
"""What is part of getting ready under a heading that says so."""

_TRY_THIS = re.compile(r"\W*(?:so |and |now |just )?try (?:this|these|the following|out)\b", re.IGNORECASE)
_READYING = frozenset(
    [
        "relax",
        "breathe",
        "let",
        "keep",
        "feel",
        "allow",
        "avoid",
        "try",
        "imagine",
        "make",
        "stay",
        "hold",
        "do",
        "go",
        "maintain",
        "use",
        "soften",
        "look",
        "focus",
        "move",
        "continue",
        "work",
        "stop",
        "think",
        "notice",
    ]
)


def _leads_on(text: str) -> bool:
    """Whether what begins like a reminder goes on to a movement, as in `keeping your arm straight, lift it`."""
    if not re.match(r"\W*(?:keep(?:ing)?|maintain(?:ing)?|without)\b", text, re.IGNORECASE):
        return False
    for match in re.finditer(r"(?:,|\band\b|\bthen\b)\s*(?:then\s+)?(?:\w+ly\s+)?(?P<verb>[a-z]+)\b", text):
        verb = match["verb"]
        if verb in lexicon().movement and verb not in _READYING:
            return True
    return False


def _held(amounts: Amounts, text: str) -> tuple[Amounts, str]:
    text = re.sub(
        r",?\s*(?:and )?\bhold\b(?: (?:here|this|it|the \w+))?(?=\W*$|, )",
        f" {HELD} ",
        text,
        count=1,
        flags=re.IGNORECASE,
    )
    return replace(amounts, hold=(5, 5), unit="s", is_vague=True), text


def _labelled_amounts(text: str, label: str | None) -> Amounts | None:
    """What stands after `Reps:` or `Hold:`, where a bare number is enough."""
    plain = text.strip(" .")
    if label == "reps":
        if re.fullmatch(
            r"(?:about |up to )?[\w-]+(?:\s*(?:-|–|to)\s*\w+)?(?: (?:on |per |each )*(?:side|leg|arm)?)?", plain
        ) and not re.search(r"sec|min|breath|hold|set", plain):
            return read_amounts(f"Reps: {plain}")
        found = read_amounts(
            f"Reps: {plain}" if re.match(r"\d+(?:\s*-\s*\d+)?[,;\s]+sets?\b", plain, re.IGNORECASE) else plain
        )
        if re.fullmatch(r"[\w\s-]*\bbreaths?", plain) and (found.hold or (found := read_amounts(f"for {plain}")).hold):
            return replace(found, going_on=found.hold, going_unit="breaths", hold=None, unit="", text="")
        if found.hold is None and found.reps is None and found.going_on is None and found.sets is None:
            return read_amounts(f"Hold for {plain}")
        return found
    if label == "hold":
        return read_amounts(
            f"Hold for {plain}"
            if re.search(r"[a-z]", re.sub(r"\bto\b", "", plain.lower())) and not plain.lower().startswith("hold")
            else plain
            if plain.lower().startswith("hold")
            else f"Hold for {plain} seconds"
        )
    return None


def _breathing_amounts(text: str) -> Amounts:
    """Amounts in a breathing exercise: how often and how long, but the counts of breaths stay where they are."""
    has_breath = any(clause.breath for clause in clauses(text, is_breathing=True))
    found = read_amounts(text)
    if not has_breath:
        if found.hold and not found.going_on and (found.unit == "breaths" or found.hold[0] >= 30):
            return replace(found, going_on=found.hold, going_unit=found.unit, hold=None, unit="")
        return found
    if found.reps and not seconds_of(text):
        return Amounts(found.text, reps=found.reps)
    if found.going_on and (found.going_on[0] >= 60 or found.going_unit == "breaths"):
        return Amounts(found.text, going_on=found.going_on, going_unit=found.going_unit)
    rounds = re.search(r"(?:[,;]|\band\b|\bthen\b)[^,;]*\brepeat\b.*$", text, re.IGNORECASE)
    if rounds:
        inner = read_amounts(rounds[0])
        return Amounts(
            text[: rounds.start()],
            reps=inner.reps,
            going_on=inner.going_on,
            going_unit=inner.going_unit,
            sets=inner.sets,
        )
    return Amounts(text)


def _bare(text: str) -> str:
    return re.sub(r"[^\w\s'/:]", " ", text).strip()


def _is_counted(sentence: str) -> bool:
    return re.match(r"\s*(?:for|to)\s+(?:a|the)?\s*(?:total|next)", sentence, re.IGNORECASE) is not None


def _begins_with_verb(text: str) -> bool:
    """Whether a text begins with a verb in its base form."""
    words = re.findall(r"[A-Za-z'-]+", text)
    return bool(words) and (words[0].lower() in lexicon().movement or words[0].lower() in lexicon().posture)


def _is_instruction(text: str, label: str | None) -> bool:
    """Whether words without a breath tell somebody what to do."""
    plain = imperative(text)
    if not re.search(r"\w", plain) or re.search(r"\?\s*$", text):
        return False
    if first_verb(plain):
        return True
    has_verb = any(lexicon().base(word) for word in re.findall(r"[A-Za-z'-]+", plain))
    if label in ("do", "setup"):
        return lexicon().has("body", plain) or has_verb
    inner = re.search(r"(?:,|\band\b)\s*(?:\w+ly\s+)?(?P<verb>[a-z-]+)\b", plain)
    follows = bool(inner and lexicon().base(inner["verb"]) == inner["verb"])
    if re.match(r"(?:this|the|it|these|when|as|there)\b", plain, re.IGNORECASE):
        return (
            follows
            and lexicon().has("body", plain)
            and not re.match(r"(?:this|it|these|there)\b", plain, re.IGNORECASE)
        )
    if follows and lexicon().has("body", plain):
        return True
    return (
        bool(_BODY_START.match(plain))
        and lexicon().has("body", plain)
        and (follows or not re.search(r"\b(?:is|are|was|were|will|can|may|has|have|helps?|become|feel)\b", plain))
    )


def is_noise(sentence: str) -> bool:
    """Whether a line belongs to the page and not to the article."""
    words = lexicon()
    if not re.search(r"[A-Za-z]", sentence):
        return True
    if words.has("telephone", sentence) and not words.has("forbids", sentence):
        return True
    if not words.has("noise", sentence):
        return False
    return not (
        first_verb(imperative(sentence))
        and words.has("body", sentence)
        and re.search(r"\byour\b", sentence)
        and not re.search(r"https?:|www\.|@|cookie|newsletter|subscribe|advert|\bapp\b|credit", sentence, re.IGNORECASE)
    )


_FORBIDS = re.compile(
    r"\b(?:do not|don't|never) (?:do|try|attempt|practi[cs]e) (?:this|it|these)\b.*\bif\b|^\W*if\b[^.]*\b(?:stop(?! (?:when|before|at|where|for|and (?:hold|breathe|stay)))|tell (?:the|your)|consult)\b|^\W*(?:please )?(?:stop|skip|leave (?:it|this) out|omit|not for you)\b.{0,40}\bif\b",
    re.IGNORECASE,
)


def is_caution(sentence: str) -> bool:
    """Whether a sentence warns of harm."""
    words = lexicon()
    if _FORBIDS.search(sentence):
        return True
    if not (words.has("caution_why", sentence) and words.has("caution_act", sentence)):
        return False
    if re.match(r"\s*(?:if|for|when)\b", sentence, re.IGNORECASE) and re.search(
        r",\s*(?:\w+ly\s+)?(?:place|use|put|come|sit|try|bend|keep|rest|fold|do it|roll|make|lower|slide|stand)\b",
        sentence,
        re.IGNORECASE,
    ):
        return (
            re.search(r"\b(?:doctor|gp|physio\w*|medical|stop|consult|avoid|skip)\b", sentence, re.IGNORECASE)
            is not None
        )
    return True


_NAMES = {"harder": "Deeper", "easier": "Easier", "": "Another way"}


def _variation(sentence: str, label: str | None) -> Reading:
    words = lexicon()
    harder = label == "harder" or (
        label != "easier"
        and words.has("harder", sentence)
        and not re.search(r"\b(?:too hard|harder to|can't|less)\b", sentence, re.IGNORECASE)
    )
    easier = label == "easier" or (not harder and words.has("easier", sentence))
    name = "harder" if harder else "easier" if easier else ""
    return Reading(
        sentence, "progression" if harder else "variation", 0.85 if label else 0.75, sides=None, name=_NAMES[name]
    )
