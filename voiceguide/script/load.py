"""Loads a session: reads the script and every script that it links, and collects all problems."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import chain, zip_longest
from pathlib import Path

from voiceguide.breath import Pace
from voiceguide.errors import ScriptError
from voiceguide.problems import Place, Problems, nearest
from voiceguide.script.explain import Said, explain
from voiceguide.script.find import linked_file, linked_name, read_text, real
from voiceguide.script.model import Exercise, Joined, Link, Outline, Script, Session, SessionItem, clash
from voiceguide.script.parse import parse
from voiceguide.script.pronunciations import Pronunciation, joined, unused
from voiceguide.script.section_types import Words
from voiceguide.storage.names import in_unicode, name_key

MOST_ITEMS = 5_000
"""Exercises in a session."""

MOST_PROBLEMS = 100
"""No more links are followed once there are more problems than this."""

DEEPEST = 20
"""Levels of sessions inside sessions."""


def load(path: Path) -> Session:
    """Read a script and all scripts that it links. A single exercise becomes a session of one.

    Raises:
        ScriptError: a file has errors. The exception has all problems of all files.
    """
    loader = _Loader(real(path).parent)
    script = loader.read(path, in_unicode(str(path)))
    session = loader.session(script, real(path)) if script else None
    if loader.problems.has_errors or session is None:
        raise ScriptError(loader.problems)
    return replace(session, folder=path.parent, files=tuple(loader.scripts), problems=tuple(loader.problems))


def files_of(path: Path) -> tuple[Path, ...]:
    """The files of a script, its own first, as absolute paths, whatever is wrong in them."""
    loader = _Loader(real(path).parent)
    script = loader.read(path, str(path))
    if script:
        loader.session(script, real(path))
    return tuple(loader.scripts)


def understood(path: Path, said: Said) -> list[tuple[Place, str]]:
    """How each line of one file is understood, as `explain` says it; lines with errors are left out."""
    script = _Loader(real(path).parent).read(path, in_unicode(str(path)))
    return explain(script, said) if script else []


def _saying(item: SessionItem, say: tuple[Pronunciation, ...]) -> SessionItem:
    """An item whose exercise has the pronunciations of its session, too."""
    return replace(item, exercise=replace(item.exercise, say=joined(item.exercise.say, say)))


ALWAYS_SAID = ("inhale", "exhale", "hold")
"""Words that are said without being written."""


@dataclass(slots=True)
class _Loader:
    """The files read so far, each once, the items of the sessions among them, and all problems."""

    root: Path
    problems: Problems = field(default_factory=Problems)
    scripts: dict[Path, Script | None] = field(default_factory=dict)
    items: dict[Path, tuple[SessionItem, ...]] = field(default_factory=dict)

    def read(self, path: Path, shown: str) -> Script | None:
        """The script in a file; None, with the problem reported, where it cannot be read. `shown` is the path in places."""
        key = real(path)
        if key not in self.scripts:
            text = read_text(path, shown, self.problems)
            script, problems = parse(text, shown) if text is not None else (None, Problems())
            self.problems += problems
            self.scripts[key] = script
        return self.scripts[key]

    def session(self, script: Script, path: Path) -> Session:
        own = (script.name, script.title, script.language, script.pace)
        if isinstance(script, Exercise):
            self.check_say(script.say, [script])
            item = SessionItem(script, pace=script.pace)
            return Session(*own, (), (item,), (), (), script.place, say=script.say)
        items = self.items_of(script, path, (path,))
        said = reduce(joined, (item.exercise.say for item in items), script.say)
        return Session(*own, script.welcome, items, script.finish, self.cautions(), script.place, say=said)

    def check_say(self, say: Sequence[Pronunciation], scripts: Iterable[Script]) -> None:
        """Warn of pronunciations of words that are in none of the scripts that they are for."""
        scripts = tuple(scripts)
        titles = (script.title for script in scripts)
        needs = (thing for script in scripts if isinstance(script, Exercise) for thing in script.needs)
        words = (words.text for script in scripts for words in script.words)
        texts = chain(titles, needs, words, ALWAYS_SAID)
        for entry in unused(say, texts):
            self.problems.warning(
                entry.place, f"'{entry.word}' is never said here: remove it from 'say', or check its spelling"
            )

    def cautions(self) -> tuple[Words, ...]:
        """The cautions of the session and of all sessions in it."""
        outlines = (script for script in self.scripts.values() if isinstance(script, Outline))
        return tuple(words for outline in outlines for words in outline.cautions)

    def items_of(self, outline: Outline, path: Path, above: tuple[Path, ...]) -> tuple[SessionItem, ...]:
        """The items of a session, found once, however often it is linked. `above` are the sessions around it."""
        if path not in self.items:
            self.items[path] = self._items(outline, path, above)
        return self.items[path]

    def _items(self, outline: Outline, path: Path, above: tuple[Path, ...]) -> tuple[SessionItem, ...]:
        items: list[SessionItem] = []
        for link, following in zip_longest(outline.links, outline.links[1:]):
            if len(self.problems) > MOST_PROBLEMS:
                break
            joined = link.joined or (following.joined if following else None)
            items += self._linked(link, joined, outline, path, above)
            if len(items) > MOST_ITEMS:
                self.problems.error(link.place, f"a session of more than {MOST_ITEMS:,} exercises: expected fewer")
                break
        if not outline.say:
            return tuple(items)
        self.check_say(outline.say, [outline, *(item.exercise for item in items)])
        return tuple(_saying(item, outline.say) for item in items)

    def _linked(
        self, link: Link, joined: Joined | None, outline: Outline, path: Path, above: tuple[Path, ...]
    ) -> list[SessionItem]:
        """The items behind a link. `joined` is how it, or else the next one, belongs to the one before."""
        target = linked_file(link, path.parent, self.root, self.problems)
        if target is None:
            return []
        if target in above:
            self.problems.error(link.place, f"'{link.target}' leads back to itself: expected no loop of sessions")
            return []
        if len(above) > DEEPEST:
            self.problems.error(link.place, f"sessions more than {DEEPEST} deep: expected fewer inside each other")
            return []
        script = self.read(target, in_unicode(str(Path(link.place.file).parent / linked_name(link))))
        if script is None:
            return []
        if isinstance(script, Exercise):
            self.check_say(script.say, [script])
            return [replace(self._item(link, script, outline.pace), line=link.place.line)]
        if link.reps or link.variations:
            self.problems.error(link.place, "reps and variations go with an exercise, but this links a session")
        if joined:
            self.problems.error(link.place, f"'{joined}' joins exercises, but this links a session")
        inner = self.items_of(script, target, (*above, target))
        pace = outline.pace
        return [
            replace(item, pace=link.pace or item.pace or pace, keep=item.keep or link.keep, line=link.place.line)
            for item in inner
        ]

    def _item(self, link: Link, exercise: Exercise, session_pace: Pace | None) -> SessionItem:
        known = {name_key(variation.name): variation for variation in exercise.variations}
        names = [variation.name for variation in exercise.variations]
        for name in link.variations:
            if name_key(name) not in known:
                self.problems.error(
                    link.place,
                    f"'{name[:40]}' is no variation of {exercise.title}: it has {', '.join(names) or 'none'}"
                    + nearest(name, names),
                )
        chosen = [known[name_key(name)] for name in link.variations if name_key(name) in known]
        if clashing := clash(chosen):
            kind, one, other = clashing
            self.problems.error(
                link.place, f"'{one.name}' and '{other.name}' both change the '{kind}': expected one of them"
            )
        asked = tuple(variation.name for variation in chosen)
        return SessionItem(
            exercise, link.reps, asked, link.pace or exercise.pace or session_pace, link.keep, link.joined
        )
