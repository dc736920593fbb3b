"""The place of every problem is right. The unknown name `{here}` is an error at its own place."""

import pytest
from scripts_as_text import problems_in

from voiceguide.script.parse import parse

REPEAT = "## Repeat 2 times\n- Inhale\n- Exhale\n"

IN_A_PARAGRAPH = [
    "One {here} two\nthree {here}\n   four {here} five.",
    "First {here}. Second\n{here}. Third {here}.",
    "One *two {here}* {here} ***three {here}** four* {here}.",
    "*One\ntwo {here}* {here}",
    "_One_ * two ** {here} __three__ _ {here}",
    "One &amp; two &#65;&nbsp;{here} &copy; {here} &nope; {here}",
    r"One \* two {here} \\ \a three {here}",
    "One <!-- {not here} --> two {here}",
    "One <!-- two\nthree\n{not here} --> four {here}\nfive {here}",
    "<!-- a comment -->\nOne {here}",
    "One ![a picture {of this}](picture.png 'and {this}') two {here}",
    "One [two {here}](x.md 'three: {not here}'): three {here}",
    "One [two {here}][ref], [ref] {here}\n\n[ref]: x.md",
    "One [two](x.md\n'three') four {here}",
    "One  \ntwo {here}\\\nthree {here}",
    "One\ttwo\t{here}",
    "日本語 {here} e\u0301 {here} 👩‍🦽 {here} ｗｉｄｅ {here}",
    "a a a a {here} a\na {here}",
    "here} is the end, {here}",
]


def expected(text: str) -> list[tuple[int, int]]:
    return [
        (number, column + 1)
        for number, line in enumerate(text.split("\n"), 1)
        for column in range(len(line))
        if line.startswith("{here}", column)
    ]


def found(text: str) -> list[tuple[int, int]]:
    _, problems = parse(text, "x.md")
    assert all(problem.place.source == text.split("\n")[problem.place.line - 1] for problem in problems)
    return [(problem.place.line, problem.place.column) for problem in problems if "'{here}'" in problem.message]


@pytest.mark.parametrize("words", IN_A_PARAGRAPH)
@pytest.mark.parametrize("front", ["", "---\nneeds: [chair]\n# a comment\ntags: []\n---\n"], ids=["", "front matter"])
def test_words_in_a_paragraph(front: str, words: str):
    text = f"{front}# Title\n\n{words}\n\n{REPEAT}"
    assert found(text) == expected(text)


@pytest.mark.parametrize(
    "body",
    [
        "- Inhale: one {here} | two {here}",
        "- Inhale x2:one {here}\n  two {here}\n    | three\n  {here}",
        "- Inhale: one {here}\ntwo {here}",
        "-\tInhale:\tone\t{here}",
        "*    Inhale: one {here}",
        "+ **Inhale**: *one* {here} | <!-- two --> {here}",
        "1. Inhale: one {here}\n2. Exhale: two {here}",
        "- Inhale<!-- one -->: two {here}",
        "- Exhale\n\n> One {here}\n> two {here}\n>   three {here}\n>four {here}",
        "- Exhale\n\n> One {here}\ntwo {here}\n>\n> Three {here}.",
        "- Exhale\n\n> [!CAUTION]\n> One {here}.\n> Two {here}",
        "- Exhale\n\n> [!CAUTION] One {here}",
        "- Exhale\n\n>\t[!caution]\n>\tOne {here}",
        "- Exhale\n\n   > [!CAUTION]\n   >\n   > One {here}",
    ],
)
def test_words_in_lists_quotes_and_cautions(body: str):
    text = f"# Title\n\n## Repeat 2 times\n{body}\n"
    assert found(text) == expected(text)


@pytest.mark.parametrize("title", ["#   Title {here}   ##  ", "Title {here}\nmore {here}\n===", "# *Ti*tle {here} # #"])
def test_words_in_titles(title: str):
    text = f"{title}\n\n{REPEAT}"
    assert found(text) == expected(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# A\n\n##   Repeet 5 times   ##\n", "3:6"),
        ("# A\n\nRepeet 5 times\n---\n- Inhale\n", "3:1"),
        ("# A\n## Repeat 5 times\n-   Inhale   6h : lift.\n", "3:14"),
        ("# A\n## Repeat 5 times\n- Inhale: up.\n-   Wait 3s: lift.\n", "4:14"),
        ("# A\n\n1. [A](a.md):\n   6 reps,\n   wiht B\n", "5:4"),
        ("# A\n\n1. [*A* &amp; B](a.md): wiht B\n", "3:25"),
        ("---\npace: 4-6\nneeds:\n  - chair\n  - {a: b}\n---\n# A\n" + REPEAT, "5:5"),
        ("---\npace: 4-6\n\n# comment\nnedes: [chair]\n---\n# A\n" + REPEAT, "5:1"),
        ("---\nneeds: [🙂, &x y]\n---\n# A\n" + REPEAT, "2:12"),
        ("# A\n\n> [!WARNING]\n> Stop.\n\n" + REPEAT, "3:3"),
        ("# A\n\nOne two `three`.\n\n" + REPEAT, "3:9"),
        ("# A\n\nOne *two*\n  <b>three</b>.\n\n" + REPEAT, "4:3"),
        ("# A\n\nOne &#x202e;two.\n\n" + REPEAT, "3:5"),
        ("# A\n\nLift.\nAs shown in the\npicture, turn.\n\n" + REPEAT, "4:1"),
        ("# A\n\nLift, then do it\nlike this.\n\n" + REPEAT, "3:12"),
    ],
)
def test_other_problems_have_the_place_of_the_mistake(text: str, place: str):
    assert problems_in(text)[0].startswith(f"{place}: ")
