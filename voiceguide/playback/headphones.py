"""Notices that headphones are gone: the sound server then moves their sound to another device, where others would hear it.

PulseAudio and PipeWire tell it. Where neither runs, nothing does.
"""

import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pulsectl import Pulse

LOOK_S = 0.3
"""How long to wait for the server to tell of a change, before it is seen whether something else is asked."""

RETRY_S = 2.0


@dataclass(frozen=True, slots=True)
class Sink:
    """Where sound comes out: the server's name for it, one for people, and its plug in use, if it has several."""

    name: str
    description: str
    plug: str = ""
    unplugged: frozenset[str] = frozenset()


def gone(was: Sink, now: Sink | None, there: Mapping[int, Sink]) -> str | None:
    """The name of the headphones that are gone, if sound that was on one sink is on another now, or on another plug of it.

    A listener who chooses another device has not lost the first: that sink is still there.

    Args:
        was: the sink as it was.
        now: the sink that has the sound now.
        there: all sinks that there are.
    """
    if now is None or now == was:
        return None
    if was.name not in {sink.name for sink in there.values()}:
        return was.description
    return was.plug if now.name == was.name and now.plug != was.plug and was.plug in now.unplugged else None


class HeadphonesWatch:
    """A context in which this process's sound is silenced as soon as its headphones are gone.

    A thread of its own listens to the sound server.
    """

    def __init__(self) -> None:
        self._gone: str | None = None
        self._was: dict[int, Sink] = {}
        self._silenced: set[int] = set()
        self._is_asked, self._let_go = threading.Event(), threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="headphones", daemon=True)

    def gone(self) -> str | None:
        """The name of the headphones that are gone; once."""
        name, self._gone = self._gone, None
        return name

    def let_go(self) -> None:
        """Say that nothing is played any more, so that what plays next is heard: a server remembers whom it silenced."""
        if self._thread.is_alive():
            self._let_go.clear()
            self._is_asked.set()
            self._let_go.wait(2 * LOOK_S)

    def _run(self) -> None:
        try:
            import pulsectl
        except (ImportError, OSError):  # without libpulse there is no server that could be asked
            return
        while not self._closed.is_set():
            try:
                with pulsectl.Pulse("voiceguide") as pulse:
                    self._listen(pulse, pulsectl.PulseLoopStop)
            except (pulsectl.PulseError, pulsectl.PulseDisconnected):
                self._was.clear()
                self._closed.wait(RETRY_S)

    def _listen(self, pulse: "Pulse", stop: type[Exception]) -> None:
        def woken(_event: object) -> None:
            raise stop

        pulse.event_mask_set("sink", "sink_input")
        pulse.event_callback_set(woken)
        while not self._closed.is_set():
            self._look(pulse)
            pulse.event_listen(timeout=LOOK_S)
        self._look(pulse)

    def _look(self, pulse: "Pulse") -> None:
        ours = [
            each for each in pulse.sink_input_list() if each.proplist.get("application.process.id") == str(os.getpid())
        ]
        there = {each.index: _sink(each) for each in pulse.sink_list()} if ours else {}
        for each in ours:
            now, was = there.get(each.sink), self._was.get(each.index)
            name = gone(was, now, there) if was else None
            if name:
                pulse.mute(each)
                self._silenced.add(each.index)
                self._gone = name
        if self._is_asked.is_set() or self._closed.is_set():
            for each in ours:
                if each.index in self._silenced:
                    pulse.mute(each, False)
            self._silenced.clear()
            self._is_asked.clear()
            self._let_go.set()
        self._was = {each.index: there[each.sink] for each in ours if each.sink in there}

    def __enter__(self) -> Self:
        if sys.platform == "linux":
            self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._closed.set()
        if self._thread.is_alive():
            self._thread.join(2 * LOOK_S)


def _sink(found: object) -> Sink:
    plug = getattr(found, "port_active", None)
    unplugged = {port.description for port in getattr(found, "port_list", ()) if port.available_state == "no"}
    return Sink(found.name, found.description, plug.description if plug else "", frozenset(unplugged))  # type: ignore[attr-defined]
