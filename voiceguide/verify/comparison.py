"""Compares the sound of an export with the cue sheet inside it, and reports what differs."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voiceguide.errors import SheetError
from voiceguide.units import LOUDNESS_LUFS, Ms, clock_text, seconds_text
from voiceguide.verify.embedded import Sheet, SheetSpan, read_chapters, read_sheet, wanted_loudness
from voiceguide.verify.loudness import BLOCK_MS, STEP_MS, Blocks, integrated
from voiceguide.verify.measured import RINGING_MS, Measured, measure
from voiceguide.verify.onsets import Onset


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison: what was found, what was expected, and whether the difference is a fault."""

    what: str
    found: str
    expected: str
    fault: bool


@dataclass(frozen=True, slots=True)
class Report:
    """All comparisons, and the measured numbers by name."""

    findings: tuple[Comparison, ...]
    numbers: dict[str, float | int | None]

    @property
    def faults(self) -> int:
        return sum(finding.fault for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """The report as an object for JSON."""
        return {"faults": self.faults, "findings": [asdict(finding) for finding in self.findings], **self.numbers}


LOUDNESS_LU = 1.0
"""How far the loudness may be off."""

HIGHEST_DBTP = -1.0

WORST_ONSET_MS: Ms = 45
"""How early or late words may begin: two MP3 frames, rounded down."""

WORST_LENGTH_MS: Ms = 60
HIDING_DB = 25.0
"""If a voice exceeds the sound under it by less, its soft beginning may be masked. Then a late onset is not a fault."""

LOUDEST_GAP_LU = -3.0
"""The highest loudness between words, relative to them. Louder sound is not in the sheet."""


def verify(path: Path, loudness: float | None = None) -> Report:
    """Decode an export, measure it, and compare it with its cue sheet. A missing sheet is a fault.

    Args:
        loudness: the integrated loudness that it should have, in LUFS; by default the one that it was made for.

    Raises:
        SoundError: the file cannot be decoded.
    """
    sheet, origin = _origin(path)
    made_for = wanted_loudness(path) if loudness is None else loudness
    wanted = LOUDNESS_LUFS if made_for is None else made_for
    measured = measure(path, sheet, wanted)
    findings = [origin]
    words: float | None = None
    if sheet:
        words = integrated(_blocks_with(measured.blocks, sheet.utterances))
        findings += [_length(measured, sheet), _chapters(read_chapters(path), sheet), *_onsets(measured, sheet)]
        findings.append(_gaps(measured, sheet, words))
        findings += _guide(measured, words)
    findings += [_loudness(integrated(measured.blocks), words, wanted), _peak(measured), _clipping(measured)]
    return Report(tuple(findings), _numbers(measured, words))


def _origin(path: Path) -> tuple[Sheet | None, Comparison]:
    """The cue sheet in a file, None if it cannot be used, and the comparison of it."""
    try:
        sheet = Sheet.of(read_sheet(path))
    except SheetError as error:
        return None, Comparison("cue sheet", f"cannot be used: {error}", "inside the file", fault=True)
    return sheet, Comparison("cue sheet", f"{len(sheet.utterances)} utterances", "inside the file", fault=False)


def _length(measured: Measured, sheet: Sheet) -> Comparison:
    off = measured.duration - sheet.timeline.duration
    wrong = abs(off) > WORST_LENGTH_MS
    found = clock_text(measured.duration)
    if wrong:
        span = clock_text(abs(off)) if abs(off) >= 60_000 else f"{seconds_text(abs(off))} s"
        found += f", {span} too {'short: its end is missing' if off < 0 else 'long'}"
    return Comparison("length", found, clock_text(sheet.timeline.duration), wrong)


def _chapters(found: tuple[SheetSpan, ...], sheet: Sheet) -> Comparison:
    wrong = found != sheet.chapters
    text = f"{len(found)}, {'not' if wrong else 'all'} as in the cue sheet"
    return Comparison("chapters", text, str(len(sheet.chapters)), wrong)


def _onsets(measured: Measured, sheet: Sheet) -> Iterator[Comparison]:
    missing = [words for words, onset in zip(sheet.utterances, measured.onsets, strict=True) if onset is None]
    found = f"all {len(sheet.utterances)} heard"
    if missing:
        found = f"{len(missing)} not heard, first at {clock_text(missing[0].start)} '{missing[0].text[:30]}'"
    yield Comparison("utterances", found, "each in its place", bool(missing))
    heard = [(words, onset) for words, onset in zip(sheet.utterances, measured.onsets, strict=True) if onset]
    plain = [(words, onset) for words, onset in heard if not _is_hidden(onset)]
    if not plain:
        return
    late = [onset.late for _, onset in plain]
    worst = max(late, key=abs)
    hidden = len(heard) - len(plain)
    found = f"worst {worst:+} ms, mean {np.abs(late).mean():.1f} ms"
    if abs(worst) > WORST_ONSET_MS:
        at = plain[late.index(worst)][0]
        found += f", at {clock_text(at.start)} '{at.text[:30]}'"
    found += f"; {hidden} begin hidden under other sound" if hidden else ""
    yield Comparison("onsets", found, f"within {WORST_ONSET_MS} ms", abs(worst) > WORST_ONSET_MS)


def _is_hidden(onset: Onset) -> bool:
    return onset.late > WORST_ONSET_MS and onset.contrast_db < HIDING_DB


def _gaps(measured: Measured, sheet: Sheet, words: float | None) -> Comparison:
    ends = [0, *(each.end for each in sheet.utterances)]
    starts = [*(each.start for each in sheet.utterances), min(sheet.timeline.duration, measured.duration)]
    gaps = [SheetSpan(end, start - end, "") for end, start in zip(ends, starts, strict=True)]
    ringing = [SheetSpan(bell.start - BLOCK_MS, RINGING_MS + BLOCK_MS, "") for bell in sheet.bells]
    quiet = _inside(len(measured.blocks), gaps, BLOCK_MS) & ~_inside(len(measured.blocks), ringing, STEP_MS)
    loudest = measured.blocks[quiet].max(initial=-np.inf)
    wrong = words is not None and bool(loudest > words + LOUDEST_GAP_LU)
    silent = f"longest dead silence {seconds_text(measured.dead_ms)} s"
    level = f"at most {loudest:.0f} LUFS" if np.isfinite(loudest) else "silent"
    return Comparison("gaps", f"{level}, {silent}", "quieter than the words", wrong)


def _guide(measured: Measured, words: float | None) -> Iterator[Comparison]:
    """The guide's level. It is never a fault, since listeners choose it."""
    if measured.guide and words is not None:
        name, between, under = measured.guide
        levels = [
            f"{words - level:.0f} LU under the words {where}"
            for level, where in ((between, "between them"), (under, "while they are said"))
            if level is not None
        ]
        yield Comparison("guide", ", ".join([name, *levels]), "as chosen", fault=False)


def _loudness(found: float | None, words: float | None, wanted: float) -> Comparison:
    """The loudness of all, or of the words alone, must be right: with few words, the guide changes the loudness of all."""
    off = [abs(value - wanted) > LOUDNESS_LU for value in (found, words) if value is not None]
    text = f"{found:.1f} LUFS" if found is not None else "silence"
    text += f", words {words:.1f}" if words is not None else ""
    return Comparison("loudness", text, f"{wanted:g} LUFS within {LOUDNESS_LU:g}", all(off))


def _peak(measured: Measured) -> Comparison:
    db = _db(measured.peak)
    found = f"{db:.1f} dBTP" if db is not None else "silence"
    return Comparison("true peak", found, f"at most {HIGHEST_DBTP:g} dBTP", db is not None and db > HIGHEST_DBTP)


def _clipping(measured: Measured) -> Comparison:
    return Comparison("clipping", f"{measured.clipped} samples", "none", bool(measured.clipped))


def _numbers(measured: Measured, words: float | None) -> dict[str, float | int | None]:
    late = [abs(onset.late) for onset in measured.onsets if onset and not _is_hidden(onset)]
    loudness = integrated(measured.blocks)
    return {
        "duration_ms": measured.duration,
        "utterances": len(measured.onsets),
        "utterances_heard": sum(onset is not None for onset in measured.onsets),
        "onset_worst_ms": max(late, default=None),
        "onset_mean_ms": round(float(np.mean(late)), 2) if late else None,
        "loudness_lufs": None if loudness is None else round(loudness, 2),
        "words_lufs": None if words is None else round(words, 2),
        "guide_between_lu": _below(words, measured.guide and measured.guide.between),
        "guide_under_lu": _below(words, measured.guide and measured.guide.under),
        "true_peak_dbtp": None if not measured.peak else round(float(_db(measured.peak) or 0), 2),
        "clipped_samples": measured.clipped,
        "longest_silence_ms": measured.dead_ms,
    }


def _below(words: float | None, level: float | None) -> float | None:
    return None if words is None or level is None else round(words - level, 1)


def _db(peak: float) -> float | None:
    return float(20 * np.log10(peak)) if peak else None


def _blocks_with(blocks: Blocks, words: Iterable[SheetSpan]) -> Blocks:
    """The blocks that have words in them. Their integrated loudness is that of the words, without the sound between them."""
    around = (SheetSpan(each.start - BLOCK_MS, each.duration + BLOCK_MS, "") for each in words)
    return blocks[_inside(len(blocks), around, STEP_MS)]


def _inside(count: int, spans: Iterable[SheetSpan], needed: Ms) -> NDArray[np.bool_]:
    """Which of `count` blocks begin inside a span, with at least `needed` milliseconds of it left."""
    inside = np.zeros(count, bool)
    for span in spans:
        inside[max(-(-span.start // STEP_MS), 0) : max((span.end - needed) // STEP_MS + 1, 0)] = True
    return inside
