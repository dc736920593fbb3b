"""Reads the front matter of a script: YAML with a few keys."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import yaml

from voiceguide.breath import Pace, parse_pace
from voiceguide.errors import PaceError
from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.markdown import FrontMatter
from voiceguide.script.model import POSITIONS, Position, Sides
from voiceguide.script.pronunciations import MOST, Pronunciation, pronunciation
from voiceguide.script.readable import LONGEST_BLOCK, first_unseen, refusal

EXERCISE_KEYS = ("position", "needs", "sides", "pace", "language", "say", "tags")
SESSION_KEYS = ("pace", "language", "say", "tags")
SIDES: tuple[Sides, ...] = ("none", "each", "alternate")
DEFAULT_LANGUAGE = "en"

ALSO_CALLED: dict[str, Position] = {
    "sitting": "seated", "sit": "seated", "chair": "seated", "stand": "standing", "kneel": "kneeling",
    "all fours": "hands-and-knees", "on all fours": "hands-and-knees", "tabletop": "hands-and-knees",
    "on the side": "side-lying", "lying on the side": "side-lying", "face down": "prone", "on the belly": "prone",
    "face up": "supine", "on the back": "supine", "lying on the back": "supine", "lying": "supine",
}  # fmt: skip
"""Other words for positions, for hints. The nearest spelling would mislead: `sitting` is near to `standing`."""

SIDES_ALSO_CALLED = {
    "both": "each", "both sides": "each", "left and right": "each", "one": "none", "in turn": "alternate",
}  # fmt: skip

NAMES: Mapping[str, tuple[Sequence[str], Mapping[str, str], str]] = {
    "position": (POSITIONS, ALSO_CALLED, " is no position"),
    "sides": (SIDES, SIDES_ALSO_CALLED, ""),
}
"""By key the names that it can have, other words for them, and what an unknown word is called."""

EXPECTED = {
    **{key: f"one of {', '.join(known)}" for key, (known, _, _) in NAMES.items()},
    "pace": "a pace such as 4-6",
    "language": "a language tag such as en or de-CH",
}


class _Mark(Protocol):
    """A position in YAML text as PyYAML gives it, both counted from 0."""

    line: int
    column: int


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_LIST = 20
_DEEPEST = 2
_LONGEST_ITEM = 60


@dataclass(slots=True)
class Header:
    """The values of the front matter, with defaults for missing keys."""

    position: Position | None = None
    needs: tuple[str, ...] = ()
    sides: Sides = "none"
    pace: Pace | None = None
    language: str = DEFAULT_LANGUAGE
    tags: tuple[str, ...] = ()
    say: tuple[Pronunciation, ...] = ()


def read_front_matter(
    front: FrontMatter | None, keys: Sequence[str], file: str, lines: Sequence[str], problems: Problems
) -> Header:
    """Read front matter whose keys may be `keys`. YAML anchors, aliases and tags are errors, since no script needs them."""
    header = Header()
    if front is None or not front.text.strip():
        return header
    if len(front.text) > LONGEST_BLOCK:
        problems.error(
            Place(file, 1, 1, lines[0]),
            f"front matter of {len(front.text):,} characters: expected at most {LONGEST_BLOCK:,}",
        )
        return header

    def place(mark: _Mark | None) -> Place:
        if mark is None:
            return Place(file, front.line)
        line = front.line + mark.line
        return Place(file, line, mark.column + 1, lines[line - 1] if line <= len(lines) else "")

    root = _compose(front, place, Place(file, front.line), problems)
    if root is None:
        return header
    if not isinstance(root, yaml.MappingNode):
        problems.error(
            place(root.start_mark), "the front matter is no list of keys: expected lines such as 'position: seated'"
        )
        return header
    seen: set[str] = set()
    for key_node, value_node in root.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        there = place(key_node.start_mark)
        if key not in keys:
            problems.error(there, f"'{key[:40]}' is no key: expected one of {', '.join(keys)}{nearest(key, keys)}")
        elif key in seen:
            problems.error(there, f"'{key}' stands twice: expected it once")
        elif key == "say":
            header.say = tuple(_pronunciations(value_node, place, problems))
        else:
            _read_key(header, key, value_node, place(value_node.start_mark), problems)
        seen.add(key)
    return header


def _pronunciations(
    node: yaml.Node, place: Callable[[_Mark | None], Place], problems: Problems
) -> Iterator[Pronunciation]:
    """The entries under `say`: a word or a phrase each, and how it is said."""
    if not isinstance(node, yaml.MappingNode):
        problems.error(
            place(node.start_mark),
            "'say' has no words: expected lines under it such as '  psoas: so as', two spaces in",
        )
        return
    if len(node.value) > MOST:
        problems.error(place(node.start_mark), f"{len(node.value)} words under 'say': expected at most {MOST}")
        return
    seen: set[tuple[str, str]] = set()
    for key_node, value_node in node.value:
        there = place(key_node.start_mark)
        if not isinstance(key_node, yaml.ScalarNode) or not isinstance(value_node, yaml.ScalarNode):
            problems.error(there, "'say': expected a word and how it is said, such as 'psoas: so as'")
            continue
        found = pronunciation(str(key_node.value), str(value_node.value), there)
        if isinstance(found, str):
            problems.error(there, found)
        elif (name := (found.word.lower(), found.part)) in seen:
            problems.error(there, f"'{found.word}' stands twice under 'say': expected it once")
        else:
            seen.add(name)
            yield found


def _compose(
    front: FrontMatter, place: Callable[[_Mark | None], Place], top: Place, problems: Problems
) -> yaml.Node | None:
    try:
        depth = 0
        for event in yaml.parse(front.text, Loader=yaml.SafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            problem = _refused(event, depth)
            if problem:
                problems.error(place(event.start_mark), problem)
                return None
        return yaml.compose(front.text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problems.error(
            place(mark) if mark else top,
            f"the front matter is no YAML ({error.problem}): expected lines such as 'position: seated'",
        )
    except (yaml.YAMLError, ValueError, OverflowError):  # the last two from an escape beyond Unicode
        problems.error(top, "the front matter is no YAML: expected lines such as 'position: seated'")
    return None


def _refused(event: yaml.Event, depth: int) -> str | None:
    """The message for a piece of YAML that no script may have; None where it is allowed."""
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
        return "YAML anchors, aliases and tags are not supported: write the value itself"
    if depth > _DEEPEST:
        return "a list inside a list: expected a value, or one list such as [chair, wall]"
    if isinstance(event, yaml.ScalarEvent) and (unseen := first_unseen(event.value)) is not None:
        return refusal(event.value[unseen])
    return None


def _read_key(header: Header, key: str, node: yaml.Node, place: Place, problems: Problems) -> None:
    value = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
    if key in ("needs", "tags"):
        setattr(header, key, _items(key, node, place, problems))
    elif not value:
        problems.error(place, f"'{key}' has no value: expected {EXPECTED[key]}")
    elif key in NAMES:
        known, also_called, wrong = NAMES[key]
        if value.lower() in known:
            setattr(header, key, value.lower())
        else:
            called = also_called.get(value.lower())
            hint = f"; did you mean '{called}'?" if called else nearest(value, known)
            problems.error(place, f"'{value[:40]}'{wrong}: expected {EXPECTED[key]}{hint}")
    elif key == "pace":
        try:
            header.pace = parse_pace(value)
        except PaceError as error:
            problems.error(place, str(error))
    elif _LANGUAGE.fullmatch(value) and len(value) <= 35:
        header.language = value
    else:
        problems.error(place, f"'{value[:40]}' is no language: expected {EXPECTED[key]}")


def _items(key: str, node: yaml.Node, place: Place, problems: Problems) -> tuple[str, ...]:
    """A list of short plain words. One word needs no brackets, and may have commas if it is quoted."""
    if isinstance(node, yaml.ScalarNode) and node.style is None and "," in node.value:
        several = ", ".join(" ".join(part.split()) for part in node.value.split(","))[:60]
        problems.error(place, f"'{key}' may be one thing or several: expected brackets, as in '{key}: [{several}]'")
        return ()
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    items = [" ".join(str(item.value).split()) for item in nodes if isinstance(item, yaml.ScalarNode)]
    if (
        len(items) != len(nodes)
        or not all(0 < len(item) <= _LONGEST_ITEM for item in items)
        or len(items) > _LONGEST_LIST
    ):
        problems.error(place, f"'{key}': expected at most {_LONGEST_LIST} short words, as in '{key}: [chair, wall]'")
        return ()
    return tuple(items)
