"""Holds, as in `hold for 20 seconds`, `stay here for three breaths` and `press your palms together, counting to five`."""

import re
from dataclasses import replace

from voiceguide.draft.model import HELD, Amounts, Unit
from voiceguide.draft.quantities import KIND, NUM, SPAN, UNIT, pair, seconds

_TIME = (
    rf"{SPAN}(?:\s*-?\s*(?P<unit1>seconds?|secs?|minutes?|mins?)\s*(?:to|-|or)\s*(?P<far>{NUM}))?\s*-?\s*{KIND}{UNIT}"
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
    rf"\b(?:take|taking|complete|breathe|with|do|try|enjoy|count|after|sit through|draw|through)\s+(?:about |at least |up to |around )?{SPAN}\s*{KIND}(?P<unit>breaths?|breath cycles|rounds? of breath)(?! in\b)",
    re.IGNORECASE,
)
_GO_ON = re.compile(
    r"\b(?:continue|keep|carry on|repeat|repeating|practi[cs]e|practi[cs]ing|go on|flow|flowing|move|moving|alternate|alternating|cycle|do this|do it|do the|perform|try|start with|begin with|work up to|up to|roll|rock|march|marching|breathe|breathing|pattern|duration|time|walk|sway|set a timer|on for|this way|like this)\b",
    re.IGNORECASE,
)
_SWAYING = re.compile(r"\b(?:sway|rock|roll|walk)", re.IGNORECASE)
_ONLY_STAYS = re.compile(
    r"hold|stay|remain|paus|keep|maintain|wait|linger|rest|breath|stop|let|be here|sustain", re.IGNORECASE
)
_NOWHERE = re.compile(r"(?:here|there|it|this|for|and|a|at|least|in|into|the|pose|position|stretch|\s)*")


def take_hold(found: Amounts) -> Amounts:
    """Amounts with the hold that their text tells, or the time for which it says that everything goes on."""
    if found.hold:
        return found
    for pattern in (_HOLD_COUNT, _HOLD, _NOUN_HOLD, _TAKE, _FOR):
        for match in pattern.finditer(found.text):
            if not _is_one_breath(match):
                return _taken(found, match)
    return _vague(found)


def _is_one_breath(match: re.Match[str]) -> bool:
    """Whether it tells one breath, or the length for which a breath is held, and no hold."""
    if match.re is _TAKE:
        return match["low"].lower() in ("a", "one", "another")
    is_held = match.re is _HOLD and re.search(r"\b(?:your |the )?breath\b", match["what"] or "") is not None
    return is_held and "breath" not in match["unit"]


def _taken(found: Amounts, match: re.Match[str]) -> Amounts:
    unit_word = match.groupdict().get("unit") or ""
    length = seconds(match) if unit_word else pair(match)
    unit: Unit = "breaths" if "breath" in unit_word or "hale" in unit_word else "s"
    is_vague = re.match(r"(?:a )?(?:few|couple|several|some)", match["low"], re.IGNORECASE) is not None
    is_going_on = _is_going_on(match, found.text)
    mark = "" if is_going_on else HELD
    text = f"{found.text[: match.start()]} {_doing(match)} {mark} {found.text[match.end() :]}"
    if is_going_on:
        return replace(found, text=text, going_on=length, going_unit=unit, is_vague=is_vague)
    return replace(found, text=text, hold=length, unit=unit, is_vague=is_vague)


def _is_going_on(match: re.Match[str], text: str) -> bool:
    """Whether everything goes on for so long, and nothing is held."""
    if match.re is _HOLD:
        is_here = re.search(r"\b(?:here|there)\b", match[0], re.IGNORECASE)
        keeps = re.match(r"keep(?:ing)?|breath", match[0], re.IGNORECASE)
        return bool(keeps and not is_here and not re.search(r"\b(?:hold|stay)", text, re.IGNORECASE))
    if match.re not in (_FOR, _TAKE):
        return False
    around = text[max(0, match.start() - 60) : match.end()]
    if _SWAYING.search(around) and "breath" in match["unit"]:
        return False  # a stay with a little movement in it
    does = match.re is _TAKE and re.match(r"do|complete|count", match[0], re.IGNORECASE)
    return bool(does or _GO_ON.search(around))


def _doing(match: re.Match[str]) -> str:
    """What a hold leaves to be said: `press your palms together` from `press your palms together for ten seconds`."""
    if match.re is not _HOLD or _ONLY_STAYS.match(match[0]):
        return ""
    what = (match["what"] or "").strip()
    return f"{match[0].split()[0]} {what}" if what and not _NOWHERE.fullmatch(what) else ""


def _vague(found: Amounts) -> Amounts:
    """A hold without a number: `hold briefly`, `as long as it feels good`, or a gap that a clinic leaves for one."""
    match = _HOLD_VAGUE.search(found.text)
    if not match:
        return found
    length = 5.0 if "_" in match["vague"] else 20.0 if match["vague"].startswith("as long") else 2.0
    text = f"{found.text[: match.start()]} {HELD} {found.text[match.end() :]}"
    return replace(found, text=text, hold=(length, length), unit="s", is_vague=True)
