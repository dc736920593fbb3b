"""`voiceguide voices`"""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from voiceguide.cli.console import give, print_path, print_results, say, table
from voiceguide.cli.flags import Force, SessionFlags, file_to_write, only_one, with_flags
from voiceguide.cli.saying import say_or_spell
from voiceguide.errors import SpeechError
from voiceguide.problems import nearest


@partial(with_flags, names=("voice", "rate"))
def voices(
    flags: SessionFlags,
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
    language: Annotated[str, typer.Option(metavar="TAG", help="The language of the text for --say.")] = "en",
    spell: Annotated[
        bool, typer.Option("--spell", help="Print the words and phonemes of --say, and play nothing.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write to this file: .wav or .mp3 for --say, CSV for --sheet."
        ),
    ] = None,
    force: Force = False,
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
    given = only_one(
        {"--say": said, "--sheet": sheet, "--install": install, "--clear-cache": clear_cache}, "do different things"
    )
    if given and wanted is not None:
        raise typer.BadParameter(f"a filter is for the list of voices: expected it without {given}.")
    if output is not None and not (said or sheet):
        raise typer.BadParameter("-o goes with --say or --sheet.")
    if spell and said is None:
        raise typer.BadParameter("--spell goes with --say: expected a text, as in --say 'Bend to 90°' --spell.")
    if spell and output is not None:
        raise typer.BadParameter("--spell prints, and writes no file: expected it without -o.")
    output = file_to_write(output, force=force)
    if clear_cache:
        _clear_cache()
    elif install is not None:
        _install(install)
    elif sheet is not None:
        _sheet(sheet, output)
    elif said is not None:
        say_or_spell(said, language, flags, output, spell=spell)
    else:
        _list(wanted)


def _list(wanted: str | None) -> None:
    from voiceguide.config import load_config
    from voiceguide.speech.choose import offered
    from voiceguide.speech.voices.piper_voices import UNKNOWN

    rows = [
        (engine, voice.name, ", ".join(voice.languages), voice.licence or UNKNOWN, voice.description)
        for engine, voice in offered(load_config())
    ]
    shown = [row for row in rows if wanted is None or wanted.lower() in " ".join(row).lower()]
    if wanted is not None and not shown:
        hint = nearest(wanted, [text for row in rows for text in row])
        say(f"No voice has '{wanted[:60]}' in its engine, name or language{hint or '.'}")
        raise typer.Exit(1)
    print_results(table(shown, "engine", "voice", "language", "licence", "description", no_wrap=True))


def _sheet(script: str, output: Path | None) -> None:
    from voiceguide.script.find import find_script
    from voiceguide.script.load import load
    from voiceguide.speech.prefetch import everything
    from voiceguide.speech.voices.recorded import recording_sheet

    session = load(find_script(script))
    text = recording_sheet(everything(session))
    give(text, output, encoding="utf-8-sig")  # spreadsheets need the byte order mark to know the encoding
    if output is None:
        return
    say(
        f"{text.count(chr(10)) - 1} recordings. Put them into the folder 'recordings' beside the script, or name another "
        "with --voice recorded:FOLDER."
    )


def _install(name: str) -> None:
    from voiceguide.speech.voices.hibari_voices import NATURAL
    from voiceguide.speech.voices.piper_voices import NAME, PREFIX, RECOMMENDED

    if name == NATURAL or name.startswith(f"{NATURAL}:"):
        _install_natural(name)
    elif NAME.fullmatch(name.removeprefix(PREFIX)):
        _install_piper(name.removeprefix(PREFIX))
    else:
        known = RECOMMENDED.values()
        raise SpeechError(
            f"There is no voice '{name[:60]}' to fetch{nearest(name, known) or '.'} Expected one that `voiceguide voices "
            f"{NATURAL}` shows, or one of Piper's, such as {', '.join(known)}."
        )


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
