"""What a screen reader is given of a playing session: a line when something changes, and nothing twice."""

import re
from collections.abc import Iterator

from voiceguide.playback.playable import PlaybackPosition
from voiceguide.playback.view import plain
from voiceguide.timeline.announcements import rep_in_words
from voiceguide.timeline.model import Chapter, RepKey
from voiceguide.timeline.phrases import phrases
from voiceguide.timeline.reps import RepSpan, rep_spans


class Lines:
    """Remembers what was told of a session."""

    def __init__(self) -> None:
        self._number: int | None = None
        self._rep: RepKey | None = None
        self._paused = False
        self._remark = self._last = ""
        self._chapter: Chapter | None = None
        self._spans: dict[RepKey, RepSpan] = {}

    def news(self, playback: PlaybackPosition) -> Iterator[str]:
        """The lines for what is new at a playback position."""
        for line in self._news(playback):
            self._last = line
            yield line

    def _news(self, playback: PlaybackPosition) -> Iterator[str]:
        """What is new at a playback position: the exercise, the set, the side and the rep, in the language of the session.

        A pause and a remark are told, too; after a pause, it is told again where the session goes on, unless that was the
        last line. A remark that differs from the last one in its numbers only is the same.
        """
        paused = phrases(playback.language).say("paused")
        goes_on = self._paused and not playback.paused and self._last == paused
        span = self._rep_at(playback)
        if playback.number != self._number or (goes_on and not span):
            yield plain(playback.chapter.title)
        if span and (goes_on or (playback.number, span.key) != (self._number, self._rep)):
            yield from self._rep_news(playback, span)
        if playback.paused and not self._paused:
            yield paused
        remark = re.sub(r"\d+", "", playback.remark or "")
        if remark not in ("", self._remark):
            yield plain(playback.remark or "")
        self._number, self._paused, self._remark = playback.number, playback.paused, remark
        self._rep = span.key if span else self._rep

    def _rep_news(self, playback: PlaybackPosition, span: RepSpan) -> Iterator[str]:
        section = [phase.set for phase in playback.chapter.phases if phase.section_index == span.key.section_index]
        before = self._rep.set if self._rep and self._rep.section_index == span.key.section_index else None
        if max(section) > 1 and before != span.key.set:
            yield phrases(playback.language).say("set", number=phrases(playback.language).number(span.key.set))
        yield rep_in_words(span, playback.language)

    def _rep_at(self, playback: PlaybackPosition) -> RepSpan | None:
        """The rep whose breath goes on; a cue that leads its phase does not count yet."""
        chapter, here = playback.chapter, playback.elapsed
        if chapter is not self._chapter:
            self._chapter, self._spans = chapter, {span.key: span for span in rep_spans(chapter)}
        return next((self._spans[phase.rep_key] for phase in chapter.phases if phase.start <= here < phase.end), None)
