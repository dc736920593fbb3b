"""Names of a batch's files, made from a template such as `{script}-{pace}.mp3`, each for one item alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from typing import Any

from voiceguide.problems import Place, nearest
from voiceguide.storage.names import in_unicode, name_key, nfc, safe_name

JOINTS = "-_ "
"""What stands between two values of a name, and goes where one has no words."""


def default_template(axes: Sequence[str]) -> str:
    """The template of names where a plan has none: the script, and all by which the matrix tells its items apart."""
    return "-".join(f"{{{key}}}" for key in ("script", *(axis for axis in axes if axis not in ("script", "name"))))


def named(template: str, values: Mapping[str, Any]) -> str:
    """The name of an item's file, with `/` between folders.

    Args:
        values: what may stand between braces; each is written as a name that every system takes. A flag that is false has no
            words, and the joint before it goes, too.

    Raises:
        ValueError: the template cannot be read, asks for what there is not, or gives no such name; the message says why.
    """
    try:
        parts = list(Formatter().parse(nfc(template)))
    except ValueError as error:
        raise ValueError(f"'{template[:60]}' is no template: {error}; braces stand around the name of a flag") from None
    name = ""
    for text, key, form, conversion in parts:
        name += text
        if key is None:
            continue
        if form or conversion:
            raise ValueError(f"'{{{key[:60]}:…}}': expected the name of a flag alone between braces")
        if key not in values:
            hint = nearest(key, values) or f": expected {', '.join(sorted(values))}"
            raise ValueError(f"'{{{key[:60]}}}' has no value for this item{hint}")
        written = _written(key, values[key])
        name = name + written if written else name.rstrip(JOINTS)
    if any(value is False for value in values.values()):
        name = "/".join(part.lstrip(JOINTS) for part in name.split("/"))
    for part in name.split("/"):
        if safe_name(part, "") != part or not part:
            better = f", such as '{safe_name(part)}'" if safe_name(part, "") else ""
            raise ValueError(f"'{in_unicode(part)[:60]}' is no name that every system takes: expected one{better}")
    return name


def _written(key: str, value: Any) -> str:
    if key == "script":
        return safe_name(Path(str(value)).stem)
    if isinstance(value, bool):
        return key if value else ""
    return safe_name(" ".join(map(str, value)) if isinstance(value, list) else str(value))


@dataclass
class Claims:
    """Which item of a plan writes which files, whatever a system takes for the same name."""

    _files: dict[str, Place] = field(default_factory=dict)
    _folders: dict[str, Place] = field(default_factory=dict)

    def taken(self, path: Path, place: Place) -> Place | None:
        """The place of another item that writes this file, or needs its name for a folder, or one of its folders' for a file; it
        is that of the item at `place` from now on."""
        key, folders = name_key(path.as_posix()), [name_key(each.as_posix()) for each in path.parents[:-1]]
        others = [self._files.get(key), self._folders.get(key), *map(self._files.get, folders)]
        self._files[key] = place
        self._folders |= dict.fromkeys(folders, place)
        return next(filter(None, others), None)
