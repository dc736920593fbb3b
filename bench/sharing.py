"""Measures the time from `voiceguide share` to sound in a browser, and fifty clients at once, on loopback.

    python bench/sharing.py

It needs chromium and chromium-driver. The session is in the cache when the clock starts, and the browser is open. Fetching is
compared with the standard library's server, which gives a whole file to whoever asks.
"""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SESSION = "back-mobility"
BAR_S = 3.0
RUNS = 5
CLIENTS = 50

SOUNDS = """
const done = arguments[arguments.length - 1], audio = document.querySelector("audio"), context = new AudioContext();
const meter = context.createAnalyser(), samples = new Float32Array(meter.fftSize);
context.createMediaElementSource(audio).connect(meter);
const look = () => {
  meter.getFloatTimeDomainData(samples);
  if (Math.max(...samples) > 0.0001) done(audio.currentTime);
  else setTimeout(look, 5);
};
context.resume().then(() => audio.play()).then(look);
"""


@contextmanager
def shared(home: Path) -> Iterator[str]:
    """The address of the session, which is shared while the block runs."""
    command = [sys.executable, "-m", "voiceguide", "share", SESSION, "--bind", "127.0.0.1"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        yield process.stdout.readline().strip()
        process.terminate()


@contextmanager
def browser(profile: str) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = which("chromium") or ""
    for flag in ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
                 "disable-component-update", "disable-sync", "mute-audio", "autoplay-policy=no-user-gesture-required",
                 f"user-data-dir={profile}"):  # fmt: skip
        options.add_argument(f"--{flag}")
    driver = webdriver.Chrome(options, Service(which("chromedriver")))
    try:
        driver.set_script_timeout(30)
        yield driver
    finally:
        driver.quit()


def fetched(address: str, most: int | None = None) -> tuple[float, float, int]:
    """Seconds to the first byte and to the end, and bytes, of an answer, of which at most `most` bytes are read."""
    parts = urlsplit(address)
    begin = time.perf_counter()
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        connection.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n".encode())
        size = len(connection.recv(1))
        first = time.perf_counter() - begin
        while (most is None or size < most) and (piece := connection.recv(1 << 18)):
            size += len(piece)
    return first, time.perf_counter() - begin, size


def at_once(address: str) -> tuple[float, float, float]:
    """The median and the longest seconds to the first byte of fifty clients, and megabytes a second of all together."""
    begin = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        done = [*clients.map(lambda _: fetched(address), range(CLIENTS))]
    firsts = [first for first, _, _ in done]
    assert len({size for _, _, size in done}) == 1
    return median(firsts), max(firsts), sum(size for *_, size in done) / 1e6 / (time.perf_counter() - begin)


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/1.mp3"
        server.shutdown()


def shown(times: list[float]) -> str:
    return f"{median(times):.2f} s (at most {max(times):.2f})"


def measure_sound(home: Path, driver: webdriver.Chrome) -> None:
    printed, bytes_, sounds = [], [], []
    for _ in range(RUNS):
        begin = time.perf_counter()
        with shared(home) as address:
            printed.append(time.perf_counter() - begin)
            fetched(f"{address}1.mp3", 1)
            bytes_.append(time.perf_counter() - begin)
            driver.get(address)
            driver.execute_async_script(SOUNDS)
            sounds.append(time.perf_counter() - begin)
            driver.get("about:blank")
    print(f"from the command to the address:          {shown(printed)}")
    print(f"                 to the first byte:       {shown(bytes_)}")
    print(f"                 to sound in the browser: {shown(sounds)}; {median(sounds) / BAR_S:.2f} x of {BAR_S:g} s")


def measure_clients(home: Path, folder: Path) -> None:
    with shared(home) as address:
        sound = f"{address}1.mp3"
        alone, _, size = fetched(sound, 1)
        middle, longest, rate = at_once(sound)
        print(f"one client: first byte after {alone * 1000:.1f} ms")
        print(
            f"{CLIENTS} at once: first byte after {middle * 1000:.0f} ms, at most {longest * 1000:.0f}; {rate:.0f} MB/s"
        )
        slow = [socket.create_connection((urlsplit(address).hostname, urlsplit(address).port)) for _ in range(CLIENTS)]
        for each in slow:
            parts = urlsplit(sound)
            each.sendall(f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode())
        first, whole, size = fetched(sound)
        print(
            f"beside {CLIENTS} that read nothing: first byte after {first * 1000:.0f} ms, {size / 1e6 / whole:.0f} MB/s"
        )
        for each in slow:
            each.close()
    (folder / "1.mp3").write_bytes(b"0" * size)
    with plain_server(folder) as plain:
        bare, longest, plain_rate = at_once(plain)
    print(
        f"the standard library's server: {bare * 1000:.0f} ms, at most {longest * 1000:.0f}; {plain_rate:.0f} MB/s: "
        f"ours is {rate / plain_rate:.2f} x as fast"
    )


def main() -> None:
    with TemporaryDirectory() as name, TemporaryDirectory() as profile, browser(profile) as driver:
        home = Path(name)
        with shared(home):
            pass  # the session is in the cache from here on
        measure_sound(home, driver)
        measure_clients(home, home)


if __name__ == "__main__":
    main()
