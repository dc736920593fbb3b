"""`voiceguide play`"""

import sys
from typing import Annotated, Literal

import typer

from voiceguide.cli import INTERRUPTED
from voiceguide.cli.console import report, say, stderr
from voiceguide.cli.flags import SessionFlags, with_flags
from voiceguide.cli.voice import prepared
from voiceguide.units import clock_text


@with_flags
def play(
    script: Annotated[str, typer.Argument(help="A script, or the name of a bundled one.", show_default=False)],
    flags: SessionFlags,
    speakers: Annotated[
        Literal["auto", "simpleaudio", "miniaudio"], typer.Option(help="What to play through.", rich_help_panel="Sound")
    ] = "auto",
    device: Annotated[
        str | None,
        typer.Option(
            metavar="NAME|NUMBER", help="Which device, by a part of its name or its number.", rich_help_panel="Sound"
        ),
    ] = None,
) -> None:
    """Play a session through the speakers, hands free.

    Space pauses and goes on, q stops.

    [bold]voiceguide play back-mobility[/bold]
    [bold]voiceguide play desk-break --pace 5-7[/bold]
    [bold]voiceguide play wind-down --device headphones[/bold]
    """
    from voiceguide.play.open import open_keys, open_speakers
    from voiceguide.play.player import Moment, play_session
    from voiceguide.script.find import find_script
    from voiceguide.script.load import load

    load(find_script(script))  # what is wrong with it comes before what is wrong with the speakers
    opened = open_speakers(speakers, device)
    made = prepared(script, flags)
    report(made.problems)
    say(f"{made.timeline.title}: {clock_text(made.timeline.duration)}. Space pauses, q stops.")
    with stderr().status("") as status:

        def watch(moment: Moment) -> None:
            state = "paused" if moment.paused else "playing"
            status.update(f"{clock_text(moment.position)} {state}: {moment.chapter.title}")

        ending = play_session(made.timeline, made.mix, opened, open_keys(sys.stdin), watch)
    say({"finished": "Finished.", "stopped": "Stopped.", "interrupted": "Interrupted."}[ending])
    if ending == "interrupted":
        raise typer.Exit(INTERRUPTED)
