"""A voice that is another program, run for each utterance."""

import contextlib
import os
import re
import shlex
import shutil
import signal
import string
import subprocess
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path
from tempfile import TemporaryFile

from voiceguide.clip import Clip, decode
from voiceguide.config import CALM_WPM, CommandVoice
from voiceguide.errors import SoundError, SpeechError
from voiceguide.problems import nearest
from voiceguide.storage.folders import scratch_folder
from voiceguide.timeline.model import Utterance

PLACES = ("text", "out", "wpm", "stretch")
"""What may stand between braces in a command."""

NEEDED = ("text", "out")
RATES = ("wpm", "stretch")
BATCHES = (".bat", ".cmd")
OUTPUT_SHOWN = 300
"""How many characters of a program's output, from its end, an error shows."""


class CommandEngine:
    """Runs a program for each utterance, without a shell; text and path are each one argument, or part of one.

    Args:
        voice: the program, from the config file.
        platform: the system whose rules the command follows, a value of `sys.platform`.

    Raises:
        SpeechError: the command cannot be read or has no {text} or {out}, or its program is missing or a batch file.
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
                f"Expected a program in {_where(voice)}, such as the one that the batch file runs."
            )
        self._program = program
        self._folder = scratch_folder(self, brief=True)
        self._numbers = count()

    @property
    def name(self) -> str:
        return f"{self._voice.name}, {self._template[0]}"

    @property
    def has_rate(self) -> bool:
        """Whether the command tells the program how fast to speak."""
        return any(place in RATES for place in _places(self._template))

    def identity(self, utterance: Utterance) -> str:  # noqa: ARG002 - one program speaks all
        installed = Path(self._program).stat()
        version = f"{self._program} {installed.st_size} {installed.st_mtime_ns}"
        return f"{version}, {self._template}, {self._voice.wpm:g} wpm"

    def synthesize(self, utterance: Utterance) -> Clip:
        out = self._folder / f"{next(self._numbers)}.wav"
        values = {
            # A text that begins with a dash would be taken for a flag.
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
            raise self._failed(utterance.text, "it wrote no sound that can be read to {out}") from error
        finally:
            with contextlib.suppress(OSError):  # on Windows, a child of the program may still have it open
                out.unlink(missing_ok=True)

    def _run(self, arguments: list[str], text: str) -> None:
        """Run the program and wait for its end; on errors and timeouts its children are ended too."""
        with TemporaryFile() as output:  # not a pipe, which a child of the program could hold open
            try:
                process = subprocess.Popen(  # noqa: S603 - the user's own command, from the config file alone
                    arguments,
                    executable=self._program,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
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
                output.seek(0)
                raise self._failed(text, f"it ended with {code}{_last_words(output.read())}")

    def _failed(self, text: str, reason: str) -> SpeechError:
        return SpeechError(
            f"The voice '{self._voice.name}' could not speak '{text[:60]}': {reason}. "
            f"Please mend {_where(self._voice)}, or choose another voice."
        )


_QUOTED = re.compile(r'\\.|"((?:[^"\\]|\\.|"")*)"')
"""An escaped character, or what stands between double quotes on Windows, where two of them are one that is meant."""


def words_of(line: str, platform: str = sys.platform) -> list[str]:
    """The arguments of a command line, without its quotes.

    On Windows a backslash escapes only a double quote, and a single quote is an ordinary character
    (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments). Elsewhere the rules are those of a shell.

    Args:
        platform: a value of `sys.platform`.

    Raises:
        ValueError: a quote is not closed.
    """
    return _words_on_windows(line) if platform == "win32" else shlex.split(line)


def _words_on_windows(line: str) -> list[str]:
    """The line is written as a shell has it: backslashes doubled that escape no quote, and quotes between quotes escaped."""
    line = _QUOTED.sub(lambda part: part[0] if part[1] is None else '"' + part[1].replace('""', r"\"") + '"', line)
    lexer = shlex.shlex(re.sub(r'(\\+)(?!["\\])', r"\1\1", line), posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.commenters = True, '"', ""
    return list(lexer)


def _where(voice: CommandVoice) -> str:
    return voice.place() or f"[voices.{voice.name}] in the config file"


def _template(voice: CommandVoice, platform: str) -> list[str]:
    """The arguments of the command, after its places were checked."""
    where = f"The command in {_where(voice)}"
    try:
        parts = words_of(voice.command, platform)
        places = _places(parts)
    except ValueError as error:
        raise SpeechError(f"{where} cannot be read: {error}. Write {{{{ for a brace that is not a place.") from error
    for place in places:
        if place not in PLACES:
            known = ", ".join(f"{{{name}}}" for name in PLACES)
            hint = nearest(place, PLACES) or "."
            raise SpeechError(f"{where} has a place '{{{place}}}'. Expected one of {known}{hint}")
    for place in NEEDED:
        if place not in places:
            raise SpeechError(
                f"{where} has no {{{place}}}. Expected {{text}} where the words go, and {{out}} where the sound file does."
            )
    return parts


def _places(parts: Iterable[str]) -> list[str]:
    """What stands between braces in the arguments of a command."""
    return [place for part in parts for _, place, *_ in string.Formatter().parse(part) if place is not None]


def _last_words(output: bytes) -> str:
    """The end of a program's output, on one line."""
    words = " ".join(output.decode("utf-8", "replace").split())
    return f" and said: {words[-OUTPUT_SHOWN:]}" if words else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a program and its children, unless it has ended by itself."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if sys.platform != "win32":
                os.killpg(process.pid, signal.SIGKILL)
            else:
                tree = ("taskkill", "/F", "/T", "/PID", str(process.pid))
                subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
                process.kill()
        process.wait()
