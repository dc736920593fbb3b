"""Timelines made by hand, with words that could break formats."""

from hypothesis import strategies as st

from voiceguide.timeline.model import Bell, Chapter, Cue, Phase, Side, Timeline, Utterance

NASTY = (
    "a --> b",
    "<i>in</i> & out &amp;",
    "two\n\nlines\r\nand\u2028three",
    "[00:01.00] {\\an8}braces",
    "\x00\x1b\x07\ud800\ufffe seen",
    "\"quotes\" and 'quotes'",
    "深呼吸してください 🧘",
    "Donaudampfschifffahrtsgesellschaftskapitänsmütze",
)

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(min_size=1, max_size=40),
    st.lists(st.sampled_from(["breathe", "in", "and", "out", "breastbone"]), min_size=1, max_size=30).map(" ".join),
).filter(lambda text: any(char.isalnum() for char in text))


def cue(text: str, start: int, duration: int, phase: int | None = None) -> Cue:
    return Cue("cue" if phase is not None else "setup", Utterance(text), start, duration, phase)


def phase(kind: str, start: int, duration: int, rep: int = 1, side: Side | None = None, **more: object) -> Phase:
    section = more.get("section", "repeat")
    return Phase(kind, start, duration, section, more.get("set", 1), rep, 6, side)  # type: ignore[arg-type]


def breaths(count: int, at: int = 0, side: Side | None = None, inhale: int = 4000, exhale: int = 6000) -> list[Phase]:
    found = []
    for rep in range(count):
        start = at + rep * (inhale + exhale)
        found.append(phase("inhale", start, inhale, rep + 1, side))
        found.append(phase("exhale", start + inhale, exhale, rep + 1, side))
    return found


def chapter(title: str, duration: int, phases=(), cues=(), bells=()) -> Chapter:
    return Chapter(title, "x", duration, tuple(phases), tuple(cues), tuple(Bell(*bell) for bell in bells))


def session(*chapters: Chapter, title: str = "Session", pace: str = "4-6") -> Timeline:
    return Timeline(title, "en", pace, chapters)


@st.composite
def sessions(draw: st.DrawFn) -> Timeline:
    """One to three chapters of free words and breaths, some of the breaths with words."""
    inhale, exhale = draw(st.integers(500, 9000)), draw(st.integers(500, 60_000))
    chapters = []
    for _ in range(draw(st.integers(1, 3))):
        now, phases, cues = 0, [], []
        for _ in range(draw(st.integers(1, 4))):
            now += draw(st.integers(0, 20_000))
            for _ in range(draw(st.integers(0, 5))):
                length = draw(st.integers(1, 15_000))
                cues.append(cue(draw(texts), now, length))
                now += length + draw(st.integers(0, 5_000))
            side = draw(st.sampled_from([None, "left", "right"]))
            for made in breaths(draw(st.integers(0, 6)), now, side, inhale, exhale):
                if draw(st.booleans()):
                    cues.append(cue(draw(texts), now, draw(st.integers(1, made.duration)), len(phases)))
                phases.append(made)
                now = made.end
        chapters.append(chapter(draw(texts), now + 1280, phases, cues, bells=[("start", 0)]))
    return session(*chapters, title=draw(texts), pace=f"{inhale / 1000:.3f}-{exhale / 1000:.3f}")
