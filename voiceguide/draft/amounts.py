"""How often and how long, as people write it: reps, sets, holds, counts of breaths, and how often a day."""

import re
from dataclasses import replace

from voiceguide.draft.holds import take_hold
from voiceguide.draft.model import Amounts
from voiceguide.draft.quantities import SPAN, UNIT, cut, seconds, value
from voiceguide.draft.rep_counts import take_reps, take_sets

_SCHEDULE = re.compile(
    rf"(?:,?\s*(?:and |or |at least |about |up to |ideally |for |do this |do these )*(?:{SPAN}(?:\s*(?:times?|x|sessions?|sets?)\s*/?)|once|twice|three times)(?: or (?:twice|more|three times))?\s*(?:/|a |per |each |every |x/)\s*(?:day|week|hour|hours|morning|night|evening|workday|session)s?\b(?: for \w+ (?:weeks|days))?"
    r"|,?\s*(?:and |at least )*(?:every (?:\w+ )?(?:day|hour|hours|morning|night|evening|week)s?|daily|x/daily|weekly|throughout the day|hourly)\b|\b\w+ (?:days|times) (?:a|per) week\b)",
    re.IGNORECASE,
)
_REST = re.compile(
    rf"[,;(]?\s*(?:and |with |then )?(?:a )?(?:rest(?:ing)?(?: for)?|break)\s*(?:of |for )?{SPAN}\s*{UNIT}\s*(?:of rest |rest |break )?(?:between|in between|after)[^.,;]*",
    re.IGNORECASE,
)
_AND_A_HALF = re.compile(r"\b(a|one|two|three|four|five|\d) minutes? and a half\b", re.IGNORECASE)


def read_amounts(sentence: str) -> Amounts:
    """What a sentence says about how often and how long, each amount taken out of what is read next."""
    found = Amounts(_in_seconds(sentence))
    for take in (_take_schedule, _take_rest, take_sets, take_hold, take_reps):
        found = take(found)
    return found


def _in_seconds(sentence: str) -> str:
    return _AND_A_HALF.sub(lambda match: f"{round(value(match[1]) * 60) + 30} seconds", sentence)


def _take_schedule(found: Amounts) -> Amounts:
    """How often a day; it is no amount of one session."""
    text, times = _SCHEDULE.subn(" ", found.text)
    return replace(found, text=text, is_schedule=times > 0)


def _take_rest(found: Amounts) -> Amounts:
    match = _REST.search(found.text)
    return replace(found, text=cut(found.text, match), rest=seconds(match)[0]) if match else found
