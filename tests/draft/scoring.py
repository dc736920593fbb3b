"""How well drafts agree with the keys of their texts: by exercise, and field by field as precision and recall.

Everything is read from the scripts as written, not from what the reader of articles says about itself.

    python tests/draft/scoring.py            what is scored and each mistake, of the texts that may be looked at
    python tests/draft/scoring.py unseen     the totals of those that nobody looks at
"""

import io
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceguide.draft.drafts import draft_article
from voiceguide.draft.read import read_article
from voiceguide.draft.write import ScriptFile, scripts_of
from voiceguide.errors import DraftError

HERE = Path(__file__).parent
SEEN = HERE / "articles"
UNSEEN = HERE / "unseen"
FIELDS = (
    "title",
    "position",
    "breath",
    "moves",
    "reps",
    "holds",
    "pace",
    "sides",
    "needs",
    "said",
    "cautions",
    "noise kept out",
)


@dataclass
class Score:
    """What was right, of what was drafted and of what the keys ask for; and each mistake in words."""

    right: int = 0
    drafted: int = 0
    wanted: int = 0
    mistakes: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


@dataclass
class Result:
    """All scores: of fields, and how many exercises came out clean, fused, missed and invented; and what harms."""

    fields: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    exercises: dict[str, list[str]] = field(
        default_factory=lambda: {name: [] for name in ("clean", "fused", "missed", "invented")}
    )
    harms: list[str] = field(default_factory=list)
    texts: int = 0

    @property
    def wanted(self) -> int:
        return sum(len(self.exercises[name]) for name in ("clean", "fused", "missed"))

    @property
    def share_clean(self) -> float:
        return len(self.exercises["clean"]) / max(1, self.wanted)

    def all_fields(self) -> Score:
        told = [score for name, score in self.fields.items() if name not in ("cautions", "noise kept out")]
        return Score(sum(s.right for s in told), sum(s.drafted for s in told), sum(s.wanted for s in told))


def contents(file: Path) -> bytes:
    """The bytes of a text; those of a Word document are made of `# ` headings, `| ` rows and paragraphs."""
    return word_file(file.read_text("utf-8")) if file.suffix == ".word" else file.read_bytes()


def word_file(text: str) -> bytes:
    import docx

    document = docx.Document()
    lines = text.strip().split("\n")
    while lines:
        line = lines.pop(0)
        if line.startswith("| "):
            rows = [line]
            while lines and lines[0].startswith("| "):
                rows.append(lines.pop(0))
            cells = [[cell.strip() for cell in row[2:].split(" | ")] for row in rows]
            table = document.add_table(len(rows), len(cells[0]))
            for row, told in zip(table.rows, cells, strict=True):
                for cell, words in zip(row.cells, told, strict=True):
                    cell.text = words
        elif heading := re.match(r"(#+) (.*)", line):
            document.add_heading(heading[2], len(heading[1]))
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def drafted(file: Path) -> list[ScriptFile]:
    return scripts_of(draft_article(read_article(contents(file), file.name), file.stem))


def keys(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Every text of a folder, and its key."""
    return [
        (next(file for file in key.parent.glob(f"{key.stem}.*") if file != key), tomllib.loads(key.read_text("utf-8")))
        for key in sorted(folder.glob("*.toml"))
    ]


def score(texts: list[tuple[Path, dict[str, Any]]]) -> Result:
    result = Result(texts=len(texts))
    for file, key in texts:
        try:
            scripts = drafted(file)
        except DraftError:
            scripts = []
        _score_text(result, file.name, key, scripts)
    return result


def _score_text(result: Result, name: str, key: dict[str, Any], scripts: list[ScriptFile]) -> None:
    exercises = scripts[1:]
    plain = [_plain(script.text) for script in exercises]
    wanted = key["exercise"]
    holders = [_holders(exercise, plain) for exercise in wanted]
    taken = [index for found in holders for index in found]
    for exercise, found in zip(wanted, holders, strict=True):
        where = f"{name}: {exercise.get('title') or exercise['says'][0]}"
        if not found:
            result.exercises["missed"].append(where)
        elif len(found) > 1 or taken.count(found[0]) > 1:
            result.exercises["fused"].append(where)
        else:
            result.exercises["clean"].append(where)
        _compare_fields(result, exercise, exercises[found[0]] if found else None, where)
    result.exercises["invented"] += [
        f"{name}: {script.title}" for index, script in enumerate(exercises) if index not in taken
    ]
    everything = "\n".join(re.sub(r"<!--.*?-->", "", script.text) for script in scripts).lower()
    _cautions(result.fields["cautions"], scripts, key.get("cautions", []), name)
    for phrase in key.get("noise", []):
        _hit(result.fields["noise kept out"], phrase.lower() not in everything, f"{name}: let in '{phrase}'")


def _holders(exercise: dict[str, Any], plain: list[str]) -> list[int]:
    """The drafts that have an exercise's first phrase; those with its title where it has no phrase."""
    phrase = _plain(exercise["says"][0]) if exercise.get("says") else None
    if phrase:
        return [index for index, text in enumerate(plain) if phrase in text]
    title = f"# {exercise['title'].lower()}\n"
    return [index for index, text in enumerate(plain) if title in f"{text}\n"]


def _compare_fields(result: Result, asked: dict[str, Any], script: ScriptFile | None, where: str) -> None:
    has = facts(script.text) if script else {"holds": [], "needs": []}
    scores = result.fields
    if "title" in asked:
        _compare(scores["title"], {script.title.lower()} if script else set(), {asked["title"].lower()}, where)
    for name in ("position", "breath", "reps", "pace", "sides"):
        if name in asked or (name != "position" and script):
            _compare(scores[name], _set(has.get(name)), _set(asked.get(name)), where)
    if asked.get("holds") or script:
        _compare_lists(scores["holds"], has["holds"], asked.get("holds", []), where)
    if "needs" in asked:
        _compare(scores["needs"], set(has["needs"]), set(asked["needs"]), where)
    text = _plain(script.text) if script else ""
    for phrase in asked.get("says", []):
        _hit(scores["said"], _plain(phrase) in text, f"{where}: lost '{phrase}'")
    for move in asked.get("moves", []):
        keyword, words = move.lower().split(": ", 1)
        steps = re.findall(r"^- (inhale|exhale)[^:\n]*:? ?(.*)$", text, re.MULTILINE)
        is_right = any(kind == keyword and _plain(words) in said for kind, said in steps)
        _hit(scores["moves"], is_right, f"{where}: not '{move}'")
        if any(kind != keyword and _plain(words) in said for kind, said in steps) and not is_right:
            result.harms.append(f"{where}: '{words}' on the other breath")
    if script:
        _harms(result, asked, has, where)


def _harms(result: Result, asked: dict[str, Any], has: dict[str, Any], where: str) -> None:
    held = (has.get("breath") or "").split().count("hold")
    if held > (asked.get("breath") or "").split().count("hold") or len((has.get("pace") or "").split("-")) > max(
        2, len((asked.get("pace") or "").split("-"))
    ):
        result.harms.append(f"{where}: holds the breath")
    wanted = [_middle(hold) for hold in asked.get("holds", []) if hold.endswith("s") and "breath" not in hold]
    for hold in has["holds"]:
        if "breath" in hold or not wanted:
            continue
        if not any(0.75 * length <= _middle(hold) <= 1.25 * length for length in wanted):
            result.harms.append(f"{where}: holds {hold}, wanted {asked.get('holds')}")
    if has.get("reps") and asked.get("reps") and has["reps"] != asked["reps"]:
        result.harms.append(f"{where}: {has['reps']} times, wanted {asked['reps']}")


def _middle(hold: str) -> float:
    numbers = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", hold)]
    return sum(numbers) / len(numbers)


def facts(text: str) -> dict[str, Any]:
    """What a script says that a key can ask about; what is marked to be checked does not count."""
    lines = []
    for line in text.split("\n### ")[0].split("\n"):
        if re.match(r"## .*<!-- check", line):
            continue
        lines.append(re.sub(r" *#? *<!--.*?-->", "", line))
    text = "\n".join(lines)
    keywords = re.findall(r"^- (Inhale|Exhale|Hold)\b", text, re.MULTILINE)
    reps = [
        found
        for found in re.findall(r"^## Repeat (.+?)(?: times?)?$", text, re.MULTILINE)
        if found != "1" and not found.startswith("for ")
    ]
    reps = [re.sub(r", rest.*", "", found) for found in reps]
    holds = [*re.findall(r"^## (?:Hold|Breathe|Repeat for) (.+)$", text, re.MULTILINE)]
    holds += [f"{seconds} s" for seconds in re.findall(r"^- Move (\d+)s: hold", text, re.MULTILINE)]
    holds += [f"{times} breaths" for times in re.findall(r"^- Move x(\d+): hold", text, re.MULTILINE)]
    needs = re.search(r"^needs: \[(.*)\]$", text, re.MULTILINE)
    return {
        "position": _key(text, "position"),
        "breath": " ".join(keywords).lower() or None,
        "reps": reps[0] if reps else None,
        "holds": [_in_seconds(hold) for hold in holds],
        "pace": _key(text, "pace"),
        "sides": _key(text, "sides"),
        "needs": [need.strip() for need in needs[1].split(",")] if needs else [],
    }


def _key(text: str, name: str) -> str | None:
    match = re.search(rf"^{name}: (\S+)", text, re.MULTILINE)
    return match[1] if match else None


def _in_seconds(hold: str) -> str:
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))? min", hold):
        low, high = float(match[1]) * 60, float(match[2] or match[1]) * 60
        return f"{low:g} s" if low == high else f"{low:g}-{high:g} s"
    return re.sub(r"\bbreath$", "breaths", hold)


def _set(value: str | None) -> set[str]:
    return {value} if value else set()


def _plain(text: str) -> str:
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r"\{(?:other )?side\} |\b(?:left|right) |\byour |\bone |\bthe ", "", text.lower()).replace("> ", "")


def _compare(score: Score, found: set[str], wanted: set[str], where: str) -> None:
    score.right += len(found & wanted)
    score.drafted += len(found)
    score.wanted += len(wanted)
    if found != wanted:
        score.mistakes.append(f"{where}: drafted {sorted(found - wanted)}, wanted {sorted(wanted - found)}")


def _compare_lists(score: Score, found: list[str], wanted: list[str], where: str) -> None:
    left = list(found)
    for one in wanted:
        if one in left:
            left.remove(one)
    right = len(found) - len(left)
    score.right += right
    score.drafted += len(found)
    score.wanted += len(wanted)
    if left or right < len(wanted):
        score.mistakes.append(f"{where}: drafted {found}, wanted {wanted}")


def _hit(score: Score, is_right: bool, mistake: str) -> None:
    score.right += is_right
    score.drafted += 1
    score.wanted += 1
    if not is_right:
        score.mistakes.append(mistake)


def _cautions(score: Score, scripts: list[ScriptFile], wanted: list[str], where: str) -> None:
    found = [
        line
        for script in scripts
        for block in re.findall(r"^> \[!CAUTION\]\n((?:> .*\n?)+)", script.text, re.MULTILINE)
        for line in block.strip().split("\n")
    ]
    right = {phrase for phrase in wanted if any(phrase.lower() in line.lower() for line in found)}
    score.right += len(right)
    score.wanted += len(wanted)
    extra = [line for line in found if not any(phrase.lower() in line.lower() for phrase in wanted)]
    score.drafted += len(right) + len(extra)
    score.mistakes += [f"{where}: no caution '{phrase}'" for phrase in wanted if phrase not in right]
    score.mistakes += [f"{where}: no caution this: {line}" for line in extra]


def table(result: Result) -> str:
    counts = ", ".join(f"{len(found)} {name}" for name, found in result.exercises.items())
    rows = [
        f"{result.texts} texts, {result.wanted} exercises: {counts} ({result.share_clean:.0%} clean); {len(result.harms)} harms"
    ]
    rows.append(f"{'field':<16}{'precision':>10}{'recall':>8}{'wanted':>8}")
    every = [*((name, result.fields[name]) for name in FIELDS), ("all fields", result.all_fields())]
    rows += [f"{name:<16}{one.precision:>10.2f}{one.recall:>8.2f}{one.wanted:>8}" for name, one in every]
    return "\n".join(rows)


def mistakes(result: Result) -> str:
    told = [f"{name}: {one}" for name in ("fused", "missed", "invented") for one in result.exercises[name]]
    told += [f"harm: {one}" for one in result.harms]
    return "\n".join([*told, *(f"{name}: {one}" for name in FIELDS for one in result.fields[name].mistakes)])


if __name__ == "__main__":
    if sys.argv[1:] == ["unseen"]:
        sys.stdout.write(f"{table(score(keys(UNSEEN)))}\n")
    else:
        chosen = score([(file, key) for file, key in keys(SEEN) if not sys.argv[1:] or file.stem in sys.argv[1:]])
        sys.stdout.write(f"{table(chosen)}\n\n{mistakes(chosen)}\n")
