"""Parses the text of a script, and reports all problems in it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from voiceguide.problems import Place, Problems
from voiceguide.script.exercise import read_exercise
from voiceguide.script.frontmatter import EXERCISE_KEYS, SESSION_KEYS, read_front_matter
from voiceguide.script.lint import lint
from voiceguide.script.markdown import Block, read_markdown
from voiceguide.script.model import Script
from voiceguide.script.outline import is_outline, read_outline
from voiceguide.script.readable import check_readable
from voiceguide.script.words import read_words
from voiceguide.storage.names import in_unicode


def parse(text: str, file: str) -> tuple[Script | None, Problems]:
    """Parse a script.

    Args:
        text: the text of the script.
        file: the path to show in places. Its stem is the script's name.

    Returns:
        The script, or None where the text is not readable at all; and all problems, in the order of the text.
    """
    problems = Problems()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    check_readable(text, lines, file, problems)
    if problems:
        return None, problems
    front, blocks = read_markdown(text, lines, file, problems)
    title, body = _title(blocks, Place(file, 1, 1, lines[0]), problems)
    name = in_unicode(PurePath(file).stem)
    session = is_outline(body)
    header = read_front_matter(front, SESSION_KEYS if session else EXERCISE_KEYS, file, lines, problems)
    title, *body = (replace(block, language=header.language) for block in (title, *body))
    script: Script
    if session:
        script = read_outline(name, title, body, header, problems)
    else:
        script = read_exercise(name, title, body, header, problems)
        lint(script, problems)
    problems.sort(key=lambda problem: problem.place)
    return script, problems


def _title(blocks: Sequence[Block], top: Place, problems: Problems) -> tuple[Block, list[Block]]:
    """The title, and the blocks after it. A missing or second title is an error."""
    titles = [index for index, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    if not titles:
        problems.error(top, "no title: expected one line such as '# Seated side stretch'")
        return Block("heading", "", ((0, top),), 1), list(blocks)
    title = blocks[titles[0]]
    for index in titles[1:]:
        problems.error(
            blocks[index].place,
            f"a second title: expected one, and '## …' for sections (the first is on line {title.place.line})",
        )
    for block in blocks[: titles[0]]:
        problems.error(block.place, "words before the title: expected '# Title' first")
    if not title.text:
        problems.error(title.place, "an empty title: expected a name, as in '# Seated side stretch'")
    words = read_words(title, (0, len(title.text)), problems)
    if words and words.names_side:
        problems.error(words.place, "a side is named in the title, which is said once: expected a name for both sides")
    after = blocks[titles[0] + 1 :]
    return title, [block for block in after if not (block.kind == "heading" and block.level == 1)]
