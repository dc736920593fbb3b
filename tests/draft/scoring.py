"""How well drafts agree with the keys of their articles, field by field, as precision and recall.

Everything is read from the scripts as written, not from what the reader of articles says about itself.

    python tests/draft/scoring.py      prints the table for all articles
"""

import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from voiceguide.draft.drafts import Script, scripts_of
from voiceguide.draft.read import read_article
from voiceguide.draft.split import understand

ARTICLES = Path(__file__).parent / "articles"
FIELDS = (
    "exercise",
    "position",
    "breath",
    "reps",
    "holds",
    "pace",
    "sides",
    "needs",
    "cautions",
    "said",
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


def drafted(file: Path) -> list[Script]:
    return scripts_of(understand(read_article(file.read_bytes(), file.name)), file.stem)


def keys() -> list[tuple[Path, dict[str, Any]]]:
    """Every article, and its key."""
    return [
        (next(file for file in key.parent.glob(f"{key.stem}.*") if file != key), tomllib.loads(key.read_text("utf-8")))
        for key in sorted(ARTICLES.glob("*.toml"))
    ]


def score(articles: list[tuple[Path, dict[str, Any]]]) -> dict[str, Score]:
    scores: dict[str, Score] = defaultdict(Score)
    for file, key in articles:
        _, *exercises = scripts = drafted(file)
        found = {script.title.lower(): facts(script.text) for script in exercises}
        wanted = {exercise["title"].lower(): exercise for exercise in key["exercise"]}
        _compare(scores["exercise"], set(found), set(wanted), file.name)
        for title in wanted.keys() & found.keys():
            asked, has = wanted[title], found[title]
            where = f"{file.name}: {title}"
            for name in ("position", "breath", "reps", "pace", "sides"):
                if name in asked or name not in ("position",):
                    _compare(scores[name], _set(has.get(name)), _set(asked.get(name)), where)
            for name in ("holds", "needs"):
                if name in asked or name != "needs":
                    _compare(scores[name], set(has[name]), set(asked.get(name, [])), where)
            text = _plain(next(script.text for script in exercises if script.title.lower() == title))
            for phrase in asked.get("says", []):
                _hit(scores["said"], _plain(phrase) in text, f"{where}: lost '{phrase}'")
        everything = "\n".join(script.text for script in scripts)
        _cautions(scores["cautions"], scripts, key.get("cautions", []), file.name)
        for phrase in key.get("noise", []):
            _hit(scores["noise kept out"], phrase.lower() not in everything.lower(), f"{file.name}: let in '{phrase}'")
    return scores


def facts(text: str) -> dict[str, Any]:
    """What a script says that a key can ask about; what is marked as guessed does not count."""
    lines = [line for line in text.split("\n### ")[0].split("\n") if "<!--" not in line]
    text = "\n".join(lines)
    keywords = re.findall(r"^- (Inhale|Exhale|Hold)\b", text, re.MULTILINE)
    reps = [found for found in re.findall(r"^## Repeat (.+?)(?: times?)?$", text, re.MULTILINE) if found != "1"]
    reps = [re.sub(r", rest.*", "", found) for found in reps]
    holds = [*re.findall(r"^## (?:Hold|Breathe) (.+)$", text, re.MULTILINE)]
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
    match = re.search(rf"^{name}: (.+)$", text, re.MULTILINE)
    return match[1] if match else None


def _in_seconds(hold: str) -> str:
    if match := re.fullmatch(r"(\d+)(?:-(\d+))? min", hold):
        low, high = int(match[1]) * 60, int(match[2] or match[1]) * 60
        return f"{low} s" if low == high else f"{low}-{high} s"
    return re.sub(r"\bbreath$", "breaths", hold)


def _set(value: str | None) -> set[str]:
    return {value} if value else set()


def _plain(text: str) -> str:
    return re.sub(r"\{(?:other )?side\} |\b(?:left|right) ", "", text).lower().replace("> ", "")


def _compare(score: Score, found: set[str], wanted: set[str], where: str) -> None:
    score.right += len(found & wanted)
    score.drafted += len(found)
    score.wanted += len(wanted)
    if found != wanted:
        score.mistakes.append(f"{where}: drafted {sorted(found - wanted)}, wanted {sorted(wanted - found)}")


def _hit(score: Score, is_right: bool, mistake: str) -> None:
    score.right += is_right
    score.drafted += 1
    score.wanted += 1
    if not is_right:
        score.mistakes.append(mistake)


def _cautions(score: Score, scripts: list[Script], wanted: list[str], where: str) -> None:
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


def table(scores: dict[str, Score]) -> str:
    rows = [f"{'field':<16}{'precision':>10}{'recall':>8}{'wanted':>8}"]
    rows += [
        f"{name:<16}{scores[name].precision:>10.2f}{scores[name].recall:>8.2f}{scores[name].wanted:>8}"
        for name in FIELDS
    ]
    return "\n".join(rows)


def mistakes(scores: dict[str, Score]) -> str:
    return "\n".join(f"{name}: {mistake}" for name in FIELDS for mistake in scores[name].mistakes)


if __name__ == "__main__":
    only = sys.argv[1:]
    chosen = score([(file, key) for file, key in keys() if not only or file.stem in only])
    sys.stdout.write(f"{table(chosen)}\n\n{mistakes(chosen)}\n")
