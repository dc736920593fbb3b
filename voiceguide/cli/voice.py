"""A script prepared with the voice that was asked for, its progress shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voiceguide.cli.console import progress
from voiceguide.cli.flags import SessionFlags

if TYPE_CHECKING:
    from voiceguide.pipeline import Prepared


def prepared(script: str, flags: SessionFlags) -> Prepared:
    """Load, compile and speak a script as the flags say.

    Raises:
        VoiceguideError: whatever keeps it from being made.
    """
    from voiceguide.pipeline import clip_folder, prepare
    from voiceguide.speech.system import SystemEngine

    options = flags.options()
    with progress() as display:
        speaking = display.add_task("Speaking", total=None)
        return prepare(
            script,
            options,
            SystemEngine(flags.voice),
            clip_folder(),
            on_spoken=lambda text: display.update(speaking, description=f"Speaking: {text[:40]}"),
        )
