"""What is remembered of a session that was played: the place where it was left, and its line in the log."""

from datetime import datetime
from typing import TYPE_CHECKING

from voiceguide.cli.console import say
from voiceguide.errors import VoiceguideError

if TYPE_CHECKING:
    from voiceguide.playback.places import Places
    from voiceguide.playback.player import Ending, Player

DONE_SHARE = 0.5
"""An exercise counts as done if this share of it was heard."""


def remember(
    places: "Places", player: "Player", ending: "Ending | None", words: tuple[str, ...], started: datetime
) -> None:
    """Save the place of a session, and log it, unless it failed before any words were made. `words` begin with the script."""
    if ending is None and not has_words(player):
        return
    save_place(places, player, ending, words)
    log_session(player, ending, words[0], started)


def has_words(player: "Player") -> bool:
    """Whether any words of the place that is heard were made. There are none where no voice could speak."""
    return bool(player.here and player.here.excerpt.chapter.cues)


def open_places() -> "Places":
    """This user's saved places."""
    from voiceguide.playback.places import LIMIT_BYTES, Places
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import place_folder

    return Places(Store(place_folder(), LIMIT_BYTES))


def save_place(places: "Places", player: "Player", ending: "Ending | None", words: tuple[str, ...]) -> None:
    """Save the place where a session was left, or remove it if the session was finished. `words` begin with the script."""
    from voiceguide.playback.places import SavedPlace
    from voiceguide.playback.playable import chapter_heard
    from voiceguide.timeline.reps import bookmark_at

    script, session = words[0], player.session
    if ending == "finished":
        places.forget(script)
    elif player.here and player.here.excerpt.number is not None:
        number, elapsed = player.here.excerpt.number, player.here.elapsed
        chapter = chapter_heard(player.here.excerpt, session)  # of one that is not made yet, the reps are not known
        bookmark = bookmark_at(chapter, elapsed) if chapter else None
        places.remember(SavedPlace(script, words, session.titles[number], number, elapsed, player.tempo, bookmark))


def log_session(player: "Player", ending: "Ending | None", script: str, started: datetime) -> None:
    """Add a session to the log, unless the listener wants no log. An error of the log is only reported."""
    from voiceguide.config import load_config
    from voiceguide.log.store import LogEntry, SessionLog, log_path

    heard = sum(player.heard.values())
    try:
        if heard and load_config().keeps_log:
            title, done = player.session.title, tuple(_done(player))
            SessionLog(log_path()).add(LogEntry(started, heard, title, script, done, ending == "finished"))
    except VoiceguideError as error:
        say(f"This session is not in the log. {error}")


def _done(player: "Player") -> list[str]:
    """The exercises that were heard. The opening and the closing are none, and their words may not be spoken yet."""
    session = player.session
    exercises = [number for number in sorted(player.heard) if 0 < number < len(session.titles) - 1]
    chapters = [(session.chapter(number, player.tempo), player.heard[number]) for number in exercises]
    return [each.exercise for each, heard in chapters if each.exercise and heard >= each.duration * DONE_SHARE]
