r"""What a user has settled once and for all: the config file, in TOML.

    [defaults]                  # flags, by their long names
    pace = "5-7"
    voice = "slt,en-gb"

    [voices.slt]                # a voice that is another program: `--voice slt`
    command = "flite -voice slt -o {out} -t {text}"

    [voices.narrator]           # with backslashes, as paths of Windows have them: in single quotes
    command = 'C:\Speech\say.exe /o {out} /t {text}'

    [lexicon]                   # words, and how to say them: in other words, or in phonemes between slashes
    psoas = "so as"

    [log]                       # of the sessions that were heard
    off = true                  # keep none

Commands come from here alone, never from a script: a script that somebody sends must not run programs.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceguide.errors import ConfigError
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk, nfc

TABLES = ("defaults", "voices", "lexicon", "log")
VOICE_KEYS = ("command", "language", "seconds", "wpm")
LOG_KEYS = ("off",)

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""All but the ends of lines, since a command may be written on several."""

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
        place: tells where it is set, for messages: its table, and the file and line of its `command`.
    """

    name: str
    command: str
    language: str = ""
    seconds: float = SECONDS
    wpm: float = CALM_WPM
    place: Callable[[], str] = field(default=str, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Config:
    """What a config file says; each part is empty where it says nothing. `path` is where it is, or would be.

    `keeps_log` is whether sessions that were heard are remembered. `text` is the whole file.
    """

    path: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    voices: Mapping[str, CommandVoice] = field(default_factory=dict)
    lexicon: Mapping[str, str] = field(default_factory=dict)
    keeps_log: bool = True
    text: str = field(default="", repr=False, compare=False)

    def voice(self, name: str) -> CommandVoice | None:
        """The program that is called so, however the accents of its name are spelt; None where there is none."""
        return next((voice for own, voice in self.voices.items() if nfc(own) == nfc(name)), None)

    def place(self, *keys: str) -> str:
        """The file and the line where a key is set, given with the tables that it is in, for messages."""
        return _place(self.path, self.text, keys)


def config_path() -> Path:
    """Where the user's config file is looked for."""
    from platformdirs import user_config_path

    return as_on_disk(user_config_path("voiceguide", appauthor=False) / "config.toml")


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
        data = path.read_bytes()
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Expected a config file in TOML.") from error
    text, table = _parsed(path, data)
    reader = _Reader(path, text)
    if huge := _huge_number(table):
        raise reader.wrong("a whole number here has more than 64 bits. Expected a smaller one.", *huge)
    reader.known(table, TABLES, "the tables")
    defaults = reader.table(table, "defaults")
    if flags is not None and defaults:
        reader.known(defaults, flags(), "flags in [defaults]", "defaults")
    voices = {name: reader.voice(name, keys) for name, keys in reader.table(table, "voices").items()}
    lexicon = reader.lexicon(reader.table(table, "lexicon"))
    return Config(path, defaults, voices, lexicon, reader.keeps_log(reader.table(table, "log")), text)


def _parsed(path: Path, data: bytes) -> tuple[str, dict[str, Any]]:
    """The text of a config file, and what TOML makes of it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: not UTF-8. Please save the file again with that encoding.") from error
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # of TOML, of a number of thousands of digits, of tables in tables
        reason = re.sub(r" \(at .*\)$", "", str(error))
        hint = " A text with backslashes goes in single quotes." if "'\\'" in reason else ""
        raise ConfigError(
            f"{path}:{line_of_fault(text)}: not in TOML: {reason}. Please mend it, or take it away.{hint}"
        ) from error


def _place(path: Path, text: str, keys: Sequence[str]) -> str:
    line = line_of(keys, text)
    return f"{path}:{line}" if line else str(path)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    text: str

    def wrong(self, message: str, *keys: str) -> ConfigError:
        """What is wrong with the value at some keys: the tables that it is in, and its own."""
        return ConfigError(f"{_place(self.path, self.text, keys)}: {message}")

    def known(self, table: Mapping[str, Any], names: Collection[str], where: str, *keys: str) -> None:
        for key in table:
            if key not in names:
                hint = nearest(key, names)
                raise self.wrong(
                    f"'{key}' is not known. Expected {where} {', '.join(sorted(names))}{hint or '.'}", *keys, key
                )

    def table(self, table: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        found = table.get(name, {})
        if not isinstance(found, dict):
            raise self.wrong(f"'{name}' is {_shown(found)}. Expected a table, as in '[{name}]'.", name)
        return found

    def voice(self, name: str, keys: Any) -> CommandVoice:
        where = f"[voices.{name}]"
        own = ("voices", name)
        if not isinstance(keys, dict):
            raise self.wrong(f"the voice '{name}' is {_shown(keys)}. Expected a table, as in '{where}'.", *own)
        if set(name) & set(",:+/\\") or not name.strip():
            raise self.wrong(f"'{name}' cannot name a voice. Expected a name without , : + / and \\.", *own)
        self.known(keys, VOICE_KEYS, f"in {where}", *own)
        command, language = (keys.get(key, "") for key in ("command", "language"))
        if not isinstance(command, str) or not command.strip():
            raise self.wrong(
                f'{where} has no command. Expected one, such as command = "flite -o {{out}} -t {{text}}".',
                *own,
                *(["command"] if "command" in keys else []),
            )
        if _CONTROL.search(command):  # a path such as "C:\tools", where \t is a tab
            raise self.wrong(
                f"the command in {where} holds a control character. A text with backslashes goes in single quotes.",
                *own,
                "command",
            )
        if not isinstance(language, str):
            raise self.wrong(
                f'language is {_shown(language)} in {where}. Expected a tag, such as "en-us".', *own, "language"
            )
        seconds, wpm = (
            self.number(keys, key, default, own) for key, default in (("seconds", SECONDS), ("wpm", CALM_WPM))
        )

        def place() -> str:
            return f"{where} at {_place(self.path, self.text, (*own, 'command'))}"

        return CommandVoice(name, command, language, seconds, wpm, place)

    def number(self, keys: Mapping[str, Any], key: str, default: float, own: tuple[str, str]) -> float:
        found = keys.get(key, default)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 < found < 1e6:
            raise self.wrong(f"{key} is {_shown(found)} in [{'.'.join(own)}]. Expected a number above 0.", *own, key)
        return float(found)

    def lexicon(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        for word, said in table.items():
            if not isinstance(said, str) or not word.strip() or not said.strip():
                raise self.wrong(
                    f"'{word}' is {_shown(said)} in [lexicon]. Expected how to say it, in quotes.", "lexicon", word
                )
        return table

    def keeps_log(self, table: Mapping[str, Any]) -> bool:
        self.known(table, LOG_KEYS, "in [log]", "log")
        off = table.get("off", False)
        if not isinstance(off, bool):
            raise self.wrong(f"off is {_shown(off)} in [log]. Expected true or false.", "log", "off")
        return not off


def _huge_number(value: object, *keys: str) -> tuple[str, ...]:
    """Where a whole number is larger than TOML lets it be, as the keys that lead to it: Python may refuse to show it."""
    if isinstance(value, dict):
        return next(filter(None, (_huge_number(each, *keys, key) for key, each in value.items())), ())
    if isinstance(value, list):
        return next(filter(None, (_huge_number(each, *keys) for each in value)), ())
    return keys if isinstance(value, int) and value.bit_length() > 63 else ()


def _shown(value: object) -> str:
    return f"'{str(value)[:60]}'"


def line_of(keys: Sequence[str], text: str) -> int | None:
    """The line, counted from 1, where the statement begins that first has a key, given with the tables that it is in.

    None for a key that the text does not have.
    """
    before = 0
    for count, table in _beginnings(text):
        if _has(table, keys):
            return before + 1
        before = count
    return None


def line_of_fault(text: str) -> int:
    """The line, counted from 1, where the first statement begins that is not in TOML."""
    return max((count for count, _ in _beginnings(text)), default=0) + 1


def _beginnings(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """How many of the first lines are TOML by themselves, and what they say."""
    lines = text.replace("\r\n", "\n").split("\n")
    for count in range(1, len(lines) + 1):
        try:
            yield count, tomllib.loads("\n".join(lines[:count]))
        except (ValueError, RecursionError):
            continue


def _has(table: Any, keys: Sequence[str]) -> bool:
    for key in keys:
        if not isinstance(table, dict) or key not in table:
            return False
        table = table[key]
    return True
