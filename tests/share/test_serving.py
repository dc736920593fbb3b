"""What is shared is given whole, in parts, to many at once, and until it is over."""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from asking import Sharing, shared
from hypothesis import given
from hypothesis import strategies as some

from voiceguide.errors import ShareError
from voiceguide.share import sharing as sharing_
from voiceguide.share.server import opened
from voiceguide.share.shared import SharedSession, copied, sharing_folder
from voiceguide.share.sharing import Delivery

Share = Callable[..., Sharing]


def test_a_file_is_given_whole(all_along: Sharing, lift: Path):
    answer = all_along.get("1.mp3")
    assert (answer.status, answer.body) == (200, lift.read_bytes())
    assert answer.headers["content-type"] == "audio/mpeg"
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-", 0, None),
        ("bytes=100-199", 100, 200),
        ("bytes=1000-", 1000, None),
        ("bytes=-100", -100, None),
        ("bytes=5-99999999", 5, None),
        ("bytes=-99999999", 0, None),
    ],
)
def test_a_range_is_answered_with_206(all_along: Sharing, lift: Path, asked: str, start: int, end: int | None):
    whole = lift.read_bytes()
    answer = all_along.get("1.mp3", f"Range: {asked}")
    first, last, _ = slice(start, end).indices(len(whole))
    assert (answer.status, answer.body) == (206, whole[first:last])
    assert answer.headers["content-range"] == f"bytes {first}-{last - 1}/{len(whole)}"
    assert answer.headers["content-length"] == str(last - first)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_range_that_has_nothing_is_answered_with_416(all_along: Sharing, lift: Path, asked: str):
    answer = all_along.get("1.mp3", f"Range: {asked}")
    assert (answer.status, answer.body) == (416, b"")
    assert answer.headers["content-range"] == f"bytes */{lift.stat().st_size}"


@pytest.mark.parametrize("asked", ["bytes=0-1,5-9", "bytes=" + ",".join(f"{at}-{at}" for at in range(0, 4000, 2))])
def test_a_range_of_several_parts_is_answered_whole(all_along: Sharing, lift: Path, asked: str):
    answer = all_along.get("1.mp3", f"Range: {asked}")
    assert (answer.status, answer.body) == (200, lift.read_bytes())


def test_a_range_of_another_version_is_answered_whole(all_along: Sharing, lift: Path):
    tag = all_along.get("1.mp3", method="HEAD").headers["etag"]
    assert all_along.get("1.mp3", "Range: bytes=5-9", f"If-Range: {tag}").status == 206
    for other in ('"another"', f"W/{tag}", "Thu, 01 Jan 1970 00:00:00 GMT"):
        assert all_along.get("1.mp3", "Range: bytes=5-9", f"If-Range: {other}").status == 200


def test_head_tells_the_size_and_gives_nothing(all_along: Sharing, lift: Path):
    answer = all_along.get("1.mp3", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-length"] == str(lift.stat().st_size)


def test_fifty_clients_are_served_at_once(all_along: Sharing, lift: Path):
    with ThreadPoolExecutor(50) as clients:
        bodies = [each.result().body for each in [clients.submit(all_along.get, "1.mp3") for _ in range(50)]]
    assert bodies == [lift.read_bytes()] * 50


def test_with_once_it_is_over_when_all_was_heard_or_downloaded(share: Share, lift: Path, turn: Path):
    sharing = share(lift, turn, once=True)
    for name in ("", "1", "1.mp3", "2.mp3", "heard-1.mp3"):
        assert sharing.get(name).status == 200
    sharing.get("download-2.mp3", "Range: bytes=0-999")
    sharing.get("download-2.mp3", method="HEAD")
    assert sharing.get("download-2.mp3", "Range: bytes=501-").status == 206
    sharing.get("download-2.mp3", "Range: bytes=1-600")
    assert sharing.thread.is_alive()
    assert sharing.get("download-2.mp3", "Range: bytes=0-0").status == 206
    sharing.thread.join(10)
    assert not sharing.thread.is_alive()
    with pytest.raises(ConnectionRefusedError):
        sharing.connected()


def test_a_slow_download_arrives_whole_before_it_is_over(share: Share, long_wav: Path):
    sharing = share(long_wav, once=True)
    with sharing.connected() as slow:
        slow.sendall(f"GET /{sharing.secret}/download-1.wav HTTP/1.1\r\nHost: {sharing.host}\r\n\r\n".encode())
        received = b""
        while piece := slow.recv(1 << 16):
            received += piece
            time.sleep(0.001)
    assert received.partition(b"\r\n\r\n")[2] == long_wav.read_bytes()


def test_a_download_has_the_name_of_the_session(all_along: Sharing):
    answer = all_along.get("download-1.mp3", method="HEAD")
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''lift%20%26%20lower.mp3"


def test_it_is_over_at_the_end_of_its_time_though_clients_are_slow(
    share: Share, long_wav: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sharing_, "LAST_S", 0.2)
    clock.now = 500
    sharing = share(long_wav, seconds=1800)
    clock.now = 2299.9
    assert sharing.get("").status == 200
    with sharing.connected() as idle, sharing.connected() as stalled:
        stalled.sendall(f"GET /{sharing.secret}/1.wav HTTP/1.1\r\nHost: {sharing.host}\r\n\r\n".encode())
        assert stalled.recv(1) == b"H"
        clock.now = 2300
        sharing.thread.join(10)
        assert not sharing.thread.is_alive()
        assert idle.recv(1) == b""


@given(size=some.integers(1, 60), spans=some.lists(some.tuples(some.integers(0, 60), some.integers(0, 60))))
def test_a_download_is_whole_when_every_byte_was_sent(size: int, spans: list[tuple[int, int]]):
    delivery = Delivery({"1.mp3": size})
    for start, length in spans:
        delivery.sent("download-1.mp3", start, start + length)
        delivery.sent("1.mp3", 0, size)
    assert delivery.whole == (
        set(range(size)) <= {at for start, length in spans for at in range(start, start + length)}
    )


def test_a_file_that_is_made_anew_is_shared_as_it_was(share: Share, lift: Path, turn: Path, tmp_path: Path):
    mine = tmp_path / "mine.mp3"
    mine.write_bytes(lift.read_bytes())
    (tmp_path / "folder").mkdir()
    session = copied(mine, tmp_path / "folder", 1)
    mine.write_bytes(turn.read_bytes())
    assert session.sound.read_bytes() == lift.read_bytes()


def test_a_file_without_a_cue_sheet_is_refused(tmp_path: Path):
    (tmp_path / "song.mp3").write_bytes(b"\xff\xfb" * 5000)
    with pytest.raises(ShareError, match=r"song\.mp3 cannot be shared: .* Expected a script, or an MP3 or WAV from"):
        SharedSession.of(tmp_path / "song.mp3")


def test_the_folder_of_a_run_is_removed_and_those_of_killed_runs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with sharing_folder() as folder:
        left, running = folder.parent / "left", folder.parent / "running"
        for each in (left, running):
            each.mkdir()
            (each / "1.mp3").touch()
        os.utime(left, (0, 0))
        with sharing_folder() as other:
            assert sorted(folder.parent.iterdir()) == sorted([folder, other, running])
    assert [*folder.parent.iterdir()] == [running]


def test_an_address_of_another_machine_is_refused_or_left_out_and_a_taken_port_is_not_needed():
    here, here_too, elsewhere = map(ip_address, ("127.0.0.1", "127.0.0.2", "198.51.100.77"))
    with (
        pytest.raises(ShareError, match=r"198\.51\.100\.77 cannot be opened .* expected an address of this machine"),
        opened([elsewhere]),
    ):
        pass
    with opened([here, here_too], 0) as first:
        port = first[0].getsockname()[1]
        assert first[1].getsockname()[1] == port
        with opened([elsewhere, here], port) as [second]:
            assert second.getsockname()[1] != port


def test_the_port_of_a_run_that_has_just_ended_is_taken_again(lift: Path, clock: Any):
    with shared([lift], clock) as sharing:
        sharing.connected().close()
        assert sharing.get("").status == 200
    with opened([ip_address("127.0.0.1")], sharing.port) as [again]:
        assert again.getsockname()[1] == sharing.port
