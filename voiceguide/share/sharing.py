"""Shares sessions on addresses of this machine, for a time or until all was fetched."""

import socket
from collections.abc import Callable, Mapping, Sequence

from voiceguide.share.guard import AccessGuard, new_secret
from voiceguide.share.server import LAST_S, serve
from voiceguide.share.shared import DOWNLOAD, HEARD, SharedSession, resources, sounds

DOWNLOADS_END_S = 60
"""Seconds that the last bytes of a download have to arrive, where it ends with them."""


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
        once: whether it is over, too, as soon as every session was heard to its end or downloaded.

    Returns:
        Whether that was why it ended.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the terminal or the process was asked for.
    """
    hosts = [_host(*each.getsockname()[:2]) for each in sockets]
    secret = new_secret()
    delivery = Delivery({name: file.stat().st_size for name, file in sounds(sessions).items()})
    until = clock() + seconds
    serve(
        AccessGuard(secret, hosts, resources(sessions), clock, delivery.sent),
        sockets,
        is_over=lambda: clock() >= until or (once and delivery.whole),
        last_s=DOWNLOADS_END_S if once else LAST_S,
        on_ready=lambda: on_ready([f"http://{host}/{secret}/" for host in hosts]),
    )
    return once and delivery.whole


def _host(address: str, port: int) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


class Delivery:
    """Which sessions somebody has had: heard to the end, as the page tells, or downloaded.

    What was sent of a sound that plays tells nothing: a browser asks for more than it takes, and may ask again.

    Args:
        sizes: of the sounds in bytes, by their names.
    """

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._missing = {name: [(0, size)] for name, size in sizes.items()}

    def sent(self, name: str, start: int, end: int) -> None:
        """Bytes from `start` to before `end` of a resource were sent."""
        if name.startswith(HEARD):
            self._missing[name.removeprefix(HEARD)] = []
        elif name.startswith(DOWNLOAD):
            sound = name.removeprefix(DOWNLOAD)
            rest = [
                part
                for first, last in self._missing[sound]
                for part in ((first, min(last, start)), (max(first, end), last))
            ]
            self._missing[sound] = [(first, last) for first, last in rest if first < last]

    @property
    def whole(self) -> bool:
        """Whether every session was had."""
        return not any(self._missing.values())
