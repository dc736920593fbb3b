"""Names that a sentence announces: `The next one is the wall slide.`, `Then we did heel raises, holding the chair.`"""

import re

from voiceguide.draft.run_in import is_no_name
from voiceguide.draft.vocabulary import lexicon

_NO_NAME = re.compile(
    r"(?:(?:same|other|next|last|first|second|third|whole|exercises?|stretch|stretches|one|ones|move|pose|best|most|more|very|key|important|easy|simple|great|good|by|do|not|when|what|if|as|at|of|all|only|also|always|to|done|used|left|right|here|there)\b|(?:lying|sitting|standing|kneeling|part|thing|bit|rest|side|time|kind|way)$"
    r"|.*\b(?:times?|seconds?|minutes?|breaths?|breathing|days?|weeks?|rounds?)\b)",
    re.IGNORECASE,
)


def announced(text: str) -> str:
    """The name of the exercise that a sentence announces; empty where it announces none."""
    for told in lexicon().patterns["announces"]:
        if found := told.match(text):
            name = found["name"].strip(" \"'")
            first = name.split()[0].lower()
            is_thing = re.search(r"(?:the|an?)$", found["thing"]) or (name.endswith("s") and len(name.split()) == 2)
            asks = lexicon().forms.get(first) == first and not is_thing
            if not (asks or _NO_NAME.match(name) or is_no_name(name) or re.search(r"\d", name)):
                return name
    return ""
