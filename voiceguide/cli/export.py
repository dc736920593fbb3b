"""`voiceguide export`"""

import inspect
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from voiceguide.cli.console import print_path, progress, report, say
from voiceguide.cli.defaults import is_default, is_given, names_form
from voiceguide.cli.flags import SessionFlags, chosen, given, with_flags
from voiceguide.cli.verify import VERIFIED, verify_all
from voiceguide.cli.voice import rendering_spoken
from voiceguide.exporter.forms import FILE_FORMS, Form, form_of
from voiceguide.exporter.presets import PLAYERS, Player
from voiceguide.storage.names import as_on_disk, in_unicode
from voiceguide.units import SAMPLE_RATE, Ms, clock_text

if TYPE_CHECKING:
    from voiceguide.exporter.file import Exported
    from voiceguide.exporter.parallel import OnProgress
    from voiceguide.exporter.request import ExportRequest
    from voiceguide.formats.captions import CaptionName
    from voiceguide.timeline.model import Timeline

FormName = Literal["mp3", "wav", "flac", "opus", "m4b"]

FEW_KBPS = 24
"""kbit/s for each channel of an MP3: below this, its noise can be heard, and its peaks exceed those of the mix."""

_in_file = partial(typer.Option, rich_help_panel="File")


@dataclass(frozen=True, slots=True)
class WantedExport:
    """What a command line asks for: a script as it is named there, its flags, the files to write, and whether to verify them."""

    script: str
    flags: SessionFlags
    request: "ExportRequest"
    verify: bool


@with_flags
def wanted_export(
    script: Annotated[
        str, typer.Argument(metavar="SCRIPT", help="A script, or the name of a bundled one.", show_default=False)
    ],
    flags: SessionFlags,
    context: typer.Context,
    output: Annotated[
        Path | None,
        _in_file("--output", "-o", metavar="PATH", help="A file or a folder; by default SCRIPT.mp3 in this folder."),
    ] = None,
    form: Annotated[
        FormName | None, _in_file("--format", help="What kind of file to write, if its name does not say.")
    ] = None,
    split: Annotated[
        bool,
        _in_file(
            "--split",
            help="Write a folder with a file for each exercise and a playlist; remove stale tracks of an earlier split.",
        ),
    ] = False,
    for_: Annotated[
        Player | None,
        _in_file("--for", help="Choose form, bit rate, sample rate and files as an app or a car needs them."),
    ] = None,
    bitrate: Annotated[
        int | None,
        _in_file(metavar="KBPS", help="Bit rate: 128 is usual, 64 for mono, and 40 takes 0.3 MB a minute."),
    ] = None,
    mono: Annotated[bool, _in_file("--mono", help="One channel: half the size, the same loudness.")] = False,
    sample_rate: Annotated[
        Literal["44100", "48000"], _in_file(metavar="HZ", help="44100, or 48000 for those who ask for it; MP3 only.")
    ] = "44100",
    lrc: Annotated[bool, _in_file("--lrc", help="Also write the words, for players that scroll them.")] = False,
    vtt: Annotated[bool, _in_file("--vtt", help="Also write the words, as captions.")] = False,
    verify: Annotated[
        bool, _in_file("--verify", help="Listen to what was written and compare it with its cue sheet.")
    ] = False,
    force: Annotated[bool, _in_file("--force", help="Replace files that voiceguide did not make.")] = False,
) -> WantedExport:
    """Check the flags of an export against each other. No script is read, and nothing is written.

    Raises:
        typer.BadParameter, ExportError: flags that do not go together, or a form that cannot be made here.
    """
    from voiceguide.exporter.request import ExportRequest

    own = {
        "--for": for_,
        "--format": form,
        "--split": split,
        "--bitrate": bitrate,
        "--mono": mono,
        "--sample-rate": None if sample_rate == "44100" else sample_rate,
    }
    form_given = is_given(context, "form")
    hertz = int(sample_rate)
    if for_:  # what is not given on the command line is as the player needs it; a bit rate and a sample rate are meant for one form
        preset = PLAYERS[for_]
        form = form if form_given else None if names_form(output) else preset.form
        split = split if is_given(context, "split") else preset.split and not names_form(output)
        fits = preset.form == (form or (output.suffix.lower()[1:] if output else ""))
        if not is_given(context, "bitrate"):
            bitrate = preset.kbps if fits else None
        if not is_given(context, "sample_rate"):
            hertz = preset.rate if fits else SAMPLE_RATE
    target, suffix = _target(script, output, form, split=split)
    verify = verify and (suffix in VERIFIED or not is_default(context, "verify"))
    if verify and suffix not in VERIFIED:
        raise typer.BadParameter(
            f"--verify listens to {' and '.join(VERIFIED)}, which carry their cue sheet, not {suffix}."
        )
    made_as = form_of(Path(f"session{suffix}") if split else target)
    if is_default(context, "bitrate") and _is_for_another_form(
        bitrate, made_as, named=form_given or names_form(output)
    ):
        bitrate = None
    encoding = made_as.encoding(bitrate, mono=mono, rate=hertz)
    made_as.converter()
    captions: dict[CaptionName, bool] = {"lrc": lrc, "vtt": vtt}
    texts = tuple(name for name in captions if captions[name])
    words = ["voiceguide", "export", Path(script).name, *given(own), *given(chosen(flags))]
    comment = in_unicode(shlex.join(words))
    return WantedExport(script, flags, ExportRequest(target, suffix, encoding, split, texts, comment, force), verify)


def export(**given: Any) -> None:
    """Make an MP3 with chapters for the phone.

    [bold]voiceguide export back-mobility[/bold]
    [bold]voiceguide export my-exercise.md --pace 5-7 -o slower.mp3[/bold]
    [bold]voiceguide export back-mobility --mono --bitrate 40[/bold]   a small file
    [bold]voiceguide export back-mobility --split -o phone[/bold]   a file for each exercise
    [bold]voiceguide export back-mobility --for bookplayer[/bold]   as that app needs it
    """
    from voiceguide.exporter.request import not_just_written, remove_stale, stale_tracks

    wanted = wanted_export(**given)
    request, encoding = wanted.request, wanted.request.encoding
    if request.suffix.lower() == ".mp3" and encoding.kbps < FEW_KBPS * encoding.channels:
        say(f"{encoding.kbps} kbit/s is low for two channels: with --mono it sounds better, at the same loudness.")
    sound = rendering_spoken(wanted.script, wanted.flags, request)
    report(sound.problems)
    timeline = sound.prepared.timeline
    old = stale_tracks(request, timeline)
    with watched(timeline) as watch:
        written = sound.export(request, watch)
    _tell(request, timeline, written)
    if removed := remove_stale(not_just_written(old, request, timeline)):
        say(f"Removed stale tracks of an earlier split of this session: {', '.join(path.name for path in removed)}.")
    if wanted.verify:
        verify_all([file.path for file in written], wanted.flags["loudness"])


export.__signature__ = inspect.signature(wanted_export)  # type: ignore[attr-defined]
export.__annotations__ = wanted_export.__annotations__


def _target(script: str, output: Path | None, form: str | None, *, split: bool) -> tuple[Path, str]:
    """The file to write, or the folder if the session is split, and the suffix of sound files."""
    from voiceguide.storage.names import safe_name

    name = safe_name(Path(script).stem)
    output = output and as_on_disk(output)
    wanted = f".{form}" if form else ".mp3"
    if split:
        if names_form(output):
            raise typer.BadParameter(f"--split makes a folder, and '{output.name}' is the name of a file.")
        return output or as_on_disk(Path(name)), wanted
    if output is None or _is_folder(output):
        target = as_on_disk((output or Path()) / f"{name}{wanted}")
    elif form and not output.suffix:
        target = output.with_suffix(wanted)
    else:
        target = output
    if form and target.suffix.lower() != wanted:
        raise typer.BadParameter(f"--format {form} makes a file that ends in {wanted}, and '{target.name}' does not.")
    return target, target.suffix


def _is_folder(path: Path) -> bool:
    with suppress(OSError):  # such as a name that is too long, which writing reports
        return path.is_dir()
    return False


def _is_for_another_form(bitrate: int | None, form: Form, *, named: bool) -> bool:
    """Whether a bit rate of the config file is meant for other forms: this one has no bit rates, or has others and was
    `named` on the command line."""
    fits = any(bitrate in other.rates for other in FILE_FORMS.values())
    return fits and bitrate not in form.rates and (named or not form.rates)


@contextmanager
def watched(timeline: "Timeline") -> "Iterator[OnProgress]":
    """A progress line for the whole session with the time that is left, and one for each chapter in work."""
    with progress() as lines:
        whole = lines.add("Exporting", timeline.duration)
        each = [lines.add(f"  {chapter.title}", chapter.duration, visible=False) for chapter in timeline.chapters]

        def watch(done: Sequence[Ms]) -> None:
            lines.change(whole, completed=sum(done))
            for line, chapter, ms in zip(each, timeline.chapters, done, strict=True):
                lines.change(line, completed=ms, visible=0 < ms < chapter.duration)

        yield watch


def _tell(request: "ExportRequest", timeline: "Timeline", written: "tuple[Exported, ...]") -> None:
    """Say where the export is, how long it is, and how to play it; a program that reads stdout gets only the paths."""
    if not sys.stdout.isatty():
        for file in written:
            print_path(file.path)
    chapters = f"{len(timeline.chapters)} {'files' if request.split else 'chapters'}"
    size = f"{sum(file.size for file in written) / 1_000_000:.1f} MB"
    what, how = ("its playlist", "the folder") if request.split else ("it", "it")
    say(
        f"{request.target}: {clock_text(timeline.duration)} in {chapters}, {size}. "
        f"Open {what} in any player, or copy {how} to your phone."
    )
