"""A script with the voice that was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from voiceguide.cli.console import progress, say
from voiceguide.cli.flags import SessionFlags

if TYPE_CHECKING:
    from voiceguide.playback.live import LiveSession
    from voiceguide.replay import ReplayedSession
    from voiceguide.session import Prepared
    from voiceguide.speech.engine import Engine


def prepared(script: str, flags: SessionFlags) -> Prepared:
    """Load, compile and speak a script as the flags say.

    Raises:
        VoiceguideError: whatever keeps it from being made.
    """
    from voiceguide.config import load_config
    from voiceguide.script.find import find_script
    from voiceguide.session import prepare
    from voiceguide.speech.choose import Choice
    from voiceguide.storage.folders import clip_folder

    options, sound = flags.options(), flags.sound()
    choice = Choice(flags.voice, load_config(), find_script(script).parent, flags.rate)
    with progress() as lines:
        speaking = lines.add("Speaking")

        def show(text: str) -> None:
            lines.change(speaking, description=f"Speaking: {text[:40]}")

        return choice.speak(lambda engine: prepare(script, options, engine, clip_folder(), sound, on_spoken=show), say)


def live(script: str, flags: SessionFlags, begin: Callable[[LiveSession], int], *, needs: bool = True) -> LiveSession:
    """Load a script to be played as the flags say, as far as the first words of the chapter to `begin` with.

    Args:
        begin: the number of that chapter.
        needs: whether the opening says what is needed.

    Raises:
        VoiceguideError: whatever keeps it from being made.
    """
    from voiceguide.config import load_config
    from voiceguide.playback.live import LiveSession
    from voiceguide.script.find import find_script
    from voiceguide.speech.choose import Choice
    from voiceguide.storage.folders import clip_folder

    options, sound = replace(flags.options(), needs=needs), flags.sound()

    def begun(engine: Engine) -> LiveSession:
        session = LiveSession(script, options, engine, clip_folder(), sound)
        threading.Thread(target=_get_ready, args=(session,), name="ready", daemon=True).start()
        next(session.excerpts(begin(session), 0))  # a voice that cannot speak is known before anything sounds
        return session

    return Choice(flags.voice, load_config(), find_script(script).parent, flags.rate).speak(begun, say)


def _get_ready(session: LiveSession) -> None:
    """Import and load what the first sound needs, while the voice is loaded and speaks the first words."""
    from voiceguide.playback import player, screen  # noqa: F401

    _ = session.tick


def replayed(file: Path, flags: SessionFlags) -> ReplayedSession:
    """An export, with the voice that answers its listener.

    Raises:
        VoiceguideError: it is none, or the voice cannot speak.
    """
    from voiceguide.config import load_config
    from voiceguide.replay import ReplayedSession
    from voiceguide.speech.choose import Choice
    from voiceguide.storage.folders import clip_folder

    return Choice(flags.voice, load_config()).speak(lambda engine: ReplayedSession(file, engine, clip_folder()), say)
