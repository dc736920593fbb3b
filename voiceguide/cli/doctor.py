"""`voiceguide doctor`"""

from __future__ import annotations

import json as jsons
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from voiceguide.cli.commands import COMMANDS, Command, imported
from voiceguide.cli.console import can_show, print_data, print_results, stderr, table
from voiceguide.cli.defaults import defaults_for, known_flags

if TYPE_CHECKING:
    from rich.table import Table

    from voiceguide.config import Config
    from voiceguide.doctor.examine import Findings, State

MARKS: dict[State, tuple[str, str, str]] = {
    "works": ("✓", "+", "green"),
    "absent": ("–", "-", "bright_black"),
    "broken": ("✗", "x", "red"),
}
"""The sign of each state, its sign in ASCII, and its style."""


def doctor(
    context: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")] = False,
) -> None:
    """Show what works on this machine, and how to mend what does not.

    Exits with 1 only when a session can neither be played nor exported.

    [bold]voiceguide doctor[/bold]
    [bold]voiceguide doctor --json[/bold]
    """
    from voiceguide.doctor.checks import all_checks
    from voiceguide.doctor.examine import can_export, can_play, examine

    checks = all_checks(partial(_config_in_use, cast(typer.Context, context.find_root())))
    with stderr().status("Checking"):
        findings = examine(checks)
    plays, exports = can_play(findings), can_export(findings)
    if json:
        told = [{"check": name, **asdict(finding)} for name, finding in findings.items()]
        sheet = {"format": "voiceguide-doctor/1", "can_play": plays, "can_export": exports, "findings": told}
        print_data(jsons.dumps(sheet, ensure_ascii=False, indent=1) + "\n")
    else:
        print_results(_table(findings), "", _summary(plays, exports))
    if not (plays or exports):
        raise typer.Exit(1)


def _config_in_use(program: typer.Context) -> Config:
    """The user's settings, each default tried with the commands that take it.

    Raises:
        ConfigError: one of them would refuse it.
    """
    from voiceguide.config import load_config

    config = load_config(flags=lambda: known_flags(program))
    defaults = defaults_for(program, config)
    for name, own in defaults.items():
        imported(COMMANDS[name], name).make_context(name, ["SCRIPT"], default_map=own, obj=config)
    checking = imported(Command("export", "wanted_export", ""), "export")  # checks what goes together, and does no more
    with checking.make_context("export", ["SCRIPT"], default_map=defaults["export"], obj=config) as tried:
        checking.invoke(tried)
    return config


def _table(findings: Findings) -> Table:
    from rich.text import Text

    fancy = can_show("".join(mark for mark, _, _ in MARKS.values()) + "→")
    rows = []
    for name, finding in findings.items():
        mark, plain, style = MARKS[finding.state]
        remedy: list[Any] = [f"{'→' if fancy else '>'} {finding.remedy}"] if finding.remedy else []
        lines = "\n".join([finding.found, *finding.details, *remedy])
        rows.append((Text(mark if fancy else plain, style), name, lines))
    shown = table(rows, no_wrap=True)
    shown.columns[2].no_wrap, shown.columns[2].overflow = False, "fold"
    return shown


def _summary(plays: bool, exports: bool) -> str:
    if plays:
        return "Sessions can be played and exported."
    if exports:
        return "Sessions can be exported, but not played."
    return "Sessions can neither be played nor exported."
