import random
import subprocess

import pytest

from voiceguide.config import CommandVoice
from voiceguide.errors import SpeechError
from voiceguide.speech.voices.command import CommandEngine, words_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (r"C:\flite\flite.exe -o {out} -t {text}", ["C:\\flite\\flite.exe", "-o", "{out}", "-t", "{text}"]),
        (r'"C:\Program Files\say.exe" -o "{out}"', ["C:\\Program Files\\say.exe", "-o", "{out}"]),
        (r'"C:\voices\\" {text}', ["C:\\voices\\", "{text}"]),
        (r"\\server\share\say.exe --to={out}", ["\\\\server\\share\\say.exe", "--to={out}"]),
        (r"say.exe it's \"so\"", ["say.exe", "it's", '"so"']),
        (r'say.exe "" "a ""b"" c"', ["say.exe", "", 'a "b" c']),
        ("", []),
    ],
)
def test_on_windows_backslashes_stay_and_double_quotes_hold_words_together(line: str, words: list[str]) -> None:
    assert words_of(line, "win32") == words


def test_on_windows_words_are_read_as_python_writes_them() -> None:
    chance = random.Random(1)
    for _ in range(3000):
        words = ["".join(chance.choices("ab \\\"'\t", k=chance.randrange(8))) for _ in range(3)]
        assert words_of(subprocess.list2cmdline(words), "win32") == words


@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_elsewhere_words_are_read_as_in_a_shell(platform: str) -> None:
    assert words_of(r"say 'two words' it\'s C:\x", platform) == ["say", "two words", "it's", "C:x"]


@pytest.mark.parametrize("platform", ["win32", "linux"])
def test_a_quote_that_is_not_closed_is_an_error(platform: str) -> None:
    with pytest.raises(ValueError, match="closing quotation"):
        words_of('say "so', platform)


def test_on_windows_a_batch_file_is_refused_since_words_could_run_as_commands_in_it(tmp_path) -> None:
    batch = tmp_path / "say.BAT"
    batch.write_text("")
    batch.chmod(0o755)
    with pytest.raises(SpeechError, match="is the batch file"):
        CommandEngine(CommandVoice("mine", f'"{batch}" {{out}} {{text}}'), "win32")
