"""The page in a real browser: it plays, breathes with the cue sheet, and asks nobody else for anything."""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from asking import Sharing
from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from skips import needs

from voiceguide.guide import lung_volume
from voiceguide.timeline.model import Timeline
from voiceguide.verify.embedded import read_sheet

pytestmark = [pytest.mark.slow, needs("chromium", "chromedriver")]

Share = Callable[..., Sharing]

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--mute-audio",
)  # fmt: skip
PHONE, DESKTOP = (390, 844), (1280, 800)
SMALLEST = 0.4
"""The scale of the circle when the lungs are empty."""

SAMPLE = """
const done = arguments[arguments.length - 1], seen = [], audio = document.querySelector("audio");
const air = getComputedStyle(document.querySelector(".air"));
const look = () => {
  seen.push([audio.currentTime * 1000, new DOMMatrix(air.transform).a]);
  if (audio.currentTime * 1000 < seen[0][0] + 4000) requestAnimationFrame(look);
  else done(seen);
};
requestAnimationFrame(look);
"""
LOUDEST = """
const done = arguments[arguments.length - 1], context = new AudioContext(), meter = context.createAnalyser();
context.createMediaElementSource(document.querySelector("audio")).connect(meter);
const samples = new Float32Array(meter.fftSize);
let loudest = 0, looks = 0;
const look = () => {
  meter.getFloatTimeDomainData(samples);
  loudest = Math.max(loudest, ...samples);
  if (++looks < 40) setTimeout(look, 50);
  else done(loudest);
};
context.resume().then(look);
"""
ONSET = """
const start = arguments[0], done = arguments[1], audio = document.querySelector("audio");
if (!window.meter) {
  window.context = new AudioContext();
  window.meter = context.createAnalyser();
  context.createMediaElementSource(audio).connect(meter);
}
const samples = new Float32Array(meter.fftSize);
const look = () => {
  meter.getFloatTimeDomainData(samples);
  const at = samples.findIndex((sample) => Math.abs(sample) > 0.05);
  if (at < 0 || audio.currentTime < start + 0.3) return setTimeout(look, 2);
  audio.pause();
  done(audio.currentTime - (samples.length - at) / context.sampleRate);
};
audio.currentTime = start;
context.resume().then(() => audio.play()).then(look);
"""
"""The time of the first sound after a time that is silent for 0.3 s, in seconds."""


class Browser:
    """Chromium with an empty profile."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, address: str, size: tuple[int, int] = PHONE, **features: str) -> None:
        width, height = size
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == PHONE},
        )
        emulated = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": emulated})
        self.driver.get(address)
        if self.driver.find_elements(By.TAG_NAME, "audio"):
            self.until(
                "return document.querySelector('audio').readyState >= 1 && !document.querySelector('.player').hidden"
            )

    def do(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def until(self, condition: str) -> None:
        WebDriverWait(self.driver, 15, 0.02).until(lambda driver: driver.execute_script(condition), condition)

    def sampled(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_async_script(script, *arguments)

    @property
    def now(self) -> float:
        return float(self.do("return document.querySelector('audio').currentTime"))

    @property
    def is_playing(self) -> bool:
        return not self.do("return document.querySelector('audio').paused")

    def text(self, selector: str) -> str:
        return str(self.do(f"return document.querySelector('{selector}').textContent"))

    def tap(self, selector: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, selector).click()

    def press(self, *keys: str) -> None:
        for key in keys:
            webdriver.ActionChains(self.driver).send_keys(key).perform()

    @property
    def focused(self) -> str:
        return str(self.do("return document.activeElement.className || document.activeElement.tagName"))

    def errors(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] != "INFO"]

    def requests(self) -> list[dict[str, Any]]:
        """All that was asked for since the last time."""
        events = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        return [event["params"]["request"] for event in events if event["method"] == "Network.requestWillBeSent"]


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = which("chromium") or ""
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, Service(which("chromedriver")))
    try:
        driver.set_script_timeout(30)
        yield driver
    finally:
        driver.quit()


@pytest.fixture
def browser(driver: webdriver.Chrome) -> Iterator[Browser]:
    """Afterwards nothing may be wrong in its console."""
    made = Browser(driver)
    made.requests()
    yield made
    assert made.errors() == []
    driver.get("about:blank")


def levels_near(timeline: Timeline, time: float, margin: int) -> tuple[float, float]:
    """The lowest and the highest lung volume around a time of the session, all in milliseconds; 0 out of breaths."""
    found = []
    for at in range(round(time) - margin, round(time) + margin + 1, 5):
        level = 0.0
        for start, chapter in timeline.placed():
            if chapter.phases and chapter.phases[0].start <= at - start < chapter.phases[-1].end:
                level = next(arc.level(at - start) for arc in lung_volume(chapter.phases) if at - start < arc.end)
        found.append(level)
    return min(found), max(found)


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_circle_is_within_100_ms_of_the_phases(share: Share, lift: Path, browser: Browser, motion: str):
    timeline = read_sheet(lift)
    [(start, chapter)] = [(start, each) for start, each in timeline.placed() if each.phases]
    assert all(before.end == after.start for before, after in pairwise(chapter.phases))
    browser.open(share(lift).address, prefers_reduced_motion=motion)
    browser.do(f"document.querySelector('audio').currentTime = {(start + chapter.phases[0].start) / 1000 - 0.5}")
    browser.tap(".play")
    sampling = SAMPLE if motion == "no-preference" else SAMPLE.replace("new DOMMatrix(air.transform).a", "+air.opacity")
    empty = SMALLEST if motion == "no-preference" else 0.15
    browser.until("return document.querySelector('audio').currentTime > 0")
    seen = browser.sampled(sampling)
    assert len(seen) > 20
    shown = [(each - empty) / (1 - empty) for _, each in seen]
    assert max(shown) - min(shown) > 0.3
    for (time_ms, _), level in zip(seen, shown, strict=True):
        low, high = levels_near(timeline, time_ms, 100)
        assert low - 0.005 <= level <= high + 0.005, time_ms
    if motion == "reduce":
        assert browser.do("return getComputedStyle(document.querySelector('.air')).transform") == "none"


def test_it_plays_with_the_words_that_are_said(share: Share, lift: Path, browser: Browser):
    timeline = read_sheet(lift)
    browser.open(share(lift).address)
    assert abs(browser.do("return document.querySelector('audio').duration") * 1000 - timeline.duration) < 50
    browser.tap(".play")
    browser.until("return document.querySelector('audio').currentTime > 0.2")
    assert browser.sampled(LOUDEST) > 0.01
    start, chapter = [*timeline.placed()][1]
    for cue in chapter.cues:
        browser.do(f"document.querySelector('audio').currentTime = {(start + cue.start) / 1000 + 0.05}")
        browser.until("return !document.querySelector('audio').seeking")
        WebDriverWait(browser.driver, 2, 0.02).until(lambda _, cue=cue: browser.text(".words") == cue.utterance.text)
    browser.tap(".play")
    assert not browser.is_playing


def test_what_is_heard_after_a_seek_is_where_the_page_says_it_is(share: Share, words_alone: Path, browser: Browser):
    [(start, chapter)] = [(start, each) for start, each in read_sheet(words_alone).placed() if each.phases]
    browser.open(share(words_alone).address)
    browser.tap(".play")
    for before, cue in pairwise(chapter.cues):
        if cue.phase is not None and cue.start - before.end > 500:
            heard = browser.sampled(ONSET, (start + max(before.end + 50, cue.start - 900)) / 1000)
            assert heard * 1000 == pytest.approx(start + cue.start, abs=100)


def test_a_tapped_chapter_lands(share: Share, lift: Path, browser: Browser):
    timeline = read_sheet(lift)
    browser.open(share(lift).address)
    for number in (2, 3, 1):
        start = [*timeline.placed()][number - 1][0] / 1000
        browser.tap(f"li:nth-child({number}) button")
        browser.until("const a = document.querySelector('audio'); return !a.paused && !a.seeking")
        assert start <= browser.now < start + 1.5
        assert browser.text("[aria-current] span") == timeline.chapters[number - 1].title
        browser.until(
            f"return navigator.mediaSession.metadata.title === {json.dumps(timeline.chapters[number - 1].title)}"
        )
    metadata = browser.do("const m = navigator.mediaSession.metadata; return [m.artist, m.artwork[0].src]")
    assert metadata == [timeline.title, browser.driver.current_url + "1.jpg"]


def test_a_seek_is_a_range_and_nothing_leaves_the_host(share: Share, long_wav: Path, browser: Browser):
    sharing = share(long_wav)
    browser.open(sharing.address)
    end = browser.do("return document.querySelector('audio').duration")
    browser.do(f"document.querySelector('audio').currentTime = {end - 3}")
    browser.tap(".play")
    browser.until("return document.querySelector('audio').currentTime > 0")
    browser.until(f"return document.querySelector('audio').currentTime > {end - 2.8}")
    asked = browser.requests()
    own = (sharing.address, "data:")  # the browser's own icons are data
    assert [each["url"] for each in asked if not each["url"].startswith(own)] == []
    starts = [
        int(each["headers"]["Range"].removeprefix("bytes=").split("-")[0])
        for each in asked
        if "Range" in each["headers"]
    ]
    assert max(starts) > long_wav.stat().st_size // 2


def test_everything_can_be_done_with_the_keyboard(share: Share, lift: Path, browser: Browser):
    browser.open(share(lift).address)
    browser.press(" ")
    browser.until("return !document.querySelector('audio').paused")
    browser.press(" ")
    browser.until("return document.querySelector('audio').paused")
    before = browser.now
    browser.press(Keys.ARROW_RIGHT)
    assert browser.now == pytest.approx(before + 10, abs=0.1)
    browser.press(Keys.ARROW_LEFT)
    assert browser.now == pytest.approx(before, abs=0.1)
    browser.press(Keys.TAB)
    assert browser.focused == "INPUT"
    browser.press(Keys.ARROW_RIGHT)
    assert browser.now == pytest.approx(round(before) + 1, abs=1)
    browser.press(Keys.TAB)
    assert browser.focused == "back"
    browser.press(Keys.TAB)
    assert browser.focused == "play"
    browser.press(Keys.ENTER)
    browser.until("return !document.querySelector('audio').paused")
    browser.press(Keys.TAB, Keys.TAB, Keys.TAB)
    browser.press(Keys.ENTER)
    start = [*read_sheet(lift).placed()][1][0] / 1000
    assert start <= browser.now < start + 1.5
    browser.press(*[Keys.TAB] * 2)
    assert browser.focused == "download"


def test_the_place_is_remembered_after_a_reload(share: Share, lift: Path, browser: Browser):
    browser.open(share(lift).address)
    browser.do("document.querySelector('audio').currentTime = 17")
    browser.until("return !document.querySelector('audio').seeking")
    browser.driver.refresh()
    browser.until("return document.querySelector('audio').currentTime === 17")
    assert browser.text(".elapsed") == "0:17"


def test_with_once_it_is_over_when_it_was_heard_to_its_end(share: Share, lift: Path, browser: Browser):
    sharing = share(lift, once=True)
    browser.open(sharing.address)
    browser.do("const a = document.querySelector('audio'); a.currentTime = a.duration - 1")
    browser.tap(".play")
    browser.until("return document.querySelector('audio').currentTime > document.querySelector('audio').duration - 0.7")
    assert sharing.thread.is_alive()
    sharing.thread.join(10)
    assert browser.do("return document.querySelector('audio').ended")
    browser.driver.get("about:blank")
    browser.errors()  # that the connection was refused, where something was asked for after that


def test_when_sharing_is_over_the_page_says_so(share: Share, long_wav: Path, browser: Browser, clock: Any):
    sharing = share(long_wav)
    browser.open(sharing.address)
    clock.now = 3600
    sharing.thread.join(10)
    browser.do("document.querySelector('audio').currentTime = document.querySelector('audio').duration - 3")
    browser.until("return document.querySelector('.gone').textContent !== ''")
    assert browser.text(".gone").startswith("Der Computer, der dies teilt, hat aufgehört")
    browser.errors()  # that the connection was refused


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("name", ["", "1"], ids=["list", "session"])
def test_axe_finds_nothing(share: Share, lift: Path, turn: Path, browser: Browser, name: str, size: Any, scheme: str):
    browser.open(share(lift, turn).address + name, size, prefers_color_scheme=scheme)
    if name:
        browser.do("document.querySelector('audio').currentTime = 15")
        browser.until("return !document.querySelector('audio').seeking")
    found = Axe().run(browser.driver)
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    assert browser.do("return document.documentElement.scrollWidth <= innerWidth")
