"""`voiceguide log`"""

from __future__ import annotations

import json as jsons
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voiceguide.cli.calendar import picture, weeks_that_fit
from voiceguide.cli.console import can_show, columns, counted, give, print_results, say, table
from voiceguide.cli.flags import Force, file_to_write, only_one
from voiceguide.log.days import day_of, monday_of

if TYPE_CHECKING:
    from voiceguide.log.days import Streak
    from voiceguide.log.store import LogEntry

WEEKS = 12
MOST_WEEKS = 530


def log(
    weeks: Annotated[
        int, typer.Option("--weeks", "-w", min=1, max=MOST_WEEKS, metavar="N", help="How many weeks to show.")
    ] = WEEKS,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print a row for each session, for a spreadsheet.")] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="With --csv or --json: write it to this file.", show_default=False
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Show when you practised: days and minutes as a calendar, days in a row, and which exercises.

    The log stays on this machine. To have none, write `off = true` under `[log]` in the config file. With `day_ends = "04:00"`
    there, what you do before four in the morning belongs to the day before.

    --csv has the columns started (local time and its offset from UTC), day, heard_ms, title, script, exercises (separated by
    "; ") and finished.

    [bold]voiceguide log[/bold]
    [bold]voiceguide log --weeks 52[/bold]
    [bold]voiceguide log --json[/bold]
    [bold]voiceguide log --csv --weeks 52 -o practice.csv[/bold]
    """
    from voiceguide.config import load_config
    from voiceguide.log.days import practised, streak_of
    from voiceguide.log.store import SessionLog, log_path

    only_one({"--json": json, "--csv": csv}, "each choose the format")
    if output is not None and not (csv or json):
        raise typer.BadParameter("-o goes with --csv or --json.", param_hint="--output")
    target = file_to_write(output, force=force)
    config = load_config()
    day_ends = config.day_ends
    entries = practised(SessionLog(log_path()).entries())
    today = day_of(datetime.now(), day_ends)
    streak = streak_of({day_of(entry.started, day_ends) for entry in entries}, today)
    since = monday_of(today) - timedelta(weeks=weeks - 1)
    shown = [entry for entry in entries if since <= day_of(entry.started, day_ends) <= today]
    if json or csv:
        give(_as_csv(shown, day_ends) if csv else _as_json(shown, streak, since, today, day_ends) + "\n", target)
    elif entries:
        _print(shown, streak, weeks, today, day_ends)
    else:
        say(_how_to_fill(config.keeps_log, config.path))


def _how_to_fill(keeps_log: bool, config: Path) -> str:
    if keeps_log:
        return "The log is empty. It fills with sessions of a minute or more: try `voiceguide play desk-break`."
    return f"The log is empty, and stays so: {config} has `off = true` under [log]. Remove that to log sessions."


def _print(shown: Sequence[LogEntry], streak: Streak, weeks: int, today: date, day_ends: timedelta) -> None:
    from voiceguide.log.days import heard_by_day

    fitting = min(weeks, weeks_that_fit(columns()))
    heard = heard_by_day(shown, day_ends)
    longest = f", the longest {counted(streak.longest, 'day')}" if streak.longest > streak.current else ""
    span = "This week" if weeks == 1 else f"In {weeks} weeks"
    minutes = counted(round(sum(heard.values()) / 60_000), "minute")
    words = [
        f"In a row: {counted(streak.current, 'day')}{longest}.",
        f"{span}: {minutes} on {counted(len(heard), 'day')}.",
    ]
    if fitting < weeks:
        words.append(f"The calendar shows {fitting} of {weeks} weeks: there is no room for more.")
    print_results(*picture(heard, today, fitting, blocks=can_show("░▒▓█·")), "", *words)
    if shown:
        by_times = sorted(_days_by_exercise(shown, day_ends).items(), key=lambda each: (-len(each[1]), each[0]))
        rows = [(name, str(len(days)), days[-1].isoformat()) for name, days in by_times]
        print_results("", table(rows, "exercise", "times", "last"))


def _days_by_exercise(shown: Sequence[LogEntry], day_ends: timedelta) -> dict[str, list[date]]:
    """The days on which each exercise was done, in order. A session without exercises counts by its title."""
    days: dict[str, list[date]] = {}
    for entry in shown:
        for name in entry.exercises or (entry.title,):
            days.setdefault(name, []).append(day_of(entry.started, day_ends))
    return days


def _as_json(shown: Sequence[LogEntry], streak: Streak, since: date, today: date, day_ends: timedelta) -> str:
    from voiceguide.log.days import heard_by_day

    by_exercise = sorted(_days_by_exercise(shown, day_ends).items())
    sheet: dict[str, Any] = {
        "format": "voiceguide-log/1",
        "since": since.isoformat(),
        "until": today.isoformat(),
        "streak_days": streak.current,
        "longest_streak_days": streak.longest,
        "days": [{"date": day.isoformat(), "heard_ms": heard} for day, heard in heard_by_day(shown, day_ends).items()],
        "exercises": [{"name": name, "times": len(days), "last": days[-1].isoformat()} for name, days in by_exercise],
        "sessions": [
            {
                "started": entry.started.isoformat(),
                "heard_ms": entry.heard,
                "title": entry.title,
                "script": entry.script,
                "exercises": entry.exercises,
                "finished": entry.finished,
            }
            for entry in shown
        ],
    }
    return jsons.dumps(sheet, ensure_ascii=False, indent=1)


CSV_COLUMNS = ("started", "day", "heard_ms", "title", "script", "exercises", "finished")


def _as_csv(shown: Sequence[LogEntry], day_ends: timedelta) -> str:
    """The sessions as RFC 4180 has it: commas, quotes where they are needed, and CR LF at the end of each line."""
    from csv import writer

    text = StringIO(newline="")
    rows = writer(text)
    rows.writerow(CSV_COLUMNS)
    for entry in shown:
        day, names = day_of(entry.started, day_ends).isoformat(), "; ".join(entry.exercises)
        finished = "true" if entry.finished else "false"
        rows.writerow((entry.started.isoformat(), day, entry.heard, entry.title, entry.script, names, finished))
    return text.getvalue()
