"""Notes as people write them for themselves: the name of a movement with its amount, such as `wall sit 30s x3`."""

import re
from collections.abc import Iterator
from dataclasses import replace

from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.dose import ASKS_NOTHING
from voiceguide.draft.doses import doses
from voiceguide.draft.run_in import is_no_name
from voiceguide.draft.sentences import sentences, without_openers
from voiceguide.draft.tag import is_amount, label_role, name_and_amount
from voiceguide.draft.vocabulary import lexicon

LONGEST_NOTE = 120
"""Characters."""

LONGEST_NAME = 6
"""Words."""

_ORDINALS = ("fir", "sec", "thi", "fou", "fif", "six", "sev", "eig", "nin", "ten")
_COUNTED = re.compile(
    r"(?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:ly)?"
    r"(?: (?:exercise|stretch|move))?[,:]? (?:the |an? )?"
    r"(?P<name>[^.:!?,]{3,40})[.:]\s+(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIDED = re.compile(
    r"(?<![\d-])\b\d{1,2}(?= (?:each|per|a|on each) (?:side|leg|arm|way|foot|hand|direction)\b| (?:slow )?(?:total|ones)\b| (?:back|for|in|out|up|down)(?:wards?)?\b(?! \d)| (?:one|the other) way)"
)
_LED = re.compile(r"(?:\b(?:x|hold|for|do|over|about|repeat|reps)|[-\s\u2013\u2014:,(])*$", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"[,;(:]|\s+(?:-|\u2013|each|per|both|a side|x ?\d|for|hold|on each|with|in|to)\b", re.IGNORECASE
)
_NAME = re.compile(
    r"(?!(?:one|two|three|at|in|on|for|with|to|of|from|until|after|before|each|per)\b)[^.!?:,;\d]*[a-z]{3}[^.!?:;,\d]*",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"\b(?:an?|the|your|of|with|in|and|or|before|after|than|least)$", re.IGNORECASE)
_NAMED = re.compile(r"sit[ -]to|\w+[ -](?:(?:up|down|off|out|apart|over)s?$|\w+[a-z]s\b)", re.IGNORECASE)
_REMARK = re.compile(
    r"\s+[-\u2013]\s+|\s*(?=\()|;\s+|\.\s+|,\s+(?=[a-z])(?!each|per|hold|x\d|over|repeat)", re.IGNORECASE
)


_NAMED_AMOUNT = re.compile(
    r"\d (?!times|reps|repet|sets|rounds|breaths|secs?\b|seconds|mins?\b|minutes|each|per)(?:\w+ )?\w{3,}s\b"
)
_BARE_COUNT = re.compile(
    r"(?P<count>\d{1,2}) (?!times|x\b|reps|repet|sets|rounds|breaths|secs?\b|seconds|mins?\b|minutes|each|per)(?P<after>[a-z].*)|(?P<before>.*[a-z)]) (?P<last>\d{1,2})(?: slow(?:ly)?)?",
    re.IGNORECASE,
)


def counts(text: str) -> bool:
    """Whether a line is one sentence with an amount; a long one is none."""
    if len(text) > LONGEST_NOTE:
        return False
    is_dosed = any(dose.kind not in (*ASKS_NOTHING, "rest") for dose in doses(text)) or _SIDED.search(text) is not None
    return is_dosed and len(sentences(text)) == 1


def counted_last(text: str) -> str:
    """A line of a list with its only number as a count at its end: `x10` for `10 slow squats` and for `squats 10`."""
    if len(re.findall(r"\d+", text)) == 1 and (found := _BARE_COUNT.fullmatch(text)):
        return f"{found['after'] or found['before']} x{found['count'] or found['last']}"
    return text


def is_bare(text: str) -> bool:
    """Whether a text is an amount of what another line tells."""
    return is_amount(text) and not _NAMED_AMOUNT.search(text)


def noted(block: TextBlock) -> Iterator[TextBlock]:
    """A block that is a note, the name of its movement as its lead; several notes of a line apart; any other as it is."""
    if (counted := _COUNTED.match(block.whole)) and _names_movement(counted["name"]):
        number = str(1 + _ORDINALS.index(counted["number"].lower()[:3]))
        block = replace(
            block, kind="item", level=1, number=number, lead=counted["name"], lead_mark=".", text=counted["text"]
        )
    parts = block.text.split(", ") if len(block.text) <= LONGEST_NOTE else []
    told = [_noted(replace(block, text=part, lead="", lead_mark="")) for part in parts] if len(parts) > 1 else []
    yield from told if told and all(one.lead for one in told) else [_noted(block)]


def is_note(text: str) -> bool:
    """Whether a line is a note."""
    return bool(_noted(TextBlock("paragraph", text)).lead)


def _noted(block: TextBlock) -> TextBlock:
    text = block.text
    is_sentence = re.search(r"\.\)?$", text) and (block.kind != "item" or len(sentences(text)) > 1)
    is_sentence = is_sentence and not (block.kind == "item" and name_and_amount(sentences(text)[0].rstrip("."))[1])
    if block.lead or block.kind not in ("item", "paragraph") or len(text) > LONGEST_NOTE or is_sentence:
        return block
    found = [dose.place for dose in doses(text) if dose.kind not in ("schedule", "rest")]
    found = sorted([*found, *(count.span() for count in _SIDED.finditer(text))])
    if not found:
        return block
    start, end = found[0]
    name, amount = text[: _LED.search(text[:start]).start()], text[start:]  # type: ignore[union-attr]
    if not re.search(r"\w", name):
        if re.match(r"[a-z]|\d+-[a-z]", amount, re.IGNORECASE):  # `Five-minute stretches` is a title
            return block
        for before, after in found:
            end = max(end, after) if before <= end + 1 else end
        cut = _AFTER_NAME.search(text, end)
        name, amount = (
            text[end : cut.start() if cut else None].strip(),
            text[:end] + (text[cut.start() :] if cut else ""),
        )
    if not _names_movement(name):
        return block
    if remark := _REMARK.search(amount):
        more = amount[remark.end() :]
        at = more.startswith("(")
        amount = f"{amount[: remark.start()]}. {more[:at]}{more[at : at + 1].upper()}{more[at + 1 :]}"
    return replace(block, text=amount.strip(" ,("), lead=name, lead_mark=".")


def name_in_note(text: str) -> str:
    """The name at the start of a note without marks, before how it is done; empty where none is.

    It is `bird dog` of `bird dog hands and knees one arm forward`.
    """
    if re.search(r"[.!?:;] ", text):
        return ""
    words, told = text.split(), lexicon().words
    for index, word in enumerate(words[: LONGEST_NAME - 1]):
        plain = word.lower().strip(",")
        is_verb = (
            index > 0
            and lexicon().forms.get(plain) == plain
            and not (
                (index in (1, 2) and plain in told["noun_verbs"]) or (index == 1 and plain in told["short_noun_verbs"])
            )
        )
        if plain in told["begins_how"] or is_verb:
            name = " ".join(words[:index])
            return name if index and _names_movement(name) else ""
        if word.endswith(","):
            return ""
    return ""


def _names_movement(name: str) -> bool:
    """Whether some words name a movement, and neither ask for it nor tell of anything else."""
    words = name.lower().split()
    if not _NAME.fullmatch(name) or len(words) > LONGEST_NAME or is_no_name(name) or without_openers(name) != name:
        return False
    if name.isupper() or label_role(name) or _OPEN_END.search(name):
        return False
    asks = lexicon().forms.get(words[0]) == words[0] and not _NAMED.match(name)
    return not asks and not lexicon().is_only(name, "filler")
