"""Runs all checks at once, those of C libraries in processes of their own, and returns what they find."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from json import dumps, loads
from typing import Literal, TypeAlias

from voiceguide.errors import VoiceguideError

State = Literal["works", "absent", "broken"]
"""`absent` means not there, and not needed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found.

    Attributes:
        found: what is there, or what is wrong.
        remedy: what to do if it does not work.
        details: further lines, such as the names of devices.
    """

    state: State
    found: str
    remedy: str = ""
    details: tuple[str, ...] = ()


Check: TypeAlias = Callable[[], Finding]
"""Checks one thing. If it raises, that is a finding too: `broken`, in the words of a VoiceguideError."""

Findings: TypeAlias = Mapping[str, Finding]
"""Findings by the names of their checks, in the order of the checks."""


def can_play(findings: Findings) -> bool:
    """Whether a session can be heard through speakers here."""
    return can_export(findings) and _any_works(findings, "simpleaudio", "miniaudio")


def can_export(findings: Findings) -> bool:
    """Whether a session can be written to a file here; WAV needs only a voice."""
    understood = findings["config"].state != "broken" and findings["scripts"].state == "works"
    return understood and _any_works(findings, "natural voice", "voice", "piper", "programs")


def _any_works(findings: Findings, *names: str) -> bool:
    return any(findings[name].state == "works" for name in names)


TIMEOUT_S = 20.0
"""A check that takes longer counts as hanging; all checks together take about a second."""

ALONE_S = 15.0
"""The same for a check in a process of its own: shorter, so that its own remedy is shown."""

TRY_AGAIN = "Try again when the machine is less busy; if it stays so, tell the authors of voiceguide."

REINSTALL = "Install voiceguide again, or tell its authors."


def examine(checks: Mapping[str, Check], timeout: float = TIMEOUT_S) -> dict[str, Finding]:
    """Run checks in parallel; returns their findings by name.

    A check that raises, or takes longer than `timeout` seconds, is `broken`.
    """
    found: dict[str, Finding] = {}

    def run(name: str) -> None:
        found[name] = outcome(checks[name])

    threads = [threading.Thread(target=run, args=(name,), name=name, daemon=True) for name in checks]
    until = time.monotonic() + timeout
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    return {name: found.get(name, _hanging(timeout)) for name in checks}


def outcome(check: Check) -> Finding:
    """What a check finds; an exception is a finding, too."""
    try:
        return check()
    except VoiceguideError as error:
        return Finding("broken", str(error))
    except Exception as error:  # noqa: BLE001 - any failure is a finding
        reason = " ".join(str(error).split())[:300]
        return Finding("broken", f"{type(error).__name__}: {reason}" if reason else type(error).__name__, REINSTALL)


def _hanging(timeout: float, remedy: str = TRY_AGAIN) -> Finding:
    return Finding("broken", f"It did not end within {timeout:g} s.", remedy)


def alone(check: Callable[..., Finding], *words: str, timeout: float = ALONE_S, hanging: str = TRY_AGAIN) -> Check:
    """A check that runs in a process of its own, since its C library may crash, hang or write to the terminal.

    Args:
        check: a function at the top of a module.
        words: what it is called with.
        timeout: seconds after which the process is ended.
        hanging: the remedy in that case.
    """

    def ask() -> Finding:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [sys.executable, "-P", "-m", "voiceguide.doctor.examine", check.__module__, check.__name__, *words]
        try:
            done = subprocess.run(  # noqa: S603
                command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
            )
        except subprocess.TimeoutExpired:
            return _hanging(timeout, hanging)
        if done.returncode:
            how = f"with signal {-done.returncode}" if done.returncode < 0 else f"with {done.returncode}"
            said = done.stderr.decode(errors="replace").strip().rpartition("\n")[2][:200]
            return Finding("broken", f"It crashed {how}{f': {said}' if said else '.'}", REINSTALL)
        fields = loads(done.stdout.splitlines()[-1])
        return Finding(**{**fields, "details": tuple(fields["details"])})

    return ask


def main(module: str, name: str, *words: str) -> None:
    """Run a check in this process, and print its finding as a line of JSON."""
    check = getattr(import_module(module), name)
    sys.stdout.buffer.write(dumps(asdict(outcome(lambda: check(*words)))).encode())  # whatever encoding stdout has


if __name__ == "__main__":
    main(*sys.argv[1:])
