import os
from pathlib import Path

import numpy as np
import pytest

from voiceguide.clip import Clip
from voiceguide.speech.store import SWEEP_EVERY, ClipStore, quantize
from voiceguide.units import SAMPLE_RATE


def noise(frames: int = 500, seed: int = 0) -> Clip:
    samples = np.random.default_rng(seed).uniform(-1, 1, (frames, 1)).astype(np.float32)
    return quantize(Clip(samples, SAMPLE_RATE))


def test_a_clip_comes_back_as_it_went(tmp_path: Path) -> None:
    store = ClipStore(tmp_path / "made" / "when missing")
    store.save("a", noise())
    kept = store.load("a")
    assert kept is not None
    assert kept.samples.tobytes() == noise().samples.tobytes()
    assert kept.rate == SAMPLE_RATE
    assert store.frames("a") == 500
    assert [file.name for file in (tmp_path / "made" / "when missing").iterdir()] == ["a.clip"]


def test_what_is_beyond_full_scale_is_held_there() -> None:
    loud = Clip(np.array([[2.0], [-2.0]], np.float32), SAMPLE_RATE)
    assert quantize(loud).samples[:, 0].tolist() == [32767 / 32768, -1.0]


def test_a_missing_entry_is_no_error(tmp_path: Path) -> None:
    store = ClipStore(tmp_path / "nowhere")
    assert store.load("a") is None
    assert store.frames("a") is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda entry: b"",
        lambda entry: entry[:10],
        lambda entry: entry[:-1],
        lambda entry: entry + b"x",
        lambda entry: b"other" + entry[5:],
    ],
)
def test_a_damaged_entry_is_not_there(tmp_path: Path, damage) -> None:
    store = ClipStore(tmp_path)
    store.save("a", noise())
    path = tmp_path / "a.clip"
    path.write_bytes(damage(path.read_bytes()))
    assert store.load("a") is None
    assert store.frames("a") is None


def test_one_wrong_bit_of_sound_is_found(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    store.save("a", noise())
    path = tmp_path / "a.clip"
    entry = bytearray(path.read_bytes())
    entry[-1] ^= 1
    path.write_bytes(entry)
    assert store.load("a") is None


def test_a_folder_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        ClipStore(tmp_path / "file" / "folder").save("a", noise())


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    size = len(noise().samples) * 2 + 16
    store = ClipStore(tmp_path, limit=size * 10)
    for number in range(SWEEP_EVERY):
        store.save(f"{number}", noise(seed=number))
        os.utime(tmp_path / f"{number}.clip", (number, number))
    assert store.frames("3") == 500  # used again
    store.save("last", noise())
    kept = {file.stem for file in tmp_path.iterdir()}
    assert kept == {"last", "3"} | {f"{number}" for number in range(SWEEP_EVERY - 8, SWEEP_EVERY)}


def test_all_can_be_forgotten(tmp_path: Path) -> None:
    store = ClipStore(tmp_path)
    for number in range(3):
        store.save(f"{number}", noise(seed=number))
    (tmp_path / "x.1.2.draft").write_bytes(b"half")
    (tmp_path / "mine.txt").touch()
    assert store.clear() == (3, 3 * (500 * 2 + 16) + 4)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
    assert ClipStore(tmp_path / "nowhere").clear() == (0, 0)
