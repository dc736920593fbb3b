"""Where an article ends, and comments, references and the like begin."""

from collections.abc import Sequence

from voiceguide.draft.article import SourceLine
from voiceguide.draft.wordings import lexicon

_LONGEST_END = 60
"""Characters; a longer paragraph only begins like such a heading."""


def until_end(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines without what stands after an article; a sure heading of the same level leads back into it."""
    kept: list[SourceLine] = []
    skipping: SourceLine | None = None
    for line in lines:
        if line.kind == "heading" and _ends(line) and (kept or not line.is_sure):
            skipping = line if skipping is None or line.level <= skipping.level else skipping
            continue
        if skipping and _leads_back(line, skipping):
            skipping = None
        if skipping is None and not _is_lone_end(line):
            kept.append(line)
    return kept


def _ends(line: SourceLine) -> bool:
    return lexicon().has("end", line.text.strip(" :"))


def _leads_back(line: SourceLine, skipping: SourceLine) -> bool:
    return line.kind == "heading" and line.is_sure and line.level <= skipping.level and not _ends(line)


def _is_lone_end(line: SourceLine) -> bool:
    return line.kind != "heading" and not line.lead and len(line.text) < _LONGEST_END and _ends(line)
