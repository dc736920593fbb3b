"""Serves what is shared: on some addresses of this machine, with bounds on what a client may take, until it is over."""

import asyncio
import errno
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from voiceguide.errors import ShareError
from voiceguide.playback.awake import handling_signals
from voiceguide.share.interfaces import IPAddress

if TYPE_CHECKING:
    from voiceguide.share.guard import AccessGuard

PORT = 8427
"""The usual port, if no other program has it: browsers remember places by address and port, and a firewall can let it in."""

MOST_CONNECTIONS = 128
"""At a time; two for each of fifty phones, and fewer than the files that any system lets a program open."""

MOST_HEADER_BYTES = 16_384

HEAD_S = 10.0
"""Seconds in which a request's head must be there, from the beginning of a connection or the end of the answer before."""

IDLE_S = 5
"""Seconds after which a connection without another request is closed."""

LAST_S = 3
"""Seconds that answers have to finish once it is over."""


@contextmanager
def opened(addresses: Sequence[IPAddress], port: int = PORT) -> Iterator[Sequence[socket.socket]]:
    """A listening socket for each address, all with one port: the usual one, else any that is free.

    An address that this machine does not have, or not yet, is left out if there is another.

    Raises:
        ShareError: none can be opened.
    """
    with ExitStack() as closing:
        try:
            made = _bound(addresses, port, closing)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise ShareError(
                    f"{' and '.join(map(str, addresses))} cannot be opened ({error.strerror}): expected an address of this "
                    "machine."
                ) from error
            made = _bound(addresses, 0, closing)
        yield made


def _bound(addresses: Sequence[IPAddress], port: int, closing: ExitStack) -> list[socket.socket]:
    made: list[socket.socket] = []
    for address in addresses:
        each = closing.enter_context(socket.socket(socket.AF_INET if address.version == 4 else socket.AF_INET6))
        if (
            os.name == "posix"
        ):  # connections of an earlier run linger, and may; elsewhere this would take another's port
            each.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            each.bind((str(address), port))
            each.listen()
        except OSError as error:
            if error.errno != errno.EADDRNOTAVAIL or (address == addresses[-1] and not made):
                raise
        else:
            made.append(each)
            port = each.getsockname()[1]
    return made


def serve(
    guard: "AccessGuard",
    sockets: Sequence[socket.socket],
    is_over: Callable[[], bool],
    on_ready: Callable[[], None],
    last_s: int = LAST_S,
) -> None:
    """Serve until it is over, then let answers finish for a few seconds.

    Args:
        sockets: listening ones; they are closed at the end.
        is_over: asked ten times a second.
        on_ready: called once connections are taken.
        last_s: seconds that answers have to finish.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the terminal or the process was asked for.
    """
    config = uvicorn.Config(
        guard,
        loop="asyncio",
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
        timeout_keep_alive=IDLE_S,
        timeout_graceful_shutdown=last_s,
    )
    server = _EndingServer(config, is_over, on_ready)
    server.run(list(sockets))
    if server.interrupted:
        raise KeyboardInterrupt


class _EndingServer(uvicorn.Server):
    """A server that ends when it is told that it is over, or by a signal, which is not passed on."""

    def __init__(self, config: uvicorn.Config, is_over: Callable[[], bool], on_ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._is_over = is_over
        self._on_ready = on_ready
        self.interrupted = False

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await super().shutdown(sockets)
        for each in [*self.server_state.connections]:  # whose clients took nothing to the last
            each.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=LAST_S)  # they close their files

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._is_over()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        def end(*_: object) -> None:
            self.force_exit = self.interrupted
            self.interrupted = self.should_exit = True

        with handling_signals(dict.fromkeys(("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"), end)):
            yield


class BoundedProtocol(H11Protocol):
    """A connection that is closed where no request comes in time. Where there are too many, the oldest that has shown no
    request goes, so that those who do not know the secret, whose connections end with the answer, keep nobody out.
    """

    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._arrival = self.loop.time()
        self._watch()
        if len(self.connections) > MOST_CONNECTIONS:
            silent = [each for each in self.connections if isinstance(each, BoundedProtocol) and each.cycle is None]
            min(silent, key=lambda each: each._arrival).transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._stop_watching()
        self._watch()

    def _watch(self) -> None:
        """Count the time while a request is waited for."""
        waits = self.cycle is None or self.cycle.response_complete
        if not waits:
            self._stop_watching()
        elif self._deadline is None and not self.transport.is_closing():
            self._deadline = self.loop.call_later(HEAD_S, self.transport.close)

    def _stop_watching(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
