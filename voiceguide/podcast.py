"""A folder of exports as a podcast: chapters, words and a cover beside each MP3, and an RSS feed of them all."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

from voiceguide.errors import ExportError, SheetError, SoundError
from voiceguide.exporter.overwrite import refuse_overwriting
from voiceguide.exporter.tags import ARTIST
from voiceguide.formats.captions import cues_in_time, one_line, web_vtt
from voiceguide.storage.atomic import replacing
from voiceguide.storage.names import in_unicode
from voiceguide.timeline.model import Timeline
from voiceguide.units import clock_text
from voiceguide.verify.embedded import cover_in, read_sheet

FEED = "feed.xml"
FOLDER_COVER = "folder.jpg"
"""The picture that players show for a folder."""

ATOM = "http://www.w3.org/2005/Atom"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"

PODCAST_GUIDS = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The namespace of the podcast namespace's `guid`, a version 5 UUID of the feed's address without its scheme."""

for _prefix, _uri in (("atom", ATOM), ("itunes", ITUNES), ("podcast", PODCAST)):
    register_namespace(_prefix, _uri)


@dataclass(frozen=True, slots=True)
class Episode:
    """An export of a folder: its MP3, and the timeline of the cue sheet inside it."""

    file: Path
    timeline: Timeline

    @property
    def chapters(self) -> Path:
        return self.file.with_suffix(".chapters.json")

    @property
    def transcript(self) -> Path:
        return self.file.with_suffix(".vtt")

    @property
    def cover(self) -> Path:
        return self.file.with_suffix(".cover.jpg")


def update_feed(
    folder: Path, base_url: str | None = None, title: str | None = None, on_note: Callable[[str], None] = lambda _: None
) -> tuple[Path, ...]:
    """Write what podcast apps need beside the MP3s of a folder. Files that are as they should be are not touched.

    Args:
        folder: holds exports; MP3s that are none are left out.
        base_url: where the folder will stand on the web; without it no feed is written, since its addresses are whole ones.
        title: of the feed; by default the folder's name.
        on_note: told, in whole sentences, which MP3s are left out.

    Returns:
        The files that were written.

    Raises:
        ExportError: the folder has no exports, cannot be read, or a file is there that voiceguide did not make.
    """
    episodes = _episodes(folder, on_note)
    texts = [path for each in episodes for path in (each.chapters, each.transcript)]
    refuse_overwriting([*texts, *([folder / FEED] if base_url else [])])
    wanted: dict[Path, bytes] = {}
    for each in episodes:
        wanted[each.chapters] = _chapters(each.timeline)
        wanted[each.transcript] = web_vtt(each.timeline).encode()
        if picture := cover_in(each.file):
            wanted[each.cover] = picture
            if not (folder / FOLDER_COVER).exists():
                wanted.setdefault(folder / FOLDER_COVER, picture)
    if base_url:
        name = title or in_unicode(folder.resolve().name)
        wanted[folder / FEED] = _rss(episodes, base_url.rstrip("/") + "/", name, {*wanted})
    return tuple(path for path, data in wanted.items() if _written(path, data))


def _episodes(folder: Path, on_note: Callable[[str], None]) -> tuple[Episode, ...]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".mp3" and path.is_file())
    except OSError as error:
        raise ExportError(f"{folder} cannot be read ({error.strerror}): expected a folder of exports.") from error
    found: list[Episode] = []
    for file in files:
        if not file.name.startswith("."):
            try:
                found.append(Episode(file, read_sheet(file)))
            except (SheetError, SoundError):
                on_note(f"{file.name} is left out: it has no cue sheet of voiceguide inside.")
    if not found:
        raise ExportError(f"{folder} has nothing for a feed: expected MP3s that 'voiceguide export' made.")
    return tuple(found)


def _chapters(timeline: Timeline) -> bytes:
    """Chapters as the podcast namespace has them, in seconds."""
    chapters = [{"startTime": start / 1000, "title": one_line(each.title)} for start, each in timeline.placed()]
    return (json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1) + "\n").encode()


def _written(path: Path, data: bytes) -> bool:
    """Write a file, unless it has that content. Returns whether it was written."""
    with suppress(OSError):
        if path.read_bytes() == data:
            return False
    with replacing(path) as file:
        file.write(data)
    return True


def _rss(episodes: Sequence[Episode], base: str, title: str, files: set[Path]) -> bytes:
    def address(path: Path) -> str:
        return base + quote(in_unicode(path.name))

    root = Element("rss", {"version": "2.0"})
    channel = SubElement(root, "channel")
    folder = episodes[0].file.parent
    own = base + FEED
    _add(channel, "title", title)
    _add(channel, "link", base)
    _add(channel, "description", ", ".join(dict.fromkeys(each.timeline.title for each in episodes)))
    _add(channel, "language", episodes[0].timeline.language)
    _add(channel, "generator", "voiceguide")
    SubElement(channel, f"{{{ATOM}}}link", {"href": own, "rel": "self", "type": "application/rss+xml"})
    _add(channel, f"{{{ITUNES}}}author", ARTIST)
    _add(channel, f"{{{ITUNES}}}explicit", "false")
    SubElement(channel, f"{{{ITUNES}}}category", {"text": "Health & Fitness"})
    if folder / FOLDER_COVER in files or (folder / FOLDER_COVER).is_file():
        SubElement(channel, f"{{{ITUNES}}}image", {"href": base + FOLDER_COVER})
    parts = urlsplit(own)
    _add(channel, f"{{{PODCAST}}}guid", str(uuid5(PODCAST_GUIDS, parts.netloc + parts.path)))
    for each in episodes:
        _item(SubElement(channel, "item"), each, address, own, files)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _item(item: Element, each: Episode, address: Callable[[Path], str], feed: str, files: set[Path]) -> None:
    stat = each.file.stat()
    _add(item, "title", each.timeline.title)
    _add(item, "description", "\n".join(_description(each.timeline)))
    SubElement(item, "enclosure", {"url": address(each.file), "length": str(stat.st_size), "type": "audio/mpeg"})
    _add(item, "guid", str(uuid5(PODCAST_GUIDS, f"{feed}#{in_unicode(each.file.name)}")), isPermaLink="false")
    _add(item, "pubDate", format_datetime(datetime.fromtimestamp(int(stat.st_mtime), UTC)))
    _add(item, f"{{{ITUNES}}}duration", str(round(each.timeline.duration / 1000)))
    if each.cover in files:
        SubElement(item, f"{{{ITUNES}}}image", {"href": address(each.cover)})
    SubElement(item, f"{{{PODCAST}}}chapters", {"url": address(each.chapters), "type": "application/json+chapters"})
    transcript = {"url": address(each.transcript), "type": "text/vtt", "language": each.timeline.language}
    SubElement(item, f"{{{PODCAST}}}transcript", transcript)


def _description(timeline: Timeline) -> Iterator[str]:
    """The cautions, then the chapters with their times."""
    yield from (cue.utterance.text for _, cue in cues_in_time(timeline) if cue.role == "caution")
    yield from (f"{clock_text(start)} {each.title}" for start, each in timeline.placed())


def _add(parent: Element, tag: str, text: str, **attributes: str) -> None:
    SubElement(parent, tag, attributes).text = "\n".join(map(one_line, text.split("\n")))
