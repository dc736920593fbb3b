"""How often and how long, as people write it: reps, sets, holds, counts of breaths, and how often a day."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from voiceguide.script.model import Span
from voiceguide.script.numbers import NUMBER, UNITS, number

HELD = "\x02"
"""What stands in a sentence's remains where a hold was told."""

VAGUE = {
    "half a dozen": 6,
    "a couple": 2,
    "a couple of": 2,
    "a few": 3,
    "few": 3,
    "several": 5,
    "some": 3,
    "another": 1,
    "zero": 0,
}
"""What people mean by about so many."""

NUM = rf"\b(?:half a dozen|a couple(?: of)?|a few|several|some|few|another(?! \d)|{NUMBER})"
_JOIN = r"\s*(?:-|–|—|to|or|and|up to|through|-to-|-or-)\s*"
SPAN = rf"(?P<low>{NUM})(?:{_JOIN}(?P<high>{NUM}))?"
_UNIT = r"(?P<unit>seconds?|secs?|s|minutes?|mins?|m|counts?|beats?|breath cycles|breaths?|inhales?|exhales?)\b"
_KIND = r"(?:(?:slow|deep|full|long|complete|easy|even|gentle|good|big|calm|relaxed|normal|steady|smooth|whole|conscious|more|nice|or more|or so|ish|quiet|soft|relaxing|controlled|total|further|additional)(?:,|,? and)?\s+)*"

Unit = Literal["breaths", "s", ""]


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a sentence says about how often and how long; None where it says nothing.

    `hold` is in breaths or seconds, by `unit`; `is_vague` where the author gave no number. `text` is what remains of
    the sentence. `is_schedule` tells that it says how often a day. `going_on` is a time or a number of breaths for which
    everything goes on.
    """

    text: str
    reps: Span | None = None
    sets: int | None = None
    rest: float = 0
    hold: tuple[float, float] | None = None
    unit: Unit = ""
    going_on: tuple[float, float] | None = None
    going_unit: Unit = ""
    is_vague: bool = False
    is_schedule: bool = False


NOTHING = Amounts("")
"""What a sentence says that names no amount."""

_SCHEDULE = re.compile(
    rf"(?:,?\s*(?:and |or |at least |about |up to |ideally |for |do this |do these )*(?:{SPAN}(?:\s*(?:times?|x|sessions?|sets?)\s*/?)|once|twice|three times)(?: or (?:twice|more|three times))?\s*(?:/|a |per |each |every |x/)\s*(?:day|week|hour|hours|morning|night|evening|workday|session)s?\b(?: for \w+ (?:weeks|days))?"
    r"|,?\s*(?:and |at least )*(?:every (?:\w+ )?(?:day|hour|hours|morning|night|evening|week)s?|daily|x/daily|weekly|throughout the day|hourly)\b|\b\w+ (?:days|times) (?:a|per) week\b)",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"[,;(]?\s*(?:and |with |then )?(?:a )?(?:rest(?:ing)?(?: for)?|break)\s*(?:of |for )?{SPAN}\s*{_UNIT}\s*(?:of rest |rest |break )?(?:between|in between|after)[^.,;]*",
    re.IGNORECASE,
)
_SETS = re.compile(
    rf"(?:\b(?:do|complete|perform|repeat(?: for)?|aim for|for|try|finish|up to|work up to)\s+)*{SPAN}\s*(?:sets?|rounds)\s*(?:of|x|×|with)\s*(?:up to |about )?(?P<low2>{NUM})(?:{_JOIN}(?P<high2>{NUM}))?(?!\d)(?!\s*-?(?:seconds?|secs?|minutes?|mins?)\b)(?:\s*(?:reps?|repetitions?|repeats?|times|breaths))?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?P<low>\d{1,2})(?:\s*(?:-|–|to)\s*(?P<high>\d{1,2}))?\s*(?:sets?\s*)?[x×]\s*(?P<low2>\d{1,3})(?:\s*(?:-|–|to)\s*(?P<high2>\d{1,3}))?(?P<time>\s*-?(?:seconds?|secs?|s\b))?(?:\s*(?:reps?|repetitions?))?",
    re.IGNORECASE,
)
_SETS_ALONE = re.compile(rf"(?:\bsets?\s*[:=]\s*{SPAN})|(?:(?P<low3>{NUM})\s*sets?\b(?!\s*[:=]))", re.IGNORECASE)
_REPS_OF = re.compile(
    rf"\b(?:reps?|repetitions?|repeats?|target repetitions|rounds|repeat)\s*[:=]\s*(?:about |up to )?{SPAN}(?:\s*(?:reps?|repetitions?|repeats?|times|x|rounds)(?!\w))?(?!\s*(?:seconds?|secs?|minutes?|mins?|s)\b)",
    re.IGNORECASE,
)
_WHAT = r"(?:more |further |additional |extra |slow |full |gentle |smooth |controlled |complete |such |of these |of them |good |even |deep |easy |total )*"
_TIMES = re.compile(
    rf"(?:between |about |around |up to |at least |for |approximately |a total of |aim for |or so )*(?<!\bat ){SPAN}\s*(?P<more>more\s+)?{_WHAT}(?P<noun>times?\s*(?P<more2>more)?|reps?|repetitions?|repeats?|rounds?|cycles?|circles?|rotations?|rolls|tilts|turns|nods|lifts|squeezes|passes|repetition|(?<!one )of (?:these|those|them|each)(?! (?:poses|exercises|stretches|moves))|breath cycles)(?: or so| or more| in total| in all)?(?!\w)",
    re.IGNORECASE,
)
_X = re.compile(
    r"(?:[x×]\s*(?P<low>\d{1,3})(?:\s*(?:-|–|to)\s*(?P<high>\d{1,3}))?(?:\s*(?:reps|times))?|\b(?P<low2>\d{1,3})(?:\s*(?:-|–|to)\s*(?P<high2>\d{1,3}))?\s*[x×])(?!\w)",
    re.IGNORECASE,
)
_REPEAT = re.compile(
    rf"\b(?:repeat|repeating|do)\b(?:\s+(?:this|the|it|these|that|all|movement|sequence|exercise|stretch|again|about|up to|for|a|pattern|whole|entire|cycle|process|another|at least|around|move|pose))*\s+{SPAN}(?P<more>\s+more)?(?!\s*{_KIND}{_UNIT})(?!\s*(?:to|-)\s*\d|\w|\s*(?:other|leg|arm|side|hand|knee|foot|direction|time on|set)s?)",
    re.IGNORECASE,
)
_TRY = re.compile(
    rf"\b(?:try|do|perform|complete|aim for|manage|go for|make)\s+(?:about |up to |at least )?{SPAN}(?=\s*(?:[.,;)]|$|on\b|per\b|each\b|to each))",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\b(?:(?P<one>once(?: (?P<more>more|again))?)|(?P<two>twice(?: (?P<more2>more))?)|(?P<three>thrice)|(?P<again>one more time))\b(?! (?:you|the|your|it|there|a |in|this|every|comfortable|settled|both))",
    re.IGNORECASE,
)

_TIME = (
    rf"{SPAN}(?:\s*-?\s*(?P<unit1>seconds?|secs?|minutes?|mins?)\s*(?:to|-|or)\s*(?P<far>{NUM}))?\s*-?\s*{_KIND}{_UNIT}"
)
_STAY = r"(?:hold(?:ing|s)?|stay(?:ing)?|remain(?:ing)?|paus(?:e|ing)|rest(?:ing)?|keep(?:ing)?|maintain(?:ing)?|linger(?:ing)?|wait(?:ing)?|squeez(?:e|ing)|relax(?:ing)?|settle|sink|melt|soften|freeze|enjoy|hang|breathe|breathing|sit|lie|stop|be here|surrender|let|press|clench|sustain)"
_HOLD = re.compile(
    rf"\b{_STAY}\b(?P<what>(?:\s+(?!and\b|then\b|repeat\b)[\w'{{}}-]+){{0,9}}?)[\s,:(]*(?:(?:for|to|of|at least|about|around|approximately|up to|roughly|between|a|full|slow|while you|and|as you|slowly|count|counting|count of|counts of|anywhere|from|the|last|mentally|out loud|another|an? total|deeply|here|there|time|duration|stretch|it)[\s,:]+)*{_TIME}(?: of)?(?:\s*(?:or so|or more|or longer|each|each time|if you can|at a time))?",
    re.IGNORECASE,
)
_HOLD_COUNT = re.compile(
    rf"\b{_STAY}\b(?P<what>(?:\s+[\w']+){{0,7}}?)\s*,?\s*(?:for|to|while|and|as you|slowly|you|mentally|silently|a)*\s*(?:slowly |mentally |silently |you |a |slow |while |for |to |of )*count(?:ing)?\s*(?:up |slowly |aloud |out loud )*(?:of|to)\s*{SPAN}",
    re.IGNORECASE,
)
_HOLD_VAGUE = re.compile(
    r"\b(?:hold|stay|pause|remain|rest|linger)\b(?:\s+[\w']+){0,5}?\s+(?:for )?(?P<vague>a (?:brief )?(?:moment|second|beat)|briefly|as long as (?:is |it'?s |it feels |you )?[\w ]{3,20}|_{2,}\s*(?:seconds?|secs?))",
    re.IGNORECASE,
)
_NOUN_HOLD = re.compile(
    rf"{SPAN}[\s-]*(?P<unit>seconds?|secs?|s|minutes?|mins?|counts?|breaths?)[\s-]*(?:hold|stretch|each|on each|per|pause|isometric|squeeze)",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"(?:\bfor\s+(?:at least |about |around |up to |approximately |roughly |another |anywhere from |a total of |between |as little as |the )*){_TIME}(?:\s*(?:or so|or more|or longer|at a time))?",
    re.IGNORECASE,
)
_TAKE = re.compile(
    rf"\b(?:take|taking|complete|breathe|with|do|try|enjoy|count|after|sit through|draw|through)\s+(?:about |at least |up to |around )?{SPAN}\s*{_KIND}(?P<unit>breaths?|breath cycles|rounds? of breath)(?! in\b)",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\b(?:continue|keep|carry on|repeat|repeating|practi[cs]e|practi[cs]ing|go on|flow|flowing|move|moving|alternate|alternating|cycle|do this|do it|do the|perform|try|start with|begin with|work up to|up to|roll|rock|march|marching|breathe|breathing|pattern|duration|time|walk|sway|set a timer|on for|this way|like this)\b",
    re.IGNORECASE,
)


_AND_A_HALF = re.compile(r"\b(a|one|two|three|four|five|\d) minutes? and a half\b", re.IGNORECASE)


def read_amounts(sentence: str) -> Amounts:
    """What a sentence says about how often and how long."""
    found = Amounts(sentence)
    sentence = _AND_A_HALF.sub(lambda match: f"{round(_value(match[1]) * 60) + 30} seconds", sentence)
    text, schedules = _SCHEDULE.subn(" ", sentence)
    if schedules:
        found = replace(found, is_schedule=True)
    rest = _REST.search(text)
    if rest:
        found = replace(found, rest=_seconds(rest)[0])
        text = _cut(text, rest)
    text, found = _sets(text, found)
    text, found = _hold(text, found)
    text, found = _reps(text, found)
    return replace(found, text=text)


def seconds_of(text: str) -> tuple[float, float] | None:
    """The count that a breath is given, such as `for four`, `to a count of 4-6`, `(4 seconds)`, in seconds."""
    match = _COUNT.search(text)
    return _pair(match) if match else None


_COUNTED = SPAN.replace("(?P<low>", r"(?P<low>(?!a\b(?! few| couple| dozen))", 1)
_COUNT = re.compile(
    rf"(?:\b(?:for|to|over|count(?:ing)?(?: to| of)?|counts? of|slowly|of|lasting|takes?)\s+(?:a(?! few| couple) |about |around |the |mental |silent |mentally |slow |another |your |full |at least )*(?:count(?:ing|s)? (?:up )?(?:of|to) )?{_COUNTED}(?:\s*-?(?:seconds?|secs?|s|counts?|beats?))?(?!\s*(?:breath|minute|min|round|time|cycle|rep|full|deep|slow))(?!\w))|\(?{_COUNTED.replace('<low>', '<low2>').replace('<high>', '<high2>')}\s*-?(?:seconds?|secs?|s|counts?|beats?)\b\)?",
    re.IGNORECASE,
)


def without_count(text: str) -> str:
    """A text without the count that its breath is given."""
    text = re.sub(
        r"(?:,?\s*(?:and|while|as you)\s+)?(?:(?:slowly|mentally|silently)\s+)?(?:counting|count(?= (?:slowly |up )*to))\s+(?:slowly |mentally |silently |up )*(?:to|of)\s+"
        + SPAN,
        " ",
        text,
        flags=re.IGNORECASE,
    )
    return _COUNT.sub(" ", text, count=1)


def _sets(text: str, found: Amounts) -> tuple[str, Amounts]:
    if match := _SETS.search(text):
        sets, reps = _pair(match), _pair(match, "low2", "high2")
        return _cut(text, match), replace(found, sets=round(sets[0]), reps=_span(reps))
    if match := _BY.search(text):
        first, second = _pair(match), _pair(match, "low2", "high2")
        if match["time"]:
            return _cut(text, match), replace(found, reps=_span(first), hold=second, unit="s")
        return _cut(text, match), replace(found, sets=round(first[0]), reps=_span(second))
    if match := _SETS_ALONE.search(text):
        low = match["low"] or match["low3"]
        return _cut(text, match), replace(found, sets=round(_value(low)))
    return text, found


def _hold(text: str, found: Amounts) -> tuple[str, Amounts]:
    if found.hold:
        return text, found
    for pattern in (_HOLD_COUNT, _HOLD, _NOUN_HOLD, _TAKE, _FOR):
        for match in pattern.finditer(text):
            if pattern is _TAKE and match["low"].lower() in ("a", "one", "another"):
                continue
            if (
                pattern is _HOLD
                and re.search(r"\b(?:your |the )?breath\b", match["what"] or "")
                and "breath" not in match["unit"]
            ):
                continue
            around = text[max(0, match.start() - 60) : match.end()]
            is_going_on = pattern in (_FOR, _TAKE) and bool(_GO_ON.search(around))
            is_going_on |= pattern is _TAKE and re.match(r"do|complete|count", match[0], re.IGNORECASE) is not None
            if re.search(r"\b(?:sway|rock|roll|walk)", around, re.IGNORECASE) and "breath" in (
                match.groupdict().get("unit") or ""
            ):
                is_going_on = False  # a stay with a little movement in it
            is_here = re.search(r"\b(?:here|there)\b", match[0], re.IGNORECASE) is not None
            is_going_on |= not is_here and (
                pattern is _HOLD
                and re.match(r"keep(?:ing)?|breath", match[0], re.IGNORECASE) is not None
                and not re.search(r"\b(?:hold|stay)", text, re.IGNORECASE)
            )
            low, high = _seconds(match) if match.groupdict().get("unit") else _pair(match)
            unit: Unit = (
                "breaths"
                if "breath" in (match.groupdict().get("unit") or "") or "hale" in (match.groupdict().get("unit") or "")
                else "s"
            )
            vague = re.match(r"(?:a )?(?:few|couple|several|some)", match["low"], re.IGNORECASE) is not None
            kept = _kept_of_hold(match, pattern)
            mark = "" if is_going_on else HELD
            text = f"{text[: match.start()]} {kept} {mark} {text[match.end() :]}"
            if is_going_on:
                return text, replace(found, going_on=(low, high), going_unit=unit, is_vague=vague)
            return text, replace(found, hold=(low, high), unit=unit, is_vague=vague)
    if about := _HOLD_VAGUE.search(text):
        blank = "_" in about["vague"]
        vague_for = (5.0, 5.0) if blank else (20.0, 20.0) if about["vague"].startswith("as long") else (2.0, 2.0)
        return f"{text[: about.start()]} {HELD} {text[about.end() :]}", replace(
            found, hold=vague_for, unit="s", is_vague=True
        )
    return text, found


def _kept_of_hold(match: re.Match[str], pattern: re.Pattern[str]) -> str:
    """What a hold leaves to be said: `press your palms together` from `press your palms together for ten seconds`."""
    if pattern is not _HOLD or re.match(
        r"hold|stay|remain|paus|keep|maintain|wait|linger|rest|breath|stop|let|be here|sustain", match[0], re.IGNORECASE
    ):
        return ""
    what = (match["what"] or "").strip()
    return (
        f"{match[0].split()[0]} {what}"
        if what
        and not re.fullmatch(r"(?:here|there|it|this|for|and|a|at|least|in|into|the|pose|position|stretch|\s)*", what)
        else ""
    )


def _reps(text: str, found: Amounts) -> tuple[str, Amounts]:
    if found.reps:
        return text, found
    if match := _REPS_OF.search(text):
        return _cut(text, match), replace(found, reps=_span(_pair(match)))
    if match := _TIMES.search(text):
        more = (
            1
            if match["more"]
            or match["more2"]
            or (re.search(r"another\s*$", text[: match.start()]) or match["low"].lower() == "another")
            else 0
        )
        low, high = _pair(match)
        if re.search(r"\bbetween\b", match[0]) is None and re.search(r"\sand\s", match[0]):
            low = high
        return _cut(text, match), replace(
            found, reps=_span((low + more, high + more)), is_vague=found.is_vague or match["low"].lower() in VAGUE
        )
    if match := _X.search(text):
        pair = _pair(match) if match["low"] else _pair(match, "low2", "high2")
        return _cut(text, match), replace(found, reps=_span(pair))
    if match := _REPEAT.search(text):
        low, high = _pair(match)
        more = 1 if match["more"] or "another" in match[0].lower() else 0
        return _cut(text, match), replace(found, reps=_span((low + more, high + more)))
    if match := _TRY.search(text):
        return _cut(text, match), replace(found, reps=_span(_pair(match)))
    if (match := _ONCE.search(text)) and re.search(
        r"\b(?:repeat|do|again|perform|round|times?|more|or twice|on each|each)\b", text, re.IGNORECASE
    ):
        count = (
            2 if match["one"] and match["more"] else 1 if match["one"] else 3 if match["three"] or match["more2"] else 2
        )
        return _cut(text, match), replace(found, reps=Span(count, count))
    return text, found


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _value(text: str) -> float:
    word = " ".join(text.lower().split())
    return VAGUE[word] if word in VAGUE else number(word)


def _pair(match: re.Match[str], low: str = "low", high: str = "high") -> tuple[float, float]:
    groups = match.groupdict()
    if not groups.get(low) and groups.get("low2"):
        low, high = "low2", "high2"
    first = _value(groups[low])
    second = _value(groups[high]) if groups.get(high) else first
    return (first, second) if first <= second else (second, first)


def _seconds(match: re.Match[str]) -> tuple[float, float]:
    """A length in seconds, or in breaths where these are its unit."""
    groups = match.groupdict()
    factor = _factor(groups["unit"])
    low, high = _pair(match)
    if groups.get("far"):
        return low * _factor(groups["unit1"]), _value(groups["far"]) * factor
    return low * factor, high * factor


def _factor(unit: str) -> float:
    return UNITS.get(unit.lower(), 1)


def _span(pair: tuple[float, float]) -> Span:
    low = min(max(round(pair[0]), 1), 100)
    return Span(low, min(max(round(pair[1]), low), 100))
