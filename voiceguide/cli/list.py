"""`voiceguide list`"""

from voiceguide.breath import PRESETS
from voiceguide.cli.console import print_results, table
from voiceguide.script.model import Session


def list_scripts() -> None:
    """Show the scripts that can be played by name, and the named paces.

    Sessions come first, then the exercises they are made of.
    """
    from voiceguide.script.find import bundled_scripts
    from voiceguide.script.load import load

    sessions = [(path.stem, load(path)) for path in bundled_scripts()]
    sessions.sort(key=lambda each: not each[1].is_collection)
    scripts = table(
        [(name, session.title, _described(session)) for name, session in sessions], "name", "title", "what it is"
    )
    scripts.columns[0].no_wrap = True
    paces = table([(each.name, str(each.pace), each.evidence) for each in PRESETS], "pace", "seconds", "why")
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
