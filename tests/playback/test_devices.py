import json
import subprocess
import sys

import numpy as np
import pytest
from conftest import SinkRecorder, wait_until

from voiceguide.errors import SpeakersError
from voiceguide.playback.devices import Device, find_device

DEVICES = (
    Device(1, "Built-in Audio Analog Stereo"),
    Device(2, "USB Headphones"),
    Device(3, "USB Headphones Mini"),
    Device(4, "HDMI"),
    Device(5, "HDMI"),
)

PLAY = """
import sys, time, numpy as np
from voiceguide.errors import SpeakersError
from voiceguide.playback.speakers import open_speakers
try:
    with open_speakers(*sys.argv[1:]) as speakers:
        speakers.write(np.full((22_050, 2), 0.5, np.float32))
        speakers.finish()
        while not speakers.done:
            time.sleep(0.02)
        print(speakers.name)
except SpeakersError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("wanted", "number"),
    [("2", 2), ("usb headphones", 2), ("Mini", 3), ("  built-in   AUDIO ", 1), ("5", 5)],
    ids=["number", "whole name", "part", "case and spaces", "number of one of two alike"],
)
def test_a_device_is_found_by(wanted, number):
    assert find_device(wanted, DEVICES).number == number


@pytest.mark.parametrize("wanted", ["Kitchen", "6", "", " "])
def test_an_unknown_device_is_an_error_that_lists_them_all(wanted):
    with pytest.raises(SpeakersError, match=r"(?s)No sound device is called .* 1  Built-in .* 5  HDMI$"):
        find_device(wanted, DEVICES)


def test_a_name_that_is_nearly_right_gets_a_hint():
    with pytest.raises(SpeakersError, match=r"did you mean 'USB Headphones'\?"):
        find_device("USB Hedphones", DEVICES)


def test_a_name_of_several_devices_is_an_error_that_lists_those():
    with pytest.raises(SpeakersError) as caught:
        find_device("hdmi", DEVICES)
    assert str(caught.value).splitlines()[1:] == ["  4  HDMI", "  5  HDMI"]


def test_without_any_device_the_error_says_so():
    with pytest.raises(SpeakersError, match="There is no sound device"):
        find_device("1", ())


def test_simpleaudio_cannot_be_sent_to_a_device():
    assert "use `--speakers miniaudio`" in play("simpleaudio", "Kitchen", environment={})


@pytest.fixture(scope="module")
def house(start_pulse):
    """A PulseAudio with a device in two rooms, each recorded."""
    pulse = start_pulse()
    pulse.add_sink("kitchen", "Kitchen")
    pulse.add_sink("bedroom", "Bedroom")
    recorders = {room: SinkRecorder(pulse, room) for room in ("unheard", "kitchen", "bedroom")}
    yield pulse, recorders
    for recorder in recorders.values():
        recorder.close()


@pytest.mark.parametrize(("device", "room"), [("kitch", "kitchen"), ("BEDROOM", "bedroom"), ("3", "bedroom")])
def test_sound_comes_out_of_the_asked_device_and_of_no_other(house, device, room):
    pulse, recorders = house
    for recorder in recorders.values():
        recorder.rewind()
    assert play("auto", device, environment=pulse.environment) == "miniaudio\n"
    wait_until(lambda: sounding(recorders[room]) > 0.9 * 22_050)
    assert {name for name, recorder in recorders.items() if sounding(recorder)} == {room}


def test_an_unknown_device_of_a_real_system_is_an_error_that_lists_them_all(house):
    said = play("miniaudio", "Garden", environment=house[0].environment)
    assert said.startswith("No sound device is called 'Garden'")
    assert {"Kitchen", "Bedroom"} <= {line.split()[-1] for line in said.splitlines()}


def test_the_doctor_hears_the_speakers_and_lists_what_device_takes(house, tmp_path):
    command = [sys.executable, "-m", "voiceguide", "doctor", "--json"]
    done = subprocess.run(command, env=house[0].environment, capture_output=True, text=True, timeout=120)
    told = json.loads(done.stdout)
    found = {finding["check"]: finding for finding in told["findings"]}
    assert (done.stderr, told["can_play"]) == ("", True)
    assert (found["simpleaudio"]["state"], found["miniaudio"]["state"]) == ("works", "works")
    assert (found["headphones"]["state"], found["headphones"]["found"][:15]) == ("works", "a session pause")
    assert [line.split()[-1] for line in found["devices"]["details"]][1:] == ["Kitchen", "Bedroom"]


def sounding(recorder):
    return int((np.abs(recorder.heard()) > 0.05).sum())


def play(*arguments, environment):
    command = [sys.executable, "-c", PLAY, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
