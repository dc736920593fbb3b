import sys

import pytest
from session_bus import session_bus

from voiceguide.doctor.surroundings import folder, media_keys

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the session bus is Linux's")


def test_a_folder_is_reported_with_its_size_and_no_file_stays_in_it(tmp_path):
    (tmp_path / "clip").write_bytes(bytes(1_500_000))
    found = folder(lambda: tmp_path)
    assert (found.state, found.found) == ("works", f"{tmp_path}: 1.5 MB")
    assert [path.name for path in tmp_path.iterdir()] == ["clip"]


def test_a_folder_that_can_be_made_works_and_is_not_made(tmp_path):
    assert folder(lambda: tmp_path / "a" / "b").state == "works"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_broken(tmp_path):
    (tmp_path / "file").touch()
    found = folder(lambda: tmp_path / "file" / "cache")
    assert found.state == "broken"
    assert "cannot be written: Not a directory" in found.found


@LINUX
def test_a_session_bus_that_answers_works():
    with session_bus() as address:
        assert media_keys(address).state == "works"


@LINUX
@pytest.mark.parametrize("address", ["nonsense", "unix:path=/nowhere", "tcp:host=localhost,port=1", "unix:"])
def test_an_address_that_leads_nowhere_is_broken(address):
    found = media_keys(address)
    assert (found.state, found.remedy) == ("broken", "Log in again.")


@LINUX
@pytest.mark.parametrize("address", [None, ""])
def test_no_session_bus_is_not_a_fault(address):
    assert media_keys(address).state == "absent"


@pytest.mark.parametrize(("system", "name"), [("win32", "Windows"), ("darwin", "macOS")])
def test_where_there_are_no_media_keys_it_is_said_and_so_is_what_works(system, name):
    found = media_keys(None, system)
    assert found.state == "absent"
    assert f"none on {name}" in found.found
    assert "play --help" in found.remedy
