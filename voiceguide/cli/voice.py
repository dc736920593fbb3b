"""A script prepared with the voice that was asked for, its progress shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from voiceguide.cli.console import progress, say
from voiceguide.cli.flags import SessionFlags

if TYPE_CHECKING:
    from voiceguide.pipeline import Prepared


def prepared(script: str, flags: SessionFlags) -> Prepared:
    """Load, compile and speak a script as the flags say.

    Raises:
        VoiceguideError: whatever keeps it from being made.
    """
    from voiceguide.config import load_config
    from voiceguide.pipeline import clip_folder, prepare
    from voiceguide.script.find import find_script
    from voiceguide.speech.choose import Choice

    options, sound = flags.options(), flags.sound()
    choice = Choice(flags.voice, load_config(), find_script(script).parent)
    with progress() as display:
        speaking = display.add_task("Speaking", total=None)

        def show(text: str) -> None:
            display.update(speaking, description=f"Speaking: {text[:40]}")

        return choice.speak(lambda engine: prepare(script, options, engine, clip_folder(), sound, on_spoken=show), say)
