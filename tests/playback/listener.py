"""A session of two exercises, spoken by tones on recording speakers, and the commands of a listener."""

import time
from pathlib import Path

import numpy as np
from stepped import SteppedClock

from voiceguide.mix.sound import Sound
from voiceguide.playback.keys import Command
from voiceguide.playback.live import LiveSession
from voiceguide.playback.player import Player
from voiceguide.playback.recording import RecordingSpeakers
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.tone import ToneEngine
from voiceguide.timeline.model import Excerpt
from voiceguide.timeline.options import Options
from voiceguide.units import frames_from_ms

SESSION = """\
# Two

1. [Side stretch](side-stretch.md)
2. [Breathing](breathing.md)
"""
SIDE_STRETCH = """\
---
position: seated
needs: [chair]
sides: each
---
# Side stretch

## Set up
Sit tall.

## Repeat 3 times
- Inhale: bend {other side}.
- Exhale: back up.
"""
BREATHING = """\
---
position: seated
needs: [cushion]
---
# Breathing

> [!CAUTION]
> Stop if you feel dizzy.

## Breathe 4 breaths
"""

OPENING, STRETCH, BREATHE, CLOSING = range(4)


def two_exercises(folder: Path, **options: object) -> "Watched":
    for name, text in (("two", SESSION), ("side-stretch", SIDE_STRETCH), ("breathing", BREATHING)):
        (folder / f"{name}.md").write_text(text, "utf-8")
    chosen = Options(**{"bells": False, **options})  # type: ignore[arg-type]
    return Watched(load(folder / "two.md"), chosen, ClipCache(ToneEngine(), folder / "clips"), Sound(guide="breath"))


class Watched(LiveSession):
    """A session that remembers what was played: `begun` has (chapter, start, tempo), or the words of an announcement."""

    def __init__(self, *args):
        super().__init__(*args)
        self.begun, self.sounded = [], []

    def sound(self, excerpt):
        words = " ".join(cue.utterance.text for cue in excerpt.chapter.cues)
        self.begun.append(words if excerpt.number is None else (excerpt.number, excerpt.start, excerpt.tempo))
        self.sounded.append(excerpt)
        return super().sound(excerpt)

    def close(self):
        """Make nothing more ahead; a test may still ask for what was not spoken."""
        self._stop_ahead.set()

    def whole(self, number, tempo=0):
        return np.concatenate(list(super().sound(Excerpt(self.chapter(number, tempo)))))


class Heard:
    """A session played to its end by a stepped clock, with commands as pairs of seconds and command."""

    def __init__(
        self,
        session,
        *presses: tuple[float, Command],
        before=(),
        begin=(0, 0),
        speakers=None,
        slept=lambda: None,
        watch=lambda _: None,
        gone=lambda: None,
        ahead_ms=0,
    ):
        """Up to the last command the clock waits for `ahead_ms` of sound: on a busy machine it is made late, and silence goes
        before it."""
        self.session, self.clock, self.positions = session, SteppedClock(), []
        self.opened = []
        presses = sorted(presses)

        def watched(playback):
            self.positions.append(playback)
            watch(playback)

        def open_speakers():
            self.opened.append((speakers or RecordingSpeakers)(self.clock))
            return self.opened[-1]

        def ask(seconds):
            wait = presses[0][0] - self.clock() if presses else float("inf")
            for _ in range(500):
                if not presses or self.speakers.unheard >= ahead_ms:
                    break
                time.sleep(0.01)
            self.clock.advance(max(0.0, min(wait, seconds)))
            return presses.pop(0)[1] if wait <= seconds else None

        self.player = Player(session, open_speakers, ask, watched, slept, self.clock, gone=gone)
        self.ending = self.player.play(*begin, before=before)
        session.close()

    @property
    def speakers(self):
        return self.opened[-1]

    @property
    def cuts(self):
        """Frames at which sound was rewritten."""
        return [frames_from_ms(position) for event, position in self.speakers.events if event == "rewrite"]

    @property
    def sound(self):
        return self.speakers.written
