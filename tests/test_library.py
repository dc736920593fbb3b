"""The front door: what a program does with voiceguide, and what of it is promised."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import voiceguide as vg
from voiceguide.choices import Choices
from voiceguide.cli.flags import PARAMETERS

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "library.md").read_text("utf-8")
SCRIPT = """# Sway

## Repeat 3-5 times
- Inhale: sway left.
- Exhale: come back.
"""


@pytest.fixture
def session(tmp_path: Path) -> vg.Session:
    (tmp_path / "sway.md").write_text(SCRIPT, "utf-8")
    return vg.load(tmp_path / "sway.md")


def test_a_timeline_has_its_rows_its_length_and_its_json(session):
    timeline = vg.compile(session, pace="5-7", reps=3)
    assert [chapter.title for chapter in timeline.chapters] == ["Welcome", "Sway", "Closing"]
    assert [(phase.kind, phase.duration_ms) for phase in timeline.phases] == [("inhale", 5000), ("exhale", 7000)] * 3
    assert timeline.duration_ms == timeline.chapters[-1].start_ms + timeline.chapters[-1].duration_ms
    written = json.loads(timeline.to_json())
    assert written["utterances"][0]["text"] == timeline.utterances[0].text
    assert (written["pace"], written["language"], written["bells"][0]["name"]) == ("5-7", "en", timeline.bells[0].name)


def test_an_export_names_the_file_that_was_asked_for(session, tmp_path):
    with pytest.raises(vg.ExportError, match=r"'sway\.xyz' names no form .* must end in"):
        vg.export(vg.render(session, voice=vg.ToneEngine()), tmp_path / "sway.xyz")


def test_words_are_measured_by_a_voice_where_one_is_given(session, tmp_path):
    by_words, given = vg.compile(session), vg.compile(session, measure=lambda _: 900)
    assert {utterance.duration_ms for utterance in given.utterances} == {900}
    assert by_words != given
    with pytest.raises(vg.ChoiceError, match="measure and voice both"):
        vg.compile(session, measure=lambda _: 900, voice="system")


def test_a_rendering_gives_its_timeline_and_as_much_sound(session, tmp_path):
    sound = vg.render(session, voice=vg.ToneEngine(), cache=tmp_path / "clips", guide="tones", bed="rain")
    blocks = list(sound)
    assert all(block.dtype == np.float32 and block.shape[1] == 2 for block in blocks)
    assert sum(map(len, blocks)) * 1000 == sound.timeline.duration_ms * 44_100
    assert sound.timeline.loudness_lufs == -16.0
    assert (
        vg.render(session, voice=vg.ToneEngine(), cache=tmp_path / "clips", loudness=-20).timeline.loudness_lufs == -20
    )


def test_a_rendering_is_exported_and_played(session, tmp_path):
    sound = vg.render(session, voice=vg.ToneEngine(), cache=tmp_path / "clips")
    [written] = vg.export(sound, tmp_path / "sway.wav")
    assert (written.path.name, written.duration) == ("sway.wav", sound.timeline.duration_ms)
    speakers = vg.RecordingSpeakers()
    assert vg.play(sound, speakers=speakers) == "finished"
    assert len(speakers.written) * 1000 == sound.timeline.duration_ms * 44_100
    assert np.array_equal(speakers.written, np.concatenate(list(sound)))


@pytest.mark.parametrize("begin", [-1, 3])
def test_a_chapter_that_is_not_there_cannot_be_begun_with(session, tmp_path, begin):
    sound = vg.render(session, voice=vg.ToneEngine(), cache=tmp_path / "clips")
    with pytest.raises(vg.ChoiceError, match=f"begin is {begin}: expected a chapter's number, from 0 to 2"):
        vg.play(sound, speakers=vg.RecordingSpeakers(), begin=begin)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"pace": "5-7", "bpm": 6}, "pace and bpm both set the pace"),
        ({"ratio": "2:3"}, "ratio goes with bpm"),
        ({"bpm": 45}, "45 breaths a minute: expected 1 to 30"),
        ({"reps": 3, "minutes": 5}, "reps and minutes both"),
        ({"reps": 0}, "reps is 0: expected low, mid, high, or a number from 1 to 100"),
        ({"minutes": 0.1}, "minutes is 0.1: expected a number from 0.5 to 1440"),
        ({"guidance": "loud"}, "guidance is 'loud': expected full, fade, brief or tones"),
        ({"rate": 9}, "rate is 9: expected a number from 0.5 to 2"),
        ({"only": "sway"}, "only is the text 'sway': expected a list"),
        ({"pace": "x"}, "'x' is no pace"),
        ({"pace": (4, 6)}, r"pace is \(4, 6\): expected a Pace, or a text"),
        ({"guide": "loud"}, "guide is 'loud': expected breath, tones or none"),
    ],
)
def test_a_choice_that_cannot_be_is_told_in_words(session, choices, words):
    with pytest.raises(vg.VoiceguideError, match=words):
        vg.compile(session, **choices)


@pytest.mark.parametrize("choices", [{"guide": "loud"}, {"guide_db": 3}, {"loudness": -5}, {"floor_db": 0}])
def test_a_sound_that_cannot_be_is_told_in_words(session, choices):
    with pytest.raises(vg.ChoiceError, match=f"{next(iter(choices))} is .*: expected"):
        vg.render(session, **choices)


def test_an_unknown_choice_is_a_type_error(session):
    with pytest.raises(TypeError, match="There is no choice 'transitions'; did you mean 'transition'"):
        vg.compile(session, transitions=2)


def test_a_bed_is_a_name_or_a_path_as_on_the_command_line(session, tmp_path):
    with pytest.raises(vg.ChoiceError, match=r"none\.wav' is no file"):
        vg.render(session, bed=str(tmp_path / "none.wav"))
    assert vg.render(session, bed="none").sound == vg.render(session).sound


def test_there_is_a_choice_for_each_session_flag_and_every_default_is_the_command_lines(session):
    flags = {name: parameter.default for name, parameter in PARAMETERS.items()}
    assert {"voice", *Choices.__annotations__} == set(flags)
    given, plain = vg.render(session, **flags), vg.render(session)
    assert (given.options, given.sound) == (plain.options, plain.sound)


def test_everything_that_is_public_is_named_documented_and_found():
    assert dir(vg) == vg.__all__
    for name in vg.__all__:
        found = getattr(vg, name)
        assert inspect.getdoc(found), f"{name} has no docstring"
        assert f"`{name}" in GUIDE, f"docs/library.md does not name {name}"
    errors = {
        name for name, each in inspect.getmembers(vg.errors, inspect.isclass) if issubclass(each, vg.VoiceguideError)
    }
    assert errors <= set(vg.__all__)


def test_what_is_public_stays_what_it_is_whatever_is_imported():
    import voiceguide.playback.player  # noqa: F401

    assert callable(vg.export)
    assert callable(vg.play)
    assert callable(vg.compile)
    assert callable(vg.load)


def test_the_example_in_the_guide_runs(tmp_path):
    example = GUIDE.split("```python\n")[1].split("```")[0]
    example = example.replace("vg.play(sound)", "vg.play(sound, speakers=vg.RecordingSpeakers())")
    example = example.replace(
        "vg.render(session,", "vg.render(session, cache=Path('clips'), only=['side stretch'], reps=1,"
    )
    done = subprocess.run(
        [sys.executable, "-c", "from pathlib import Path\n" + example],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "back-mobility.mp3").is_file()


def test_importing_the_package_loads_no_other_module_of_it():
    code = "import sys, voiceguide; print(*[name for name in sys.modules if name.startswith('voiceguide')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["voiceguide"]


def test_what_is_said_stands_in_the_timeline_where_it_differs_from_what_is_written(tmp_path):
    (tmp_path / "a.md").write_text(
        "# A\n\n## Set up\nStay 30 s, then rest.\n\nBreathe.\n\n## Breathe 2 breaths\n", "utf-8"
    )
    sound = vg.render(vg.load(tmp_path / "a.md"), voice=vg.ToneEngine(), cache=tmp_path / "clips")
    said = {utterance.text: utterance.spoken for utterance in sound.timeline.utterances}
    assert (said["Stay 30 s, then rest."], said["Breathe."]) == ("Stay thirty seconds, then rest.", None)


def test_a_bell_is_a_path_by_its_name_or_as_on_the_command_line_where_the_last_one_counts(session, tmp_path):
    for name in ("b.wav", "a.wav"):
        (tmp_path / name).touch()
    typed = [f"end={tmp_path / 'b.wav'}", f"end={tmp_path / 'a.wav'}"]
    assert vg.render(session, bell=typed).sound == vg.render(session, bell={"end": tmp_path / "a.wav"}).sound
    for wrong in ({"ends": tmp_path / "a.wav"}, ["end"], {"end": tmp_path / "none.wav"}):
        with pytest.raises(vg.ChoiceError, match="expected") as caught:
            vg.render(session, bell=wrong)
        assert caught.value.flags == ("bell",)
