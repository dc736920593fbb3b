"""What a block of an article may be: the title of an exercise, the start of a part without exercises, or text."""

import re
from dataclasses import dataclass

from voiceguide.draft.blocks import TextBlock
from voiceguide.draft.doses import doses
from voiceguide.draft.said_of_all import gives_all
from voiceguide.draft.sentences import sentences, verb_of, verbs
from voiceguide.draft.tag import Sentence, is_amount, name_and_amount
from voiceguide.draft.vocabulary import lexicon, pattern

LONGEST_TITLE = 9
"""Words."""

LONGEST_PLAIN_TITLE = 5
"""Words of a title that stands on a line of its own and asks for something, such as `Blow as you go`."""

_BREATHES = pattern("breath_mark")
_NAMED_MOVE = re.compile(
    r" (?!(?:of|for|to|and|on|in|with|from|at|about|you|your|this|the|it|is|are)\b)[\w -]+", re.IGNORECASE
)
_SMALL = ("with", "from", "your", "into", "onto", "over", "each", "than", "then", "that", "this", "both", "while")
_ONE_SIDE = re.compile(r"(?:the )?(?:right|left|other|first|second) side", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TitledBlock:
    """A block with what it may be.

    Attributes:
        title: the title that it gives to an exercise that begins with it; empty for none.
        layout: how it is set, such as `h2`, `num1-lead` or `line`; empty where no exercise can begin with it.
        label: its role where it is a label of a part of an exercise.
        stops: whether a part begins with it in which there is no exercise; `is_safety` where that part is advice.
        is_listed: whether it is an item of a list of exercises.
    """

    block: TextBlock
    sentences: tuple[Sentence, ...]
    title: str = ""
    layout: str = ""
    label: str = ""
    stops: bool = False
    is_safety: bool = False
    is_listed: bool = False

    @property
    def is_title_alone(self) -> bool:
        """Whether it is a title and nothing else."""
        return bool(self.title) and not (self.block.lead and self.block.text)


def could_be_title(block: TextBlock) -> bool:
    """Whether the text of a block may be a title or a label: it is short, and asks for nothing."""
    if re.match(r"\W*\d", block.text) and is_amount(block.text):
        return False
    if gives_all(block.text):
        return False
    if block.kind in ("heading", "bold"):
        return True
    text, _ = name_and_amount(block.text)
    if not re.search(r"[a-z]{3}", text, re.IGNORECASE):
        return False
    if len(text.split()) > LONGEST_TITLE or not re.match(r"[\"'(]?[A-Z0-9]", text) or text.endswith((",", ";", "!")):
        return False
    is_asked = verbs(text) and not re.match(r"\w+ing\b", text)
    is_sentence = (text.endswith(".") and not block.number) or (block.text.endswith(".") and is_asked)
    if is_sentence or len(sentences(text)) > 1:
        return False
    is_step = block.kind != "row" and lexicon().begins("step", text) and len(re.findall(r"\b[A-Z][a-z]", text)) < 3
    has_amount = re.search(r"\b(?:counts?|times|seconds|secs?|minutes?|reps|sets|breaths|rounds)\b|\bx ?\d", text)
    is_line = block.kind == "paragraph" and block.is_apart and len(text.split()) <= LONGEST_PLAIN_TITLE
    is_asking = re.search(r"\byour\b" if is_line else r"\byour?\b", text) and not is_in_capitals(text)
    return not (
        is_step
        or has_amount
        or (is_asking and verb_of(text))
        or _BREATHES.match(text)
        or lexicon().has("noise", text)
        or _does_good(text)
    )


def is_in_capitals(text: str) -> bool:
    """Whether every long word of a line begins with a capital, and no full stop ends it: `Touch your Fingertips`, `Squats`."""
    long = [word for word in re.findall(r"[^\W\d_][\w'-]*", text) if len(word) > 3 and word.lower() not in _SMALL]
    return bool(long) and all(word[0].isupper() for word in long) and text[-1].isalnum()


def _does_good(text: str) -> bool:
    """Whether a line tells what something is good for, such as `Strengthens arms and shoulders`."""
    return (
        lexicon().begins("talk", text) is not None
        and re.match(r"[A-Z]\w+s (?!(?:for|to|that|you|and|at|in|on|with)\b)\w", text) is not None
    )


def title_of_block(block: TextBlock) -> str:
    """The title that a block gives to an exercise that begins with it; empty for none."""
    if block.lead:
        is_step = (
            _BREATHES.match(block.lead)
            or _ONE_SIDE.fullmatch(block.lead)
            or any(dose.kind == "reps" and dose.start == 0 for dose in doses(block.lead))
            or (not block.text and lexicon().begins("step", block.lead))
        )
        is_told = block.lead_mark == "-" and re.search(r"\b(?:is|are|was|were)\b", block.lead)
        return block.lead if len(block.lead.split()) <= LONGEST_TITLE and not (is_step or is_told) else ""
    if not could_be_title(block):
        return ""
    is_set_apart = block.is_apart or block.number or is_in_capitals(block.text)
    if block.kind in ("paragraph", "item") and verb_of(block.text) and not is_set_apart:
        return ""
    return block.text.rstrip(" .:")


def layout_of(block: TextBlock, title: str) -> str:
    """How a block is set: blocks that are set alike have the same layout."""
    if block.kind == "heading":
        return f"h{block.level}"
    if block.kind in ("bold", "row"):
        return block.kind
    if block.kind == "item":
        how = "lead" if block.lead else "title" if title else "text"
        return f"{'num' if block.number else 'bul'}{block.level}-{how}"
    if block.lead:
        return f"lead{block.lead_mark}"
    if title:
        return "line-caps" if title.isupper() else "line-small"
    return "para"


def stops_exercises(head: str, block: TextBlock) -> bool:
    """Whether a part without exercises begins with a block whose first words are `head`."""
    words = lexicon()
    if words.begins("which", head):
        return False
    if head.endswith("?") or words.begins("safety", head) or words.begins("stop", head) or words.has("noise", head):
        return len(head.split()) > 1 or block.kind in ("heading", "bold") or not (block.lead and block.text)
    inner = words.begins("inner", head)
    name, _ = name_and_amount(head)
    is_named = inner and _NAMED_MOVE.fullmatch(name[inner.end() :]) and name.split()[-1].lower() in words.forms
    return inner is not None and not is_named  # `Tip toe walks`
