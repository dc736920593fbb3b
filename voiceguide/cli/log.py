"""`voiceguide log`"""

from __future__ import annotations

import json as jsons
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from voiceguide.cli.console import can_show, columns, print_data, print_results, say

if TYPE_CHECKING:
    from rich.table import Table

    from voiceguide.log.days import Streak
    from voiceguide.log.entry import Entry

WEEKS = 12
MOST_WEEKS = 530


def log(
    weeks: Annotated[
        int, typer.Option("--weeks", "-w", min=1, max=MOST_WEEKS, metavar="N", help="Look back so far.")
    ] = WEEKS,
    json: Annotated[bool, typer.Option("--json", help="Print it for other programs.")] = False,
) -> None:
    """Show when you practised: days and minutes as a calendar, days in a row, and which exercises.

    What you play is remembered on this machine alone. To keep nothing, write `off = true` under `[log]` in the config file.

    [bold]voiceguide log[/bold]
    [bold]voiceguide log --weeks 52[/bold]
    [bold]voiceguide log --json[/bold]
    """
    from voiceguide.config import load_config
    from voiceguide.log.days import monday_of, practised, streak_of
    from voiceguide.log.store import SessionLog, log_path

    config = load_config()
    entries = practised(SessionLog(log_path()).entries())
    today = datetime.now().astimezone().date()
    streak = streak_of({entry.started.date() for entry in entries}, today)
    since = monday_of(today) - timedelta(weeks=weeks - 1)
    shown = [entry for entry in entries if since <= entry.started.date() <= today]
    if json:
        print_data(_as_json(shown, streak, since, today) + "\n")
    elif entries:
        _print(shown, streak, weeks, today)
    if not entries and not json:
        say(_how_to_fill(config.keeps_log, config.path))


def _how_to_fill(keeps_log: bool, config: Path) -> str:
    if keeps_log:
        return "The log is empty. It fills with sessions of a minute or more: try `voiceguide play desk-break`."
    return f"The log is empty, and stays so: {config} has `off = true` under [log]. Take it away, and sessions are remembered."


def _print(shown: Sequence[Entry], streak: Streak, weeks: int, today: date) -> None:
    from voiceguide.cli.weeks import picture, weeks_that_fit
    from voiceguide.log.days import heard_by_day

    fitting = min(weeks, weeks_that_fit(columns()))
    heard = heard_by_day(shown)
    longest = f", the longest {_counted(streak.longest, 'day')}" if streak.longest > streak.current else ""
    span = "This week" if weeks == 1 else f"In {weeks} weeks"
    minutes = _counted(round(sum(heard.values()) / 60_000), "minute")
    words = [
        f"In a row: {_counted(streak.current, 'day')}{longest}.",
        f"{span}: {minutes} on {_counted(len(heard), 'day')}.",
    ]
    if fitting < weeks:
        words.append(f"The calendar shows {fitting} of {weeks} weeks: there is no room for more.")
    blocks = can_show("░▒▓█·")
    print_results(*picture(heard, today, fitting, blocks=blocks), "", *words)
    if shown:
        print_results("", _exercises(shown))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _exercises(shown: Sequence[Entry]) -> Table:
    from rich.table import Table
    from rich.text import Text

    times, last = _times(shown)
    table = Table("exercise", "times", "last", box=None, pad_edge=False)
    for name, number in sorted(times.items(), key=lambda each: (-each[1], each[0])):
        table.add_row(Text(name), str(number), last[name].isoformat())
    return table


def _times(shown: Sequence[Entry]) -> tuple[Counter[str], dict[str, date]]:
    """How often each exercise was done, and on which day last. A session without any counts by its title."""
    times: Counter[str] = Counter()
    last: dict[str, date] = {}
    for entry in shown:
        for name in entry.exercises or (entry.title,):
            times[name] += 1
            last[name] = entry.started.date()
    return times, last


def _as_json(shown: Sequence[Entry], streak: Streak, since: date, today: date) -> str:
    from voiceguide.log.days import heard_by_day

    times, last = _times(shown)
    sheet: dict[str, Any] = {
        "format": "voiceguide-log/1",
        "since": since.isoformat(),
        "until": today.isoformat(),
        "streak_days": streak.current,
        "longest_streak_days": streak.longest,
        "days": [{"date": day.isoformat(), "heard_ms": heard} for day, heard in heard_by_day(shown).items()],
        "exercises": [{"name": name, "times": times[name], "last": last[name].isoformat()} for name in sorted(times)],
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
