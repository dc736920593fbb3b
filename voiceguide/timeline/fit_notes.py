"""What the author is told about words that did not fit as they were written."""

from voiceguide.problems import Problems
from voiceguide.timeline.fit import Fit
from voiceguide.timeline.guidance import Level
from voiceguide.timeline.moments import Moment
from voiceguide.units import seconds_text

WANTED: dict[Level, str] = {"full": "the sentence", "short": "the short form", "keyword": "the breath word", "tone": ""}


def note_fit(fitting: Fit, level: Level, moment: Moment, notes: Problems, *, strict: bool) -> None:
    """Record a step down the ladder with the seconds needed and the seconds there were.

    An anchor that leaves less room for the words than they were written for is no fault of theirs.
    """
    if fitting.needed <= fitting.room or fitting.has_prefix or moment.step is None or moment.kind is None:
        return
    words = moment.step.short if level == "short" and moment.step.short else moment.step.words
    place = words.place if words else moment.step.place
    found = (
        f"{WANTED[level]} needs {seconds_text(fitting.needed)} s, and the {moment.kind.replace('_', '-')} "
        f"has {seconds_text(fitting.room)} s for it"
    )
    below_short = notes.error if strict else notes.warning
    match fitting.rung:
        case "stretched":
            notes.note(place, f"{found}: the first rep's breath is stretched to {seconds_text(fitting.phase)} s")
        case "before":
            notes.warning(place, f"{found}: it is said before the first rep; shorten it or slow the pace")
        case "full" | "short":
            notes.note(place, f"{found}: the short form is said")
        case "faster":
            (notes.error if strict else notes.note)(place, f"{found}: it is said {fitting.rate:g} times as fast")
        case "keyword":
            below_short(place, f"{found}: only the breath word is said; give a shorter form after ' | '")
        case "tone":
            below_short(place, f"{found}: nothing is said; shorten it or slow the pace")
