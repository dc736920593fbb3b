"""What speaks for and against each cut of an article: scores of how exercises begin, of what is in them and of what is in none."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from itertools import accumulate, compress

from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.evidence import (
    FEWEST_NOTES,
    asks,
    begins_in_position,
    breathes_first,
    counted_breaths,
    is_aside,
    is_dosed,
    is_group,
    is_mostly_asked,
    is_noise,
    is_of_all,
    is_typed_note,
    kinds_of_doses,
    listed_doses,
    names_all_that_follow,
    shared,
    stopped,
    tells_all,
)
from voiceguide.draft.line_kinds import likely
from voiceguide.draft.listed import goes_on
from voiceguide.draft.movement import BREATH
from voiceguide.draft.phases import among_breaths
from voiceguide.draft.positions import named_position
from voiceguide.draft.tag import is_amount
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import lexicon

LEFT_OUT = 3.0
"""What it costs to leave out a step of an exercise whose other steps belong to it."""

TITLE_LEFT_OUT = 2.5
"""What it costs to leave out a title above something that is asked."""

FARTHEST_ASKED = 5
"""Units among which what is asked stands below a title."""

UNDOSED, BARE = 8.0, 1.5
"""What it costs an exercise to have neither a title nor an amount; and where none of the article has an amount."""

NO_NAME = 1.5
"""What a title costs, above something without an amount, that is surely no name of an exercise: `After your surgery`."""

UNLIKELY = 0.5
"""From so much on, a title is rather none of an exercise; with an amount and no movement, it is none."""

SURE = 0.8
"""From so much on, what a classifier says of a title holds."""

FORBIDDEN = -1000.0
"""The score of what no exercise can begin with."""

_ANNOUNCES = re.compile(r"\b(?:try|following|below|here are)\b", re.IGNORECASE)

_OF_MANY = re.compile(
    r"(?:the |these |here are |\d+ |two |three |four |five |six |seven |eight |nine |ten )+(?:[\w-]+ ){0,3}(?:exercises|stretches|moves|poses)\b",
    re.IGNORECASE,
)


class CutScores:
    """The scores of segments, from sums up to each unit: those of the article, then those `under` one layout."""

    layout: frozenset[str]
    stopped: list[int]
    is_listed_dose: list[bool]
    is_noted: list[bool]
    asks: list[bool]
    usual: int

    def __init__(self, units: Sequence[TitledBlock], *, is_bare: bool = False):
        self.is_bare = is_bare
        self.units = units
        told = [unit.sentences for unit in units]
        self.moves = _sums(sum(s.moves for s in group) for group in told)
        self.bodily = _sums(sum(s.moves and lexicon().has("body", s.text) for s in group) for group in told)
        kinds = list(map(kinds_of_doses, units))
        self.reps = _sums(group.count("reps") for group in kinds)
        self.totals = _sums(sum(" in total" in s.text for s in group) for group in told)
        self.holds = _sums(sum(kind in ("hold", "breaths", "go on") for kind in group) for group in kinds)
        self.breath = _sums(sum(counted_breaths(s) for s in group) for group in told)
        self.is_aside = list(map(is_aside, units, [*units[1:], *units[-1:]]))
        talk = (sum(0.3 * (s.role == "talk") + (s.role == "noise") for s in group) for group in told)
        self.talk = _sums(0 if is_aside else cost for cost, is_aside in zip(talk, self.is_aside, strict=True))
        self.is_shared = shared(units)
        self.is_of_all = list(map(is_of_all, units))
        own = compress(told, (not is_said for is_said in self.is_of_all))
        self.none_has_own = not any(one.doses for group in own for one in group)
        typed = list(map(is_typed_note, units))
        self.is_note = [is_typed and sum(typed) >= FEWEST_NOTES for is_typed in typed]
        self.is_whole = list(map(tells_all, units))
        self.in_position = list(map(begins_in_position, units))
        self.places = _sums(self.in_position)
        self.head = next((at for at, group in enumerate(told) if any(s.role != "noise" for s in group)), 0)
        breathes = [breathes_first(unit) for unit in units] + [False]
        self.is_phase = [breathes[at] and (breathes[at - 1] or breathes[at + 1]) for at in range(len(units))]
        inside = among_breaths(units)
        self.goes_on = [inside[at] or (self.is_phase[at] and breathes[at - 1]) for at in range(len(units))]
        self.is_phase = [is_phase or is_in for is_phase, is_in in zip(self.is_phase, inside, strict=True)]

    def under(self, layout: frozenset[str]) -> "CutScores":
        """The scores where exercises are laid out in one of some ways."""
        scores, units = copy(self), self.units
        scores.layout = layout
        scores.stopped = stopped(units, layout)
        scores.is_listed_dose = listed_doses(units, layout)
        scores.is_noted = [
            is_note or (is_listed and is_dosed(unit) and not all(is_amount(one.text) for one in unit.sentences))
            for unit, is_note, is_listed in zip(units, self.is_note, scores.is_listed_dose, strict=True)
        ]
        scores.asks = asks(units, layout)
        most = Counter(unit.layout for unit in units if unit.layout in layout).most_common(1)[0][0]
        scores.usual = next(at for at, unit in enumerate(units) if unit.layout == most)
        return scores

    def goes_on_as_step(self, start: int) -> bool:
        """Whether a unit is the next of a list of steps, which begin no exercise."""
        unit = self.units[start]
        return unit.layout not in self.layout and unit.block.is_listed_after(self.units[start - 1].block)

    def is_torn(self, start: int) -> bool:
        """Whether a unit is the next of a list after an item that asks for a movement, and is set as that is."""
        unit, before = self.units[start], self.units[start - 1]
        is_next = start > 0 and unit.layout == before.layout and unit.block.is_listed_after(before.block)
        return is_next and any(told.moves for told in before.sentences)

    def noise(self, start: int) -> float:
        """How well a unit belongs to no exercise."""
        unit = self.units[start]
        if self.is_aside[start]:
            return 0.0
        score = (0.3 if unit.stops else 0.0) - 3.0 * self.is_phase[start]
        is_like_others = unit.block.kind == "item" and (unit.layout in self.layout or not (unit.layout or unit.label))
        if unit.is_title_alone:
            is_asking = any(told.moves for told in unit.sentences)
            return score - 3.0 * is_like_others * is_asking - TITLE_LEFT_OUT * self._is_above(start)
        for told in unit.sentences:
            score += {"talk": 0.3, "noise": 1.0, "caution": 0.3}.get(told.role, 0.0)
            score -= (3.0 if is_like_others else 0.8) * told.moves
            if not self.is_of_all[start]:
                score -= 0.6 * (told.role == "dose") + 0.6 * any(dose.kind not in ASKS_NOTHING for dose in told.doses)
        return score

    def _is_above(self, at: int) -> bool:
        """Whether a title stands alone above something that is asked, labels and talk left aside."""
        unit = self.units[at]
        below = self.units[at + 1 : at + FARTHEST_ASKED]
        after = next((other for other in below if other.title or any(told.moves for told in other.sentences)), unit)
        is_group = after.is_listed or after.block.kind == "item" != unit.block.kind
        return not (after.title or is_group)

    def _is_below_title(self, at: int) -> bool:
        """Whether a unit without a title stands below a numbered one."""
        unit, before = self.units[at], self.units[at - 1] if at else self.units[at]
        return bool(before.title and before.block.number) and not unit.title

    def opening(self, start: int) -> float:
        """How well an exercise begins with a unit."""
        unit = self.units[start]
        before = self.units[start - 1] if start else unit
        is_usual, is_own = unit.layout in self.layout, bool(unit.title) or self.in_position[start]
        is_below = before.is_title_alone and not (
            unit.is_listed or unit.title or any(s.moves for s in before.sentences)
        )
        is_below = is_below and _is_no_name(before) < SURE
        is_early = start < self.usual and not any(told.doses for told in unit.sentences)
        if self._is_no_opening(start):
            return FORBIDDEN
        if is_usual:
            return (3.3 if unit.title else 3.0 - 3.0 * is_below) - 3.0 * is_early
        return -1.0 - 3.0 * is_early if is_own else -4.0

    def _is_no_opening(self, start: int) -> bool:
        """Whether no exercise can begin with a unit."""
        unit = self.units[start]
        near = [*self.units[max(0, start - 1) : start], *self.units[start + 1 : start + 2]]
        is_usual = unit.layout in self.layout
        is_asking = self.asks[start]
        is_later = start > 0 and not is_usual and unit.block.is_listed_after(near[0].block)
        return (
            not (unit.layout and (is_asking or unit.title or self.is_noted[start]))
            or (start <= self.head and not is_usual)
            or (self.stopped[start] > 0 and (not is_usual or self.stopped[start] < unit.block.level))
            or self.is_of_all[start]
            or _OF_MANY.match(unit.title) is not None
            or names_all_that_follow(self.units, start)
            or (self.is_shared[start] and is_group(self.units, start))
            or (bool(unit.sentences) and all(lexicon().has("of_all", told.text) for told in unit.sentences))
            or (is_later and not self.in_position[start])
            or self.goes_on[start]
            or (not unit.title and len(unit.sentences) > 1 and unit.sentences[0].role == "dose")
            or (unit.block.kind == "paragraph" and not unit.title and goes_on(unit))
            or is_noise(unit)
            or (
                unit.block.kind == "item" and bool(near) and all(map(is_noise, near)) and not (is_asking and unit.title)
            )
            or (unit.layout.startswith("line") and not is_asking and start <= self.head + 1 and self._names_all(start))
        )

    def _names_all(self, start: int) -> bool:
        """Whether a line is the title of all exercises and of none: talk follows it, and others are set as it is."""
        after = self.units[start + 1] if start + 1 < len(self.units) else None
        is_talk = after is not None and not (
            after.label or any(s.moves or s.doses or BREATH.search(s.text) for s in after.sentences)
        )
        return is_talk and sum(unit.layout == self.units[start].layout for unit in self.units) > 2

    def inner(self, start: int, index: int) -> float:
        """What a unit inside of an exercise says against its being there."""
        unit, first = self.units[index], self.units[start].block
        if unit.title and lexicon().is_all("groups", unit.title):
            return -10.0
        if self.is_of_all[index]:
            is_above = unit.block.kind == "heading" or any(_ANNOUNCES.search(told.text) for told in unit.sentences)
            if is_above or not self.moves[index] - self.moves[start]:
                return -10.0
        if unit.stops and (unit.block.kind == "heading" or first.kind != "heading"):
            is_below = unit.block.kind == "heading" and first.kind == "heading" and unit.block.level > first.level
            if not (is_below or lexicon().is_all("inner", unit.block.text)) or unit.is_safety:
                return -10.0
        if unit.block.kind == "heading" and not unit.label:
            is_above = first.kind != "heading" or unit.block.level <= first.level
            return -10.0 if is_above else -4.0 * (unit.layout in self.layout) - 1
        if (
            unit.title
            and named_position(unit.title)
            and any(u.layout in self.layout for u in self.units[index + 1 : index + 2])
        ):
            return -4.0
        if self.is_whole[index] and self.moves[index] > self.moves[start + self.units[start].is_title_alone]:
            return -3.0
        counts_breaths = self.is_phase[index - 1] and bool(unit.sentences) and unit.sentences[0].role == "dose"
        return -4.0 * (unit.layout in self.layout and not (self.is_phase[index] or counts_breaths))

    def content(self, start: int, end: int) -> float:
        """How much the units from start to end look like one exercise."""
        unit, last = self.units[start], self.units[end - 1]
        is_titled, begin = bool(unit.title), start
        is_line = last.layout.startswith("line") or (last.is_title_alone and bool(last.block.lead))
        ends_above = end - 1 > start and is_line and self._is_above(end - 1)
        is_asking = unit.block.kind == "item" and any(told.moves or told.doses for told in unit.sentences)
        start += is_titled and not (unit.block.lead or is_asking)
        moves = self.moves[end] - self.moves[start]
        breath = self.breath[end] - self.breath[start]
        begin = begin if moves or breath > 1 else start
        reps, holds = self.reps[end] - self.reps[begin], self.holds[end] - self.holds[begin]
        is_alone = unit.block.kind == "item" or (unit.block.kind == "paragraph" and unit.block.is_apart)
        is_alone = is_alone or (unit.block.kind == "paragraph" and self.none_has_own)
        has_shared = self.is_shared[start] and is_alone and not self._is_below_title(begin)
        has_shared = has_shared and (is_titled or unit.block.kind == "item" or is_mostly_asked(unit))
        has_dose = bool(reps or holds) or has_shared
        is_note = (
            has_dose
            and ((is_titled and _is_no_name(unit) < UNLIKELY) or self.is_noted[start])
            and not lexicon().has("groups", unit.title)
        )
        score = 2.0 if moves or breath > 1 else 0.5 if is_note else -5.0
        is_own = is_titled or self.in_position[start]
        if has_dose:
            score += 2.0
        elif breath > 1 and is_titled:
            score += 0.5
        elif is_own or self.is_listed_dose[start] or unit.is_listed:
            score -= 2.0 if is_titled and unit.layout not in self.layout else 1.0
        else:
            is_bare = self.is_bare and self.bodily[end] - self.bodily[start]
            score -= 1.0 if self.is_whole[start] else BARE if is_bare else UNDOSED
        if is_titled and not has_dose:
            score -= NO_NAME * _is_no_name(unit)
        score -= TITLE_LEFT_OUT * ends_above
        score -= 3.0 * max(0.0, self.places[end] - self.places[begin] - 1)
        reps -= self.totals[end] - self.totals[begin]
        score -= 2.0 * max(0, reps - 1) + 0.6 * max(0, holds - 1 - (breath > 1) * 4)
        return score - (self.talk[end] - self.talk[start]) - 0.3 * max(0, end - start - 20)


def _is_no_name(unit: TitledBlock) -> float:
    """How surely a title stands above talk or above several exercises, from 0 to 1: it names none."""
    kinds = likely(unit.title)
    return max(0.0, kinds["heading"] + kinds["talk"] - kinds["title"])


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))
