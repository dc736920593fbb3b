"""The page on which a session is heard: HTML, what the breath does when, and the list where several are shared."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from string import Template
from typing import get_args

from voiceguide.breath import PhaseKind
from voiceguide.formats.captions import cues_in_time, one_line
from voiceguide.guide import lung_volume
from voiceguide.timeline.model import Chapter, Phase, Timeline
from voiceguide.timeline.phrases import Phrases, phrases
from voiceguide.units import Ms, clock_text

KINDS = get_args(PhaseKind)
LABELS = ("play", "pause", "back", "forward", "chapters", "download", "position", "gone")

_SCRIPT = '<script src="page.js" defer></script>'


def asset(name: str) -> str:
    """A file of the page, such as `page.css`."""
    return (files("voiceguide.share") / name).read_text("utf-8")


def session_page(timeline: Timeline, number: int, sound: str, download: str, size: int, *, among_others: bool) -> str:
    """A session's page, in its language.

    Args:
        number: of the session among those that are shared, from 1; `NUMBER.json` and `NUMBER.jpg` stand beside the page.
        sound: the address of its sound, relative to the page.
        download: the address at which it is a file to keep.
        size: of that file, in bytes.
        among_others: whether there is a list of sessions to go back to.
    """
    said = phrases(timeline.language)
    rows = [
        f'<li><button type="button" data-start="{start}">{_row(one_line(chapter.title), start)}</button></li>'
        for start, chapter in timeline.placed()
    ]
    body = _filled(
        "session.html",
        {label: said.on_page(label) for label in LABELS}
        | {
            "title": one_line(timeline.title),
            "number": number,
            "sound": sound,
            "file": download,
            "seconds": timeline.duration / 1000,
            "length": clock_text(timeline.duration),
            "size": f"{size / 1_000_000:.1f} MB",
        },
        list="\n".join(rows),
        shared=f'<a class="shared" href="./">{escape(said.on_page("shared"))}</a>' if among_others else "",
    )
    return _page(timeline.language, one_line(timeline.title), f"{number}.jpg", body, _SCRIPT)


def list_page(timelines: Sequence[Timeline]) -> str:
    """The list of the sessions that are shared, in the language of the first."""
    language = timelines[0].language
    title = phrases(language).on_page("shared")
    rows = (
        f'<li><a href="{number}" lang="{escape(each.language)}">{_row(one_line(each.title), each.duration)}</a></li>'
        for number, each in enumerate(timelines, start=1)
    )
    listed = "\n".join(rows)
    return _page(language, title, "1.jpg", f"<main>\n<h1>{escape(title)}</h1>\n<ol>\n{listed}\n</ol>\n</main>")


def cues_json(timeline: Timeline) -> str:
    """What the page follows while a session plays. Times are milliseconds from the session's start.

    `breath` has for each phase its start, its end, the lung volume (0 to 1) at both, the index of its word in `kinds`,
    and where it is in its exercise; `words` has for each cue its start, its end and its text. `id` is the same for sessions
    of the same chapters.
    """
    said = phrases(timeline.language)
    placed = [(start, one_line(chapter.title)) for start, chapter in timeline.placed()]
    sheet = {
        "id": hashlib.sha256(repr((timeline.title, placed, timeline.duration)).encode()).hexdigest()[:16],
        "title": one_line(timeline.title),
        "duration": timeline.duration,
        "kinds": [said.keyword(kind) or "" for kind in KINDS],
        "breath": [arc for start, chapter in timeline.placed() for arc in _arcs(chapter, start, said)],
        "words": [(start, start + cue.duration, one_line(cue.utterance.text)) for start, cue in cues_in_time(timeline)],
    }
    return json.dumps(sheet, ensure_ascii=False, separators=(",", ":"))


def _arcs(chapter: Chapter, start: Ms, said: Phrases) -> Iterator[tuple[Ms, Ms, float, float, int, str]]:
    for run in _runs(chapter.phases):
        for phase, arc in zip(run, lung_volume(run), strict=True):
            kind, place = KINDS.index(phase.kind), _place(phase, said)
            yield start + arc.start, start + arc.end, round(arc.before, 4), round(arc.after, 4), kind, place


def _runs(phases: Sequence[Phase]) -> list[list[Phase]]:
    """Phases that follow one another without a gap."""
    runs: list[list[Phase]] = []
    for phase in phases:
        if not runs or runs[-1][-1].end != phase.start:
            runs.append([])
        runs[-1].append(phase)
    return runs


def _place(phase: Phase, said: Phrases) -> str:
    """The side that works, and which rep this is: `Left side · 3/6`."""
    side = said.say("where_side", side=said.side(phase.side)) if phase.side else ""
    return " · ".join(filter(None, (side[:1].upper() + side[1:], f"{phase.rep}/{phase.reps}")))


def _row(title: str, time: Ms) -> str:
    return f'<span dir="auto">{escape(title)}</span><span>{clock_text(time)}</span>'


def _page(language: str, title: str, icon: str, body: str, script: str = "") -> str:
    return _filled("page.html", {"language": language, "title": title, "icon": icon}, body=body, script=script)


def _filled(template: str, texts: Mapping[str, object], **html: str) -> str:
    """A template with texts, which are escaped, and with HTML."""
    escaped = {name: escape(str(text)) for name, text in texts.items()}
    return Template(asset(template)).substitute(escaped, **html)
