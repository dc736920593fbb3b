"""Says a text or a line of an exercise: aloud, into a file, or spelled."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from voiceguide.cli.console import print_data, print_path, say
from voiceguide.cli.flags import SessionFlags
from voiceguide.errors import ChoiceError, SpeakersError

if TYPE_CHECKING:
    from voiceguide.clip import Clip
    from voiceguide.playback.speakers import Speakers
    from voiceguide.speech.engine import Engine
    from voiceguide.timeline.model import Utterance

POLL_S = 0.05


def say_or_spell(said: str, language: str, flags: SessionFlags, output: Path | None, *, spell: bool) -> None:
    """Say a text or a line, as in `my-exercise.md:12`: into a file if there is one, else aloud; or print what would be said, and how.

    Raises:
        VoiceguideError: it cannot be said.
    """
    from voiceguide.config import load_config
    from voiceguide.speech.choose import Choice
    from voiceguide.speech.clips import ClipCache
    from voiceguide.storage.folders import clip_folder

    if output is not None and output.suffix.lower() not in (".wav", ".mp3"):
        raise typer.BadParameter(f"'{output.name}' names no form that can be written: it must end in .wav or .mp3.")
    utterance = _utterance(said, language, flags["rate"])
    choice = Choice(flags["voice"], load_config(), rate=flags["rate"])

    def spelled(engine: Engine) -> tuple[str, str | None]:
        clips = ClipCache(engine, None)
        return clips.spoken(utterance), clips.phonemes(utterance)

    if spell:
        words, phonemes = choice.speak(spelled, say)
        print_data(f"{words}\n" + (f"/{phonemes}/\n" if phonemes else ""))
        if not phonemes:
            say("This voice does not tell how it pronounces words.")
        return
    clip = choice.speak(lambda engine: ClipCache(engine, clip_folder()).clip(utterance), say)
    if output is None:
        from voiceguide.playback.speakers import open_speakers

        try:
            speakers = open_speakers()
        except SpeakersError as error:
            raise SpeakersError(f"{str(error).partition(';')[0]}; with `-o hi.wav` it is written to a file.") from error
        play_clip(clip, speakers)
    else:
        _write(clip, output)
        print_path(output)


def _utterance(said: str, language: str, rate: float) -> Utterance:
    """A text; or what a session says at a line of an exercise, given as `my-exercise.md:12`.

    Raises:
        ScriptError: the exercise has errors.
        ChoiceError: nothing is said there.
    """
    from voiceguide.script.find import find_script, with_line
    from voiceguide.script.load import load
    from voiceguide.timeline.compile import chapters_of
    from voiceguide.timeline.measure import measure_by_words
    from voiceguide.timeline.model import Utterance
    from voiceguide.timeline.options import Options
    from voiceguide.timeline.script_lines import cue_at_line

    name, line = with_line(said)
    if line is None or not name.endswith(".md"):
        return Utterance(said, language, rate)
    chapters = chapters_of(load(find_script(name)), Options(rate=rate), measure_by_words)
    item = chapters.items[0]
    if item.line is not None:
        raise ChoiceError(f"'{name[:60]}' is a session: expected an exercise, whose lines are said.")
    if cue := cue_at_line(chapters[1], item.exercise, line):
        return cue.utterance
    raise ChoiceError(f"Nothing is said at line {line} of '{name[:60]}', or before it.")


def play_clip(clip: Clip, speakers: Speakers) -> None:
    """Play a mono clip to its end, and close the speakers.

    Raises:
        SpeakersError: the device stopped working.
    """
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
