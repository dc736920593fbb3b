"use strict";

const LINGER_MS = 4000; // words stay so long once they were said
const SKIP_S = 10;
const KEPT_EVERY_S = 5;

const find = (selector) => document.querySelector(selector);
const main = find("main"), audio = find("audio"), player = find(".player"), slider = find("input"), play = find(".play");
const air = find(".air"), chapters = [...document.querySelectorAll("li button")];
const number = main.dataset.session;

const clock = (seconds) => {
  const whole = Math.floor(seconds), two = (value) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

// The last entry that has begun; entries begin with their start, and are in order.
const begun = (entries, time) => {
  let low = 0, high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle][0] <= time) low = middle + 1;
    else high = middle;
  }
  return entries[low - 1];
};

const tell = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

const tellGone = () => tell(find(".gone"), find(".gone").dataset.text);

const begin = (cues) => {
  const key = `voiceguide ${cues.id}`;
  const starts = chapters.map((each) => [Number(each.dataset.start), each]);

  // The lung volume: the same cubic from level to level as wherever else a breath is drawn.
  const drawBreath = () => {
    const time = audio.currentTime * 1000, arc = begun(cues.breath, time);
    const breathes = arc && time < arc[1];
    const share = breathes ? (time - arc[0]) / (arc[1] - arc[0]) : 0;
    const level = breathes ? arc[2] + (arc[3] - arc[2]) * share * share * (3 - 2 * share) : 0;
    air.style.setProperty("--level", level.toFixed(4));
    tell(find(".phase"), breathes ? cues.kinds[arc[4]] : "");
    tell(find(".place"), breathes ? arc[5] : "");
    const said = begun(cues.words, time);
    tell(find(".words"), said && time < said[1] + LINGER_MS ? said[2] : "");
  };

  const drawTime = () => {
    const shown = clock(audio.currentTime);
    if (document.activeElement !== slider || !slider.matches(":active")) slider.value = audio.currentTime;
    slider.setAttribute("aria-valuetext", `${shown} / ${clock(cues.duration / 1000)}`);
    tell(find(".elapsed"), shown);
    const [, current] = begun(starts, audio.currentTime * 1000) ?? [];
    for (const each of chapters) {
      if (each !== current) each.removeAttribute("aria-current");
      else if (!each.hasAttribute("aria-current")) {
        each.setAttribute("aria-current", "true");
        if (session) session.metadata = metadata(each.firstElementChild.textContent);
      }
    }
    drawBreath();
  };

  const follow = () => {
    drawBreath();
    if (!audio.paused) requestAnimationFrame(follow);
  };

  // Storage may be forbidden; then nothing is remembered.
  let keptAt = 0;
  const keep = () => {
    keptAt = audio.currentTime;
    try {
      if (audio.ended) localStorage.removeItem(key);
      else localStorage.setItem(key, String(Math.floor(audio.currentTime)));
    } catch {}
  };
  const kept = () => {
    try {
      return Number(localStorage.getItem(key)) || 0;
    } catch {
      return 0;
    }
  };

  const go = (seconds) => {
    audio.currentTime = Math.min(Math.max(0, seconds), cues.duration / 1000);
    drawTime();
  };
  const start = () => audio.play().catch(() => {});
  const toggle = () => (audio.paused ? start() : audio.pause());
  const step = (by) => {
    const now = starts.findIndex(([, each]) => each.hasAttribute("aria-current"));
    go(starts[Math.min(Math.max(0, now + by), starts.length - 1)][0] / 1000);
  };

  const session = navigator.mediaSession;
  const metadata = (chapter) =>
    new MediaMetadata({ title: chapter, artist: cues.title, album: "voiceguide", artwork: [{ src: `${number}.jpg`, type: "image/jpeg" }] });
  const asked = {
    play: start,
    pause: () => audio.pause(),
    seekbackward: () => go(audio.currentTime - SKIP_S),
    seekforward: () => go(audio.currentTime + SKIP_S),
    previoustrack: () => step(-1),
    nexttrack: () => step(1),
    seekto: (details) => go(details.seekTime),
  };
  for (const [action, answer] of Object.entries(session ? asked : {})) {
    try {
      session.setActionHandler(action, answer);
    } catch {} // a browser that does not know it
  }

  const atState = () => {
    play.classList.toggle("playing", !audio.paused);
    play.setAttribute("aria-label", audio.paused ? main.dataset.play : main.dataset.pause);
    drawTime();
    keep();
  };
  audio.addEventListener("play", () => requestAnimationFrame(follow));
  for (const event of ["play", "pause", "ended"]) audio.addEventListener(event, atState);
  audio.addEventListener("seeked", drawTime);
  audio.addEventListener("timeupdate", () => {
    drawTime();
    if (Math.abs(audio.currentTime - keptAt) >= KEPT_EVERY_S) keep();
  });
  audio.addEventListener("playing", () => tell(find(".gone"), ""));
  audio.addEventListener("ended", () => fetch(`heard-${audio.getAttribute("src")}`).catch(() => {}));
  // Where the sound does not come, browsers go on trying and say nothing.
  const isThere = () => fetch("page.css", { method: "HEAD" }).catch(tellGone);
  for (const event of ["seeking", "waiting", "stalled", "error"]) audio.addEventListener(event, isThere);
  addEventListener("pagehide", keep);

  slider.addEventListener("input", () => go(Number(slider.value)));
  play.addEventListener("click", toggle);
  find(".back").addEventListener("click", asked.seekbackward);
  find(".forward").addEventListener("click", asked.seekforward);
  for (const [at, each] of starts) {
    each.addEventListener("click", () => {
      go(at / 1000);
      start();
    });
  }
  addEventListener("keydown", (event) => {
    const inside = event.target.closest("button, a, input");
    if (event.altKey || event.ctrlKey || event.metaKey || inside === slider) return;
    if (event.key === " " && !inside) toggle();
    else if (event.key === "ArrowLeft") asked.seekbackward();
    else if (event.key === "ArrowRight") asked.seekforward();
    else return;
    event.preventDefault();
  });

  audio.removeAttribute("controls");
  player.hidden = false;
  go(kept());
};

fetch(`${number}.json`).then((answer) => answer.json()).then(begin, tellGone);
