"""What is remembered of a session that was played: the place where it was left, and its line in the log."""

from datetime import datetime
from typing import TYPE_CHECKING

from voiceguide.cli.console import say
from voiceguide.errors import VoiceguideError

if TYPE_CHECKING:
    from voiceguide.playback.course import Course
    from voiceguide.playback.places import Places
    from voiceguide.playback.steering import Ending

DONE_SHARE = 0.5
"""An exercise counts as done if this share of it was heard."""


def remember(
    places: "Places", course: "Course", ending: "Ending | None", words: tuple[str, ...], started: datetime
) -> None:
    """Save the place of a session, and log it, unless it failed before any words were made. `words` begin with the script."""
    if ending is None and not has_words(course):
        return
    save_place(places, course, ending, words)
    log_session(course, ending, words[0], started)


def has_words(course: "Course") -> bool:
    """Whether any words of the place that is heard were made. There are none where no voice could speak."""
    return bool(course.place and course.place.excerpt.chapter.cues)


def open_places() -> "Places":
    """This user's saved places."""
    from voiceguide.playback.places import LIMIT_BYTES, Places
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import place_folder

    return Places(Store(place_folder(), LIMIT_BYTES))


def save_place(places: "Places", course: "Course", ending: "Ending | None", words: tuple[str, ...]) -> None:
    """Save the place where a session was left, or remove it if the session was finished. `words` begin with the script."""
    from voiceguide.playback.places import SavedPlace
    from voiceguide.timeline.reps import bookmark_at

    script = words[0]
    if ending == "finished":
        places.forget(script)
    elif course.place:
        number, elapsed = course.number, course.place.elapsed
        chapter = course.chapter_heard  # of one that is not made yet, no rep is known
        bookmark = bookmark_at(chapter, elapsed) if chapter else None
        title = course.session.titles[number]
        places.remember(SavedPlace(script, words, title, number, elapsed, course.tempo, bookmark))


def log_session(course: "Course", ending: "Ending | None", script: str, started: datetime) -> None:
    """Add a session to the log, unless the listener wants no log. An error of the log is only reported."""
    from voiceguide.config import load_config
    from voiceguide.log.store import LogEntry, SessionLog, log_path

    heard = sum(course.heard.values())
    try:
        if heard and load_config().keeps_log:
            entry = LogEntry(started, heard, course.session.title, script, _done(course), ending == "finished")
            SessionLog(log_path()).add(entry)
    except VoiceguideError as error:
        say(f"This session is not in the log. {error}")


def _done(course: "Course") -> tuple[str, ...]:
    """The exercises that were heard. The opening and the closing are none, and their words may not be spoken yet."""
    exercises = [number for number in sorted(course.heard) if 0 < number < len(course.session.titles) - 1]
    chapters = [(course.chapter(number), course.heard[number]) for number in exercises]
    return tuple(each.exercise for each, heard in chapters if each.exercise and heard >= each.duration * DONE_SHARE)
