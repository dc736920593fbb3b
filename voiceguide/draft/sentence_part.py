"""A part of a sentence, read clause by clause: what is spoken, on which breath, and the amounts that go with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from voiceguide.draft.breath_events import BREATHING
from voiceguide.draft.breaths import COUNTS_BEFORE, HOLDS_BREATH, LONGEST_PART_S, Breath, breaths_in
from voiceguide.draft.dose import ASKS_NOTHING, Dose
from voiceguide.draft.doses import counts, is_only_dose
from voiceguide.draft.doses import doses as doses_in
from voiceguide.draft.events import REST_OF_REP, Event, Slots
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.speakable import without_doses
from voiceguide.draft.stays import as_done, between_reps, is_only_rest, is_stay, lets_go, named_in_stay, tells_of_rest
from voiceguide.draft.tag import Sentence
from voiceguide.draft.vocabulary import SIDED, lexicon, pattern

_HOLDS = pattern("bare_hold")
_HOLD_ALONE = re.compile(rf"{_HOLDS.pattern}\W*", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:not|don'?t|never|without|avoid)\b", re.IGNORECASE)
_KEEPS_GOING = re.compile(r"\b(?:continue|carry on|keep going|repeat|rounds?|cycles?|do|flow|for)\b", re.IGNORECASE)
_COUNTS_THINGS = re.compile(r"\b(?:circles|steps|lifts|raises|rotations)$", re.IGNORECASE)
_STAYS = pattern("stays")


@dataclass(slots=True)
class SentencePart:
    """A part of a sentence, as far as it is read.

    Attributes:
        said: the clauses that are spoken, each with its place.
        after: what follows these words, such as a hold.
    """

    slots: Slots
    text: str
    breath: Breath | None
    told: Sentence
    count: float = 0
    said: list[tuple[int, str]] = field(default_factory=list)
    after: list[Event] = field(default_factory=list)

    def flush(self) -> None:
        """Note the words so far as a movement, and what follows them."""
        is_dose = self.told.role == "dose" and not self.breath
        is_held = bool(self.slots.events) and self.slots.events[-1].kind == "hold"
        said = [(start, words) for start, words in self.said if not is_dose or _is_asked(words, is_held=is_held)]
        words = _joined(self.text, said)
        if self.breath or words:
            is_setup = self.told.role == "setup" and self.breath is None
            self.slots.events.append(Event("move", words, self.breath, self.count, None, is_setup))
        self.slots.events += self.after
        self.said, self.after, self.breath, self.count = [], [], None, 0

    def take(self, start: int, clause: str) -> None:
        """Note what a clause says."""
        if any(event.kind == "hold" for event in self.after):
            clause = as_done(clause)
        found = tuple(dose for dose in doses_in(clause) if not self._is_one_breath(dose, clause))
        if all(dose.kind == "reps" for dose in found) and (self.breath or _HOLDS.match(clause)):
            of_breath = counts(clause)
            found = (*of_breath, *(dose for dose in found if all(dose.start >= one.end for one in of_breath)))
        timed = next((dose for dose in found if dose.kind in ("hold", "go on")), None)
        sided = [*lexicon().spans(clause, *SIDED)]
        if timed and _THEN.match(clause, timed.end) and _with_side(clause, timed.place, sided) == timed.place:
            self.take(start, clause[: timed.end])
            self.take(start + timed.end, clause[timed.end :])
            return
        places = [dose.place for dose in found]
        plain = without_doses(clause, places)
        is_held = bool(found) and is_stay(clause) and bool(named_in_stay(without_doses(clause, places + sided)))
        is_way = self.told.role == "move" and lexicon().has("ways", plain)
        is_only = bool(found) and not (is_held or is_way) and is_only_dose(clause, places + sided)
        if self._holds_breath(clause, timed):
            beside = _WITH.search(clause) if timed and not timed.vague else None
            length = timed.low if timed and not timed.vague else 0
            self.after.append(Event("hold breath", beside[0] if beside else "", count=length))
            return
        if timed and self._counts_breath(clause, timed, is_only=is_only):
            self.count = timed.low
            how = _WHILE.sub("", "" if is_only or _BREATH_LASTS.match(clause) else plain)
            self.said += [(start, how)] if how else []
            for dose in found:
                if dose is not timed:
                    self._note(dose, clause)
            return
        if timed and re.match(r"\W*for\b", clause) and self._lets_last(timed, clause, self.text[start + len(clause) :]):
            return
        if self.count and timed and not self.breath:
            self.flush()
        if timed and (slow := _TAKES_TIME.match(clause)) and slow.start("what") == timed.end + 4:
            self._continue(found, clause)
            self.said.append((start, slow["what"]))
            self.count = timed.low
            return
        if (
            timed
            and not self.breath
            and (verb_of(clause) or lets_go(clause))
            and (led := _PACES.search(clause[: timed.start]))
        ):
            self._continue(found, clause)
            self.said.append((start, f"{clause[: led.start()]}{clause[timed.end :]}".strip(" ,;:")))
            self.count = timed.low
            return
        follows = any(event.kind in ("hold", "reps") for event in (*self.slots.events, *self.after))
        eased = _EASES.search(clause[: timed.start]) if timed and (follows or is_only_rest(plain)) else None
        if eased:
            self.after.append(Event("hold", plain or eased[1], dose=timed))
            return
        if tells_of_rest(clause) and self.told.doses and not found and not is_only_rest(clause):
            self.slots.asides.append(clause.strip(" ,;:."))
            return
        is_rest = any(dose.kind == "rest" for dose in found)
        if self.told.role == "dose" and not is_rest and (rest := _UNTIMED_REST.search(plain)):
            self.slots.asides.append(rest[0])
        self._continue(found, clause)
        self._get_ready(clause)
        is_later = any(event.kind == "hold" for event in self.after)
        for dose in found:
            is_of_side = any(start < dose.start < end for start, end in sided)  # `20 s right, 20 s left`
            self._note(dose, clause, is_alone=is_of_side or (is_only and not _GOES_ON.search(clause)))
        is_back = self.breath is not None and _WAY.fullmatch(plain)
        is_back = is_back or ((self.breath or bool(found and self.slots.events)) and _BACK.fullmatch(plain))
        kept = [
            dose.kind in ("limit", "speed") or _COUNTS_THINGS.search(clause[dose.start : dose.end]) for dose in found
        ]
        removed = [dose.place for dose, is_kept in zip(found, kept, strict=True) if not is_kept]
        words = without_doses(clause, [_with_side(clause, place, sided) for place in removed])
        is_bare = bool(timed) and is_stay(words) and not is_held
        is_bare = is_bare or is_only or (any(dose.kind == "rest" for dose in found) and tells_of_rest(plain))
        is_told = is_back or is_way or (self.breath is not None and lexicon().has("body", words))
        if words and (is_told or not (is_bare or _only_filler(words))):
            if is_later and not found and not _AT_ONCE.match(clause):
                self.flush()
            self.said.append((start + len(clause) - len(clause.lstrip(" ,;:")), words))

    def _get_ready(self, clause: str) -> None:
        """Before a movement after a position that its sentence begins with, note that as a way into it: `Sit and …`."""
        verb = verb_of(clause)
        is_first = (
            len(self.said) == 1 and not (self.breath or self.after) and all(e.is_setup for e in self.slots.events)
        )
        if is_first and verb and verb not in lexicon().posture and not lets_go(clause):
            words = self.said[0][1]
            if verb_of(words) in lexicon().posture and any(one.search(words) for one in lexicon().positions.values()):
                self.slots.events.append(Event("move", words, None, 0, None, True))
                self.said = []

    def _is_one_breath(self, dose: Dose, clause: str) -> bool:
        """Whether a breath is that which is told, and no length: `inhale a complete breath`."""
        return dose.kind == "breaths" and (
            _TAKES_ONE.search(clause) is not None or bool(self.breath and dose.high == 1)
        )

    def _holds_breath(self, clause: str, timed: Dose | None) -> bool:
        """Whether a clause holds the breath: it says so, or is a bare hold after a breath that is counted."""
        if named := HOLDS_BREATH.search(clause):
            return _AGAINST.search(clause[: named.start()]) is None
        if self.breath and not self.said and _HOLD_ALONE.fullmatch(clause):
            return {"Inhale", "Exhale"} <= set(breaths_in(self.told.text))
        held = _HOLDS.match(clause)
        is_told = held or (not self.breath and COUNTS_BEFORE.match(self.told.text))
        start = held.end() if held else 0
        bare = " " * start + _WITH.sub("", clause[start:])
        is_bare = timed is not None and bool(is_told) and is_only_dose(bare, [timed.place])
        told = (one for one in reversed(self.slots.events) if one.breath or not _GOES_ALONG.match(one.text))
        last = next((one for one in told if one.kind in ("move", "hold breath")), None)
        is_after_breath = last is not None and (last.breath is not None or last.kind == "hold breath")
        return is_bare and bool((self.breath and self.count) or (is_after_breath and last and last.count))

    def _counts_breath(self, clause: str, dose: Dose, *, is_only: bool) -> bool:
        """Whether a time is that of the breath, and not of a movement or a stay."""
        if not self.breath or _HOLDS.match(clause) or is_stay(clause) or dose.high > LONGEST_PART_S:
            return False
        still = (None, *BREATHING)  # verbs that move nothing
        is_count = re.search(r"\bcount", clause[dose.start : dose.end], re.IGNORECASE) is not None
        if verb_of(clause[: dose.start]) not in still and not is_count:
            return False
        if not self.said or _BREATH_LASTS.match(clause):
            return True
        lead = _COUNT_OF.sub(lambda led: " " * len(led[0]), clause[: dose.end])
        is_first = is_only or is_only_dose(lead, [dose.place])
        return is_first and (is_count or verb_of(self.said[-1][1]) in still)

    def _lets_last(self, dose: Dose, clause: str, after: str) -> bool:
        """Whether a movement lasts for the time after it, as in `lower for 3 seconds`; note it by itself if so.

        One does that a hold with its own time follows, and one by counts after another that lasts.
        """
        verb = verb_of(self.said[-1][1]) if self.said and not (self.after or self.breath) else None
        is_slow = verb == "lower" or "slow count" in clause.lower()
        is_slow = is_slow or (
            _THEN_HOLDS.match(after) is not None and any(one.kind == "hold" for one in doses_in(after))
        )
        lasting = (one for one in self.slots.events if one.kind == "move" and one.count and not one.breath)
        is_slow = is_slow or ("count" in clause.lower() and any(lasting))
        if verb is None or not is_slow:
            return False
        start, words = self.said.pop()
        if self.said:
            self.flush()
        more = "" if re.match(r" each time\W*$", clause[dose.end :]) else clause[dose.end :]
        self.said, self.count = [(start, f"{words}{more}")], dose.low
        self.flush()
        return True

    def _continue(self, found: Sequence[Dose], clause: str) -> None:
        """Before a clause that moves on after a hold, or has a count of its own after a count, note what was before."""
        moves_on = (verb_of(clause) or lets_go(clause)) and not re.match(r"\W*\w+ing\b", clause)
        counted = any(dose.kind == "reps" for dose in found) and any(event.kind == "reps" for event in self.after)
        if counted or (moves_on and any(event.kind == "hold" for event in self.after)):
            self.flush()

    def _note(self, dose: Dose, clause: str, *, is_alone: bool = False) -> None:
        """Note an amount.

        Args:
            is_alone: whether its clause says nothing else, sides left aside.
        """
        slots, kind = self.slots, dose.kind
        is_breathing = bool(slots.breaths or self.breath)
        keeps_going = _KEEPS_GOING.search(clause) and not _STAYS.search(self.told.text)
        if kind == "reps" or (kind == "breaths" and is_breathing and keeps_going):
            slots.reps.append(dose)
            self.after.append(Event("reps", dose=dose, is_own=verb_of(clause) is not None))
        elif kind == "rest" and between_reps(clause[dose.end :]):
            self.after.append(Event("hold", REST_OF_REP, dose=dose))
        elif kind == "rest" and not _BETWEEN.search(clause):
            self.after.append(Event("hold", "rest", dose=dose))
        elif kind in ("hold", "breaths"):
            rests = re.search(r"\b(?:rest|relax)(?= (?:for )?$)", clause[: dose.start], re.IGNORECASE)
            is_later = any(event.kind == "hold" for event in (*slots.events, *self.after))
            goes_on = any(
                one.kind == "go on" and (one.low, one.high) == (dose.low, dose.high) for one in self.told.doses
            )
            is_first = dose.start == 0 and not (slots.events or self.said or self.after)
            words = rests[0] if rests and is_later else ""
            held = Event("hold", words, dose=dose, is_going=goes_on, is_alone=is_alone)
            (slots.events if is_first else self.after).append(held)
        elif kind not in ASKS_NOTHING:
            {"sets": slots.sets, "rest": slots.rests, "go on": slots.lasts}[kind].append(dose)


_AT_ONCE = re.compile(r"\W*(?:\w+ing|while|as|with|without|but|until|so|or|if|not|don't)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\b(?:another|again|more|way|direction|clockwise)\b", re.IGNORECASE)
_THEN = re.compile(r"\W+then\b", re.IGNORECASE)
_COUNT_OF = re.compile(r"\b(?:an?|the) (?:\w+ )?count of\b", re.IGNORECASE)
_WITH = re.compile(r" (?:with|keeping)\b.*")
_THEN_HOLDS = re.compile(r"\W*(?:and |then )*(?:hold|pause|stay)\b", re.IGNORECASE)
_TAKES_TIME = re.compile(r"\W*(?:then |and )*tak(?:e|ing)\b[^,;]* to (?P<what>\w.*)", re.IGNORECASE)
_GOES_ALONG = pattern("goes_along")
_WHILE = re.compile(r"\s*\b(?:while(?: you)?|as you)(?=\W*$|\s+as\b)", re.IGNORECASE)
_BREATH_LASTS = pattern("breath_lasts")
_TAKES_ONE = re.compile(
    r"\b(?:(?:take|taking|draw|drawing)(?: in)?|inhale|exhale|on|in) (?:an?|one) (?:\w+ )*breath\b(?! here)",
    re.IGNORECASE,
)
_UNTIMED_REST = pattern("untimed_rest")
_BETWEEN = re.compile(r"\b(?:between|before|after)\b", re.IGNORECASE)
_PACES = re.compile(r"(?<!\bup )\b(?:on|over|to|in)\s*(?:an? (?:slow )?)?$", re.IGNORECASE)
_EASES = re.compile(r"\b(rest|relax|let go|release)\b[^,.]*$", re.IGNORECASE)
_WAY = re.compile(
    r"(?:(?:to the )?(?:back|forth|up|down|over|open|forwards?|left|right|sides?|middle|cent(?:er|re))\W*)+",
    re.IGNORECASE,
)
_BACK = re.compile(r"(?:to the )?(?:back|forth|left|right|the other way)", re.IGNORECASE)


def _joined(text: str, said: list[tuple[int, str]]) -> str:
    """The clauses that are spoken: as they stand in the text where they follow each other, else with commas."""
    made, last = "", -1
    for start, words in said:
        is_whole = text[start : start + len(words)] == words
        between = text[last:start] if last >= 0 and is_whole else ""
        if between and re.fullmatch(r"\W*(?:and|then|but|before)?(?: then)?\W*", between):
            made += f"{between}{words}"
        else:
            made += words if not made else f" {words}" if made.endswith((".", "!", "?")) else f", {words}"
        last = start + len(words) if is_whole else -1
    return made.strip(" ,.")


_EACH = re.compile(r" ?(?:each|ea)\b(?=\W*$)", re.IGNORECASE)


def _with_side(clause: str, place: tuple[int, int], sided: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The place of an amount with the words of another side that go on from it: `20 seconds, then the other leg`."""
    ends = [end for start, end in sided if place[0] <= start < place[1] < end]
    ends += [each.end() for each in [_EACH.match(clause, place[1])] if each]
    return place[0], max(ends, default=place[1])


def _is_asked(words: str, *, is_held: bool) -> bool:
    """Whether words beside an amount ask for a movement: letting go after a hold, or holding something."""
    return (is_held and lets_go(words)) or (is_stay(words) and bool(named_in_stay(words)))


def _only_filler(text: str) -> bool:
    return lexicon().is_only(text, "filler") and verb_of(text) is None and not lets_go(text)
