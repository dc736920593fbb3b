"""Sets up what a listener has while a session plays: keys, media keys and the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from voiceguide.cli.console import accessible, stderr

if TYPE_CHECKING:
    from voiceguide.playback.keys import Command
    from voiceguide.playback.playable import Playable, PlaybackPosition, Revise
    from voiceguide.playback.player import Player
    from voiceguide.playback.revisions import Revisions
    from voiceguide.playback.speakers import SpeakersChoice
    from voiceguide.units import Ms


@contextmanager
def listening(
    session: Playable,
    speakers: SpeakersChoice,
    device: str | None,
    revisions: Revisions | None = None,
    *,
    keep_playing: bool = False,
    quiet: Ms = 0,
) -> Iterator[Player]:
    """A player with keys, media keys and screen. The terminal is restored at the end.

    Args:
        revisions: gives newer versions of the session, where its scripts are watched.
        speakers, device, keep_playing, quiet: see `player_on_device`.
    """
    from voiceguide.config import load_config
    from voiceguide.playback.controls import Controls, bindings
    from voiceguide.playback.keys import open_keys
    from voiceguide.playback.mpris import MediaKeys
    from voiceguide.playback.on_device import player_on_device
    from voiceguide.playback.screen import Screen

    with ExitStack() as stack:
        if revisions:
            stack.enter_context(revisions)
        config = load_config()
        bound = bindings(config)
        keys = open_keys(sys.stdin, bound.commands)
        screen = stack.enter_context(Screen(stderr(), keys, bound.main, plain=config.plain or accessible()))
        if keys:
            stack.enter_context(keys)
        media_keys = stack.enter_context(MediaKeys(cover=lambda: _cover(session)))

        def watch(playback: PlaybackPosition) -> None:
            if revisions and revisions.remark:
                playback = replace(playback, remark=revisions.remark)
            screen.show(playback)
            media_keys.show(playback)

        controls = Controls(keys, media_keys.read, bound=bound.commands)

        def ask(seconds: float) -> Command | Revise | None:
            return (revisions.read() if revisions else None) or controls.read(seconds)

        yield stack.enter_context(
            player_on_device(
                session, speakers, device, ask, watch, keys=bound.main, keep_playing=keep_playing, quiet=quiet
            )
        )


def _cover(session: Playable) -> bytes | None:
    """The picture that an export has; None while not all of the session is made."""
    from voiceguide.exporter.cover import cover

    timeline = session.timeline()
    return cover(timeline) if timeline else None
