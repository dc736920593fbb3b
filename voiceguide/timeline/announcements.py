"""What the player says by itself: where a listener is, what is needed, how long until it begins."""

from collections.abc import Iterable

from voiceguide.timeline.gaps import EDGE_MS, READY_MS, SENTENCE_MS
from voiceguide.timeline.layout import ChapterBuilder
from voiceguide.timeline.model import Chapter, Excerpt, Measure
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.reps import rep_at
from voiceguide.units import Ms

COUNTED_DOWN = 3
"""The last seconds before a session are said one by one."""

COUNT_APART_MS: Ms = 150


def spoken(text: str, language: str, measure: Measure, rate: float = 1.0) -> Excerpt:
    """A few words, and the time that a listener needs to take them in.

    Args:
        rate: the speed of speech; > 1 is faster.
    """
    builder = ChapterBuilder(language, measure, rate)
    end = builder.now = builder.say("announcement", text, 0) + READY_MS
    return Excerpt(builder.chapter("", None), end=end)


def where(chapter: Chapter, elapsed: Ms, language: str) -> str:
    """Where in a session somebody is: `Side stretch. Left side, third of six.`"""
    said = phrases(language)
    span = rep_at(chapter, elapsed)
    title = said.say("where", title=chapter.title)
    if span is None:
        return title
    excerpts = [said.say("where_side", side=said.side(span.side))] if span.side else []
    if span.section == "repeat":
        excerpts.append(said.say("where_rep", ordinal=said.ordinal(span.rep), count=said.number(span.reps)))
    else:
        excerpts.append(said.say("where_breath", number=said.number(span.rep), count=said.number(span.reps)))
    place = ", ".join(excerpts)
    return f"{title} {place[0].upper()}{place[1:]}."


def countdown(
    seconds: int, needs: Iterable[str], cautions: Iterable[str], language: str, measure: Measure, rate: float = 1.0
) -> Excerpt:
    """That many seconds before a session, or more if the words need them: what to have at hand and to mind, and when it begins."""
    said = phrases(language)
    builder = ChapterBuilder(language, measure, rate, now=EDGE_MS)
    end = EDGE_MS + seconds * 1000
    things = tuple(needs)
    if things:
        builder.now = (
            builder.say("announcement", said.say("needs", things=said.things(things)), builder.now) + SENTENCE_MS
        )
    for caution in cautions:
        builder.now = builder.say("caution", caution, builder.now) + SENTENCE_MS
    left = round((end - builder.now) / 1000)
    if left > COUNTED_DOWN:
        builder.say("announcement", said.say("begins", number=said.number(left)), builder.now)
    for second in range(min(COUNTED_DOWN, seconds), 0, -1):
        if not builder.cues or end - second * 1000 >= builder.cues[-1].end + COUNT_APART_MS:
            builder.say("announcement", f"{said.number(second)}.".capitalize(), end - second * 1000)
    builder.now = max(builder.cues[-1].end + COUNT_APART_MS if builder.cues else 0, end)
    return Excerpt(builder.chapter("", None), end=builder.now)
