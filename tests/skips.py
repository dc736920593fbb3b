"""Tests that this machine cannot run are skipped, saying why; where VOICEGUIDE_NO_SKIPS is set, none may be."""

import os
import shutil
from collections.abc import Generator
from contextlib import contextmanager

import pytest

PACKAGES = {
    "chromedriver": "chromium-driver",
    "chromium": "chromium",
    "dbus-daemon": "dbus",
    "dbus-monitor": "dbus",
    "dbus-send": "dbus",
    "espeak-ng": "espeak-ng",
    "ffmpeg": "ffmpeg",
    "ffprobe": "ffmpeg",
    "flite": "flite",
    "mpg123": "mpg123",
    "pactl": "pulseaudio-utils",
    "parec": "pulseaudio-utils",
    "pdfinfo": "poppler-utils",
    "pdftotext": "poppler-utils",
    "playerctl": "playerctl",
    "pulseaudio": "pulseaudio",
}
"""Programs that tests run, and the package of Debian that has each."""


def why_missing(*programs: str) -> str:
    """Why a test that runs these programs is skipped; nothing where all are installed."""
    missing = [program for program in programs if not shutil.which(program)]
    if not missing:
        return ""
    packages = dict.fromkeys(PACKAGES[program] for program in missing)
    return f"{' and '.join(missing)} not installed: apt-get install {' '.join(packages)}"


def needs(*programs: str) -> pytest.MarkDecorator:
    """The mark of a test that voiceguide itself runs these programs for."""
    return pytest.mark.skipif(bool(why_missing(*programs)), reason=why_missing(*programs) or "all are installed")


@contextmanager
def _skipping() -> Generator[None]:
    """Whatever a test runs of these programs itself needs no mark."""
    try:
        yield
    except FileNotFoundError as error:
        if error.filename in PACKAGES and (reason := why_missing(error.filename)):
            pytest.skip(reason)
        raise


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call() -> Generator[None, object, object]:
    with _skipping():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Generator[None, object, object]:
    with _skipping():
        return (yield)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if skipped and os.environ.get("VOICEGUIDE_NO_SKIPS"):
        reporter.line(f"{skipped} skipped, and none may be here: VOICEGUIDE_NO_SKIPS is set.", red=True, bold=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
