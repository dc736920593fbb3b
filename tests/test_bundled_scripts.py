"""The scripts that come with the program: each compiles without a warning, with each of its variations too."""

from itertools import combinations
from pathlib import Path

import pytest

from voiceguide.script.find import bundled_scripts
from voiceguide.script.load import clash, load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Timeline
from voiceguide.timeline.options import Options

SCRIPTS = bundled_scripts()


def compiled(path: Path, *variations: str) -> Timeline:
    session = load(path)
    assert [str(problem) for problem in session.problems] == []
    return compile_session(session, Options(variations=variations), measure_by_words)


def warnings(timeline: Timeline) -> list[str]:
    return [str(note) for note in timeline.all_notes() if note.severity != "note"]


def combined(path: Path) -> list[tuple[str, ...]]:
    """Every choice of variations that go together, none at all included."""
    known = {variation.name: variation for item in load(path).items for variation in item.exercise.variations}
    choices = (names for number in range(len(known) + 1) for names in combinations(known, number))
    return [names for names in choices if not clash(known[name] for name in names)]


@pytest.mark.parametrize(
    ("path", "variations"),
    [pytest.param(path, names, id=" with ".join([path.stem, *names])) for path in SCRIPTS for names in combined(path)],
)
def test_a_bundled_script_compiles_without_a_warning(path: Path, variations: tuple[str, ...]):
    timeline = compiled(path, *variations)
    assert warnings(timeline) == []
    titles = " ".join(chapter.title for chapter in timeline.chapters)
    assert all(name in titles for name in variations)


@pytest.mark.parametrize("path", [path for path in SCRIPTS if len(combined(path)) > 1], ids=lambda path: path.stem)
def test_a_variation_changes_what_is_said(path: Path):
    plain = compiled(path)
    for names in combined(path)[1:]:
        said = {cue.utterance.text for chapter in compiled(path, *names).chapters for cue in chapter.cues}
        assert said - {cue.utterance.text for chapter in plain.chapters for cue in chapter.cues}
