"""`voiceguide play`"""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from voiceguide.cli import INTERRUPTED
from voiceguide.cli.beginning import Beginning, Start, day_of
from voiceguide.cli.console import report, say
from voiceguide.cli.defaults import is_given, names_form
from voiceguide.cli.flags import PARAMETERS, SessionFlags, chosen, given, with_flags
from voiceguide.cli.listening import listening
from voiceguide.cli.remembering import open_places, remember
from voiceguide.cli.voice import rendering_live, replayed
from voiceguide.errors import ChoiceError
from voiceguide.storage.names import as_on_disk
from voiceguide.units import Ms

if TYPE_CHECKING:
    from voiceguide.playback.live import LiveSession
    from voiceguide.playback.places import SavedPlace
    from voiceguide.playback.playable import Playable
    from voiceguide.playback.revisions import Revisions
    from voiceguide.playback.steering import Ending
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
    script, line, file, is_export = _to_play(script, begin, resume=resume, watch=watch)
    name, started = str(file.resolve()), datetime.now().astimezone()
    goes_on = resume and begin is None
    saved = places.find(name) if goes_on else None
    if goes_on and saved is None:
        say("Nothing was stopped in the middle of this session, so it begins at its start.")
    if (
        flags["fresh"] and flags["day"] is None
    ):  # the same is chosen again as then, though the log has this session since
        flags = {**flags, "day": day_of(saved) if saved else started.isoformat()}
    beginning, notes = Beginning(saved, begin, line), Notes()
    revisions: Revisions | None = None
    session: Playable
    if is_export:
        _warn_of_flags_without_effect(context)
        session = replayed(file, flags)
    else:
        session = live = rendering_live(script, flags, beginning.number_in, needs=not delay, on_note=notes.tell)
        revisions = _revisions(live, file) if watch else None
    report(session.problems)
    start = beginning.start_in(session)
    before = _before(session, start, delay)
    quiet = _quiet(session, start.tempo) if flags["bells"] and not (start.number or start.elapsed or delay) else 0
    ending: Ending | None = None
    with (
        closing(session),
        ExitStack() as afterwards,
        listening(session, speakers, device, revisions, keep_playing=keep_playing, quiet=quiet) as player,
    ):
        words = (name, *given(chosen(flags)))
        # When the screen is gone, on which the messages of these would be lost.
        afterwards.callback(lambda: remember(places, player.course, ending, words, started))
        afterwards.enter_context(notes.kept())
        ending = player.play(start.number, start.elapsed, tempo=start.tempo, before=before)
    report(player.course.session.notes())
    say({"finished": "Finished.", "stopped": f"Stopped. {GO_ON}", "interrupted": f"Interrupted. {GO_ON}"}[ending])
    if ending == "interrupted":
        raise typer.Exit(INTERRUPTED)


def _to_play(script: str, begin: str | None, *, resume: bool, watch: bool) -> tuple[str, int | None, Path, bool]:
    """What SCRIPT[:LINE] names: a script, perhaps a line of it, its file, and whether it is an export.

    Raises:
        ChoiceError: a flag does not go with it.
        ScriptNotFound: there is no such script.
    """
    from voiceguide.script.find import find_script, with_line

    script, line = with_line(script)
    if line is not None and (begin is not None or resume):
        raise ChoiceError(f"'{script[:60]}:{line}' says where to begin: expected neither --from nor --resume.")
    is_export = names_form(Path(script))
    file = as_on_disk(Path(script)) if is_export else find_script(script)
    if is_export and (watch or line is not None):
        raise ChoiceError(
            f"'{script[:60]}' is an export: expected a script, as only a script has lines and can be edited."
        )
    return script, line, file, is_export


def _before(session: "Playable", start: Start, delay: int) -> "Iterator[Excerpt]":
    """What is said before a session, spoken when it is asked for: the countdown, and the place inside a chapter."""
    if delay or start.number:
        countdown = session.countdown(delay, start.number)
        if delay or countdown.chapter.cues:
            yield countdown
    if start.elapsed:
        yield session.announcer.where(session.chapter(start.number, start.tempo), start.elapsed)


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
    shared = PARAMETERS.keys() - {"voice"}
    given_now = [
        option.opts[0] for option in context.command.params if option.name in shared and is_given(context, option.name)
    ]
    if given_now:
        say(f"{' and '.join(given_now)}: no effect, as an export has its sound in it. Play its script for that.")


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
