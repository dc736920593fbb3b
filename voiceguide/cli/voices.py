"""`voiceguide voices`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voiceguide.cli.console import print_data, print_path, print_results, say
from voiceguide.errors import ChoiceError
from voiceguide.problems import nearest
from voiceguide.storage.names import as_on_disk

if TYPE_CHECKING:
    from voiceguide.clip import Clip
    from voiceguide.config import Config
    from voiceguide.playback.speakers import Speakers
    from voiceguide.speech.engine import Engine
    from voiceguide.timeline.model import Utterance

POLL_S = 0.05


def voices(
    wanted: Annotated[
        str | None,
        typer.Argument(metavar="FILTER", help="Show only what has this in it: an engine, name or language."),
    ] = None,
    said: Annotated[
        str | None,
        typer.Option(
            "--say", metavar="TEXT", help="Hear a voice say this, or the line of an exercise: my-exercise.md:12."
        ),
    ] = None,
    voice: Annotated[
        str | None, typer.Option("--voice", "-v", metavar="NAME", help="The voice for --say; by default the usual one.")
    ] = None,
    language: Annotated[str, typer.Option(metavar="TAG", help="The language of the text for --say.")] = "en",
    rate: Annotated[
        float, typer.Option(min=0.5, max=2, metavar="FACTOR", help="Speed of speech; 1.2 is faster.")
    ] = 1.0,
    spell: Annotated[
        bool, typer.Option("--spell", help="Print the words and phonemes of --say, and play nothing.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file: .wav or .mp3 for --say, CSV for --sheet."
        ),
    ] = None,
    sheet: Annotated[
        str | None,
        typer.Option(metavar="SCRIPT", help="List what to record to put your own voice on a script, as CSV."),
    ] = None,
    install: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Fetch a voice: natural:emma, or one of Piper's, such as de_DE-thorsten-high."
        ),
    ] = None,
    clear_cache: Annotated[
        bool, typer.Option("--clear-cache", help="Remove everything that was spoken before from the cache.")
    ] = False,
) -> None:
    """Show the voices, hear one, install one, or record your own.

    [bold]voiceguide voices german[/bold]
    [bold]voiceguide voices --say "Inhale, and lift." --voice en-gb+f3[/bold]
    [bold]voiceguide voices --say "Bow 1/3 of the way." --spell[/bold]
    [bold]voiceguide voices --say my-exercise.md:12[/bold]
    [bold]voiceguide voices --install natural:emma[/bold]
    [bold]voiceguide voices --sheet my-exercise.md -o recordings/sheet.csv[/bold]
    """
    asked = {"--say": said, "--sheet": sheet, "--install": install, "--clear-cache": clear_cache or None}
    given = [flag for flag, value in asked.items() if value is not None]
    if len(given) > 1:
        raise typer.BadParameter(f"{' and '.join(given)} do different things: expected one of them.")
    if given and wanted is not None:
        raise typer.BadParameter(f"a filter is for the list of voices: expected it without {given[0]}.")
    if output is not None and not (said or sheet):
        raise typer.BadParameter("-o goes with --say or --sheet.")
    if spell and said is None:
        raise typer.BadParameter("--spell goes with --say: expected a text, as in --say 'Bend to 90°' --spell.")
    if spell and output is not None:
        raise typer.BadParameter("--spell prints, and writes no file: expected it without -o.")
    output = output and as_on_disk(output)
    if clear_cache:
        _clear_cache()
    elif install is not None:
        _install(install)
    elif sheet is not None:
        _sheet(sheet, output)
    elif said is not None and spell:
        _spell(_utterance(said, language), voice)
    elif said is not None:
        _say(_utterance(said, language, rate), voice, rate, output)
    else:
        _list(wanted)


def _config() -> Config:
    from voiceguide.config import load_config

    return load_config()


def _list(wanted: str | None) -> None:
    from rich.table import Table

    from voiceguide.speech.choose import offered
    from voiceguide.speech.voices.piper_voices import UNKNOWN

    found = offered(_config())
    rows = [
        (engine, voice.name, ", ".join(voice.languages), voice.licence or UNKNOWN, voice.description)
        for engine, voice in found
    ]
    shown = [row for row in rows if wanted is None or wanted.lower() in " ".join(row).lower()]
    if wanted is not None and not shown:
        hint = nearest(wanted, [text for row in rows for text in row])
        say(f"No voice has '{wanted[:60]}' in its engine, name or language{hint or '.'}")
        raise typer.Exit(1)
    table = Table(box=None, pad_edge=False)
    for heading in ("engine", "voice", "language", "licence", "description"):
        table.add_column(heading, no_wrap=True)
    for row in shown:
        table.add_row(*row)
    print_results(table)


def _utterance(said: str, language: str, rate: float = 1.0) -> Utterance:
    """A text; or what a session says at a line of an exercise, given as `my-exercise.md:12`.

    Raises:
        ScriptError: the exercise has errors.
        ChoiceError: nothing is said there.
    """
    from voiceguide.script.find import find_script, with_line
    from voiceguide.script.load import load
    from voiceguide.timeline.compile import Chapters
    from voiceguide.timeline.measure import measure_by_words
    from voiceguide.timeline.model import Utterance
    from voiceguide.timeline.options import Options
    from voiceguide.timeline.script_lines import cue_at_line

    name, line = with_line(said)
    if line is None or not name.endswith(".md"):
        return Utterance(said, language, rate)
    chapters = Chapters(load(find_script(name)), Options(rate=rate), measure_by_words)
    item = chapters.items[0]
    if item.line is not None:
        raise ChoiceError(f"'{name[:60]}' is a session: expected an exercise, whose lines are said.")
    if cue := cue_at_line(chapters[1], item.exercise, line):
        return cue.utterance
    raise ChoiceError(f"Nothing is said at line {line} of '{name[:60]}', or before it.")


def _say(utterance: Utterance, voice: str | None, rate: float, output: Path | None) -> None:
    from voiceguide.speech.choose import Choice
    from voiceguide.speech.clips import ClipCache
    from voiceguide.storage.folders import clip_folder

    if output is not None and output.suffix.lower() not in (".wav", ".mp3"):
        raise typer.BadParameter(f"'{output.name}' names no form that can be written: it must end in .wav or .mp3.")
    choice = Choice(voice, _config(), rate=rate)
    clip = choice.speak(lambda engine: ClipCache(engine, clip_folder()).clip(utterance), say)
    if output is None:
        from voiceguide.playback.speakers import open_speakers

        play_clip(clip, open_speakers())
    else:
        _write(clip, output)
        print_path(output)


def _spell(utterance: Utterance, voice: str | None) -> None:
    """Print what would be said, as words, and how."""
    from voiceguide.speech.choose import Choice
    from voiceguide.speech.clips import ClipCache

    def spelled(engine: Engine) -> tuple[str, str | None]:
        clips = ClipCache(engine, None)
        return clips.spoken(utterance), clips.phonemes(utterance)

    words, phonemes = Choice(voice, _config()).speak(spelled, say)
    print_data(f"{words}\n" + (f"/{phonemes}/\n" if phonemes else ""))
    if not phonemes:
        say("This voice does not tell how it pronounces words.")


def play_clip(clip: Clip, speakers: Speakers) -> None:
    """Play a mono clip to its end, and close the speakers.

    Raises:
        SpeakersError: the device stopped working.
    """
    import time

    import numpy as np

    with speakers:
        speakers.write(np.repeat(clip.samples, 2, axis=1))
        speakers.finish()
        while not speakers.done:
            time.sleep(POLL_S)


def _write(clip: Clip, path: Path) -> None:
    import wave

    from voiceguide.clip import pcm16
    from voiceguide.storage.atomic import replacing

    pcm = pcm16(clip.samples)
    with replacing(path) as file:
        if path.suffix.lower() == ".mp3":
            import lameenc

            encoder = lameenc.Encoder()
            encoder.set_channels(1)
            encoder.set_in_sample_rate(clip.rate)
            encoder.silence()
            file.write(encoder.encode(pcm) + encoder.flush())
            return
        with wave.open(file, "wb") as wav:
            wav.setparams((1, 2, clip.rate, 0, "NONE", ""))
            wav.writeframes(pcm)


def _sheet(script: str, output: Path | None) -> None:
    from voiceguide.script.find import find_script
    from voiceguide.script.load import load
    from voiceguide.speech.prefetch import everything
    from voiceguide.speech.voices.recorded import recording_sheet
    from voiceguide.storage.atomic import replacing

    session = load(find_script(script))
    text = recording_sheet(everything(session))
    if output is None:
        print_data(text)
        return
    with replacing(output) as file:
        file.write(text.encode("utf-8-sig"))  # spreadsheets need the byte order mark to know the encoding
    print_path(output)
    say(
        f"{text.count(chr(10)) - 1} recordings. Put them into the folder 'recordings' beside the script, or name another "
        "with --voice recorded:FOLDER."
    )


def _install(name: str) -> None:
    from voiceguide.speech.voices.hibari_voices import NATURAL

    if name == NATURAL or name.startswith(f"{NATURAL}:"):
        _install_natural(name)
    else:
        _install_piper(name.removeprefix("piper:"))


def _install_natural(name: str) -> None:
    from voiceguide.speech.voices.hibari_voices import LICENCE, PREFIX, find_natural, install

    voice = find_natural(name)
    if voice.bundled:
        say(f"{PREFIX}{voice.name} comes with hibari-tts.")
    else:
        say(f"Fetching {PREFIX}{voice.name}: {voice.manner}, {voice.megabytes}, {LICENCE}, from {voice.url} ...")
    print_path(install(voice))
    say(f"Use it with --voice {PREFIX}{voice.name}")


def _install_piper(name: str) -> None:
    from voiceguide.speech.voices.piper_voices import PREFIX, RECOMMENDED, install, licence_of, piper_version

    piper_version()
    say(f"Fetching {name}, about 60 to 120 MB, from https://huggingface.co/rhasspy/piper-voices ...")
    model = install(name)
    print_path(model)
    say(f"Licence: {licence_of(model)}. Free for everybody are {', '.join(RECOMMENDED.values())}.")
    say(f"Use it with --voice {PREFIX}{model.stem}")


def _clear_cache() -> None:
    from voiceguide.speech.clips import LIMIT_BYTES
    from voiceguide.storage.cache import Store
    from voiceguide.storage.folders import clip_folder

    clips, size = Store(clip_folder(), LIMIT_BYTES).clear()
    say(f"{clips} clips of {size / 1_000_000:.1f} MB removed.")
