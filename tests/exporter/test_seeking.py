"""Where players land in a file when they seek, also at bit rates whose frames have no room for a seek table."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from tone_session import chapter, expected_onsets, heard_onsets, session

from voiceguide.exporter.mp3 import Encoding
from voiceguide.exporter.mp3_file import write_mp3

BEFORE_MS = 300
ONE_FRAME_MS = 27

SESSION = session(*(chapter(f"{number}", 60, 1000, 31_234, 76_000) for number in range(3)))
ONSETS = expected_onsets(SESSION)


def heard_from(file: Path, position_ms: float, *flags: str) -> list[float]:
    """Where tones begin in the second that ffmpeg plays from a position, in milliseconds of the session."""
    command = ["ffmpeg", "-v", "warning", *flags, "-ss", f"{position_ms / 1000:.3f}", "-i", str(file), "-t", "1"]
    done = subprocess.run([*command, "-ac", "1", "-f", "f32le", "-"], capture_output=True, check=True)
    assert done.stderr == b""
    return [position_ms + onset for onset in heard_onsets(np.frombuffer(done.stdout, "<f4"))]


@pytest.fixture(scope="module", params=[Encoding(32), Encoding(56), Encoding(40, mono=True), Encoding()], ids=repr)
def path(request, tmp_path_factory, mix):
    path = tmp_path_factory.mktemp("seeking") / "session.mp3"
    with path.open("wb") as file:
        write_mp3(SESSION, mix, file, b"", encoding=request.param)
    return path


@pytest.mark.parametrize(("flags", "nearest_ms"), [((), 3), (("-fflags", "+fastseek"), ONE_FRAME_MS)])
def test_a_player_lands_where_it_was_asked_to(path: Path, flags, nearest_ms):
    """By default ffmpeg counts frames; with `fastseek` it computes the position from the size, as mpv and browsers do."""
    for onset in ONSETS[1::3]:
        assert heard_from(path, onset - BEFORE_MS, *flags) == [pytest.approx(onset, abs=nearest_ms)]
