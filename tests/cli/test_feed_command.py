"""`voiceguide feed`"""

from pathlib import Path

from running import GOOD, RunHere


def test_it_says_what_was_written_and_the_second_time_that_nothing_was(run_here: RunHere, tmp_path: Path):
    (tmp_path / "good.md").write_text(GOOD)
    (tmp_path / "phone").mkdir()
    assert run_here("export", "good.md", "--voice", "system", "-o", "phone").returncode == 0
    done = run_here("feed", "phone", "--base-url", "https://example.org/x/")
    assert done.returncode == 0
    assert sorted(done.stdout.splitlines()) == [
        f"phone/{name}" for name in ("feed.xml", "folder.jpg", "good.chapters.json", "good.cover.jpg", "good.vtt")
    ]
    assert "5 files written. Upload the folder, and give apps https://example.org/x/feed.xml." in done.stderr
    again = run_here("feed", "phone", "--base-url", "https://example.org/x/")
    assert (again.returncode, again.stdout) == (0, "")
    assert "nothing has changed" in again.stderr


def test_an_address_that_is_none_is_refused(run_here: RunHere, tmp_path: Path):
    done = run_here("feed", ".", "--base-url", "ftp://example.org")
    assert done.returncode == 2
    assert "expected an address such as https://" in " ".join(done.stderr.split())
