"""A session read from its files: links followed inside the folder tree, loops refused, all problems gathered."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from voiceguide.breath import Pace
from voiceguide.errors import ScriptError
from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.explain import explain
from voiceguide.script.model import Entry, Exercise, Link, Outline, Script, Session
from voiceguide.script.parse import LONGEST_TEXT, parse

MOST_ENTRIES = 5_000


def load(path: Path) -> tuple[Session, Problems]:
    """Read a script and everything that it links to. A single exercise becomes a session of one.

    Returns:
        The session and the warnings about its files.

    Raises:
        ScriptError: some file has errors; it carries every problem of every file.
    """
    loader = _Loader(path.resolve().parent)
    script = loader.read(path, str(path))
    session = loader.session(script, path) if script else None
    if loader.problems.has_errors or session is None:
        raise ScriptError(loader.problems)
    return session, loader.problems


def understood(path: Path) -> list[tuple[Place, str]]:
    """How each line of one file is understood, its mistakes left out."""
    script = _Loader(path.resolve().parent).read(path, str(path))
    return explain(script) if script else []


@dataclass(slots=True)
class _Loader:
    """Files read so far, each once, and what was wrong with them."""

    root: Path
    problems: Problems = field(default_factory=Problems)
    scripts: dict[Path, Script | None] = field(default_factory=dict)

    def read(self, path: Path, shown: str) -> Script | None:
        """The script in a file; None, with the problem reported, when there is none."""
        key = path.resolve()
        if key not in self.scripts:
            text = self._text(path, shown)
            script, problems = parse(text, shown) if text is not None else (None, Problems())
            self.problems += problems
            self.scripts[key] = script
        return self.scripts[key]

    def _text(self, path: Path, shown: str) -> str | None:
        try:
            with path.open("rb") as file:
                data = file.read(LONGEST_TEXT * 4 + 1)
        except OSError as error:
            self.problems.error(Place(shown, 1), f"cannot be read ({error.strerror}): expected a Markdown file")
            return None
        if len(data) > LONGEST_TEXT * 4:
            self.problems.error(Place(shown, 1), f"too large: expected at most {LONGEST_TEXT:,} characters")
            return None
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
            self.problems.error(
                Place(shown, line, column), "not UTF-8: expected a text file; save it again with that encoding"
            )
            return None

    def session(self, script: Script, path: Path) -> Session:
        if isinstance(script, Exercise):
            entry = Entry(script, pace=script.pace)
            return Session(script.name, script.title, script.language, script.pace, (), (entry,), (), (), script.place)
        entries = self._entries(script, path, (path.resolve(),))
        return Session(
            name=script.name,
            title=script.title,
            language=script.language,
            pace=script.pace,
            welcome=script.welcome,
            entries=entries,
            finish=script.finish,
            cautions=script.cautions,
            place=script.place,
        )

    def _entries(self, outline: Outline, path: Path, above: tuple[Path, ...]) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for link in outline.links:
            target = self._target(link, path)
            if target is None:
                continue
            if target in above:
                self.problems.error(link.place, f"'{link.target}' leads back to itself: expected no loop of sessions")
                continue
            script = self.read(target, self._shown(path, link))
            if isinstance(script, Exercise):
                if entry := self._entry(link, script, outline.pace):
                    entries.append(entry)
            elif script:
                if link.reps or link.variations:
                    self.problems.error(link.place, "reps and variations go with an exercise, but this links a session")
                pace = link.pace or outline.pace
                inner = self._entries(script, target, (*above, target))
                entries += [replace(entry, pace=link.pace or entry.pace or pace) for entry in inner]
            if len(entries) > MOST_ENTRIES:
                self.problems.error(link.place, f"a session of more than {MOST_ENTRIES:,} exercises: expected fewer")
                break
        return tuple(entries)

    def _shown(self, path: Path, link: Link) -> str:
        """How a linked file is named in problems: beside the name by which the session's own file was given."""
        return str(Path(link.place.file).parent / unquote(link.target)) if path else link.target

    def _target(self, link: Link, path: Path) -> Path | None:
        """The file that a link means, inside the folder tree of the session that was asked for."""
        target = unquote(link.target)
        if "://" in target or target.startswith(("/", "#", "mailto:")) or "\0" in target:
            self.problems.error(
                link.place, f"'{link.target[:60]}': expected a file beside this one, such as 'side-stretch.md'"
            )
            return None
        found = (path.resolve().parent / target).resolve()
        if not found.is_relative_to(self.root):
            self.problems.error(
                link.place, f"'{link.target[:60]}' leaves the session's folder: expected a file inside it"
            )
            return None
        if not found.is_file():
            names = [file.name for file in sorted(path.resolve().parent.glob("*.md"))]
            self.problems.error(link.place, f"'{link.target[:60]}' is not there{nearest(Path(target).name, names)}")
            return None
        return found

    def _entry(self, link: Link, exercise: Exercise, session_pace: Pace | None) -> Entry | None:
        known = {variation.name.lower(): variation.name for variation in exercise.variations}
        for name in link.variations:
            if name.lower() not in known:
                names = ", ".join(known.values()) or "none"
                self.problems.error(
                    link.place,
                    f"'{name[:40]}' is no variation of {exercise.title}: it has {names}{nearest(name, known.values())}",
                )
                return None
        chosen = tuple(known[name.lower()] for name in link.variations)
        return Entry(exercise, link.reps, chosen, link.pace or exercise.pace or session_pace)
