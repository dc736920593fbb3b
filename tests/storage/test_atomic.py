import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from nobody import as_nobody, modes_bind

from voiceguide.errors import ExportError, SpeechError
from voiceguide.storage.atomic import _put_in_place, behind_links, making_folder, replacing, sweep


def fill(target, *pieces):
    """Write pieces to a target, raising those that are exceptions."""
    with replacing(target) as file:
        for piece in pieces:
            if isinstance(piece, BaseException):
                raise piece
            file.write(piece)


def test_the_file_appears_when_it_is_whole(tmp_path):
    target = tmp_path / "session.mp3"
    target.write_bytes(b"old")
    with replacing(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_has_the_systems_usual_permissions(tmp_path):
    fill(tmp_path / "session.mp3")
    (tmp_path / "plain").touch()
    assert (tmp_path / "session.mp3").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), SystemExit(), SpeechError("no voice"), ValueError("wrong")])
def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(tmp_path, trouble):
    target = tmp_path / "session.mp3"
    target.write_bytes(b"old")
    with pytest.raises(type(trouble)) as caught:
        fill(target, b"new", trouble)
    assert caught.value is trouble
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_does_not_exist_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ExportError, match=r"missing.session\.mp3 cannot be written: its folder does not exist; make"):
        fill(tmp_path / "missing" / "session.mp3")


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ExportError, match="its folder is not a folder"):
        fill(tmp_path / "file" / "session.mp3")


def test_a_target_that_is_a_folder_is_refused_and_stays(tmp_path):
    (tmp_path / "session.mp3").mkdir()
    with pytest.raises(ExportError, match="it is a folder; give the name of a file"):
        fill(tmp_path / "session.mp3")
    assert [path.name for path in tmp_path.iterdir()] == ["session.mp3"]


@modes_bind
def test_a_read_only_folder_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    try:
        with as_nobody(), pytest.raises(ExportError, match="writing there is not allowed"):
            fill(tmp_path / "session.mp3")
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (errno.EACCES, "writing there is not allowed"),
        (errno.ENOSPC, "the disk is full; free some space"),
        (errno.EROFS, "that disk is read-only"),
        (errno.EIO, "error"),
    ],
)
def test_an_error_of_the_system_is_reported_with_a_remedy(tmp_path, reason, words):
    """An error of another program that writes the file has the name of the temporary file."""
    target = tmp_path / "session.mp3"
    with pytest.raises(ExportError, match=rf"session\.mp3 cannot be written: .*{words}"), replacing(target) as file:
        raise OSError(reason, os.strerror(reason), file.name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "trouble",
    [
        FileNotFoundError(errno.ENOENT, "No such file or directory", "recording.wav"),
        PermissionError(errno.EACCES, "Permission denied", "ffmpeg"),
        OSError(errno.ENOSPC, "No space left on device", "/tmp/other"),
        OSError(errno.EIO, "Input/output error"),
        BrokenPipeError(errno.EPIPE, "Broken pipe"),
    ],
)
def test_an_error_about_another_file_is_not_reported_as_the_targets(tmp_path, trouble):
    target = tmp_path / "session.mp3"
    target.write_bytes(b"old")
    with pytest.raises(type(trouble)) as caught:
        fill(target, b"new", trouble)
    assert caught.value is trouble
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"session.mp3": b"old"}


def test_a_full_disk_does_not_hide_why_the_block_failed(tmp_path):
    """What was still to be written is given up with the file."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, hard))
    try:
        with pytest.raises(KeyboardInterrupt):
            fill(tmp_path / "session.mp3", bytes(100), KeyboardInterrupt())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not list(tmp_path.iterdir())


def test_a_name_that_is_too_long_is_refused_before_anything_is_made(tmp_path):
    with pytest.raises(ExportError, match="its name is too long; choose a shorter one"):
        fill(tmp_path / f"{'x' * 300}.mp3", AssertionError("it was made"))


def test_a_disk_that_takes_no_more_leaves_the_old_file(tmp_path):
    """A limit on the size of files fails a write half-way, as a full disk does."""
    resource = pytest.importorskip("resource")
    target = tmp_path / "session.mp3"
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
    try:
        with pytest.raises(ExportError, match="takes no file so large"):
            fill(target, *[bytes(100_000)] * 20)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


WRITE_SLOWLY = """
import sys
from pathlib import Path
from voiceguide.storage.atomic import replacing
with replacing(Path(sys.argv[1])) as file:
    file.write(b"whole")
    print("begun", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def writing(tmp_path):
    """A process that has begun to write, and that finishes when its input is closed."""
    command = [sys.executable, "-c", WRITE_SLOWLY, str(tmp_path / "session.mp3")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"begun\n"
        yield process
        process.kill()


posix_only = pytest.mark.skipif(os.name != "posix", reason="files cannot be claimed here")


@posix_only
def test_what_a_killed_process_left_is_swept(tmp_path, writing):
    writing.kill()
    writing.wait()
    assert len(list(tmp_path.iterdir())) == 1
    sweep(tmp_path)
    assert not list(tmp_path.iterdir())


def test_what_is_being_written_is_not_swept(tmp_path, writing):
    with replacing(tmp_path / "other.mp3") as file:
        file.write(b"new")
        sweep(tmp_path)
    writing.stdin.close()
    assert writing.wait(60) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "session.mp3": b"whole", "other.mp3": b"new"
    }  # fmt: skip


def test_only_what_is_named_as_ours_is_swept(tmp_path):
    others = [
        ".voiceguide-0123456789a.part",
        ".voiceguide-0123456789ab.part~",
        "voiceguide-0123456789ab.part",
        "x.part",
    ]
    for name in others:
        (tmp_path / name).touch()
    (tmp_path / ".voiceguide-0123456789ab.part").mkdir()
    (tmp_path / ".voiceguide-0123456789ac.part").symlink_to(tmp_path / "x.part")
    sweep(tmp_path)
    assert len(list(tmp_path.iterdir())) == len(others) + 2
    sweep(tmp_path / "missing")


def test_writers_and_sweeps_at_once_lose_nothing(tmp_path):
    def write(name):
        for number in range(60):
            fill(tmp_path / f"{name}.mp3", b"%d" % number)

    done = threading.Event()

    def keep_sweeping():
        while not done.is_set():
            sweep(tmp_path)

    writers = [threading.Thread(target=write, args=(name,)) for name in "abcd"]
    sweeps = [threading.Thread(target=keep_sweeping) for _ in range(2)]
    for thread in (*sweeps, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in sweeps:
        thread.join()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {f"{name}.mp3": b"59" for name in "abcd"}


needs_links = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make symbolic links")


@needs_links
@pytest.mark.parametrize("is_there", [True, False])
def test_the_file_that_a_symbolic_link_points_to_is_written(tmp_path, is_there):
    (tmp_path / "far").mkdir()
    if is_there:
        (tmp_path / "far" / "session.mp3").write_bytes(b"old")
    (tmp_path / "near.mp3").symlink_to("latest.mp3")
    (tmp_path / "latest.mp3").symlink_to("far/session.mp3")
    fill(tmp_path / "near.mp3", b"new")
    assert (tmp_path / "near.mp3").is_symlink()
    assert (tmp_path / "latest.mp3").is_symlink()
    assert [path.name for path in (tmp_path / "far").iterdir()] == ["session.mp3"]
    assert (tmp_path / "far" / "session.mp3").read_bytes() == b"new"


@needs_links
@pytest.mark.parametrize(
    ("points_to", "expected"),
    [
        ("session.mp3", "a symbolic link that leads back to itself"),
        ("gone/session.mp3", "a symbolic link to .*gone/session.mp3, whose folder does not exist"),
        ("/dev/null", "a device or a pipe"),
        (".", "it is a folder"),
    ],
)
def test_a_symbolic_link_that_leads_to_no_file_is_an_error(tmp_path, points_to, expected):
    target = tmp_path / "session.mp3"
    target.symlink_to(points_to)
    with pytest.raises(ExportError, match=f"session.mp3 cannot be written: .*{expected}"):
        fill(target, b"new")
    assert list(tmp_path.iterdir()) == [target]


@needs_links
def test_the_folder_that_a_symbolic_link_points_to_is_made(tmp_path):
    (tmp_path / "phone").symlink_to("card")
    making_folder(tmp_path / "phone")
    fill(tmp_path / "phone" / "session.mp3", b"new")
    assert (tmp_path / "card" / "session.mp3").read_bytes() == b"new"


@needs_links
def test_a_pipe_is_not_replaced(tmp_path):
    os.mkfifo(tmp_path / "session.mp3")
    with pytest.raises(ExportError, match="a device or a pipe"):
        behind_links(tmp_path / "session.mp3")


class HeldOpen(type(Path())):
    """A file whose target another program has open: Windows refuses to replace it."""

    def replace(self, target):
        raise PermissionError(errno.EACCES, "Access is denied", str(self))


def test_on_windows_a_file_that_a_player_has_open_is_told(tmp_path):
    target = tmp_path / "session.mp3"
    target.touch()
    with pytest.raises(ExportError, match="another program has it open"):
        _put_in_place(HeldOpen(tmp_path / "part"), target, "win32")
    with pytest.raises(PermissionError):
        _put_in_place(HeldOpen(tmp_path / "part"), target, "linux")
