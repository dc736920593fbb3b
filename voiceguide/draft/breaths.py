"""Which part of a sentence belongs to which breath."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from voiceguide.draft.doses import doses, is_only_dose
from voiceguide.draft.sentences import verb_of
from voiceguide.draft.vocabulary import MOST_REMEMBERED, pattern

Breath: TypeAlias = Literal["Inhale", "Exhale"]

LONGEST_PART_S = 20
"""Seconds of one part of a breath; what is read as longer was read wrongly."""

HOLDS_BREATH = pattern("holds_breath")
COUNTS_BEFORE = pattern("counts_before")
_MARK = pattern("breath_mark")
_MANNER = pattern("breath_manner")
_COUNTED = pattern("counted_breath")
_COUNT_BEFORE = pattern("count_before")
_TOLD = re.compile(
    r"\bbreath(?:e|ing) (?:in|out)\b|^\W*in(?= (?:\w+ly )?(?:through|by) (?:your |the )?nose)", re.IGNORECASE
)
_GOES_ON_OUT = pattern("goes_on_out")
_AS_YOU_GO = pattern("as_you_go")
_EXPLAINS = re.compile(
    r"\W*(?:(?:this|that|these|which) (?:also |will |can |should )*(?:help|let|make|allow|keep|mean|i)s?"
    r"|(?:the|an?|your) \w+ (?:\w+ )?(?:during|of|with) (?:the |each |your )?(?:in|ex)halation (?:is|will|should|can)"
    r"|(?:the |your |an? )?(?:\w+ )?(?:in|ex)halation (?:is|means?|will|should|can|must) (?!.*(?:\d|count)))\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"\b(?:inhaling (?:and|or) exhaling|exhaling (?:and|or) inhaling|inhale and exhale(?= (?:while|as|during|throughout|here)\b))\b",
    re.IGNORECASE,
)
_IN_STAY = re.compile(
    r"\W*(?:hold|stay|remain|rest)\b[^.;]*?\b\w+ing\b[^.,;]*\b(?:as|while|when) you\b[^.,;]*\W*$", re.IGNORECASE
)
_TAKEN = re.compile(
    r"\b(?:tak|draw)(?:e|ing)? (?:in )?an? (?:\w+,? )*?breath\b(?! (?:in|out|here|between)\b)", re.IGNORECASE
)
_GOES_ALONG = re.compile(
    r"^\W*in(?P<rest> (?:while|as|when) [^.;]*,? )(?P<and>and )?out(?= (?:while|as|when) )", re.IGNORECASE
)
_FOR_A_COUNT = re.compile(r"\b(?:in|inhal\w+) for\b", re.IGNORECASE)
_IS_TOLD = re.compile(r"\b(?:breath|inhal|exhal)", re.IGNORECASE)
_SMELT = pattern("smelt")
_NOSTRIL_COUNT = pattern("nostril_count")
_HISSED = pattern("hissed")
_LETS_OUT = pattern("lets_out")
_OUT = re.compile(rf"{pattern('out_breath').pattern}[^.]{{0,40}}$", re.IGNORECASE)
_NAMED = re.compile(
    r"^\W*(?:inhal\w+\W+(?=inhale\b|breathe in\b)|exhal\w+\W+(?=exhale\b|breathe out\b))", re.IGNORECASE
)
_TWICE = pattern("two_breaths")
_BARE_OUT = re.compile(r"\W*\w+[ -](?:s|secs?|seconds?|counts?)[ -]out\W*", re.IGNORECASE)
_AIRWAY = re.compile(rf"\s*{pattern('airway').pattern}", re.IGNORECASE)
_NO_BREATH = pattern("no_breath")
_SO_MANY = pattern("so_many")
_OF_MANY = re.compile(r"halations (?:and|then|or) (?:an? )?$", re.IGNORECASE)
_EACH = re.compile(
    r"\b(?:(?:each|every|your|per|long|the|longer|full|natural)|(?:each|every) time you|whenever you)\s*$",
    re.IGNORECASE,
)


def _with_side_first(told: re.Match[str]) -> str:
    """`inhale left, for 4` of `in L 4`."""
    side = "left" if told["side"].lower() == "l" else "right"
    return f"{'inhale' if told['way'].lower() == 'in' else 'exhale'} {side}, for {told['count']}"


def _as_out_breath(told: re.Match[str]) -> str:
    """`exhale: blow out the air` of `blow out the air`, unless it goes on with a breath out before it."""
    return told[0] if _OUT.search(told.string[: told.start()]) else f"{told['how']}exhale: {told['what']}"


@lru_cache(MOST_REMEMBERED)
def plainly(text: str) -> str:
    """A text with each breath before its count: `in for 4, out for 6` of `4 in, 6 out`, and `inhale` twice of a double one."""
    ways = list(_COUNTED.finditer(text))
    if {way["way"].lower() for way in ways} >= {"in", "out"}:
        text = _COUNTED.sub(r"\g<way> for \g<count>", text)
    text = _GOES_ALONG.sub(lambda told: f"Inhale{told['rest']}{told['and'] or ''}exhale", text)
    text = re.sub(r"(?<!\s)\s*\.{3}\s*(?=[a-z])", ", ", _NAMED.sub("", text))
    text = _COUNT_BEFORE.sub(r"\g<rest> for \g<count>", text)
    text = (
        text
        if _IS_TOLD.search(text)
        else _SMELT.sub(
            lambda told: f"{'inhale' if told['verb'].lower() == 'smell' else 'exhale'}: {told['verb']}", text
        )
    )
    text = _LETS_OUT.sub(_as_out_breath, text)
    text = _NOSTRIL_COUNT.sub(_with_side_first, text)
    if _FOR_A_COUNT.search(text):
        text = _HISSED.sub(r"exhale: \g<sound>", text)
    if told := _TOLD.search(text):
        text = text[: told.end()] + _GOES_ON_OUT.sub(r"\g<and>breathe \g<way>", text[told.end() :])
    return re.sub(
        r"(?<!\s)\s*(?:\u2192|->|/)\s*(?=(?:hold|in|out|inhale|exhale|pause)\b)",
        ", ",
        _TWICE.sub(r"\g<breath>, \g<breath>", text),
    )


def breathed(text: str) -> list[tuple[Breath | None, str]]:
    """A sentence cut at its breaths: words, which may be none, after the breath that they belong to, or None.

    `Lift as you inhale` and `As you inhale, lift` both give lift to the inhale.
    """
    text = plainly(text)
    found: list[tuple[Breath | None, str]] = []
    start = 0
    leading: Breath | None = None
    for mark in _marks(text):
        before = text[start : mark.start()]
        said, rest = _clean(before), _clean(text[mark.end() :])
        is_said = len(before.split()) > 1 or verb_of(before) or (found and said)
        is_trailing = mark["sub"] and is_said and not re.search(r"(?:\band|\bthen|,)\s*,?\s*$", before)
        is_joined = re.search(r"\w \w+.*\band\s*$", before) and (not rest or _counts(rest))
        is_beside = (
            before.rstrip().endswith(",")
            and re.match(r"\w+ing\b", mark[0])
            and (mark["to"].strip() == "," or not rest or _MANNER.match(rest))
        )
        start = mark.end()
        if before.rstrip().endswith(",") and (along := _AS_YOU_GO.match(text, mark.start())):
            is_beside, start = True, along.end()
        if leading is None and (is_trailing or is_joined or is_beside):
            found.append((kind_of(mark[0]), said))
            continue
        if leading or said:
            found.append((leading, said))
        leading = kind_of(mark[0])
    rest = _clean(text[start:])
    if found and not leading and _MANNER.match(rest):
        found[-1] = found[-1][0], f"{found[-1][1]} {rest}"
    elif leading or rest:
        found.append((leading, rest))
    return found


def with_taken(texts: Sequence[str]) -> list[str]:
    """Texts that breathe out and never in, with `inhale` where a breath is taken: `Take a deep breath and reach up.`"""
    if {breath for text in texts for breath in breaths_in(text)} != {"Exhale"}:
        return list(texts)
    return [_TAKEN.sub("inhale", text) for text in texts]


def _counts(text: str) -> bool:
    found = doses(text)
    return {dose.kind for dose in found} == {"reps"} and is_only_dose(text, [dose.place for dose in found])


def kind_of(mark: str) -> Breath:
    """The breath that a mark such as `as you breathe out` names."""
    return (
        "Exhale" if re.search(r"\b(?:exhal|out\b|out-|let)|breath\w* (?:\w+ )*out", mark, re.IGNORECASE) else "Inhale"
    )


def breaths_in(text: str) -> list[str]:
    """The breaths that a sentence assigns, in order."""
    return list(_kinds(text))


@lru_cache(MOST_REMEMBERED)
def _kinds(text: str) -> tuple[Breath, ...]:
    return tuple(kind_of(mark[0]) for mark in _marks(plainly(text)))


@lru_cache(MOST_REMEMBERED)
def _marks(text: str) -> list[re.Match[str]]:
    if _EXPLAINS.match(text) or (_IN_STAY.match(text) and doses(text)):
        return []
    found = [mark for mark in _MARK.finditer(text) if mark["sub"] or not _EACH.search(text[: mark.start()])]
    found = [mark for mark in found if not _OF_MANY.search(text[: mark.start()])]
    many = [mark for mark in found if mark[0].rstrip().endswith("s") and _SO_MANY.search(text[: mark.start()])]
    ends = [mark.end() for mark in many]
    found = [
        one
        for one in found
        if not (one in many or any(re.fullmatch(r"\W*and (?:an? )?", text[end : one.start()]) for end in ends))
    ]
    pairs = [pair.span() for pair in _BOTH.finditer(text)]
    found = [mark for mark in found if not any(mark.start() < end and mark.end() > start for start, end in pairs)]
    found = [mark for mark in found if not _NO_BREATH.search(text[: mark.start()])]
    if not _IS_TOLD.search(text) and {kind_of(mark[0]) for mark in found} == {"Exhale"}:
        found = [mark for mark in found if not _BARE_OUT.fullmatch(mark[0])]  # `2 seconds out, hold, slowly back`
    is_way = len(found) == 1 and found[0][0].strip() in ("in", "out") and _AIRWAY.match(text, found[0].end())
    return [] if is_way else found  # the tongue goes `in and out through your lips`


def _clean(text: str) -> str:
    text = re.sub(r"^[\s,;:./\u2013-]*(?:(?:and|then)\s+)*", "", text)
    text = re.sub(
        r"(?:^|\s)(?:(?:start|begin|finish|end)\s+(?:by|with|your(?: next)?|the next))\s*$|,\s*to\s*$",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"[\s,;:./\u2013-]*(?:\b(?:and|then)[\s,;:]*)*$", "", text)
