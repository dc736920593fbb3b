"""The natural voices: which there are, where they are, and how to install one.

hibari-tts contains one voice, and a table with the size and the hash of the others. By itself it would fetch those when they
are first used; voiceguide fetches them only when the user asks for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from voiceguide.errors import SpeechError
from voiceguide.problems import nearest
from voiceguide.speech.engine import Voice
from voiceguide.storage.atomic import replacing
from voiceguide.storage.folders import voice_folder

NATURAL = "natural"
PREFIX = f"{NATURAL}:"
LICENCE = "Apache-2.0"
SOURCE = "https://huggingface.co/maureesewilliams/hibari/resolve/main/voices/"
"""Where hibari's author publishes the voices."""

TIMEOUT_S = 60.0

REMEDY = "`pip install hibari-tts` adds it, on Python 3.11 to 3.14 where onnxruntime has wheels."

Fetch = Callable[[str], IO[bytes]]
"""Opens the content of a URL for reading."""


@dataclass(frozen=True, slots=True)
class NaturalVoice:
    """A voice of hibari-tts.

    Attributes:
        name: the name after `natural:`.
        language: a BCP 47 tag.
        manner: accent and gender, in words.
        file: the file name of its model.
        bundled: whether the model is inside the package.
        size: the size of the model in bytes.
        sha256: the SHA-256 of the model, in hexadecimal digits.
    """

    name: str
    language: str
    manner: str
    file: str
    bundled: bool
    size: int
    sha256: str

    @property
    def is_british(self) -> bool:
        return self.language.lower() == "en-gb"

    @property
    def megabytes(self) -> str:
        """The size as messages show it."""
        return f"{self.size / 1_000_000:.1f} MB"

    @property
    def url(self) -> str:
        return SOURCE + self.file

    def path(self, folder: Path) -> Path:
        """The path of its model, which may not be installed, in the package or in a folder of voices."""
        return _assets() / self.file if self.bundled else folder / self.file

    def described(self) -> Voice:
        """The voice as the list of voices has it."""
        missing = (
            ""
            if self.path(voice_folder("natural")).is_file()
            else f"; `voices --install {PREFIX}{self.name}` fetches it"
        )
        return Voice(PREFIX + self.name, (self.language,), f"natural, {self.manner}{missing}", LICENCE)


@cache
def hibari_version() -> str:
    """The version of hibari-tts.

    Raises:
        SpeechError: it or onnxruntime is not installed.
    """
    for package, module in (("hibari-tts", "hibari"), ("onnxruntime", "onnxruntime")):
        try:
            found = find_spec(module) and version(package)
        except (ImportError, ValueError):
            found = None
        if not found:
            raise SpeechError(f"The natural voice needs {package}, which is not installed. {REMEDY}")
    return version("hibari-tts")


@cache
def natural_voices() -> Mapping[str, NaturalVoice]:
    """The voices of hibari-tts by name, the bundled one first.

    Raises:
        SpeechError: hibari-tts is not installed.
    """
    hibari_version()
    table = json.loads((_assets() / "voices.json").read_text("utf-8"))
    found = {
        name: NaturalVoice(
            name,
            voice["language"],
            f"{voice['accent']}, {voice['gender']}",
            voice["file"],
            bool(voice.get("bundled")),
            voice["bytes"],
            voice["sha256"],
        )
        for name, voice in table.items()
    }
    return dict(sorted(found.items(), key=lambda item: not item[1].bundled))


def find_natural(wanted: str) -> NaturalVoice:
    """The voice of a name such as `natural`, `natural:emma` or `emma`.

    Raises:
        SpeechError: there is no such voice, or hibari-tts is not installed.
    """
    voices = natural_voices()
    name = wanted.removeprefix(NATURAL).removeprefix(":") or next(iter(voices))
    if name not in voices:
        known = ", ".join(voices)
        raise SpeechError(
            f"No natural voice is called '{name[:60]}'. Expected one of {known}{nearest(name, voices) or '.'}"
        )
    return voices[name]


def model_of(voice: NaturalVoice, folder: Path) -> Path:
    """The path of an installed voice's model.

    Raises:
        SpeechError: the voice is not installed.
    """
    path = voice.path(folder)
    if not path.is_file():
        raise SpeechError(
            f"The voice '{PREFIX}{voice.name}' is not installed. "
            f"`voiceguide voices --install {PREFIX}{voice.name}` fetches it, {voice.megabytes}."
        )
    return path


def install(voice: NaturalVoice, folder: Path | None = None, fetch: Fetch | None = None) -> Path:
    """Fetch and install a voice. If this fails, nothing is left of it.

    Args:
        voice: the voice.
        folder: the folder of voices; None for the user's own.
        fetch: opens the URL of a model; None for the network.

    Returns:
        The path of its model.

    Raises:
        SpeechError: the model cannot be fetched or written, or its hash is not the one in hibari-tts.
    """
    from http.client import HTTPException  # slow to import, and needed only here

    path = voice.path(folder or voice_folder("natural"))
    if voice.bundled:
        return path
    try:
        with (fetch or _open_url)(voice.url) as source:
            model = source.read(voice.size + 1)
        found = hashlib.sha256(model).hexdigest()
        if found != voice.sha256:
            raise SpeechError(
                f"The file at {voice.url} is not the voice that hibari-tts {hibari_version()} expects: expected SHA-256 "
                f"{voice.sha256[:12]}…, got {found[:12]}…. It was not installed."
            )
        with replacing(path) as file:
            file.write(model)
    except (OSError, HTTPException) as error:
        raise SpeechError(
            f"The voice '{PREFIX}{voice.name}' could not be installed: {getattr(error, 'reason', None) or error}. "
            f"Check the network and the space on the disk, and try again; or save {voice.url} as {path}."
        ) from error
    return path


def _open_url(url: str) -> IO[bytes]:
    from urllib.request import urlopen

    opened: IO[bytes] = urlopen(url, timeout=TIMEOUT_S)  # noqa: S310 - it begins with https, see SOURCE
    return opened


def _assets() -> Path:
    """The folder of hibari's files, found without importing hibari, which is installed."""
    spec = find_spec("hibari")
    assert spec
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "assets"
