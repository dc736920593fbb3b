import sys
import threading

import misbehaving
import pytest

from voiceguide.doctor.examine import Finding, alone, can_export, can_play, examine

FINE = Finding("works", "fine")


def test_findings_come_in_the_order_of_the_checks():
    later = threading.Event()

    def first():
        assert later.wait(10)
        return FINE

    def second():
        later.set()
        return FINE

    assert list(examine({"first": first, "second": second})) == ["first", "second"]


def test_a_check_that_raises_is_a_finding_and_the_others_are_reported():
    def fail():
        raise KeyError("missing")

    found = examine({"bad": fail, "good": lambda: FINE})
    assert (found["bad"].state, found["bad"].found) == ("broken", "KeyError: 'missing'")
    assert found["good"] is FINE


def test_a_check_that_hangs_is_a_finding_and_the_others_are_reported():
    for_ever = threading.Event()

    def hang():
        for_ever.wait()
        return FINE

    found = examine({"stuck": hang, "good": lambda: FINE}, timeout=0.5)
    for_ever.set()
    assert (found["stuck"].state, found["stuck"].found) == ("broken", "It did not end within 0.5 s.")
    assert found["good"] is FINE


def test_a_finding_of_a_process_of_its_own_comes_back_without_its_output(capfd):
    assert alone(misbehaving.noise, "a", "b")() == Finding("works", "fine", details=("a", "b"))
    assert capfd.readouterr() == ("", "")


def test_a_failure_in_a_process_of_its_own_is_reported():
    found = alone(misbehaving.fail)()
    assert (found.state, found.found) == ("broken", "ImportError: No module named 'sound'")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_a_crash_is_a_finding():
    assert alone(misbehaving.crash)().found == "It crashed with signal 11."


def test_a_process_that_cannot_even_begin_is_a_finding():
    nowhere = type("check", (), {"__module__": "nowhere", "__name__": "x"})
    found = alone(nowhere)()
    assert found.state == "broken"
    assert "No module named" in found.found


def test_a_process_that_hangs_is_ended():
    assert alone(misbehaving.hang, timeout=0.5)().found == "It did not end within 0.5 s."


@pytest.mark.parametrize(
    ("broken", "plays", "exports"),
    [
        ((), True, True),
        (("simpleaudio",), True, True),
        (("simpleaudio", "miniaudio"), False, True),
        (("mp3", "ffmpeg"), True, True),
        (("voice",), True, True),
        (("natural voice",), True, True),
        (("natural voice", "voice", "piper", "programs"), False, False),
        (("config",), False, False),
        (("scripts",), False, False),
    ],
)
def test_what_is_needed_to_play_and_to_export(broken, plays, exports):
    names = (
        "config",
        "scripts",
        "natural voice",
        "voice",
        "piper",
        "programs",
        "simpleaudio",
        "miniaudio",
        "mp3",
        "ffmpeg",
    )
    findings = {name: Finding("broken" if name in broken else "works", "") for name in names}
    assert (can_play(findings), can_export(findings)) == (plays, exports)


def test_what_is_absent_does_not_help():
    absent = Finding("absent", "")
    names = ("config", "scripts", "natural voice", "voice", "piper", "programs", "simpleaudio", "miniaudio")
    findings = dict.fromkeys(names, absent) | {"scripts": FINE, "programs": FINE}
    assert (can_play(findings), can_export(findings)) == (False, True)
