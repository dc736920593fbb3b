"""Properties of every text, and of every valid script."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.breath import parse_pace
from voiceguide.script.explain import explain
from voiceguide.script.model import POSITIONS, Exercise, Outline
from voiceguide.script.parse import parse
from voiceguide.script.section_types import Breathe, Hold, Line, Repeat, Rest, Section, Words

PIECES = [
    *("\n", "\n\n", " ", "    ", "\t", ": ", " | ", ", ", ". ", "- ", "1. ", "> ", "# ", "## ", "### ", "---\n", "===\n"),
    *("sides: each\n", "needs: [", "]", "pace: 4-6\n", "&a ", "*a ", "'", '"', "\\x1b", "# Title\n\n", "---\n# Title\n"),
    *("## Set up\n", "## Repeat 5-8 times\n", "## Repeat ", "## Hold ", "## Rest ", "## Switch\n", "## Variation: A\n"),
    *("### Repeat 3 times\n", "2 sets of ", ", rest ", "five", "half a minute", " to ", " breaths\n", " s\n", " times\n"),
    *("- Inhale", "- Hold", "- Move", "- Wait 2s\n", " x2", " 6s", ": lift. | Up.\n", "{side}", "{sid}", "{", "}"),
    *("> [!CAUTION]\n", "> [!NOTE]\n", "as shown", "[A](a.md)", "](", "![", "**", "_", "`", "<b>", "<!--", "-->", "&#x202e;"),
    *("\\", "|a|b|\n|-|-|\n", "```\n", "9", "\u0301", "\u65e5", "\U0001f642", "\u2028", "\x85", "\0", "\r", "\r\n", "\ufeff"),
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(st.characters()), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_is_a_script_or_has_errors_and_every_problem_has_a_place_in_it(text: str):
    script, problems = parse(text, "x.md")
    assert script is not None or problems.has_errors
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        line, column = problem.place.line, problem.place.column
        assert 1 <= line <= len(lines)
        assert problem.place.source in ("", lines[line - 1])
        assert 1 <= column <= len(lines[line - 1]) + 1
        assert problem.report().startswith(f"x.md:{line}:{column}: ")
    if script:
        explain(script)


words = st.sampled_from(
    ["lift", "your", "heart", "to", "open", "wide", "elbows", "slowly", "Zürich", "日本", "o'clock", "3"]
)
sentences = st.lists(words, min_size=1, max_size=12).map(lambda some: f"Now {' '.join(some)}.")
paragraphs = st.lists(sentences, min_size=1, max_size=3).map(tuple)
lengths = st.sampled_from(
    [
        ("", 0, 1.0),
        (" 6s", 6000, 1.0),
        (" 1.5 s", 1500, 1.0),
        (" half a minute", 30_000, 1.0),
        (" x2", 0, 2.0),
        (" x 0.5", 0, 0.5),
    ]
)
spans = st.tuples(st.integers(1, 50), st.integers(0, 50)).map(lambda span: (span[0], sum(span)))
NUMBERS = {1: "one", 5: "five", 12: "a dozen", 19: "nineteen", 25: "twenty-five", 50: "fifty", 100: "a hundred"}


@st.composite
def written_spans(draw: st.DrawFn) -> tuple[str, tuple[int, int]]:
    """A range as an author may write it."""
    low, high = draw(spans)
    first, last = (NUMBERS.get(number, str(number)) if draw(st.booleans()) else str(number) for number in (low, high))
    dash = draw(st.sampled_from(["-", "–", " to "]))
    return (first if low == high else f"{first}{dash}{last}"), (low, high)


@st.composite
def steps(draw: st.DrawFn) -> tuple[str, Any]:
    kind = draw(st.sampled_from(["inhale", "exhale", "move"]))
    length, at_least, times = draw(lengths)
    said = draw(sentences) if kind == "move" or draw(st.booleans()) else None
    short = draw(sentences) if said and draw(st.booleans()) else None
    keyword = draw(st.sampled_from([kind, kind.capitalize(), f"**{kind.capitalize()}**"]))
    text = f"- {keyword}{length}" + (f": {said}" if said else "") + (f" | {short}" if short else "")
    return text, (kind, said, short, at_least, times)


waits = st.integers(1, 600).map(lambda seconds: (f"- Wait {seconds}s", ("wait", None, None, seconds * 1000, 1.0)))


def wrapped(draw: st.DrawFn, text: str, prefix: str = "") -> str:
    """The same text over several lines, with a comment and an emphasis now and then."""
    parts = text.split(" ")
    for index in range(1, len(parts)):
        parts[index] = (
            draw(st.sampled_from([" ", " ", " ", f"\n{prefix}", "  \n" + prefix, " <!-- a comment --> "]))
            + parts[index]
        )
    return "".join(parts)


@st.composite
def sections(draw: st.DrawFn, marks: str) -> tuple[str, Any]:
    kind = draw(st.sampled_from(["repeat", "hold", "breathe", "rest"]))
    written, span = draw(written_spans())
    said = draw(paragraphs)
    lines = wrapped(draw, " ".join(said))
    reminder = draw(paragraphs)
    tail = f"\n\n> {wrapped(draw, ' '.join(reminder), '> ')}\n\n"
    match kind:
        case "repeat":
            done = draw(st.lists(steps(), min_size=1, max_size=4))
            sets = draw(st.integers(1, 20))
            head = f"Repeat {written} times" if sets == 1 else f"Repeat {sets} sets of {written}, rest 30 s"
            body = "\n".join(text for text, _ in done)
            meaning = ("repeat", span, sets, 30_000 * (sets > 1), said, tuple(step for _, step in done), reminder)
            return f"{marks} {head}\n\n{lines}\n\n{body}{tail}", meaning
        case "hold":
            return f"{marks} Hold {written} breaths\n{lines}{tail}", ("hold", span, "breaths", said, reminder)
        case "breathe":
            milliseconds = tuple(number * 1000 for number in span)
            return f"{marks} Breathe for {written} seconds\n{lines}{tail}", (
                "breathe",
                milliseconds,
                "ms",
                said,
                reminder,
            )
        case _:
            milliseconds = tuple(number * 1000 for number in span)
            return f"{marks} Rest {written} s\n\n{lines}{tail}", ("rest", milliseconds, said, reminder)


@st.composite
def exercises(draw: st.DrawFn) -> tuple[str, Any]:
    position = draw(st.sampled_from(POSITIONS))
    pace = draw(st.sampled_from(["4-6", "4-7-8", "5.5-5.5", "box"]))
    needs = draw(st.lists(st.sampled_from(["chair", "wall", "soft ball"]), unique=True))
    intro, caution, set_up, finish = (draw(paragraphs) for _ in range(4))
    ready = draw(st.lists(st.one_of(waits), max_size=2))
    main = [draw(sections("##")) for _ in range(draw(st.integers(1, 3)))] + [
        ("## Hold 2 breaths\n\n", ("hold", (2, 2), "breaths", (), ()))
    ]
    varied = [draw(sections("###")) for _ in range(draw(st.integers(1, 2)))]
    text = (
        f"---\nposition: {position}\nneeds: [{', '.join(needs)}]\npace: {pace}\n---\n# A title\n\n"
        f"{wrapped(draw, ' '.join(intro))}\n\n> [!CAUTION]\n> {wrapped(draw, ' '.join(caution), '> ')}\n\n"
        f"## Set up\n{wrapped(draw, ' '.join(set_up))}\n\n{chr(10).join(text for text, _ in ready)}\n\n"
        f"{''.join(text for text, _ in main)}## Finish\n{wrapped(draw, ' '.join(finish))}\n\n"
        f"## Progression: More of it\n{''.join(text for text, _ in varied)}"
    )
    meaning = (
        ("A title", position, tuple(needs), parse_pace(pace), intro, caution),
        (
            ("set up", (*set_up, *(wait for _, wait in ready)), ()),
            *(meaning for _, meaning in main),
            ("finish", finish, ()),
        ),
        ("More of it", tuple(meaning for _, meaning in varied)),
    )
    return text, meaning


def plain(line: Line) -> Any:
    if isinstance(line, Words):
        return line.text
    said, short = (part.text if part else None for part in (line.words, line.short))
    return line.kind, said, short, line.at_least, line.times


def meaning_of(section: Section) -> Any:
    lines, reminders = tuple(map(plain, section.lines)), tuple(words.text for words in section.reminders)
    match section:
        case Repeat():
            span, done = (section.reps.low, section.reps.high), tuple(map(plain, section.steps))
            return section.kind, span, section.sets, section.rest, lines, done, reminders
        case Hold() | Breathe():
            return section.kind, (section.stay.span.low, section.stay.span.high), section.stay.unit, lines, reminders
        case Rest():
            return section.kind, (section.span.low, section.span.high), lines, reminders
        case _:
            return section.kind, lines, reminders


@settings(max_examples=60, deadline=None)
@given(exercises())
def test_an_exercise_means_what_it_says(written: tuple[str, Any]):
    text, (head, main, (name, varied)) = written
    exercise, problems = parse(text, "x.md")
    assert [str(problem) for problem in problems] == []
    assert isinstance(exercise, Exercise)
    intro, cautions = (tuple(words.text for words in some) for some in (exercise.intro, exercise.cautions))
    assert (exercise.title, exercise.position, exercise.needs, exercise.pace, intro, cautions) == head
    assert tuple(map(meaning_of, exercise.sections)) == main
    (variation,) = exercise.variations
    assert (variation.kind, variation.name, tuple(map(meaning_of, variation.sections))) == ("progression", name, varied)
    lines = text.split("\n")
    for place, _ in explain(exercise):
        assert lines[place.line - 1] == place.source


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a", "sub/b", "ü c"]),
            st.none() | written_spans(),
            st.sampled_from(["", "Twist", "Chin down"]),
        ),
        min_size=1,
        max_size=5,
    ),
    paragraphs,
)
def test_a_session_means_what_it_says(items: list[Any], finish: tuple[str, ...]):
    text = "# Session\n\n"
    for number, (name, reps, variation) in enumerate(items, 1):
        asked = [f"{reps[0]} reps"] if reps else []
        asked += [f"with {variation}"] if variation else []
        text += f"{number}. [The *{name}*](<{name}.md>){': ' if asked else ''}{', '.join(asked)}\n"
    script, problems = parse(f"{text}\n## Finish\n{' '.join(finish)}\n", "x.md")
    assert [str(problem) for problem in problems] == []
    assert isinstance(script, Outline)
    assert tuple(map(plain, script.finish)) == finish
    for link, (name, reps, variation) in zip(script.links, items, strict=True):
        assert link.title == f"The {name}"
        assert (link.reps and (link.reps.low, link.reps.high)) == (reps and reps[1])
        assert link.variations == ((variation,) if variation else ())
