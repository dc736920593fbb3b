"""Sets up what a listener has while a session plays: keys, media keys and the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from voiceguide.cli.console import stderr

if TYPE_CHECKING:
    from voiceguide.playback.playable import Playable, PlaybackPosition
    from voiceguide.playback.player import Player
    from voiceguide.playback.speakers import SpeakersChoice


@contextmanager
def listening(session: Playable, speakers: SpeakersChoice, device: str | None) -> Iterator[Player]:
    """A player with keys, media keys and screen, on a machine that stays awake. The terminal is restored at the end."""
    from voiceguide.playback.awake import SleepWatch, staying_awake
    from voiceguide.playback.keys import Controls, NoKeys
    from voiceguide.playback.mpris import MediaKeys
    from voiceguide.playback.player import Player
    from voiceguide.playback.screen import Screen
    from voiceguide.playback.speakers import open_keys, open_speakers

    with ExitStack() as stack:
        stack.enter_context(staying_awake())
        keys = open_keys(sys.stdin)
        screen = stack.enter_context(Screen(stderr(), None if isinstance(keys, NoKeys) else keys))
        stack.enter_context(keys)
        media_keys = stack.enter_context(MediaKeys(cover=lambda: _cover(session)))

        def watch(playback: PlaybackPosition) -> None:
            screen.show(playback)
            media_keys.show(playback)

        ask = Controls(keys, media_keys.read).read
        yield Player(session, lambda: open_speakers(speakers, device), ask, watch, SleepWatch().slept)


def _cover(session: Playable) -> bytes | None:
    """The picture that an export has; None while not all of the session is made."""
    from voiceguide.exporter.cover import cover

    timeline = session.timeline()
    return cover(timeline) if timeline else None
