"""Hostile files: each leads to a problem with its place, in little time and memory, never to a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from nobody import as_nobody, modes_bind

from voiceguide.errors import ScriptError
from voiceguide.script.load import load

pytest.importorskip("resource", reason="limits are set as POSIX has them")

HAS_PROBLEMS = 3

REPEAT = "## Repeat 5 times\n- Inhale: lift.\n- Exhale: lower.\n"
FINE = f"# Fine\n\n{REPEAT}"
MANY = 4_000

Guarded = Callable[[Path], str]


@pytest.fixture(scope="module")
def loader() -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, Path(__file__).with_name("guarded_load.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin
        process.stdin.close()


@pytest.fixture
def problems(loader: "subprocess.Popen[str]") -> Guarded:
    """The problems of a file, empty where there are none. The file is loaded with limits of time and memory."""

    def load(path: Path) -> str:
        assert loader.stdin
        assert loader.stdout
        loader.stdin.write(json.dumps(str(path)) + "\n")
        loader.stdin.flush()
        answer = json.loads(loader.stdout.readline())
        assert answer["status"] in (0, HAS_PROBLEMS), answer
        return str(answer["said"]).strip()

    return load


def lines(line: str, of: int = MANY) -> str:
    return f"{line}\n" * of


def paragraphs(unit: str, length: int = 1_900, count: int = 500) -> str:
    return f"{unit * (length // len(unit))}\n\n" * count


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 40, ":3:115: error: not UTF-8"),
        (b"\0" * 100_000, ":1: error: a line of 100,000 characters"),
        (FINE.encode("utf-16"), ":1:1: error: not UTF-8"),
        (FINE.encode("utf-16-be"), ":1:1: error: the invisible character U+0000"),
        ("# Fine\r\rÉtirez-vous.\r".encode("latin-1"), ":3:1: error: not UTF-8"),
        ("\ufeff# Fine\n\né".encode() + b"\xff", ":3:2: error: not UTF-8"),
        (b"x" * 4_000_001, "too large: expected at most 1,000,000 characters"),
    ],
    ids=["program", "zeros", "utf-16", "utf-16 without mark", "latin-1", "broken utf-8", "huge"],
)
def test_files_that_are_not_text_are_refused(problems: Guarded, tmp_path: Path, data: bytes, expected: str):
    path = tmp_path / "x.md"
    path.write_bytes(data)
    assert expected in problems(path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1: error: no title"),
        ("\n" * MANY, "no title"),
        ("# A\n" + "x" * 999_000, "2:1: error: a line of 999,000 characters"),
        (lines("- Inhale", of=100_000), "a script of 100,001 lines: expected at most 10,000"),
        ("# A\n## Repeat 5 times\n" + lines("- Inhail", of=9_900), "3:3: error: 'Inhail' does not begin a step"),
        ("# A\n" + lines("#"), "2:2: error: a second title"),
        ("# A\n" + lines("## Reapeat 5 times"), "2:4: error: 'Reapeat 5 times' is no section"),
        ("# A\n" + lines("1. [a](x.md)"), "2:5: error: 'x.md' leads back to itself"),
        ("# A\n" + lines("1. [a](nowhere.md)"), "'nowhere.md' is not there"),
        ("# A\n" + lines("1. [a](a.md): " + "x," * 20), "2:15: error: 'x' after the link"),
        ("# A\n" + lines("words"), "a paragraph of 23,999 characters"),
        ("# A\n" + lines("<!--"), "HTML cannot be spoken"),
        ("# A\n" + lines("a <!--"), "a paragraph of 27,999 characters"),
        ("# A\n" + lines("~~~"), "code cannot be spoken"),
        ("# A\n" + lines("- > - >"), "a quote inside a list"),
        ("# A\n" + "\n".join(" " * depth + "- a" for depth in range(1_400)), "a list inside a list"),
        ("# A\n" + "> " * 900 + "\n", "2:1: error: lists or quotes 5 deep and deeper"),
        ("# A\n" + "1. " * 600 + "\n", "2:1: error: lists or quotes 5 deep and deeper"),
        ("# A\n" + paragraphs("["), "a script of 950,000 marks such as"),
        ("# A\n" + paragraphs("[a](b)"), "marks such as"),
        ("# A\n" + paragraphs("*a_"), "marks such as"),
        ("# A\n" + paragraphs("`"), "marks such as"),
        ("# A\n" + paragraphs("<b>"), "marks such as"),
        ("# A\n" + paragraphs("{x"), "marks such as"),
        ("# A\n" + paragraphs("&#x202e;", count=1), "2:1: error: the invisible character U+202E"),
        ("# A\n" + paragraphs("."), "nothing to do here"),
        ("# A\n" + paragraphs('."'), "nothing to do here"),
        ("# A\n" + paragraphs("=", length=400), "nothing to do here"),
        ("# A\n## Repeat 5 times\n" + f"- Inhale{' ' * 1_900}x\n" * 500, "'x' after the keyword"),
        ("# A\n## Repeat " + "1 sets of " * 180 + "\n- Inhale\n", "expected how often"),
        ("# A\n## Repeat " + "9" * 1_900 + " times\n- Inhale\n", "expected how often"),
        ("# A\n" + "|a" * 600 + "|\n" + "|-" * 600 + "|\n" + lines("|1"), "a table cannot be spoken"),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, str) else None,
)
def test_too_much_of_anything_is_a_problem_with_its_place(problems: Guarded, tmp_path: Path, text: str, expected: str):
    path = tmp_path / "x.md"
    path.write_text(text, "utf-8")
    assert expected in problems(path)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a: &a [x, x]\nb: &b [*a, *a]\nneeds: [*b, *b]", "2:4: error: YAML anchors, aliases and tags"),
        ("needs: !!python/object/apply:os.system [ls]", "2:8: error: YAML anchors, aliases and tags"),
        ("%TAG ! tag:x:\n--- !a\nneeds: x", "YAML anchors, aliases and tags"),
        ("<<: {pace: 4-6}", "2:1: error: '<<' is no key"),
        ("needs: " + "[" * 1_500, "2:9: error: a list inside a list"),
        ("needs: " + "{a: " * 300, "2:12: error: a list inside a list"),
        ("\n".join(" " * depth + "a:" for depth in range(50)), "a list inside a list"),
        ("pace: " + "9" * 1_500, "2:7: error: '9999"),
        ("pace: .inf-.nan", "2:7: error: '.inf-.nan' is no pace"),
        ("language: 2020-99-99", "2:11: error: '2020-99-99' is no language"),
        ("pace: 4-6\npace: 4-7", "3:1: error: 'pace' stands twice"),
        ("? [a, b]\n: c", "2:3: error: '' is no key"),
        ("pace: 4-6\n--- a\nx: y", "the front matter is no YAML"),
        ("%YAML 9.9\n---\npace: 4-6", "the front matter is no YAML"),
        ("needs: '", "the front matter is no YAML"),
        ('needs: "\\U00110000"', "the front matter is no YAML"),
        ('needs: "\\UFFFFFFFF"', "the front matter is no YAML"),
        ('tags: ["\\uD800"]', "2:8: error: the invisible character U+D800"),
        ('tags: ["\\x1b[31m"]', "2:8: error: the invisible character U+001B"),
        ("tags: [\uffff]", "the front matter is no YAML"),
        ("tags: [" + "a, " * 30 + "]", "2:7: error: 'tags': expected at most 20 short words"),
        (lines("pace: 4-6", of=5_000), "1:1: error: front matter of 49,999 characters: expected at most 2,000"),
    ],
    ids=lambda value: repr(value[:24]) if isinstance(value, str) else None,
)
def test_yaml_that_no_script_needs_is_refused(problems: Guarded, tmp_path: Path, yaml: str, expected: str):
    path = tmp_path / "x.md"
    path.write_bytes(f"---\n{yaml.strip()}\n---\n{FINE}".encode("utf-8", "surrogatepass"))
    assert expected in problems(path)


@pytest.mark.parametrize(
    "values", ["tags: [2020-01-01, 12:30:45, 1_000, yes, ~, 0x1f]", "language: no", "# only this", ""]
)
def test_values_that_yaml_would_make_dates_numbers_or_truths_stay_words(problems: Guarded, tmp_path: Path, values: str):
    path = tmp_path / "x.md"
    path.write_text(f"---\n{values}\n---\n{FINE}", "utf-8")
    assert problems(path) == ""


def test_front_matter_without_an_end_is_named(problems: Guarded, tmp_path: Path):
    path = tmp_path / "x.md"
    path.write_text(f"---\npace: 4-6\n{FINE}", "utf-8")
    assert "x.md:1:1: error: front matter without an end: expected a line '---'" in problems(path)


@pytest.mark.parametrize(
    "char", ["\0", "\x0b", "\x0c", "\x1b", "\x1c", "\x85", "\u2028", "\u2029", "\u202e", "\u2066", "\ufeff", "\ue000"]
)
@pytest.mark.parametrize("text", ["---\ntags: [a?b]\n---\n# A\n", "# A\n\nab?c.\n"])
def test_invisible_characters_are_reported_at_their_place(problems: Guarded, tmp_path: Path, char: str, text: str):
    path = tmp_path / "x.md"
    path.write_text(text.replace("?", char) + REPEAT, "utf-8")
    line = 2 if text.startswith("---") else 3
    column = text.split("\n")[line - 1].index("?") + 1
    assert f"x.md:{line}:{column}: error: the invisible character U+{ord(char):04X}" in problems(path)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_counted_the_same_with_every_line_ending(problems: Guarded, tmp_path: Path, ending: str):
    path = tmp_path / "x.md"
    path.write_bytes(f"\ufeff---\nneeds: [chair]\n---\n# A 🙂\n\n{REPEAT}- Inhail\n".replace("\n", ending).encode())
    assert problems(path).startswith(f"{path}:9:3: error: 'Inhail' does not begin a step")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("../secret.md", "leaves the session's folder"),
        ("sub/../../secret.md", "leaves the session's folder"),
        ("%2e%2e/secret.md", "leaves the session's folder"),
        ("%2E%2E%2Fsecret.md", "leaves the session's folder"),
        ("outside.md", "leaves the session's folder"),
        ("/etc/passwd", "expected a file beside this one"),
        ("%2Fetc%2Fpasswd", "expected a file beside this one"),
        ("https://example.org/x.md", "expected a file beside this one"),
        ("mailto:a@b.c", "expected a file beside this one"),
        ("#set-up", "expected a file beside this one"),
        ("file:///etc/passwd", "an item without a link"),
        ("javascript:x.md", "an item without a link"),
        ("fine.md%00", "is not there"),
        ("fine.md#set-up", "is not there; did you mean 'fine.md'?"),
        ("%FF%FE.md", "is not there"),
        ("a" * 1_000 + ".md", "is not there"),
        ("round.md", "is not there"),
        ("folder.md", "is not there"),
        ("pipe.md", "is not there"),
        ("", "expected a file beside this one"),
    ],
)
def test_links_stay_inside_the_folder(problems: Guarded, tmp_path: Path, target: str, expected: str):
    (tmp_path / "secret.md").write_text(FINE)
    folder = tmp_path / "folder"
    (folder / "folder.md").mkdir(parents=True)
    (folder / "sub").mkdir()
    (folder / "fine.md").write_text(FINE)
    (folder / "outside.md").symlink_to(tmp_path / "secret.md")
    (folder / "round.md").symlink_to(folder / "round.md")
    os.mkfifo(folder / "pipe.md")
    session = folder / "x.md"
    session.write_text(f"# Session\n\n1. [Fine](fine.md)\n2. [One]({target})\n", "utf-8")
    found = problems(session)
    assert found.startswith(f"{session}:4:")
    assert expected in found


def test_sessions_in_a_loop_are_found_directly_and_through_others(problems: Guarded, tmp_path: Path):
    (tmp_path / "a.md").write_text("# A\n\n1. [A](a.md)\n2. [B](b.md)\n")
    (tmp_path / "b.md").write_text("# B\n\n1. [C](sub/c.md)\n")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.md").write_text("# C\n\n1. [A](../sub/../a.md)\n")
    found = problems(tmp_path / "a.md").splitlines()
    assert [line for line in found if "loop" in line] == [
        f"{tmp_path}/a.md:3:5: error: 'a.md' leads back to itself: expected no loop of sessions",
        f"{tmp_path}/sub/c.md:3:5: error: '../sub/../a.md' leads back to itself: expected no loop of sessions",
    ]


@pytest.mark.parametrize(
    "leaf", [FINE, "# Leaf\n\n1. [Gone](gone.md)\n"], ids=["exercise", "session without exercises"]
)
def test_sessions_that_link_each_other_many_times_do_not_multiply(problems: Guarded, tmp_path: Path, leaf: str):
    for level in range(15):
        below = f"{level + 1}.md"
        (tmp_path / f"{level}.md").write_text(f"# Level {level}\n\n" + lines(f"1. [Next]({below})", of=100))
    (tmp_path / "15.md").write_text(leaf)
    expected = "a session of more than 5,000 exercises" if leaf == FINE else "'gone.md' is not there"
    assert expected in problems(tmp_path / "0.md")


def test_sessions_nested_too_deep_are_refused(problems: Guarded, tmp_path: Path):
    for level in range(1_200):
        (tmp_path / f"{level}.md").write_text(f"# Level {level}\n\n1. [Next]({level + 1}.md)\n")
    assert "20.md:3:5: error: sessions more than 20 deep" in problems(tmp_path / "0.md")


def test_a_device_or_a_pipe_is_refused_without_waiting(problems: Guarded, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "round.md").symlink_to(tmp_path / "round.md")
    assert "cannot be read (a device or a pipe)" in problems(tmp_path / "pipe.md")
    assert "cannot be read (a device or a pipe)" in problems(Path("/dev/zero"))
    assert "cannot be read (a folder)" in problems(tmp_path)
    assert "cannot be read (No such file or directory)" in problems(tmp_path / "none.md")
    assert "cannot be read (Too many levels of symbolic links)" in problems(tmp_path / "round.md")
    assert "cannot be read (File name too long)" in problems(tmp_path / ("x" * 1_000))
    assert "cannot be read (no name for a file)" in problems(tmp_path / "a\0b.md")


def test_a_file_of_a_gigabyte_is_not_read_whole(problems: Guarded, tmp_path: Path):
    with (tmp_path / "x.md").open("wb") as file:
        file.truncate(1_000_000_000)
    assert "too large: expected at most 1,000,000 characters" in problems(tmp_path / "x.md")


@modes_bind
def test_a_file_without_read_permission_is_refused():
    with TemporaryDirectory() as folder:  # pytest's own may be entered by nobody else
        Path(folder).chmod(0o755)
        script = Path(folder, "x.md")
        script.write_text(FINE)
        script.chmod(0)
        with as_nobody(), pytest.raises(ScriptError, match=r"cannot be read \(Permission denied\)"):
            load(script)
