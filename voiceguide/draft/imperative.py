"""Instructions in whatever form people write them, as imperatives."""

import re

from voiceguide.draft.wordings import lexicon

_OPENING = re.compile(
    r"^(?:[\s,;:.)\u2013\u2014-]+|(?:and|then|next|now|first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|so|also|just|simply|after that|from here|from there|once there|to begin(?: with)?|to start(?: with)?|begin to|start to|go ahead and|slowly begin to|continue to|proceed to|be sure to|make sure to|remember to|please|again|but|or|here|meanwhile|at the same time|okay|ok|all you have to do is|what you do is|the next step is to|the idea is to|your (?:job|aim) is to|step \d+|note)\b[\s,:]*|(?:to|in|for|when) (?:(?:accomplish|perform|do|complete|practi[cs]e|try|execute|begin|start)(?:ing)? )?(?:this|the|each) (?:exercise|stretch|pose|movement|move|position|technique|one)\s*,\s*)",
    re.IGNORECASE,
)
_YOU = re.compile(
    r"^(?:(?:as|while|when)\s+)?(?:you(?:'ll|'re going to|'d| will(?: then| now| want to| need to)?| then| now| should(?: now| then)?| can(?: now| then| either)?| could| may| might| must| want to| need to| have to| are going to| would| simply| slowly| gently)*|we(?:'ll|'re going to| are going to| will| then| now| can| want to)*|let's|let us|try to|i want you to|you are to|aim to|attempt to)\s+(?=\w)",
    re.IGNORECASE,
)
_TO = re.compile(r"^(?:to|by|while|as you|and to)\s+(?=\w+)", re.IGNORECASE)
_PURPOSE = re.compile(r"^(?:in order )?(?:to|for) [^,]{2,60},\s+(?:you\s+)?(?=\w)", re.IGNORECASE)
_BY = re.compile(
    r"^(?P<verb>start|begin|finish|end|continue)\s+(?:off\s+)?(?:by|with)?\s*(?P<adverb>\w+ly\s+)?(?P<gerund>\w+ing)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"^(?P<adverb>(?:\w+ly,?\s+(?:and\s+\w+ly\s+)?)?)(?P<word>[A-Za-z-]+)\b")
_SHOULD = re.compile(r"^(?P<whose>(?:your|the) [\w ]{2,30}?) (?:should|will|can) (?P<verb>\w+)\b", re.IGNORECASE)
_CLOSING = re.compile(r"(?:[\s,;:\u2013\u2014(-]|\b(?:and|then|as|while|or|but|to|before))+$", re.IGNORECASE)
_OURS = {"we": "you", "our": "your", "ours": "yours", "us": "you", "ourselves": "yourself", "my": "your"}


def imperative(text: str) -> str:
    """A clause as an imperative: what leads into it taken away, `you lift` and `lifting` made `lift`; its first letter small."""
    text = " ".join(text.split())
    before = None
    while before != text:
        before = text
        text = _OPENING.sub("", text, count=1)
        text = _YOU.sub("", text, count=1)
        if not _PURPOSE.match(text) or _is_to_do(text):
            text = _TO.sub("", text, count=1)
    if (purpose := _PURPOSE.match(text)) and first_verb(text[purpose.end() :]):
        text = text[purpose.end() :]
    if by := _BY.match(text):
        base = lexicon().base(by["gerund"])
        if base and (by["verb"].lower() in ("start", "begin") or re.match(r"\w+\s+by", text, re.IGNORECASE)):
            text = f"{by['adverb'] or ''}{base}{text[by.end() :]}"
    text = _SHOULD.sub(lambda match: f"let {match['whose']} {match['verb']}", text, count=1)
    if (first := _FIRST.match(text)) and first["word"].lower().endswith("ing"):
        base = lexicon().base(first["word"])
        if base:
            text = f"{first['adverb']}{base}{_joined(text[first.end() :])}"
    text = re.sub(r"\b(we|our|ours|us|ourselves|my)\b", lambda match: _OURS[match[1].lower()], text)
    text = _CLOSING.sub("", text.rstrip(".!")).strip()
    return small(text)


def _is_to_do(text: str) -> bool:
    """Whether `to lower, one vertebra at a time` tells the movement itself, and no purpose of one that follows."""
    to, purpose = _TO.match(text), _PURPOSE.match(text)
    return bool(to and purpose and first_verb(text[to.end() :]) and not first_verb(text[purpose.end() :]))


def _joined(rest: str) -> str:
    """What follows a gerund made an imperative, the verb after the comma joined to it."""
    match = re.match(r"(?P<own>[^,]*), (?P<more>(?:\w+ly )?(?P<verb>[a-z-]+)\b)", rest)
    if match and lexicon().base(match["verb"]) == match["verb"]:
        return f"{match['own']}, and {rest[match.start('more') :]}"
    return rest


def small(text: str) -> str:
    """The text with a small first letter, unless its first word is I or an abbreviation."""
    return text if re.match(r"(?:I\b|[A-Z]{2})", text) else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text as a sentence: a capital first and a full stop at the end."""
    text = text.strip(" ,;:\u2013\u2014-")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def first_verb(text: str) -> str | None:
    """The base form of the verb that an imperative begins with, after words such as `slowly`; None without one."""
    words = re.findall(r"[A-Za-z'-]+", text)[:4]
    for word in words:
        if word.lower().endswith("ly") or word.lower() in lexicon().words["before_verb"]:
            continue
        if word.lower().startswith("re-"):
            word = word[3:]
        return lexicon().base(word)
    return None


def takes_position(text: str) -> bool:
    """Whether an imperative brings the body into a position, rather than moves it."""
    verb = first_verb(text)
    if verb == "come":
        return re.search(r"\bcome\s+(?:on|onto|to|into|down (?:on|onto|to))\b", text, re.IGNORECASE) is not None
    if verb == "take":
        return re.search(r"\btake (?:a seat|hold|your seat|up|the position)\b", text, re.IGNORECASE) is not None
    return verb is None or verb in lexicon().posture
