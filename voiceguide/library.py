"""What a program does with voiceguide: load a script, compile it, render it with a voice, export it, play it.

Every default is the command line's, whose commands call `load` and `render`, and what these give.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from voiceguide.choice_rules import options_and_sound, options_of
from voiceguide.choices import Choices, SessionChoices
from voiceguide.errors import ChoiceError
from voiceguide.formats.captions import CAPTIONS, CaptionName
from voiceguide.formats.sheet import CueSheet
from voiceguide.script.find import find_script
from voiceguide.script.load import load as load_file
from voiceguide.script.model import Session
from voiceguide.session import Rendering
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.model import Measure
from voiceguide.units import LOUDNESS_LUFS, Ms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from voiceguide.exporter.file import Exported
    from voiceguide.playback.keys import Command
    from voiceguide.playback.live import LiveSession
    from voiceguide.playback.playable import PlaybackPosition
    from voiceguide.playback.speakers import Speakers, SpeakersChoice
    from voiceguide.playback.steering import Ending
    from voiceguide.speech.engine import Engine


def load(script: str | Path) -> Session:
    """Read a script and everything that it links to. A single exercise becomes a session of one.

    Args:
        script: a path, or the name of a bundled script such as `back-mobility`.

    Returns:
        The session; its `problems` are warnings.

    Raises:
        ScriptNotFound: there is no such script.
        ScriptError: it has errors; `problems` has all of them.
    """
    return load_file(find_script(str(script)))


def compile(  # noqa: A001 - the field's word, and always called as `voiceguide.compile`
    session: Session,
    *,
    measure: Measure | None = None,
    voice: str | Engine | None = None,
    **choices: Unpack[SessionChoices],
) -> CueSheet:
    """Lay a session out in time, to the millisecond.

    Args:
        measure: how long an utterance is heard, in milliseconds; from its number of words if neither this nor `voice` is given.
        voice: as for `render`: then every sentence is spoken, and lasts as long as it is heard.
        choices: see `SessionChoices`.

    Returns:
        The timeline: chapters, phases, utterances, bells, notes, `duration_ms`, `to_json()`.

    Raises:
        ChoiceError, PaceError: a choice is out of bounds, or does not go with this session.
        ScriptError: `strict`, and words do not fit.
        SpeechError: the voice failed.
    """
    if voice is not None:
        if measure is not None:
            raise ChoiceError("measure and voice both say how long words last: expected one of them.")
        return render(session, voice=voice, **choices).timeline
    return CueSheet.of(compile_session(session, options_of(choices), measure or measure_by_words), LOUDNESS_LUFS)


def render(
    session: Session,
    *,
    voice: str | Engine | None = None,
    cache: Path | None = None,
    on_note: Callable[[str], None] = warnings.warn,
    on_spoken: Callable[[str], None] = lambda _: None,
    **choices: Unpack[Choices],
) -> Rendering:
    """Give a session a voice and a sound. Nothing is spoken until it is asked for; what was spoken once is kept for this user.

    Args:
        voice: as for `--voice`: `natural`, `system`, one by name or language; or an engine, such as `ToneEngine()`. None is the
            natural voice for English, and the system voice otherwise.
        cache: the folder in which spoken clips are kept; None is this user's.
        on_note: told, in whole sentences, when another voice has to speak.
        on_spoken: told each text before it is measured.
        choices: see `Choices`.

    Returns:
        A rendering: `timeline`, `problems`, and, when iterated over, blocks of float32 of shape (frames, 2) at 44 100 Hz.

    Raises:
        ChoiceError, PaceError: a choice is out of bounds.
    """
    options, sound = options_and_sound(choices)
    return Rendering(session, options, sound, voice, cache, on_note=on_note, on_spoken=on_spoken)


def export(
    sound: Rendering,
    target: str | Path,
    *,
    bitrate: int | None = None,
    mono: bool = False,
    split: bool = False,
    texts: Sequence[CaptionName] = (),
    comment: str = "",
    force: bool = False,
    on_progress: Callable[[Sequence[Ms]], None] = lambda _: None,
) -> tuple[Exported, ...]:
    """Write a session for a phone: sound with chapters, cover, words, and its cue sheet.

    Args:
        target: a file whose suffix names its form (`.mp3`, `.wav`, …); with `split` a folder, for an MP3 for each chapter.
        bitrate: kbit/s; what is usual for the form if it is None.
        texts: the words beside each file.
        comment: what the file says about how it was made.
        force: whether files may be replaced that voiceguide did not make.
        on_progress: told how many milliseconds of each chapter are done.

    Returns:
        The files of sound that were written.

    Raises:
        ChoiceError: no such text.
        ExportError: the target cannot be written, or holds something else.
        VoiceguideError: whatever keeps the session from being made.
    """
    from voiceguide.exporter.forms import form_of
    from voiceguide.exporter.request import ExportRequest

    for text in texts:
        if text not in CAPTIONS:
            raise ChoiceError(f"texts has {text!r:.60}: expected {' or '.join(CAPTIONS)}.")
    path = Path(target)
    suffix = ".mp3" if split else path.suffix
    form = form_of(Path("chapter.mp3") if split else path)
    request = ExportRequest(path, suffix, form.encoding(bitrate, mono=mono), split, tuple(texts), comment, force)
    return sound.export(request, on_progress)


def play(
    sound: Rendering,
    *,
    speakers: SpeakersChoice | Speakers = "auto",
    device: str | None = None,
    begin: int = 0,
    ask: Callable[[float], Command | None] = time.sleep,
    watch: Callable[[PlaybackPosition], None] = lambda _: None,
    keep_playing: bool = False,
) -> Ending:
    """Play a session; later chapters are made while earlier ones are heard.

    Args:
        speakers: a name, or an object as `Speakers` describes it, such as `RecordingSpeakers()`.
        device: a part of a device's name, or its number.
        begin: the chapter to begin with, counted from 0.
        ask: the listener's next command, waiting for it so many seconds at most; nobody asks anything by default.
        watch: told where the session is, about ten times a second.
        keep_playing: whether it plays on through another device when headphones are gone; else it pauses there. Without
            `ask` nobody could go on, so it plays on.

    Returns:
        How it ended: `finished`, `stopped`, `interrupted`.

    Raises:
        ChoiceError: there is no such chapter.
        SpeakersError: no device opens.
        VoiceguideError: whatever keeps the session from being made.
    """
    from voiceguide.playback.on_device import player_on_device
    from voiceguide.playback.player import Player

    def first(session: LiveSession) -> int:
        if not 0 <= begin < len(session.titles):
            raise ChoiceError(f"begin is {begin}: expected a chapter's number, from 0 to {len(session.titles) - 1}.")
        return begin

    with closing(sound.live(first)) as session:
        if not isinstance(speakers, str):
            return Player(session, lambda: speakers, ask, watch).play(begin)
        goes_on = keep_playing or ask is time.sleep
        with player_on_device(session, speakers, device, ask, watch, keep_playing=goes_on) as player:
            return player.play(begin)
