"""`voiceguide list`"""

from voiceguide.breath import PRESETS
from voiceguide.cli.console import print_results
from voiceguide.script.model import Session


def list_scripts() -> None:
    """Show the scripts that can be played by name, and the named paces.

    Sessions come first, then the exercises they are made of.
    """
    from rich.table import Table

    from voiceguide.script.find import bundled_scripts
    from voiceguide.script.load import load

    scripts = Table("name", "title", "what it is", box=None, pad_edge=False)
    scripts.columns[0].no_wrap = True
    sessions = [(path.stem, load(path)) for path in bundled_scripts()]
    for name, session in sorted(sessions, key=lambda each: not each[1].is_collection):
        scripts.add_row(name, session.title, _described(session))
    paces = Table("pace", "seconds", "why", box=None, pad_edge=False)
    for preset in PRESETS:
        paces.add_row(preset.name, str(preset.pace), preset.evidence)
    print_results(scripts, "", paces)


def _described(session: Session) -> str:
    if session.is_collection:
        return f"session of {len(session.items)} exercises"
    exercise = session.items[0].exercise
    parts: list[str] = [exercise.position or "any position"]
    if exercise.sides != "none":
        parts.append("both sides")
    parts += [f"needs {' and '.join(exercise.needs)}"] if exercise.needs else []
    parts += [f"--with '{variation.name}'" for variation in exercise.variations]
    return ", ".join(parts)
