"""Piper's voices: where they are, what their files say, and how to install one."""

import json
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory

from voiceguide.errors import SpeechError
from voiceguide.extras import command_for
from voiceguide.problems import nearest
from voiceguide.speech.engine import Voice
from voiceguide.storage.folders import voice_folder
from voiceguide.storage.names import as_on_disk

PREFIX = "piper:"
SUFFIX = ".onnx"
CARD = ".MODEL_CARD"
"""The suffix of the file that says what a voice was made from."""

UNKNOWN = "unknown"

TIMEOUT_S = 60.0
CARD_BYTES = 100_000
"""How much of a card is read, at most."""

NAME = re.compile(r"[a-z]{2,3}_[A-Z]{2}-[^-\s]+-(x_low|low|medium|high)")
"""How Piper names its voices: language, region, voice and quality."""

RECOMMENDED = {
    "en": "en_US-ljspeech-high",
    "de": "de_DE-thorsten-high",
    "es": "es_MX-claude-high",
    "fr": "fr_FR-mls-medium",
}
"""A voice for each language whose card names a licence for any use: public domain, CC0, Apache-2.0 or CC BY 4.0."""

RESTRICTED = ("lessac", "ryan", "hfc_")
"""Voices whose recordings may not be used commercially. The cards of other voices say that they were made from these."""

Download = Callable[[str, Path], None]
"""Fetches the files of a voice into a folder: its model, its settings, and its card if it has one."""


def installed_voices(folder: Path | None = None) -> tuple[Voice, ...]:
    """The Piper voices that are installed."""
    return tuple(described(model) for model in models(folder or voice_folder("piper")))


def install(name: str, folder: Path | None = None, *, download: Download | None = None) -> Path:
    """Fetch and install a voice with Piper's own downloader. If this fails, nothing is left of it.

    Args:
        name: Piper's name, such as `en_US-ljspeech-high`.
        folder: the folder of voices; None for the user's own.
        download: fetches the files of a voice into a folder; None for the network.

    Returns:
        The path of its model.

    Raises:
        SpeechError: there is no voice of that name, the network or the disk fails, or the extra is not installed.
    """
    target = folder or voice_folder("piper")
    piper_version()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=target) as temporary:
            (download or _download)(name, Path(temporary))
            [model] = models(Path(temporary))
            for card in Path(temporary).glob("*MODEL_CARD"):
                card.replace(card_of(target / model.name))
            settings_of(model).replace(settings_of(target / model.name))
            model.replace(target / model.name)
    except (OSError, ValueError) as error:
        missing = getattr(error, "code", None) == 404 or not isinstance(error, OSError)
        what = (
            f"Expected a name such as '{RECOMMENDED['en']}'; https://rhasspy.github.io/piper-samples lets you hear them all."
            if missing
            else f"{getattr(error, 'reason', None) or error}. Check the network and the space on the disk, and try again."
        )
        raise SpeechError(f"The voice '{name[:60]}' could not be installed. {what}") from error
    return target / model.name


def _download(name: str, folder: Path) -> None:
    """Fetch a voice with Piper's own downloader, and then its card, which that does not fetch."""
    from urllib.request import urlopen

    from piper.download_voices import URL_FORMAT, VOICE_PATTERN, download_voice

    download_voice(name, folder)
    parts = VOICE_PATTERN.match(name.strip())
    if parts is None:
        return
    family, region, voice, quality = parts.group("lang_family", "lang_region", "voice_name", "voice_quality")
    model = URL_FORMAT.format(
        lang_family=family, lang_code=f"{family}_{region}", voice_name=voice, voice_quality=quality, extension=""
    )
    with suppress(OSError), urlopen(f"{model.rpartition('/')[0]}/MODEL_CARD", timeout=TIMEOUT_S) as card:  # noqa: S310
        (folder / "MODEL_CARD").write_bytes(card.read(CARD_BYTES))


def licence_of(model: Path) -> str:
    """The licence that a model's card names; `unknown` if there is no card or it names none.

    If the voice was made from one that may not be used commercially, the text says so: it is an open question whether that
    restriction applies to the new voice too.
    """
    try:
        card = card_of(model).read_text("utf-8", "replace")
    except OSError:
        return UNKNOWN
    named = re.search(r"^\W*licen[cs]e:\s*(.+)$", card, re.IGNORECASE | re.MULTILINE)
    licence = " ".join(named[1].split())[:80] if named else UNKNOWN
    grown = re.search(r"fine-?tuned from.*?(" + "|".join(RESTRICTED) + ")", card, re.IGNORECASE)
    return f"{licence}, made from {grown[1].lower().rstrip('_')} (not for commercial use)" if grown else licence


def card_of(model: Path) -> Path:
    """The path of a model's card, which says what it was made from."""
    return model.with_name(f"{model.stem}{CARD}")


def find_model(wanted: str, folder: Path) -> Path:
    """The path of a model, given its name in a folder, or its path.

    Raises:
        SpeechError: the model or its settings are missing.
    """
    path = as_on_disk(Path(wanted).expanduser())
    model = path if wanted.endswith(SUFFIX) else folder / f"{wanted}{SUFFIX}"
    if model.is_file() and settings_of(model).is_file():
        return model
    if model.is_file():
        raise SpeechError(f"{model} lacks its settings. Expected {settings_of(model).name} beside it.")
    if model is path:
        raise SpeechError(f"There is no voice {model}. Expected an .onnx file of Piper's.")
    known = [other.stem for other in models(folder)]
    raise SpeechError(
        f"The Piper voice '{wanted[:60]}' is not installed{nearest(wanted, known) or '.'} "
        f"`voiceguide voices --install {wanted[:60]}` fetches it."
    )


def models(folder: Path) -> list[Path]:
    """The paths of the models in a folder that have their settings beside them."""
    return sorted(model for model in folder.glob(f"*{SUFFIX}") if settings_of(model).is_file())


def settings_of(model: Path) -> Path:
    """The path of a model's settings, beside it."""
    return model.with_name(f"{model.name}.json")


def described(model: Path) -> Voice:
    """A model as the list of voices has it."""
    language = language_of(model)
    return Voice(PREFIX + model.stem, (language,) if language else (), "neural, offline", licence_of(model))


def language_of(model: Path) -> str:
    """The BCP 47 tag in a model's settings; empty if there is none, or they cannot be read."""
    try:
        settings = json.loads(settings_of(model).read_text("utf-8"))
        tag = (settings.get("language") or {}).get("code") or (settings.get("espeak") or {}).get("voice") or ""
    except (OSError, ValueError, AttributeError):  # the last for what is no table
        return ""
    return str(tag).replace("_", "-")


def piper_version() -> str:
    """The version of Piper.

    Raises:
        SpeechError: it is not installed.
    """
    try:
        return version("piper-tts")
    except PackageNotFoundError:
        raise SpeechError(
            f"Piper is not installed. Please run: {command_for('piper')}, or choose another voice."
        ) from None
