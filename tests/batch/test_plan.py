"""What a plan says, and what is wrong in one."""

from pathlib import Path

import pytest

from voiceguide.batch.plan_file import BatchPlan, read_plan
from voiceguide.problems import Problems

FLAGS = ("pace", "rate", "bed", "mono", "with")


def read(folder: Path, text: str) -> tuple[BatchPlan, list[str]]:
    problems = Problems()
    path = folder / "plan.toml"
    path.write_text(text, "utf-8")
    plan = read_plan(path, FLAGS, problems)
    return plan, [str(problem).removeprefix(f"{folder}/") for problem in problems]


def values(folder: Path, text: str) -> list[dict]:
    plan, problems = read(folder, text)
    assert problems == []
    return [dict(item.values) for item in plan.items]


def test_a_matrix_is_every_combination_in_the_order_of_its_lists(tmp_path: Path):
    assert values(tmp_path, '[matrix]\nscript = ["a", "b"]\npace = ["4-6", "5-7"]\n') == [
        {"script": "a", "pace": "4-6"},
        {"script": "a", "pace": "5-7"},
        {"script": "b", "pace": "4-6"},
        {"script": "b", "pace": "5-7"},
    ]


def test_what_is_excluded_is_left_out(tmp_path: Path):
    text = '[matrix]\nscript = ["a", "b"]\npace = ["4-6", "5-7"]\nexclude = [{ script = "b" }, { pace = "5-7" }]\n'
    assert values(tmp_path, text) == [{"script": "a", "pace": "4-6"}]


def test_what_is_included_is_added_to_the_items_that_it_fits_or_is_one_more(tmp_path: Path):
    text = (
        '[matrix]\nscript = ["a", "b"]\npace = ["4-6"]\n'
        'include = [{ rate = 1.2 }, { script = "b", bed = "rain" }, { script = "c", mono = true }]\n'
    )
    assert values(tmp_path, text) == [
        {"script": "a", "pace": "4-6", "rate": 1.2},
        {"script": "b", "pace": "4-6", "rate": 1.2, "bed": "rain"},
        {"script": "c", "mono": True},
    ]


def test_several_matrices_and_single_items_follow_each_other(tmp_path: Path):
    text = '[[matrix]]\nscript = ["a"]\n[[matrix]]\nscript = ["b"]\n[[items]]\nscript = "c"\nname = "d"\n'
    assert values(tmp_path, text) == [{"script": "a"}, {"script": "b"}, {"script": "c", "name": "d"}]


def test_each_value_has_its_place(tmp_path: Path):
    text = '[matrix]\nscript = ["a", "b"]\ninclude = [\n  { script = "b", rate = 2 },\n]\n'
    (_, item), problems = read(tmp_path, text)[0].items, read(tmp_path, text)[1]
    assert (item.where("script").line, item.where("rate").line, item.where("pace").line) == (4, 4, 1)
    assert item.where("script").source == '  { script = "b", rate = 2 },'
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["plan.toml:1:1: error: nothing to make: expected a table [matrix] with lists, or tables [[items]]"]),
        ("a = \n", ["plan.toml:1:5: error: not in TOML: Invalid value"]),
        (
            'x = 1\n[default]\n[[items]]\nscript = "a"\npaec = 1\n',
            [
                "plan.toml:1:1: error: 'x' is not known here: expected name, defaults, matrix, items",
                "plan.toml:2:1: error: 'default' is not known here; did you mean 'defaults'?",
                "plan.toml:5:1: error: 'paec' is not known here; did you mean 'pace'?",
            ],
        ),
        (
            'matrix = 1\nitems = ["a"]\nname = 2\ndefaults = 3\n',
            [
                "plan.toml:3:1: error: name is '2': expected a text, such as \"{script}-{pace}.mp3\"",
                "plan.toml:4:1: error: '3': expected a table of flags",
                "plan.toml:1:1: error: 'matrix' is '1': expected a table, as in '[matrix]' or '[[matrix]]'",
                "plan.toml:2:10: error: 'items' is 'a': expected a table, as in '[items]' or '[[items]]'",
            ],
        ),
        (
            '[matrix]\nscript = "a"\npace = []\ninclude = 1\nexclude = [2]\n',
            [
                "plan.toml:2:1: error: 'script' is 'a': expected a list of values to multiply by",
                "plan.toml:3:1: error: 'pace' is '[]': expected a list of values to multiply by",
                "plan.toml:5:12: error: '2': expected a table of flags",
                "plan.toml:4:1: error: 'include' is '1': expected a list of tables",
            ],
        ),
        (
            '[matrix]\nscript = ["a"]\nexclude = [{ script = "b" }, { bed = "rain" }]\n',
            [
                "plan.toml:3:12: error: excludes nothing: no item of the matrix has these values",
                "plan.toml:3:32: error: 'bed' is not known here: expected script",
            ],
        ),
        (
            f"[matrix]\nrate = {list(range(200))}\npace = {list(range(200))}\n",
            ["plan.toml:1:1: error: 40,000 items: expected at most 20,000"],
        ),
        (
            f'[matrix]\nscript = ["a"]\nexclude = [{"{}," * 1001}]\n',
            ["plan.toml:3:1: error: 1,001 entries: expected at most 1,000, or tables [[items]]"],
        ),
        (
            f"[[matrix]]\nrate = {list(range(15_000))}\n[[matrix]]\npace = {list(range(15_000))}\n",
            ["plan.toml:1:1: error: 30,000 items: expected at most 20,000"],
        ),
    ],
    ids=[
        "empty",
        "no TOML",
        "unknown keys",
        "wrong kinds",
        "wrong matrix",
        "wrong exclude",
        "too many",
        "entries",
        "matrices",
    ],
)
def test_all_that_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, expected: list[str]):
    assert read(tmp_path, text)[1] == expected


def test_a_plan_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "plan.toml").write_bytes(b"a = 1\n\xff")
    problems = Problems()
    read_plan(tmp_path / "plan.toml", FLAGS, problems)
    read_plan(tmp_path, FLAGS, problems)
    assert [problem.message for problem in problems] == [
        "not UTF-8: expected a text file; save it again with that encoding",
        "cannot be read (Is a directory): expected a plan in TOML",
    ]
