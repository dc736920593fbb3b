"""Announcements: what is said to a listener beside the session, and its sound."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from voiceguide.clip import Samples
from voiceguide.mix.bells import bells_of
from voiceguide.mix.chapter import mix_chapter
from voiceguide.mix.noise import comfort_noise
from voiceguide.mix.sound import Sound
from voiceguide.speech.clips import Clips
from voiceguide.timeline.announcements import announced, countdown, where
from voiceguide.timeline.model import Chapter, Excerpt
from voiceguide.timeline.phrases import phrases
from voiceguide.units import CHANNELS, CHAPTER_GRID_MS, Ms, frames_from_ms, gain


class Announcer:
    """Speaks announcements in the language of a session.

    Args:
        clips: speaks and caches them.
        language: a BCP 47 tag.
        sound: the settings of the mix.
        rate: the speed of speech; > 1 is faster.

    Attributes:
        tick: the sound that confirms a command: float32 of shape (frames, 2).
    """

    def __init__(self, clips: Clips, language: str, sound: Sound, rate: float = 1.0) -> None:
        self._clips = clips
        self._language = language
        self._sound = sound
        self._rate = rate
        bell = bells_of(sound)("tick").samples * np.float32(gain(sound.voice_db + sound.bells_db))
        self.tick: Samples = np.repeat(bell, CHANNELS, axis=1) if bell.shape[1] == 1 else bell

    @property
    def noise(self) -> Samples:
        """What sounds before the session and while it is paused: comfort noise, or silence where that is left out, float32 of
        shape (frames, 2), whose end joins its start."""
        frames = frames_from_ms(CHAPTER_GRID_MS)
        if self._sound.floor_db is None:
            return np.zeros((frames, CHANNELS), np.float32)
        return comfort_noise(self._sound.floor_db).at(0, frames)

    def sound(self, excerpt: Excerpt) -> Iterator[Samples]:
        """The sound of an announcement, or of any excerpt of the session; see `Playable.sound`."""
        sound = self._sound
        if sound.files and excerpt.number is None:  # music would begin anew for each announcement
            sound = replace(sound, bed=None)
        return mix_chapter(excerpt.chapter, self._clips.clip, sound, start=excerpt.start, end=excerpt.until)

    def said(self, phrase: str) -> Excerpt:
        """A phrase of that name (`timeline/languages`), spoken."""
        return self._spoken(phrases(self._language).say(phrase))

    def help(self, keys: Mapping[str, str]) -> Excerpt:
        """What the keys do; `keys` has the key of every action, as `[keys]` in the config file has them."""
        return self._spoken(phrases(self._language).help(keys))

    def where(self, chapter: Chapter, elapsed: Ms) -> Excerpt:
        """Where in the session a place is."""
        return self._spoken(where(chapter, elapsed, self._language))

    def countdown(self, seconds: int, needs: tuple[str, ...] = (), cautions: tuple[str, ...] = ()) -> Excerpt:
        """What is needed, the cautions, and when the session begins; see `Playable.countdown`."""
        return countdown(seconds, needs, cautions, self._language, self._clips.measure, self._rate)

    def _spoken(self, text: str) -> Excerpt:
        return announced(text, self._language, self._clips.measure, self._rate)
