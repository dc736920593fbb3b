"""A fake service on D-Bus that programs ask to keep the machine awake: it grants and records all requests."""

import threading
from contextlib import suppress
from itertools import count
from typing import Any, Self

from jeepney import HeaderFields, MessageType, message_bus, new_error, new_method_return
from jeepney.io.blocking import open_dbus_connection

GNOME = "org.gnome.SessionManager"
FREEDESKTOP = "org.freedesktop.PowerManagement"


class Inhibitor:
    """A service on the bus at `address`, under `name`. `held` are the inhibitions in force: the arguments by cookie."""

    def __init__(self, address: str, name: str) -> None:
        self.held: dict[int, tuple[Any, ...]] = {}
        self.given_back: list[int] = []
        self._cookies = count(7)
        self._connection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName(name), timeout=10)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._over.is_set():
            with suppress(TimeoutError):
                message = self._connection.receive(timeout=0.1)
                if message.header.message_type is MessageType.method_call:
                    self._connection.send(self._reply(message))

    def _reply(self, message: Any) -> Any:
        called = message.header.fields[HeaderFields.member]
        if called == "Inhibit":
            cookie = next(self._cookies)
            self.held[cookie] = message.body
            return new_method_return(message, "u", (cookie,))
        if called.lower() == "uninhibit" and message.body[0] in self.held:
            del self.held[message.body[0]]
            self.given_back.append(message.body[0])
            return new_method_return(message)
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._over.set()
        self._thread.join()
        self._connection.close()
