"""A session as a page to print: what its scripts say, one exercise a block, in one HTML file without scripts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from voiceguide.formats.breath_figure import breath_figure
from voiceguide.script.model import Exercise, Session, SessionItem, Variation
from voiceguide.script.section_types import Line, Repeat, Rest, Section, Span, Stay, Stays, Step, Switch, Words
from voiceguide.storage.names import name_key
from voiceguide.timeline.bookends import cautions
from voiceguide.timeline.compile import chapters_of
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Chapter, Side
from voiceguide.timeline.options import Options
from voiceguide.timeline.phrases import Phrases, phrases
from voiceguide.timeline.unroll import filled
from voiceguide.units import Ms, seconds_text

Paper = Literal["a4", "letter"]

NOTE_LINES = 2
"""Dotted lines under each exercise, for what a therapist writes by hand."""

_WORD_WITH_SIDE = re.compile(r"\w*\{(?:other )?side\}\w*")

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
"""Control characters: they mean nothing on paper, and some are errors in HTML."""


def handout(session: Session, options: Options, link: str | None = None, paper: Paper | None = None) -> str:
    """Write a session as HTML to print: its cautions first, then its exercises with their breath.

    Args:
        session: what its scripts say.
        options: what was chosen: pace, variations, exercises, the first side. Counts are printed as they are written.
        link: an address where the session can be heard, printed as a QR code too.
        paper: what it is printed on; None leaves that to the printer.

    Raises:
        ChoiceError, PaceError: the options do not go with this session.
    """
    chapters = chapters_of(session, options, measure_by_words)
    items = chapters.items
    said = phrases(session.language)
    alone = not session.is_collection
    title = items[0].exercise.title if alone else session.title
    body = Element("main")
    head = SubElement(body, "header")
    _add(head, "h1", title)
    if link:
        head.append(_listen(link, said))
    body.extend(_cautions(session, items, said))
    body.extend(_element("p", words.text) for words in session.welcome)
    for number, (item, chapter) in enumerate(zip(items, chapters[1:-1], strict=True), start=1):
        heading = None if alone else f"{number}. {item.exercise.title}"
        body.extend(_HandoutBlocks(item, options.first_side, session.language).articles(heading, chapter))
    if session.finish:
        closing = SubElement(body, "section")
        closing.extend(_spoken(session.finish, said, (None,)))
    template = Template((files("voiceguide.formats") / "printed.html").read_text("utf-8"))
    return template.substitute(
        language=escape(session.language),
        title=escape(_UNPRINTABLE.sub("", title)),
        paper=f"size: {paper};" if paper else "",
        body=tostring(body, encoding="unicode", method="html"),
    )


def _element(tag: str, text: str = "", **attributes: str) -> Element:
    made = Element(tag, attributes)
    made.text = _UNPRINTABLE.sub("", text)
    return made


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    made = _element(tag, text, **attributes)
    parent.append(made)
    return made


def _listen(link: str, said: Phrases) -> Element:
    import segno

    place = Element("div", {"class": "listen"})
    code = fromstring(segno.make(link, micro=False).svg_inline(omitsize=True))  # noqa: S314 - segno's own
    code.set("role", "img")
    code.set("aria-label", link)
    place.append(code)
    _add(place, "div", said.written("listen"))
    _add(place, "a", link, href=link)
    return place


def _cautions(session: Session, items: Sequence[SessionItem], said: Phrases) -> Iterator[Element]:
    """All cautions, each once; those of a variation that was not chosen stand with its name."""
    texts = [*cautions(session, items)]
    for item in items:
        for variation in _others(item):
            texts += [f"{item.exercise.title}, {variation.name}: {words.text}" for words in variation.cautions]
    if texts:
        box = _element("section", **{"class": "cautions"})
        _add(box, "h2", said.written("cautions"))
        box.extend(_element("p", text) for text in dict.fromkeys(texts))
        yield box


def _others(item: SessionItem) -> Iterator[Variation]:
    """The variations of an exercise that were not chosen."""
    chosen = {name_key(name) for name in item.variations}
    return (variation for variation in item.exercise.variations if name_key(variation.name) not in chosen)


def _spoken(lines: Iterable[Line], said: Phrases, sides: Sequence[Side | None]) -> Iterator[Element]:
    """Sentences as paragraphs, steps as list items."""
    steps: Element | None = None
    for line in lines:
        if isinstance(line, Words):
            steps = None
            yield _element("p", _for_sides(line.text, sides, said))
            continue
        if steps is None:
            steps = Element("ul")
            yield steps
        steps.append(_step(line, said, sides))


def _step(step: Step, said: Phrases, sides: Sequence[Side | None]) -> Element:
    item = Element("li")
    length = f"{seconds_text(step.at_least)} s" if step.at_least else ""
    length += f" ×{step.times:g}" if step.times != 1 else ""
    if step.kind == "wait":
        item.text = said.written("wait", length=length)
        return item
    keyword = None if step.kind == "move" else said.keyword("hold_in" if step.kind == "hold" else step.kind)
    if keyword or length:
        _add(item, "b", f"{keyword or ''} {length}".strip()).tail = " "
    if step.words:
        _add(item, "span", _for_sides(step.words.text, sides, said)).tail = " "
    if step.short:
        _add(item, "span", _for_sides(step.short.text, sides, said), **{"class": "short"})
    return item


def _for_sides(text: str, sides: Sequence[Side | None], said: Phrases) -> str:
    """A sentence for one side; or for two, the second in brackets: `your left (right) arm`."""

    def of_each(match: re.Match[str]) -> str:
        first, *others = (filled(match[0], side, said) for side in sides)
        return first + "".join(f" ({other})" for other in others)

    return _WORD_WITH_SIDE.sub(of_each, text)


def _length_text(span: Span) -> str:
    """A length, or a range of them, in milliseconds as `20–30 s`, in minutes where these are whole."""
    minute: Ms = 60_000
    ends = dict.fromkeys((span.low, span.high))
    if all(end % minute == 0 for end in ends):
        return f"{'–'.join(str(end // minute) for end in ends)} min"
    return f"{'–'.join(map(seconds_text, ends))} s"


def _count_text(span: Span) -> str:
    return "–".join(map(str, dict.fromkeys((span.low, span.high))))


class _HandoutBlocks:
    """Writes one exercise, and its variations, in its own language. Each block is short enough to stay on one page."""

    def __init__(self, item: SessionItem, first: Side, outer_language: str) -> None:
        other: Side = "right" if first == "left" else "left"
        self._item = item
        self._exercise: Exercise = item.exercise
        language = item.exercise.language
        self._attributes = {} if language == outer_language else {"lang": language}
        self._said = phrases(item.exercise.language)
        self._sides: tuple[Side | None, ...] = (None,) if item.exercise.sides == "none" else (first, other)

    def articles(self, heading: str | None, chapter: Chapter) -> Iterator[Element]:
        """The block of the exercise, with its breath as in its chapter, and one for each variation not chosen."""
        block = Element("article", self._attributes)
        if heading:
            _add(block, "h2", heading)
        if about := self._about():
            _add(block, "p", about, **{"class": "about"})
        block.extend(self._paragraphs(self._exercise.intro))
        for section in self._exercise.sections:
            block.append(self._section(section))
        figure = SubElement(block, "div", {"class": "figure"})
        figure.append(breath_figure(chapter, self._said))
        notes = _add(block, "div", self._said.written("notes"), **{"class": "notes"})
        notes.extend(Element("div") for _ in range(NOTE_LINES))
        yield block
        for variation in _others(self._item):
            yield self._variation(variation)

    def _about(self) -> str:
        exercise, said = self._exercise, self._said
        parts = [said.written_position(exercise.position)] if exercise.position else []
        parts += [said.things(exercise.needs)] if exercise.needs else []
        parts += [] if exercise.sides == "none" else [said.written(exercise.sides)]
        return " · ".join(parts)

    def _paragraphs(self, words: Iterable[Words], **attributes: str) -> Iterator[Element]:
        return (_element("p", _for_sides(each.text, self._sides, self._said), **attributes) for each in words)

    def _section(self, section: Section) -> Element:
        made = Element("section")
        _add(made, "h3", self._heading(section))
        # What is said at the switch is said once, and `{side}` is the one to come.
        sides = self._sides[-1:] if isinstance(section, Switch) else self._sides
        made.extend(_spoken(section.written, self._said, sides))
        made.extend(self._paragraphs(section.reminders, **{"class": "reminder"}))
        return made

    def _heading(self, section: Section) -> str:
        said = self._said
        match section:
            case Repeat():
                return self._reps(section)
            case Stays():
                return said.written(section.kind, stay=self._stay(section.stay))
            case Rest():
                return said.written("rest", length=_length_text(section.span))
            case _:
                return said.written(section.kind.replace(" ", "_"))

    def _reps(self, section: Repeat) -> str:
        said, span = self._said, self._item.reps or section.reps
        length = _length_text(section.time) if section.time and not self._item.reps else None
        if section.sets > 1:
            sets = said.written("sets", sets=section.sets, count=length or _count_text(span))
            rest = _length_text(Span(section.rest, section.rest))
            return f"{sets} · {said.written('rest', length=rest)}" if section.rest else sets
        return length or (said.written("once") if span.high == 1 else said.written("times", count=_count_text(span)))

    def _stay(self, stay: Stay) -> str:
        if stay.unit == "ms":
            return _length_text(stay.span)
        if stay.span.high == 1:
            return self._said.written("breath")
        return self._said.written("breaths", count=_count_text(stay.span))

    def _variation(self, variation: Variation) -> Element:
        block = Element("article", self._attributes)
        _add(block, "h2", self._said.written(variation.kind, name=variation.name))
        _add(block, "p", self._exercise.title, **{"class": "about"})
        block.extend(self._paragraphs(variation.cautions, **{"class": "caution"}))
        for section in variation.sections:
            block.append(self._section(section))
        return block
