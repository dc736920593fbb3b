"""`voiceguide play`"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import fields, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from voiceguide.cli import INTERRUPTED
from voiceguide.cli.command_line import chosen, given
from voiceguide.cli.console import report, say
from voiceguide.cli.defaults import is_given
from voiceguide.cli.flags import SessionFlags, with_flags
from voiceguide.cli.listening import listening
from voiceguide.cli.voice import rendering_live, replayed
from voiceguide.errors import ChoiceError, VoiceguideError
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk, name_key
from voiceguide.units import Ms, whole_number

if TYPE_CHECKING:
    from voiceguide.playback.live import LiveSession
    from voiceguide.playback.places import Places, SavedPlace
    from voiceguide.playback.playable import Playable
    from voiceguide.playback.player import Ending, Player
    from voiceguide.playback.revisions import Revisions
    from voiceguide.timeline.model import Excerpt

LONGEST_DELAY_S = 600

GO_ON = "`voiceguide play --resume` goes on from here."

_of_playing = partial(typer.Option, rich_help_panel="Playing")


@with_flags
def play(
    context: typer.Context,
    flags: SessionFlags,
    script: Annotated[
        str | None,
        typer.Argument(
            metavar="SCRIPT[:LINE]",
            help="A script, the name of a bundled one, or an MP3 from `export`; with a line, it begins there. With --resume, "
            "what was stopped last.",
            show_default=False,
        ),
    ] = None,
    begin: Annotated[
        str | None,
        _of_playing(
            "--from", metavar="NAME|NUMBER", help="Begin with this exercise, by its number or a part of its name."
        ),
    ] = None,
    resume: Annotated[bool, _of_playing("--resume", help="Go on where you stopped.")] = False,
    delay: Annotated[
        int,
        _of_playing(min=0, max=LONGEST_DELAY_S, metavar="SECONDS", help="Time to get ready, with a countdown."),
    ] = 0,
    watch: Annotated[
        bool, _of_playing("--watch", help="When a script is saved, say what changed, and go on from there.")
    ] = False,
    speakers: Annotated[
        Literal["auto", "simpleaudio", "miniaudio"], _of_playing(help="The library to play through.")
    ] = "auto",
    device: Annotated[
        str | None,
        _of_playing(metavar="NAME|NUMBER", help="The sound device, by its number or a part of its name."),
    ] = None,
    keep_playing: Annotated[
        bool, _of_playing("--keep-playing", help="Play on through another device when headphones are gone.")
    ] = False,
) -> None:
    """Play a session through the speakers, hands free.

    It is steered by the keys that are listed below; `[keys]` in the config file gives others. Where it was stopped, it goes
    on with --resume.

    [bold]voiceguide play back-mobility[/bold]
    [bold]voiceguide play desk-break --pace 5-7 --delay 10[/bold]
    [bold]voiceguide play back-mobility --from "side stretch"[/bold]
    [bold]voiceguide play back-mobility.mp3[/bold]   an export, with the same keys
    [bold]voiceguide play my-exercise.md:12 --watch[/bold]   begins at line 12, and follows what you write
    [bold]voiceguide play --resume[/bold]   goes on with what you stopped last
    """
    from voiceguide.exporter.forms import FILE_FORMS
    from voiceguide.script.find import find_script, with_line
    from voiceguide.timeline.script_lines import chapter_at_line, line_start

    places = open_places()
    if script is None:
        own = {
            "--delay": delay or None,
            "--from": begin,
            "--speakers": speakers,
            "--device": device,
            "--keep-playing": keep_playing,
        }
        _resume_latest(context, places.find(None), (*given(chosen(flags)), *given(own)), resume=resume)
        return
    script, line = with_line(script)
    if line is not None and (begin is not None or resume):
        raise ChoiceError(f"'{script[:60]}:{line}' says where to begin: expected neither --from nor --resume.")
    started = datetime.now().astimezone()
    recording = Path(script).suffix.lower() in FILE_FORMS
    file = as_on_disk(Path(script)) if recording else find_script(script)
    if recording and (watch or line is not None):
        raise ChoiceError(
            f"'{script[:60]}' is an export: expected a script, as only a script has lines and can be edited."
        )
    name = str(file.resolve())
    saved = places.find(name) if resume and begin is None else None
    if resume and begin is None and saved is None:
        say("Nothing was stopped in the middle of this session, so it begins at its start.")

    if flags.fresh and flags.day is None:  # what was chosen then is chosen again, though the log has this session since
        flags = replace(flags, day=_day_of(saved) if saved else started.isoformat())

    def number_in(session: "Playable") -> int:
        return saved.chapter_in(session.titles) if saved else _chapter(session.titles, session.exercises, begin)

    def first_chapter(live: "LiveSession") -> int:
        return number_in(live) if line is None else chapter_at_line(live.items, line)

    notes = Notes()
    revisions: Revisions | None = None
    session: Playable
    if recording:
        _warn_of_flags_without_effect(context)
        session = replayed(file, flags)
        number = number_in(session)
    else:
        session = live = rendering_live(script, flags, first_chapter, needs=not delay, on_note=notes.tell)
        number = first_chapter(live)
        revisions = _revisions(live, file) if watch else None
    report(session.problems)
    tempo = saved.tempo if saved and session.can_go(saved.tempo) else 0
    elapsed = 0
    if saved:
        elapsed = saved.beginning_in(session.chapter(number, tempo))
    elif line is not None and number and live.items[number - 1].line is None:
        elapsed = line_start(live.chapter(number, tempo), live.items[number - 1].exercise, line)
    before = _before(session, number, tempo, elapsed, delay)
    quiet = _quiet(session, tempo) if flags.bells and not (number or elapsed or delay) else 0
    ending: Ending | None = None
    with (
        closing(session),
        ExitStack() as afterwards,
        listening(session, speakers, device, revisions, keep_playing=keep_playing, quiet=quiet) as player,
    ):

        def remember() -> None:
            if ending is None and not has_words(player):
                return
            save_place(places, player, ending, player.session, (name, *given(chosen(flags))))
            log_session(player, ending, player.session, name, started)

        afterwards.callback(remember)  # after the screen is gone, on which its messages would be lost
        afterwards.enter_context(notes.kept())
        ending = player.play(number, elapsed, tempo=tempo, before=before)
    report(player.session.notes())
    say({"finished": "Finished.", "stopped": f"Stopped. {GO_ON}", "interrupted": f"Interrupted. {GO_ON}"}[ending])
    if ending == "interrupted":
        raise typer.Exit(INTERRUPTED)


def _before(session: "Playable", number: int, tempo: int, elapsed: Ms, delay: int) -> "Iterator[Excerpt]":
    """What is said before a session, spoken when it is asked for: the countdown, and the place where it does not begin a chapter."""
    if delay or number:
        countdown = session.countdown(delay, number)
        if delay or countdown.chapter.cues:
            yield countdown
    if elapsed:
        yield session.where(session.chapter(number, tempo), elapsed)


def _quiet(session: "Playable", tempo: int) -> Ms:
    """How long a session that begins with a bell sounds before its first word, in milliseconds."""
    first = next(session.excerpts(0, tempo))
    return first.chapter.cues[0].start if first.chapter.cues else first.until


def _revisions(session: "LiveSession", script: Path) -> "Revisions":
    from voiceguide.playback.revisions import Revisions
    from voiceguide.script.saves import saves

    return Revisions(session, script, saves)


def _resume_latest(context: typer.Context, saved: "SavedPlace | None", words: tuple[str, ...], *, resume: bool) -> None:
    """Resume the session that was stopped last, with the flags that it had, and with those given now.

    Raises:
        ChoiceError: nothing was stopped.
    """
    if not resume:
        raise typer.BadParameter("Which session? Expected a script, or the name of a bundled one: `voiceguide list`.")
    if saved is None:
        raise ChoiceError("Nothing was stopped in the middle. Name a session to play: `voiceguide list` shows some.")
    again = [*saved.words, *words, "--resume"]
    code = context.command.main(again, prog_name=context.command_path, standalone_mode=False)
    raise typer.Exit(code or 0)


def _warn_of_flags_without_effect(context: typer.Context) -> None:
    """Say which flags have no effect on the sound of an export, which was made before."""
    shared = {field.name for field in fields(SessionFlags)} - {"voice"}
    given_now = [
        option.opts[0] for option in context.command.params if option.name in shared and is_given(context, option.name)
    ]
    if given_now:
        say(f"{' and '.join(given_now)}: no effect, as an export has its sound in it. Play its script for that.")


def _day_of(saved: "SavedPlace") -> str | None:
    """The day with which the exercises of a session were chosen that was stopped."""
    words = (*saved.words, None, None)
    return words[words.index("--day") + 1] if "--day" in words else None


def _chapter(titles: tuple[str, ...], names: tuple[str | None, ...], begin: str | None) -> int:
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


DONE_SHARE = 0.5
"""An exercise counts as done if this share of it was heard."""


class Notes:
    """What a listener is told of voices: at once, or when the screen is gone on which it would be lost."""

    def __init__(self) -> None:
        self._tell: Callable[[str], None] = say

    def tell(self, note: str) -> None:
        self._tell(note)

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Keep the notes until the context is left, if there is a screen. Later ones concern nobody."""
        kept: list[str] = []
        if sys.stderr.isatty():
            self._tell = kept.append
        try:
            yield
        finally:
            self._tell = lambda _: None
            for note in kept:
                say(note)


def has_words(player: "Player") -> bool:
    """Whether any words of the place that is heard were made. There are none where no voice could speak."""
    return bool(player.here and player.here.excerpt.chapter.cues)


def open_places() -> "Places":
    """This user's saved places."""
    from voiceguide.playback.places import LIMIT_BYTES, Places
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import place_folder

    return Places(Store(place_folder(), LIMIT_BYTES))


def save_place(
    places: "Places", player: "Player", ending: "Ending | None", session: "Playable", words: tuple[str, ...]
) -> None:
    """Save the place where a session was left, or remove it if the session was finished. `words` begin with the script."""
    from voiceguide.playback.places import SavedPlace
    from voiceguide.timeline.reps import bookmark_at

    script = words[0]
    if ending == "finished":
        places.forget(script)
    elif player.here and player.here.excerpt.number is not None:
        number, elapsed = player.here.excerpt.number, player.here.elapsed
        bookmark = bookmark_at(player.here.excerpt.chapter, elapsed)
        places.remember(SavedPlace(script, words, session.titles[number], number, elapsed, player.tempo, bookmark))


def log_session(player: "Player", ending: "Ending | None", session: "Playable", script: str, started: datetime) -> None:
    """Add a session to the log, unless the listener wants no log. An error of the log is only reported."""
    from voiceguide.config import load_config
    from voiceguide.log.store import LogEntry, SessionLog, log_path

    heard = sum(player.heard.values())
    try:
        if heard and load_config().keeps_log:
            done = tuple(_done(player, session))
            SessionLog(log_path()).add(LogEntry(started, heard, session.title, script, done, ending == "finished"))
    except VoiceguideError as error:
        say(f"This session is not in the log. {error}")


def _done(player: "Player", session: "Playable") -> list[str]:
    """The exercises that were heard. The opening and the closing are none, and their words may not be spoken yet."""
    exercises = [number for number in sorted(player.heard) if 0 < number < len(session.titles) - 1]
    chapters = [(session.chapter(number, player.tempo), player.heard[number]) for number in exercises]
    return [each.exercise for each, heard in chapters if each.exercise and heard >= each.duration * DONE_SHARE]
