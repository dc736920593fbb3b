"""`voiceguide plan`"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import give, print_results, report, say, table
from voiceguide.cli.flags import Force, SessionFlags, file_to_write, only_one, with_flags
from voiceguide.cli.voice import rendering, rendering_spoken, speaking
from voiceguide.timeline.model import Chapter, Cue, Phase, Timeline
from voiceguide.units import Ms, clock_text

if TYPE_CHECKING:
    from voiceguide.session import Rendering
    from voiceguide.timeline.wanted import LengthRow

_form = partial(typer.Option, rich_help_panel="Format, instead of the table")


@with_flags
def plan(
    script: Annotated[
        str, typer.Argument(metavar="SCRIPT", help="A script, or the name of a bundled one.", show_default=False)
    ],
    flags: SessionFlags,
    json: Annotated[bool, _form("--json", help="Print the cue sheet, for other programs.")] = False,
    vtt: Annotated[bool, _form("--vtt", help="Print WebVTT captions.")] = False,
    srt: Annotated[bool, _form("--srt", help="Print SubRip subtitles.")] = False,
    lrc: Annotated[bool, _form("--lrc", help="Print LRC lyrics.")] = False,
    lengths: Annotated[
        bool, _form("--lengths", help="Print which lengths --minutes can give, and what is in each.")
    ] = False,
    svg: Annotated[bool, _form("--svg", help="Print a picture: the guide, and the words under it.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the format to a file, instead of printing it."),
    ] = None,
    force: Force = False,
    watch: Annotated[bool, typer.Option("--watch", help="Do it again whenever the script is saved.")] = False,
) -> None:
    """Show when every cue will be said, without playing it.

    [bold]voiceguide plan back-mobility[/bold]
    [bold]voiceguide plan back-mobility --pace 5-7 --json > sheet.json[/bold]
    [bold]voiceguide plan back-mobility --minutes 12 --fresh[/bold]   and why each exercise is in it
    [bold]voiceguide plan back-mobility --lengths[/bold]
    [bold]voiceguide plan back-mobility --svg > back-mobility.svg[/bold]
    [bold]voiceguide plan my-exercise.md --svg -o my-exercise.svg --watch[/bold]   a picture that follows what you write
    """
    forms = {"--svg": svg, "--json": json, "--vtt": vtt, "--srt": srt, "--lrc": lrc}
    wanted = only_one({"--lengths": lengths, **forms}, "each choose the format")
    if output and (not wanted or lengths):
        *others, last = forms
        raise typer.BadParameter(f"-o goes with a format: expected {', '.join(others)} or {last}.")
    work = partial(_plan, script, flags, wanted and wanted[2:], file_to_write(output, force=force))
    if watch:
        from voiceguide.cli.watching import after_each_save

        after_each_save(lambda: [script], work)
    else:
        work()


def _plan(script: str, flags: SessionFlags, form: str | None, output: Path | None) -> None:
    """Show a session once: its lengths, in a form of the cue sheet, or as a table where `form` is None."""
    if form == "lengths":
        with speaking() as show:
            rows = rendering(script, flags, show).lengths()
        _print_lengths(rows)
        return
    from voiceguide.formats.named import SHEET_FORMS
    from voiceguide.formats.picture import picture
    from voiceguide.guide import BREATH, GUIDES

    sound = rendering_spoken(script, flags)
    report(sound.problems)
    timeline = sound.prepared.timeline
    if form == "svg":
        text = picture(timeline, BREATH if flags["guide"] == "none" else GUIDES[flags["guide"]])
    elif form == "json":
        text = sound.timeline.to_json()
    elif form:
        text = SHEET_FORMS[form](timeline)
    if form is None:
        _print_table(timeline, flags["minutes"])
    else:
        give(text, output)
    if flags["fresh"]:
        why = list(_why(sound, flags["day"]))
        print_results("", *why) if form is None else say("\n".join(why))


def _print_lengths(rows: Sequence["LengthRow"]) -> None:
    cells = [
        (
            _span(str(row.first), str(row.last)),
            _span(clock_text(row.shortest), clock_text(row.longest)),
            _contents(row),
        )
        for row in rows
    ]
    print_results(table(cells, "minutes", "lasts", "exercises"))
    say("Every other number of minutes up to a day is made of more rounds." if rows else "No length can be had.")


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _contents(row: "LengthRow") -> str:
    parts = []
    for number in sorted({turn.round for turn in row.turns}):
        done = [turn.item.exercise.title for turn in row.turns if turn.round == number]
        names = "all" if number in row.whole and len(done) > 1 else "; ".join(done)
        parts.append(names if number == 1 else f"round {number}: {names}")
    return ". ".join(f"{part[:1].upper()}{part[1:]}" for part in parts)


def _why(sound: "Rendering", day: date | str | None) -> Iterator[str]:
    """For each exercise when it was last done, and whether it is left out this time."""
    from voiceguide.log.days import as_day

    wanted = as_day(str(day)) if day else date.today()
    today = wanted.date() if isinstance(wanted, datetime) else wanted
    done = sound.options.last_done or {}
    chosen = {chapter.exercise for chapter in sound.prepared.timeline.chapters}
    for name, title in {item.exercise.name: item.exercise.title for item in sound.session.items}.items():
        yield f"{title}: {_ago(done.get(name), today)}{'' if name in chosen else ', not this time'}"


def _ago(last: date | None, today: date) -> str:
    if last is None:
        return "never done"
    days = (today - last).days
    return f"last done {'today' if days == 0 else 'yesterday' if days == 1 else f'{days} days ago'}"


def _print_table(timeline: Timeline, minutes: float | None) -> None:
    from rich.text import Text

    rows: list[tuple[str | Text, ...]] = []
    for start, chapter in timeline.placed():
        rows.append((clock_text(start), Text(chapter.title, style="bold"), "", clock_text(chapter.duration)))
        for position, what, rep, words in _rows(chapter):
            rows.append((f"{clock_text(start + position)}.{(start + position) % 1000 // 100}", what, rep, words))
    shown = table(rows)
    for column in shown.columns[:1]:
        column.justify = "right"
    lasts = f"{clock_text(timeline.duration)} at pace {timeline.pace}{_off(timeline.duration, minutes)}"
    print_results(Text(f"{timeline.title}: {lasts}", style="bold"), shown)


def _off(duration: Ms, minutes: float | None) -> str:
    """How much longer or shorter than wanted a session is, if a length is."""
    if minutes is None:
        return ""
    seconds = duration // 1000 - round(minutes * 60)  # as the clock shows it
    return f", {abs(seconds)} s {'more' if seconds > 0 else 'less'} than wanted" if seconds else ", as long as wanted"


def _rows(chapter: Chapter) -> list[tuple[Ms, str, str, str]]:
    """Rows in order of time: each phase with its words, from where they begin, each free cue and each bell."""
    owned = {cue.phase: cue for cue in chapter.cues if cue.phase is not None}
    rows = [(bell.start, "bell", "", f"({bell.name})") for bell in chapter.bells]
    rows += [
        (
            min(phase.start, owned[index].start if index in owned else phase.start),
            phase.kind,
            _rep(phase),
            _words(owned.get(index)),
        )
        for index, phase in enumerate(chapter.phases)
    ]
    rows += [(cue.start, cue.role, "", cue.utterance.text) for cue in chapter.cues if cue.phase is None]
    return sorted(rows, key=lambda row: row[0])


def _rep(phase: Phase) -> str:
    return " ".join(part for part in (f"{phase.rep}/{phase.reps}", phase.side or "") if part)


def _words(cue: Cue | None) -> str:
    return cue.utterance.text if cue else "·"
