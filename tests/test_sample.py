"""The sample that the README links."""

from pathlib import Path

from mutagen.mp3 import MP3

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "docs" / "sample.mp3"


def test_the_first_words_of_the_readme_let_a_reader_hear_a_short_and_small_sample() -> None:
    about = (ROOT / "README.md").read_text("utf-8").split("\n- ")[0]
    assert "(docs/sample.mp3)" in about
    assert 15 <= MP3(SAMPLE).info.length <= 25
    assert SAMPLE.stat().st_size < 350_000
