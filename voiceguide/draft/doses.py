"""Doses in a text, each with its place in it: reps, sets, holds, rests, breath counts."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from voiceguide.draft.dose import Dose, DoseKind
from voiceguide.draft.stays import is_rest
from voiceguide.draft.vocabulary import MOST_REMEMBERED, lexicon, pattern
from voiceguide.script.headings import NUMBER, UNITS, number

FAR = 1.6
"""So many times as large as the other, a number after `or` is a choice and no end of a range."""

SECONDS_OF_A_BREATH = 10
"""At the pace 4-6."""


_ASKED_FOR = pattern("asked_for")
_VAGUE = ("a few", "few", "several", "a couple", "a couple of")
_A_SECOND_OR_TWO = re.compile(r"a (?:second|moment) or (?:two|so)\b", re.IGNORECASE)
_FEW = {"a couple of": 2.0, "a couple": 2.0, "a few": 3.0, "few": 3.0, "several": 5.0, "a dozen": 12.0, "half a": 0.5, "once": 1.0, "twice": 2.0, "thrice": 3.0}  # fmt: skip


def counts(text: str) -> tuple[Dose, ...]:
    """What is counted of a breath, in words that tell no unit: `for four`."""
    return tuple(Dose("hold", *_range(match), match.start("low"), match.end()) for match in _every("count", text))


def value(text: str) -> float:
    """What a number says, in words or figures."""
    word = " ".join(text.lower().split())
    return _FEW[word] if word in _FEW else number(word)


def with_sets(text: str) -> str:
    """A text with the same count before and after a rest as sets: `2 sets of 8 strokes` of `8 strokes, rest, 8 more`."""
    return pattern("sets_apart").sub(_as_sets, text)


def _as_sets(match: re.Match[str]) -> str:
    if value(match["low"]) != value(match["again"] or match["another"]):
        return match[0]
    rest = f" with a rest of{match['rest']} between sets" if match["rest"] else ""
    return f"2 sets of {match['low']}{match['what']}{rest}"


@lru_cache(MOST_REMEMBERED)
def doses(text: str) -> tuple[Dose, ...]:
    """Every dose of a sentence, in order, none of them twice."""
    if not pattern("may_have").search(text):
        return ()
    found: list[Dose] = []
    taken = bytearray(len(text))
    for dose in _readings(text):
        if not any(taken[dose.start : dose.end]):
            found += _without_choice(dose, text)
            taken[dose.start : dose.end] = b"\1" * (dose.end - dose.start)
    return tuple(_first_of_alternatives(sorted(found, key=lambda dose: dose.start), text))


def _without_choice(dose: Dose, text: str) -> list[Dose]:
    """A dose, of `5 or 10 seconds` the first and a choice; `2 or 3`, or `a minute or two`, is a range."""
    choice = re.search(r"\bor\b", text[dose.start : dose.end])
    place = dose.start + choice.start() if choice else 0
    is_range = dose.high < dose.low * FAR or re.search(r"sec|min|breath", text[dose.start : place])
    if not choice or is_range:
        return [dose]
    return [replace(dose, high=dose.low, end=place), Dose("alternative", 1, 1, place, dose.end)]


def _first_of_alternatives(found: list[Dose], text: str) -> list[Dose]:
    """Doses, of which those after `or` are one that asks for nothing: `or 2 x 10 seconds` after `20 seconds`."""
    kept: list[Dose] = []
    for dose in found:
        last = kept[-1] if kept else None
        end = last.end if last else 0
        choice = pattern("alternative").search(text[end : dose.start])
        if "schedule" in (dose.kind, last and last.kind):
            kept.append(dose)
        elif last and last.kind == "alternative" and re.fullmatch(r"\s*(?:(?:of|for)\s+)?", text[end : dose.start]):
            kept[-1] = replace(last, end=dose.end)
        elif choice:
            kept.append(Dose("alternative", 1, 1, end + choice.start(), dose.end))
        else:
            kept.append(dose)
    return kept


def _readings(text: str) -> Iterator[Dose]:
    """What the numbers of a text may say, the surest reading of a place first."""
    for match in _every("counted_up", text):
        told = [int(number) for number in re.findall(r"\d+", match[0])]
        if told == list(range(told[0], told[-1] + 1)):
            before = text[max(0, match.start() - 12) : match.start()]
            is_again = re.search(rf"\b{told[-1]} counts? ?$", before) is not None  # `5 counts (1 ... 2`
            yield Dose("speed" if is_again else "hold", told[-1], told[-1], *match.span())
    text = pattern("between_two").sub(lambda match: f"{match['low']} to  ", text)  # as long as ` and `
    yield from (Dose("schedule", 1, 1, *match.span()) for match in _every("schedule", text))
    yield from (
        Dose("schedule", 1, 1, *match.span())
        for match in _every("later", text)
        if re.match(r"increas|progress|build", match[0], re.I) or " up " in match[0] or numbers(text[: match.start()])
    )
    for match in _every("limit", text):
        before = text[: match.start()]
        if not _ASKED_FOR.search(before) or pattern("time").search(before):
            yield Dose("limit", 1, 1, *match.span())
    yield from (Dose("speed", 1, 1, *match.span()) for match in _every("speed", text))
    for match in _every("by_number", text):
        yield from _by_number(match)
    for match in _every("sets", text):
        yield from _sets(match)
    for match in _every("label", text):
        label = match["label"].lower()
        kind: DoseKind = "hold" if label == "hold" else "sets" if label.startswith("set") else "reps"
        if kind != "hold" or not pattern("time").match(text, match.start("low")):
            yield Dose(kind, *_range(match), *match.span())
    for match in _every("more", text):
        low, high = _range(match)
        yield Dose("reps", low + (low == high), high + (low == high), *match.span())
    yield from (_time(text, match) for match in _every("time", text) if not _is_one_breath(text, match))
    yield from (Dose("hold", *_range(match), *match.span()) for match in _every("counted", text))
    bare = (match for match in _every("bare_time", text) if not pattern("time").match(text, match.start("low")))
    yield from (Dose("hold", *_range(match), match.start("low"), match.end()) for match in bare)
    for match in _every("reps", text):
        start = match.end() - len(match[0].lstrip(" ,("))
        yield Dose("reps", *_range(match), start, match.end(), match[0] if match["low"].lower() in _VAGUE else "")
    for match in _every("vague", text):
        length = 20 if "long" in match["vague"].lower() else 2
        yield Dose("hold", length, length, match.start("vague"), match.end(), match["vague"])


def _every(name: str, text: str) -> Iterator[re.Match[str]]:
    return (match for told in lexicon().patterns[name] for match in told.finditer(text))


def _by_number(match: re.Match[str]) -> Iterator[Dose]:
    """The counts that stand beside `x`, each after its length or before how many times all of it is done."""
    told = {kind: value(number) for kind, number in match.groupdict().items() if number}
    ends = [*[match.start(kind) for kind in told][1:], match.end()]
    for (kind, count), start, end in zip(told.items(), [match.start(), *ends], ends, strict=False):
        yield Dose("hold" if kind == "held" else "reps" if kind == "reps" else "sets", count, count, start, end)


MOST_SETS = 4
"""Of two numbers such as `10 x 2`, the second is that of sets where it is no larger, and smaller than the first."""


def _sets(match: re.Match[str]) -> Iterator[Dose]:
    sets = value(match["sets"])
    most = value(match.groupdict().get("most") or match["sets"])
    if match["low"] and MOST_SETS >= value(match["low"]) < sets and re.fullmatch(r"\d+\s*[x\u00d7]\s*\d+", match[0]):
        yield Dose("reps", sets, sets, match.start(), match.start("low"))
        yield Dose("sets", value(match["low"]), value(match["low"]), match.start("low"), match.end())
    elif match["low"]:
        yield Dose("sets", sets, max(sets, most), match.start(), match.start("low"))
        yield Dose("reps", *_range(match), match.start("low"), match.end())
    else:
        yield Dose("reps" if "round" in match[0].lower() else "sets", sets, max(sets, most), *match.span())


def _time(text: str, match: re.Match[str]) -> Dose:
    unit, before, after = match["unit"].lower(), text[: match.start()], text[match.end() :]
    low, high = value(match["low"]), value(match["or"] or match["high"] or match["low"])
    half = 0.5 if match["half"] or match["more"] else 0
    low, high = sorted(((low + half) * _seconds(match["first"] or unit), (high + half) * _seconds(unit)))
    kind: DoseKind = "breaths" if "breath" in unit else "hold"
    if is_rest(before, after):
        kind = "rest"
        low, high = (number * (SECONDS_OF_A_BREATH if "breath" in unit else 1) for number in (low, high))
    elif (
        kind == "hold"
        and lexicon().has("goes_on", before[-60:])
        and not re.search(r"\b(?:hold|stay|pause|wait)\b[^,.]*$", before, re.I)
    ):
        kind = "go on"
    is_vague = match["low"].lower() in _VAGUE or _A_SECOND_OR_TWO.match(match[0])
    return Dose(kind, low, high, *match.span(), match[0] if is_vague else "")


def _is_one_breath(text: str, match: re.Match[str]) -> bool:
    """Whether breaths are what is done, and not how long: `one long breath out`."""
    if match["unit"].lower() == "second" and _SECOND.match(text[match.end() :]):
        return True
    is_breath = "breath" in match["unit"].lower() and match["low"].lower() not in ("a", "an")
    return is_breath and re.match(r" (?:in(?! and out)|out)\b", text[match.end() :]) is not None


_SECOND = re.compile(r" (?:\w+,? )?(?:(?:in|ex)hal\w+|breath|in-?breath|out-?breath|sip|time|round)\b", re.IGNORECASE)
"""After `a second` these say that it is no time."""


def _seconds(unit: str) -> float:
    return UNITS.get(unit.lower(), 1.0)


def _range(match: re.Match[str]) -> tuple[float, float]:
    low = value(match["low"])
    high = value(match["high"]) if match.groupdict().get("high") else low
    return min(low, high), max(low, high)


_TOKEN = re.compile(rf"\b(?:\d+(?:\.\d+)?|{NUMBER})\b", re.IGNORECASE)


@lru_cache(MOST_REMEMBERED)
def numbers(text: str) -> tuple[tuple[str, int], ...]:
    """Every number of a text in figures, and every one in words from two on, with its place."""
    found = [(match[0], match.start()) for match in _TOKEN.finditer(text)]
    return tuple((word, start) for word, start in found if word.lower() not in ("a", "an", "one", "half", "half a"))


def is_only_dose(text: str, spans: list[tuple[int, int]]) -> bool:
    """Whether a text says no more than the amounts and sides at these places."""
    told = list(text)
    for start, end in spans:
        told[start:end] = " " * (end - start)
    return lexicon().is_only("".join(told), "filler")
