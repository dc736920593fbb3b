"""The list of what to record for a session."""

import csv
import io
from collections.abc import Iterable

from voiceguide.speech.recorded import recording_name
from voiceguide.speech.spoken import spoken
from voiceguide.timeline.model import Utterance

HEADINGS = ("file", "language", "text")
SUFFIX = ".wav"


def recording_sheet(utterances: Iterable[Utterance]) -> str:
    """CSV with one line for each recording: the file's name, the language, and what to say.

    Another suffix does as well. Utterances that differ only in signs share a recording.
    """
    rows = {
        recording_name(utterance): (utterance.language, text)
        for utterance in utterances
        if (text := spoken(utterance.text, utterance.language))
    }
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows((f"{name}{SUFFIX}", *row) for name, row in rows.items())
    return sheet.getvalue()
