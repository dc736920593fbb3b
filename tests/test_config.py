from datetime import timedelta
from pathlib import Path

import pytest

from voiceguide.config import Config, config_path, load_config
from voiceguide.errors import ConfigError

WHOLE = """
[defaults]
pace = "5-7"
minutes = 20

[voices.slt]
command = "flite -voice slt -o {out} -t {text}"
language = "en-us"
seconds = 5
wpm = 170

[lexicon]
psoas = "so-as"
"L5" = "el five"

[log]
off = true
day_ends = "04:30"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_file_that_does_not_exist_gives_an_empty_config(path: Path) -> None:
    assert load_config(path) == Config(path)


def test_each_table_is_read(path: Path) -> None:
    path.write_text(WHOLE)
    config = load_config(path, flags=lambda: ["pace", "minutes"])
    assert config.defaults == {"pace": "5-7", "minutes": 20}
    voice = config.voices["slt"]
    assert (voice.name, voice.language, voice.seconds, voice.wpm) == ("slt", "en-us", 5, 170)
    assert voice.command.startswith("flite")
    assert config.lexicon == {"psoas": "so-as", "L5": "el five"}
    assert not config.keeps_log
    assert config.day_ends == timedelta(hours=4, minutes=30)


def test_the_users_own_file_is_looked_for_where_the_system_keeps_settings() -> None:
    assert Path(*config_path().parts[-2:]) == Path("voiceguide/config.toml")


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("[default]\n", 1, "did you mean 'defaults'"),
        ("[defaults]\npaec = '4-6'\n", 2, "did you mean 'pace'"),
        ("[voices.a]\ncomand = 'x'\n", 2, "did you mean 'command'"),
        ("[voices.a]\n", 1, "no command"),
        ("[voices.a]\ncommand = 5\n", 2, "no command"),
        ("[voices.a]\ncommand = 'x'\nseconds = 0\n", 3, "a number above 0"),
        ("[voices.a]\ncommand = 'x'\nwpm = 'quick'\n", 3, "'quick'"),
        ("[voices.a]\ncommand = 'x'\nlanguage = 5\n", 3, "Expected a tag"),
        ("[voices.'a,b']\ncommand = 'x'\n", 1, "cannot name a voice"),
        ("[voices]\na = 'flite'\n", 2, r"\[voices.a\]"),
        ("lexicon = 5\n", 1, "Expected a table"),
        ("[lexicon]\npsoas = 5\n", 2, "how to say it"),
        ("[lexicon]\npsoas = ' '\n", 2, "how to say it"),
        ("[log]\nof = true\n", 2, "did you mean 'off'"),
        ("[screen]\nplan = true\n", 2, "did you mean 'plain'"),
        ("[screen]\nplain = 1\n", 2, "plain is '1' in .screen.. Expected true or false"),
        ("[keys]\nnext = 5\n", 2, "next is '5' in .keys.. Expected a key"),
        ("[log]\nday_ends = '4'\n", 2, "day_ends is '4' in .log.. Expected a time from 00:00 to 11:59"),
        ("[log]\nday_ends = '12:00'\n", 2, "Expected a time from 00:00 to 11:59"),
        ("[log]\nday_ends = '04:75'\n", 2, "Expected a time from 00:00 to 11:59"),
        ("[log]\nday_ends = 4\n", 2, "Expected a time from 00:00 to 11:59"),
        ("[log]\noff = 'yes'\n", 2, "off is 'yes' in .log.. Expected true or false"),
        ("[defaults\n", 1, "not in TOML: Expected .]. at the end"),
        ('[defaults]\npace = "a\n[log]\n', 2, "not in TOML"),
        ("# so\n\n[log]\noff = true\n\n[log]\n", 6, "not in TOML"),
        ('[voices.a]\ncommand = "C:\\Programs\\a.exe"\n', 2, "not in TOML.*in single quotes"),
        ('[voices.a]\ncommand = "C:\\tools\\flite.exe {out} {text}"\n', 2, "control character.*in single quotes"),
        ('[lexicon]\na = """\n1\n2"""\n# b\nb = [\n 1,\n]\n', 6, "'b' is"),
        ("[lexicon]\n'c.d' = 5\n", 2, "'c.d' is"),
        ("log.of = true\n", 1, "did you mean 'off'"),
        ("voices = { a = { command = 'x', wpm = 0 } }\n", 1, "a number above 0"),
        ("[log]\noff = " + "[" * 5000 + "]" * 5000, 2, "not in TOML"),
        ("[log]\noff = " + "9" * 5000, 2, "not in TOML"),
        (f"[defaults]\nreps = 3\npace = [0x{'f' * 5000}]\n", 3, "a whole number here has more than 64 bits"),
    ],
)
def test_a_fault_is_an_error_with_the_file_the_line_and_what_was_expected(
    path: Path, text: str, line: int, expected: str
) -> None:
    path.write_text(text)
    with pytest.raises(ConfigError, match=f"(?s)config.toml:{line}: .*{expected}"):
        load_config(path, flags=lambda: ["pace"])


def test_a_file_that_cannot_be_read_is_an_error(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)
    (path / "latin").write_bytes(b"[lexicon]\na = '\xff'\n")
    with pytest.raises(ConfigError, match="latin:2: not UTF-8"):
        load_config(path / "latin")
