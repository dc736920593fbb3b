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
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_file_that_is_not_there_says_nothing(path: Path) -> None:
    assert load_config(path) == Config(path)


def test_each_part_is_read(path: Path) -> None:
    path.write_text(WHOLE)
    config = load_config(path, flags=lambda: ["pace", "minutes"])
    assert config.defaults == {"pace": "5-7", "minutes": 20}
    voice = config.voices["slt"]
    assert (voice.name, voice.language, voice.seconds, voice.wpm) == ("slt", "en-us", 5, 170)
    assert voice.command.startswith("flite")
    assert config.lexicon == {"psoas": "so-as", "L5": "el five"}
    assert not config.keeps_log


def test_the_users_own_file_is_looked_for_where_the_system_keeps_settings() -> None:
    assert Path(*config_path().parts[-2:]) == Path("voiceguide/config.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[default]\n", "did you mean 'defaults'"),
        ("[defaults]\npaec = '4-6'\n", "did you mean 'pace'"),
        ("[voices.a]\ncomand = 'x'\n", "did you mean 'command'"),
        ("[voices.a]\n", "no command"),
        ("[voices.a]\ncommand = 5\n", "no command"),
        ("[voices.a]\ncommand = 'x'\nseconds = 0\n", "a number above 0"),
        ("[voices.a]\ncommand = 'x'\nwpm = 'quick'\n", "'quick'"),
        ("[voices.a]\ncommand = 'x'\nlanguage = 5\n", "Expected a tag"),
        ("[voices.'a,b']\ncommand = 'x'\n", "cannot name a voice"),
        ("[voices]\na = 'flite'\n", r"\[voices.a\]"),
        ("lexicon = 5\n", "Expected a table"),
        ("[lexicon]\npsoas = 5\n", "how to say it"),
        ("[lexicon]\npsoas = ' '\n", "how to say it"),
        ("[log]\nof = true\n", "did you mean 'off'"),
        ("[log]\noff = 'yes'\n", "off is 'yes' in .log.. Expected true or false"),
        ("[defaults\n", "not in TOML.*line 1"),
        (f"a = {'9' * 5000}\n", "not in TOML.*4300 digits"),
        (f"a = {'[' * 100_000}\n", "not in TOML.*recursion"),
        (f"[defaults]\npace = [0x{'f' * 5000}]\n", "a whole number in it has more than 64 bits"),
    ],
)
def test_what_is_not_understood_is_an_error_that_names_the_file_and_what_was_expected(
    path: Path, text: str, expected: str
) -> None:
    path.write_text(text)
    with pytest.raises(ConfigError, match=f"(?s)config.toml.*{expected}"):
        load_config(path, flags=lambda: ["pace"])


def test_a_file_that_cannot_be_read_is_an_error(path: Path) -> None:
    path.mkdir()
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)
    (path / "latin").write_bytes(b"[lexicon]\na = '\xff'\n")
    with pytest.raises(ConfigError, match="not in TOML"):
        load_config(path / "latin")
