"""The characters that a screen is drawn with, for terminals that know Unicode and for those that do not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """`full`, `tip` and `empty` draw a bar: filled cells, a cell half filled (empty where there is none), and the rest."""

    full: str
    tip: str
    empty: str
    ellipsis: str
    hints: tuple[tuple[str, str], ...]


UNICODE = Marks(
    "━",
    "╸",
    "─",
    "…",
    (("space", "pause"), ("← →", "exercise"), ("r", "again"), ("+ −", "pace"), ("?", "help"), ("q", "stop")),
)
ASCII = Marks(
    "=",
    "",
    "-",
    "...",
    (("space", "pause"), ("< >", "exercise"), ("r", "again"), ("+ -", "pace"), ("?", "help"), ("q", "stop")),
)
NEEDED = (0, 5, 1, 3, 2, 4)
"""Indices of the hints, the ones that are missed most first."""
