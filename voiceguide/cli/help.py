"""Help in plain text, its flags under headings.

Typer's own boxes are drawn by rich, and to import that takes longer than all else that help needs.
"""

import re
from math import isfinite
from typing import Any, cast

import typer
from typer.core import TyperCommand

from voiceguide.cli.defaults import blaming_config

WIDEST = 100
"""Columns, where the terminal has them: longer lines are hard to read."""

_BOLD = re.compile(r"\[bold\](.*?)\[/bold\]")


class PlainCommand(TyperCommand):
    """A command with such help. `formatter` is click's `HelpFormatter`, which typer has none of its own for.

    Its numbers are finite: `nan` is neither below nor above any limit. A fault in a value from the config file is said with
    its place there.
    """

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        with blaming_config(ctx):
            rest = super().parse_args(ctx, args)
            for parameter in self.params:
                value = ctx.params.get(parameter.name or "")
                if isinstance(value, float) and not isfinite(value):
                    raise typer.BadParameter(f"{value} is no number that can be used here.", ctx, cast(Any, parameter))
        return rest

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        with blaming_config(ctx):
            return super().invoke(ctx)

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return [re.sub("[{}]", "", piece) for piece in super().collect_usage_pieces(ctx)]  # of what must be given

    def format_help_text(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ARG002
        write_paragraphs(self.help or "", formatter)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        write_flags(self, ctx, formatter)


def write_paragraphs(text: str, formatter: Any) -> None:
    """What a command does. Lines with something in bold are examples, and stay lines."""
    for paragraph in text.split("\n\n"):
        formatter.write_paragraph()
        with formatter.indentation():
            if not _BOLD.search(paragraph):
                formatter.write_text(paragraph)
                continue
            for line in paragraph.splitlines():
                example = _BOLD.sub(lambda match: typer.style(match[1], bold=True), line)
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")


def write_flags(command: Any, context: typer.Context, formatter: Any) -> None:
    """Arguments and flags, each under the heading that it names, in the order in which these first come."""
    panels: dict[str, list[tuple[str, str]]] = {}
    for parameter in command.get_params(context):
        if not (record := parameter.get_help_record(context)):
            continue
        if parameter.param_type_name == "argument":
            panels.setdefault("Arguments", []).append((parameter.metavar or record[0], parameter.help or ""))
        else:
            panels.setdefault(getattr(parameter, "rich_help_panel", None) or "Options", []).append(record)
    for heading, rows in panels.items():
        write_section(heading, rows, formatter)


def write_section(heading: str, rows: list[tuple[str, str]], formatter: Any) -> None:
    """A heading, and names with what they mean under it."""
    with formatter.section(typer.style(heading, bold=True)):
        formatter.write_dl(rows)
