"""What is installed only where it is asked for, and the command that adds it."""

import sys
from importlib.util import find_spec
from pathlib import Path

EXTRAS = {
    "simpleaudio": ("simpleaudio",),
    "piper": ("piper",),
    "cluster": ("distributed",),
    "draft": ("charset_normalizer", "docx", "lxml", "pypdf"),
    "share": ("ifaddr", "starlette", "uvicorn"),
}
"""What each extra brings, as it is imported."""


def missing_in(extra: str) -> list[str]:
    """What an extra brings and is not installed."""
    return [name for name in EXTRAS[extra] if find_spec(name) is None]


def command_for(extra: str, prefix: str = sys.prefix) -> str:
    """The command that adds an extra to the installation in `prefix`, by the program that made it: uv, pipx or pip."""
    if Path(prefix, "uv-receipt.toml").is_file():
        names = [
            each for each in EXTRAS if each == extra or not missing_in(each)
        ]  # uv removes those that are not named
        return f'uv tool install "voiceguide[{",".join(names)}]"'
    pip = "pipx runpip voiceguide" if Path(prefix, "pipx_metadata.json").is_file() else "pip"
    return f'{pip} install "voiceguide[{extra}]"'
