"""Helpers for tests of several stages: scripts as text, parsed and compiled without a voice."""

from dataclasses import dataclass

from voiceguide.script.model import Script
from voiceguide.script.parse import parse
from voiceguide.timeline.model import Chapter, Cue, Phase, Timeline

SIDE_STRETCH = """\
---
position: seated
needs: [chair]
sides: each
---
# Side stretch

## Set up
Sit tall.

Reach your {side} arm up.
- Wait 3s

## Repeat 5-8 times
- Inhale: bend to the {other side}. | Bend {other side}.
- Exhale: come back up. | Back up.

> Keep your {side} sitting bone heavy.

## Hold 3 breaths
Stay, and breathe into your {side} ribs.

## Finish
Lower your arm.
"""


@dataclass(frozen=True)
class Compiled:
    """A timeline with shortcuts for tests; `chapter` is that of the first exercise."""

    timeline: Timeline

    @property
    def chapter(self) -> Chapter:
        return self.timeline.chapters[1]

    @property
    def phases(self) -> tuple[Phase, ...]:
        return self.chapter.phases

    def said(self, *roles: str) -> list[str]:
        return [cue.utterance.text for cue in self.cues(*roles)]

    def cues(self, *roles: str) -> list[Cue]:
        return [cue for cue in self.chapter.cues if not roles or cue.role in roles]

    def notes(self, severity: str) -> list[str]:
        return [str(note) for note in self.timeline.all_notes() if note.severity == severity]


def read(text: str) -> Script:
    """Parse a script that must have no problems."""
    script, problems = parse(text, "x.md")
    assert script is not None
    assert [str(problem) for problem in problems] == []
    return script


def problems_in(text: str) -> list[str]:
    """Every problem of a script, as `line:column: severity: message`."""
    _, problems = parse(text, "x.md")
    return [str(problem).removeprefix("x.md:") for problem in problems]
