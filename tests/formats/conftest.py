"""Subtitles as ffmpeg reads them, where it is installed."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def read_by_ffmpeg(tmp_path: Path) -> Callable[[str, str], list[tuple[int, int, str]]]:
    """Reads subtitles as (start, end, text), in milliseconds; a warning of ffmpeg fails the test."""

    def read(text: str, suffix: str) -> list[tuple[int, int, str]]:
        file = tmp_path / f"session.{suffix}"
        file.write_text(text, "utf-8", newline="\n")
        command = ["ffmpeg", "-nostdin", "-v", "warning", "-i", str(file), "-c:s", "webvtt", "-f", "webvtt", "-"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert done.stderr == ""
        return [_subtitle(block) for block in done.stdout.strip().split("\n\n")[1:]]

    return read


def _subtitle(block: str) -> tuple[int, int, str]:
    times, text = block.split("\n", 1)
    start, end = times.split(" --> ")
    return _ms(start), _ms(end), text


def _ms(clock: str) -> int:
    whole, thousandths = clock.split(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int(thousandths)
