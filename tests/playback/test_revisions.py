"""What is heard when a script is saved while it plays."""

import pytest
from listener import CLOSING, OPENING, SESSION, SIDE_STRETCH, STRETCH, Heard, two_exercises

from voiceguide.playback.playable import Revise
from voiceguide.playback.revisions import Revisions
from voiceguide.script.load import load
from voiceguide.timeline.reps import rep_at


@pytest.fixture
def session(tmp_path):
    return two_exercises(tmp_path)


def saved(session, folder, **texts):
    """The remark and the revision after each of some saves, one after the other; None deletes the file."""
    told = []

    def saves(files, stop):
        assert {file.stem for file in files()} >= {"two"}
        for name, text in texts.items():
            file = folder / f"{name.strip('_').replace('_', '-')}.md"
            file.write_text(text, "utf-8") if text is not None else file.unlink()
            yield frozenset([file])
            told.append((revisions.remark, revisions.read()))

    revisions = Revisions(session, folder / "two.md", saves)
    with revisions:
        revisions.wait()
    return told


def text_at(revision):
    chapter = revision.session.chapter(revision.number, 0)
    at = revision.find(chapter)
    return " ".join(cue.utterance.text for cue in chapter.cues if at <= cue.start < at + 6_000)


def test_the_sentence_that_changed_is_found_in_its_place(session, tmp_path):
    [(remark, revision)] = saved(session, tmp_path, side_stretch=SIDE_STRETCH.replace("back up", "rise slowly"))
    assert (remark, revision.number) == (None, STRETCH)
    chapter = revision.session.chapter(STRETCH, 0)
    span = rep_at(chapter, revision.find(chapter))
    assert (span.start, span.rep, span.side) == (revision.find(chapter), 1, "left")
    assert any("rise slowly" in cue.utterance.text for cue in chapter.cues if span.start <= cue.start < span.end)


def test_a_new_sentence_of_the_set_up_is_where_it_goes_on(session, tmp_path):
    [(_, revision)] = saved(session, tmp_path, side_stretch=SIDE_STRETCH.replace("Sit tall.", "Sit tall.\nLook ahead."))
    assert text_at(revision).startswith("Look ahead.")


def test_new_words_of_welcome_begin_with_the_opening(session, tmp_path):
    [(_, revision)] = saved(session, tmp_path, two=SESSION.replace("1. [", "Welcome back.\n\n1. [", 1))
    assert (revision.number, revision.find(revision.session.chapter(0, 0))) == (OPENING, 0)


def test_a_save_that_changes_no_words_keeps_the_place(session, tmp_path):
    [(_, revision)] = saved(session, tmp_path, side_stretch=SIDE_STRETCH.replace("[chair]", "[stool]"))
    assert (revision.number, revision.find) == (None, None)


def test_an_error_is_told_with_its_place_and_the_last_good_version_plays_on(session, tmp_path):
    wrong = SIDE_STRETCH.replace("Repeat 3 times", "Repeat many times")
    right = SIDE_STRETCH.replace("Repeat 3 times", "Repeat 4 times")
    told = saved(session, tmp_path, side_stretch=wrong, side_stretch_=right)
    assert told[0][0].startswith(f"{tmp_path / 'side-stretch.md'}:11:4: error: ")
    assert told[0][0].endswith("The last good version plays on.")
    assert told[0][1] is None
    assert told[1][0] is None
    assert told[1][1].number == STRETCH


def test_a_linked_file_that_is_gone_is_told_until_it_is_back(session, tmp_path):
    told = saved(session, tmp_path, side_stretch=None, side_stretch_=SIDE_STRETCH)
    assert "'side-stretch.md' is not there" in told[0][0]
    assert (told[1][0], told[1][1].number) == (None, None)


def test_the_player_goes_on_with_the_new_version_from_the_changed_rep(session, tmp_path):
    changed = SIDE_STRETCH.replace("back up", "rise slowly")
    [(_, revision)] = saved(session, tmp_path, side_stretch=changed)
    heard = Heard(session, (3.0, revision))
    chapter = revision.session.chapter(STRETCH, 0)
    after = [(each.number, each.elapsed) for each in heard.positions if each.chapter is chapter]
    assert after[0] == (STRETCH, pytest.approx(revision.find(chapter), abs=300))
    assert heard.ending == "finished"
    assert heard.positions[-1].number == CLOSING
    assert heard.player.course.session is revision.session


def test_the_player_stays_in_its_rep_where_no_words_changed(session):
    revised = session.revised(load(session.session.files[0]))
    reps = [each for each in Heard(session).positions if each.number == STRETCH]
    middle = next(each for each in reps if (span := rep_at(each.chapter, each.elapsed)) and span.rep == 2)
    heard = Heard(session, (middle.position / 1000 + 2, Revise(revised)))
    after = next(each for each in heard.positions if each.chapter is revised.chapter(STRETCH, 0))
    assert rep_at(after.chapter, after.elapsed).rep == 2


def test_a_paused_session_waits_where_the_change_is(session, tmp_path):
    [(_, revision)] = saved(session, tmp_path, side_stretch=SIDE_STRETCH.replace("back up", "rise slowly"))
    heard = Heard(session, (2.0, "pause"), (3.0, revision), (5.0, "play"))
    paused = [each for each in heard.positions if each.paused and each.number == STRETCH]
    assert {each.elapsed for each in paused} == {revision.find(revision.session.chapter(STRETCH, 0))}
    assert heard.ending == "finished"
