"""The guard: who may have what. It answers with a resource that is shared, or refuses, always in the same words."""

import secrets
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import FileResponse, PlainTextResponse, Response

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Scope, Send

SECRET_BYTES = 16

WRONG_AT_ONCE = 20
WRONG_PER_SECOND = 2.0
"""How many wrong requests are answered one after the other, and how many a second from then on."""

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; connect-src 'self'; img-src 'self'; media-src 'self'; script-src 'self'; "
    "style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""What goes with every answer."""

NOTHING = PlainTextResponse("There is nothing here.\n", 404, {"connection": "close"})
TOO_MANY = PlainTextResponse("Too many wrong addresses.\n", 429, {"connection": "close", "retry-after": "10"})
NOT_CHANGED = PlainTextResponse("This can only be read.\n", 405, {"connection": "close", "allow": "GET, HEAD"})


def new_secret() -> str:
    """A secret that nobody guesses, as a part of an address: 128 bits in 22 characters."""
    return secrets.token_urlsafe(SECRET_BYTES)


class AccessGuard:
    """An ASGI application: the resources that are shared, under a secret.

    A request with another `Host` is refused too: a page elsewhere whose name suddenly leads here (DNS rebinding) has one.

    Args:
        secret: the first part of every path.
        hosts: what `Host` may be: the addresses that were given out, with the port.
        resources: what is shared, by the rest of its path. No path leads to a folder: what is not named here does not exist.
        clock: counts seconds.
        on_sent: told the name of a resource, and which of its bytes were just sent: the first, and the one after the last.
    """

    def __init__(
        self,
        secret: str,
        hosts: Collection[str],
        resources: Mapping[str, Response],
        clock: Callable[[], float],
        on_sent: Callable[[str, int, int], None],
    ) -> None:
        self._secret = secret.encode()
        self._hosts = frozenset(hosts)
        self._resources = resources
        self._clock = clock
        self._on_sent = on_sent
        self._wrong_left = float(WRONG_AT_ONCE)
        self._last_wrong = clock()

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        assert scope["type"] == "http", "the server has neither websockets nor a lifespan"
        name = self._asked_for(scope)
        if name is None:
            answer: Response = NOTHING if self._may_be_wrong() else TOO_MANY
        elif scope["method"] not in ("GET", "HEAD"):
            answer = NOT_CHANGED
        else:
            answer = self._resources[name]
        if isinstance(answer, FileResponse):
            scope = {**scope, "headers": list(_one_range(scope["headers"]))}
        await answer(scope, receive, self._with_headers(send, name, scope["method"]))

    def _asked_for(self, scope: "Scope") -> str | None:
        """The name of the resource that a request may have; None for every other, whatever is wrong with it."""
        parts = bytes(scope["raw_path"]).split(b"/")
        if len(parts) != 3 or parts[0]:  # not /SECRET/NAME
            return None
        name = parts[2].decode("latin-1")
        knows = secrets.compare_digest(parts[1], self._secret)
        host = Headers(scope=scope).get("host", "").lower()
        return name if knows and host in self._hosts and name in self._resources else None

    def _may_be_wrong(self) -> bool:
        """Counts a wrong request. They share one count: who knows the secret is answered whatever others do."""
        now = self._clock()
        self._wrong_left = min(float(WRONG_AT_ONCE), self._wrong_left + (now - self._last_wrong) * WRONG_PER_SECOND)
        self._last_wrong = now
        if self._wrong_left < 1:
            return False
        self._wrong_left -= 1
        return True

    def _with_headers(self, send: "Send", name: str | None, method: str) -> "Send":
        """`send`, with `HEADERS` in every answer, and with what was sent of a resource told."""
        position = 0

        async def sending(message: "Message") -> None:
            nonlocal position
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.update(HEADERS)
                if message["status"] == HTTPStatus.PARTIAL_CONTENT:
                    position = int(headers["content-range"].removeprefix("bytes ").partition("-")[0])
                message = {**message, "headers": headers.raw}
            await send(message)
            if name is not None and method == "GET" and (sent := len(message.get("body", b""))):
                self._on_sent(name, position, position + sent)
                position += sent

        return sending


def _one_range(headers: Collection[tuple[bytes, bytes]]) -> "Collection[tuple[bytes, bytes]]":
    """Headers without a `Range` of several parts: no player asks for them, and the whole file is a right answer (RFC 9110, 14.2)."""
    return [(key, value) for key, value in headers if key != b"range" or b"," not in value]
