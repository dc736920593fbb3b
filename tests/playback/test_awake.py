import os
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager

import pytest
from conftest import wait_until
from inhibitor import FREEDESKTOP, GNOME, Inhibitor
from session_bus import session_bus

from voiceguide.playback.awake import staying_awake

SUSPEND_ONLY = 4

PLAYING = """
import sys
from voiceguide.playback.awake import staying_awake
with staying_awake():
    print("playing", flush=True)
    sys.stdin.readline()
print("over")
"""

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")


@pytest.fixture
def playing():
    """Starts a process that stays awake until it gets a line, on a bus."""
    started = []

    def start(**environment):
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "XDG", "WAKEPY"))
        }
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        started.append(
            subprocess.Popen([sys.executable, "-c", PLAYING], env=inherited | environment, text=True, **pipes)
        )
        assert started[-1].stdout.readline() == "playing\n"
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


@LINUX
@pytest.mark.parametrize("service", [GNOME, FREEDESKTOP])
def test_the_machine_is_kept_awake_while_it_plays_and_may_sleep_again_after(service, playing):
    with session_bus() as address, Inhibitor(address, service) as inhibitor:
        process = playing(DBUS_SESSION_BUS_ADDRESS=address)
        wait_until(lambda: bool(inhibitor.held), 60)
        assert list(inhibitor.held) == [7]
        assert process.communicate("\n", timeout=60) == ("over\n", "")
        wait_until(lambda: inhibitor.given_back == [7])
        assert not inhibitor.held


@LINUX
def test_the_screen_may_sleep(playing):
    with session_bus() as address, Inhibitor(address, GNOME) as inhibitor:
        playing(DBUS_SESSION_BUS_ADDRESS=address)
        wait_until(lambda: bool(inhibitor.held), 60)
        [(_program, _window, _reason, flags)] = inhibitor.held.values()
        assert flags == SUSPEND_ONLY


@LINUX
def test_a_bus_where_no_service_can_be_asked_does_no_harm(playing):
    with session_bus() as address:
        assert playing(DBUS_SESSION_BUS_ADDRESS=address).communicate("\n", timeout=60) == ("over\n", "")


@pytest.mark.parametrize(
    "bus", [{}, {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}, {"DBUS_SESSION_BUS_ADDRESS": "?"}]
)
def test_without_a_bus_it_plays_in_silence(bus, playing):
    assert playing(**bus).communicate("\n", timeout=60) == ("over\n", "")


@LINUX
def test_a_bus_that_hangs_holds_nothing_up(playing):
    with tempfile.TemporaryDirectory(prefix="vg") as folder, socket.socket(socket.AF_UNIX) as deaf:
        deaf.bind(f"{folder}/bus")
        deaf.listen()
        process = playing(DBUS_SESSION_BUS_ADDRESS=f"unix:path={folder}/bus")
        assert process.communicate("\n", timeout=60) == ("over\n", "")


def test_playing_begins_before_the_system_has_replied_and_ends_without_it():
    asked, reply = threading.Event(), threading.Event()

    @contextmanager
    def hanging():
        asked.set()
        reply.wait()
        yield

    with staying_awake(hanging, timeout=0.1, delay=0):
        assert asked.wait(10)
        assert not reply.is_set()
    reply.set()


def test_the_system_is_not_asked_at_once_and_not_at_all_when_it_is_over_by_then():
    asked = []
    with staying_awake(lambda: asked.append("asked"), delay=60):
        pass
    assert not asked


@pytest.mark.parametrize("step", ["making", "entering", "leaving"])
def test_a_refusal_of_the_system_is_ignored(step):
    @contextmanager
    def refusing():
        if step == "entering":
            raise OSError
        yield
        raise OSError

    def make():
        if step == "making":
            raise ImportError
        return refusing()

    done = []
    with staying_awake(make, delay=0):
        done.append("played")
    assert done == ["played"]


def test_the_same_thread_takes_and_gives_back_whatever_happens_to_what_plays():
    threads = []

    @contextmanager
    def hold():
        threads.append(threading.current_thread())
        yield
        threads.append(threading.current_thread())

    def interrupted():
        with staying_awake(hold, delay=0):
            wait_until(lambda: bool(threads))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    wait_until(lambda: len(threads) == 2)
    assert threads[0] is threads[1] is not threading.current_thread()
