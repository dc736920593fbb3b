"""Where the body is, and what it needs, from the words of an exercise."""

import re
from collections.abc import Iterable

from voiceguide.draft.lexicon import lexicon
from voiceguide.script.model import POSITIONS, Position


def position_in(sentence: str) -> Position | None:
    """The position that a sentence names, None without one."""
    found = {
        name: match.start() for name, pattern in lexicon().positions.items() if (match := pattern.search(sentence))
    }
    if not found:
        return None
    return _known("hands-and-knees" if "hands-and-knees" in found else min(found, key=lambda name: found[name]))


def position_of(title: str, setups: Iterable[str], others: Iterable[str], whole: str = "") -> Position | None:
    """The position of an exercise: what its set-up names first, else its title, else its movements; then the title of the `whole`
    article, and at last weaker signs."""
    setups, others = list(setups), list(others)
    for text in (*setups, title, *others):
        if found := position_in(text):
            return found
    if whole and (found := position_in(whole)):
        return found
    for text in (title, *setups, *others, whole):
        for name, pattern in lexicon().position_hints.items():
            if pattern.search(text):
                return _known(name)
    return None


def _known(name: str) -> Position | None:
    return next((position for position in POSITIONS if position == name), None)


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
    return found[:10]


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
