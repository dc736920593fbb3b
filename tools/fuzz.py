"""Fuzzes the parser and the compiler with random scripts, guided by coverage.

It needs atheris, which is not a dependency of the project, and a CPython for which atheris has a wheel:

    python3.11 -m venv /tmp/fuzz
    /tmp/fuzz/bin/pip install atheris markdown-it-py mdit-py-plugins PyYAML
    PYTHONPATH=. /tmp/fuzz/bin/python tools/fuzz.py -max_total_time=600 /tmp/corpus

It stops at the first failure and writes a file `crash-…`. With that file as its argument it prints the script.
"""

import sys
from itertools import pairwise
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["voiceguide", "markdown_it", "mdit_py_plugins", "yaml"]):
    from voiceguide.breath import Pace
    from voiceguide.errors import ChoiceError, ScriptError
    from voiceguide.formats.sheet import cue_sheet
    from voiceguide.script.explain import explain
    from voiceguide.script.model import Exercise, Session, SessionItem
    from voiceguide.script.parse import parse
    from voiceguide.script.section_types import Breathe, Hold, Repeat
    from voiceguide.timeline.compile import compile_session
    from voiceguide.timeline.measure import measure_by_words
    from voiceguide.timeline.options import Options

FRAGMENTS = (
    *("\n", "\n\n", " ", "  ", "    ", "\t", ":", ": ", " | ", "|", ",", ". ", "-", "- ", "* ", "1. ", "> ", "# ", "## ", "### "),
    *("---\n", "---\n# Title\n", "position: ", "prone\n", "sides: each\n", "sides: alternate\n", "needs: [", "]\n", "pace: "),
    *("tags: ", "language: de\n", "chair", "4-6", "4-7-8\n", "box\n", "&a ", "*a ", "!!str ", "{a: ", "'", '"', "\\x1b", "\\ud800"),
    *("## Set up\n", "## Repeat 5-8 times\n", "## Repeat ", "## Hold ", "## Rest ", "## Breathe ", "## Switch\n", "## Finish\n"),
    *("## Variation: A\n", "## Progression: B\n", "### Set up\n", "### Repeat 3 times\n", "### Hold 1 breath\n", "### Finish\n"),
    *("2 sets of ", ", rest ", "five", "twenty-five", "half a minute", " to ", " breaths\n", " s\n", " min\n", " times\n", "twice\n"),
    *("- Inhale", "- Exhale", "- Hold", "- Move", "- Wait 2s\n", " x2", " x0.5", " 6s", ": lift your arm. | Lift.\n", ": go.\n"),
    *("{side}", "{other side}", "{sid}", "{", "}", "> [!CAUTION]\n", "> [!NOTE]\n", "> Keep it.\n", "as shown", "Some words. More!"),
    *("[A](a.md)", "](", "![", "[", "]", "(", ")", ": 6 reps", ", with A", "**", "_", "`", "<b>", "<!--", "-->", "&amp;", "&#x202e;"),
    *("\\", "|a|b|\n|-|-|\n", "```\n", "===\n", "0", "1", "3", "9", "\u00e9", "\u0301", "\u65e5", "\U0001f642", "\u200d", "\u00a0"),
)  # fmt: skip
LONGEST_MS = 1_800_000
FLAGS = ("-len_control=0", "-max_len=400")  # from the start long enough for a whole script

FRONTS = ("", "position: supine\n", "pace: 4-4-4-4\n", "pace: 0.5-0.5\n", "needs: [chair, wall]\n", "language: fr\n")
TIMES = ("1", "3", "5-8", "two to four", "twice", "2 sets of 3, rest 5 s", "3 sets of 1-2")
STAYS = ("1 breath", "2-9 breaths", "20 s", "5-90 seconds", "half a minute")
WORDS = (
    "Lift.",
    "Lift your heart, and open your elbows as wide as they will go today.",
    "Go on. And on.",
    "Look as shown.",
)
SIDED = ("Lift {side}.", "Bend over to your {other side}, and let your {side} arm grow long. Breathe.")
LENGTHS = ("", "", " x2", " x0.25", " x10", " 6s", " 0.5s", " half a minute")
STEPS = ("Inhale", "Exhale", "Inhale", "Exhale", "Hold", "Move", "Wait")


def script_from(data: atheris.FuzzedDataProvider) -> str:
    """Raw text, fragments of the language in any order, or a whole script, sometimes with an extra fragment."""
    match data.ConsumeIntInRange(0, 7):
        case 7:
            return data.ConsumeUnicode(data.remaining_bytes())
        case 5 | 6:
            return "".join(piece(data) for _ in range(min(data.remaining_bytes(), 300)))
        case _:
            return whole_script(data)


def piece(data: atheris.FuzzedDataProvider) -> str:
    return FRAGMENTS[data.ConsumeIntInRange(0, len(FRAGMENTS) - 1)]


def whole_script(data: atheris.FuzzedDataProvider) -> str:
    sides = pick(data, ("none", "each", "alternate"))
    words = WORDS if sides == "none" else WORDS + SIDED
    text = f"---\nsides: {sides}\n{pick(data, FRONTS)}---\n# Title\n\n{pick(data, words)}\n\n"
    text += "> [!CAUTION]\n> Stop. Ask.\n\n" * data.ConsumeBool()
    text += section(data, "##", "Set up", words) * data.ConsumeBool()
    for _ in range(data.ConsumeIntInRange(1, 4)):
        text += section(data, "##", pick(data, ("Repeat", "Repeat", "Hold", "Breathe", "Rest")), words)
    text += section(data, "##", "Switch", words) * (data.ConsumeBool() and sides != "none")
    text += section(data, "##", "Finish", words) * data.ConsumeBool()
    for name in ("A", "B")[: data.ConsumeIntInRange(0, 2)]:
        text += f"## Variation: {name}\n\n"
        for kind in ("Set up", "Repeat", "Hold", "Rest", "Finish"):
            text += section(data, "###", kind, words) * data.ConsumeBool()
    if data.ConsumeIntInRange(0, 7) == 0:
        at = data.ConsumeIntInRange(0, len(text))
        text = text[:at] + piece(data) + text[at:]
    return text


def section(data: atheris.FuzzedDataProvider, marks: str, kind: str, words: tuple[str, ...]) -> str:
    asked = {"Repeat": TIMES, "Hold": STAYS, "Breathe": STAYS, "Rest": ("1 s", "5-40 s", "a minute")}.get(kind, ("",))
    times = pick(data, asked)
    text = f"{marks} {kind} {times}{' times' * (kind == 'Repeat' and times[-1].isdigit())}\n"
    text += f"{pick(data, words)}\n\n" * data.ConsumeBool()
    if kind == "Repeat":
        text += "".join(step(data, words) for _ in range(data.ConsumeIntInRange(1, 5)))
    elif kind in ("Set up", "Finish"):
        text += "- Wait 2s\n\n" * data.ConsumeBool() + "- Move 3s: slide.\n\n" * data.ConsumeBool()
    return text + f"\n> {pick(data, words)}\n" * data.ConsumeBool() + "\n"


def step(data: atheris.FuzzedDataProvider, words: tuple[str, ...]) -> str:
    keyword = pick(data, STEPS)
    if keyword == "Wait":
        return "- Wait 1s\n"
    said = f": {pick(data, words)}" if keyword == "Move" or data.ConsumeBool() else ""
    return f"- {keyword}{pick(data, LENGTHS)}{said}{' | Short.' * (data.ConsumeBool() and bool(said))}\n"


def pick(data: atheris.FuzzedDataProvider, values: tuple[str, ...]) -> str:
    return values[data.ConsumeIntInRange(0, len(values) - 1)]


def options_from(data: atheris.FuzzedDataProvider, exercise: Exercise) -> Options:
    paces = (None, Pace(500, 0, 500, 0), Pace(4000, 7000, 8000, 0), Pace(1500, 500, 20_000, 3000))
    chosen = [variation.name for variation in exercise.variations if data.ConsumeBool()]
    return Options(
        pace=data.PickValueInList(list(paces)),
        ramp_to=data.PickValueInList(list(paces)),
        reps=data.PickValueInList(["low", "mid", "high", 3]),
        minutes=data.PickValueInList([None, None, 5.0]),
        guidance=data.PickValueInList(["full", "fade", "brief", "tones"]),
        count=data.PickValueInList(["none", "each", "halfway"]),
        lead=data.PickValueInList([0.0, 0.3]),
        variations=tuple(chosen),
        first_side=data.PickValueInList(["left", "right"]),
        guide=data.ConsumeBool(),
        strict=data.ConsumeBool(),
    )


def check(raw: bytes) -> None:
    """Check that any text gives problems that can be shown, and that a script without errors compiles to spans in order."""
    data = atheris.FuzzedDataProvider(raw)
    choices = atheris.FuzzedDataProvider(data.ConsumeBytes(16))
    script, problems = parse(script_from(data), "fuzz.md")
    for problem in problems:
        assert 1 <= problem.place.column <= max(len(problem.place.source), 1) + 1, problem
        problem.report().encode()
    if problems.has_errors or script is None:
        assert problems.has_errors
        return
    explain(script)
    if not isinstance(script, Exercise) or is_long(script):
        return
    session = Session("fuzz", "Fuzz", script.language, None, (), (SessionItem(script),), (), (), script.place)
    try:
        timeline = compile_session(session, options_from(choices, script), measure_by_words)
    except (ChoiceError, ScriptError):
        return
    cue_sheet(timeline).encode()
    for chapter in timeline.chapters:
        for spans in (chapter.phases, chapter.cues):
            assert all(before.end <= after.start for before, after in pairwise(spans))
            assert all(0 <= span.start < span.end <= chapter.duration for span in spans)


def is_long(exercise: Exercise) -> bool:
    """Whether the session is so long that compiling it would slow the fuzzing down."""
    length = 0
    for section in (*exercise.sections, *(s for variation in exercise.variations for s in variation.sections)):
        match section:
            case Repeat():
                step = max(step.at_least + round(step.times * 4000) for step in section.steps)
                length += section.reps.high * section.sets * len(section.steps) * step
            case Hold() | Breathe():
                length += section.stay.span.high * (4000 if section.stay.unit == "breaths" else 1)
            case _:
                pass
    return length > LONGEST_MS


if __name__ == "__main__":
    if len(sys.argv) == 2 and Path(sys.argv[1]).is_file():
        data = atheris.FuzzedDataProvider(Path(sys.argv[1]).read_bytes())
        data.ConsumeBytes(16)
        print(script_from(data))
    atheris.Setup([sys.argv[0], *FLAGS, *sys.argv[1:]], check)
    atheris.Fuzz()
