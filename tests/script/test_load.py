"""Sessions read from their files."""

from collections.abc import Callable
from pathlib import Path

import pytest

from voiceguide.breath import parse_pace
from voiceguide.errors import ScriptError
from voiceguide.script.find import bundled_scripts
from voiceguide.script.load import load
from voiceguide.script.model import Session
from voiceguide.script.section_types import Span

EXERCISE = (
    "# A\n\n## Repeat 5-8 times\n- Inhale\n- Exhale\n\n"
    "## Variation: One\n### Repeat 2 times\n- Inhale\n- Exhale\n\n"
    "## Variation: Two\n### Rest 5 s\n\n"
    "## Progression: Three\n### Repeat 3 times\n- Inhale\n- Exhale\n"
)


@pytest.fixture
def problems(tmp_path: Path) -> Callable[..., list[str]]:
    """The problems of a session among other files."""

    def found(session: str, **files: str) -> list[str]:
        for name, text in {"session": session, **files}.items():
            (tmp_path / f"{name}.md").write_text(text, "utf-8")
        with pytest.raises(ScriptError) as error:
            load(tmp_path / "session.md")
        return [str(problem).removeprefix(f"{tmp_path}/") for problem in error.value.problems]

    return found


@pytest.mark.parametrize("link", ["NAME", "NAME.md", "scripts/NAME.md"])
def test_a_link_to_a_script_that_comes_with_the_program_tells_to_copy_it(problems: Callable[..., list[str]], link: str):
    bundled = {script.stem: script for script in bundled_scripts()}
    (problem,) = problems(f"# S\n1. [A]({link.replace('NAME', 'seated-side-stretch')})\n")
    assert problem.endswith(f"is not there; copy {bundled['seated-side-stretch']} beside this file")
    (problem,) = problems(f"# S\n1. [A]({link.replace('NAME', 'seated-side-strech')})\n")
    assert problem.endswith("is not there; did you mean 'seated-side-stretch.md'?")


def test_an_exercise_alone_is_a_session_of_one(session_of: Callable[..., Session]):
    session = session_of(a=EXERCISE)
    assert not session.is_collection
    assert [item.exercise.title for item in session.items] == ["A"]


def test_an_item_may_ask_for_several_variations(session_of: Callable[..., Session]):
    (item,) = session_of(s="# S\n1. [A](a.md): with two, 6-7 reps, with ONE, pace 5-5\n", a=EXERCISE).items
    assert item.variations == ("Two", "One")
    assert item.reps == Span(6, 7)
    assert item.pace == parse_pace("5-5")


def test_sessions_hold_sessions_at_the_pace_nearest_to_the_exercise(session_of: Callable[..., Session]):
    session = session_of(
        s="---\npace: 3-3\n---\n# S\n\n1. [T](t.md)\n2. [T](t.md): pace 2-2\n3. [U](u.md)\n4. [A](a.md)\n",
        t="---\npace: 5-5\n---\n# T\n\n1. [A](a.md)\n2. [A](a.md): pace 6-6\n",
        u="# U\n\n1. [A](a.md)\n",
        a=EXERCISE,
    )
    assert [str(item.pace) for item in session.items] == ["5-5", "6-6", "2-2", "2-2", "3-3", "3-3"]


def test_a_session_has_the_cautions_of_sessions_inside_it(session_of: Callable[..., Session]):
    session = session_of(
        s="# S\n\n> [!CAUTION]\n> Outer.\n\n1. [T](t.md)\n2. [T](t.md)\n",
        t="# T\n\n> [!CAUTION]\n> Inner.\n\n1. [A](a.md)\n",
        a=EXERCISE,
    )
    assert [words.text for words in session.cautions] == ["Outer.", "Inner."]


def test_links_may_have_spaces_and_letters_of_any_language(session_of: Callable[..., Session], tmp_path: Path):
    (tmp_path / "mes étirements").mkdir()
    (tmp_path / "mes étirements" / "côté.md").write_text(EXERCISE, "utf-8")
    targets = (
        "<mes étirements/côté.md>",
        "mes%20%C3%A9tirements/c%C3%B4t%C3%A9.md",
        "./mes%20étirements/../mes%20étirements/côté.md",
    )
    session = session_of(s="# S\n" + "".join(f"1. [A]({target})\n" for target in targets))
    assert len(session.items) == 3


def test_an_item_that_asks_for_what_is_not_there_is_reported_at_its_place(problems: Callable[..., list[str]]):
    assert problems(
        "# S\n\n1. [A](a.md): with Tow, with Four\n2. [A](a.md): with One, with Three\n3. [T](t.md): 6 reps\n4. [A](aa.md)\n",
        a=EXERCISE,
        t="# T\n\n1. [A](a.md)\n",
    ) == [
        "session.md:3:5: error: 'Tow' is no variation of A: it has One, Two, Three; did you mean 'Two'?",
        "session.md:3:5: error: 'Four' is no variation of A: it has One, Two, Three",
        "session.md:4:5: error: 'One' and 'Three' both change the 'repeat': expected one of them",
        "session.md:5:5: error: reps and variations go with an exercise, but this links a session",
        "session.md:6:5: error: 'aa.md' is not there; did you mean 'a.md'?",
    ]


def test_a_linked_file_is_named_as_the_session_names_it_and_read_once(problems: Callable[..., list[str]]):
    assert problems("# S\n\n1. [A](a.md)\n2. [A](./a.md)\n", a="# A\n\n## Repeet 5 times\n") == [
        "a.md:3:4: error: 'Repeet 5 times' is no section: expected one of 'Set up', 'Repeat 5-8 times', 'Hold 3 breaths', "
        "'Rest 30 s', 'Finish', 'Switch', 'Breathe 2 min', 'Variation: name', 'Progression: name'; did you mean 'Repeat'?"
    ]


def test_a_session_inside_stays_or_goes_as_its_link_says_and_is_not_joined(tmp_path):
    (tmp_path / "one.md").write_text("# One\n\n## Hold 3 breaths\n", "utf-8")
    (tmp_path / "in.md").write_text("# In\n\n1. [One](one.md)\n2. [One](one.md): optional\n", "utf-8")
    (tmp_path / "out.md").write_text("# Out\n\n1. [In](in.md): must\n", "utf-8")
    assert [item.keep for item in load(tmp_path / "out.md").items] == ["must", "optional"]
    for items in ("1. [One](one.md)\n2. or [In](in.md)\n", "1. [In](in.md)\n2. and [One](one.md)\n"):
        (tmp_path / "out.md").write_text(f"# Out\n\n{items}", "utf-8")
        with pytest.raises(ScriptError, match="joins exercises, but this links a session"):
            load(tmp_path / "out.md")
