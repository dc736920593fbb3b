r"""The user's config file, in TOML.

    [defaults]                  # flags, by their long names
    pace = "5-7"
    voice = "slt,en-gb"

    [voices.slt]                # a voice that is another program: `--voice slt`
    command = "flite -voice slt -o {out} -t {text}"

    [voices.narrator]           # a command with backslashes, as in Windows paths, goes in single quotes
    command = 'C:\Speech\say.exe /o {out} /t {text}'

    [lexicon]                   # words, and how to say them: other words, or phonemes between slashes
    psoas = "so as"

    [log]                       # the log of the sessions that were heard
    off = true                  # write none
    day_ends = "04:00"          # what is heard before four in the morning belongs to the day before

    [keys]                      # other keys while a session plays
    stop = "x"
    next = ["right", "page-down"]

    [screen]
    plain = true                # lines for a screen reader instead of a picture

Commands come only from this file, never from a script: a script that somebody sends must not run programs.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from voiceguide.errors import ConfigError
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk, nfc
from voiceguide.storage.toml_text import TomlFault, places_in, read_toml

TABLES = ("defaults", "voices", "lexicon", "log", "keys", "screen")
VOICE_KEYS = ("command", "language", "seconds", "wpm")
LOG_KEYS = ("off", "day_ends")
SCREEN_KEYS = ("plain",)

LATEST_END = time(12)
"""A day of the log ends before this time of the next one."""

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
"""Control characters except line feeds: a command may have several lines."""

SECONDS = 30.0
"""How long a program may take for one utterance, if its table does not say."""

CALM_WPM = 120
"""Words a minute: guidance is spoken at 110 to 130. A program is taken to speak at this rate if its table does not say."""


@dataclass(frozen=True, slots=True)
class CommandVoice:
    """A voice that is a program.

    Attributes:
        name: what `--voice` takes.
        command: its command line. `{text}` stands for the words and `{out}` for the file to write; optional are `{wpm}`,
            the speed in words a minute, and `{stretch}`, the duration relative to `wpm` (1.2 is slower).
        language: a BCP 47 tag, for the list of voices; empty if not given.
        seconds: how long one utterance may take.
        wpm: words a minute that the program speaks by default, for `{stretch}`.
        place: returns where the voice is defined, for messages: its table, and the file and line of its `command`.
    """

    name: str
    command: str
    language: str = ""
    seconds: float = SECONDS
    wpm: float = CALM_WPM
    place: Callable[[], str] = field(default=str, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Config:
    """The content of a config file; what the file does not have is empty.

    Attributes:
        path: where the file is, or would be.
        defaults: values by the long names of flags.
        voices: the voices that are programs, by name.
        lexicon: how to say words.
        keeps_log: whether sessions that were heard are logged.
        keys: the names of the keys for what a listener can ask, as they are written; `playback.controls` knows which there are.
        plain: whether a playing session is shown as lines for a screen reader.
        day_ends: how long after midnight a day of the log ends.
        text: the whole file, for the lines in messages.
    """

    path: Path
    defaults: Mapping[str, Any] = field(default_factory=dict)
    voices: Mapping[str, CommandVoice] = field(default_factory=dict)
    lexicon: Mapping[str, str] = field(default_factory=dict)
    keeps_log: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: bool = False
    day_ends: timedelta = timedelta(0)
    text: str = field(default="", repr=False, compare=False)

    def voice(self, name: str) -> CommandVoice | None:
        """The voice of that name, in either Unicode spelling of its accents; None if there is none."""
        return next((voice for own, voice in self.voices.items() if nfc(own) == nfc(name)), None)

    def place(self, *keys: str) -> str:
        """The file and line where a key is set, for messages. `keys` are its tables, then the key itself."""
        return _place(self.path, self.text, keys)


def config_path() -> Path:
    """The path of the user's config file, whether it exists or not."""
    from platformdirs import user_config_path

    return as_on_disk(user_config_path("voiceguide", appauthor=False) / "config.toml")


def load_config(path: Path | None = None, *, flags: Callable[[], Collection[str]] | None = None) -> Config:
    """Read a config file. One that does not exist gives an empty `Config`.

    Args:
        path: the file; None is the user's own.
        flags: returns the keys allowed in `[defaults]`; called only if there are any. None leaves the check to the caller.

    Raises:
        ConfigError: the file cannot be read, or has an unknown key or a value that does not fit its key.
    """
    path = path or config_path()
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Config(path)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Expected a config file in TOML.") from error
    try:
        text, table = read_toml(data)
    except TomlFault as fault:
        raise ConfigError(f"{path}:{fault.line}: {fault}. Please correct it, or remove it.") from fault
    reader = _ConfigReader(path, text)
    if huge := _huge_number(table):
        raise reader.wrong("a whole number here has more than 64 bits. Expected a smaller one.", *huge)
    reader.known(table, TABLES, "the tables")
    defaults = reader.table(table, "defaults")
    if flags is not None and defaults:
        reader.known(defaults, flags(), "flags in [defaults]", "defaults")
    voices = {name: reader.voice(name, keys) for name, keys in reader.table(table, "voices").items()}
    lexicon = reader.lexicon(reader.table(table, "lexicon"))
    log = reader.table(table, "log")
    return Config(
        path,
        defaults,
        voices,
        lexicon,
        keeps_log=not reader.flag(log, "log", "off", LOG_KEYS),
        day_ends=reader.day_ends(log),
        keys=reader.keys(reader.table(table, "keys")),
        plain=reader.flag(reader.table(table, "screen"), "screen", "plain", SCREEN_KEYS),
        text=text,
    )


def _place(path: Path, text: str, keys: Sequence[str]) -> str:
    found = places_in(text).get(tuple(keys))
    return f"{path}:{found[0]}" if found else str(path)


@dataclass(frozen=True, slots=True)
class _ConfigReader:
    path: Path
    text: str

    def wrong(self, message: str, *keys: str) -> ConfigError:
        """An error about the value at `keys` (its tables, then its own key), with its place in the file."""
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
        if _CONTROL.search(command):  # as in "C:\tools", where \t is a tab
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

    def flag(self, table: Mapping[str, Any], name: str, key: str, names: Collection[str]) -> bool:
        """A key that is true or false, of the table of that name, whose keys are `names`; false if it is not there."""
        self.known(table, names, f"in [{name}]", name)
        value = table.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(f"{key} is {_shown(value)} in [{name}]. Expected true or false.", name, key)
        return value

    def keys(self, table: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
        keys = {}
        for name, value in table.items():
            listed = value if isinstance(value, list) else [value]
            if not listed or not all(isinstance(each, str) for each in listed):
                raise self.wrong(
                    f'{name} is {_shown(value)} in [keys]. Expected a key, such as "x", or a list of keys.',
                    "keys",
                    name,
                )
            keys[name] = tuple(listed)
        return keys

    def day_ends(self, table: Mapping[str, Any]) -> timedelta:
        found = table.get("day_ends", time())
        if isinstance(found, str) and re.fullmatch(r"\d\d:\d\d", found):
            with suppress(ValueError):
                found = time.fromisoformat(found)
        if not isinstance(found, time) or not found < LATEST_END:
            raise self.wrong(
                f"day_ends is {_shown(found)} in [log]. Expected a time from 00:00 to 11:59 in quotes, "
                'such as day_ends = "04:00".',
                "log",
                "day_ends",
            )
        return timedelta(hours=found.hour, minutes=found.minute, seconds=found.second)


def _huge_number(value: object, *keys: str) -> tuple[str, ...]:
    """The keys that lead to a whole number of more than 64 bits; empty if there is none.

    TOML does not allow such a number, and Python may refuse to print it.
    """
    if isinstance(value, dict):
        return next(filter(None, (_huge_number(each, *keys, key) for key, each in value.items())), ())
    if isinstance(value, list):
        return next(filter(None, (_huge_number(each, *keys) for each in value)), ())
    return keys if isinstance(value, int) and value.bit_length() > 63 else ()


def _shown(value: object) -> str:
    return f"'{str(value)[:60]}'"
