"""Soft bells and the half of long sits."""

import pytest
from scripts_as_text import problems_in

from voiceguide.timeline.gaps import BELL_MS

SIT = "# Sit\n\n## Breathe {length}\n\n{bell}\n"


def rung(made):
    """When interval bells ring, in seconds from the first breath."""
    return [(bell.start - made.phases[0].start) / 1000 for bell in made.chapter.bells if bell.name == "interval"]


@pytest.mark.parametrize(
    ("length", "bell", "expected"),
    [
        ("10 min", "- Bell every 2 min", [120, 240, 360, 480]),
        ("10 min", "- bell: every two minutes", [120, 240, 360, 480]),
        ("10 min", "- Bell at 5 min, 8 min", [300, 480]),
        ("10 min", "- Bell at 8 min and 90 s", [90, 480]),
        ("10 min", "- Bell at 10 min", [600]),
        ("10 min", "- Bell every 4 min\n- Bell at 4 min, 9 min", [240, 480, 540]),
        ("60 breaths", "- Bell every 5 min", [300]),
        ("10 min", "", []),
    ],
)
def test_a_bell_rings_when_the_script_says(compiled, length, bell, expected):
    made = compiled(SIT.format(length=length, bell=bell), bells=True, guide=True, guidance="tones")
    assert rung(made) == expected
    assert made.timeline.all_notes() == ()


def test_a_hold_has_bells_too_and_without_bells_none_rings(compiled):
    script = "# Sit\n\n## Hold 4 min\n- Bell every 1 min\n"
    assert rung(compiled(script, bells=True, guide=True)) == [60, 120, 180]
    assert rung(compiled(script, bells=False, guide=True)) == []


def test_the_half_of_a_long_sit_is_said_apart_from_the_bell(compiled):
    script = SIT.format(length="10 min", bell="- Bell every 5 min")
    made = compiled(script, bells=True, guide=True)
    [half] = [cue for cue in made.cues("anchor") if cue.utterance.text == "Halfway."]
    assert half.start - made.phases[0].start == 310_000
    assert "Halfway." not in " ".join(compiled(script, guide=True, guidance="tones").said())


@pytest.mark.parametrize(("breaths", "said"), [(11, 0), (12, 1)])
def test_only_a_sit_of_two_minutes_has_a_half(compiled, breaths, said):
    made = compiled(SIT.format(length=f"{breaths} breaths", bell=""), guide=True)
    assert made.said().count("Halfway.") == said


def test_a_bell_rings_between_the_words(compiled):
    """Without a guide every breath has its word, so a bell on the minute would ring over one."""
    made = compiled(SIT.format(length="10 min", bell="- Bell every 1 min"), bells=True)
    assert len(rung(made)) == 9
    for bell in made.chapter.bells:
        assert all(cue.end <= bell.start or cue.start >= bell.start + BELL_MS for cue in made.chapter.cues)
    assert any("Halfway. Inhale." in text for text in made.said("anchor"))


def test_an_interval_is_for_every_exercise_and_a_section_with_bells_keeps_its_own(compiled):
    reps = "## Repeat 30 times\n- Inhale: lift.\n- Exhale: lower.\n"
    made = compiled(f"# A\n\n{reps}", bells=True, guide=True, interval=2)
    assert rung(made) == [120, 240]
    both = f"# A\n\n{reps}\n## Hold 4 min\n- Bell at 1 min\n\n{reps}"
    assert rung(compiled(both, bells=True, guide=True, interval=2))[:2] == [120, 240]
    assert rung(compiled("# A\n\n## Hold 4 min\n- Bell at 1 min\n", bells=True, guide=True, interval=2)) == [60]
    assert rung(compiled(f"# A\n\n{reps}", bells=False, guide=True, interval=2)) == []


def test_a_bell_after_the_end_of_its_section_is_a_warning_with_its_place(compiled):
    made = compiled(SIT.format(length="2 min", bell="- Bell at 1 min, 5 min"), bells=True)
    [warning] = made.notes("warning")
    assert ":5:" in warning
    assert "no bell at 5:00: this section lasts 2:00" in warning


@pytest.mark.parametrize(
    ("bell", "expected"),
    [
        ("- Bell", "5:3: error: 'Bell' does not say when: expected '- Bell every 2 min'"),
        ("- Bell sometimes", "5:3: error: 'Bell sometimes' does not say when"),
        ("- Bell every 2", "5:14: error: '2' is no time of a bell: expected 10 s to 24 hours with its unit"),
        ("- Bell at 5 min, 8", "5:18: error: '8' is no time of a bell"),
        ("- Bell every 2-3 min", "5:14: error: '2-3 min' is no time of a bell"),
        ("- Bell every 1 s", "5:14: error: '1 s' is no time of a bell"),
        ("- Bell every 2 min, 3 min", "5:3: error: 'Bell every 2 min, 3 min': expected one time after 'every'"),
        ("- Bel every 2 min", "5:3: error: 'Bel' does not begin a step"),
    ],
)
def test_a_bell_that_cannot_be_is_an_error_with_its_place(bell, expected):
    [problem] = problems_in(SIT.format(length="10 min", bell=bell))
    assert problem.startswith(expected)


def test_a_bell_belongs_under_hold_or_breathe():
    found = problems_in("# A\n\n## Repeat 2 times\n- Inhale\n- Bell every 2 min\n- Exhale\n")
    assert found == ["5:3: error: a bell in 'Repeat': expected it under 'Hold' or 'Breathe'"]
