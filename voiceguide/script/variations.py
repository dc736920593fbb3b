"""Variations chosen together."""

from collections.abc import Iterable

from voiceguide.script.model import Variation


def clash(chosen: Iterable[Variation]) -> tuple[str, Variation, Variation] | None:
    """A kind of section that two of the chosen variations both replace, and these two; None without one."""
    replaced: dict[str, Variation] = {}
    for variation in chosen:
        for section in variation.sections:
            other = replaced.setdefault(section.kind, variation)
            if other is not variation:
                return section.kind, other, variation
    return None
