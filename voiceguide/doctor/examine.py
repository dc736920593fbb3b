"""What an examination finds, and how it looks: every check at once, those of C libraries in processes of their own."""

import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from json import dumps, loads
from typing import Literal, TypeAlias

State = Literal["works", "absent", "broken"]
"""`absent` is what is not there and is not needed."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it where it does not work; `details` is a list that belongs to it."""

    state: State
    found: str
    remedy: str = ""
    details: tuple[str, ...] = ()


Check: TypeAlias = Callable[[], Finding]
"""Looks at one thing. What it raises is a finding too."""

Findings: TypeAlias = Mapping[str, Finding]
"""By the names of the checks, in their order."""


def can_play(findings: Findings) -> bool:
    """Whether a session can be heard through speakers here."""
    return can_export(findings) and _any_works(findings, "simpleaudio", "miniaudio")


def can_export(findings: Findings) -> bool:
    """Whether a session can be written to a file here; WAV needs nothing but words."""
    understood = findings["config"].state != "broken" and findings["scripts"].state == "works"
    return understood and _any_works(findings, "natural voice", "voice", "piper", "programs")


def _any_works(findings: Findings, *names: str) -> bool:
    return any(findings[name].state == "works" for name in names)


TIMEOUT_S = 20.0
"""A check that takes longer hangs; all together take a second."""

ALONE_S = 15.0
"""The same for one in a process of its own, so that it can say itself what to do."""

TRY_AGAIN = "Try again when the machine is less busy; if it stays so, tell the authors of voiceguide."

REINSTALL = "Install voiceguide again, or tell its authors."


def examine(checks: Mapping[str, Check], timeout: float = TIMEOUT_S) -> dict[str, Finding]:
    """Run checks in parallel, and name what they find; what raises is broken, and so is what takes longer than `timeout`."""
    done: queue.SimpleQueue[tuple[str, Finding]] = queue.SimpleQueue()
    for name, check in checks.items():
        threading.Thread(target=_run, args=(name, check, done), name=name, daemon=True).start()
    found: dict[str, Finding] = {}
    until = time.monotonic() + timeout
    while len(found) < len(checks):
        try:
            name, finding = done.get(timeout=max(0.0, until - time.monotonic()))
        except queue.Empty:
            break
        found[name] = finding
    return {name: found.get(name, _hanging(timeout)) for name in checks}


def _run(name: str, check: Check, done: "queue.SimpleQueue[tuple[str, Finding]]") -> None:
    done.put((name, outcome(check)))


def outcome(check: Check) -> Finding:
    """What a check finds."""
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever is broken is to be told
        reason = " ".join(str(error).split())[:300]
        return Finding("broken", f"{type(error).__name__}: {reason}" if reason else type(error).__name__, REINSTALL)


def _hanging(timeout: float, remedy: str = TRY_AGAIN) -> Finding:
    return Finding("broken", f"There was no answer within {timeout:g} s.", remedy)


def alone(module: str, name: str, timeout: float = ALONE_S, hanging: str = TRY_AGAIN) -> Check:
    """A check in a process of its own, for what may crash or hang in C, or write to the terminal from there.

    Args:
        module: where it is; run with a name, it prints what `told` returns.
        name: which one.
        timeout: seconds after which it is ended.
        hanging: what to do then.
    """
    return partial(_alone, module, name, timeout, hanging)


def _alone(module: str, name: str, timeout: float, hanging: str) -> Finding:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", module, name]
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


def told(finding: Finding) -> bytes:
    """A finding for another process, on one line."""
    return dumps(asdict(finding)).encode()
