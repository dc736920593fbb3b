"""Warnings about breathing that would not be comfortable at the pace in force."""

from voiceguide.breath import Pace
from voiceguide.problems import Place, Problems
from voiceguide.script.lint import LONG_RETENTION_MS
from voiceguide.script.model import Breathe, Exercise, Hold, Repeat
from voiceguide.timeline.moments import moments
from voiceguide.units import Ms, seconds_text

SLOWEST_PER_MINUTE = 3
FASTEST_PER_MINUTE = 20


def check_comfort(exercise: Exercise, pace: Pace, problems: Problems) -> None:
    """Warn where the breaths of a section are too fast or too slow, or the pace holds the breath for long."""
    for section in exercise.sections:
        match section:
            case Repeat():
                rep = moments(section.steps, pace)
                breaths = sum(moment.kind == "inhale" for moment in rep)
                exhales = sum(moment.kind == "exhale" for moment in rep)
                held = max((m.duration for m in rep if m.step and m.kind and m.kind.startswith("hold")), default=0)
                if held > LONG_RETENTION_MS:
                    _warn_of_holding("a Hold here", held, section.place, problems)
                if breaths and exhales:
                    breathed = sum(moment.duration for moment in rep if moment.kind != "move")
                    _check(breathed / min(breaths, exhales), section.place, problems)
            case Hold() | Breathe():
                _check(pace.breath_ms, section.place, problems)
            case _:
                continue
        for hold in (pace.hold_in, pace.hold_out):
            if hold > LONG_RETENTION_MS:
                _warn_of_holding(f"the pace {pace}", hold, section.place, problems)


def _warn_of_holding(what: str, hold: Ms, place: Place, problems: Problems) -> None:
    problems.warning(
        place,
        f"{what} holds the breath for {seconds_text(hold)} s: more than {seconds_text(LONG_RETENTION_MS)} s "
        "is long for a listener who did not ask for it",
    )


def _check(breath: float, place: Place, problems: Problems) -> None:
    per_minute: float = 60_000 / breath
    if not SLOWEST_PER_MINUTE <= per_minute <= FASTEST_PER_MINUTE:
        length: Ms = round(breath)
        problems.warning(
            place,
            f"a breath here lasts {seconds_text(length)} s, {per_minute:.1f} a minute: "
            f"expected {SLOWEST_PER_MINUTE} to {FASTEST_PER_MINUTE}",
        )
