"""What is public: each name, and where it is defined. `__init__.py` loads a name from there when it is first asked for."""

from .breath import Pace as Pace
from .choices import Choices as Choices
from .choices import SessionChoices as SessionChoices
from .errors import ChoiceError as ChoiceError
from .errors import ConfigError as ConfigError
from .errors import DraftError as DraftError
from .errors import ExportError as ExportError
from .errors import LogError as LogError
from .errors import OutputError as OutputError
from .errors import PaceError as PaceError
from .errors import PlanError as PlanError
from .errors import ScriptError as ScriptError
from .errors import ScriptNotFound as ScriptNotFound
from .errors import ShareError as ShareError
from .errors import SheetError as SheetError
from .errors import SoundError as SoundError
from .errors import SpeakersError as SpeakersError
from .errors import SpeechError as SpeechError
from .errors import VoiceguideError as VoiceguideError
from .exporter.file import Exported as Exported
from .formats.sheet import CueSheet as CueSheet
from .formats.sheet import SheetBell as SheetBell
from .formats.sheet import SheetChapter as SheetChapter
from .formats.sheet import SheetNote as SheetNote
from .formats.sheet import SheetPhase as SheetPhase
from .formats.sheet import SheetUtterance as SheetUtterance
from .library import compile as compile  # noqa: A004
from .library import export as export
from .library import load as load
from .library import play as play
from .library import render as render
from .playback.recording import RecordingSpeakers as RecordingSpeakers
from .playback.speakers import Speakers as Speakers
from .problems import Place as Place
from .problems import Problem as Problem
from .script.model import Session as Session
from .session import Rendering as Rendering
from .speech.engine import Engine as Engine
from .speech.voices.tone import ToneEngine as ToneEngine
from .timeline.measure import measure_by_words as measure_by_words
from .timeline.model import Utterance as Utterance

__version__: str
