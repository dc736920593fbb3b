"""What a user has settled once and for all: the config file, in TOML.

    [defaults]                  # flags, by their long names
    pace = "5-7"
    voice = "slt,en-gb"

    [voices.slt]                # a voice that is another program: `--voice slt`
    command = "flite -voice slt -o {out} -t {text}"

    [lexicon]                   # words, and how to say them
    psoas = "so as"

    [log]                       # of the sessions that were heard
    off = true                  # keep none

Commands come from here alone, never from a script: a script that somebody sends must not run programs.
"""

import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceguide.errors import ConfigError
from voiceguide.problems import nearest

TABLES = ("defaults", "voices", "lexicon", "log")
VOICE_KEYS = ("command", "language", "seconds", "wpm")
LOG_KEYS = ("off",)

SECONDS = 30.0
CALM_WPM = 120


@dataclass(frozen=True, slots=True)
class CommandVoice:
    """A voice that is a program.

    Attributes:
        name: what `--voice` takes.
        command: its command line, where `{text}` and `{out}` stand for the words and for the file to write, and
            `{wpm}` and `{stretch}`, if there, for the speed: words a minute, and how much longer than by itself it
            shall speak (1.2 is slower).
        language: a BCP 47 tag, for the list of voices; empty when it was not given.
        seconds: how long one utterance may take.
        wpm: words a minute that the program speaks by itself, for `{stretch}`.
    """

    name: str
    command: str
    language: str = ""
    seconds: float = SECONDS
    wpm: float = CALM_WPM


@dataclass(frozen=True, slots=True)
class Config:
    """What a config file says; each part is empty where it says nothing. `path` is where it is, or would be.

    `keeps_log` is whether sessions that were heard are remembered.
    """

    path: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    voices: Mapping[str, CommandVoice] = field(default_factory=dict)
    lexicon: Mapping[str, str] = field(default_factory=dict)
    keeps_log: bool = True


def config_path() -> Path:
    """Where the user's config file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("voiceguide", appauthor=False) / "config.toml"


def load_config(path: Path | None = None, *, flags: Callable[[], Collection[str]] | None = None) -> Config:
    """Read a config file; one that is not there says nothing.

    Args:
        path: the file, if not the user's own.
        flags: tells what may stand in `[defaults]`, and is asked when something does; None leaves that to the caller.

    Raises:
        ConfigError: it cannot be read, or holds a key or a value that is not known.
    """
    path = path or config_path()
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Expected a config file in TOML.") from error
    except (ValueError, RecursionError) as error:  # also of a number of too many digits, and of lists in lists in lists
        raise ConfigError(f"{path} is not in TOML: {error}. Please mend it, or take it away.") from error
    reader = _Reader(path)
    if _has_huge_number(table):
        raise reader.wrong("a whole number in it has more than 64 bits. Expected a smaller one.")
    reader.known(table, TABLES, "the tables")
    defaults = reader.table(table, "defaults")
    if flags is not None and defaults:
        reader.known(defaults, flags(), "flags in [defaults]")
    voices = {name: reader.voice(name, keys) for name, keys in reader.table(table, "voices").items()}
    lexicon = reader.lexicon(reader.table(table, "lexicon"))
    return Config(path, defaults, voices, lexicon, reader.keeps_log(reader.table(table, "log")))


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path

    def wrong(self, message: str) -> ConfigError:
        return ConfigError(f"{self.path}: {message}")

    def known(self, table: Mapping[str, Any], names: Collection[str], where: str) -> None:
        for key in table:
            if key not in names:
                hint = nearest(key, names)
                raise self.wrong(f"'{key}' is not known. Expected {where} {', '.join(sorted(names))}{hint or '.'}")

    def table(self, table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = table.get(name, {})
        if not isinstance(found, dict):
            raise self.wrong(f"'{name}' is {_shown(found)}. Expected a table, as in '[{name}]'.")
        return found

    def voice(self, name: str, keys: Any) -> CommandVoice:
        where = f"[voices.{name}]"
        if not isinstance(keys, dict):
            raise self.wrong(f"the voice '{name}' is {_shown(keys)}. Expected a table, as in '{where}'.")
        if set(name) & set(",:+/\\") or not name.strip():
            raise self.wrong(f"'{name}' cannot name a voice. Expected a name without , : + / and \\.")
        self.known(keys, VOICE_KEYS, f"in {where}")
        command, language = (keys.get(key, "") for key in ("command", "language"))
        if not isinstance(command, str) or not command.strip():
            raise self.wrong(f'{where} has no command. Expected one, such as command = "flite -o {{out}} -t {{text}}".')
        if not isinstance(language, str):
            raise self.wrong(f'language is {_shown(language)} in {where}. Expected a tag, such as "en-us".')
        seconds, wpm = (
            self.number(keys, key, default, where) for key, default in (("seconds", SECONDS), ("wpm", CALM_WPM))
        )
        return CommandVoice(name, command, language, seconds, wpm)

    def number(self, keys: Mapping[str, Any], key: str, default: float, where: str) -> float:
        found = keys.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < 1e6:
            raise self.wrong(f"{key} is {_shown(found)} in {where}. Expected a number above 0.")
        return float(found)

    def lexicon(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        for word, said in table.items():
            if not isinstance(said, str) or not word.strip() or not said.strip():
                raise self.wrong(f"'{word}' is {_shown(said)} in [lexicon]. Expected how to say it, in quotes.")
        return table

    def keeps_log(self, table: Mapping[str, Any]) -> bool:
        self.known(table, LOG_KEYS, "in [log]")
        off = table.get("off", False)
        if not isinstance(off, bool):
            raise self.wrong(f"off is {_shown(off)} in [log]. Expected true or false.")
        return not off


def _has_huge_number(value: object) -> bool:
    """Whether a whole number is larger than TOML lets it be: then Python may refuse to show it."""
    if isinstance(value, dict | list):
        return any(map(_has_huge_number, value.values() if isinstance(value, dict) else value))
    return isinstance(value, int) and value.bit_length() > 63


def _shown(value: object) -> str:
    return f"'{str(value)[:60]}'"
