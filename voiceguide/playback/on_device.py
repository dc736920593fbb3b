"""A player on a device of this system: what comes and goes with headphones, and with the machine's sleep, is seen to."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from itertools import chain, repeat

import numpy as np

from voiceguide.playback.awake import SleepWatch, staying_awake
from voiceguide.playback.controls import USUAL
from voiceguide.playback.headphones import HeadphonesWatch
from voiceguide.playback.keys import Command
from voiceguide.playback.playable import Playable, PlaybackPosition, Revise
from voiceguide.playback.player import Player
from voiceguide.playback.speakers import AWAKE_MS, SpeakersChoice, open_speakers
from voiceguide.units import CHANNELS, Ms, frames_from_ms


@contextmanager
def player_on_device(
    session: Playable,
    speakers: SpeakersChoice,
    device: str | None,
    ask: Callable[[float], Command | Revise | None],
    watch: Callable[[PlaybackPosition], None],
    *,
    keys: Mapping[str, str] = USUAL.main,
    keep_playing: bool = False,
    quiet: Ms = 0,
) -> Iterator[Player]:
    """A player whose machine stays awake. Noise wakes headphones before the first word, wherever a device is opened.

    Args:
        speakers, device: see `open_speakers`.
        ask, watch, keys: see `Player`.
        keep_playing: whether it plays on through another device when headphones are gone; else it pauses.
        quiet: how long the session sounds at first without a word, in milliseconds: so much shorter is the first noise.
    """
    lead = np.resize(session.announcer.noise, (frames_from_ms(AWAKE_MS), CHANNELS))
    leads = chain([lead[: frames_from_ms(max(0, AWAKE_MS - quiet))]], repeat(lead))
    headphones = HeadphonesWatch()
    with ExitStack() as stack:
        stack.enter_context(staying_awake())
        if not keep_playing:
            stack.enter_context(headphones)
        yield Player(
            session,
            lambda: open_speakers(speakers, device, next(leads)),
            ask,
            watch,
            SleepWatch().slept,
            keys=keys,
            gone=headphones.gone,
            let_go=headphones.let_go,
        )
