"""Scripts are compiled with words of exact lengths: 400 ms for each, and 200 ms for the utterance."""

import json
from collections import Counter
from itertools import pairwise

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.breath import Pace, parse_pace
from voiceguide.errors import ChoiceError, ScriptError
from voiceguide.formats.sheet import cue_sheet
from voiceguide.timeline.compile import chapters_of, compile_session
from voiceguide.timeline.gaps import BELL_MS, READY_MS, SENTENCE_MS, SETUP_MS, SWITCH_MS
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

LIFT = "# Lift\n\n## Repeat {n} times\n- Inhale: lift your chest. | Lift.\n- Exhale: lower it. | Lower.\n"
LONG = "reach up and over and out and long and far and wide and high and on"


def test_a_phase_lasts_as_the_pace_says(compiled):
    phases = compiled(LIFT.format(n=2), pace=parse_pace("4-1-6-2")).phases
    assert [(phase.kind, phase.duration) for phase in phases] == [
        ("inhale", 4000), ("hold_in", 1000), ("exhale", 6000), ("hold_out", 2000),
    ] * 2  # fmt: skip


def test_exhale_cue_starts_when_the_inhale_ends(compiled):
    made = compiled(LIFT.format(n=1))
    inhale, exhale = made.phases
    first, second = made.cues("cue")
    assert exhale.start == inhale.end
    assert (first.start, second.start) == (inhale.start, exhale.start)


def test_the_breath_word_comes_first_then_the_words(compiled):
    assert compiled(LIFT.format(n=2), guidance="full", count="none").said("cue") == [
        "Inhale, lift your chest.",
        "Exhale, lower it.",
        "Exhale, lower it.",
    ]


def test_words_fade_from_full_to_short_to_bare_and_the_last_reps_are_announced(compiled):
    assert compiled(LIFT.format(n=6)).said("cue", "anchor") == [
        "Inhale, lift your chest.", "Exhale, lower it.",
        "Inhale, lift.", "Exhale, lower.",
        "Inhale, lift.", "Exhale, lower.",
        "Three more. Inhale.", "Exhale.",
        "Inhale.", "Exhale.",
        "Last one. Inhale.", "Exhale.",
    ]  # fmt: skip


def test_with_a_breath_guide_the_middle_reps_need_no_words(compiled):
    assert compiled(LIFT.format(n=6), guide=True).said("cue", "anchor")[6:] == ["Three more.", "Last one."]


@pytest.mark.parametrize(
    ("guidance", "expected"),
    [
        ("full", ["Inhale, lift your chest.", "Exhale, lower it."] * 2),
        ("brief", ["Inhale, lift.", "Exhale, lower.", "Inhale.", "Exhale."]),
        ("tones", []),
    ],
)
def test_guidance_says_more_or_less(compiled, guidance, expected):
    assert compiled(LIFT.format(n=4), guidance=guidance, guide=True).said("cue")[:4] == expected


def test_rep_numbers_are_said_when_asked_for(compiled):
    each = compiled(LIFT.format(n=5), count="each").said("cue", "anchor")
    assert [text.split(" ")[0] for text in each[::2]] == ["Inhale,", "Two.", "Three", "Four.", "Last"]
    assert "Halfway. Inhale." in compiled(LIFT.format(n=8), count="halfway").said("anchor")


def test_both_sides_have_the_same_breaths_and_only_sentences_that_name_a_side_are_repeated(compiled):
    made = compiled(SIDE_STRETCH)
    counts = Counter((phase.kind, phase.section, phase.side) for phase in made.phases)
    assert {(kind, section): n for (kind, section, side), n in counts.items() if side == "left"} == {
        (kind, section): n for (kind, section, side), n in counts.items() if side == "right"
    }
    assert made.said("setup") == ["Sit tall.", "Reach your left arm up.", "Reach your right arm up."]
    assert made.said("switch") == ["Now the right side."]


def test_there_is_time_to_switch_sides(compiled):
    made = compiled(SIDE_STRETCH)
    (switch,) = made.cues("switch")
    first_on_the_right = next(phase for phase in made.phases if phase.side == "right")
    assert first_on_the_right.start - switch.end > SWITCH_MS
    shorter = compiled(SIDE_STRETCH, transition=0.5).chapter.duration
    assert shorter < made.chapter.duration


def test_the_second_side_starts_at_the_short_form(compiled):
    made = compiled(SIDE_STRETCH, guide=True)
    right = next(index for index, phase in enumerate(made.phases) if phase.side == "right")
    assert [cue.utterance.text for cue in made.cues("cue") if cue.phase == right] == ["Inhale, bend left."]


def test_alternate_swaps_sides_rep_by_rep_and_counts_per_side(compiled):
    made = compiled(SIDE_STRETCH.replace("each", "alternate"), reps=5)
    reps = [(phase.side, phase.rep) for phase in made.phases if phase.section == "repeat" and phase.kind == "inhale"]
    assert reps == [(side, rep) for rep in range(1, 6) for side in ("left", "right")]
    holds = [phase.side for phase in made.phases if phase.section == "hold" and phase.kind == "inhale"]
    assert holds == ["left"] * 3 + ["right"] * 3


def test_the_first_side_can_be_chosen(compiled):
    assert compiled(SIDE_STRETCH, first_side="right").phases[0].side == "right"


@pytest.mark.parametrize(("reps", "expected"), [("low", 5), ("mid", 6), ("high", 8), (7, 7)])
def test_reps_are_chosen_inside_the_range(compiled, reps, expected):
    assert (
        max(phase.reps for phase in compiled(SIDE_STRETCH, reps=reps).phases if phase.section == "repeat") == expected
    )


def test_reps_outside_the_range_are_used_with_a_warning(compiled):
    made = compiled(SIDE_STRETCH, reps=12)
    assert made.phases[0].reps == 12
    assert made.notes("warning") == [
        f"{made.timeline.notes[0].place}: warning: 12 reps, where the script has 5 to 8: taken as you asked"
    ]


def test_a_teaching_breath_is_stretched_so_that_the_words_fit_and_no_other_is(compiled):
    words = "lift your breastbone and open both of your elbows wide"  # 11 words with the keyword: 4.6 s
    made = compiled(f"# A\n\n## Repeat 4 times\n- Inhale: {words}. | Lift.\n- Exhale\n")
    inhales = [phase.duration for phase in made.phases if phase.kind == "inhale"]
    assert inhales == [4750, 4000, 4000, 4000]
    assert (
        "needs 4.6 s, and the inhale has 3.85 s for it: the first rep's breath is stretched to 4.75 s"
        in made.notes("note")[0]
    )


def test_words_too_long_for_a_stretched_breath_are_said_before_the_rep(compiled):
    made = compiled(f"# A\n\n## Repeat 4 times\n- Inhale: {LONG}. | Reach.\n- Exhale\n")
    (instruction,) = made.cues("instruction")
    assert instruction.utterance.text == f"On the inhale, {LONG}."
    assert instruction.end < made.phases[0].start
    assert made.said("cue")[:2] == ["Inhale, reach.", "Exhale."]
    assert all(phase.duration == 4000 for phase in made.phases if phase.kind == "inhale")
    assert len(made.notes("warning")) == 1


def test_words_that_do_not_fit_are_said_faster_then_become_the_breath_word_then_nothing(compiled):
    script = "# A\n\n## Repeat 4 times\n- Inhale: lift it up now. | Lift it up.\n- Exhale\n"  # short form: 1.8 s
    assert compiled(script, pace=parse_pace("1.9-3")).cues("cue")[2].utterance.rate == 1.05
    assert compiled(script, pace=parse_pace("1.5-3")).said("cue")[2] == "Inhale."
    assert compiled(script, pace=parse_pace("0.7-3")).said("cue")[2] == "Exhale."


def test_strict_makes_words_below_the_short_form_an_error(compiled):
    script = "# A\n\n## Repeat 4 times\n- Inhale: lift it up now. | Lift it up.\n- Exhale\n"
    with pytest.raises(ScriptError, match="only the breath word is said"):
        compiled(script, pace=parse_pace("1.5-3"), strict=True)


def test_without_a_short_form_the_full_text_serves_where_it_fits(compiled):
    made = compiled("# A\n\n## Repeat 3 times\n- Inhale: lift.\n- Exhale: lower.\n")
    assert made.said("cue", "anchor")[2] == "Inhale, lift."


def test_a_length_in_seconds_is_a_minimum_and_a_factor_multiplies_the_pace(compiled):
    made = compiled("# A\n\n## Repeat 1 times\n- Inhale 6s\n- Exhale x2\n- Move: turn.\n", pace=parse_pace("4-8"))
    assert [(phase.kind, phase.duration) for phase in made.phases] == [
        ("inhale", 6000),
        ("exhale", 16000),
        ("move", 12000),
    ]


def test_a_hold_step_replaces_the_hold_of_the_pace(compiled):
    script = "# A\n\n## Repeat 1 times\n- Inhale\n- Hold{}\n- Exhale\n"
    holds = [
        [
            phase.duration
            for phase in compiled(script.format(length), pace=parse_pace(pace)).phases
            if phase.kind == "hold_in"
        ]
        for length, pace in [("", "4-6"), ("", "4-3-6"), (" 5s", "4-6")]
    ]
    assert holds == [[2000], [3000], [5000]]


def test_there_is_no_hold_between_two_inhales(compiled):
    made = compiled(
        "# A\n\n## Repeat 1 times\n- Inhale\n- Inhale: a little more.\n- Exhale\n", pace=parse_pace("3-1-6")
    )
    assert [phase.kind for phase in made.phases] == ["inhale", "inhale", "hold_in", "exhale"]


@pytest.mark.parametrize(
    ("seconds", "breaths"), [(30, 3), (24, 2), (25, 3), (26, 3), (12.5, 1), (7.5, 1), (7, 0), (3, 0), (14, 0), (15, 2)]
)
def test_a_hold_in_seconds_keeps_its_length_in_breaths_that_are_a_quarter_off_the_pace_at_most(
    compiled, seconds, breaths
):
    made = compiled(f"# A\n\n## Hold {seconds:g} s\n")
    assert sum(phase.duration for phase in made.phases) == seconds * 1000
    assert [phase.kind for phase in made.phases] == (["inhale", "exhale"] * breaths or ["move"])
    for phase in made.phases:
        natural = {"inhale": 4000, "exhale": 6000, "move": phase.duration}[phase.kind]
        assert 0.75 * natural - 1 <= phase.duration <= 1.25 * natural + 1


@pytest.mark.parametrize(("last", "kinds"), [("5-7", ["inhale", "exhale"] * 2), ("8-12", ["move"])])
def test_a_hold_in_seconds_has_the_same_breaths_on_both_sides_while_the_pace_moves(compiled, last, kinds):
    """They suit the pace of both sides; where no number does, the breath is free on both."""
    script = "---\nsides: each\n---\n# A\n\n## Repeat 3 times\n- Inhale\n- Exhale\n\n## Hold 25 s\n"
    made = compiled(script, ramp_to=parse_pace(last))
    held = [
        [phase for phase in made.phases if (phase.section, phase.side) == ("hold", side)] for side in ("left", "right")
    ]
    assert [sum(phase.duration for phase in side) for side in held] == [25_000, 25_000]
    assert [phase.kind for phase in held[0]] == [phase.kind for phase in held[1]] == kinds
    for phase in (*held[0], *held[1]):
        slowest = {"inhale": 4000 * 1.25, "exhale": 6000 * 1.25, "move": 25_000}[phase.kind]
        assert phase.duration <= slowest * 1.25


@pytest.mark.parametrize(
    ("seconds", "pace", "told"),
    [
        (14, "4-6", ["no whole breaths fill 14 s at the pace 4-6, so the breath is free: they would fill 12.5 s, or 15 s"]),
        (25, "4-7-8", ["no whole breaths fill 25 s at the pace 4-7-8, so the breath is free: they would fill 23.75 s, or 28.5 s"]),
        (12.5, "4-6", []),
        (3, "4-6", []),
    ],
)  # fmt: skip
def test_a_hold_that_no_whole_breaths_fill_is_noted(compiled, seconds, pace, told):
    made = compiled(f"# A\n\n## Hold {seconds:g} s\n", pace=parse_pace(pace))
    assert [note.message for note in made.timeline.all_notes() if "whole breaths" in note.message] == told


def test_words_that_a_hold_in_seconds_has_no_room_for_are_said_before_it(compiled):
    words = "Let your shoulder sink away from your ear."
    for seconds in (3, 8):
        made = compiled(f"# A\n\n## Hold {seconds} s\n{' '.join([words] * seconds)}\n")
        assert made.said("instruction") == [words] * seconds
        assert made.cues("instruction")[-1].end < made.phases[0].start
        assert sum(phase.duration for phase in made.phases) == seconds * 1000


def test_words_of_a_longer_hold_in_seconds_are_said_in_it(compiled):
    made = compiled("# A\n\n## Hold 25 s\nLet your shoulder sink away from your ear.\n")
    assert made.phases[0].start < made.cues("instruction")[0].start < made.phases[1].start


def test_a_hold_in_which_the_breath_is_free_is_told_by_a_word(compiled):
    made = compiled("# A\n\n## Hold 5 s\nReach up.\n")
    assert made.said("instruction", "cue") == ["Reach up.", "Stay."]
    assert [(phase.kind, phase.section, phase.reps) for phase in made.phases] == [("move", "hold", 1)]


def test_a_range_of_seconds_is_held_from_its_lowest_to_its_highest(compiled):
    for written, reps, seconds in [
        ("20-35", "low", 20), ("20-35", "mid", 25), ("20-35", "high", 35), ("20-22", "high", 22), ("20-33", "high", 33),
    ]:  # fmt: skip
        made = compiled(f"# A\n\n## Hold {written} s\n", reps=reps)
        assert sum(phase.duration for phase in made.phases) == seconds * 1000


def test_breaths_are_added_when_the_words_of_a_hold_outlast_them(compiled):
    sentences = " ".join(["Breathe into your ribs and let them open as wide as they like."] * 4)
    made = compiled(f"# A\n\n## Hold 1 breaths\n{sentences}\n")
    assert made.cues("instruction")[-1].end <= made.phases[-1].end
    assert sum(phase.kind == "inhale" for phase in made.phases) == 3


def test_sets_are_repeated_with_rests_between(compiled):
    made = compiled("# A\n\n## Repeat 2 sets of 3, rest 30 s\n- Inhale\n- Exhale\n")
    assert [(phase.set, phase.rep) for phase in made.phases if phase.kind == "inhale"] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3),
    ]  # fmt: skip
    third, fourth = made.phases[5], made.phases[6]
    assert fourth.start - third.end >= 30_000
    assert made.said("setup") == ["Rest.", "Set two."]


def test_reminders_are_said_once_where_there_is_room_and_never_in_the_first_rep(compiled):
    made = compiled(LIFT.format(n=6) + "\n> Keep your neck long.\n\n> Breathe softly.\n")
    reminders = made.cues("reminder")
    assert [cue.utterance.text for cue in reminders] == ["Keep your neck long.", "Breathe softly."]
    assert reminders[0].start >= made.phases[2].start


def test_a_reminder_without_room_is_noted(compiled):
    made = compiled(LIFT.format(n=2) + "\n> Keep on" + " and on" * 12 + ".\n")
    assert made.said("reminder") == []
    assert "no room for this reminder" in made.notes("note")[0]


@pytest.mark.parametrize("lead", [0.0, 0.3])
def test_words_can_lead_their_phase(compiled, lead):
    made = compiled(SIDE_STRETCH, lead=lead)
    owned = [(cue, made.phases[cue.phase]) for cue in made.cues() if cue.phase is not None]
    assert {phase.start - cue.start for cue, phase in owned} == {round(lead * 1000)}
    assert all(before.end <= after.start for before, after in pairwise(made.chapter.cues))


def test_a_ramp_moves_the_pace_evenly_from_the_first_breath_to_the_last(compiled):
    made = compiled(LIFT.format(n=5), pace=parse_pace("4-6"), ramp_to=parse_pace("6-8"), guidance="brief")
    assert [phase.duration for phase in made.phases if phase.kind == "inhale"] == [4000, 4500, 5000, 5500, 6000]
    assert [phase.duration for phase in made.phases if phase.kind == "exhale"] == [6000, 6500, 7000, 7500, 8000]


def test_a_ramp_reaches_its_end_with_holds_and_both_sides(compiled):
    made = compiled(SIDE_STRETCH, pace=parse_pace("4-6"), ramp_to=parse_pace("5-9"))
    assert (made.phases[-2].duration, made.phases[-1].duration) == (5000, 9000)


@pytest.mark.parametrize("minutes", [3.0, 3.4, 4.0, 4.4])
def test_a_wanted_length_is_met_inside_the_ranges(compiled, minutes):
    timeline = compiled(SIDE_STRETCH.replace("Hold 3 breaths", "Hold 1-6 breaths"), minutes=minutes).timeline
    assert abs(timeline.duration - minutes * 60_000) <= 30_000
    assert timeline.notes == ()


def test_a_length_below_the_shortest_is_an_error_that_names_the_shortest(compiled):
    with pytest.raises(ChoiceError, match=r"cannot last 1:00: the shortest that it can last is 3:\d\d\."):
        compiled(SIDE_STRETCH, minutes=1)


def test_a_length_between_those_that_can_be_had_is_an_error_that_names_both(compiled):
    with pytest.raises(ChoiceError, match=r"cannot last 15:00: the nearest lengths are 10:\d\d and 20:\d\d\."):
        compiled(LIFT.format(n=60), minutes=15)


def test_rounds_are_named_only_where_they_were_asked_for(compiled):
    sit = "# Sit\n\n## Breathe 1440 min\nBreathe.\n"
    with pytest.raises(ChoiceError, match=r"cannot last 5:00, and no length near that was found: .* up to 240 minutes"):
        compiled(sit, minutes=5)
    with pytest.raises(ChoiceError, match=r"cannot last 5:00 in 2 rounds: expected fewer rounds"):
        compiled(sit, minutes=5, rounds=2)


TWO = {
    "session": "---\npace: 5-7\n---\n# Two\n\nWelcome to it.\n\n1. [A](a.md)\n2. [B](b.md): 4 reps, with Slow, pace 6-6\n",
    "a": "---\nposition: seated\nneeds: [chair]\n---\n"
    + LIFT.format(n="5-8").replace("# Lift", "# Alpha")
    + "\n> [!CAUTION]\n> Stop if it hurts.\n",
    "b": "---\nposition: supine\nneeds: [mat]\npace: 3-3\n---\n"
    + LIFT.format(n="5-8").replace("# Lift", "# Beta")
    + "\n> [!CAUTION]\n> Stop if it hurts.\n\n## Finish\nRest.\n"
    + "\n## Variation: Slow\n### Repeat 2 times\n- Inhale x2: rise.\n- Exhale: sink.\n"
    + "\n## Progression: Fast\n### Repeat 9 times\n- Inhale: go.\n- Exhale: stop.\n",
}


def timeline_of(session_of, **options):
    return compile_session(session_of(**TWO), Options(**options), measure_by_words)


def test_a_session_has_an_opening_a_chapter_for_each_exercise_and_a_closing(session_of):
    timeline = timeline_of(session_of)
    assert [(chapter.title, chapter.exercise) for chapter in timeline.chapters] == [
        ("Welcome", None), ("Alpha", "a"), ("Beta, Slow", "b"), ("Closing", None),
    ]  # fmt: skip
    assert [cue.utterance.text for cue in timeline.chapters[0].cues] == [
        "Two.", "Welcome to it.", "You will need a chair and a mat.", "Stop if it hurts.",
    ]  # fmt: skip


def test_pace_comes_from_flags_then_the_item_then_the_exercise_then_the_session(session_of):
    def inhales(**options):
        return [chapter.phases[0].duration for chapter in timeline_of(session_of, **options).chapters if chapter.phases]

    assert inhales() == [5000, 12000]
    assert inhales(pace=Pace(3000, 0, 4000, 0)) == [3000, 6000]
    assert inhales(inhale=7.5) == [7500, 15000]
    unpaced = session_of(**{**TWO, "session": TWO["session"].replace(", pace 6-6", "")})
    chapters = compile_session(unpaced, Options(), measure_by_words).chapters
    assert [chapter.phases[0].duration for chapter in chapters if chapter.phases] == [5000, 6000]


def test_a_session_ends_with_its_own_words_movements_and_waits(session_of):
    finish = "\n## Finish\nWell done.\n- Move x2: stretch out.\n- Wait 20s\n"
    session = session_of(**{**TWO, "session": TWO["session"] + finish})
    closing = compile_session(session, Options(), measure_by_words).chapters[-1]
    done, stretch = closing.cues
    assert (done.role, stretch.utterance.text) == ("finish", "stretch out.")
    (bell,) = closing.bells
    assert bell.start == stretch.start + 24_000 + 20_000


def test_cautions_of_a_chosen_variation_are_spoken_and_of_others_not(session_of):
    careful = TWO["b"] + "\n> [!CAUTION]\n> Mind your neck.\n"  # after Fast, so Fast's
    script = {"session": TWO["session"].replace("Slow", "Fast"), "a": TWO["a"], "b": careful}
    for files, expected in ((script, True), ({**script, "session": TWO["session"]}, False)):
        opening = compile_session(session_of(**files), Options(), measure_by_words).chapters[0]
        assert ("Mind your neck." in [cue.utterance.text for cue in opening.cues if cue.role == "caution"]) is expected


def test_the_item_of_a_session_chooses_reps_and_variation(session_of):
    beta = timeline_of(session_of).chapters[2]
    assert max(phase.reps for phase in beta.phases) == 4
    assert beta.cues[-1].utterance.text == "Rest."


def test_what_comes_next_and_what_it_needs_is_said_with_time_to_get_there(session_of):
    beta = timeline_of(session_of).chapters[2]
    assert [cue.utterance.text for cue in beta.cues[:2]] == ["Next: Beta, Slow.", "You will need a mat."]
    assert beta.phases[0].start - beta.cues[1].end >= 16_000 + READY_MS


def test_the_first_sentence_of_the_set_up_says_where_to_go_before_the_time_to_get_there(compiled):
    made = compiled(
        "---\nposition: supine\n---\n# A\n\n## Set up\nLie down. Rest.\n\n## Repeat 1 times\n- Inhale\n- Exhale\n"
    )
    announced, lie, rest = made.cues("announcement", "setup")
    assert lie.start - announced.end == SENTENCE_MS
    assert rest.start - lie.end == 17_000
    assert made.phases[0].start - rest.end == SETUP_MS + READY_MS


def test_a_rep_of_several_breaths_keeps_its_words(compiled):
    steps = "- Inhale: head down. | Head.\n- Exhale: ribs down. | Ribs.\n- Inhale: stay. | Stay.\n- Exhale: roll up. | Up.\n"
    made = compiled(f"# A\n\n## Repeat 7 times\n{steps}", guide=True)
    assert made.said("cue", "anchor")[12:16] == ["Inhale, head.", "Exhale, ribs.", "Inhale, stay.", "Exhale, up."]


def test_bells_ring_at_the_switch_before_its_words_and_with_the_last_rep(compiled):
    made = compiled(SIDE_STRETCH, bells=True)
    (switch,) = made.cues("switch")
    last = [phase.start for phase in made.phases if (phase.section, phase.kind, phase.rep) == ("repeat", "inhale", 6)]
    assert [(bell.name, bell.start) for bell in made.chapter.bells] == [
        ("last", last[0]), ("switch", switch.start - BELL_MS), ("last", last[1]),
    ]  # fmt: skip
    assert compiled(SIDE_STRETCH, bells=False).chapter.bells == ()


def test_the_last_bell_waits_for_the_first_breath_of_its_rep(compiled):
    made = compiled("# A\n\n## Repeat 2 times\n- Wait 3s\n- Inhale\n- Exhale\n", bells=True)
    assert [bell.start for bell in made.chapter.bells] == [made.phases[2].start]


def test_the_finish_and_the_switch_name_their_side(compiled):
    script = SIDE_STRETCH.replace("Lower your arm.", "Lower your {side} arm.")
    script += "\n## Switch\nLower your {other side} arm, and lift the {side} one.\n\n> Slowly.\n"
    made = compiled(script)
    assert made.said("finish") == ["Lower your right arm."]
    assert made.said("switch") == ["Lower your left arm, and lift the right one."]
    assert "Slowly." in made.said("reminder")


def test_sentences_of_a_hold_follow_its_first_breath_word_and_are_said_while_breaths_go_on(compiled):
    made = compiled("# A\n\n## Hold 3 breaths\nStay there. Soften your ribs.\n")
    first, *sentences = made.cues("cue", "instruction")[:3]
    assert (first.utterance.text, first.start) == ("Inhale.", made.phases[0].start)
    assert [cue.utterance.text for cue in sentences] == ["Stay there.", "Soften your ribs."]
    assert sentences[0].start == first.end + SENTENCE_MS
    assert made.said("anchor") == ["One more breath. Inhale."]


def test_reminders_of_a_rest_are_said_and_it_lasts_as_written(compiled):
    made = compiled("# A\n\n## Rest 9 s\n> Let go.\n\n## Repeat 1 times\n- Inhale\n- Exhale\n")
    (reminder,) = made.cues("reminder")
    assert reminder.utterance.text == "Let go."
    assert made.phases[0].start - reminder.end == SENTENCE_MS + 9_000 + READY_MS


def test_exercises_are_chosen_and_skipped_by_name(session_of):
    assert [c.exercise for c in timeline_of(session_of, only=("alp",)).chapters] == [None, "a", None]
    assert [c.exercise for c in timeline_of(session_of, skip=("a",)).chapters] == [None, "b", None]


def test_a_chapter_does_not_depend_on_its_neighbours(session_of):
    whole = timeline_of(session_of).chapters[1]
    alone = timeline_of(session_of, only=("Alpha",)).chapters[1]
    assert whole == alone


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"only": ("Gamma",)}, "'Gamma' is no exercise here: expected one of Alpha, Beta"),
        ({"variations": ("Sloow",)}, "'Sloow' is no variation here.*did you mean 'Slow'"),
        ({"variations": ("Fast",)}, "'Slow' and 'Fast' both change the 'repeat' of 'Beta'"),
        ({"skip": ("Alpha", "Beta")}, "every exercise is skipped"),
    ],
)
def test_choices_that_do_not_go_with_the_session_are_refused(session_of, options, expected):
    with pytest.raises(ChoiceError, match=expected):
        timeline_of(session_of, **options)


def test_breathing_too_fast_or_held_for_long_is_warned_of(compiled):
    assert any(
        "expected 3 to 20" in note for note in compiled(LIFT.format(n=2), pace=parse_pace("1-1")).notes("warning")
    )
    assert any(
        "holds the breath for 20 s" in note
        for note in compiled(LIFT.format(n=2), pace=parse_pace("4-20-6")).notes("warning")
    )
    assert compiled(LIFT.format(n=2)).notes("warning") == []


def test_holds_that_the_pace_makes_long_are_warned_of(compiled):
    script = "# A\n\n## Repeat 2 times\n- Inhale\n- Hold x4\n- Exhale\n"
    assert any(
        "a Hold here holds the breath for 16 s" in n
        for n in compiled(script, pace=parse_pace("2-4-2")).notes("warning")
    )
    assert not any("holds the breath" in n for n in compiled(script, pace=parse_pace("2-3-2")).notes("warning"))


def test_nothing_lasts_longer_than_a_day(compiled):
    with pytest.raises(ChoiceError, match="24 hours"):
        compiled("# A\n\n" + "## Breathe 1440 min\n" * 5)
    with pytest.raises(ChoiceError, match="24 hours"):
        compiled("# A\n\n## Repeat 20 sets of 100, rest 10 min\n" + "- Inhale\n- Exhale\n" * 100)


def test_the_cue_sheet_is_the_timeline_written_down(session_of):
    timeline = timeline_of(session_of)
    sheet = json.loads(cue_sheet(timeline))
    assert list(sheet) == [
        "format",
        "title",
        "language",
        "loudness_lufs",
        "duration_ms",
        "pace",
        "chapters",
        "phases",
        "utterances",
        "bells",
        "notes",
    ]
    assert (sheet["format"], sheet["title"], sheet["pace"]) == ("voiceguide-cue-sheet/1", "Two", "5-7")
    assert (sheet["language"], sheet["loudness_lufs"]) == ("en", -16.0)
    assert sheet["chapters"][1] == {
        "title": "Alpha",
        "exercise": "a",
        "start_ms": timeline.chapters[0].duration,
        "duration_ms": timeline.chapters[1].duration,
    }
    owned = [utterance for utterance in sheet["utterances"] if utterance["phase"] is not None]
    for utterance in owned:
        phase = sheet["phases"][utterance["phase"]]
        assert (utterance["start_ms"], utterance["chapter"]) == (phase["start_ms"], phase["chapter"])
    assert [bell["name"] for bell in sheet["bells"]] == ["start", "last", "last", "end"]
    assert sheet["bells"][-1]["start_ms"] < sheet["duration_ms"]
    assert cue_sheet(timeline) == cue_sheet(timeline_of(session_of))


def test_a_session_of_chapters_that_last_longer_than_a_day_together_is_refused(session_of):
    half = "# {}\n\n## Breathe 800 min\n"
    session = session_of(two="# Two\n\n1. [A](a.md)\n2. [B](b.md)\n", a=half.format("A"), b=half.format("B"))
    with pytest.raises(ChoiceError, match="'Two' lasts more than 24 hours"):
        compile_session(session, Options(bells=False), measure_by_words)


def outcomes(session, order, **options):
    """Each chapter or its error, and all notes, after accessing the chapters in an order."""
    chapters = chapters_of(session, Options(bells=False, **options), measure_by_words)
    found = {}
    for number in order:
        try:
            found[number] = chapters[number]
        except ChoiceError as error:
            found[number] = str(error)
    return [found[number] for number in range(len(chapters))], chapters.notes


@pytest.mark.parametrize("options", [{}, {"reps": 9}, {"ramp_to": parse_pace("5-7")}], ids=str)
def test_chapters_and_their_errors_do_not_depend_on_the_order_of_access(session_of, options):
    texts = {
        "four": "# Four\n\n1. [A](a.md)\n2. [B](b.md)\n3. [C](c.md)\n4. [D](d.md)\n",
        "a": "# A\n\n## Repeat 2-3 times\n- Inhale\n- Exhale\n",
        "b": "# B\n\n" + "## Breathe 1440 min\n" * 2,
        "c": "# C\n\n## Breathe 800 min\n",
        "d": "# D\n\n## Repeat 4-5 times\n- Inhale\n- Exhale\n\n## Breathe 800 min\n",
    }
    session = session_of(**texts)
    in_order = outcomes(session, range(6), **options)
    refused = [number for number, outcome in enumerate(in_order[0]) if isinstance(outcome, str)]
    assert refused == [2]
    for order in ([2, 2, 1, 0, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 4, 2, 5, 0, 1]):
        assert outcomes(session, order, **options) == in_order


TIMED_REPS = "# Reach\n\n## Repeat {}\n\n- Inhale: reach.\n- Exhale: lower.\n"


@pytest.mark.parametrize(("pace", "reps"), [("4-6", 4), ("5-7", 3), ("6-9", 2), ("30-30", 1)])
def test_reps_for_a_time_are_as_many_as_fit_at_the_pace(compiled, pace, reps):
    made = compiled(TIMED_REPS.format("for 40 s"), pace=parse_pace(pace))
    assert {phase.reps for phase in made.phases} == {reps}


def test_a_first_rep_that_is_stretched_counts_as_long_as_it_lasts(compiled):
    made = compiled(
        TIMED_REPS.format("for 20 s").replace("reach.", "reach " + "up " * 10 + ". | Up."), pace=parse_pace("4-6")
    )
    assert made.phases[0].duration > 4000
    assert {phase.reps for phase in made.phases} == {1}


def test_sides_that_alternate_share_the_time_of_reps_and_sets_each_have_it(compiled):
    made = compiled(
        "---\nsides: alternate\n---\n" + TIMED_REPS.format("2 sets of 40 s, rest 5 s").replace("reach", "{side}")
    )
    assert {(phase.set, phase.side, phase.reps) for phase in made.phases} == {
        (number, side, 2) for number in (1, 2) for side in ("left", "right")
    }


def test_a_movement_with_a_length_lasts_so_long_whatever_the_pace(compiled):
    script = "# Lift\n\n## Repeat 2 times\n\n- Move: lift your arm.\n- Move 3s: hold.\n"
    for pace, breath in (("4-6", 10_000), ("5-7", 12_000)):
        phases = compiled(script, pace=parse_pace(pace)).chapter.phases
        assert [phase.duration for phase in phases] == [breath, 3_000] * 2
