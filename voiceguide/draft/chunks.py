"""An article in chunks: what stands under one heading, or under a lead that is a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from voiceguide.draft.article import SourceLine
from voiceguide.draft.imperative import first_verb
from voiceguide.draft.lead_titles import has_title_lead
from voiceguide.draft.page_noise import is_noise
from voiceguide.draft.texts import Text, texts_of
from voiceguide.draft.titles import clean_title, title_key, without_step
from voiceguide.draft.understand import read_sentence
from voiceguide.draft.wordings import lexicon

_TITLE_AMOUNT = re.compile(r"\s*[(\u2013\u2014:,-]\s*(?P<amount>[^()]*\d[^()]*|[^()]*each side[^()]*)\)?\s*$")
_UNSURE_LEVEL = 9
"""Below all headings."""

_FIRST_LINES = 3
"""A heading of the first level among these is the article's title."""


@dataclass(slots=True)
class Chunk:
    """Sentences under one title, empty for none.

    `level` is the heading's, 1 the highest; `is_sure` is False where it only looks like one. `is_top` tells that it stands
    under the article's own title, `is_general` that its heading explains rather than names an exercise.
    """

    title: str
    level: int
    is_sure: bool
    texts: list[Text] = field(default_factory=list)
    is_general: bool = False
    is_top: bool = False

    @property
    def tells_several(self) -> bool:
        """Whether more than one exercise may stand in it, as under `Five stretches for the neck`."""
        return self.is_top or self.is_general or lexicon().has("several", self.title)


def chunks_of(lines: Sequence[SourceLine], title: str) -> list[Chunk]:
    """The chunks of an article in order, the first of them above any heading.

    Args:
        title: the article's.
    """
    cutter = _Cutter(lines, title)
    for number, line in enumerate(lines):
        if line.kind == "heading":
            cutter.heading(line, number)
        else:
            cutter.text(line, number)
    return cutter.chunks


class _Cutter:
    """Takes lines one after the other; `label` is what the last heading or lead said about those below it."""

    def __init__(self, lines: Sequence[SourceLine], article_title: str) -> None:
        headings = [line for line in lines if line.kind == "heading"][1:]
        self.is_single = bool(headings) and all(lexicon().label(clean_title(line.text)) for line in headings)
        self.article_title = article_title
        self.chunks = [Chunk("", 0, True, is_top=True)]
        self.label: str | None = None

    @property
    def chunk(self) -> Chunk:
        return self.chunks[-1]

    def text(self, line: SourceLine, number: int) -> None:
        """Put a line to the chunk, or open one where its lead is a title."""
        words = lexicon()
        in_exercise = not self.chunk.tells_several and self.chunk.is_sure and 1 <= self.chunk.level <= 4
        if has_title_lead(line, in_exercise=in_exercise):
            self.chunks.append(Chunk(clean_title(line.lead), _UNSURE_LEVEL, False))
            self.label, line = None, replace(line, lead="")
        is_paragraph = line.kind == "paragraph"
        if is_paragraph and line.text.endswith(":") and (named := words.label(line.text)):
            self.label = named
            return
        self._add(line, self.label, number)
        if is_paragraph and line.lead and not line.text:
            self.label = words.label(line.lead)

    def heading(self, line: SourceLine, number: int) -> None:
        """Open a chunk, unless the heading is a step, a label, noise, or the chunk's own title again."""
        text = line.text
        if step := without_step(text):
            self._add(SourceLine("item", step), None, number)
        elif is_noise(text) and not first_verb(text):
            return
        elif (label := _label_of(text)) and self._labels(label, line):
            self._set_label(label, text, number)
        elif not self.chunk.texts and self.chunk.title and title_key(clean_title(text)) == title_key(self.chunk.title):
            return
        elif not line.is_sure and lexicon().has("benefit", text) and not self.chunk.texts:
            self._add(SourceLine("paragraph", text), "intro", number)
        else:
            self._open(line, number)

    def _labels(self, label: str, line: SourceLine) -> bool:
        """Whether a heading says what stands below it, within the chunk."""
        if self.chunk.is_top and not self.is_single and label in ("intro", "caution", "reminder", "needs"):
            return False
        is_inner = line.level > self.chunk.level or not (line.is_sure and self.chunk.is_sure)
        return is_inner or label in ("do", "setup", "reps", "hold", "finish")

    def _set_label(self, label: str, text: str, number: int) -> None:
        if self.chunk.is_general and label in ("do", "setup"):
            self.chunks.append(Chunk(clean_title(self.article_title), self.chunk.level, True))
        self.label = label
        if rest := text.partition(":")[2].strip():
            self._add(SourceLine("paragraph", rest), label, number)

    def _open(self, line: SourceLine, number: int) -> None:
        label = _label_of(line.text)
        self.label = label if label not in ("do", "setup") else None
        chunk = Chunk(clean_title(line.text), line.level, line.is_sure)
        chunk.is_top = title_key(line.text) == title_key(self.article_title) or (
            line.level == 1 and number < _FIRST_LINES and line.is_sure
        )
        chunk.is_general = self.label is not None or (lexicon().has("explains", chunk.title) and not chunk.is_top)
        found = read_sentence(line.text, None, breathing=False)
        if found.amounts.reps or found.amounts.hold or found.sides:
            _take_title_amount(chunk, line.text, number)
        self.chunks.append(chunk)

    def _add(self, line: SourceLine, label: str | None, number: int) -> None:
        self.chunk.texts += texts_of(line, label, number)


def _label_of(heading: str) -> str | None:
    words = lexicon()
    return (
        words.label(heading)
        or words.label(clean_title(heading))
        or (words.label(heading.partition(":")[0]) if ":" in heading else None)
    )


def _take_title_amount(chunk: Chunk, text: str, number: int) -> None:
    """An amount in a heading, such as `Cat-cow (x10)`, goes to the text; the title stays."""
    match = _TITLE_AMOUNT.search(text)
    if match and len(text[: match.start()]) > 3:
        chunk.title = clean_title(text[: match.start()])
        chunk.texts.append(Text(match["amount"], "reps", True, line=number))
