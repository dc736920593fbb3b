"""The course of a session that plays: where it is, what was heard of it, and what follows at the tempo of now."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from voiceguide.playback.playable import Playable, PlaybackPosition, Revise
from voiceguide.playback.queue import Spot
from voiceguide.timeline.gaps import SENTENCE_MS
from voiceguide.timeline.model import Bell, Chapter, Cue, Excerpt
from voiceguide.timeline.reps import beginning, bookmark_at, find_bookmark, last_said, next_rep, room, same_rep
from voiceguide.timeline.seek import seek
from voiceguide.units import Ms

TICK_MS: Ms = 300
"""How long the tick that confirms a command sounds alone."""

LONGEST_POLL_MS: Ms = 2_000
"""A longer step from one look to the next is a jump, and does not count as heard."""


class Course:
    """Where a session is, and what follows. To move here makes the chapter.

    Attributes:
        session: what is played, in its last version.
        place: where it is; None before it begins.
        tempo: how many steps slower than was asked for the breath is now.
        heard: how much of each chapter was heard, in milliseconds, by its number from 0.
    """

    def __init__(self, session: Playable) -> None:
        self.session = session
        self.place: Spot | None = None
        self.tempo = 0
        self.heard: dict[int, Ms] = {}

    @property
    def here(self) -> Spot:
        """The place, once it has begun."""
        assert self.place
        return self.place

    @property
    def number(self) -> int:
        """The chapter's, from 0."""
        number = self.here.excerpt.number
        assert number is not None
        return number

    def begin(self, number: int, elapsed: Ms, tempo: int) -> None:
        """Begin in a chapter; only its first excerpt is made."""
        self.tempo = tempo
        self.place = Spot(next(self.session.excerpts(number, tempo, elapsed)), elapsed)

    def follow(self, spot: Spot | None, *, back: bool = False) -> None:
        """Take a place that is heard, if it is one of the session, and count what was heard up to it.

        It goes `back` only where the device played less than was thought.
        """
        if spot is None or spot.excerpt.number is None:
            return
        if self.place and spot.excerpt.number == self.number:
            went = spot.elapsed - self.here.elapsed
            if 0 < went <= LONGEST_POLL_MS or back:
                self.heard[self.number] = max(0, self.heard.get(self.number, 0) + went)
        self.place = spot

    def go_to(self, number: int, elapsed: Ms = 0) -> None:
        """Go to a place in a chapter, at the tempo of now."""
        chapter = self.chapter(number)
        self.place = Spot(self._whole(number), min(elapsed, chapter.duration))

    def go_to_rep(self) -> None:
        """Go to where the rep began, or the last sentence."""
        spot = self._at_tempo()
        self.place = Spot(spot.excerpt, beginning(spot.excerpt.chapter, spot.elapsed))

    def go_to_last_words(self) -> None:
        """Go to where the last words began, with their breath."""
        here = self.here
        said = Spot(here.excerpt, last_said(here.excerpt.chapter, here.elapsed))
        self.place = moved(said, self._whole(self.number))

    def sought(self, by: Ms, start: tuple[int, Ms] | None = None) -> tuple[int, Ms] | None:
        """The breath that begins nearest to so many milliseconds from a place, which is here, or in a chapter: its chapter
        and the milliseconds there; None beyond the session's end."""
        number, elapsed = start or (self.number, self._at_tempo().elapsed)
        return seek(self.chapter, len(self.session.titles), number, elapsed, by)

    def make_ahead(self) -> None:
        """Make what follows at the tempo of now, on another thread."""
        self.session.make_ahead(self.number, self.tempo)

    def revise(self, revision: Revise) -> None:
        """Go on with another version of the session."""
        here, title, self.session = self.here, self.session.titles[self.number], revision.session
        number = revision.number
        if number is None:
            number = self.session.titles.index(title) if title in self.session.titles else 0
        excerpt = self._whole(number)
        self.place = Spot(excerpt, revision.find(excerpt.chapter)) if revision.find else moved(here, excerpt)

    def onward(self) -> Iterator[Excerpt]:
        """From here to the session's end. If the tempo has not changed, it waits for nothing to be made."""
        here = self.here if self.here.excerpt.tempo == self.tempo else self._at_tempo()
        return self._from(self.number, here.elapsed)

    def onward_at_tempo(self, spot: Spot, words: Cue) -> Iterator[Excerpt]:
        """From a spot to the session's end: at the tempo of now from the next rep on, with a tick and `words` before."""
        if spot.excerpt.number is None:
            return self.onward()
        number = spot.excerpt.number
        return chain(at_tempo(self._in_whole(spot), self._whole(number), words), self._from(number + 1))

    @property
    def chapter_heard(self) -> Chapter | None:
        """The whole chapter that is heard; None while only its beginning is made. Never waits."""
        excerpt = self.here.excerpt
        if not excerpt.joins:
            return excerpt.chapter
        is_made = self.session.duration(self.number, excerpt.tempo) is not None
        return self.session.chapter(self.number, excerpt.tempo) if is_made else None

    def position(self, *, paused: bool, remark: str | None) -> PlaybackPosition:
        """The playback position. Never waits."""
        session, number, elapsed = self.session, self.number, self.here.elapsed
        chapter = self.chapter_heard or self.here.excerpt.chapter
        lengths = [session.duration(each, self.tempo) for each in range(len(session.titles))]
        is_known = None not in lengths[number:]
        return PlaybackPosition(
            title=session.title,
            chapter=chapter,
            number=number,
            titles=session.titles,
            elapsed=elapsed,
            position=sum(filter(None, lengths[:number])) + elapsed,
            left=sum(filter(None, lengths[number + 1 :])) + chapter.duration - elapsed if is_known else None,
            paused=paused,
            language=session.language,
            remark=remark,
        )

    def chapter(self, number: int) -> Chapter:
        return self.session.chapter(number, self.tempo)

    def _from(self, number: int, elapsed: Ms = 0) -> Iterator[Excerpt]:
        """From a place to the session's end; each chapter is made when the play queue takes it, on a thread of its own.

        If the tempo changes meanwhile, the play queue is given other excerpts.
        """
        tempo, numbers = self.tempo, range(number, len(self.session.titles))
        return chain.from_iterable(
            self.session.excerpts(each, tempo, elapsed if each == number else 0) for each in numbers
        )

    def _at_tempo(self) -> Spot:
        """This place at the tempo of now, which may have changed since it was heard."""
        return moved(self._in_whole(self.here), self._whole(self.number))

    def _in_whole(self, spot: Spot) -> Spot:
        """The same place in the whole chapter; the excerpt may be from one of which only the beginning was made."""
        excerpt = spot.excerpt
        if excerpt.number is None or not excerpt.joins:
            return spot
        chapter = self.session.chapter(excerpt.number, excerpt.tempo)
        return Spot(replace(excerpt, chapter=chapter, end=None, joins=False), spot.elapsed)

    def _whole(self, number: int) -> Excerpt:
        return Excerpt(self.chapter(number), number=number, tempo=self.tempo)


def at_tempo(spot: Spot, wanted: Excerpt, words: Cue) -> Iterator[Excerpt]:
    """The rest of a chapter: unchanged up to its next rep, and from there on as in `wanted`.

    A tick sounds at once, and `words` are said as soon as no other words are.
    """
    free = spot.elapsed + TICK_MS
    leaving = next_rep(spot.excerpt.chapter, free)
    joining = leaving and same_rep(wanted.chapter, leaving.key)
    old = replace(spot.excerpt, start=spot.elapsed, end=leaving.start if joining and leaving else spot.excerpt.end)
    new = replace(wanted, start=joining.start) if joining else None
    at = room(old.chapter, words.duration, free, old.until, SENTENCE_MS)
    old = old.with_bell(Bell("tick", spot.elapsed))
    if at is not None:
        old = old.with_cue(replace(words, start=at))
    elif new:
        at = room(new.chapter, words.duration, new.start, new.until, SENTENCE_MS)
        new = new if at is None else new.with_cue(replace(words, start=at))
    yield old
    if new:
        yield new


def moved(spot: Spot, wanted: Excerpt) -> Spot:
    """The same place in a chapter at another tempo: the start of the same rep, or the same words between reps."""
    found = None
    if spot.excerpt.tempo != wanted.tempo:
        found = find_bookmark(wanted.chapter, bookmark_at(spot.excerpt.chapter, spot.elapsed))
    return Spot(wanted, min(spot.elapsed, wanted.chapter.duration) if found is None else found)
