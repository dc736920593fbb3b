"""`voiceguide plan`"""

from typing import Annotated

import typer

from voiceguide.cli.console import report, stdout
from voiceguide.cli.flags import SessionFlags, with_flags
from voiceguide.cli.voice import prepared
from voiceguide.timeline.model import Chapter, Cue, Phase, Timeline
from voiceguide.units import Ms, clock_text


@with_flags
def plan(
    script: Annotated[str, typer.Argument(help="A script, or the name of a bundled one.", show_default=False)],
    flags: SessionFlags,
    json: Annotated[bool, typer.Option("--json", help="Print the cue sheet, for other programs.")] = False,
) -> None:
    """Show when every cue is said, without a sound.

    [bold]voiceguide plan back-mobility[/bold]
    [bold]voiceguide plan back-mobility --pace 5-7 --json > sheet.json[/bold]
    """
    made = prepared(script, flags)
    report(made.problems)
    if json:
        from voiceguide.timeline.sheet import cue_sheet

        typer.echo(cue_sheet(made.timeline), nl=False)
    else:
        _print_table(made.timeline)


def _print_table(timeline: Timeline) -> None:
    from rich.table import Table
    from rich.text import Text

    console = stdout()
    table = Table(box=None, pad_edge=False, show_header=False)
    for justify in ("right", "left", "left", "left"):
        table.add_column(justify=justify)
    for start, chapter in timeline.placed():
        table.add_row(clock_text(start), Text(chapter.title, style="bold"), "", clock_text(chapter.duration))
        for position, what, rep, words in _rows(chapter):
            table.add_row(f"{clock_text(start + position)}.{(start + position) % 1000 // 100}", what, rep, Text(words))
    console.print(Text(f"{timeline.title}: {clock_text(timeline.duration)} at pace {timeline.pace}", style="bold"))
    console.print(table)


def _rows(chapter: Chapter) -> list[tuple[Ms, str, str, str]]:
    """A row for every phase, with its words, and for every free cue and bell, in order."""
    owned = {cue.phase: cue for cue in chapter.cues if cue.phase is not None}
    rows = [(bell.start, "bell", "", f"({bell.name})") for bell in chapter.bells]
    rows += [
        (phase.start, phase.kind, _rep(phase), _words(owned.get(index))) for index, phase in enumerate(chapter.phases)
    ]
    rows += [(cue.start, cue.role, "", cue.utterance.text) for cue in chapter.cues if cue.phase is None]
    return sorted(rows, key=lambda row: row[0])


def _rep(phase: Phase) -> str:
    return " ".join(part for part in (f"{phase.rep}/{phase.reps}", phase.side or "") if part)


def _words(cue: Cue | None) -> str:
    return cue.utterance.text if cue else "·"
