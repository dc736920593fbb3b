"""Which key asks for what, and all sources of commands read as one."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from voiceguide.config import Config
from voiceguide.errors import ConfigError
from voiceguide.playback.keys import Command, GoTo, Keys, Seek
from voiceguide.problems import nearest
from voiceguide.storage.names import nfc
from voiceguide.units import Ms

SEEK_MS: Ms = 10_000
"""How far a key seeks."""

NAMED_KEYS = {
    "space": (" ",),
    "enter": ("\r", "\n"),
    "tab": ("\t",),
    "left": ("\x1b[D", "\x1bOD"),
    "right": ("\x1b[C", "\x1bOC"),
    "up": ("\x1b[A", "\x1bOA"),
    "down": ("\x1b[B", "\x1bOB"),
    "shift-left": ("\x1b[1;2D", "\x1b[d"),
    "shift-right": ("\x1b[1;2C", "\x1b[c"),
    "page-up": ("\x1b[5~",),
    "page-down": ("\x1b[6~",),
    "home": ("\x1b[H", "\x1bOH", "\x1b[1~"),
    "end": ("\x1b[F", "\x1bOF", "\x1b[4~"),
}
"""What terminals send for the keys that are no characters."""


@dataclass(frozen=True, slots=True)
class Action:
    """What a key can ask. `keys` are its usual ones, as in `[keys]` of the config file; `meaning` is for the help."""

    command: Command
    keys: tuple[str, ...]
    meaning: str


ACTIONS = {
    "pause": Action("toggle", ("space", "enter"), "Pause, and go on."),
    "next": Action("next", ("right",), "The next exercise."),
    "previous": Action("previous", ("left",), "The exercise from its start, or the one before."),
    "back": Action(Seek(-SEEK_MS), (",", "shift-left"), "About ten seconds back, to the beginning of a breath."),
    "forward": Action(Seek(SEEK_MS), (".", "shift-right"), "About ten seconds on, to the beginning of a breath."),
    "again": Action("again", ("r",), "The last words again."),
    "faster": Action("faster", ("+", "="), "A faster breath."),
    "slower": Action("slower", ("-", "_"), "A slower breath."),
    "help": Action("help", ("?", "h"), "Say the keys."),
    "stop": Action("stop", ("q",), "Stop, and save the place."),
}
"""By the names that `[keys]` has for them."""


@dataclass(frozen=True)
class Bindings:
    """The keys of every action, by its name; those of the config file take the place of the usual ones."""

    keys: Mapping[str, tuple[str, ...]]

    @cached_property
    def commands(self) -> Mapping[str, Command]:
        """The command of each key, as `Keys` gives it. Letters are small."""
        digits: dict[str, Command] = {str(number): GoTo(number) for number in range(1, 10)}
        bound = {sent: ACTIONS[name].command for name, keys in self.keys.items() for key in keys for sent in _sent(key)}
        return {**digits, **bound, "\x03": "interrupt"}

    @property
    def main(self) -> Mapping[str, str]:
        """The first key of every action."""
        return {name: keys[0] for name, keys in self.keys.items()}


USUAL = Bindings({name: action.keys for name, action in ACTIONS.items()})


def bindings(config: Config) -> Bindings:
    """The keys that a listener has.

    Raises:
        ConfigError: `[keys]` has an unknown action or key, or one key for two actions.
    """
    for name in config.keys:
        if name not in ACTIONS:
            raise _wrong(
                config, name, f"is not known. Expected in [keys] {', '.join(ACTIONS)}{nearest(name, ACTIONS) or '.'}"
            )
    own = {name: tuple(_key(config, name, key) for key in keys) for name, keys in config.keys.items()}
    keys = {**USUAL.keys, **own}
    for name in own:
        for other in sorted(keys.keys() - {name}):
            if shared := set(own[name]) & set(keys[other]):
                raise _wrong(
                    config, name, f"has the key '{min(shared)}' of '{other}'. Expected another key for one of them."
                )
    return Bindings(keys)


def _key(config: Config, name: str, key: str) -> str:
    """A key as it is called: one character, small, or a name."""
    written = nfc(key)
    called = "space" if written == " " else written.lower()
    if called in tuple("123456789"):
        raise _wrong(config, name, f"has the key '{key}', which goes to that exercise. Expected another key.")
    if called in NAMED_KEYS or (len(written) == 1 and written.isprintable()):
        return called
    raise _wrong(
        config,
        name,
        f"has the key '{key[:20]}'. Expected one character, or {', '.join(NAMED_KEYS)}{nearest(called, NAMED_KEYS) or '.'}",
    )


def _wrong(config: Config, name: str, message: str) -> ConfigError:
    return ConfigError(f"{config.place('keys', name)}: '{name}' {message}")


def _sent(key: str) -> Iterator[str]:
    """What a terminal sends for a key, letters being small."""
    yield from NAMED_KEYS.get(key, (key,))


UNKNOWN_S = 1.0
"""Keys that ask for nothing are answered once, until there was none for so long."""


class Controls:
    """All sources of commands, read as one.

    Args:
        keys: of an open terminal; None without one.
        others: each returns the next command from another source, or None; they do not wait.
        bound: the command of each key.
        clock: counts seconds.
    """

    def __init__(
        self,
        keys: Keys | None,
        *others: Callable[[], Command | None],
        bound: Mapping[str, Command] = USUAL.commands,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys = keys
        self._others = others
        self._bound = bound
        self._clock = clock
        self._unknown_at = float("-inf")

    def read(self, seconds: float) -> Command | None:
        """The next command. Waits `seconds` at most; None if there was none."""
        for other in self._others:
            command = other()
            if command:
                return command
        if self._keys is None:
            time.sleep(seconds)
            return None
        key = self._keys.read(seconds)
        return self._command(key) if key else None

    def _command(self, key: str) -> Command | None:
        """The command of a key; `unknown` once for keys without one, however many come one after the other."""
        if command := self._bound.get(key) or self._bound.get(key.lower() if len(key) == 1 else key):
            return command
        before, self._unknown_at = self._unknown_at, self._clock()
        return "unknown" if self._unknown_at - before > UNKNOWN_S else None
