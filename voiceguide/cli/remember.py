"""What is kept of a session that was played: where it was stopped, and that it was heard."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from voiceguide.cli.console import say
from voiceguide.errors import VoiceguideError

if TYPE_CHECKING:
    from voiceguide.play.places import Places
    from voiceguide.play.playable import Playable
    from voiceguide.play.player import Ending, Player

DONE_SHARE = 0.5
"""An exercise of which so much was heard was done."""


def open_places() -> Places:
    """The places of this user."""
    from voiceguide.play.places import LIMIT_BYTES, Places
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import place_folder

    return Places(Store(place_folder(), LIMIT_BYTES))


def keep_place(places: Places, player: Player, ending: Ending, session: Playable, words: tuple[str, ...]) -> None:
    """Remember where a session was left; one that was finished is forgotten. `words` begin with the script."""
    from voiceguide.play.places import SavedPlace
    from voiceguide.timeline.reps import bookmark_at

    script = words[0]
    if ending == "finished":
        places.forget(script)
    elif player.here and player.here.part.number is not None:
        number, elapsed = player.here.part.number, player.here.elapsed
        bookmark = bookmark_at(player.here.part.chapter, elapsed)
        places.remember(SavedPlace(script, words, session.titles[number], number, elapsed, player.tempo, bookmark))


def log_session(player: Player, ending: Ending, session: Playable, script: str, started: datetime) -> None:
    """Write down that a session was heard, unless the listener wants no log. What is wrong with the log is said, no more."""
    from voiceguide.config import load_config
    from voiceguide.log.entry import Entry
    from voiceguide.log.store import SessionLog, log_path

    heard = sum(player.heard.values())
    try:
        if heard and load_config().keeps_log:
            done = tuple(_done(player, session))
            SessionLog(log_path()).add(Entry(started, heard, session.title, script, done, ending == "finished"))
    except VoiceguideError as error:
        say(f"This session is not in the log. {error}")


def _done(player: Player, session: Playable) -> list[str]:
    chapters = [(session.chapter(number, player.tempo), heard) for number, heard in sorted(player.heard.items())]
    return [each.exercise for each, heard in chapters if each.exercise and heard >= each.duration * DONE_SHARE]
