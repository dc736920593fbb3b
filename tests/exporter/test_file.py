import os
import subprocess
import sys
import time
import wave

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from nobody import as_nobody, modes_bind
from tone_session import chapter, session

from voiceguide.errors import ExportError
from voiceguide.exporter.file import Exported, export_session
from voiceguide.exporter.mp3 import Encoding
from voiceguide.timeline.model import Chapter, Cue, Utterance

NEVER_DONE = """
import sys, time
from pathlib import Path
import numpy as np
from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.file import export_session
from voiceguide.timeline.model import Chapter, Timeline

def mix(chapter):
    yield np.zeros((20 * 56_448, 2), np.float32)
    print("half-way", flush=True)
    time.sleep(60)

export_session(Timeline("", "en", "4-6", (Chapter("", None, 40 * 1280),)), mix, Path(sys.argv[1]))
"""

ON_AND_ON = """
import sys
from pathlib import Path
import numpy as np
from voiceguide.exporter.file import export_session
from voiceguide.timeline.model import Chapter, Timeline

def mix(chapter):
    for _ in range(chapter.duration // 1280):
        yield np.zeros((56_448, 2), np.float32)

for number in range(1000):
    chapters = (Chapter("", None, 4 * 1280), Chapter("", None, (2 + number % 2) * 1280))
    export_session(Timeline("", "en", "4-6", chapters), mix, Path(sys.argv[1]), picture=b"")
    print(number, flush=True)
"""


def silence(chapter, start=0, end=None):
    for _ in range(start, end or chapter.duration, 1280):
        yield np.zeros((56_448, 2), np.float32)


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
    with pytest.raises(ExportError, match=rf"'{name}' names no form .* must end in \.flac, .*\.mp3 or \.wav"):
        export_session(timeline, mix, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_twenty_minutes_in_mono_at_40_kbit_are_under_6_mib(tmp_path):
    """There is a cue of ten words every 12.8 s, as in a session with many words."""
    words = Utterance("Breathe in and reach your left arm up to the ceiling.")
    cues = tuple(Cue("cue", words, start, 3000) for start in range(0, 119_000, 12_800))
    talking = session(*(Chapter(f"Exercise {n}", None, 120_320, cues=cues) for n in range(10)))
    small = export_session(talking, silence, tmp_path / "small.mp3", encoding=Encoding(40, mono=True))
    assert 20 * 60_000 < talking.duration < 20.1 * 60_000
    assert small.size < 6 << 20


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_killed_export_leaves_the_old_file(tmp_path, suffix):
    target = tmp_path / f"session{suffix}"
    target.write_bytes(b"old")
    with subprocess.Popen([sys.executable, "-c", NEVER_DONE, str(target)], stdout=subprocess.PIPE) as export:
        assert export.stdout is not None
        assert export.stdout.readline() == b"half-way\n"
        export.kill()
    assert target.read_bytes() == b"old"


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_an_export_killed_at_any_time_leaves_the_old_file_or_the_whole_new_one(tmp_path):
    """An export that is repeated without end is killed at times spread over several rounds."""
    target = tmp_path / "session.mp3"
    whole = {b"old"}
    target.write_bytes(b"old")
    with subprocess.Popen([sys.executable, "-c", ON_AND_ON, str(target)], stdout=subprocess.PIPE) as export:
        assert export.stdout is not None
        for _ in range(2):
            export.stdout.readline()
            whole.add(target.read_bytes())
        export.kill()
    assert len(whole) <= 3
    lengths = []
    for step in range(8):
        with subprocess.Popen([sys.executable, "-c", ON_AND_ON, str(target)], stdout=subprocess.PIPE) as export:
            assert export.stdout is not None
            export.stdout.readline()
            time.sleep(step * 0.007)
            export.kill()
        lengths.append(MP3(target).info.length)
        assert mpeg_frames(target.read_bytes()[ID3(target).size :]) == 2 + 49 * round(lengths[-1] / 1.28)
    assert set(lengths) <= {6 * 1.28, 7 * 1.28}


def mpeg_frames(data):
    """How many frames there are, each where the one before it ends, and nothing else."""
    at = count = 0
    while at < len(data):
        assert data[at : at + 2] == b"\xff\xfb"
        at += 417 + (data[at + 2] >> 1 & 1)
        count += 1
    assert at == len(data)
    return count


@modes_bind
@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_a_read_only_folder_is_refused_before_anything_is_mixed(timeline, tmp_path, suffix):
    tmp_path.chmod(0o500)
    try:
        with as_nobody(), pytest.raises(ExportError, match="writing there is not allowed; choose another folder"):
            export_session(timeline, lambda _: pytest.fail("mixed"), tmp_path / f"session{suffix}", picture=b"")
    finally:
        tmp_path.chmod(0o700)


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
