import os
import signal
import subprocess
import sys
import time

import pytest
from stepped import SteppedClock

from voiceguide.playback.awake import SleepWatch, since_boot

WAITING = """
import time
from voiceguide.playback.awake import SleepWatch
watch = SleepWatch()
print("awake", flush=True)
while (slept := watch.slept()) < 2.4:
    time.sleep(0.1)
print(slept)
"""


@pytest.fixture
def clock():
    return SteppedClock()


def test_a_process_that_is_asked_regularly_did_not_sleep(clock):
    watch = SleepWatch(clock)
    for _ in range(100):
        clock.advance(0.1)
        assert watch.slept() == 0


def test_a_busy_machine_is_no_sleep(clock):
    watch = SleepWatch(clock)
    clock.advance(2)
    assert watch.slept() == 0


def test_sleep_is_reported_once(clock):
    watch = SleepWatch(clock)
    clock.advance(7.5)
    assert watch.slept() == 7.5
    clock.advance(0.1)
    assert watch.slept() == 0


def test_a_suspended_machine_is_noticed_by_the_clock_that_went_on(clock):
    went_on = SteppedClock()
    watch = SleepWatch(clock, went_on)
    clock.advance(0.1)
    went_on.advance(3600.1)
    assert watch.slept() == pytest.approx(3600.1)
    for each in (clock, went_on):
        each.advance(0.1)
    assert watch.slept() == 0


def test_the_clock_since_boot_goes_on():
    before = since_boot()
    time.sleep(0.01)
    assert before < since_boot() < before + 600


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="nothing can be stopped here")
def test_a_process_that_was_stopped_and_goes_on_knows_for_how_long():
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "awake\n"
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(2.5)
        os.kill(process.pid, signal.SIGCONT)
        out, _ = process.communicate(timeout=60)
    assert float(out) >= 2.4
