"""voiceguide: written exercises become a spoken session that breathes with you.

    import voiceguide as vg

    session = vg.load("back-mobility")
    sound = vg.render(session, pace="5-7", voice="natural", guide="breath")
    vg.export(sound, "back-mobility.mp3")
    vg.play(sound)

What is named here is stable: it changes in a major version only, and CHANGELOG.md says so. Every name is loaded when it is
first asked for, so that importing the package takes a few milliseconds.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from voiceguide.breath import Pace
    from voiceguide.errors import (
        ChoiceError,
        ConfigError,
        DraftError,
        ExportError,
        LogError,
        OutputError,
        PaceError,
        ScriptError,
        ScriptNotFound,
        SheetError,
        SoundError,
        SpeakersError,
        SpeechError,
        VoiceguideError,
    )
    from voiceguide.exporter.file import Exported
    from voiceguide.formats.sheet import (
        CueSheet,
        SheetBell,
        SheetChapter,
        SheetNote,
        SheetPhase,
        SheetUtterance,
    )
    from voiceguide.library import Choices, SessionChoices, compile, export, load, play, render  # noqa: A004
    from voiceguide.playback.recording import RecordingSpeakers
    from voiceguide.playback.speakers import Speakers
    from voiceguide.problems import Place, Problem
    from voiceguide.script.model import Session
    from voiceguide.session import Rendering
    from voiceguide.speech.engine import Engine
    from voiceguide.speech.voices.tone import ToneEngine
    from voiceguide.timeline.measure import measure_by_words
    from voiceguide.timeline.model import Utterance

_HOMES = {
    "voiceguide.breath": ("Pace",),
    "voiceguide.errors": (
        "ChoiceError",
        "ConfigError",
        "DraftError",
        "ExportError",
        "LogError",
        "OutputError",
        "PaceError",
        "ScriptError",
        "ScriptNotFound",
        "SheetError",
        "SoundError",
        "SpeakersError",
        "SpeechError",
        "VoiceguideError",
    ),
    "voiceguide.exporter.file": ("Exported",),
    "voiceguide.formats.sheet": (
        "CueSheet",
        "SheetBell",
        "SheetChapter",
        "SheetNote",
        "SheetPhase",
        "SheetUtterance",
    ),
    "voiceguide.library": ("Choices", "SessionChoices", "compile", "export", "load", "play", "render"),
    "voiceguide.playback.recording": ("RecordingSpeakers",),
    "voiceguide.playback.speakers": ("Speakers",),
    "voiceguide.problems": ("Place", "Problem"),
    "voiceguide.script.model": ("Session",),
    "voiceguide.session": ("Rendering",),
    "voiceguide.speech.engine": ("Engine",),
    "voiceguide.speech.voices.tone": ("ToneEngine",),
    "voiceguide.timeline.measure": ("measure_by_words",),
    "voiceguide.timeline.model": ("Utterance",),
}
"""Where each name is defined."""

__all__ = [
    "ChoiceError",
    "Choices",
    "ConfigError",
    "CueSheet",
    "DraftError",
    "Engine",
    "ExportError",
    "Exported",
    "LogError",
    "OutputError",
    "Pace",
    "PaceError",
    "Place",
    "Problem",
    "RecordingSpeakers",
    "Rendering",
    "ScriptError",
    "ScriptNotFound",
    "Session",
    "SessionChoices",
    "SheetBell",
    "SheetChapter",
    "SheetError",
    "SheetNote",
    "SheetPhase",
    "SheetUtterance",
    "SoundError",
    "Speakers",
    "SpeakersError",
    "SpeechError",
    "ToneEngine",
    "Utterance",
    "VoiceguideError",
    "__version__",
    "compile",
    "export",
    "load",
    "measure_by_words",
    "play",
    "render",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module 'voiceguide' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
