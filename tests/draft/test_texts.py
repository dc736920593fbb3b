"""Texts in many layouts, drafted and held against their keys; a third of them is scored as a whole only."""

import hashlib
import tomllib
from pathlib import Path

import pytest
from draft.scoring import SEEN, UNSEEN, contents, drafted, keys, mistakes, score, table

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

FILES = [file for folder in (SEEN, UNSEEN) for file, _ in keys(folder)]


def test_there_are_texts_enough_and_a_third_of_them_is_not_looked_at():
    assert len(FILES) >= 40
    assert len(keys(UNSEEN)) >= len(FILES) // 3 - 1
    layouts = {key["layout"] for folder in (SEEN, UNSEEN) for _, key in keys(folder) if "layout" in key}
    assert len(layouts) >= 12


def test_which_texts_are_not_looked_at_is_told_by_their_names():
    for key in UNSEEN.glob("*.toml"):
        assert hashlib.sha256(key.stem.encode()).digest()[0] % 2


def test_texts_are_cut_and_read_as_their_keys_say():
    result = score(keys(SEEN))
    told = f"{table(result)}\n{mistakes(result)}"
    assert result.share_clean >= 0.95, told
    assert result.all_fields().precision >= 0.93, told
    assert result.all_fields().recall >= 0.9, told
    assert not result.harms, told
    assert result.fields["cautions"].recall >= 0.95, told


def test_texts_that_nobody_tuned_to_are_cut_and_read_as_well():
    result = score(keys(UNSEEN))
    assert result.share_clean >= 0.9, table(result)
    assert result.all_fields().precision >= 0.92, table(result)
    assert result.all_fields().recall >= 0.9, table(result)
    assert not result.harms, table(result)
    assert result.fields["cautions"].recall == 1, table(result)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_drafts_have_no_errors_and_compile(file: Path, tmp_path: Path):
    scripts = drafted(file)
    for script in scripts:
        (tmp_path / script.file).write_text(script.text, "utf-8")
    session = load(tmp_path / scripts[0].file)
    assert not any(problem.severity == "error" for problem in session.problems)
    timeline = compile_session(session, Options(), measure_by_words)
    assert len(timeline.chapters) >= len(scripts) - 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_sentence_that_warns_is_dropped(file: Path):
    made = draft_article(read_article(contents(file), file.name), file.stem)
    kept = {text for exercise in made.exercises for text in exercise.cautions} | set(made.cautions)
    key = tomllib.loads(file.with_suffix(".toml").read_text("utf-8"))
    for exercise in made.exercises:
        for text in exercise.source:
            if any(phrase.lower() in text.lower() for phrase in key.get("cautions", [])):
                assert any(text in one for one in kept), text
