import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from voiceguide.errors import SpeechError
from voiceguide.speech.voices.pyttsx import Pyttsx
from voiceguide.speech.voices.worker import Worker

SPEAK = """
import sys
{setup}
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.model import Utterance
try:
    print(SystemEngine().synthesize(Utterance("Inhale.")).frames)
except Exception as error:
    print(type(error).__name__, error)
"""

linux_only = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="eSpeak speaks on Linux")


def speak(setup: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SPEAK.format(setup=setup)],
        capture_output=True,
        text=True,
        timeout=60,
        env=os.environ | environment,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.strip()


@linux_only
def test_espeak_is_installed_with_the_package() -> None:
    assert int(speak("")) > 10_000


@linux_only
def test_without_the_wheel_an_installed_espeak_speaks(tmp_path: Path) -> None:
    loader = pytest.importorskip("espeakng_loader")
    (tmp_path / "libespeak-ng.so.1").symlink_to(loader.get_library_path())
    without_wheel = "sys.modules['espeakng_loader'] = None"
    frames = speak(without_wheel, LD_LIBRARY_PATH=str(tmp_path), ESPEAK_DATA_PATH=loader.get_data_path())
    assert int(frames) > 10_000


@linux_only
def test_where_a_library_cannot_be_unloaded_espeak_still_speaks() -> None:
    assert (
        int(speak("from voiceguide.speech.voices import espeak_anew; espeak_anew._unload = lambda library: None"))
        > 10_000
    )


@linux_only
def test_without_any_espeak_the_error_says_what_to_install() -> None:
    output = speak("sys.modules['espeakng_loader'] = sys.modules['pyttsx3.drivers._espeak'] = None")
    assert output.startswith("SpeechError")
    assert "espeakng-loader" in output


def test_a_driver_that_is_missing_or_cannot_write_files_is_an_error() -> None:
    with pytest.raises(SpeechError, match="nosuch"):
        Pyttsx("nosuch").version()
    with pytest.raises(SpeechError, match="save_to_file"):
        Pyttsx("dummy").speak("Inhale", {})


def test_a_driver_that_hangs_is_an_error() -> None:
    release = threading.Event()
    worker = Worker(timeout=0.05)
    with pytest.raises(TimeoutError):
        worker.run(release.wait)
    with pytest.raises(SpeechError, match="does not answer"):
        Pyttsx("dummy", worker).installed()
    release.set()
