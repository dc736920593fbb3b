"""An article cut into exercises: all boundaries chosen at once, by the score of whole segmentations.

Exercises of one text are laid out alike. Each way to lay them out, such as headings of one level or bold words at the start
of list items, is tried: with it, every block either begins an exercise, belongs to the one before, or belongs to none; the
best choice for the whole text is found by dynamic programming, and the layout that scores best is taken.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from voiceguide.draft.blocks import Article, TextBlock
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.tag import BREATH, Sentence, amount_at_end, label_role, tagged
from voiceguide.draft.vocabulary import lexicon

LONGEST_TITLE = 9
"""Words."""

LONGEST_PLAIN_TITLE = 5
"""Words of a title that stands on a line of its own and asks for something, such as `Blow as you go`."""

_NAMES_CAUTION = re.compile(r"(?:caution|warning|important|safety|precaution)s?", re.IGNORECASE)

FEWEST_PARTS = 3
MOST_PARTS = 40
"""Exercises in one paragraph: two may be one that is held twice."""

MOST_BLOCKS = 40
"""Blocks of one exercise."""

FORBIDDEN = -1000.0


@dataclass(frozen=True, slots=True)
class TitledBlock:
    """A block with what it may be.

    Attributes:
        title: the title that it gives to an exercise that begins with it; empty for none.
        layout: how it is set, such as `h2`, `num1-lead` or `line`; empty where no exercise can begin with it.
        label: its role where it is a label of a part of an exercise.
        stops: whether a part begins with it in which there is no exercise; `is_safety` where that part is advice.
    """

    block: TextBlock
    sentences: tuple[Sentence, ...]
    title: str
    layout: str
    label: str
    stops: bool
    is_safety: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """Units that belong together, from `start` to `end`: an exercise, or what belongs to none."""

    start: int
    end: int
    is_exercise: bool


def units_of(article: Article) -> list[TitledBlock]:
    """The blocks of an article, each with what it may be."""
    units: list[TitledBlock] = []
    above, is_under_heading = "", False
    for number, block in enumerate(article.blocks):
        head = block.lead or (block.text if _could_be_title(block) else "")
        label = label_role(head) if head else ""
        is_head = bool(head) and (block.kind in ("heading", "bold") or not block.lead or not block.text)
        if block.lead and block.text and not label and lexicon().begins("safety", head):
            label = "caution"
            if not _NAMES_CAUTION.fullmatch(block.lead):
                joint = " " if block.lead.endswith(" if") else ": "
                block = replace(block, text=f"{block.lead}{joint}{block.text}")
        stops = is_head and not label and _stops(head, block)
        title = "" if label or stops else _title(block)
        if (is_head and (label or stops)) or block.kind == "heading":
            above, is_under_heading = label, block.kind == "heading"
        elif title or (block.kind not in ("item", "row") and not is_under_heading and above != "setup"):
            above = above if block.kind == "paragraph" and not block.is_apart else ""
        is_name = label or stops or block.kind in ("heading", "bold")
        told = (
            [] if is_name and not (block.lead and block.text) else tagged(block, number, label if block.lead else above)
        )
        layout = "" if label or stops else _layout(block, title)
        layout = "" if block.number.isalpha() and layout.endswith("-text") else layout
        is_safety = stops and lexicon().begins("safety", head) is not None
        if amount := amount_at_end(title):
            title = title[: -len(amount)].rstrip(" ,;:(-\u2013\u2014")
            amounts = tagged(replace(block, text=amount.rstrip(")"), lead=""), number)
            if not block.lead:
                told = tagged(replace(block, text=title), number) if told else []
            block = replace(block, lead=title) if block.lead else replace(block, text=title)
            told = [*told, *amounts]
        unit = TitledBlock(block, tuple(told), title, layout, label, stops, is_safety)
        units += _parts(unit) if layout == "para" else [unit]
    return units


def _parts(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph whose sentences are exercises of their own, one after the other, cut into these; else the whole."""
    parts: list[list[Sentence]] = []
    is_done = True
    for one in unit.sentences:
        if is_done and one.moves:
            parts.append([])
            is_done = False
        if not parts:
            continue
        parts[-1].append(one)
        is_done = is_done or any(dose.kind in ("reps", "hold", "breaths", "go on") for dose in one.doses)
    if parts and not is_done:
        left = parts.pop()
        parts = [*parts[:-1], [*parts[-1], *left]] if parts else []
    if not FEWEST_PARTS <= len(parts) <= MOST_PARTS:
        return [unit]
    before = unit.sentences[: len(unit.sentences) - sum(map(len, parts))]
    return [
        replace(unit, block=replace(unit.block, text=" ".join(one.text for one in part)), sentences=tuple(part))
        for part in (before, *parts)
        if part
    ]


def _could_be_title(block: TextBlock) -> bool:
    if block.kind in ("heading", "bold"):
        return True
    amount = amount_at_end(block.text)
    text = block.text[: -len(amount)].rstrip(" ,;:(-\u2013\u2014") if amount else block.text
    if not re.search(r"[a-z]{3}", text, re.IGNORECASE):
        return False
    if len(text.split()) > LONGEST_TITLE or not re.match(r"[\"'(]?[A-Z0-9]", text) or text.endswith((",", ";", "!")):
        return False
    if text.endswith(".") and (not block.number or verb_of(text)):
        return False
    if block.kind != "row" and re.match(
        r"(?:hold|repeat|breathe|stay|relax|return|rest|do|perform|switch)\b", text, re.I
    ):
        return False
    has_amount = re.search(r"\b(?:counts?|times|seconds|secs?|minutes?|reps|sets|breaths|rounds)\b|\bx ?\d", text)
    is_line = block.kind == "paragraph" and block.is_apart and len(text.split()) <= LONGEST_PLAIN_TITLE
    is_asking = (
        re.search(r"\b(?:your|you)\b", text) and verb_of(text) is not None and not (is_line and "your" not in text)
    )
    return not (has_amount or is_asking or BREATH.match(text) or lexicon().has("noise", text))


def _title(block: TextBlock) -> str:
    if block.lead and lexicon().has("noise", f"{block.lead}{block.lead_mark} {block.text}") and not verb_of(block.text):
        return ""
    if block.lead:
        return block.lead if len(block.lead.split()) <= LONGEST_TITLE and not BREATH.match(block.lead) else ""
    if not _could_be_title(block):
        return ""
    if block.kind in ("paragraph", "item") and verb_of(block.text) and not block.is_apart and not block.number:
        return ""
    return block.text.rstrip(" .:")


def _layout(block: TextBlock, title: str) -> str:
    if block.kind == "heading":
        return f"h{block.level}"
    if block.kind in ("bold", "row"):
        return block.kind
    if block.kind == "item":
        how = "lead" if block.lead else "title" if title else "text"
        return f"{'num' if block.number else 'bul'}{block.level}-{how}"
    if block.lead:
        return f"lead{block.lead_mark}"
    if title:
        return "line-caps" if title.isupper() else "line-small"
    return "para"


def _stops(head: str, block: TextBlock) -> bool:
    words = lexicon()
    if head.endswith("?") or words.begins("safety", head) or words.begins("stop", head) or words.has("noise", head):
        return len(head.split()) > 1 or block.kind in ("heading", "bold") or not block.lead
    return bool(words.begins("inner", head))


def segmented(units: Sequence[TitledBlock]) -> list[Segment]:
    """The best cut of an article into exercises and what belongs to none."""
    best, score = [Segment(0, len(units), is_exercise=False)], 0.0
    for layout in _layouts(units):
        found, total = _Scores(units, layout).best()
        if total > score + 1e-9:
            best, score = found, total
    return best


def _layouts(units: Sequence[TitledBlock]) -> Iterator[frozenset[str]]:
    """The layouts worth trying, those that are one kind first, then those of one family."""
    restarts = _restarting(units)
    single = list(dict.fromkeys(unit.layout for unit in units if unit.layout and unit.layout not in restarts))
    families: dict[str, list[str]] = {}
    for name in single:
        families.setdefault(name.split("-")[0], []).append(name)
    yield from (frozenset([name]) for name in single)
    yield from (frozenset(names) for names in families.values() if len(names) > 1)


def _restarting(units: Sequence[TitledBlock]) -> set[str]:
    """Numbered items without titles whose numbers begin anew under each title: the steps of exercises."""
    starts: dict[str, int] = {}
    for unit in units:
        if unit.block.number == "1":
            starts[unit.layout] = starts.get(unit.layout, 0) + 1
    return {layout for layout, count in starts.items() if count > 1 and layout.endswith("-text")}


class _Scores:
    """The scores of segments under one layout, from sums up to each unit."""

    def __init__(self, units: Sequence[TitledBlock], layout: frozenset[str]):
        self.units = units
        self.layout = layout
        told = [unit.sentences for unit in units]
        self.moves = _sums(sum(s.moves for s in group) for group in told)
        self.reps = _sums(sum(dose.kind == "reps" for s in group for dose in s.doses) for group in told)
        self.holds = _sums(
            sum(dose.kind in ("hold", "breaths", "go on") for s in group for dose in s.doses) for group in told
        )
        self.breath = _sums(sum(len(BREATH.findall(s.text)) for s in group) for group in told)
        self.talk = _sums(sum(0.3 * (s.role == "talk") + (s.role == "noise") for s in group) for group in told)
        self.stopped = _stopped(units, layout)
        self.positions = _sums(_changes(units))

    def best(self) -> tuple[list[Segment], float]:
        """The best segmentation and its score."""
        count = len(self.units)
        scores = [0.0] + [FORBIDDEN * 1000] * count
        came: list[tuple[int, bool]] = [(0, False)] * (count + 1)
        for start in range(count):
            noise = scores[start] + self._noise(start)
            if noise > scores[start + 1]:
                scores[start + 1], came[start + 1] = noise, (start, False)
            opening = self._opening(start)
            if opening <= FORBIDDEN:
                continue
            inner = 0.0
            for end in range(start + 1, min(count, start + MOST_BLOCKS) + 1):
                if end > start + 1:
                    inner += self._inner(start, end - 1)
                    if inner <= -8:
                        break
                total = scores[start] + opening + inner + self._content(start, end)
                if total > scores[end]:
                    scores[end], came[end] = total, (start, True)
        return self._followed(came), scores[count]

    def _followed(self, came: list[tuple[int, bool]]) -> list[Segment]:
        segments: list[Segment] = []
        end = len(self.units)
        while end > 0:
            start, is_exercise = came[end]
            segments.append(Segment(start, end, is_exercise))
            end = start
        return segments[::-1]

    def _noise(self, start: int) -> float:
        """How well a unit belongs to no exercise."""
        unit = self.units[start]
        score = 0.3 if unit.stops else 0.0
        is_like_others = unit.block.kind == "item" and unit.layout in self.layout
        if unit.title and not unit.block.lead:
            return score - 3.0 * is_like_others * any(told.moves for told in unit.sentences)
        for told in unit.sentences:
            score += {"talk": 0.3, "noise": 1.0, "caution": 0.3}.get(told.role, 0.0)
            score -= (3.0 if is_like_others else 0.8) * told.moves + 0.6 * (told.role == "dose")
            score -= 0.6 * any(dose.kind != "schedule" for dose in told.doses)
        return score

    def _opening(self, start: int) -> float:
        """How well an exercise begins with a unit."""
        unit = self.units[start]
        if start == 0 and unit.layout not in self.layout:
            return FORBIDDEN
        if self.stopped[start] and (unit.layout not in self.layout or self.stopped[start] < unit.block.level):
            return FORBIDDEN
        is_article_title = unit.layout == "h1" and unit.layout not in self.layout
        if not unit.layout or is_article_title:
            return FORBIDDEN
        if unit.layout in self.layout:
            return 3.3 if unit.title else 3.0
        return -1.0 if unit.title else -4.0

    def _inner(self, start: int, index: int) -> float:
        """What a unit inside of an exercise says against its being there."""
        unit, first = self.units[index], self.units[start].block
        if unit.stops and (unit.block.kind == "heading" or first.kind != "heading"):
            is_below = unit.block.kind == "heading" and first.kind == "heading" and unit.block.level > first.level
            if not (is_below or lexicon().is_all("inner", unit.block.text)) or unit.is_safety:
                return -10.0
        if unit.block.kind == "heading" and not unit.label:
            return (
                -10.0
                if first.kind != "heading" or unit.block.level <= first.level
                else -4.0 * (unit.layout in self.layout) - 1
            )
        if unit.layout in self.layout:
            return -4.0
        if unit.block.kind == "bold" and unit.title:
            return -2.5
        return -1.5 if unit.block.number == "1" and first.number and unit.block.level == first.level else 0.0

    def _content(self, start: int, end: int) -> float:
        """How much the units from start to end look like one exercise."""
        unit = self.units[start]
        is_titled, begin = bool(unit.title), start
        start += is_titled and not unit.block.lead
        moves = self.moves[end] - self.moves[start]
        reps, holds = self.reps[end] - self.reps[begin], self.holds[end] - self.holds[begin]
        breath = self.breath[end] - self.breath[start]
        has_dose = bool(reps or holds)
        score = 2.0 if moves or breath > 1 else 0.5 if has_dose and is_titled else -5.0
        score += 2.0 if has_dose else 0.5 if breath > 1 and is_titled else -1.0 if is_titled else -8.0
        score -= 2.0 * max(0, reps - 1) + 0.6 * max(0, holds - 1 - (breath > 1) * 4)
        score -= 1.0 * max(0, self.positions[end] - self.positions[min(start + 1, end)])
        return score - (self.talk[end] - self.talk[start]) - 0.3 * max(0, end - start - 20)


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


def _changes(units: Sequence[TitledBlock]) -> Iterator[int]:
    """For each unit, whether a set-up in it names another position than the one before."""
    last = ""
    for unit in units:
        change = 0
        for told in unit.sentences:
            if told.role == "setup":
                named = next((name for name, pattern in lexicon().positions.items() if pattern.search(told.text)), "")
                if named and last and named != last:
                    change = 1
                last = named or last
        yield change
