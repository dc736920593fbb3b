"""Prints hashes of the cue sheets of the bundled scripts, and of their sound before it is encoded.

A refactoring must change neither. Run this before and after it, in the same environment, and compare:

    python tools/fingerprints.py > before.txt
    ...
    python tools/fingerprints.py | diff before.txt -

It uses only the command line, so it does not depend on the structure of the code.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent

SHEETS = (
    "",
    "--pace 5-7",
    "--pace box --guidance full",
    "--bpm 5 --ratio 2:3 --guidance brief",
    "--ramp-to 5-9 --count each",
    "--reps low --guidance tones --no-bells",
    "--reps high --first-side right --count halfway",
    "--minutes 12",
    "--inhale 5 --hold-in 1 --transition 1.5",
    "--pace 3-3 --lead 0.3",
    "--guide none --rate 1.15",
    "--transition 0 --reps 3",
)
SOUNDS = ("", "--guide tones --bed rain --no-pan", "--guide none --bed drone --floor-db off --pace 3-4")
"""Sets of flags; each is used with every bundled script."""


def main() -> None:
    scripts = sorted(path.stem for path in (ROOT / "scripts").glob("*.md"))
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        sheets = [(script, flags) for script in scripts for flags in SHEETS]
        sounds = [(script, flags) for script in scripts for flags in SOUNDS]
        for (script, flags), digest in zip(sheets, pool.map(lambda each: _sheet(*each), sheets), strict=True):
            print(digest, "sheet", script, flags)
        made = pool.map(lambda job: _sound(*job[1], Path(folder, f"{job[0]}.wav")), enumerate(sounds))
        for (script, flags), digest in zip(sounds, made, strict=True):
            print(digest, "sound", script, flags)


def _sheet(script: str, flags: str) -> str:
    return _digest(iter([_voiceguide("plan", script, "--json", *flags.split())]))


def _sound(script: str, flags: str, target: Path) -> str:
    _voiceguide("export", script, "-o", str(target), *flags.split())
    try:
        with wave.open(str(target)) as file:
            return _digest(iter(lambda: file.readframes(1 << 16), b""))
    finally:
        target.unlink()


def _voiceguide(*arguments: str) -> bytes:
    """The output of a command, or the last line of its error."""
    done = subprocess.run([sys.executable, "-m", "voiceguide", *arguments], cwd=ROOT, capture_output=True, check=False)
    return done.stdout or (done.stderr.splitlines() or [b""])[-1]


def _digest(pieces: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()[:16]


if __name__ == "__main__":
    main()
