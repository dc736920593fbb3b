"""The text of a script to its meaning, with everything that is wrong in it."""

import re
import unicodedata
from pathlib import PurePath

from voiceguide.problems import Place, Problems
from voiceguide.script.exercise import read_exercise
from voiceguide.script.eyes import check_for_closed_eyes
from voiceguide.script.frontmatter import EXERCISE_KEYS, SESSION_KEYS, read_front_matter
from voiceguide.script.markdown import Block, read_markdown
from voiceguide.script.model import Script
from voiceguide.script.outline import is_outline, read_outline
from voiceguide.script.words import read_words

LONGEST_TEXT = 1_000_000
LONGEST_BLOCK = 2_000
MOST_LINES = 20_000
DEEPEST = 40


def parse(text: str, file: str) -> tuple[Script | None, Problems]:
    """Read a script. `file` names it in places; the script's own name is the file's, without its ending.

    Returns:
        The script, None where nothing sensible can be made of it, and all problems in the order of the source.
    """
    problems = Problems()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if not _is_readable(text, lines, file, problems):
        return None, problems
    front, blocks = read_markdown(text, file, problems)
    blocks = _bounded(blocks, problems)
    title, body = _title(blocks, Place(file, 1, 1, lines[0]), problems)
    name = PurePath(file).stem
    session = is_outline(body)
    header = read_front_matter(front, SESSION_KEYS if session else EXERCISE_KEYS, file, lines, problems)
    script: Script
    if session:
        script = read_outline(name, title, body, header, problems)
    else:
        script = read_exercise(name, title, body, header, problems)
        check_for_closed_eyes(script, problems)
    problems.sort(key=lambda problem: problem.place)
    return script, problems


def _is_readable(text: str, lines: list[str], file: str, problems: Problems) -> bool:
    """Refuse what is no text of a person's hand before more work is done on it."""
    if len(text) > LONGEST_TEXT:
        problems.error(Place(file, 1), f"a script of {len(text):,} characters: expected at most {LONGEST_TEXT:,}")
    if len(lines) > MOST_LINES:
        problems.error(Place(file, MOST_LINES), f"a script of {len(lines):,} lines: expected at most {MOST_LINES:,}")
    for number, line in enumerate(lines, 1):
        if problems.has_errors:
            break
        if len(line) > LONGEST_BLOCK:
            problems.error(
                Place(file, number), f"a line of {len(line):,} characters: expected at most {LONGEST_BLOCK:,}"
            )
        elif re.match(rf"[ \t]*(?:[>*+-][ \t]*){{{DEEPEST}}}", line):
            problems.error(Place(file, number, 1, line), f"marks nested more than {DEEPEST} deep: expected plain lines")
        elif not line.isprintable():
            _check_characters(line, file, number, problems)
    return not problems.has_errors


def _check_characters(line: str, file: str, number: int, problems: Problems) -> None:
    for column, char in enumerate(line, 1):
        category = unicodedata.category(char)
        if (category in ("Cc", "Cs", "Co") and char != "\t") or (category == "Cf" and char in _DIRECTIONS):
            problems.error(
                Place(file, number, column, line),
                f"the invisible character U+{ord(char):04X} ({unicodedata.name(char, 'a control character').lower()}): "
                "expected text alone; delete it",
            )
            return


_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _bounded(blocks: list[Block], problems: Problems) -> list[Block]:
    """Only the blocks that a listener could follow."""
    for block in blocks:
        if len(block.text) > LONGEST_BLOCK:
            problems.error(
                block.place,
                f"a paragraph of {len(block.text):,} characters: expected at most {LONGEST_BLOCK:,}; break it up",
            )
    return [block for block in blocks if len(block.text) <= LONGEST_BLOCK]


def _title(blocks: list[Block], top: Place, problems: Problems) -> tuple[Block, list[Block]]:
    """The one title, and the blocks without it."""
    titles = [block for block in blocks if block.kind == "heading" and block.level == 1]
    if not titles:
        problems.error(top, "no title: expected one line such as '# Seated side stretch'")
        return Block("heading", "", ((0, top),), 1), blocks
    title, *others = titles
    for other in others:
        problems.error(
            other.place,
            f"a second title: expected one, and '## …' for sections (the first is on line {title.place.line})",
        )
    before = blocks[: blocks.index(title)]
    for block in before:
        problems.error(block.place, "words before the title: expected '# Title' first")
    if not title.text:
        problems.error(title.place, "an empty title: expected a name, as in '# Seated side stretch'")
    read_words(title.text, title.place, problems)
    return title, [block for block in blocks if block not in titles and block not in before]
