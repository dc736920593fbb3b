"""A script played while it is made: chapter by chapter, at a breath that may change.

What mixes is imported when it is first needed: numpy takes a tenth of a second, and the voice can be loaded meanwhile.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from voiceguide.errors import PaceError, VoiceguideError
from voiceguide.mix.sound import Sound, chosen_with
from voiceguide.problems import Problem
from voiceguide.script.model import Session, SessionItem
from voiceguide.speech.clips import Clips
from voiceguide.speech.prefetch import predicted
from voiceguide.timeline.bookends import cautions, needs
from voiceguide.timeline.compile import SessionChapters, compile_session, turns_of
from voiceguide.timeline.model import Chapter, Excerpt, Timeline, Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.clip import Samples
    from voiceguide.playback.announcer import Announcer

STEP = 1.1
"""One step of the tempo: a breath that is a tenth longer, or as much shorter."""

QUICKEST_MS: Ms = 3_000
SLOWEST_MS: Ms = 20_000
"""A step of the tempo leads to no breath beyond these: 20 and 3 a minute."""


class LiveSession:
    """See `Playable`.

    Args:
        session: what its scripts say.
        options: what the listener chose; whether a guide sounds follows from `sound`.
        clips: its speech. The bell of its opening sounds before any of it is asked for.
        sound: what is heard beside the words.
        on_spoken: called with each text that is spoken before the session begins, where its length needs that.

    Attributes:
        session: what its scripts say.
        problems: warnings about its scripts; how its words fit is known once its chapters are made.

    Raises:
        ScriptError: with `strict`, words do not fit.
        ChoiceError, PaceError: the options do not go with it.
        SpeechError: the voice failed.
        SoundError: the bed or a bell cannot be used.
    """

    def __init__(
        self,
        session: Session,
        options: Options,
        clips: Clips,
        sound: Sound,
        on_spoken: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.session = session
        self.problems = session.problems
        self._sound = sound
        self._options = chosen_with(sound, options)
        self._clips = clips

        def measure(utterance: Utterance) -> Ms:
            on_spoken(utterance.text)
            return clips.measure(utterance)

        if options.minutes is None:
            # A session that is too long is refused before it begins: its breaths and rests alone tell that.
            compile_session(session, replace(self._options, strict=False), lambda _: 0)
            turns = turns_of(session, self._options, measure)
        else:  # which exercises have time depends on all words, so they are spoken first
            with clips.prefetching(predicted(session, self._options)):
                turns = turns_of(session, self._options, measure)
        if options.strict:
            compile_session(session, self._options, clips.measure)
        self._chapters = {0: SessionChapters(session, turns, self._options, clips.measure)}
        self._stop_ahead = threading.Event()
        self.title = session.title
        self.language = session.language
        self.titles = self._chapters[0].titles
        self.exercises = (None, *(turn.item.exercise.name for turn in self._chapters[0].turns), None)

    def revised(self, session: Session) -> LiveSession:
        """The same for another version of its scripts: with the same choices and voice; what was spoken is not spoken again.

        This one plays on, but makes nothing more ahead.

        Raises:
            ScriptError, ChoiceError, PaceError: as above.
        """
        revised = LiveSession(session, self._options, self._clips, self._sound)
        self._stop_ahead.set()
        return revised

    def begin_bed(self, number: int) -> None:
        """Let a bed of files begin with a chapter, so that no chapter before it has to be made. To be called before any is made."""
        if self._sound.files:
            self._options = replace(self._options, bed_from=number)
            turns = self._chapters[0].turns
            self._chapters[0] = SessionChapters(self.session, turns, self._options, self._clips.measure)

    @property
    def items(self) -> tuple[SessionItem, ...]:
        """The exercises of the chapters from 1 on, with the sections of their chosen variations."""
        return self._chapters[0].items

    @cached_property
    def announcer(self) -> Announcer:
        from voiceguide.playback.announcer import Announcer

        return Announcer(self._clips, self.session.language, self._sound, self._options.rate)

    def chapter(self, number: int, tempo: int) -> Chapter:
        return self._at(tempo)[number]

    def excerpts(self, number: int, tempo: int, start: Ms = 0) -> Iterator[Excerpt]:
        for chapter, until in self._at(tempo).growing(number):
            whole = until == chapter.duration
            if whole or until > start:
                yield Excerpt(chapter, start, None if whole else until, number, tempo, joins=not whole)
                start = until

    def duration(self, number: int, tempo: int) -> Ms | None:
        chapter = self._at(tempo).laid(number)
        return None if chapter is None else chapter.duration

    def timeline(self) -> Timeline | None:
        made, pace = self._made(), str(self._options.pace_for(self.session.pace))
        return Timeline(self.title, self.language, pace, made) if len(made) == len(self.titles) else None

    def notes(self) -> tuple[Problem, ...]:
        """What was noted while chapters were made, each once."""
        notes = (*self._chapters[0].notes, *(note for chapter in self._made() for note in chapter.notes))
        return tuple(dict.fromkeys(notes))

    def _made(self) -> tuple[Chapter, ...]:
        """The chapters that are made at the pace that was asked for."""
        return tuple(filter(None, map(self._chapters[0].laid, range(len(self.titles)))))

    def can_go(self, tempo: int) -> bool:
        try:
            quickest, slowest = self._breaths(tempo)
        except PaceError:
            return False
        return (tempo <= 0 or slowest <= SLOWEST_MS) and (tempo >= 0 or quickest >= QUICKEST_MS)

    def _breaths(self, tempo: int) -> tuple[Ms, Ms]:
        """The shortest and the longest breath of the session, in milliseconds.

        Raises:
            PaceError: a part of a breath is out of bounds.
        """
        options = self._options_at(tempo)
        paces = (*(options.pace_for(item.pace) for item in self.items), options.ramp_target)
        lengths = [pace.breath_ms for pace in paces if pace]
        return min(lengths), max(lengths)

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        return self.announcer.sound(excerpt)

    def countdown(self, seconds: int, number: int) -> Excerpt:
        coming = self.items[max(0, number - 1) :]
        return self.announcer.countdown(seconds, needs(coming), cautions(self.session, coming) if number else ())

    def make_ahead(self, number: int, tempo: int) -> None:
        self._stop_ahead.set()
        self._stop_ahead = stop = threading.Event()
        threading.Thread(target=self._make_ahead, args=(number, tempo, stop), name="ahead", daemon=True).start()

    def close(self) -> None:
        """Make and speak nothing more."""
        self._stop_ahead.set()
        self._clips.close()

    def _make_ahead(self, number: int, tempo: int, stop: threading.Event) -> None:
        chapters = self._at(tempo)
        prefetching = self._clips.prefetching(predicted(self.session, self._options_at(tempo)))
        with suppress(VoiceguideError), prefetching:  # errors are met later
            for each in (*range(number, len(chapters)), *range(number)):
                if stop.is_set():
                    return
                chapters[each]

    def _at(self, tempo: int) -> SessionChapters:
        """The chapters with every breath slower by some steps; reps that fit `minutes` stay the same."""
        if tempo not in self._chapters:
            options, measure = self._options_at(tempo), self._clips.measure
            # Several threads may come here at once: all of them get the chapters that were put here first.
            self._chapters.setdefault(tempo, SessionChapters(self.session, self._chapters[0].turns, options, measure))
        return self._chapters[tempo]

    def _options_at(self, tempo: int) -> Options:
        return replace(self._options, tempo=STEP**tempo)
