"""Announcements of the player: where the session is, what is needed, how long until it begins."""

from collections.abc import Iterable

from voiceguide.timeline.gaps import EDGE_MS, READY_MS, SENTENCE_MS
from voiceguide.timeline.layout import ChapterBuilder
from voiceguide.timeline.model import Chapter, Excerpt, Measure
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.reps import RepSpan, rep_at
from voiceguide.units import Ms

COUNTED_DOWN = 3
"""The last seconds before a session are said one by one."""

COUNT_APART_MS: Ms = 150
"""The least silence before each counted second and after the last."""


def announced(text: str, language: str, measure: Measure, rate: float = 1.0) -> Excerpt:
    """An excerpt that says `text` and leaves `READY_MS` to take it in. `rate` > 1 is faster speech."""
    builder = ChapterBuilder(language, measure, rate)
    end = builder.now = builder.say("announcement", text, 0) + READY_MS
    return Excerpt(builder.chapter("", None), end=end)


def where(chapter: Chapter, elapsed: Ms, language: str) -> str:
    """Words for a place in a chapter, `elapsed` ms from its start: `Side stretch. Left side, third of six.`"""
    span = rep_at(chapter, elapsed)
    title = phrases(language).say("where", title=chapter.title)
    return f"{title} {rep_in_words(span, language)}" if span else title


def rep_in_words(span: RepSpan, language: str) -> str:
    """Words for a rep or a breath: `Left side, third of six.`"""
    said = phrases(language)
    parts = [said.say("where_side", side=said.side(span.side))] if span.side else []
    if span.section == "repeat":
        parts.append(said.say("where_rep", ordinal=said.ordinal(span.rep), count=said.number(span.reps)))
    else:
        parts.append(said.say("where_breath", number=said.number(span.rep), count=said.number(span.reps)))
    place = ", ".join(parts)
    return f"{place[0].upper()}{place[1:]}."


def countdown(
    seconds: int, needs: Iterable[str], cautions: Iterable[str], language: str, measure: Measure, rate: float = 1.0
) -> Excerpt:
    """The wait before a session: the things needed, the cautions, the seconds left, and the last seconds one by one.

    It lasts `seconds`, or longer where the words need it. `rate` > 1 is faster speech.
    """
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
