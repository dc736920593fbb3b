"""All that a listener has while a session plays."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from voiceguide.cli.console import stderr

if TYPE_CHECKING:
    from voiceguide.play.playable import Moment, Playable
    from voiceguide.play.player import Player
    from voiceguide.play.speakers import SpeakersChoice


@contextmanager
def listening(session: Playable, speakers: SpeakersChoice, device: str | None) -> Iterator[Player]:
    """A player with its keys, media keys and screen; the terminal is given back as it was."""
    from voiceguide.play.awake import SleepWatch, staying_awake
    from voiceguide.play.keys import Controls
    from voiceguide.play.mpris import MediaKeys
    from voiceguide.play.player import Player
    from voiceguide.play.screen import Screen
    from voiceguide.play.speakers import open_keys, open_speakers

    with ExitStack() as stack:
        stack.enter_context(staying_awake())
        has_keys = sys.stdin is not None and sys.stdin.isatty()
        screen = stack.enter_context(Screen(stderr(), keys=has_keys))
        keys = stack.enter_context(open_keys(sys.stdin))
        media_keys = stack.enter_context(MediaKeys())

        def watch(moment: Moment) -> None:
            screen.show(moment)
            media_keys.show(moment)

        ask = Controls(keys, media_keys.read).read
        yield Player(session, lambda: open_speakers(speakers, device), ask, watch, SleepWatch().slept)
