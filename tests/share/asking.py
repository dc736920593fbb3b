"""A server that shares something on loopback, raw requests to it, and their answers."""

import math
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from queue import Queue
from typing import Self

from voiceguide.share.server import opened
from voiceguide.share.shared import SharedSession
from voiceguide.share.sharing import share_sessions


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it came; status 0 where the connection was closed without one."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, received: bytes) -> Self:
        head, _, body = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        if not lines[0].startswith("HTTP/1.1 "):
            return cls(body=received)
        headers = dict(line.lower().split(": ", 1) for line in lines[1:])
        return cls(int(lines[0].split()[1]), headers, body)


@dataclass(frozen=True, slots=True)
class Sharing:
    """A server on loopback."""

    port: int
    secret: str
    thread: threading.Thread

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"http://{self.host}/{self.secret}/"

    def connected(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def sent(self, request: bytes) -> Answer:
        """The answer to these bytes, until the server ends the connection. If they are no whole request, this end does."""
        with self.connected() as connection:
            with suppress(OSError):  # the server may close before all was sent
                connection.sendall(request)
                if b"\r\n\r\n" not in request:
                    connection.shutdown(socket.SHUT_WR)
            received = b""
            with suppress(ConnectionResetError):
                while piece := connection.recv(1 << 20):
                    received += piece
        return Answer.of(received)

    def get(self, name: str, *headers: str, method: str = "GET") -> Answer:
        """The answer to a right request."""
        lines = [f"{method} /{self.secret}/{name} HTTP/1.1", f"Host: {self.host}", "Connection: close", *headers]
        return self.sent("\r\n".join([*lines, "", ""]).encode("latin-1"))


@dataclass
class Clock:
    """Seconds that a test sets."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@contextmanager
def shared(files: Sequence[Path], clock: Clock, seconds: float = 60, *, once: bool = False) -> Iterator[Sharing]:
    """A server of exports on a thread of its own, until the block ends."""
    sessions = [SharedSession.of(file) for file in files]
    told: Queue[Sequence[str]] = Queue()
    with opened([ip_address("127.0.0.1")], 0) as sockets:
        port = sockets[0].getsockname()[1]
        arguments = (sessions, sockets, seconds, clock, told.put)
        thread = threading.Thread(target=share_sessions, args=arguments, kwargs={"once": once})
        thread.start()
        try:
            [address] = told.get(timeout=10)
            yield Sharing(port, address.split("/")[3], thread)
        finally:
            clock.now = math.inf
            thread.join(20)
            assert not thread.is_alive()
