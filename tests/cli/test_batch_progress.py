"""What a batch tells at its end."""

import pytest

from voiceguide.batch.run import BatchOutcome
from voiceguide.cli.batch_progress import print_summary


def test_each_note_is_told_once_below_the_items_that_it_is_of(capsys: pytest.CaptureFixture[str]):
    def made(name: str, *notes: str) -> BatchOutcome:
        return BatchOutcome(name, "made", "", 1280, 5, notes)

    print_summary([made("a", "both", "both too"), made("b", "both", "both too", "only b"), made("c")])
    assert capsys.readouterr().err.splitlines() == ["a and 1 more:", "both", "both too", "b:", "only b"]
