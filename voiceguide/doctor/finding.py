"""What an examination finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
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
