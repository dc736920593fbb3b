"""What an exercise needs, from its words."""

import re
from collections.abc import Iterable

from voiceguide.draft.wordings import lexicon

_MOST = 10
_ON_FLOOR = re.compile(r"\b(?:lie|lying|floor|all fours|hands and knees|kneel)", re.IGNORECASE)


def needs_in(sentences: Iterable[str]) -> list[str]:
    """What sentences say is needed, alternatives joined by `or`, in the order in which they are named."""
    found: list[str] = []
    for text in sentences:
        for group in _groups(text):
            names = [name for name in group if not any(name in known.split(" or ") for known in found)]
            if names and len(names) == len(group):
                found.append(" or ".join(names))
            elif (
                names
                and (index := next((i for i, known in enumerate(found) if set(known.split(" or ")) & set(group)), None))
                is not None
                and " or " not in found[index]
            ):
                found[index] = " or ".join([found[index], *names])
    return found[:_MOST]


def needs_of(sentences: Iterable[str], general: Iterable[str]) -> list[str]:
    """What an exercise needs.

    Args:
        sentences: its own.
        general: what the article says is needed; of that, what the sentences name too, with the choice that it leaves.
    """
    own = list(sentences)
    needs = needs_in(own)
    text = " ".join(own).lower()
    for need in general:
        ways = need.split(" or ")
        own_ways = [known for known in needs if set(known.split(" or ")) & set(ways)]
        if own_ways:
            needs[needs.index(own_ways[0])] = need if len(ways) > 1 else own_ways[0]
        elif any(way in text for way in ways) or (need == "mat" and _ON_FLOOR.search(text)):
            needs.append(need)
    return needs


def _groups(text: str) -> list[list[str]]:
    """The things that a sentence names; those between which it leaves the choice together."""
    words = lexicon()
    spans: list[tuple[int, int, str]] = []
    for name, pattern in words.needs.items():
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end, _ in spans):
                continue
            if words.before_no_need.search(text[: match.start()]) or words.after_no_need.match(text[match.end() :]):
                continue
            spans.append((match.start(), match.end(), name))
    groups: list[list[str]] = []
    last_end = 0
    for start, end, name in sorted(spans):
        between = text[last_end:start]
        is_choice = groups and len(between) < 40 and re.fullmatch(r"[\w\s,'-]*\bor\b[\w\s'-]*", between) is not None
        is_listed = (
            groups
            and re.fullmatch(r",\s*(?:an?\s+)?(?:\w+\s+)?", between) is not None
            and re.match(r"[\w\s'-]{0,25},?\s*or\b", text[end:]) is not None
        )
        if groups and (is_choice or is_listed):
            if name not in groups[-1]:
                groups[-1].append(name)
        elif [name] not in groups:
            groups.append([name])
        last_end = end
    return groups
