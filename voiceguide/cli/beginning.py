"""Where a session that is played begins: with an exercise, at a line of its script, or where it was stopped."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from voiceguide.errors import ChoiceError
from voiceguide.problems import nearest
from voiceguide.storage.names import name_key
from voiceguide.units import Ms, whole_number

if TYPE_CHECKING:
    from voiceguide.playback.live import LiveSession
    from voiceguide.playback.places import SavedPlace
    from voiceguide.playback.playable import Playable


class Start(NamedTuple):
    """The chapter that is played first, counted from 0, the tempo, and the place in the chapter in milliseconds."""

    number: int
    tempo: int
    elapsed: Ms


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where a listener wants to begin; at the session's start, if there is none of these.

    Attributes:
        saved: where it was stopped.
        exercise: the exercise's number, or a part of its name.
        line: of a script, which is played as a `LiveSession`.
    """

    saved: "SavedPlace | None" = None
    exercise: str | None = None
    line: int | None = None

    def number_in(self, session: "Playable") -> int:
        """The number of the chapter in a session, from 0.

        Raises:
            ChoiceError: no exercise matches, or several do.
        """
        from voiceguide.timeline.script_lines import chapter_at_line

        if self.line is not None:
            return chapter_at_line(cast("LiveSession", session).items, self.line)
        return (
            self.saved.chapter_in(session.titles)
            if self.saved
            else chapter_named(session.titles, session.exercises, self.exercise)
        )

    def start_in(self, session: "Playable") -> Start:
        """Where playing starts in a session.

        Raises:
            VoiceguideError: as above, or the chapter cannot be made.
        """
        number = self.number_in(session)
        tempo = self.saved.tempo if self.saved and session.can_go(self.saved.tempo) else 0
        return Start(number, tempo, self._elapsed(session, number, tempo))

    def _elapsed(self, session: "Playable", number: int, tempo: int) -> Ms:
        from voiceguide.timeline.script_lines import line_start

        if self.saved:
            return self.saved.beginning_in(session.chapter(number, tempo))
        if self.line is None or not number:
            return 0
        item = cast("LiveSession", session).items[number - 1]
        return line_start(session.chapter(number, tempo), item.exercise, self.line) if item.line is None else 0


def day_of(saved: "SavedPlace") -> str | None:
    """The day with which the exercises of a session were chosen that was stopped."""
    words = (*saved.words, None, None)
    return words[words.index("--day") + 1] if "--day" in words else None


def chapter_named(titles: tuple[str, ...], names: tuple[str | None, ...], begin: str | None) -> int:
    """The number of the chapter that `--from` means: the opening is 0, exercises count from 1; of several rounds the first.

    `names` are those of the exercises, chapter by chapter.

    Raises:
        ChoiceError: no exercise matches, or several do.
    """
    if begin is None:
        return 0
    exercises = titles[1:-1]
    if begin.isdecimal():
        number = whole_number(begin)
        if number is not None and 1 <= number <= len(exercises):
            return number
        raise ChoiceError(f"There is no exercise {begin[:20]}: this session has {len(exercises)}.")
    wanted = name_key(begin)
    found = [number for number, title in enumerate(exercises, 1) if wanted and wanted in name_key(title)]
    exact = [number for number in found if name_key(titles[number]) == wanted]
    if exact or len({names[number] for number in found}) == 1:
        return (exact or found)[0]
    if found:
        raise ChoiceError(f"'{begin[:60]}' could be {', '.join(titles[each] for each in found)}: expected one of them.")
    raise ChoiceError(
        f"No exercise is called '{begin[:60]}'{nearest(begin, exercises)}. This session has {', '.join(exercises)}."
    )
