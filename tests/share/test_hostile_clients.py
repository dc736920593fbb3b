"""What a hostile client asks for, and that nothing is given that was not shared."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import Sharing

from voiceguide.share import server
from voiceguide.share.guard import HEADERS, NOTHING, WRONG_AT_ONCE

Share = Callable[..., Sharing]

REFUSALS = {
    0: {b""},
    400: {b"Invalid HTTP request received.", b"Malformed range header.", b"Range header: range must be requested"},
    404: {NOTHING.body},
    405: {b"This can only be read.\n"},
    416: {b""},
}
"""All that may be said to one who asks for what was not shared."""

GET = "GET {} HTTP/1.1\r\nHost: {host}\r\n\r\n"

PATHS = {
    "the root": "/",
    "no path": "*",
    "no secret": "/1.mp3",
    "an empty secret": "//1.mp3",
    "another secret": "/AAAAAAAAAAAAAAAAAAAAAA/1.mp3",
    "a beginning of the secret": "/{part}/1.mp3",
    "more than the secret": "/{secret}A/1.mp3",
    "other capitals": "/{swapped}/1.mp3",
    "the secret alone": "/{secret}",
    "the secret later": "/x/{secret}/1.mp3",
    "the secret escaped": "/{escaped}/1.mp3",
    "two slashes before": "//{secret}/1.mp3",
    "two slashes between": "/{secret}//1.mp3",
    "a slash after": "/{secret}/1.mp3/",
    "a dot": "/{secret}/./1.mp3",
    "up and back": "/{secret}/../{secret}/1.mp3",
    "up": "/{secret}/../../../../etc/passwd",
    "up, escaped": "/{secret}/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "up, slashes escaped": "/{secret}/..%2f..%2f..%2fetc%2fpasswd",
    "up, escaped twice": "/{secret}/%252e%252e%252fetc%252fpasswd",
    "up, backslashes": "/{secret}/..\\..\\windows\\win.ini",
    "up, overlong UTF-8": "/{secret}/..%c0%af..%c0%afetc/passwd",
    "the root of the disk": "/{secret}//etc/passwd",
    "a null": "/{secret}/1.mp3%00.jpg",
    "a parameter": "/{secret}/1.mp3;a=b",
    "a fragment": "/{secret}/1.mp3#a",
    "other capitals of a name": "/{secret}/1.MP3",
    "a number that is not there": "/{secret}/2.mp3",
    "a file of the package": "/{secret}/session.html",
    "the name on the disk": "/{secret}/script.mp3",
    "the folder": "/{secret}/.",
    "a whole address": "http://{host}/{secret}/1.mp3",
    "the address of another": "http://evil.example/{secret}/1.mp3",
    "bytes that are no ASCII": "/{secret}/1.mp3\xff",
}

RAW = {
    "another host": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "another host with the port": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n",
    "a name of this machine": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n",
    "the host without its port": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "another port": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
    "a host with a dot": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: 127.0.0.1.:{port}\r\n\r\n",
    "a host with a user": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}@evil.example\r\n\r\n",
    "the host as a number": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: 2130706433:{port}\r\n\r\n",
    "an empty host": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost:\r\n\r\n",
    "no host": "GET /{secret}/1.mp3 HTTP/1.1\r\n\r\n",
    "no host, as it was allowed": "GET /{secret}/1.mp3 HTTP/1.0\r\n\r\n",
    "two hosts": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    "a host that was forwarded": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {host}\r\n\r\n",
    "the secret in the query": "GET /?{secret} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "the secret in a header": "GET /1.mp3 HTTP/1.1\r\nHost: {host}\r\nAuthorization: {secret}\r\nCookie: {secret}\r\n\r\n",
    "a path that is rewritten": "GET / HTTP/1.1\r\nHost: {host}\r\nX-Original-URL: /{secret}/1.mp3\r\n\r\n",
    "POST": "POST /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\nabc",
    "PUT": "PUT /{secret}/3.mp3 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\nabc",
    "PUT over": "PUT /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\n\r\nabc",
    "DELETE": "DELETE /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "OPTIONS": "OPTIONS * HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "TRACE": "TRACE /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "CONNECT": "CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "PROPFIND": "PROPFIND /{secret}/ HTTP/1.1\r\nHost: {host}\r\nDepth: 1\r\n\r\n",
    "get, small": "get /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a websocket": "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
    "two lengths": "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc",
    "a length and pieces": "POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a line in a header": "GET / HTTP/1.1\r\nHost: {host}\r\nA: b\nHost: {host}\r\n\r\n",
    "a space before a colon": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost : {host}\r\n\r\n",
    "a long path": "GET /" + "a" * 20_000 + " HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a long header": "GET / HTTP/1.1\r\nHost: {host}\r\nA: " + "a" * 200_000 + "\r\n\r\n",
    "many headers": "GET / HTTP/1.1\r\nHost: {host}\r\n" + "A: b\r\n" * 5_000 + "\r\n",
    "HTTP 0.9": "GET /{secret}/1.mp3\r\n",
    "HTTP 2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "noise": "\x00\xff\x00\xff" * 50,
    "nothing": "",
    "half a request": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\n",
    "a range behind the end": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nRange: bytes=999999999-\r\n\r\n",
    "a range of nothing": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nRange: bytes=-0\r\n\r\n",
    "a range that is none": "GET /{secret}/1.mp3 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nRange: bytes=a-b\r\n\r\n",
}

TABLE = {name: GET.replace("{}", path) for name, path in PATHS.items()} | RAW


def filled(request: str, sharing: Sharing) -> bytes:
    secret = sharing.secret
    places = {
        "secret": secret,
        "part": secret[:-1],
        "swapped": secret.swapcase(),
        "escaped": "".join(f"%{ord(char):02x}" for char in secret),
        "host": sharing.host,
        "port": str(sharing.port),
    }
    return re.sub(r"\{(\w+)\}", lambda match: places[match[1]], request).encode("latin-1")


@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_given_that_was_not_shared(all_along: Sharing, name: str):
    answer = all_along.sent(filled(TABLE[name], all_along))
    assert answer.body in REFUSALS[answer.status], answer
    assert all_along.get("1.mp3").status == 200


def test_all_wrong_requests_are_answered_alike(share: Share, lift: Path):
    sharing = share(lift)
    wrong = ["/", "/AAAAAAAAAAAAAAAAAAAAAA/1.mp3", f"/{sharing.secret[:-1]}/", f"/{sharing.secret}/2.mp3"]
    requests = [GET.replace("{}", path).replace("{host}", sharing.host) for path in wrong]
    requests.append(f"GET /{sharing.secret}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")
    requests.append(f"POST /AAAAAAAAAAAAAAAAAAAAAA/ HTTP/1.1\r\nHost: {sharing.host}\r\nContent-Length: 0\r\n\r\n")
    answers = [sharing.sent(request.encode()) for request in requests]
    assert {answer.status for answer in answers} == {404}
    assert len({(*sorted(each.headers.items() - {("date", each.headers["date"])}), each.body) for each in answers}) == 1


def test_wrong_requests_are_limited_in_rate_and_right_ones_are_not(
    share: Share, lift: Path, clock: Callable[[], float]
):
    sharing = share(lift)
    wrong = GET.replace("{}", "/").replace("{host}", sharing.host).encode()
    assert [sharing.sent(wrong).status for _ in range(WRONG_AT_ONCE)] == [404] * WRONG_AT_ONCE
    assert sharing.sent(wrong).status == 429
    assert sharing.get("").status == 200
    clock.now += 1
    assert [sharing.sent(wrong).status for _ in range(3)] == [404, 404, 429]


def test_every_answer_has_the_headers_that_keep_a_page_to_itself(share: Share, lift: Path):
    sharing = share(lift)
    wrong = sharing.sent(b"GET / HTTP/1.0\r\n\r\n")
    for answer in (wrong, *map(sharing.get, ("", "1.mp3", "1.json", "1.jpg", "page.css", "page.js"))):
        assert {name: text.lower() for name, text in HEADERS.items()}.items() <= answer.headers.items()
        assert "server" not in answer.headers


def test_a_request_that_does_not_come_in_time_ends_the_connection(
    share: Share, lift: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(server, "HEAD_S", 0.1)
    sharing = share(lift)
    with sharing.connected() as silent, sharing.connected() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHost:")
        assert silent.recv(100) == slow.recv(100) == b""


def test_silent_connections_keep_nobody_out(share: Share, lift: Path):
    sharing = share(lift)
    silent = [sharing.connected() for _ in range(server.MOST_CONNECTIONS + 20)]
    try:
        assert sharing.get("1.mp3").body == lift.read_bytes()
        silent[0].settimeout(server.HEAD_S / 2)
        assert silent[0].recv(1) == b""
    finally:
        for each in silent:
            each.close()


def test_clients_that_read_nothing_keep_nobody_waiting(share: Share, lift: Path):
    sharing = share(lift)
    request = f"GET /{sharing.secret}/1.mp3 HTTP/1.1\r\nHost: {sharing.host}\r\n\r\n".encode()
    slow = [sharing.connected() for _ in range(40)]
    try:
        for each in slow:
            each.sendall(request)
        assert sharing.get("1.mp3").body == lift.read_bytes()
    finally:
        for each in slow:
            each.close()
