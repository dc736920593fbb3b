"""Shares sessions on addresses of this machine, for a time or until all was fetched."""

import socket
from collections.abc import Callable, Iterable, Sequence

from voiceguide.share.door import Door, new_secret
from voiceguide.share.server import serve
from voiceguide.share.shared import SharedSession, sounds, things


def share_sessions(
    sessions: Sequence[SharedSession],
    sockets: Sequence[socket.socket],
    seconds: float,
    clock: Callable[[], float],
    on_ready: Callable[[Sequence[str]], None],
    *,
    once: bool = False,
) -> bool:
    """Share sessions until the time is over, under a new secret.

    Args:
        sockets: listening ones, all with one port; they are closed at the end.
        seconds: of the clock, from now.
        on_ready: told the address of the page at each socket, once it can be opened.
        once: whether it is over, too, as soon as every byte of sound was sent.

    Returns:
        Whether that was why it ended.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the terminal or the process was asked for.
    """
    hosts = [_host(*each.getsockname()[:2]) for each in sockets]
    secret = new_secret()
    delivery = Delivery((name, file.stat().st_size) for name, file in sounds(sessions).items())
    until = clock() + seconds
    serve(
        Door(secret, hosts, things(sessions), clock, delivery.sent),
        sockets,
        is_over=lambda: clock() >= until or (once and delivery.whole),
        on_ready=lambda: on_ready([f"http://{host}/{secret}/" for host in hosts]),
    )
    return once and delivery.whole


def _host(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


class Delivery:
    """Which bytes of the sounds were sent, whoever asked for them.

    Args:
        sizes: of the sounds in bytes, by their names.
    """

    def __init__(self, sizes: Iterable[tuple[str, int]]) -> None:
        self._missing = {name: [(0, size)] for name, size in sizes}

    def sent(self, name: str, start: int, end: int) -> None:
        """Bytes from `start` to before `end` of a thing were sent."""
        if name in self._missing:
            rest = [
                part
                for first, last in self._missing[name]
                for part in ((first, min(last, start)), (max(first, end), last))
            ]
            self._missing[name] = [(first, last) for first, last in rest if first < last]

    @property
    def whole(self) -> bool:
        """Whether every sound was sent whole."""
        return not any(self._missing.values())
