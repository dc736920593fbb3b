import subprocess
import sys
import wave

import pytest
from mutagen.mp3 import MP3
from tone_session import chapter, session

from voiceguide.errors import ExportError
from voiceguide.export.session import Exported, export_session

NEVER_DONE = """
import sys, time
from pathlib import Path
import numpy as np
from voiceguide.export.session import export_session
from voiceguide.timeline.model import Chapter, Timeline

def mix(chapter):
    yield np.zeros((20 * 56_448, 2), np.float32)
    print("half-way", flush=True)
    time.sleep(60)

export_session(Timeline("", "en", "4-6", (Chapter("", None, 40 * 1280),)), mix, Path(sys.argv[1]))
"""


def test_the_suffix_chooses_the_form(timeline, mix, tmp_path):
    mp3 = export_session(timeline, mix, tmp_path / "session.MP3")
    assert mp3 == Exported(tmp_path / "session.MP3", timeline.duration, (tmp_path / "session.MP3").stat().st_size)
    assert MP3(mp3.path).info.length == timeline.duration / 1000
    wav = export_session(timeline, mix, tmp_path / "session.wav")
    assert wav == Exported(tmp_path / "session.wav", timeline.duration, (tmp_path / "session.wav").stat().st_size)
    with wave.open(str(wav.path)) as file:
        assert file.getnframes() == timeline.duration * 441 // 10


@pytest.mark.parametrize("name", ["session.ogg", "session"])
def test_a_name_without_a_known_form_is_refused_with_those_that_are(timeline, mix, tmp_path, name):
    with pytest.raises(ExportError, match=rf"'{name}' names no form .* must end in \.mp3 or \.wav"):
        export_session(timeline, mix, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_killed_export_leaves_the_old_file(tmp_path, suffix):
    target = tmp_path / f"session{suffix}"
    target.write_bytes(b"old")
    with subprocess.Popen([sys.executable, "-c", NEVER_DONE, str(target)], stdout=subprocess.PIPE) as export:
        assert export.stdout is not None
        assert export.stdout.readline() == b"half-way\n"
        export.kill()
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_an_interrupted_export_leaves_no_litter(timeline, mix, tmp_path, suffix):
    def interrupt(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_session(timeline, mix, tmp_path / f"session{suffix}", on_progress=interrupt)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_disk_that_fills_up_leaves_no_litter(mix, tmp_path, suffix):
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        with pytest.raises(ExportError, match="takes no file so large"):
            export_session(session(*(chapter(str(n), 6, 0) for n in range(4))), mix, tmp_path / f"session{suffix}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())
