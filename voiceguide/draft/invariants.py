"""What must hold of every draft. Each is a function of the draft and its source; a complaint refuses the draft or marks it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from math import prod

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.doses import Dose, counts, doses, numbers
from voiceguide.draft.drafted import COUNTS_DIFFER, QUICK, TOLD_AGAIN
from voiceguide.draft.model import DraftExercise
from voiceguide.draft.sentences import clauses, verb_of, verbs, without_openers
from voiceguide.draft.sides import are_directions_apart, sides_in, takes_turns
from voiceguide.draft.slots import HOLDS_BREATH, LONGEST_PART_S
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import as_done, between_reps, is_only_rest, is_stay, lets_go, named_in_stay
from voiceguide.draft.tag import BREATH, SAME, Sentence
from voiceguide.draft.vocabulary import SIDED, lexicon, pattern

Invariant = Callable[[DraftExercise, Sequence[Sentence]], str]

ASKING = ("setup", "move", "dose", "finish")
"""Roles of sentences that ask for something."""

MOST_UNSAID = 3
"""Words of a sentence that tells how often: so many that nobody hears, one of them of the body, are a movement."""

_LOOSELY = re.compile(r"\b(?!repeat|do |perform)\w+ at least (?:once|twice|\w+ times)", re.IGNORECASE)
_NEXT = re.compile(r"\W*(?:then|now|next|after that|alternate)\b", re.IGNORECASE)
_RESTS_AMONG = re.compile(r"^\W*(?:then |and )*(?:relax|rest|pause|wait)\w* (?:for )?\d", re.IGNORECASE)
_AGAIN = re.compile(r"\W*(?:then |now |and )*(?:repeat|continue|alternate|reverse) (?!to\b)", re.IGNORECASE)
_IS_TOLD_ELSE = re.compile(
    rf"(?:take (?:an? )?(?:[\w-]+,? )*|(?:start|begin) (?:your|the) (?:next )?)?{BREATH.pattern}|tak(?:e|ing) [\w-]+ (?:seconds|counts) to ",
    re.IGNORECASE,
)
_NAMES_BREATH = re.compile(
    r"breath|inhal|exhal|\b(?:nose|nostrils?|mouth|lips|lungs|air|sigh\w*|huff\w*|blow\w*|smell\w*|sips?|hiss\w*|s{3,}|prana\w*)\b",
    re.IGNORECASE,
)
_TAKES_BREATH = re.compile(r"\btake an? (?:\w+,? )*breath\b(?! (?:out|here|between))", re.IGNORECASE)
_TELLS = re.compile(r"(?:imagin|visuali|pictur|feel|sens|notic|think)", re.IGNORECASE)
_RESTS_FOR = re.compile(r"\brest(?:ing)?\b[^.,;]*$", re.IGNORECASE)


def _asked(told: Sequence[Sentence], *more: str) -> list[Sentence]:
    return [one for one in told if one.role in (*ASKING, *more)]


def _explains(one: Sentence) -> bool:
    return one.role == "talk" and lexicon().begins("talk", one.text) is not None


def _clauses(told: Sequence[Sentence]) -> Iterator[str]:
    return (clause for one in told for _, clause in clauses(one.text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def _numbers(text: str) -> list[float]:
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", text)]


def breaths_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every breath of the source is drafted, in its order, and no other."""
    working = ("setup", "move", "dose", "talk")
    given, ended = (  # what seems to come last may be in each repetition
        [breath for one in told if one.role in roles and not _explains(one) for breath in breaths_in(one.text)]
        for roles in (working, (*working, "finish"))
    )
    drafted: list[str] = [step.kind for step in draft.steps if step.kind in ("Inhale", "Exhale")]
    ready: list[str] = [one for part in draft.sections for line in part.lines for one in breaths_in(line)]
    if TOLD_AGAIN in draft.marks.get("all", ()):
        drafted, given, ended = ([kind for kind, _ in groupby(kinds)] for kinds in (drafted, given, ended))
    if drafted and "Inhale" not in drafted and any(_TAKES_BREATH.search(one.text) for one in told):
        draft.mark("all", "a breath is taken that is no phase here")
    if drafted and not any(_NAMES_BREATH.search(text) for text in (draft.title, *(one.text for one in told))):
        draft.mark("all", "the text says in and out, and names no breath")
    is_told = given in (drafted, ready + drafted) or ended in (drafted, ready + drafted, drafted + ready)
    return "" if is_told else "the breaths could not be told apart"


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
    parts = _numbers(draft.pace)
    lengths = [number for step in draft.steps if step.kind != "Move" for number in _numbers(step.length)]
    if max(parts + lengths, default=0) > LONGEST_PART_S:
        return "a breath would last too long"
    held = sum(step.kind == "Hold" or "hold your breath" in step.text.lower() for step in draft.steps)
    held = max(held, len(parts) - 2)
    given = sum(
        len(re.findall(r"\b(?:hold|pause|retain|wait|lungs empty|count\b[^.]*\bbefore)", one.text, re.I))
        for one in told
    )
    is_named = any(HOLDS_BREATH.search(one.text) for one in told) or bool(draft.pace)
    return "the text does not hold the breath" if held > given or (held and not is_named) else ""


def every_movement_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each verb of the source's movements is spoken, unless it is the same again on the other side."""
    said = _words(f"{draft.spoken} {draft.title}")
    spoken = {lexicon().forms.get(word, word) for word in said}
    for one in _asked(told):
        told_of = without_doses(one.text, lexicon().spans(one.text, *SIDED))
        unsaid = {word for word in _words(told_of) - said - lexicon().words["filler"] if len(word) > 3}
        is_counted = any(dose.kind in ("reps", "go on") for dose in one.doses)
        is_next = (is_counted and _NEXT.match(one.text)) or SAME.match(one.text)
        is_much = len(unsaid) >= MOST_UNSAID and lexicon().has("body", " ".join(unsaid))
        if one.role == "dose" and ((is_next and unsaid) or is_much):
            return f"'{one.text}' was not spoken"
        for clause in _clauses([one]) if one.moves and sides_in([one.text]) == "none" else ():
            is_timed = doses(clause) and (is_stay(clause) or is_only_rest(without_doses(clause)))
            if is_timed or HOLDS_BREATH.search(clause):
                continue
            if (verb := verb_of(clause)) and verb not in spoken and not _IS_TOLD_ELSE.match(without_openers(clause)):
                return f"'{clause.strip()}' was not spoken"
    return ""


def what_is_held_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source names what is held, or where to stay, each of these words is spoken."""
    said, filler = _words(draft.spoken), lexicon().words["filler"]
    for clause in _clauses(_asked(told)):
        named = named_in_stay(without_doses(clause)) if is_stay(clause) and not HOLDS_BREATH.search(clause) else set()
        if any(word not in said for word in named if lexicon().has("body", word) or word not in filler):
            return f"'{clause.strip()}' was not spoken"
    return ""


def letting_go_is_spoken(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Where the source lets go after a hold, that is spoken."""
    said = _words(draft.spoken)
    for one in _asked(told):
        is_held = False
        for clause in _clauses([one]):
            done = as_done(clause) if is_held else clause
            verb = re.match(r"[a-z]+", without_openers(done).lower())
            if is_held and verb and lets_go(done) and verb[0] not in said:
                return f"'{done.strip()}' was not spoken"
            kinds = {dose.kind for dose in doses(done)}
            is_held = bool(kinds & {"hold", "breaths"}) or (is_held and "reps" not in kinds)
    return ""


def _counts_first(text: str) -> bool:
    return any(place == 0 for _, place in numbers(without_openers(text)))


def nothing_asked_is_left_out(_draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """What was taken for talk has no amount in it and no breath, and asks for nothing again."""
    for one in told:
        is_dosed = any(dose.kind in ("reps", "sets", "hold") for dose in one.doses)
        is_dosed = is_dosed or _AGAIN.match(one.text) is not None
        is_dosed = is_dosed or (_NEXT.match(one.text) is not None and _counts_first(one.text))
        is_breath = one.role in ("talk", "noise") and not _explains(one) and bool(breaths_in(one.text))
        if (one.role == "talk" and is_dosed) or is_breath:
            return f"'{one.text}' was not understood"
    return ""


def a_rep_can_be_followed(draft: DraftExercise, _told: Sequence[Sentence]) -> str:
    """A rep has at most four movements, or eight phases of the breath."""
    for section in draft.sections:
        moves = [step for step in section.steps if step.kind == "Move" and not step.is_stay]
        if len(moves) > 4 or len(section.steps) > 8:
            return "too many movements in one repetition"
    return ""


def doses_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Every length and count of the script, unless it is marked, stands in the exercise's own sentences."""
    if draft.has_doses_of_all:
        return ""
    known = {number for one in told for dose in one.doses for number in (dose.low, dose.high, dose.middle)}
    known |= {1.0, *(number / 60 for number in known)}
    for section in draft.sections:
        numbers = _numbers(" ".join([section.heading, *(step.length for step in section.steps)]))
        if not section.mark and not known.issuperset(numbers):
            return "a number was not found in the text"
    return ""


def every_hold_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """As many positions are held as the source says, unless the other side takes one."""
    kinds = ("hold", "go on") if draft.pace else ("hold",)
    asked = [one for one in told if one.role in ("setup", "move", "dose", "reminder")]
    given = sum(dose.kind in kinds and not dose.is_vague for one in asked for dose in one.doses)
    headings = [section.heading for section in draft.sections]
    drafted = sum(bool(step.length) or (bool(draft.pace) and step.kind != "Move") for step in draft.steps)
    drafted += sum(
        heading.startswith(("Hold", "Breathe", "Rest", "Repeat for")) or ", rest " in heading for heading in headings
    )
    return "" if drafted >= given or draft.sides != "none" else "a hold was not placed"


def no_hold_is_added(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is held more often than the source says, nor after a movement that it does not hold.

    A hold that is told after the way back may stand before it, and one that is told before all movements after any.
    """
    if draft.has_doses_of_all:
        return ""
    asked = _asked(told, "reminder")
    given, verb, before = 0, "", ""
    held: set[str] = set()
    for clause in _clauses(asked):
        if moved := verb_of(clause):
            verb, before = moved, verb if lets_go(clause) else moved
        if many := max(sum(dose.kind in ("hold", "breaths", "go on") for dose in doses(clause)), len(counts(clause))):
            given += many
            held |= {verb, before}
    drafted = sum(section.heading.startswith("Hold") and not section.mark for section in draft.sections)
    for section in draft.sections:
        verb = ""
        for step in section.steps:
            if step.is_stay and step.text.startswith("hold"):
                drafted += 1
                if verb and not held & {verb, ""}:
                    return f"'{verb}' is held, which the text does not say"
            verb = [verb, *verbs(step.text)][-1]
    is_twice = are_directions_apart([draft.title, *(one.text for one in asked)])
    return "a hold was added" if drafted > given * (1 + is_twice) else ""


def a_rest_between_sets_is_in_no_rep(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """A rest that the source gives beside counts, not after a hold, stands between sets and in none of their reps."""
    sets = [section for section in draft.sections if re.match(r"Repeat \d+ sets", section.heading)]
    between: set[str] = set()
    inside: Counter[str] = Counter()
    last = ""
    for one in told if sets else ():
        for dose in one.doses:
            is_rest = times_rest(one.text, dose) and not between_reps(one.text[dose.end :])
            is_beside = any(other.kind == "sets" and other.start < dose.start for other in one.doses)
            if is_rest and (last != "hold" or dose.kind == "rest" or is_beside):
                between.add(dose.step_length)
            elif dose.kind in ("hold", "breaths", "rest"):
                inside[dose.step_length] += 1
            last = last if is_rest else dose.kind
    if between and not all(", rest " in section.heading for section in sets):
        return "a rest between sets was not placed"
    drafted = Counter(step.length for section in sets for step in section.steps if step.is_stay)
    return "a rest between sets is in the repetition" if any(drafted[one] > inside[one] for one in between) else ""


def times_rest(text: str, dose: Dose) -> bool:
    """Whether a time in a text is that of a rest."""
    return dose.kind == "rest" or (dose.kind == "hold" and _RESTS_FOR.search(text[: dose.start]) is not None)


def every_caution_is_kept(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Each sentence that warns is a caution, word for word."""
    lost = [one.text for one in told if one.warns and one.text not in draft.cautions]
    draft.cautions += lost
    return f"'{lost[0]}' was lost" if lost else ""


def sides_are_those_of_the_source(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """Nothing is done on each side that the source does not do so, and no side is lost."""
    if draft.sides != "none":
        texts = [draft.title, *(one.text for one in told)]
        is_both = {"left", "right"} <= _words(" ".join(texts)) or any(map(takes_turns, texts))
        return "" if draft.has_doses_of_all or is_both or sides_in(texts) != "none" else "the text names no second side"
    named = _words(" ".join(one.text for one in _asked(told))) & {"left", "right"}
    return "" if named <= _words(draft.spoken) or len(named) < 2 else "one side was lost"


def no_hold_comes_too_often(draft: DraftExercise, told: Sequence[Sentence]) -> str:
    """A hold of a minute or more is not that of each rep where all of them together last more than ten minutes.

    Nor is a time taken as often as something that is done `at least twice` in the course of it.
    """
    timed = (one for one in _asked(told) if any(dose.kind == "go on" for dose in one.doses))
    if any(_LOOSELY.search(one.text) for one in timed):
        return "a count may be of one movement or of the whole time"
    for section in draft.sections:
        times = prod(_numbers(section.heading.split(",")[0])[:2])
        held = [step.length for step in section.steps if step.is_stay and step.length.endswith("s")]
        if any(length >= 60 and length * times > 600 for length in map(float, (text[:-1] for text in held))):
            return "a long hold stands in every repetition"
    return ""


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


INVARIANTS: dict[str, Invariant] = {
    "one breath": a_breath_is_one_breath,
    "breaths": breaths_are_those_of_the_source,
    "counted breaths": counted_breaths_have_their_counts,
    "held breath": breath_is_held_only_where_the_source_holds_it,
    "movements": every_movement_is_spoken,
    "stays": what_is_held_is_spoken,
    "letting go": letting_go_is_spoken,
    "talk": nothing_asked_is_left_out,
    "rep": a_rep_can_be_followed,
    "doses": doses_are_those_of_the_source,
    "holds": every_hold_is_kept,
    "more holds": no_hold_is_added,
    "long holds": no_hold_comes_too_often,
    "rests": a_rest_between_sets_is_in_no_rep,
    "cautions": every_caution_is_kept,
    "sides": sides_are_those_of_the_source,
}
