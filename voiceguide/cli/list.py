"""`voiceguide list`"""

from voiceguide.cli.console import stdout
from voiceguide.script.model import Exercise, Session


def list_scripts() -> None:
    """Show what can be played by name.

    Sessions come first, then the exercises they are made of.
    """
    from rich.table import Table

    from voiceguide.script.find import bundled_scripts
    from voiceguide.script.load import load

    sessions = [(path.stem, load(path)[0]) for path in bundled_scripts()]
    table = Table(box=None, pad_edge=False)
    for heading in ("name", "title", "what it is"):
        table.add_column(heading, no_wrap=True)
    for name, session in sorted(sessions, key=lambda each: not each[1].is_collection):
        table.add_row(name, session.title, _described(session))
    stdout().print(table)


def _described(session: Session) -> str:
    if session.is_collection:
        return f"session of {len(session.entries)} exercises"
    exercise: Exercise = session.entries[0].exercise
    parts: list[str] = [exercise.position or "any position"]
    if exercise.sides != "none":
        parts.append("both sides")
    parts += [f"needs {' and '.join(exercise.needs)}"] if exercise.needs else []
    parts += [f"--with '{variation.name}'" for variation in exercise.variations]
    return ", ".join(parts)
