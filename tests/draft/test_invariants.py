"""What must hold of every draft: with one invariant switched off, its own draft goes through."""

import pytest

from voiceguide.draft.doses import doses
from voiceguide.draft.invariants import INVARIANTS
from voiceguide.draft.model import DraftExercise, DraftSection, DraftStep
from voiceguide.draft.safe import made_safe
from voiceguide.draft.tag import Role, Sentence


def told(text: str, role: Role = "move", *, warns: bool = False) -> Sentence:
    return Sentence(text, 1, role, tuple(doses(text)), role in ("move", "setup"), warns)


def draft(*sections: DraftSection, sides: str = "none", pace: str = "") -> DraftExercise:
    return DraftExercise("Lift", 1, sections=list(sections), sides=sides, pace=pace)  # type: ignore[arg-type]


MOVES = DraftStep("Move", "lift your arms.")
HOLDS = DraftStep("Move", "hold.", "5s")
WRONG = {
    "breaths": (draft(DraftSection("Repeat 5 times", steps=[DraftStep("Exhale", "lift.")])), [told("Inhale and lift. Repeat 5 times.")]),
    "one breath": (
        draft(DraftSection("Repeat 5 times", steps=[DraftStep("Inhale", "lift, then out through your mouth.")])),
        [told("Inhale and lift, then out to the side through your mouth. Repeat 5 times.")],
    ),
    "counted breaths": (
        draft(DraftSection("Repeat 5 times", steps=[DraftStep("Inhale", "lift.", "4s"), DraftStep("Exhale", "lower.")])),
        [told("Inhale for 4 seconds and lift, exhale and lower. Repeat 5 times.")],
    ),
    "held breath": (
        draft(DraftSection("Repeat 5 times", steps=[MOVES, DraftStep("Move", "hold your breath.")])),
        [told("Lift your arms. Repeat 5 times.")],
    ),
    "movements": (draft(DraftSection("Repeat 5 times", steps=[MOVES])), [told("Lift your arms, and turn. Repeat 5 times.")]),
    "stays": (
        draft(DraftSection("Repeat 3 times", steps=[MOVES, HOLDS])),
        [told("Lift your arms."), told("Hold arms crossed for 5 seconds.", "dose"), told("Repeat 3 times.", "dose")],
    ),
    "letting go": (
        draft(DraftSection("Repeat 3 times", steps=[MOVES, HOLDS])),
        [told("Lift your arms."), told("Hold for 5 seconds, then relax.", "dose"), told("Repeat 3 times.", "dose")],
    ),
    "talk": (draft(DraftSection("Repeat 5 times", steps=[MOVES])), [told("Lift your arms. Repeat 5 times."), told("As 20 seconds go by.", "talk")]),
    "rep": (draft(DraftSection("Repeat 5 times", steps=[MOVES] * 5)), [told("Lift your arms. Repeat 5 times.")]),
    "doses": (draft(DraftSection("Repeat 9 times", steps=[MOVES])), [told("Lift your arms. Repeat 5 times.")]),
    "holds": (draft(DraftSection("Repeat 5 times", steps=[MOVES])), [told("Lift your arms. Hold 20 seconds. Repeat 5 times.")]),
    "more holds": (
        draft(DraftSection("Repeat 3 times", steps=[MOVES, HOLDS, DraftStep("Move", "lower them."), HOLDS])),
        [told("Lift your arms, hold for 5 seconds, lower them. Repeat 3 times.")],
    ),
    "long holds": (
        draft(DraftSection("Repeat 10 times", steps=[MOVES, DraftStep("Move", "hold.", "120s")])),
        [told("Lift your arms and hold for 2 minutes. Repeat 10 times.")],
    ),
    "rests": (
        draft(DraftSection("Repeat 3 sets of 10", steps=[MOVES, DraftStep("Move", "rest.", "45s")])),
        [told("Lift your arms."), told("Do 10 reps, rest 45 seconds, 3 sets.", "dose")],
    ),
    "cautions": (draft(DraftSection("Repeat 5 times", steps=[MOVES])), [told("Lift your arms. Repeat 5 times."), told("Stop if it hurts.", "caution", warns=True)]),
    "sides": (draft(DraftSection("Repeat 5 times", steps=[MOVES]), sides="each"), [told("Lift your arms. Repeat 5 times.")]),
}  # fmt: skip


def copy(name: str) -> tuple[DraftExercise, list[Sentence]]:
    wrong, source = WRONG[name]
    return DraftExercise(wrong.title, 1, sections=list(wrong.sections), sides=wrong.sides, pace=wrong.pace), source


def test_every_invariant_has_a_draft_that_breaks_it():
    assert set(WRONG) == set(INVARIANTS)


@pytest.mark.parametrize("name", WRONG)
def test_a_draft_that_breaks_an_invariant_becomes_the_authors_own_words_and_is_marked(name: str):
    exercise, source = copy(name)
    safe = made_safe(exercise, source)
    assert safe.certainty == "check"
    assert "Lift" in safe.spoken or "lift" in safe.spoken
    assert not any(step.kind != "Move" for section in safe.sections for step in section.steps)


@pytest.mark.parametrize("name", WRONG)
def test_with_the_invariant_switched_off_the_wrong_draft_goes_through(name: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(INVARIANTS, name)
    exercise, source = copy(name)
    assert made_safe(exercise, source).certainty == "sure"


def test_no_part_of_a_breath_lasts_as_long_as_an_exercise():
    steps = [DraftStep("Inhale", ""), DraftStep("Hold", ""), DraftStep("Exhale", "")]
    wrong = draft(DraftSection("Repeat 5 times", steps=steps), pace="4-120-4")
    safe = made_safe(wrong, [told("Inhale for 4, hold for 120, exhale for 4. Repeat 5 times.")])
    assert safe.certainty == "check"
    assert not safe.pace


def test_a_lost_caution_is_put_back():
    exercise, source = copy("cautions")
    assert made_safe(exercise, source).cautions == ["Stop if it hurts."]


def test_a_hold_after_another_movement_than_the_source_holds_is_refused():
    wrong = draft(DraftSection("Repeat 3 times", steps=[MOVES, DraftStep("Move", "lower them."), HOLDS]))
    safe = made_safe(wrong, [told("Lift your arms and hold for 5 seconds."), told("Lower them.")])
    assert safe.certainty == "check"
