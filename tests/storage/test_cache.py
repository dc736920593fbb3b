import os
import shutil
import threading
from pathlib import Path

import pytest

from voiceguide.storage import cache
from voiceguide.storage.cache import NotCached, Store


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Store:
    return Store(tmp_path / "cache", 1000, clock)


def entry(tmp_path: Path, key: str) -> Path:
    return tmp_path / "cache" / f"{key}.kept"


@pytest.mark.parametrize("data", [b"", b"a", bytes(1 << 20)])
def test_what_was_saved_is_read(tmp_path: Path, data: bytes):
    for store in Store(tmp_path, 1 << 30), Store(tmp_path, 1 << 30):
        store.save("key", data)
        assert (store.size("key"), store.read("key")) == (len(data), data)


def test_an_entry_that_was_not_saved_is_missing(store: Store):
    assert (store.size("key"), store.read("key")) == (None, None)
    with pytest.raises(NotCached):
        next(store.pieces("key"))


def test_pieces_are_cached_once_all_were_taken(store: Store, tmp_path: Path):
    pieces = store.caching("key", [b"one ", b"two"])
    assert next(pieces) == b"one "
    assert store.read("key") is None
    assert next(pieces) == b"two"
    assert list(pieces) == []
    assert store.read("key") == b"one two"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["key.kept"]


def test_pieces_left_half_way_leave_nothing(store: Store, tmp_path: Path):
    pieces = store.caching("key", [b"one", b"two"])
    next(pieces)
    pieces.close()
    assert not list((tmp_path / "cache").iterdir())


def test_pieces_that_fail_leave_nothing_and_the_failure_is_told(store: Store, tmp_path: Path):
    def failing():
        yield b"one"
        raise ValueError("no voice")

    with pytest.raises(ValueError, match="no voice"):
        list(store.caching("key", failing()))
    assert not list((tmp_path / "cache").iterdir())


def test_what_takes_long_is_made_once(store: Store):
    made = []

    def make():
        made.append(1)
        return b"cover"

    assert [store.get_or_make("key", make) for _ in range(3)] == [b"cover"] * 3
    assert made == [1]


@pytest.mark.parametrize("damage", ["cut", "longer", "flipped", "emptied", "header"])
def test_a_damaged_entry_counts_as_missing(store: Store, tmp_path: Path, damage: str):
    store.save("key", b"0123456789")
    whole = entry(tmp_path, "key").read_bytes()
    damaged = {
        "cut": whole[:-1],
        "longer": whole + b"x",
        "flipped": whole[:-3] + b"x" + whole[-2:],
        "emptied": b"",
        "header": b"X" + whole[1:],
    }
    entry(tmp_path, "key").write_bytes(damaged[damage])
    assert store.read("key") is None
    assert store.get_or_make("key", lambda: b"new") == b"new"
    assert store.read("key") == b"new"


def test_a_folder_that_cannot_be_written_caches_nothing_and_raises_nothing(tmp_path: Path):
    (tmp_path / "cache").write_text("a file")
    store = Store(tmp_path / "cache", 1000)
    assert list(store.caching("key", [b"one", b"two"])) == [b"one", b"two"]
    assert store.read("key") is None
    with pytest.raises(OSError, match=r"exists|directory"):
        store.save("key", b"one")


def test_a_disk_that_fills_up_caches_nothing_and_raises_nothing(tmp_path: Path):
    resource = pytest.importorskip("resource")
    store = Store(tmp_path, 1 << 30)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        pieces = [bytes(50_000)] * 4
        assert list(store.caching("key", pieces)) == pieces
        with pytest.raises(OSError, match="large"):
            store.save("key", bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


def test_a_folder_deleted_while_it_is_read_and_written_is_made_again(store: Store, tmp_path: Path):
    store.save("old", bytes(600))
    reading, writing = store.pieces("old"), store.caching("new", [b"a", b"b"])
    next(writing)
    shutil.rmtree(tmp_path / "cache")
    assert list(writing) == [b"b"]
    with pytest.raises(NotCached):
        list(reading)
    store.save("newer", b"c")
    assert store.read("newer") == b"c"


def test_the_least_recently_used_entry_is_removed_first(store: Store, clock: Clock):
    for key in "abc":
        clock.now += 1
        store.save(key, bytes(300))
    clock.now += 1
    assert store.read("a")
    clock.now += 1
    store.save("d", bytes(300))
    assert [key for key in "abcd" if store.size(key)] == ["a", "c", "d"]


@pytest.mark.parametrize("jump", [-1e9, 1e9])
def test_a_clock_that_jumps_neither_loses_what_is_new_nor_keeps_what_is_old_for_ever(
    store: Store, clock: Clock, tmp_path: Path, jump: float
):
    store.save("old", bytes(600))
    clock.now += jump
    store.save("new", bytes(600))
    assert (store.size("old"), store.size("new")) == (None, 600)
    clock.now -= jump
    assert store.read("new") == bytes(600)
    store.save("newest", bytes(600))
    assert (store.size("new"), store.size("newest")) == (None, 600)


def test_drafts_of_killed_processes_are_removed_when_there_is_no_room(store: Store, clock: Clock, tmp_path: Path):
    store.save("a", bytes(100))
    draft = tmp_path / "cache" / "b.1.2.draft"
    draft.write_bytes(bytes(900))
    os.utime(draft, (1, 1))
    clock.now += 1
    store.save("c", bytes(200))
    assert not draft.exists()
    assert store.size("a") == 100


def test_all_entries_can_be_removed(store: Store, tmp_path: Path):
    assert store.clear() == (0, 0)
    for key in "abc":
        store.save(key, bytes(100))
    size = entry(tmp_path, "a").stat().st_size
    (tmp_path / "cache" / "x.1.2.draft").write_bytes(b"half")
    (tmp_path / "cache" / "mine.txt").touch()
    assert store.clear() == (3, 3 * size + 4)
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["mine.txt"]


def test_threads_that_save_the_same_entry_at_once_leave_one_whole(tmp_path: Path):
    store = Store(tmp_path, 1 << 30)
    pieces = [bytes([number]) * 10_000 for number in range(20)]
    threads = [threading.Thread(target=lambda: list(store.caching("key", pieces))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read("key") == b"".join(pieces)
    assert [path.name for path in tmp_path.iterdir()] == ["key.kept"]


def test_only_one_makes_an_entry_at_a_time(tmp_path: Path):
    """Two stores stand for two processes: each opens the lock by itself."""
    made: list[str] = []

    def make(name: str) -> None:
        store = Store(tmp_path / "cache", 1000)
        with store.making("key"):
            if store.read("key") is None:
                made.append(name)
                store.save("key", name.encode())

    threads = [threading.Thread(target=make, args=(name,)) for name in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["key.kept"]


def test_who_makes_an_entry_and_fails_lets_others_make_it(tmp_path: Path):
    with pytest.raises(KeyError), Store(tmp_path, 1000).making("key"):
        raise KeyError
    with Store(tmp_path, 1000).making("key"):
        assert [path.name for path in tmp_path.iterdir()] == ["key.lock"]


def test_a_folder_that_cannot_be_written_has_no_locks_and_is_no_obstacle(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with Store(tmp_path / "file", 1000).making("key"):
        pass


def test_a_process_that_is_stopped_while_it_makes_an_entry_is_not_waited_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(cache, "LONGEST_WAIT_S", 0.05)
    with Store(tmp_path, 1000).making("key"), Store(tmp_path, 1000).making("key"):
        pass
