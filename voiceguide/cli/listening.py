"""Sets up what a listener has while a session plays: keys, media keys and the screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain, repeat
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
    """A player with keys, media keys and screen, on a machine that stays awake. The terminal is restored at the end.

    Args:
        revisions: gives newer versions of the session, where its scripts are watched.
        keep_playing: whether it plays on through another device when headphones are gone.
        quiet: how long the session sounds at first without a word, in milliseconds: so much shorter is the noise before it
            that wakes headphones.
    """
    import numpy as np

    from voiceguide.config import load_config
    from voiceguide.playback.awake import SleepWatch, staying_awake
    from voiceguide.playback.controls import Controls, bindings
    from voiceguide.playback.headphones import HeadphonesWatch
    from voiceguide.playback.keys import NoKeys
    from voiceguide.playback.mpris import MediaKeys
    from voiceguide.playback.player import Player
    from voiceguide.playback.screen import Screen
    from voiceguide.playback.speakers import AWAKE_MS, open_keys, open_speakers
    from voiceguide.units import CHANNELS, frames_from_ms

    with ExitStack() as stack:
        stack.enter_context(staying_awake())
        if revisions:
            stack.enter_context(revisions)
        config = load_config()
        bound = bindings(config)
        keys = open_keys(sys.stdin, bound.commands)
        read = None if isinstance(keys, NoKeys) else keys
        screen = stack.enter_context(Screen(stderr(), read, bound.main, plain=config.plain or accessible()))
        stack.enter_context(keys)
        media_keys = stack.enter_context(MediaKeys(cover=lambda: _cover(session)))

        headphones = HeadphonesWatch()
        if not keep_playing:
            stack.enter_context(headphones)

        def watch(playback: PlaybackPosition) -> None:
            if revisions and revisions.remark:
                playback = replace(playback, remark=revisions.remark)
            screen.show(playback)
            media_keys.show(playback)

        controls = Controls(keys, media_keys.read, bound=bound.commands)

        def ask(seconds: float) -> Command | Revise | None:
            return (revisions.read() if revisions else None) or controls.read(seconds)

        lead = np.resize(session.noise, (frames_from_ms(AWAKE_MS), CHANNELS))
        leads = chain([lead[: frames_from_ms(max(0, AWAKE_MS - quiet))]], repeat(lead))
        yield Player(
            session,
            lambda: open_speakers(speakers, device, next(leads)),
            ask,
            watch,
            SleepWatch().slept,
            keys=bound.main,
            gone=headphones.gone,
            let_go=headphones.let_go,
        )


def _cover(session: Playable) -> bytes | None:
    """The picture that an export has; None while not all of the session is made."""
    from voiceguide.exporter.cover import cover

    timeline = session.timeline()
    return cover(timeline) if timeline else None
