"""A session as a page to print."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from scripts_as_text import SIDE_STRETCH

from voiceguide.formats.printed import handout
from voiceguide.script.load import load
from voiceguide.script.model import Session
from voiceguide.script.section_types import Words
from voiceguide.timeline.options import Options

SCRIPTS = sorted((Path(__file__).parents[2] / "scripts").glob("*.md"))
LINK = "https://example.org/a.mp3?x=1&y=%22"


class Page(HTMLParser):
    """The elements of a page, with their attributes, and its texts outside of the style sheet."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style" and data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.texts)


def page(session: Session, link: str | None = None, **options: object) -> Page:
    return Page(handout(session, Options(**options), link))  # type: ignore[arg-type]


def all_words(part: object) -> Iterator[str]:
    """Every sentence in a part of a script."""
    if isinstance(part, Words):
        yield part.text
    elif isinstance(part, tuple):
        for each in part:
            yield from all_words(each)
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in ("place", "problems"):
                yield from all_words(getattr(part, field.name))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_every_sentence_of_every_script_is_on_its_handout(script: Path):
    session = load(script)
    texts = page(session).text
    said = [*all_words(session)]
    assert said
    for sentence in said:
        for part in re.split(r"\S*\{(?:other )?side\}\S*", sentence):
            assert " ".join(part.split()) in texts


def test_cautions_come_before_everything_that_is_to_be_done_and_each_once(session_of):
    session = session_of(
        morning="# Morning\n\n> [!CAUTION]\n> Ask a doctor.\n\nHello.\n\n1. [Lift](lift.md)\n2. [Lift](lift.md)\n",
        lift="# Lift\n\n> [!CAUTION]\n> Stop if it hurts.\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n",
    )
    found = page(session)
    first = found.texts.index("Cautions")
    assert found.texts[first : first + 4] == ["Cautions", "Ask a doctor.", "Stop if it hurts.", "Hello."]
    assert found.text.count("Stop if it hurts.") == 1


def test_a_caution_of_a_variation_stands_among_the_cautions_and_in_its_block(session_of):
    session = session_of(
        lift="# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale: lower.\n\n"
        "## Progression: Heavy\n\n> [!CAUTION]\n> Only without pain.\n\n### Repeat 9 times\n- Inhale: up.\n- Exhale: down.\n"
    )
    texts = page(session).texts
    assert texts.index("Lift, Heavy: Only without pain.") < texts.index("2 times")
    block = texts.index("Progression: Heavy")
    assert texts[block : block + 4] == ["Progression: Heavy", "Lift", "Only without pain.", "9 times"]
    chosen = page(session, variations=("Heavy",)).texts
    assert "Progression: Heavy" not in chosen
    assert chosen.index("Only without pain.") < chosen.index("9 times")


def test_an_exercise_says_its_position_sides_reps_and_breath(session_of):
    found = page(session_of(stretch=SIDE_STRETCH))
    assert "seated · a chair · one side, then the other" in found.texts
    assert found.texts[found.texts.index("5–8 times") :][:4] == [
        "5–8 times",
        "Inhale",
        "bend to the right (left).",
        "Bend right (left).",
    ]
    assert "Wait 3 s" in found.texts
    assert "Hold: 3 breaths" in found.texts
    assert {"class": "notes"} in [attributes for tag, attributes in found.tags if tag == "div"]
    assert [a["aria-label"] for tag, a in found.tags if tag == "svg"] == ["Inhale 4 s, Exhale 6 s"]
    slower = page(session_of(stretch=SIDE_STRETCH), pace=None, exhale=8.0)
    assert [a["aria-label"] for tag, a in slower.tags if tag == "svg"] == ["Inhale 4 s, Exhale 8 s"]


def test_the_word_around_a_side_is_written_for_both(session_of):
    script = "---\nlanguage: de\nsides: each\n---\n# Heben\n\n## Repeat 1 times\n- Inhale: den {side}n Arm heben.\n- Exhale\n"
    found = page(session_of(heben=script), first_side="right")
    assert "den rechten (linken) Arm heben." in found.texts
    assert {"1 Mal", "Einatmen", "erst eine Seite, dann die andere", "Notizen"} <= {*found.texts}
    assert found.tags[0] == ("html", {"lang": "de"})


def test_the_switch_is_written_for_the_side_to_come(session_of):
    found = page(session_of(stretch=SIDE_STRETCH.replace("## Finish", "## Switch\nNow your {side} side.\n\n## Finish")))
    assert "Now your right side." in found.texts


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Repeat 2 sets of 8, rest 30 s", "2 sets of 8 · Rest: 30 s"),
        ("Repeat 2 sets of 8, rest 2 min", "2 sets of 8 · Rest: 2 min"),
        ("Repeat 1 times", "Once"),
    ],
)
def test_counts_are_written_as_in_the_script(session_of, heading: str, written: str):
    found = page(session_of(lift=f"# Lift\n\n## {heading}\n- Inhale: lift.\n- Exhale x1.5: lower.\n"))
    assert written in found.texts
    assert "Exhale ×1.5" in found.texts


@pytest.mark.parametrize(("heading", "written"), [("20-30 s", "Hold: 20–30 s"), ("1 breath", "Hold: 1 breath")])
def test_holds_are_written_as_in_the_script(session_of, heading: str, written: str):
    assert written in page(session_of(lift=f"# Lift\n\n## Hold {heading}\nStay.\n")).texts


HOSTILE = "\\<script>alert(1)\\</script> \"' onload=x &amp;lt; ]]> --> $title $body"


def test_hostile_titles_and_words_stay_text(session_of):
    session = session_of(
        evil=f"# A {HOSTILE}\n\n1. [L](lift.md)\n",
        lift="---\nneeds: ['<b onload=x>']\n---\n"
        f"# B {HOSTILE}\n\n## Repeat 2 times\n- Inhale: \\<img src=x onerror=y>.\n- Exhale\n",
    )
    found = page(session, LINK)
    names = {tag for tag, _ in found.tags}
    assert not names & {"script", "img", "iframe", "form", "object"}
    assert len([tag for tag, _ in found.tags if tag == "b"]) == len(["Inhale", "Exhale"])
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)
    written = "<script>alert(1)</script> \"' onload=x &lt; ]]> --> $title $body"
    assert [f"A {written}", f"1. B {written}"] == [text for text in found.texts if text.endswith(written)][-2:]
    assert "<img src=x onerror=y>." in found.texts


def test_the_page_asks_for_nothing_outside_of_itself(session_of):
    found = page(session_of(stretch=SIDE_STRETCH), LINK)
    wanted = {
        name: value for _, attributes in found.tags for name, value in attributes.items() if name in ("src", "href")
    }
    assert wanted == {"href": LINK}
    assert ("svg", LINK) in [(tag, a.get("aria-label")) for tag, a in found.tags]


def test_a_language_without_phrases_is_labelled_in_english(session_of):
    found = page(session_of(lift="---\nlanguage: tlh\n---\n# Lift\n\n## Repeat 2 times\n- Inhale: lift.\n- Exhale\n"))
    assert "2 times" in found.texts


def test_reps_for_a_time_are_printed_with_that_time_unless_a_session_asks_for_a_number(session_of):
    steps = "\n- Inhale\n- Exhale\n\n"
    reach = f"# Reach\n\n## Repeat for 40 s{steps}## Repeat 3 sets of 60-120 s, rest 20 s{steps}"
    both = session_of(both="# Both\n\n1. [Reach](reach.md)\n2. [Reach](reach.md): 6 reps\n", reach=reach)
    assert re.findall("<h3>(.*?)</h3>", handout(both, Options())) == [
        "40 s", "3 sets of 1–2 min · Rest: 20 s", "6 times", "3 sets of 6 · Rest: 20 s",
    ]  # fmt: skip
