"""Which words of a sentence belong to which breath.

A breath is named by itself ("inhale and lift your arms") or beside a movement ("lift your arms as you inhale"). The first
kind takes the words after it, the second those around it that no other breath has taken.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from voiceguide.draft.amounts import HELD, NUM, seconds_of, without_count
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.lexicon import lexicon

Breath = Literal["inhale", "exhale", "hold", ""]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence and its breath, empty for a movement that names none. `count` is the breath's length in seconds."""

    text: str
    breath: Breath = ""
    count: tuple[float, float] | None = None


_HOW = r"(?:(?:slow|deep|long|full|big|gentle|easy|smooth|soft|nice|good|quiet|large|complete|relaxed|steady|calm|audible|natural|controlled|small|single|normal|short|sharp|quick|second|little|conscious)(?:,|,? and)?\s+)*"
_IN = rf"(?:inhal(?:e|es|ing|ation)|breath(?:e|es|ing)?(?:\s+(?:deeply|slowly|gently|fully|softly|all the way|back))?[\s-]+in(?!\s+(?:and|&)\s+(?:breathe\s+)?out\b)(?!\s+(?:this|a\s+(?:slow|steady|relaxed|calm)|your|time|the\s+(?:same|stretch|pose)|between|through(?:out)?\s+the\s+(?:exercise|stretch))\b)|in-?\s?breath|(?:take|takes|taking|draw|drawing|sip|drink|suck)\s+(?:in\s+)?(?:an?\s+|one\s+|your\s+|another\s+|the\s+)?{_HOW}(?:breath(?!s)|air|inhale|inhalation)(?:\s+(?:of air\s+)?in\b)?(?!\s+(?:out|or two|and out|at the|here|if|whenever))|(?:sip|take|draw|breathe|squeeze)(?:ing)?\s+(?:in\s+)?(?:an?\s+|one\s+)?(?:little\s+|tiny\s+|bit\s+|last\s+)*(?:more|extra|second)\s+(?:sip of\s+)?(?:air|breath(?:\s+in)?|sip)|fill(?:ing)?\s+(?:up\s+)?(?:your|the)\s+(?:lungs|belly)(?:\s+with\s+air)?)"
_OUT = rf"(?:exhal(?:e|es|ing|ation)|breath(?:e|es|ing)?(?:\s+(?:deeply|slowly|gently|fully|softly|all the way|back|it|all))?[\s-]+out|out-?\s?breath|(?:blow|blowing|push|pushing|sigh|sighing|let|letting|release|releasing)\s+(?:out\s+)?(?:all\s+)?(?:of\s+)?(?:the|your|that|it|an?)\s+{_HOW}(?:air|breath|sigh)(?:\s+(?:all\s+)?(?:the way\s+)?(?:out|go|fall out|flow out|leave))?|sigh(?:ing)?\s+(?:it\s+)?out|let(?:ting)?\s+it\s+(?:all\s+)?out|blow(?:ing)?\s+(?:slowly\s+|gently\s+)?out(?!\s+the)|empty(?:ing)?\s+(?:your|the)\s+lungs)"
_SUBORDINATE = r"(?:(?:as|when|while|whenever|each time|every time)\s+(?:you\s+|we\s+|you're\s+|you are\s+)?(?:\w+ly\s+|next\s+|then\s+|begin to\s+|start to\s+)*|(?:on|with|during|upon|over|through|throughout|at|timed (?:to|with)|in time with)\s+(?:(?:an?|the|each|every|your|this|that|one|another|its|your next|the next|the following|long)\s+)*(?:(?:next|following|first|last|final|same|long|slow|deep|full|big|gentle|natural|smooth|soft|steady|easy|good|audible|subsequent|long,|slow,)\s+)*)"
_ANCHOR = re.compile(
    rf"(?P<under>\b{_SUBORDINATE})?\b(?:(?P<inhale>{_IN})|(?P<exhale>{_OUT}))(?!\w)(?:\s+\((?:exhale|inhale|breathe out|breathe in)\))?",
    re.IGNORECASE,
)
_HOLD = re.compile(
    rf"\b(?:hold(?:ing)?|retain(?:ing)?|paus(?:e|ing)|keep(?:ing)?|wait(?:ing)?|rest(?:ing)?|stay(?:ing)?|sit)\b(?:\s+(?:your|the|that|this|it|in|breath|air|inhale|exhale|lungs|full|empty|gently|again|here|with|there|out|at|top|bottom|of|after|breathing|softly|then|a))*(?=\s*,?\s*(?:for|to|while|as|and|\(|count|:|another|of|an additional|again|{NUM}|$|[.;,]))",
    re.IGNORECASE,
)
_HOLD_BREATH = re.compile(
    r"\b(?:hold(?:ing)?|retain(?:ing)?|keep(?:ing)?|suspend(?:ing)?)\s+(?:in\s+)?(?:your|the|that|this|it in|lungs|a)\s*(?:breath|inhale|air|lungs (?:full|empty)|(?:full|empty))\b|\bhold(?:ing)?\s+it\b(?=\s+(?:for|in|there|while))",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?:^|[,;:.]|\band|\bthen|&)\s*(?:breathe\s+)?(?:(?P<inhale>in)|(?P<exhale>out))\s*(?::|through (?:your|the) (?:nose|mouth)\s+)?\s*(?:for|to|over|=|:|\()?\s*(?:a )?(?:slow )?(?:count of )?(?=(?:a )?(?:count of )?{NUM})",
    re.IGNORECASE,
)
_BARE_WHILE = re.compile(
    r"(?:(?<=^)|(?<=[,;:] )|(?<=and ))(?P<way>in|out)(?=\s+(?:as|when|while)\s+you\b)", re.IGNORECASE
)
_BARE_AFTER = re.compile(
    rf"(?P<count>{NUM})\s*(?:counts?|seconds?|secs?|beats?)?\s+(?P<way>in|out)\b(?!\s+(?:front|the|your|a|to|of|from|this|side))",
    re.IGNORECASE,
)
_NOT_NAMED = re.compile(
    r"(?:\b(?:before|until|till|after|if|that|than|between|of|than your|longer|like|follow|without|not|don't|never|end|top|bottom|start|finish)\s+(?:you\s+|your\s+|the\s+|each\s+|an?\s+|to\s+|one\s+|every\s+|on\s+an?\s+|with\s+an?\s+|\w+ly\s+)*|\b(?:your|the|make|each|both|longer|every|this|of|\d+|few|several|slow|deep)\s+|\b(?:inhales|breaths) and\s+)$",
    re.IGNORECASE,
)
_OPEN = re.compile(r"(?:^|[;:,.\u2013\u2014-]|\b(?:and|then|now|next|slowly|gently|again|so|but))\s*$", re.IGNORECASE)
_EMPTY = re.compile(
    r"^[\s,;:.()\u2013\u2014-]*(?:(?:and|then|now|next|again|slowly|gently|deeply|fully|completely|once more|as you go|as you do(?: so| this| it)?|throughout(?: this| the)?(?: movement| motion)?|to prepare|at the same time|while you do(?: so| this| it)?|first|to begin|simultaneously|also|twice|when you do|softly|naturally|normally|long|so|to start|on the way|for|you(?:'ll| will| can| should)?|we|just|from (?:there|here)|once there|through(?:out)?)[\s,;:.]*)*$",
    re.IGNORECASE,
)


_WAY = re.compile(
    r"^\s*(?:\w+ly\s+)?(?:through|via|out of)\s+(?:(?:your|the|pursed|both|a|open)\s+)*(?:nose|mouth|lips|nostrils?)\b",
    re.IGNORECASE,
)
"""How the air goes, which belongs to the breath."""


_AS_YOU = re.compile(r"\s*,?\s*(?:as|while) you\s+", re.IGNORECASE)
_VIVID = re.compile(r"(?:fill|empty|blow|sigh|push|releas|sip|suck|drink)", re.IGNORECASE)
"""Ways to name a breath that say more than the breath."""


@dataclass(slots=True)
class _Anchor:
    start: int
    end: int
    breath: Breath
    is_under: bool
    count: tuple[float, float] | None = None
    words: str = ""


def names_breath(sentence: str) -> bool:
    """Whether a sentence names an inhale or an exhale that something belongs to."""
    return bool(_anchors(sentence, is_breathing=False))


@lru_cache(maxsize=5000)
def clauses(sentence: str, *, is_breathing: bool) -> tuple[Clause, ...]:
    """The parts of a sentence, each with its breath.

    Args:
        is_breathing: the exercise is made of breaths alone, so that "hold for seven" means the breath.
    """
    anchors = _anchors(sentence, is_breathing)
    if not anchors:
        return tuple(Clause(part) for part in parts(sentence))
    texts = [sentence[: anchors[0].start]]
    texts += [sentence[one.end : two.start] for one, two in pairwise(anchors)]
    texts.append(sentence[anchors[-1].end :])
    return tuple(_assigned(anchors, texts))


def _assigned(anchors: list[_Anchor], texts: list[str]) -> list[Clause]:
    found: list[Clause] = []
    free = texts[0]
    for index, anchor in enumerate(anchors):
        after = texts[index + 1]
        count = anchor.count or seconds_of(_until_stop(after))
        if _goes_back(anchor, free, after, anchors[index + 1] if index + 1 < len(anchors) else None):
            *before, last = [part for part in parts(free) if part != HELD] or [free]
            found += [Clause(part) for part in before]
            if way := _WAY.match(after):
                last, after = f"{last} {way[0].strip()}", after[way.end() :]
            found.append(
                Clause(
                    last, anchor.breath, anchor.count or seconds_of(after if _EMPTY.match(without_count(after)) else "")
                )
            )
            free = without_count(after) if seconds_of(after) and _EMPTY.match(without_count(after)) else after
            continue
        found += [Clause(part) for part in parts(free) if not _EMPTY.match(part)]
        own, free = _own(after, anchor)
        if (way := _WAY.match(own)) and (doing := _AS_YOU.match(own[way.end() :])):
            own = f"{own[way.end() + doing.end() :].rstrip(' ,.')}, {way[0].strip()}"
        own = f"{anchor.words} {own}" if anchor.words else own
        if count:
            own = without_count(own)
        found.append(Clause(own, anchor.breath, count))
    found += [Clause(part) for part in parts(free) if not _EMPTY.match(part)]
    return found


def _until_stop(text: str) -> str:
    return re.split(r"[;.]|, (?:and )?then\b", text)[0]


def _goes_back(anchor: _Anchor, before: str, after: str, following: _Anchor | None) -> bool:
    """Whether a breath belongs to the words before it."""
    if anchor.breath == "hold" or _EMPTY.match(before):
        return False
    after = _WAY.sub("", after)
    after_is_empty = bool(_EMPTY.match(without_count(after) if seconds_of(after) else after))
    if not anchor.is_under:
        return after_is_empty and following is None and not re.search(r"(?:[.;:,\u2013\u2014-]|\bthen)\s*$", before)
    if re.search(r"(?:\b(?:and|then|now|next|but)\s*,?|[;:.\u2013\u2014])\s*$", before, re.IGNORECASE):
        return after_is_empty
    if after_is_empty:
        return True
    starts_anew = re.match(r"\s*(?:,\s*)?(?:and|then|;|\.|but)\b|\s*[;.]", after, re.IGNORECASE) is not None
    if re.match(r"\s*,", after) and before.rstrip().endswith(",") and not starts_anew:
        return False
    return (
        not re.search(r",\s*$", before)
        or starts_anew
        or (following is not None and following.is_under and re.match(r"\s*,?\s*(?:and|then|;)", after) is not None)
    )


def _own(after: str, anchor: _Anchor) -> tuple[str, str]:
    """What a breath takes of the words after it, and what it leaves."""
    if anchor.breath == "hold":
        stop = re.search(r"[;,.]|\band\b|\bthen\b", after)
        return (after[: stop.start()], after[stop.start() :]) if stop and stop.start() > 0 else (after, "")
    stop = re.search(
        r"(?=\x02)|;|,?\s+(?:and\s+)?then\s+(?!(?:your|the)\b)|\.\s|\s+(?:before|until you are ready)\s+(?=\w+ing\b)",
        after,
    )
    if stop and not _EMPTY.match(after[: stop.start()]):
        return after[: stop.start()], after[stop.end() :]
    return after, ""


def _anchors(sentence: str, is_breathing: bool) -> list[_Anchor]:
    found: list[_Anchor] = []
    for match in _ANCHOR.finditer(sentence):
        before = sentence[: match.start()]
        under = match["under"] or ""
        word = match["inhale"] or match["exhale"]
        is_noun = re.search(r"(?:breath|inhale|exhale|ation)$", word, re.IGNORECASE) is not None
        if (
            not under
            and is_noun
            and _NOT_NAMED.search(before)
            and not re.match(r"take|draw|let|sigh|blow|push|release", word, re.IGNORECASE)
        ):
            continue
        if (
            re.search(
                r"\b(?:before|until|till|after|if|don't|do not|never|without|than|avoid|avoiding|or)\s+(?:you\s+|to\s+|\w+ly\s+)*$",
                before,
                re.IGNORECASE,
            )
            and not under
        ):
            continue
        if (
            re.search(r"(?:each|every)\s+$", under + " ") is None
            and re.match(r"\s+(?:is|are|should|longer|and exhale|and inhale)\b", sentence[match.end() :])
            and is_noun
            and (under or _NOT_NAMED.search(before))
        ):
            continue
        is_gerund = (
            re.match(
                r"(?:inhaling|exhaling|breathing|taking|drawing|blowing|letting|sighing|filling|emptying|pushing|releasing)\b",
                word,
                re.IGNORECASE,
            )
            is not None
        )
        by = re.search(r"\b(?:by|start|begin|practi[cs]e|keep|continue)\s+(?:\w+ly\s+)?$", before, re.IGNORECASE)
        start = by.start() if by and is_gerund else match.start()
        found.append(
            _Anchor(
                start,
                match.end(),
                "inhale" if match["inhale"] else "exhale",
                bool(under) or (is_gerund and not by),
                words=word if _VIVID.match(word) else "",
            )
        )
    found += _bare(sentence, found)
    pattern = _HOLD if is_breathing else _HOLD_BREATH
    for match in pattern.finditer(sentence):
        before = sentence[: match.start()]
        if re.search(r"(?:n't|not|never|without|avoid)\s+(?:\w+\s+)?$", before, re.IGNORECASE) or any(
            one.start <= match.start() < one.end for one in found
        ):
            continue
        rest = sentence[match.end() :]
        if pattern is _HOLD and not (
            seconds_of(rest)
            or "breath" in match[0]
            or _EMPTY.match(rest)
            or re.match(r"\s*(?:briefly|for a (?:moment|beat|second|few))", rest)
        ):
            continue
        if pattern is _HOLD and re.search(r"\bbreaths\b", rest[:40]):
            continue
        found.append(_Anchor(match.start(), match.end(), "hold", False))
    return sorted(found, key=lambda anchor: anchor.start)


def _bare(sentence: str, found: list[_Anchor]) -> list[_Anchor]:
    """Breaths that are only `in for four` or `four counts in`."""
    bare: list[_Anchor] = []
    for match in _BARE.finditer(sentence):
        if not any(one.start <= match.start() < one.end for one in found):
            word_end = match.end("inhale") if match["inhale"] else match.end("exhale")
            bare.append(
                _Anchor(
                    match.start("inhale") if match["inhale"] else match.start("exhale"),
                    word_end,
                    "inhale" if match["inhale"] else "exhale",
                    False,
                )
            )
    if not found:
        bare += [
            _Anchor(match.start(), match.end(), "inhale" if match["way"].lower() == "in" else "exhale", False)
            for match in _BARE_WHILE.finditer(sentence)
        ]
    if not bare:
        for match in _BARE_AFTER.finditer(sentence):
            if not any(one.start <= match.start() < one.end for one in found) and not found:
                count = seconds_of(f"for {match['count']}")
                bare.append(
                    _Anchor(
                        match.start(), match.end(), "inhale" if match["way"].lower() == "in" else "exhale", False, count
                    )
                )
    kinds = {one.breath for one in bare} | {one.breath for one in found}
    return bare if len(kinds) > 1 or found else []


def parts(text: str) -> list[str]:
    """The movements that a text tells one after the other, such as `lift your arm` and `lower it again`; holds between."""
    kept: list[str] = []
    for piece in _BETWEEN.split(text):
        if piece is None:
            continue
        if piece.strip() == HELD:
            kept.append(HELD)
        elif not re.search(r"\w", piece):
            continue
        elif kept and kept[-1] != HELD and len(kept[-1].split()) < 2:
            kept[-1] = f"{kept[-1]} and {piece}"
        else:
            kept += _posture_first(piece.strip(" ,"))
    return kept


def _posture_first(piece: str) -> list[str]:
    """A position and the movement out of it that stand in one sentence, apart."""
    words = lexicon()
    if first_verb(piece) not in words.posture:
        return [piece]
    for match in _AND_VERB.finditer(piece):
        verb = first_verb(piece[match.end() :])
        if verb and verb == match["verb"].lower() and verb in words.movement and verb not in _STILL:
            return [piece[: match.start()].strip(" ,"), piece[match.end() :]]
    return [piece]


_AND_VERB = re.compile(r"(?:,?\s+and\s+|,\s+)(?=(?:\w+ly\s+)?(?P<verb>[a-z]+)\b)", re.IGNORECASE)
_STILL = frozenset(
    [
        "hold",
        "keep",
        "relax",
        "look",
        "let",
        "breathe",
        "feel",
        "allow",
        "bend",
        "straighten",
        "lengthen",
        "engage",
        "extend",
        "stretch",
        "point",
        "gaze",
        "close",
        "soften",
        "hug",
        "tuck",
        "use",
        "make",
        "take",
        "imagine",
        "draw",
        "stay",
        "move",
    ]
)
_BETWEEN = re.compile(
    r"(\x02)|\s*;\s*|\s*[,.]?\s+(?:and\s+)?then\s+|,?\s+(?:before|and)\s+(?:slowly\s+|gently\s+)?(?=(?:return|releas|relax(?= (?:your|the|back|down|it|them|and)\b)|lower|bring(?:ing)? (?:it|them|your \w+) back|com(?:e|ing) back|go(?:ing)? back|straighten|roll back|let go)\w*\b)|\.\s+",
    re.IGNORECASE,
)
