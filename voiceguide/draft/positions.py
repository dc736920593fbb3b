"""Where the body is, from the words of an exercise."""

from collections.abc import Iterable

from voiceguide.draft.wordings import lexicon
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
