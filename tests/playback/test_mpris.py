"""The player on a real bus, asked by playerctl."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import wait_until
from positions import CHAPTERS, STRETCH, playback
from skips import why_missing

from voiceguide.playback.keys import Seek, SeekTo
from voiceguide.playback.mpris import MOST_UNREAD, MediaKeys, session_bus

if sys.platform != "linux":
    pytest.skip("MPRIS is for Linux", allow_module_level=True)

from terminals import Terminal

PROGRAMS = ("dbus-daemon", "dbus-monitor", "dbus-send", "playerctl")
ANY_PLAYER = """<busconfig>
  <type>session</type>
  <listen>unix:path={}/bus</listen>
  <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"""
OBJECT = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"


class Bus:
    """A running dbus-daemon; `environment` leads to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        config = folder / "bus.conf"
        config.write_text(ANY_PLAYER.format(folder))
        self.daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork"], stderr=subprocess.DEVNULL
        )
        self.address = f"unix:path={folder}/bus"
        self.environment = os.environ | {"DBUS_SESSION_BUS_ADDRESS": self.address, "LC_ALL": "C.UTF-8"}
        wait_until((folder / "bus").is_socket)

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, encoding="utf-8", timeout=30)
        return done.stdout.strip()

    def ctl(self, *words: str) -> str:
        return self.run("playerctl", "--player=voiceguide", *words)

    def players(self) -> list[str]:
        return sorted(self.run("playerctl", "--list-all").splitlines())

    def call(self, member: str, *arguments: str) -> str:
        return self.run(
            *("dbus-send", "--print-reply", "--dest=org.mpris.MediaPlayer2.voiceguide", OBJECT, member, *arguments)
        )

    def get(self, name: str) -> str:
        return self.call("org.freedesktop.DBus.Properties.Get", f"string:{PLAYER}", f"string:{name}")

    @contextmanager
    def lines_of(self, *command: str):
        """What a program prints while it runs, line by line as it grows."""
        command = ["stdbuf", "-oL", *command]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "encoding": "utf-8"}
        lines: list[str] = []
        with subprocess.Popen(command, env=self.environment, **pipes) as process:
            reader = threading.Thread(target=lambda: lines.extend(line.strip() for line in process.stdout))
            reader.start()
            try:
                yield lines
            finally:
                process.terminate()
                reader.join()

    def end(self) -> None:
        self.daemon.send_signal(signal.SIGCONT)
        self.daemon.kill()
        self.daemon.wait()


@pytest.fixture
def bus():
    if reason := why_missing(*PROGRAMS):
        pytest.skip(reason)
    with tempfile.TemporaryDirectory(prefix="vg") as folder:  # pytest's own folders have paths too long for a socket
        running = Bus(Path(folder))
        yield running
        running.end()


@contextmanager
def playing(bus, now):
    """A player on the bus that is at a playback position."""
    before = bus.players()
    with MediaKeys(bus.address) as keys:
        keys.show(now)
        wait_until(lambda: bus.players() != before)
        yield keys


def at_work():
    """The threads of players."""
    return [thread for thread in threading.enumerate() if thread.name == "media keys"]


def next_command(keys):
    found = []
    wait_until(lambda: found.append(keys.read()) or found[-1] is not None)
    return found[-1]


@pytest.mark.parametrize(
    ("word", "command"),
    [
        ("play", "play"),
        ("pause", "pause"),
        ("play-pause", "toggle"),
        ("next", "next"),
        ("previous", "previous"),
        ("stop", "stop"),
    ],
)
def test_a_button_arrives_as_a_command(bus, word, command):
    with playing(bus, playback()) as keys:
        bus.ctl(word)
        assert next_command(keys) == command
        assert keys.read() is None


def test_buttons_arrive_in_the_order_they_were_pressed_and_pressing_too_many_is_harmless(bus):
    with playing(bus, playback()) as keys:
        bus.ctl("next")
        bus.ctl("previous")
        assert [keys.read(), keys.read(), keys.read()] == ["next", "previous", None]
        for _ in range(MOST_UNREAD + 5):
            bus.ctl("pause")
        bus.ctl("play")
        read = list(iter(keys.read, None))
        assert (len(read), set(read[:-1]), read[-1]) == (MOST_UNREAD, {"pause"}, "play")


def test_the_desktop_sees_the_chapter_as_a_track_of_the_session(bus):
    with playing(bus, playback(14_250)):
        assert bus.players() == ["voiceguide"]
        assert bus.ctl("status") == "Playing"
        shown = bus.ctl(
            "metadata", "--format", "{{title}}|{{album}}|{{mpris:length}}|{{xesam:trackNumber}}|{{mpris:trackid}}"
        )
        assert shown.replace("'", "") == "Seated side stretch|Back mobility|76800000|2|/voiceguide/chapter/2"
        assert 14.25 <= float(bus.ctl("position")) < 60  # playerctl counts on
        assert "int64 14250000" in bus.get("Position")


def test_the_desktop_is_told_what_changes(bus):
    with (
        playing(bus, playback()) as keys,
        bus.lines_of(
            *("playerctl", "--player=voiceguide", "--follow", "metadata", "--format", "{{status}} {{title}}")
        ) as lines,
    ):
        wait_until(lambda: lines[-1:] == ["Playing Seated side stretch"])
        keys.show(playback(100, paused=True))
        wait_until(lambda: lines[-1:] == ["Paused Seated side stretch"])
        keys.show(playback(0, number=2))
        wait_until(lambda: lines[-1:] == ["Playing Closing"])
        assert "int64 0" in bus.get("Position")


def test_a_chapter_that_is_made_anew_at_another_pace_has_its_new_length(bus):
    slower = (CHAPTERS[0], replace(STRETCH, duration=89_600), CHAPTERS[2])
    with playing(bus, playback()) as keys:
        keys.show(playback(chapters=slower))
        wait_until(lambda: bus.ctl("metadata", "mpris:length") == "89600000")


def signals_of(bus, member):
    return bus.lines_of("dbus-monitor", "--address", bus.address, f"type='signal',path='{OBJECT}',member='{member}'")


def test_a_jump_is_told_and_time_that_passes_is_not(bus):
    with playing(bus, playback()) as keys, signals_of(bus, "Seeked") as lines:
        wait_until(lambda: lines != [])
        started = time.monotonic()
        for _ in range(10):
            keys.show(playback(round(1000 * (time.monotonic() - started))))
            time.sleep(0.05)
        keys.show(playback(50_000))
        wait_until(lambda: any(line.startswith("int64") for line in lines))
        assert [line for line in lines if line.startswith("int64")] == ["int64 50000000"]


def test_without_a_change_nothing_is_sent(bus):
    with playing(bus, playback()) as keys, signals_of(bus, "PropertiesChanged") as lines:
        wait_until(lambda: lines != [])
        for elapsed in range(0, 500, 50):
            keys.show(playback(elapsed))
            time.sleep(0.05)
        keys.show(playback(500, paused=True))
        wait_until(lambda: 'string "Paused"' in " ".join(lines))
        assert sum("PropertiesChanged" in line and "signal" in line for line in lines) == 1


@pytest.mark.parametrize(
    ("elapsed", "words", "command"),
    [
        (30_000, ["position", "10+"], Seek(10_000)),
        (30_000, ["position", "10-"], Seek(-10_000)),
        (30_000, ["position", "44.5"], SeekTo(1, 44_500)),
        (5_000, ["position", "10-"], SeekTo(1, 0)),
        (70_000, ["position", "10+"], "next"),
    ],
)
def test_seeking_arrives_as_a_command(bus, elapsed, words, command):
    with playing(bus, playback(elapsed, paused=True)) as keys:
        assert "boolean true" in bus.get("CanSeek")
        bus.ctl(*words)
        assert next_command(keys) == command


def test_seeking_to_another_chapter_or_outside_of_this_one_has_no_effect(bus):
    with playing(bus, playback(1000)) as keys:
        for track, position in [(3, 5_000_000), (2, -1), (2, 76_800_001)]:
            bus.call(f"{PLAYER}.SetPosition", f"objpath:/voiceguide/chapter/{track}", f"int64:{position}")
        assert keys.read() is None
        bus.call(f"{PLAYER}.SetPosition", "objpath:/voiceguide/chapter/2", "int64:76800000")
        assert next_command(keys) == SeekTo(1, 76_800)


def set_property(bus, name, value):
    bus.call("org.freedesktop.DBus.Properties.Set", f"string:{PLAYER}", f"string:{name}", f"variant:{value}")


def test_the_rate_is_fixed_and_0_is_a_pause(bus):
    with playing(bus, playback(1000)) as keys:
        set_property(bus, "Rate", "double:1.5")
        assert keys.read() is None
        assert all("double 1" in bus.get(name).splitlines()[-1] for name in ("Rate", "MinimumRate", "MaximumRate"))
        set_property(bus, "Rate", "double:0")
        assert next_command(keys) == "pause"


def test_the_artist_and_the_cover_are_shown_and_the_cover_is_there_while_it_plays(bus, monkeypatch):
    monkeypatch.setattr("voiceguide.playback.mpris.ART_AFTER_S", 0.05)
    drawn = iter([None, b"a picture"])
    with MediaKeys(bus.address, cover=lambda: next(drawn)) as keys:

        def shown(field):
            keys.show(playback(1000))
            return bus.ctl("metadata", field)

        wait_until(lambda: shown("mpris:artUrl").startswith("file:///"))
        art = Path(shown("mpris:artUrl").removeprefix("file://"))
        assert art.read_bytes() == b"a picture"
        assert shown("xesam:artist") == "voiceguide"
    wait_until(lambda: not art.exists())


def test_a_cover_that_cannot_be_drawn_does_no_harm(bus, monkeypatch):
    monkeypatch.setattr("voiceguide.playback.mpris.ART_AFTER_S", 0.0)

    def failing():
        raise OSError("no font")

    with MediaKeys(bus.address, cover=failing) as keys:
        keys.show(playback(1000))
        wait_until(lambda: bus.ctl("metadata", "title") == "Seated side stretch")
        assert bus.ctl("metadata", "mpris:artUrl") == ""


def test_what_cannot_be_done_is_said_to_be_so_and_has_no_effect(bus):
    with playing(bus, playback(1000)) as keys:
        bus.call(f"{PLAYER}.OpenUri", "string:file:///x.mp3")
        bus.call("org.mpris.MediaPlayer2.Raise")
        assert "int64 1000000" in bus.get("Position")
        assert keys.read() is None


@pytest.mark.parametrize(("number", "more"), [(0, "true"), (1, "true"), (2, "false")])
def test_after_the_last_chapter_there_is_no_next(bus, number, more):
    with playing(bus, playback(number=number)):
        assert f"boolean {more}" in bus.get("CanGoNext")


def test_the_object_explains_itself_and_quitting_stops(bus):
    with playing(bus, playback()) as keys:
        explained = bus.call("org.freedesktop.DBus.Introspectable.Introspect")
        assert all(name in explained for name in ('"org.mpris.MediaPlayer2"', '"PlayPause"', '"Metadata"', '"Seeked"'))
        assert "voiceguide" in bus.call("org.freedesktop.DBus.Properties.GetAll", "string:org.mpris.MediaPlayer2")
        bus.call("org.mpris.MediaPlayer2.Quit")
        assert next_command(keys) == "stop"


def test_a_title_of_any_characters_is_shown_as_plain_text(bus):
    odd = replace(STRETCH, title="\x1b[31mKatze\x00 – Kuh\n猫\u202e🧘")
    with playing(bus, playback(chapters=(odd,), number=0)):
        assert bus.ctl("metadata", "title") == "[31mKatze – Kuh 猫🧘"


def test_a_second_player_has_a_name_of_its_own(bus):
    with playing(bus, playback()) as first:
        with playing(bus, playback(number=2)) as second:
            own = f"voiceguide.instance{os.getpid()}"
            assert bus.players() == sorted(["voiceguide", own])
            bus.run("playerctl", f"--player={own}", "previous")
            assert next_command(second) == "previous"
            assert first.read() is None
        wait_until(lambda: bus.players() == ["voiceguide"])
    wait_until(lambda: bus.players() == [])


def test_a_bus_that_dies_midway_does_no_harm(bus):
    with playing(bus, playback()) as keys:
        bus.end()
        wait_until(lambda: not at_work())
        keys.show(playback(2000, paused=True))
        assert keys.read() is None


def test_a_bus_that_hangs_midway_delays_nothing(bus):
    with playing(bus, playback()) as keys:
        bus.daemon.send_signal(signal.SIGSTOP)
        for number in range(300):
            keys.show(playback(number, paused=bool(number % 2)))
        assert keys.read() is None
        started = time.monotonic()
    assert time.monotonic() - started < 5
    wait_until(lambda: not at_work())


def test_a_bus_that_never_replies_delays_nothing(tmp_path):
    with tempfile.TemporaryDirectory(prefix="vg") as folder, socket.socket(socket.AF_UNIX) as silent:
        silent.bind(f"{folder}/bus")
        silent.listen()
        started = time.monotonic()
        with MediaKeys(f"unix:path={folder}/bus") as keys:
            keys.show(playback())
            assert keys.read() is None
        assert time.monotonic() - started < 5
        wait_until(lambda: not at_work(), 30)


@pytest.mark.parametrize(
    "address", ["unix:path=/nowhere/bus", "nonsense", "unix:", "tcp:host=localhost,port=1", "x:y=%zz"]
)
def test_without_a_bus_there_are_no_commands(address, capfd):
    with MediaKeys(address) as keys:
        keys.show(playback())
        wait_until(lambda: not at_work(), 30)
        keys.show(playback(paused=True))
        assert keys.read() is None
    assert capfd.readouterr() == ("", "")


def test_without_an_address_the_bus_is_not_looked_for(monkeypatch):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert session_bus() is None
    with MediaKeys() as keys:
        keys.show(playback())
        assert keys.read() is None
        assert not at_work()


def test_the_session_bus_is_found_as_its_own_programs_find_it(monkeypatch, bus):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(bus.folder))
    assert session_bus() == bus.address
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/elsewhere")
    assert session_bus() == "unix:path=/elsewhere"


def test_nothing_is_loaded_before_the_first_position_is_shown():
    code = "import sys; from voiceguide.playback.mpris import MediaKeys; MediaKeys(); print('dbus_fast' in sys.modules, 'asyncio' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.split() == [
        "False",
        "False",
    ]


@pytest.mark.slow
def test_a_headset_steers_a_playing_session_and_the_screen_says_so(bus, pulse):
    command = [sys.executable, "-m", "voiceguide", "play", "desk-break"]
    terminal = Terminal(command, **pulse.environment, DBUS_SESSION_BUS_ADDRESS=bus.address)
    try:
        wait_until(lambda: bus.players() == ["voiceguide"], 60)
        wait_until(lambda: "Desk break" in terminal.text)
        bus.ctl("pause")
        wait_until(lambda: "Paused" in terminal.text)
        wait_until(lambda: bus.ctl("status") == "Paused")
        bus.ctl("next")
        wait_until(lambda: bus.ctl("status") == "Playing")
        title = bus.ctl("metadata", "title")
        wait_until(lambda: title in terminal.text)
        bus.ctl("position", "20+")
        wait_until(lambda: float(bus.ctl("position") or 0) > 15)
        bus.ctl("position", "0")
        wait_until(lambda: float(bus.ctl("position") or 99) < 5)
        wait_until(lambda: bus.ctl("metadata", "mpris:artUrl").startswith("file:///"), 60)
        art = Path(bus.ctl("metadata", "mpris:artUrl").removeprefix("file://"))
        assert art.read_bytes().startswith(b"\xff\xd8\xff")  # a JPEG
        bus.ctl("stop")
        assert terminal.process.wait(60) == 0
        assert not art.exists()
        wait_until(lambda: terminal.is_as_before)
        wait_until(lambda: b"Stopped." in terminal.sent)
    finally:
        terminal.close()
