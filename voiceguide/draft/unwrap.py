"""Wrapped lines put together again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from voiceguide.draft.leads import before_colon
from voiceguide.draft.raw_lines import UNWRAPPED, Raw, wide
from voiceguide.draft.tidy import without_marks
from voiceguide.draft.title_like import could_be_title, is_ended
from voiceguide.draft.wordings import lexicon

_COMPOUND = re.compile(r"\b(?:in|out|up|half|hip|shoulder|knee|well|full|low|high|non|self|semi|two|three|four|five)-$")
"""A dash that belongs to the word, wherever the line ends."""


def unwrap(raws: Sequence[Raw]) -> Iterator[Raw]:
    """Lines put to the sentence that they go on with, words that were parted at their ends too; what stands out stays alone."""
    width = wide(raws)
    last: Raw | None = None
    for raw in raws:
        if last is None or not _continues(last, raw, width):
            if last:
                yield last
            last = replace(raw)
            continue
        is_parted = last.text.endswith("-") and raw.text[:1].islower() and not _COMPOUND.search(last.text)
        last.text = last.text[:-1] + raw.text.lstrip() if is_parted else f"{last.text} {raw.text.strip()}"
        last.width, last.before_blank = raw.width, raw.before_blank
    if last:
        yield last


def _continues(last: Raw, raw: Raw, width: int) -> bool:
    """Whether a line goes on with the sentence or the paragraph of the line before it."""
    if raw.after_blank or raw.kind != "text" or last.kind in ("heading", "bold") or width > UNWRAPPED:
        return False
    text = without_marks(raw.text)
    if text.isupper() and len(text) > 3 and could_be_title(text) and not last.text.isupper():
        return False
    lead = before_colon(text)
    if lead and lexicon().label(lead):
        return False
    if text[:1].islower() or re.match(r"[(,;&]", text):
        return True
    if is_ended(last.text):
        return not lead and not (could_be_title(text) and raw.width < width * 0.7)
    is_full = last.width >= max(40, width * 0.6) or len(last.text) >= width
    return is_full and (last.kind in ("item", "number", "step") or not could_be_title(last.text))
