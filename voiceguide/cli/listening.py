"""All that a listener has while a session plays."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from voiceguide.cli.console import stderr

if TYPE_CHECKING:
    from voiceguide.play.moment import Moment
    from voiceguide.play.playable import Playable
    from voiceguide.play.player import Player
    from voiceguide.play.speakers import SpeakersChoice


@contextmanager
def listening(session: Playable, speakers: SpeakersChoice, device: str | None) -> Iterator[Player]:
    """A player with its keys and its screen; the terminal is given back as it was."""
    from voiceguide.play.awake import staying_awake
    from voiceguide.play.controls import Controls
    from voiceguide.play.mpris import MediaKeys
    from voiceguide.play.open import open_keys, open_speakers
    from voiceguide.play.player import Player
    from voiceguide.play.sleep import SleepWatch
    from voiceguide.units import clock_text

    with ExitStack() as stack:
        stack.enter_context(staying_awake())
        keys = stack.enter_context(open_keys(sys.stdin))
        media = stack.enter_context(MediaKeys())
        status = stack.enter_context(stderr().status(""))

        def watch(moment: Moment) -> None:
            media.show(moment)
            state = "paused" if moment.paused else "playing"
            status.update(f"{clock_text(moment.position)} {state}: {moment.chapter.title}")

        yield Player(
            session, lambda: open_speakers(speakers, device), Controls(keys, media.read).read, watch, SleepWatch().slept
        )
