"""Draw the picture in the README: `python tools/draw_picture.py [FILE]` writes the same bytes on every machine.

It shows the seated side stretch from the first breath on the left side to the first on the right. Durations of words are
estimated, so that no voice is needed.
"""

import sys
from pathlib import Path

from voiceguide.formats.picture import picture
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.measure import measure_by_words
from voiceguide.timeline.options import Options

SCRIPT = "seated-side-stretch"
FILE = Path(__file__).parents[1] / "docs" / f"{SCRIPT}.svg"


def drawn() -> str:
    session = load(find_script(SCRIPT))
    timeline = compile_session(session, Options(), measure_by_words)
    first, second = (
        next(
            start + phase.start
            for start, chapter in timeline.placed()
            for phase in chapter.phases
            if phase.side == side
        )
        for side in ("left", "right")
    )
    return picture(timeline, start=first, end=second + 1)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FILE
    target.parent.mkdir(exist_ok=True)
    target.write_text(drawn(), "utf-8", newline="\n")
