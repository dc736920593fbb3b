"""The items of a batch's plan as jobs: each is read as `voiceguide export` would read it, by that command's own flags."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from voiceguide.batch.file_names import Claims, default_template, named
from voiceguide.batch.plan_file import add_once
from voiceguide.batch.run import SUMMARY
from voiceguide.cli.commands import Command, imported
from voiceguide.cli.defaults import OVERRIDES, as_typed, blamed, defaults_for, flags_of
from voiceguide.config import Config
from voiceguide.errors import ConfigError, ScriptError, ScriptNotFound, VoiceguideError
from voiceguide.exporter.forms import FILE_FORMS
from voiceguide.exporter.presets import PLAYERS
from voiceguide.problems import Place, Problems
from voiceguide.storage.names import name_key

if TYPE_CHECKING:
    from voiceguide.batch.job import BatchJob
    from voiceguide.batch.plan_file import BatchItem, BatchPlan
    from voiceguide.cli.export import WantedExport
    from voiceguide.script.model import Session

UNNAMED = "unnamed.mp3"
NOT_IN_PLANS = ("help", "output")
MOST_PROBLEMS = 100
"""No more items are read once there are more problems than this."""

KEPT = 64
"""So many command lines are kept, for other scripts with the same flags: to read one takes milliseconds."""


def export_flags() -> dict[str, Any]:
    """The flags that an item of a plan may have, by their long names."""
    return flags_of(_command(), NOT_IN_PLANS)


def _command() -> Any:
    return imported(Command("export", "wanted_export", ""), "export")


@dataclass
class JobReader:
    """Makes jobs of a plan's items. What is wrong with them is added to `problems`, each once, at its place in the plan.

    Args:
        plan: its folder is the current one, so that paths in it are relative to it.
        folder: the batch's folder, as an absolute path.
        config: the user's settings, whose defaults hold as they do for `export`.
        program: the context of the whole program.
    """

    plan: BatchPlan
    folder: Path
    config: Config
    program: typer.Context
    problems: Problems
    _sessions: dict[str, Session | None] = field(default_factory=dict)
    _contexts: dict[str, typer.Context] = field(default_factory=dict)
    _claims: Claims = field(default_factory=Claims)

    def __post_init__(self) -> None:
        self._options = export_flags()
        found = defaults_for(self.program, self.config) if self.config.defaults else {}
        self._user_defaults = found.get("export", {})
        self._defaults = self._fitting(self.plan.defaults, self.plan.places)

    def jobs(self) -> Iterator[BatchJob]:
        """The jobs of the items, in the order of the plan; to be made only if there are no problems."""
        for item in self.plan.items:
            if len(self.problems) > MOST_PROBLEMS:
                break
            script = item.values.get("script", "")
            if isinstance(script, str) and script:
                yield from self._read(item, script)
            else:
                found = "no script" if script == "" else f"script is '{str(script)[:60]}'"
                self._wrong(item.where("script"), f'{found}: expected script = "…", a path or a bundled script\'s name')

    def _read(self, item: BatchItem, script: str) -> Iterator[BatchJob]:
        """The job of an item. Where a flag is at fault, the others are read without it, so that all problems are found."""
        values = self._values(item)
        name = self._name(item, values)
        while True:
            try:
                job = self._job(item, script, name and name + self._suffix(name, values), values)
            except ConfigError:
                raise
            except (typer.BadParameter, VoiceguideError) as error:
                flags, message = blamed(error)
                flags, message = [flag for flag in flags if flag in values], message.rstrip(".")
                if len(flags) == 1:
                    message = f"{flags[0]}: {message}"
                self._wrong(self._place(item, flags), message)
                if not flags:
                    return
                values = {flag: value for flag, value in values.items() if flag not in flags}
            except OSError as error:
                self._wrong(item.place, f"'{error.filename}': {error.strerror}")
                return
            else:
                if job:
                    yield job
                return

    def _job(self, item: BatchItem, script: str, name: str, values: Mapping[str, Any]) -> BatchJob | None:
        from voiceguide.batch.job import BatchJob
        from voiceguide.batch.key import with_key
        from voiceguide.library import render
        from voiceguide.timeline.select import select

        wanted = self._wanted(script, name or UNNAMED, values)
        session = self._session(script, item.where("script"))
        if session is None:
            return None
        rendering = render(session, **wanted.flags)
        select(session, rendering.options)
        target = wanted.request.target.relative_to(self.folder)
        request = replace(wanted.request, target=target)
        heard = (rendering.options, rendering.sound, wanted.flags["voice"])
        job = with_key(BatchJob(target.as_posix(), session, *heard, request, wanted.verify))
        if name:
            for path in (target, *(target.with_suffix(f".{form}") for form in request.texts)):
                self._claim(path, item.where("name" if "name" in item.places else "script"))
        return job

    def _values(self, item: BatchItem) -> dict[str, Any]:
        """The flags of an item by their long names, with the plan's defaults that they leave in force."""
        own = self._fitting({key: value for key, value in item.values.items() if key in self._options}, item.places)
        names = {option.name: key for key, option in self._options.items()}
        beaten = {names.get(other, "") for key in own for other in OVERRIDES.get(self._options[key].name, ())}
        return {**{key: value for key, value in self._defaults.items() if key not in beaten}, **own}

    def _fitting(self, values: Mapping[str, Any], places: Mapping[str, Place]) -> dict[str, Any]:
        """The values that have a type that their flag can have; the others are problems."""
        fitting = {}
        for key, value in values.items():
            try:
                as_typed(value, self._options[key])
                fitting[key] = value
            except ValueError as error:
                self._wrong(places[key], f"{key} is '{str(value)[:60]}': {error}")
        return fitting

    def _name(self, item: BatchItem, values: Mapping[str, Any]) -> str:
        """The name of its file, as the plan has it; empty, with the problem reported, if there is none."""
        template = item.values.get("name", self.plan.name or default_template(item.axes))
        place = item.where("name") if "name" in item.values else self.plan.places["name"]
        try:
            if not isinstance(template, str):
                raise ValueError(f"name is '{str(template)[:60]}': expected a text")
            return named(template, {**values, "script": item.values["script"]})
        except ValueError as error:
            self._wrong(place, str(error))
            return ""

    def _suffix(self, name: str, values: Mapping[str, Any]) -> str:
        """What a name lacks of the suffix of its form: nothing, if it has one or is that of a folder.

        A preset beats the user's defaults for what it sets, as in `export`.
        """
        preset = PLAYERS.get(values.get("for", self._user_defaults.get("for_", "")))
        defaults = {"split": preset.split, "form": preset.form} if preset else self._user_defaults
        if values.get("split", defaults.get("split")) or name.lower().endswith(tuple(FILE_FORMS)):
            return ""
        suffix = f".{values.get('format', defaults.get('form'))}"
        return suffix if suffix in FILE_FORMS else ".mp3"

    def _wanted(self, script: str, name: str, values: Mapping[str, Any]) -> WantedExport:
        """What `export` would read from these flags.

        Raises:
            UnicodeEncodeError: this machine's locale cannot write the name.
        """
        os.fsencode(name)
        key = repr((values, Path(name).suffix))
        context = self._contexts.pop(key, None) or self._parsed(script, name, values)
        context.params |= {"script": script, "output": self.folder / name}
        with context:
            wanted: WantedExport = _command().invoke(context)
        self._contexts[key] = context
        if len(self._contexts) > KEPT:
            del self._contexts[next(iter(self._contexts))]
        return wanted

    def _parsed(self, script: str, name: str, values: Mapping[str, Any]) -> typer.Context:
        """The command line of `export`, read."""
        words = [f"--output={self.folder / name}"]
        defaults = dict(self._user_defaults)
        for key, value in values.items():
            option = self._options[key]
            typed = as_typed(value, option)
            defaults.pop(option.name, None)
            if not option.is_flag:
                words += [f"--{key}={each}" for each in (typed if option.multiple else [typed])]
            elif typed or option.secondary_opts:
                words.append(f"--{key}" if typed else option.secondary_opts[0])
        made: typer.Context = _command().make_context(
            "export", [*words, "--", script], default_map=defaults, obj=self.config
        )
        return made

    def _session(self, script: str, place: Place) -> Session | None:
        """A script, read once; None, with its problems reported, if it cannot be used."""
        from voiceguide.library import load

        if script not in self._sessions:
            self._sessions[script] = None
            try:
                self._sessions[script] = load(script)
            except ScriptNotFound as error:
                self._wrong(place, str(error))
            except ScriptError as error:
                self.problems += error.problems
            else:
                self.problems += self._sessions[script].problems  # type: ignore[union-attr]
        return self._sessions[script]

    def _claim(self, path: Path, place: Place) -> None:
        """Make sure that no other item writes this file."""
        if name_key(path.as_posix()) == SUMMARY:
            self._wrong(place, f"'{path.as_posix()}' is the name of the summary: expected another")
        if other := self._claims.taken(path, place):
            self._wrong(
                place,
                f"'{path.as_posix()}' is written by the item of line {other.line}, too: expected a 'name' that tells them apart",
            )

    def _place(self, item: BatchItem, flags: list[str]) -> Place:
        """Where the item, or else the plan's defaults, have the first of some flags."""
        of_all = {**self.plan.places, **item.places}
        found = [places[flag] for places in (item.places, of_all) for flag in flags if flag in places]
        return found[0] if found else item.place

    def _wrong(self, place: Place, message: str) -> None:
        add_once(self.problems, place, message)
