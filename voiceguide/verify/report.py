"""What was found in a file, and what of it is at fault."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, what was expected, and whether that is a fault."""

    what: str
    found: str
    expected: str
    fault: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was looked at, and the numbers behind it, by name."""

    findings: tuple[Finding, ...]
    numbers: dict[str, float | int | None]

    @property
    def faults(self) -> int:
        return sum(finding.fault for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The same for other programs."""
        return {"faults": self.faults, "findings": [asdict(finding) for finding in self.findings], **self.numbers}
