"""Drafts written down as scripts, the way an author would."""

import re
from collections.abc import Iterable, Iterator, Sequence

from voiceguide.draft.imperative import sentence, small
from voiceguide.draft.model import Draft, DraftSection, DraftStep
from voiceguide.draft.speakable import speakable

GUESSED = "<!-- guessed -->"


def write_exercise(draft: Draft) -> str:
    """An exercise's script."""
    return _text(_exercise(draft))


def _exercise(draft: Draft) -> Iterator[str]:
    yield from _front_matter(draft)
    yield f"# {draft.title}"
    yield from draft.intro
    yield from _cautions(draft.cautions)
    for section in draft.sections:
        yield from _section(section, "##")
    for variation in draft.variations:
        yield f"## {variation.kind}: {variation.name}"
        for section in variation.sections:
            yield from _section(section, "###")
    yield from _unused(draft.unused)


def write_session(title: str, links: Sequence[tuple[str, str]], cautions: Iterable[str], unused: Iterable[str]) -> str:
    """A session's script.

    Args:
        links: title and file of each exercise.
    """
    numbered = "\n".join(f"{number}. [{name}]({file})" for number, (name, file) in enumerate(links, 1))
    blocks = [f"# {title}", *_cautions([sentence(speakable(text)) for text in cautions]), numbered, *_unused(unused)]
    return _text(blocks)


def _text(blocks: Iterable[str]) -> str:
    return "\n\n".join(block for block in blocks if block) + "\n"


def _front_matter(draft: Draft) -> Iterator[str]:
    keys = [f"position: {draft.position}"] if draft.position else []
    keys += [f"needs: [{', '.join(draft.needs)}]"] if draft.needs else []
    keys += [f"sides: {draft.sides}"] if draft.sides != "none" else []
    keys += [f"pace: {draft.pace}"] if draft.pace else []
    if keys:
        yield "\n".join(["---", *keys, "---"])


def _cautions(cautions: Sequence[str]) -> Iterator[str]:
    if cautions:
        yield "\n".join(["> [!CAUTION]", *(f"> {text}" for text in dict.fromkeys(cautions))])


def _section(section: DraftSection, marks: str) -> Iterator[str]:
    yield f"{marks} {section.heading}" + (f" {GUESSED}" if section.is_guessed else "")
    lines = [line for line in section.lines if line]
    is_set_up = section.heading == "Set up"
    for number, line in enumerate(lines):
        wait = "\n- Wait 3s" if is_set_up and number in (0, len(lines) - 1) else ""
        yield f"{line}{wait}"
    if section.steps:
        yield "\n".join(_step(step) for step in section.steps)
    yield from (f"> {text}" for text in dict.fromkeys(section.reminders))


def _step(step: DraftStep) -> str:
    head = f"- {step.kind}" + (f" {step.length}" if step.length else "")
    mark = f" {GUESSED}" if step.is_guessed else ""
    if not step.text:
        return head + mark
    words = sentence(step.text)
    words = small(words) if not words.startswith("{") else words
    short = f" | {sentence(step.short)}" if step.short and step.short.lower() != step.text.lower() else ""
    if not short and len(step.text.split()) > 2:
        short = f" | {sentence(step.short or step.text)}"
    return f"{head}: {words}{short}{mark}"


def _unused(texts: Iterable[str]) -> Iterator[str]:
    for text in dict.fromkeys(texts):
        plain = re.sub(r"-{2,}", "\u2013", text).replace("<", "").replace(">", "").rstrip("-")
        yield f"<!-- not used: {plain} -->"
