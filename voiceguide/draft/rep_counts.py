"""Reps and sets of them, as in `ten times`, `x10`, `twice more`, `3 sets of 10` and `3x10`."""

import re
from dataclasses import replace

from voiceguide.draft.model import Amounts
from voiceguide.draft.quantities import JOIN, KIND, NUM, SPAN, UNIT, VAGUE, cut, pair, span, value
from voiceguide.script.model import Span

_SETS = re.compile(
    rf"(?:\b(?:do|complete|perform|repeat(?: for)?|aim for|for|try|finish|up to|work up to)\s+)*{SPAN}\s*(?:sets?|rounds)\s*(?:of|x|×|with)\s*(?:up to |about )?(?P<low2>{NUM})(?:{JOIN}(?P<high2>{NUM}))?(?!\d)(?!\s*-?(?:seconds?|secs?|minutes?|mins?)\b)(?:\s*(?:reps?|repetitions?|repeats?|times|breaths))?",
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
    rf"\b(?:repeat|repeating|do)\b(?:\s+(?:this|the|it|these|that|all|movement|sequence|exercise|stretch|again|about|up to|for|a|pattern|whole|entire|cycle|process|another|at least|around|move|pose))*\s+{SPAN}(?P<more>\s+more)?(?!\s*{KIND}{UNIT})(?!\s*(?:to|-)\s*\d|\w|\s*(?:other|leg|arm|side|hand|knee|foot|direction|time on|set)s?)",
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
_ONCE_IS_REPS = re.compile(r"\b(?:repeat|do|again|perform|round|times?|more|or twice|on each|each)\b", re.IGNORECASE)
"""Beside one of these, `once` counts reps."""


def take_sets(found: Amounts) -> Amounts:
    """Amounts with the sets that their text tells, and its reps or seconds where they stand in the same words."""
    text = found.text
    if match := _SETS.search(text):
        sets, reps = pair(match), pair(match, "low2", "high2")
        return replace(found, text=cut(text, match), sets=round(sets[0]), reps=span(reps))
    if match := _BY.search(text):
        first, second = pair(match), pair(match, "low2", "high2")
        if match["time"]:
            return replace(found, text=cut(text, match), reps=span(first), hold=second, unit="s")
        return replace(found, text=cut(text, match), sets=round(first[0]), reps=span(second))
    if match := _SETS_ALONE.search(text):
        return replace(found, text=cut(text, match), sets=round(value(match["low"] or match["low3"])))
    return found


def take_reps(found: Amounts) -> Amounts:
    """Amounts with the reps that their text tells; `more` reps come after the one that was told."""
    text = found.text
    if found.reps:
        return found
    if match := _REPS_OF.search(text):
        return replace(found, text=cut(text, match), reps=span(pair(match)))
    if match := _TIMES.search(text):
        return _times(found, match)
    if match := _X.search(text):
        return replace(found, text=cut(text, match), reps=span(pair(match)))
    if match := _REPEAT.search(text):
        low, high = pair(match)
        more = 1 if match["more"] or "another" in match[0].lower() else 0
        return replace(found, text=cut(text, match), reps=span((low + more, high + more)))
    if match := _TRY.search(text):
        return replace(found, text=cut(text, match), reps=span(pair(match)))
    if (match := _ONCE.search(text)) and _ONCE_IS_REPS.search(text):
        return replace(found, text=cut(text, match), reps=Span(_once(match), _once(match)))
    return found


def _times(found: Amounts, match: re.Match[str]) -> Amounts:
    is_vague = match["low"].lower() in VAGUE
    is_more = (
        match["more"]
        or match["more2"]
        or re.search(r"another\s*$", found.text[: match.start()])
        or match["low"].lower() == "another"
    )
    more = 1 if is_more else 0
    low, high = pair(match)
    if re.search(r"\bbetween\b", match[0]) is None and re.search(r"\sand\s", match[0]):
        low = high
    return replace(
        found,
        text=cut(found.text, match),
        reps=span((low + more, high + more)),
        is_vague=found.is_vague or is_vague,
    )


def _once(match: re.Match[str]) -> int:
    if match["one"]:
        return 2 if match["more"] else 1
    return 3 if match["three"] or match["more2"] else 2
