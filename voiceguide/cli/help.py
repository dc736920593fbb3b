"""Help in plain text, with flags under headings.

Typer draws its own help with rich, whose import takes longer than everything else that help needs.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import typer
from typer.core import TyperCommand

from voiceguide.cli.defaults import blaming_config
from voiceguide.errors import ExportError
from voiceguide.problems import nearest

WIDEST = 100
"""The most columns of help: longer lines are hard to read."""

_BOLD = re.compile(r"\[bold\](.*?)\[/bold\]")


class PlainCommand(TyperCommand):
    """A command with help in plain text. `formatter` is click's `HelpFormatter`.

    A value that is refused is told with what was expected. An error about a value from the config file names its place there,
    and one about the place of a file the flag by which another is chosen.
    """

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        with blaming_config(ctx):
            try:
                return super().parse_args(ctx, args)
            except typer.BadParameter as error:
                if expected := _expected(error):
                    error.message = expected
                raise

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override]
        with blaming_config(ctx):
            try:
                return super().invoke(ctx)
            except ExportError as error:
                if "output" in error.flags and "output" in ctx.params:
                    raise ExportError(f"{str(error).removesuffix('.')} with -o.") from error
                raise

    def collect_usage_pieces(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return [re.sub("[{}]", "", piece) for piece in super().collect_usage_pieces(ctx)]  # around what is required

    def format_help_text(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]  # noqa: ARG002
        write_paragraphs(self.help or "", formatter)

    def format_options(self, ctx: typer.Context, formatter: Any) -> None:  # type: ignore[override]
        write_flags(self, ctx, formatter)
        if self.name == "play":
            write_section("Keys", list(_keys()), formatter)


def _expected(error: typer.BadParameter) -> str:
    """What a refused value is, and what its flag takes; empty where that is neither one of several names nor a number."""
    flag: Any = error.param
    refusal: Any = error.__cause__
    kind = getattr(getattr(flag, "type_descriptor", None), "annotation", None)
    if not hasattr(refusal, "errors"):
        return ""
    given = str(refusal.errors()[0]["input"])[:60]
    if get_origin(kind) is Literal:
        names = get_args(kind)
        return f"{given!r}: expected {', '.join(names[:-1])} or {names[-1]}{nearest(given, names) or '.'}"
    if kind in (int, float):
        number = "a whole number" if kind is int else "a number"
        return f"{given!r}: expected {number}" + ("." if flag.min is None else f" from {flag.min:g} to {flag.max:g}.")
    return ""


def _keys() -> Iterator[tuple[str, str]]:
    """The keys that a listener has, those of the config file too, with what they do."""
    from voiceguide.config import load_config
    from voiceguide.playback.controls import ACTIONS, bindings

    for name, keys in bindings(load_config()).keys.items():
        yield "  ".join(keys), ACTIONS[name].meaning
    yield "1 to 9", "That exercise."


def write_paragraphs(text: str, formatter: Any) -> None:
    """Write what a command does. A paragraph with bold text has examples, and keeps its lines."""
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
    """Write arguments and flags under their headings, which are in the order in which they first come."""
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
    """Write a heading, and under it names with their meanings."""
    with formatter.section(typer.style(heading, bold=True)):
        formatter.write_dl(rows)
