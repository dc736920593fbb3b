"""Measures how long it takes to find a session of a wanted length among 200 exercises, with ranges of reps and without.

make bench, or: python bench/lengths.py
"""

from dataclasses import replace

from compiling import milliseconds

from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.script.model import Session
from voiceguide.script.section_types import Span
from voiceguide.timeline.compile import chapters_of
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

EXERCISES = 200
TARGET_MS = 300


def of_many(session: Session, reps: Span | None) -> Session:
    """A session of `EXERCISES` that have nothing in common but their words."""
    items = (session.items * (EXERCISES // len(session.items) + 1))[:EXERCISES]
    own = (
        replace(
            item,
            reps=reps or item.reps,
            exercise=replace(item.exercise, place=replace(item.exercise.place, line=number)),
        )
        for number, item in enumerate(items, 1)
    )
    return replace(session, items=tuple(own))


def main() -> None:
    session = load(find_script("back-mobility"))
    for name, reps in (("ranges", None), ("fixed reps", Span(6, 6))):
        many = of_many(session, reps)
        for minutes in (12, 60, 240, 480):
            spent = milliseconds(
                lambda many=many, minutes=minutes: chapters_of(many, Options(minutes=minutes), measure_by_words), 3
            )
            print(f"{minutes:4} minutes of {EXERCISES} exercises with {name}: {spent:.0f} ms (at most {TARGET_MS})")


if __name__ == "__main__":
    main()
