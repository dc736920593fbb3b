"""A voice that is another program."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import string
import subprocess
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile

from voiceguide.clip import Clip, decode
from voiceguide.config import CALM_WPM, CommandVoice
from voiceguide.errors import SoundError, SpeechError
from voiceguide.problems import nearest
from voiceguide.speech.engine import Voice
from voiceguide.storage.folders import scratch_folder
from voiceguide.timeline.model import Utterance

_PIECE = re.compile(r'(?P<even>(?:\\\\)*)""|(?P<slashes>\\*)"|(?P<space>\s+)|(?P<plain>[^\s"\\]+|\\+)')


def words_of(line: str, platform: str = sys.platform) -> list[str]:
    """A command line in words, its quotes taken away.

    On Windows a backslash is one like any other, except before a double quote, and a single quote is no quote
    (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Elsewhere it is as in a shell.

    Args:
        platform: as `sys.platform`.

    Raises:
        ValueError: a quote is not closed.
    """
    return _words_on_windows(line) if platform == "win32" else shlex.split(line)


def _words_on_windows(line: str) -> list[str]:
    words: list[str] = []
    word: str | None = None
    quoted = False
    for piece in _PIECE.finditer(line):
        if piece["space"] is not None and not quoted:
            words += [] if word is None else [word]
            word = None
            continue
        word = word or ""
        if piece["even"] is not None:
            word += piece["even"][::2] + ('"' if quoted else "")
        elif piece["slashes"] is not None:
            word += piece["slashes"][1::2]
            if len(piece["slashes"]) % 2:
                word += '"'
            else:
                quoted = not quoted
        else:
            word += piece[0]
    if quoted:
        raise ValueError("No closing quotation")
    return words if word is None else [*words, word]


PLACES = ("text", "out", "wpm", "stretch")
NEEDED = ("text", "out")
RATES = ("wpm", "stretch")
BATCHES = (".bat", ".cmd")
SAID_AT_MOST = 300
"""Characters of what a program complains that go into an error: its last ones."""


class CommandEngine:
    """Runs a program for each utterance. No shell is involved, and text and path are each one argument, or part of one.

    Args:
        voice: the program, as the config file has it.
        platform: whose rules the command is written by, as `sys.platform`.

    Raises:
        SpeechError: the command cannot be read, lacks a place for the text or the file, or its program is not installed or
            a batch file.
    """

    def __init__(self, voice: CommandVoice, platform: str = sys.platform) -> None:
        self._voice = voice
        self._template = _template(voice, platform)
        program = shutil.which(self._template[0])
        if program is None:
            raise SpeechError(
                f"The voice '{voice.name}' needs the program '{self._template[0]}', which was not found. "
                f"Please install it, or change {_where(voice)}."
            )
        if platform == "win32" and program.lower().endswith(BATCHES):
            raise SpeechError(
                f"The voice '{voice.name}' is the batch file '{program}', in which words of a script could run as commands. "
                f"Expected a program, such as the one that it runs, in {_where(voice)}."
            )
        self._program = program
        self._folder = scratch_folder(self, brief=True)
        self._numbers = count()

    @property
    def name(self) -> str:
        return f"{self._voice.name}, {self._template[0]}"

    @property
    def has_rate(self) -> bool:
        """Whether the program is told how fast to speak."""
        return any(place in RATES for part in self._template for _, place, *_ in string.Formatter().parse(part))

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one program speaks all
        installed = Path(self._program).stat()
        version = f"{self._program} {installed.st_size} {installed.st_mtime_ns}"
        return f"{version}, {self._template}, {self._voice.wpm:g} wpm"

    def voices(self) -> Sequence[Voice]:
        return (command_voice(self._voice),)

    def synthesize(self, utterance: Utterance) -> Clip:
        out = self._folder / f"{next(self._numbers)}.wav"
        values = {
            # What begins like a flag would be taken for one.
            "text": re.sub(r"^\W+", "", utterance.text),
            "out": str(out),
            "wpm": str(round(CALM_WPM * utterance.rate)),
            "stretch": f"{self._voice.wpm / (CALM_WPM * utterance.rate):.3f}",
        }
        try:
            self._run([part.format(**values) for part in self._template], utterance.text)
            if not out.is_file() or not out.stat().st_size:
                raise self._failed(utterance.text, "it wrote no sound to {out}")
            return decode(out)
        except SoundError as error:
            raise self._failed(utterance.text, "what it wrote to {out} is no sound that can be read") from error
        finally:
            with contextlib.suppress(OSError):  # such as one that something it started has still open, on Windows
                out.unlink(missing_ok=True)

    def _run(self, arguments: list[str], text: str) -> None:
        """Run the program to its end; what it started ends with it."""
        with TemporaryFile() as said:  # not a pipe: a child of the program's could hold it open
            try:
                process = subprocess.Popen(  # noqa: S603 - the user's own command, from the config file alone
                    arguments,
                    executable=self._program,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            except (OSError, ValueError) as error:
                raise self._failed(text, f"it could not be started: {error}") from error
            try:
                code = process.wait(self._voice.seconds)
            except subprocess.TimeoutExpired as error:
                raise self._failed(text, f"it took more than {self._voice.seconds:g} seconds") from error
            finally:
                _end(process)
            if code:
                said.seek(0)
                raise self._failed(text, f"it ended with {code}{_complaint(said.read())}")

    def _failed(self, text: str, reason: str) -> SpeechError:
        return SpeechError(
            f"The voice '{self._voice.name}' could not speak '{text[:60]}': {reason}. "
            f"Please mend {_where(self._voice)}, or choose another voice."
        )


def command_voice(voice: CommandVoice) -> Voice:
    """A voice of the config file, for the list of voices."""
    return Voice(voice.name, (voice.language,) if voice.language else (), voice.command)


def _where(voice: CommandVoice) -> str:
    return voice.place() or f"[voices.{voice.name}] in the config file"


def _template(voice: CommandVoice, platform: str) -> list[str]:
    """The command's arguments, their places checked."""
    try:
        parts = words_of(voice.command, platform)
        places = [place for part in parts for _, place, *_ in string.Formatter().parse(part) if place is not None]
    except ValueError as error:
        raise SpeechError(
            f"The command in {_where(voice)} cannot be read: {error}. Braces that are meant are doubled, {{{{."
        ) from error
    for place in places:
        if place not in PLACES:
            known = ", ".join(f"{{{name}}}" for name in PLACES)
            raise SpeechError(
                f"The command in {_where(voice)} has a place '{{{place}}}'. Expected one of {known}"
                f"{nearest(place, PLACES) or '.'}"
            )
    for place in NEEDED:
        if place not in places:
            raise SpeechError(
                f"The command in {_where(voice)} has no {{{place}}}. Expected {{text}} where the words go, "
                "and {out} where the sound file does."
            )
    return parts


def _complaint(said: bytes) -> str:
    """The end of what a program wrote, on one line."""
    words = " ".join(said.decode("utf-8", "replace").split())
    return f" and said: {words[-SAID_AT_MOST:]}" if words else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with everything that it started, if it has not ended by itself."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                tree = ("taskkill", "/F", "/T", "/PID", str(process.pid))  # with what it started
                subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
                process.kill()
        process.wait()
