"""Left and right: whether an exercise has sides, and its words with `{side}` where one of them was meant."""

import re

from voiceguide.draft.model import Told

_PART = r"(?:sides?|legs?|arms?|knees?|hands?|foot|feet|shoulders?|hips?|ankles?|wrists?|ears?|elbows?|limbs?|directions? too|side of (?:the|your) (?:body|neck)|calf|thigh|heel|glute|nostril side|way round)"
_OTHER = r"(?:other|opposite|second|left|right|alternate|reverse)"
_AGAIN = r"(?:repeat(?:ing|ed)?|do|perform|switch(?:ing)?|chang(?:e|ing)|swap(?:ping)?|same|complete|again|mirror)"
_ON = r"(?:turn|now|then|try|continue|go|work|start over|over|move)"
_EACH = re.compile(
    rf"(?:[,;(\s]*(?:and |then |before |now |finally |once )*(?:return to (?:the )?cent(?:er|re)[, ]+(?:and )?)?)?(?:"
    rf"\b{_AGAIN}\b(?:\s+(?!(?:and|then)\b)[\w']+){{0,7}}?\s+(?:on|to|with|for|using|from|toward|towards|over to|through|of|in)\s+(?:the |your |its )?{_OTHER}(?:\s+{_PART}| one)?(?:\s+(?:on|at) (?:the )?(?:top|front|bottom))?"
    rf"|\b{_ON}\b(?:\s+(?!(?:and|then)\b)[\w']+){{0,4}}?\s+(?:on|to|with|for|using)\s+(?:the |your |its )?(?:other|opposite|second)(?:\s+{_PART}| one)?"
    rf"|\b(?:switch|chang|change|swap|swapp|alternate|reverse)(?:ing|s)?\s+(?:to\s+)?(?:the\s+|your\s+)?(?:other\s+)?(?:sides?|legs?|arms?|hands?|feet|over|positions? of (?:the|your) (?:legs|arms))(?:\s+and repeat)?"
    rf"|\b(?:on|for|per|with|to)?\s*(?:each|both|either|every)\s+(?:one )?{_PART}\b|\bper\s+{_PART}\b|\b(?:\(?each\)?|per|/) ?side\b"
    rf"|\b(?:then|and|now)\s+(?:on|to|with|do|for|try)\s+(?:the |your )(?:other|opposite|second)(?:\s+{_PART}| one)?|\b(?:then|now)\s+(?:the |your )(?:other|opposite|second)(?:\s+{_PART}| one)|\bon the (?:other|opposite) side(?: too| as well)?(?=\s*[.,]|$)|\b(?:first|one) (?:one )?side (?:and )?then the other\b|\b{_AGAIN} (?:the )?other (?:{_PART}|one)\b|\bthe same (?:on|to|with) (?:the|your) {_OTHER}(?:\s+{_PART})?"
    rf"|\b(?:roll|turn)(?:ing)?\s+(?:over|around|round)\s+(?:and|to)\s+(?:repeat|do\b[^.;]*)|\b(?:go|come|turn|look|and|then)\s+the\s+other\s+way(?:\s+round)?\b"
    rf"|\brepeat\s+(?:on\s+)?(?:the\s+)?(?:left|right|opposite side|other side)(?:\s+side)?\b|\bmirror (?:it|this|the \w+) on the {_OTHER}(?: side)?|\b(?:switch|swap)(?:\s+and repeat)?(?=\s*[.,;]|\s*$)|\bone on each side\b"
    rf")(?:[\s,]+(?:and repeat|as well|too|now|also|next time|again|afterwards|in turn|of the body|instead|and (?:do|repeat) (?:it|this|the \w+)?\s*(?:once more|again)))?",
    re.IGNORECASE,
)
_ALTERNATE = re.compile(
    rf"[,;(\s]*(?:and |then |by |while )*(?:\b(?:continue |keep |repeat |go on )?alternat(?:ely|ing|es?)\b(?:\s+(?:between\s+)?(?:from\s+)?(?:the\s+)?(?:sides?|legs?|arms?|left and right|right and left|hands?|feet|each time|side to side|with each \w+|{_PART}))?(?! nostril)(?! between)|\bswitch(?:ing)? sides (?:each|every|with) (?:time|rep|breath|each breath|every breath|each rep)|\bchang(?:e|ing) sides (?:each|every|with) (?:time|each \w+|every \w+|breath)|\b(?:from )?side to side\b|\bfrom (?:left to right|right to left)\b|\bfrom one side to the other\b|\bone (?:side|leg|arm|knee|foot) at a time\b|\bin turn\b)",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"\b(?P<side>left|right)\b(?!\s+(?:angles?|away|now|on top|up\b(?! leg| arm)|at\b|in front|where|above|below|underneath|beneath|behind|before|after|through|for you|amount|place|spot|technique|form|or wrong|over from|off|next to|there\b|here\b|beside|into|along|way up|out of))(?!-angled)",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\d|\b(?:times|reps|repeat|hold|seconds|breaths|do|stretch|same|practi[cs]e|twice|once|perform|complete|minute|exercise|rounds?|side|one|two|three|four|five|six|eight|ten)\b",
    re.IGNORECASE,
)
"""`To each side` only says where; beside one of these it asks for sides."""

_NOT_BEFORE = re.compile(
    r"(?:\b(?:is|'s|are|feels?|feeling|all|just|exactly|be|looks?|not|quite|what's|about|sounds?|seems|have|has|you(?:'ve)?|was|been|no|only|none|anything)\s+)$",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?P<det>one|a single)\s+(?P<adj>(?:straight|bent|long|extended)\s+)?(?P<part>leg|arm|knee|hand|foot|shoulder|hip|ankle|wrist|ear|elbow|side|heel|thigh|fist|forearm|palm)\b(?! at a time| by one| after)",
    re.IGNORECASE,
)
_OTHER_PART = re.compile(
    r"\b(?:the|your)\s+(?:other|opposite)\s+(?P<part>leg|arm|knee|hand|foot|shoulder|hip|ankle|wrist|ear|elbow|side|heel|thigh|forearm|palm|one)\b",
    re.IGNORECASE,
)


def told(sentence: str) -> tuple[Told | None, str]:
    """Whether a sentence asks for both sides, or for sides in turn; and what it says beside that."""
    if match := _ALTERNATE.search(sentence):
        rest = f"{sentence[: match.start()]} {sentence[match.end() :]}"
        is_motion = re.search(
            r"side to side|left to right|right to left|one side to the other|at a time|in turn", match[0], re.IGNORECASE
        )
        return "alternate", sentence if is_motion else _EACH.sub(" ", rest)
    found = None
    rest = sentence
    for match in _EACH.finditer(sentence):
        if re.search(r"\bin\s*$", sentence[: match.start()]) and re.match(r"\s*each", match[0], re.IGNORECASE):
            continue
        if re.search(r"\b(?:both|either)\s+(?!sides|directions)", match[0], re.IGNORECASE):
            continue
        if re.search(r"\b(?:both|either|each)\b", match[0], re.IGNORECASE) and not _ASKING.search(sentence):
            continue
        found = match
        rest = rest.replace(match[0], " ", 1)
    return ("each", rest) if found else (None, sentence)


def names_side(text: str) -> set[str]:
    """The sides that a text names, `left` and `right`."""
    return {match["side"].lower() for match in _WORD.finditer(text) if not _NOT_BEFORE.search(text[: match.start()])}


def first_side(texts: list[str]) -> str | None:
    """The side that is named first."""
    for text in texts:
        for match in _WORD.finditer(text):
            if not _NOT_BEFORE.search(text[: match.start()]):
                return match["side"].lower()
    return None


def with_sides(text: str, first: str | None) -> str:
    """A text in which the side that the exercise began with is `{side}`, and the other one `{other side}`."""
    if first:

        def fill(match: re.Match[str]) -> str:
            if _NOT_BEFORE.search(text[: match.start()]):
                return match[0]
            return "{side}" if match["side"].lower() == first else "{other side}"

        filled = _WORD.sub(fill, text)
        if filled != text:
            return filled
        if names_side(text):
            return filled
    filled = _ONE.sub(lambda match: f"your {{side}} {match['adj'] or ''}{match['part']}", text)
    filled = re.sub(r"\bto your \{side\} side\b", "to the {side}", filled)
    return _OTHER_PART.sub(
        lambda match: "your {other side} " + (match["part"] if match["part"] != "one" else "one"), filled
    )


def mirrored(text: str) -> str:
    """A text with left and right changed over."""
    return _WORD.sub(lambda match: "right" if match["side"].lower() == "left" else "left", text)
