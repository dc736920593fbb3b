"""Reads an exercise from its blocks: the introduction, the sections, the variations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from voiceguide.problems import Problems
from voiceguide.script.frontmatter import Header
from voiceguide.script.headings import read_heading
from voiceguide.script.markdown import Block
from voiceguide.script.model import Exercise, Variation
from voiceguide.script.section_types import Finish, Repeat, Section, SectionKind, SetUp, Stays, Switch, Words
from voiceguide.script.sections import filled_section, read_lines
from voiceguide.script.words import sentences
from voiceguide.storage.names import name_key

ONCE: tuple[SectionKind, ...] = ("set up", "finish", "switch")
"""Sections of which an exercise has at most one."""

TIMED = (Repeat, Stays)
"""Sections of which an exercise needs at least one."""


@dataclass(slots=True)
class _Body:
    """The blocks under one heading, or before the first. `head` is None there, and where the heading has an error."""

    head: Section | Variation | None
    has_heading: bool = True
    blocks: list[Block] = field(default_factory=list)


def read_exercise(name: str, title: Block, blocks: Sequence[Block], header: Header, problems: Problems) -> Exercise:
    """Read an exercise; `blocks` are those after the title."""
    intro, *bodies = _bodies(blocks, level=2, problems=problems)
    words = _only_words(intro.blocks, problems)
    cautions = [*_cautions(intro.blocks, problems)]
    sections: list[Section] = []
    variations: list[Variation] = []
    for body in bodies:
        if body.head is None:
            read_lines(body.blocks, problems)
        elif isinstance(body.head, Variation):
            variations.append(_variation(body.head, body.blocks, problems))
        else:
            cautions += _cautions(body.blocks, problems)
            sections += filled_section(body.head, body.blocks, problems)
    _check_order(sections, problems)
    _check_names(variations, problems)
    if all(body.head for body in bodies) and not any(isinstance(section, TIMED) for section in sections):
        problems.error(
            title.place, "nothing to do here: expected a section such as '## Repeat 6 times' or '## Hold 3 breaths'"
        )
    exercise = Exercise(
        name=name,
        title=title.text,
        language=header.language,
        position=header.position,
        needs=header.needs,
        sides=header.sides,
        pace=header.pace,
        tags=header.tags,
        intro=words,
        sections=tuple(sections),
        variations=tuple(variations),
        cautions=tuple(cautions),
        place=title.place,
        say=header.say,
    )
    _check_sides(exercise, problems)
    return exercise


def _bodies(blocks: Iterable[Block], level: int, problems: Problems) -> list[_Body]:
    """Group blocks under the headings of a level. The first group has no heading."""
    bodies = [_Body(None, has_heading=False)]
    for block in blocks:
        if block.kind == "heading" and block.level == level:
            bodies.append(_Body(read_heading(block.text, block.place, problems)))
        elif block.kind == "heading" and level == 2 and block.level == 3 and _holds_sections(bodies[-1]):
            bodies[-1].blocks.append(block)
        elif block.kind == "heading":
            problems.error(
                block.place,
                "a heading of the wrong level: expected '##' for a section, and '###' only inside a variation or progression",
            )
        else:
            bodies[-1].blocks.append(block)
    return bodies


def _holds_sections(body: _Body) -> bool:
    """Whether sections are allowed under a heading. They are where the heading has an error."""
    return isinstance(body.head, Variation) if body.head else body.has_heading


def _variation(head: Variation, blocks: Sequence[Block], problems: Problems) -> Variation:
    """A variation, as its heading gives it, with the blocks under it."""
    outer, *inner = _bodies(blocks, level=3, problems=problems)
    for words in _only_words(outer.blocks, problems):
        problems.warning(words.place, "not spoken: inside a variation words belong in a section, such as '### Set up'")
    sections: list[Section] = []
    cautions = [*_cautions(outer.blocks, problems)]
    for part in inner:
        if part.head is None:
            read_lines(part.blocks, problems)
        elif isinstance(part.head, Variation):
            problems.error(
                part.head.place, "a variation inside a variation: expected sections such as '### Repeat 6 times'"
            )
        else:
            cautions += _cautions(part.blocks, problems)
            sections += filled_section(part.head, part.blocks, problems)
    if not sections and all(part.head for part in inner):
        problems.error(head.place, f"the {head.kind} '{head.name}' changes nothing: expected '###' sections under it")
    _check_order(sections, problems)
    return replace(head, sections=tuple(sections), cautions=tuple(cautions))


def _only_words(blocks: Iterable[Block], problems: Problems) -> tuple[Words, ...]:
    words: list[Words] = []
    for block in blocks:
        if block.kind == "item":
            problems.error(
                block.place,
                "a list item before the first section: expected it under a '##' heading; in a session, '1. [Title](file.md)'",
            )
        elif block.kind == "quote":
            problems.error(
                block.place, "a reminder before the first section: expected it under '## Repeat' or '## Hold'"
            )
        elif block.kind == "paragraph":
            words += sentences(block, problems)
    return tuple(words)


def _cautions(blocks: Iterable[Block], problems: Problems) -> tuple[Words, ...]:
    return tuple(chain.from_iterable(sentences(block, problems) for block in blocks if block.kind == "caution"))


def _check_order(sections: Sequence[Section], problems: Problems) -> None:
    for kind in ONCE:
        for again in [section for section in sections if section.kind == kind][1:]:
            problems.error(again.place, f"a second '{kind.capitalize()}': expected one")
    for index, section in enumerate(sections):
        if isinstance(section, SetUp) and any(not isinstance(s, Switch) for s in sections[:index]):
            problems.error(section.place, "'Set up' after other sections: expected it first")
        if isinstance(section, Finish) and any(not isinstance(s, Switch) for s in sections[index + 1 :]):
            problems.error(section.place, "'Finish' before other sections: expected it last")


def _check_names(variations: Sequence[Variation], problems: Problems) -> None:
    seen: set[str] = set()
    for variation in variations:
        if set(variation.name) & set(",:{}"):
            problems.error(
                variation.place, f"'{variation.name[:40]}': expected a name without commas, colons and braces"
            )
        if name_key(variation.name) in seen:
            problems.error(
                variation.place, f"a second '{variation.name}': expected each variation to have a name of its own"
            )
        seen.add(name_key(variation.name))


def _check_sides(exercise: Exercise, problems: Problems) -> None:
    """Report sides that are named where there are none, or in cautions, and a Switch without sides."""
    for words in exercise.all_cautions:
        if words.names_side:
            problems.error(
                words.place, "a side is named in a caution, which is said once: expected words for both sides"
            )
    if exercise.sides != "none":
        return
    for words in exercise.spoken:
        if words.names_side:
            problems.error(
                words.place, "a side is named, but this exercise has none: expected 'sides: each' in the front matter"
            )
    for section in exercise.sections:
        if isinstance(section, Switch):
            problems.error(section.place, "'Switch' without sides: expected 'sides: each' in the front matter")
