"""Saves as editors make them, told by the real file system."""

import pathlib
import threading
from queue import Queue

import pytest

from voiceguide.script.saves import saves

PATIENCE_S = 10


@pytest.fixture
def watched(tmp_path):
    """Two files that are watched in a thread, and a queue of the saves that it told."""
    files = [tmp_path / "a.md", tmp_path / "b.md"]
    for file in files:
        file.write_text("first")
    stop, told, ready = threading.Event(), Queue(), threading.Barrier(2)

    def follow():
        found = saves(lambda: files, stop)
        ready.wait(PATIENCE_S)
        for saved in found:
            told.put({file.name for file in saved})

    thread = threading.Thread(target=follow)
    thread.start()
    ready.wait(PATIENCE_S)
    yield files, told
    stop.set()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def test_a_file_that_is_written_in_place_is_told(watched):
    (file, _), told = watched
    file.write_text("second one")
    assert told.get(timeout=PATIENCE_S) == {"a.md"}


def test_a_file_that_is_replaced_by_renaming_is_told_each_time(watched):
    (file, _), told = watched
    for text in ("second one", "the third one"):
        new = file.with_name(".a.md.swp")
        new.write_text(text)
        pathlib.Path(file).replace(file.with_name("a.md~"))
        pathlib.Path(new).replace(file)
        assert told.get(timeout=PATIENCE_S) == {"a.md"}


def test_a_file_that_is_gone_for_a_moment_is_told_when_it_is_back(watched):
    (file, other), told = watched
    file.unlink()
    other.write_text("something else")
    assert told.get(timeout=PATIENCE_S) == {"b.md"}
    file.write_text("it is back")
    assert told.get(timeout=PATIENCE_S) == {"a.md"}


def test_other_files_in_the_folder_are_not_told(watched):
    (file, other), told = watched
    file.with_name("notes.txt").write_text("nothing of ours")
    other.write_text("something else")
    assert told.get(timeout=PATIENCE_S) == {"b.md"}
