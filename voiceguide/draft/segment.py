"""An article cut into exercises: all boundaries chosen at once, by the score of whole segmentations.

Exercises of one text are laid out alike. Each way to lay them out, such as headings of one level or bold words at the start
of list items, is tried: with it, every block either begins an exercise, belongs to the one before, or belongs to none; the
best choice for the whole text is found by dynamic programming, and the layout that scores best is taken.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, compress, count, pairwise

from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.doses import ASKS_NOTHING, numbers
from voiceguide.draft.phases import among_breaths
from voiceguide.draft.positions import named_position
from voiceguide.draft.sentences import without_openers
from voiceguide.draft.tag import BREATH, Sentence, is_amount
from voiceguide.draft.titled import TitledBlock
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern

MOST_BLOCKS = 40
"""Blocks of one exercise."""

MIXED_WINS_BY = 3.0
"""By so much a cut by several layouts must score better than one by a single one."""

_OF_ALL = re.compile(r"\bthese \d+ (?:exercises|stretches|moves|poses)\b", re.IGNORECASE)

_OF_MANY = re.compile(
    r"(?:the |these |here are |\d+ |two |three |four |five |six |seven |eight |nine |ten )+(?:[\w-]+ ){0,3}(?:exercises|stretches|moves|poses)\b",
    re.IGNORECASE,
)

LEFT_OUT = 3.0
"""What it costs to leave out a step of an exercise whose other steps belong to it."""

TITLE_LEFT_OUT = 2.5
"""What it costs to leave out a title above something that is asked."""

FARTHEST_ASKED = 5
"""Units among which what is asked stands below a title."""

FEWEST_DOSED = 3
"""Items with amounts that make exercises of all items of their list."""

FORBIDDEN = -1000.0


@dataclass(frozen=True, slots=True)
class Segment:
    """Units that belong together, from `start` to `end`: an exercise, or what belongs to none."""

    start: int
    end: int
    is_exercise: bool


def segmented(units: Sequence[TitledBlock]) -> list[Segment]:
    """The best cut of an article into exercises and what belongs to none."""
    best, score = [Segment(0, len(units), is_exercise=False)], 0.0
    for layout in _layouts(units):
        found, total = _Scores(units, layout).best()
        is_mixed = len({name.split("-")[0] for name in layout}) > 1
        if total > score + (MIXED_WINS_BY if is_mixed and best[1:] else 1e-9):
            best, score = found, total
    return _with_titles(units, [part for segment in _alike(units, best) for part in segment])


def _with_titles(units: Sequence[TitledBlock], cut: list[Segment]) -> list[Segment]:
    """Segments, of which a paragraph that begins an exercise has the title that stands alone above it, after other text."""
    for at, (before, found) in enumerate(pairwise(cut)):
        above, first = units[before.start], units[found.start]
        is_title = (
            above.title and not above.block.lead and not lexicon().has("groups", above.title) and before.start > 1
        )
        if found.is_exercise > before.is_exercise and is_title and not first.title and first.block.kind == "paragraph":
            cut[at : at + 2] = [replace(before, end=before.start), replace(found, start=before.start)]
    return [segment for segment in cut if segment.end > segment.start]


def _alike(units: Sequence[TitledBlock], cut: Sequence[Segment]) -> Iterator[list[Segment]]:
    """Segments, of which the last of a list of exercises of one item each ends with its item, before what stands apart."""
    single = [found.end - found.start == 1 for found in cut if found.is_exercise]
    last = max((index for index, found in enumerate(cut) if found.is_exercise), default=0)
    for index, found in enumerate(cut):
        after = units[found.start + 1 : found.end]
        is_over = (
            index == last
            and len(single) > 1
            and all(single[:-1])
            and (units[found.start].block.kind == "item" or units[found.start].block.lead)
        )
        if is_over and after and after[0].block.kind == "paragraph" and after[0].block.is_apart:
            yield [replace(found, end=found.start + 1), replace(found, start=found.start + 1, is_exercise=False)]
        else:
            yield [found]


def _layouts(units: Sequence[TitledBlock]) -> Iterator[frozenset[str]]:
    """The layouts worth trying, those that are one kind first, then those of one family."""
    single = list(dict.fromkeys(unit.layout for unit in units if unit.layout))
    families: dict[str, list[str]] = {}
    for name in single:
        families.setdefault("text" if name == "para" or name.startswith("lead") else name.split("-")[0], []).append(
            name
        )
    yield from (frozenset([name]) for name in single)
    families["lead"] = [name for name in single if "lead" in name]
    yield from (frozenset(names) for names in families.values() if len(names) > 1)


class _Scores:
    """The scores of segments under one layout, from sums up to each unit."""

    def __init__(self, units: Sequence[TitledBlock], layout: frozenset[str]):
        self.units = units
        self.layout = layout
        told = [unit.sentences for unit in units]
        self.moves = _sums(sum(s.moves for s in group) for group in told)
        kinds = [
            [
                d.kind
                for s in group
                if s.role != "variation"
                for d in s.doses
                if d.kind not in ("reps", "breaths") or d.high > 1
            ]
            for group in told
        ]
        self.reps = _sums(group.count("reps") for group in kinds)
        self.totals = _sums(sum(" in total" in s.text for s in group) for group in told)
        self.holds = _sums(sum(kind in ("hold", "breaths", "go on") for kind in group) for group in kinds)
        self.breath = _sums(sum(_breaths(s) for s in group) for group in told)
        self.talk = _sums(sum(0.3 * (s.role == "talk") + (s.role == "noise") for s in group) for group in told)
        self.stopped = _stopped(units, layout)
        self.is_shared = _shared(units)
        self.is_of_all = list(map(is_of_all, units))
        own = (unit for unit, is_said in zip(units, self.is_of_all, strict=True) if not is_said)
        self.none_has_own = not any(one.doses for unit in own for one in unit.sentences)
        self.is_listed_dose = _listed_doses(units, layout)
        typed = [at for at, unit in enumerate(units) if _is_typed_note(unit)]
        self.is_noted = [
            (self.is_listed_dose[at] and _is_dosed(unit) and not all(is_amount(one.text) for one in unit.sentences))
            or (at in typed and len(typed) >= FEWEST_NOTES)
            for at, unit in enumerate(units)
        ]
        self.asks = _asks(units, layout)
        self.in_position = list(map(_begins_in_position, units))
        self.places = _sums(self.in_position)
        self.head = next((at for at, group in enumerate(told) if any(s.role != "noise" for s in group)), 0)
        breathes = [_breathes_first(unit) for unit in units] + [False]
        self.is_phase = [breathes[at] and (breathes[at - 1] or breathes[at + 1]) for at in range(len(units))]
        inside = among_breaths(units)
        self.goes_on = [inside[at] or (self.is_phase[at] and breathes[at - 1]) for at in range(len(units))]
        self.is_phase = [is_phase or is_in for is_phase, is_in in zip(self.is_phase, inside, strict=True)]
        most = Counter(unit.layout for unit in units if unit.layout in layout).most_common(1)[0][0]
        self.usual = next(at for at, unit in enumerate(units) if unit.layout == most)

    def best(self) -> tuple[list[Segment], float]:
        """The best segmentation and its score."""
        count = len(self.units)
        scores = [0.0] + [FORBIDDEN * 1000] * count
        came: list[tuple[int, bool]] = [(0, False)] * (count + 1)
        for start in range(count):
            noise = scores[start] + self._noise(start) - LEFT_OUT * (came[start][1] and self._goes_on_as_step(start))
            if noise > scores[start + 1]:
                scores[start + 1], came[start + 1] = noise, (start, False)
            opening, inner = self._opening(start), 0.0
            for end in range(start + 1, min(count, start + MOST_BLOCKS) + 1):
                inner += self._inner(start, end - 1) if end > start + 1 else 0
                if min(opening, inner) <= -8:
                    break
                total = scores[start] + opening + inner + self._content(start, end)
                if total > scores[end]:
                    scores[end], came[end] = total, (start, True)
        segments: list[Segment] = []
        end = count
        while end > 0:
            start, is_exercise = came[end]
            segments.append(Segment(start, end, is_exercise))
            end = start
        return segments[::-1], scores[count]

    def _goes_on_as_step(self, start: int) -> bool:
        """Whether a unit is the next of a list of steps, which begin no exercise."""
        unit = self.units[start]
        return unit.layout not in self.layout and unit.block.is_listed_after(self.units[start - 1].block)

    def _noise(self, start: int) -> float:
        """How well a unit belongs to no exercise."""
        unit = self.units[start]
        score = (0.3 if unit.stops else 0.0) - 3.0 * self.is_phase[start]
        is_like_others = unit.block.kind == "item" and (unit.layout in self.layout or not (unit.layout or unit.label))
        if unit.title and not unit.block.lead:
            is_asking = any(told.moves for told in unit.sentences)
            return score - 3.0 * is_like_others * is_asking - TITLE_LEFT_OUT * self._is_above(start)
        for told in unit.sentences:
            score += {"talk": 0.3, "noise": 1.0, "caution": 0.3}.get(told.role, 0.0)
            score -= (3.0 if is_like_others else 0.8) * told.moves + 0.6 * (told.role == "dose")
            score -= 0.6 * any(dose.kind not in ASKS_NOTHING for dose in told.doses)
        return score

    def _is_above(self, at: int) -> bool:
        """Whether a title stands alone above something that is asked, labels and talk left aside."""
        unit = self.units[at]
        below = self.units[at + 1 : at + FARTHEST_ASKED]
        after = next((other for other in below if other.title or any(told.moves for told in other.sentences)), unit)
        is_group = after.block.kind == "item" != unit.block.kind
        return not (after.title or is_group)

    def _opening(self, start: int) -> float:
        """How well an exercise begins with a unit."""
        unit = self.units[start]
        before = self.units[start - 1] if start else unit
        is_usual, is_own = unit.layout in self.layout, bool(unit.title) or self.in_position[start]
        is_below = bool(before.title) and not (
            unit.title or before.block.lead or any(s.moves for s in before.sentences)
        )
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
        asks = self.asks[start]
        is_later = start > 0 and not is_usual and unit.block.is_listed_after(near[0].block)
        return (
            not (unit.layout and (asks or unit.title or self.is_noted[start]))
            or (start <= self.head and not is_usual)
            or (self.stopped[start] > 0 and (not is_usual or self.stopped[start] < unit.block.level))
            or self.is_of_all[start]
            or _OF_MANY.match(unit.title) is not None
            or _names_all_that_follow(self.units, start)
            or (self.is_shared[start] and _is_group(self.units, start))
            or (bool(unit.sentences) and all(lexicon().has("general", told.text) for told in unit.sentences))
            or any(told.doses and _OF_ALL.search(told.text) for told in unit.sentences)
            or (is_later and not self.in_position[start])
            or self.goes_on[start]
            or (not unit.title and len(unit.sentences) > 1 and unit.sentences[0].role == "dose")
            or _is_noise(unit)
            or (unit.block.kind == "item" and bool(near) and all(map(_is_noise, near)))
            or (unit.layout.startswith("line") and not asks and start <= self.head + 1 and self._names_all(start))
        )

    def _names_all(self, start: int) -> bool:
        """Whether a line is the title of all exercises and of none: talk follows it, and others are set as it is."""
        after = self.units[start + 1] if start + 1 < len(self.units) else None
        is_talk = after is not None and not (
            after.label or any(s.moves or s.doses or BREATH.search(s.text) for s in after.sentences)
        )
        return is_talk and sum(unit.layout == self.units[start].layout for unit in self.units) > 2

    def _inner(self, start: int, index: int) -> float:
        """What a unit inside of an exercise says against its being there."""
        unit, first = self.units[index], self.units[start].block
        if unit.title and lexicon().is_all("groups", unit.title):
            return -10.0
        if self.is_of_all[index] and (unit.block.kind == "heading" or not self.moves[index] - self.moves[start]):
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
        counts_breaths = self.is_phase[index - 1] and bool(unit.sentences) and unit.sentences[0].role == "dose"
        return -4.0 * (unit.layout in self.layout and not (self.is_phase[index] or counts_breaths))

    def _content(self, start: int, end: int) -> float:
        """How much the units from start to end look like one exercise."""
        unit, last = self.units[start], self.units[end - 1]
        is_titled, begin = bool(unit.title), start
        ends_above = end - 1 > start and last.layout.startswith("line") and self._is_above(end - 1)
        is_asking = unit.block.kind == "item" and any(told.moves for told in unit.sentences)
        start += is_titled and not (unit.block.lead or is_asking)
        moves = self.moves[end] - self.moves[start]
        breath = self.breath[end] - self.breath[start]
        begin = begin if moves or breath > 1 else start
        reps, holds = self.reps[end] - self.reps[begin], self.holds[end] - self.holds[begin]
        is_alone = unit.block.kind == "item" or (unit.block.kind == "paragraph" and unit.block.is_apart)
        is_alone = is_alone or (unit.block.kind == "paragraph" and self.none_has_own)
        has_dose = bool(reps or holds) or (self.is_shared[start] and is_alone)
        is_note = has_dose and (is_titled or self.is_noted[start]) and not lexicon().has("groups", unit.title)
        score = 2.0 if moves or breath > 1 else 0.5 if is_note else -5.0
        is_own = is_titled or self.in_position[start]
        if has_dose:
            score += 2.0
        elif breath > 1 and is_titled:
            score += 0.5
        elif is_own or self.is_listed_dose[start]:
            score -= 2.0 if is_titled and unit.layout not in self.layout else 1.0
        else:
            score -= 8.0
        score -= TITLE_LEFT_OUT * ends_above
        score -= 3.0 * max(0.0, self.places[end] - self.places[begin] - 1)
        reps -= self.totals[end] - self.totals[begin]
        score -= 2.0 * max(0, reps - 1) + 0.6 * max(0, holds - 1 - (breath > 1) * 4)
        return score - (self.talk[end] - self.talk[start]) - 0.3 * max(0, end - start - 20)


def is_of_all(unit: TitledBlock) -> bool:
    """Whether a unit gives amounts of all exercises, and asks for no movement: `Ten of each, twice a day.`"""
    told = [one for one in unit.sentences if one.moves or any(dose.kind not in ASKS_NOTHING for dose in one.doses)]
    is_dosed = any(dose.kind in ("reps", "sets", "hold", "breaths") for one in told for dose in one.doses)
    return is_dosed and all(lexicon().has("of_all", one.text) and not one.moves for one in told)


def _names_all_that_follow(units: Sequence[TitledBlock], at: int) -> bool:
    """Whether a unit is a title, and amounts of all exercises or others' titles follow it: `Warm-up (2 min)`."""
    unit, after = units[at], units[at + 1 : at + 2]
    is_bare = lexicon().is_all("group", unit.title) and not any(one.moves for one in unit.sentences)
    is_group = is_bare and any(one.title or one.layout.startswith("bul") for one in after)
    return bool(unit.title) and (is_group or (not unit.block.lead and any(map(is_of_all, after))))


def _is_group(units: Sequence[TitledBlock], at: int) -> bool:
    """Whether a unit is the title of several exercises, such as `Neck stretches` above the items of a list."""
    after = [unit.block for unit in units[at + 1 : at + 3]]
    is_list = len(after) == 2 and after[1].is_listed_after(after[0])
    return bool(units[at].title) and is_list and lexicon().has("groups", units[at].title)


def _shared(units: Sequence[TitledBlock]) -> list[bool]:
    """For each unit, whether amounts that stand in none of the exercises are those of all: of the list that it is in."""
    lists = [0]  # the list that each unit is in: a title begins one
    for at, unit in enumerate(units):
        begins = unit.title and unit.block.kind != "item" and not _is_group(units, at)
        lists.append(lists[-1] + bool(begins))
    lists = [*lists[1:], lists[-1]]
    places = list(compress(count(), map(is_of_all, units)))
    told = {lists[place] for place in places}
    first = places[0] if places else len(units)
    numbered = [at > first and unit.layout == "num1" for at, unit in enumerate(units)]
    return [lists[at] in told or any(numbered[at : at + 1]) for at in range(len(units) + 1)]


FEWEST_NOTES = 3
"""Paragraphs of notes that each tell an amount."""


def _is_typed_note(unit: TitledBlock) -> bool:
    """Whether a paragraph is typed in small letters, without an end, and tells an amount: `cat cow on all fours, 10x`."""
    text = unit.block.whole
    is_typed = unit.block.kind == "paragraph" and unit.block.is_apart and text[:1].islower() and text[-1:] != "."
    return is_typed and _is_dosed(unit) and lexicon().has("body", text)


def _listed_doses(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[bool]:
    """For each unit, whether it is one of items, numbered or all in one list, of which most have amounts.

    Those of one list that `exercises` announces are so, too.
    """
    items = [at for at, unit in enumerate(units) if unit.layout in layout and unit.block.kind == "item"]
    dosed = sum(_is_dosed(units[at]) for at in items)
    before = units[items[0] - 1].block.whole if items and items[0] else ""
    is_numbered = all(units[at].block.number for at in items)
    is_one_list = len({units[at].block.number for at in items}) == len(items)
    is_one_list = is_one_list if is_numbered else items == list(range(items[0], items[-1] + 1))
    is_like = (
        len(items) > 2
        and (is_numbered or is_one_list)
        and (dosed * 2 > len(items) or (is_numbered and is_one_list and dosed >= FEWEST_DOSED))
    )
    is_like = is_like or (len(items) > 2 and is_numbered and is_one_list and lexicon().has("several", before))
    return [is_like and at in items for at in range(len(units))]


def _is_dosed(unit: TitledBlock) -> bool:
    """Whether a unit gives an amount, or tells after what it asks that it is done again."""
    amounts = any(dose.kind not in ASKS_NOTHING for one in unit.sentences for dose in one.doses)
    return amounts or (any(one.moves for one in unit.sentences) and unit.sentences[-1].role == "dose")


def _asks(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[bool]:
    """For each unit, whether it asks for a movement or a breath, or what goes on after it without a title does."""
    asks: list[bool] = [False] * (len(units) + 1)
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        after = units[at + 1] if at + 1 < len(units) else unit
        goes_on = (
            (unit.block.number or unit.block.text.endswith(":") or after.block.is_listed_after(unit.block))
            and after.layout not in layout
            and not (after.title or after.stops)
        )
        own = any(told.moves or _breaths(told) for told in unit.sentences)
        asks[at] = own or bool(goes_on and asks[at + 1])
    return asks


def _begins_in_position(unit: TitledBlock) -> bool:
    """Whether an item begins with a position, and goes on from there: `Sitting at a table, lift your hand`."""
    start, comma, _ = (unit.block.text if unit.block.kind == "item" else "").partition(", ")
    return bool(comma) and named_position(start) is not None and any(one.moves for one in unit.sentences)


def _breathes_first(unit: TitledBlock) -> bool:
    return not unit.title and pattern("breath_mark").match(without_openers(unit.block.text)) is not None


def _is_noise(unit: TitledBlock) -> bool:
    return bool(unit.sentences) and all(told.role == "noise" for told in unit.sentences)


@lru_cache(MOST_REMEMBERED)
def _breaths(told: Sentence) -> int:
    """The breaths of a sentence that count: all of `Inhale 4, hold 4, exhale 4`, two where it begins with one, else one."""
    is_round = told.role == "move" and len(set(breaths_in(told.text))) == 2
    is_counted = len(numbers(told.text)) > 1 or is_round
    most = 9 if is_counted else 1 + bool(BREATH.match(without_openers(told.text)))
    return min(most, len(BREATH.findall(told.text)))


def _stopped(units: Sequence[TitledBlock], layout: frozenset[str]) -> list[int]:
    """For each unit, the level of the heading above it under which there is no exercise; 0 for none, 9 for no heading."""
    levels: list[int] = []
    level = 0
    for unit in units:
        is_heading = unit.block.kind == "heading"
        if unit.stops:
            level = unit.block.level if is_heading else 9
        elif unit.title and ((is_heading and unit.block.level <= level) or (unit.layout in layout and level == 9)):
            level = 0
        levels.append(0 if unit.stops else level)
    return levels


def _sums(values: Iterable[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))
