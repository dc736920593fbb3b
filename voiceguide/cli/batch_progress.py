"""Shows how far a batch is, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

from voiceguide.cli.console import counted, print_results, progress, say, table
from voiceguide.units import clock_text

if TYPE_CHECKING:
    from voiceguide.batch.executor import JobExecutor
    from voiceguide.batch.run import BatchOutcome

STEPS = 1000
"""Steps of the line of the whole batch, for each item."""

MOST_LINES = 8
"""At most so many running items are shown."""

Watching: TypeAlias = "tuple[Callable[[], None], Callable[[BatchOutcome], None]]"


@contextmanager
def watched(executor: JobExecutor, count: int) -> Iterator[Watching]:
    """Shows a batch of `count` items: on a terminal a line of the whole with the time left, and one of each running item;
    elsewhere a line of each item when it is done.

    Yields:
        What is called several times a second, and what is told what became of an item.
    """
    done: list[BatchOutcome] = []
    with progress() as lines:
        whole = lines.add(f"Making {counted(count, 'file')}", STEPS * count)
        each = [lines.add("", visible=False) for _ in range(MOST_LINES)]

        def watch() -> None:
            running = executor.progress()
            begun = sum(STEPS * item.done // item.whole for item in running if item.whole)
            lines.change(whole, completed=STEPS * len(done) + begun)
            shown = sorted(running)[:MOST_LINES]
            for line, item in zip(each, [*shown, *[None] * (MOST_LINES - len(shown))], strict=True):
                if item is None:
                    lines.change(line, visible=False)
                else:
                    lines.change(
                        line, visible=True, description=f"  {item.name}", completed=item.done, total=item.whole or None
                    )

        def tell(outcome: BatchOutcome) -> None:
            done.append(outcome)
            if not lines.shown:
                length = f", {clock_text(outcome.duration)}" if outcome.duration else ""
                say(f"[{len(done)}/{count}] {outcome.name}: {outcome.state}{length}{_reason(outcome)}")

        yield watch, tell


def _reason(outcome: BatchOutcome) -> str:
    """The first line of why an item failed."""
    return f": {outcome.reason.splitlines()[0]}" if outcome.reason else ""


def print_summary(outcomes: Collection[BatchOutcome]) -> None:
    """Print how many items were made, skipped, failed and left, how long they last, and why some failed."""
    _tell_notes(outcomes)
    rows = []
    for state, meaning in MEANINGS.items():
        if of_state := [outcome for outcome in outcomes if outcome.state == state]:
            length, size = sum(each.duration for each in of_state), sum(each.size for each in of_state)
            lasts, takes = clock_text(length) if length else "", f"{size / 1_000_000:.1f} MB" if size else ""
            rows.append((state, str(len(of_state)), lasts, takes, meaning))
    rows += [("", "", "", "", f"{each.name}{_reason(each)}") for each in outcomes if each.state == "failed"]
    print_results(table(rows))


def _tell_notes(outcomes: Collection[BatchOutcome]) -> None:
    """Say each note once, below the names of the items that it is of."""
    items: dict[str, list[str]] = {}
    for outcome in outcomes:
        for note in dict.fromkeys(outcome.notes):
            items.setdefault(note, []).append(outcome.name)
    for names, notes in groupby(items, key=items.__getitem__):
        say(f"{names[0]}{f' and {len(names) - 1} more' if names[1:] else ''}:")
        for note in notes:
            say(note)


MEANINGS = {
    "made": "",
    "skipped": "there already, made from the same",
    "failed": "tried again by the next run, and by --retry-failed alone",
    "left": "not made yet: run it again, without --retry-failed, to go on",
}
