import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from voiceguide.clip import Clip, audible_span, trim
from voiceguide.errors import SpeechError
from voiceguide.script.find import find_script
from voiceguide.script.load import load
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.pyttsx import shared
from voiceguide.speech.voices.system import CALM_WPM, SystemEngine
from voiceguide.timeline.compile import compile_session
from voiceguide.timeline.model import Utterance
from voiceguide.timeline.options import Options
from voiceguide.units import frames_from_ms

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="eSpeak speaks on Linux")

GUIDANCE = [
    "Inhale, lift your breastbone and open your elbows wide.",
    "Exhale, draw your elbows together and round your spine.",
    "Sit with both feet planted and let your spine grow long.",
    "Inhale, reach longer, and bend over to the right side.",
    "Keep your left sitting bone heavy on the chair.",
    "Stay in the stretch, and send your breath into your left ribs.",
    "Lie on your side with your knees bent and your arms straight in front of you.",
    "From the head, peel down from the wall, one vertebra at a time.",
]


@pytest.fixture(scope="module")
def engine() -> SystemEngine:
    return SystemEngine()


def seconds(clip: Clip) -> float:
    heard = trim(clip)
    return heard.frames / heard.rate


def test_each_utterance_goes_to_its_own_file(engine: SystemEngine) -> None:
    together = [seconds(engine.synthesize(Utterance(text))) for text in GUIDANCE]
    alone = [seconds(engine.synthesize(Utterance(text))) for text in reversed(GUIDANCE)]
    assert together == alone[::-1]
    assert len({round(length, 1) for length in together}) > 4


def test_a_long_text_is_spoken_to_its_end(engine: SystemEngine) -> None:
    clip = engine.synthesize(Utterance(" ".join(GUIDANCE * 2)))
    whole = sum(seconds(engine.synthesize(Utterance(text))) for text in GUIDANCE) * 2
    assert clip.frames / clip.rate > whole


def test_nothing_is_printed(engine: SystemEngine, capfd: pytest.CaptureFixture[str]) -> None:
    engine.synthesize(Utterance("Inhale."))
    assert capfd.readouterr() == ("", "")


def test_a_clip_is_mono_with_silence_around(engine: SystemEngine) -> None:
    clip = engine.synthesize(Utterance("Inhale."))
    start, end = audible_span(clip.samples)
    assert clip.channels == 1
    assert clip.samples.dtype == np.float32
    assert end - start < clip.frames


def test_threads_get_what_they_asked_for(engine: SystemEngine) -> None:
    alone = [seconds(engine.synthesize(Utterance(text))) for text in GUIDANCE]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: seconds(engine.synthesize(Utterance(text))), GUIDANCE * 3))
    assert together == pytest.approx(alone * 3, abs=0.03)


def test_a_session_is_heard_at_a_calm_rate(engine: SystemEngine) -> None:
    session = load(find_script("back-mobility"))
    timeline = compile_session(session, Options(), ClipCache(engine, None).measure)
    cues = [cue for chapter in timeline.chapters for cue in chapter.cues]
    words = sum(len(cue.utterance.text.split()) for cue in cues)
    minutes = sum(cue.duration for cue in cues) / 60_000
    assert words / minutes == pytest.approx(CALM_WPM, rel=0.05)


@pytest.mark.parametrize("rate", [0.85, 1.15, 1.5])
def test_the_rate_multiplies_the_calm_one(engine: SystemEngine, rate: float) -> None:
    calm = seconds(engine.synthesize(Utterance(GUIDANCE[0])))
    assert calm / seconds(engine.synthesize(Utterance(GUIDANCE[0], rate=rate))) == pytest.approx(rate, rel=0.05)


def sound(engine: SystemEngine, language: str = "en") -> Clip:
    return trim(engine.synthesize(Utterance("Inhale slowly through the nose.", language)))


def pitch(clip: Clip) -> float:
    """The fundamental, in Hz, of the clip's loudest 80 ms."""
    size = clip.rate * 80 // 1000
    loudest = int(np.convolve(np.square(clip.samples[:, 0]), np.ones(size), "valid").argmax())
    part = clip.samples[loudest : loudest + size, 0]
    echo = np.correlate(part, part, "full")[size:]
    low, high = clip.rate // 400, clip.rate // 60
    return clip.rate / (low + 1 + int(echo[low:high].argmax()))


def test_voices_are_chosen_by_id_name_language_and_variant(engine: SystemEngine) -> None:
    assert pitch(sound(SystemEngine("en-gb+f3"))) > 1.4 * pitch(sound(SystemEngine("en-gb")))
    german = sound(SystemEngine("German")).frames
    for wanted in ("de", "gmw/de"):
        assert sound(SystemEngine(wanted)).frames == pytest.approx(german, rel=0.02)
    assert sound(engine).frames != pytest.approx(german, rel=0.02)


def test_a_voice_does_not_affect_the_next_one(engine: SystemEngine) -> None:
    before = sound(engine).frames
    sound(SystemEngine("German"))
    assert sound(engine).frames == pytest.approx(before, rel=0.02)


def test_without_a_choice_the_language_picks_the_voice(engine: SystemEngine) -> None:
    assert sound(engine, "de-AT").frames != pytest.approx(sound(engine, "en").frames, rel=0.02)
    with pytest.raises(SpeechError, match="speaks 'tlh'"):
        sound(engine, "tlh")


def test_a_chosen_voice_speaks_every_language() -> None:
    chosen = SystemEngine("en-gb")
    assert sound(chosen, "de").frames == pytest.approx(sound(chosen, "en").frames, rel=0.02)


@pytest.mark.parametrize(("wanted", "hint"), [("Germann", "German"), ("en-gb+f33", "f3"), ("nosuchvoice", "en-gb")])
def test_an_unknown_voice_names_a_known_one(wanted: str, hint: str) -> None:
    with pytest.raises(SpeechError, match=hint):
        SystemEngine(wanted)


def test_the_identity_tells_engine_version_and_voice_apart(engine: SystemEngine) -> None:
    def identity(engine: SystemEngine) -> str:
        return engine.identity(Utterance("Inhale."))

    assert "eSpeak NG 1." in identity(engine)
    assert "pyttsx3" in identity(engine)
    assert len({identity(engine), identity(SystemEngine("en-gb")), identity(SystemEngine("en-gb+f3"))}) == 3
    assert identity(SystemEngine("German")) == identity(SystemEngine("de"))


def test_every_voice_offered_can_be_asked_for_by_its_name(engine: SystemEngine) -> None:
    voices = {voice.name: voice for voice in engine.voices()}
    assert {"en-gb", "en-us", "de", "es", "fr-fr"} <= voices.keys()
    assert "de" in voices["de"].languages
    for name in ("en-gb", "fr-fr"):
        SystemEngine(name)


def test_words_that_the_voice_cannot_read_are_an_error(engine: SystemEngine) -> None:
    with pytest.raises(SpeechError, match="spoke nothing"):
        engine.synthesize(Utterance("…"))


def test_a_setting_that_the_driver_refuses_is_an_error_and_no_other_voice_speaks() -> None:
    with pytest.raises(SpeechError, match="voice"):
        shared("espeak").speak("Inhale.", {"voice": "nosuch", "rate": 120})
    assert shared("espeak").speak("Inhale.", {"voice": "gmw/en", "rate": 120}).samples.any()


def test_a_spoken_clip_starts_with_its_first_sound(engine: SystemEngine) -> None:
    cache = ClipCache(engine, None)
    for text in (*GUIDANCE, "Hold.", "Shift.", "Six."):
        clip = cache.clip(Utterance(text))
        start, end = audible_span(clip.samples)
        assert start <= frames_from_ms(2)
        assert clip.frames - end <= frames_from_ms(4)


SPEAK_IN_AN_ORDER = """
import hashlib, json, random, sys
from concurrent.futures import ThreadPoolExecutor
from voiceguide.speech.voices.system import SystemEngine
from voiceguide.timeline.model import Utterance
said = [Utterance(text, language=language, rate=rate) for text, language in json.loads(sys.argv[1]) for rate in (1.0, 1.15)]
random.Random(int(sys.argv[2])).shuffle(said)
engines = [SystemEngine(voice) for voice in (None, "en-gb", "en-us+whisper", "de+grandpa")]
def sound(utterance):
    return [hashlib.md5(engine.synthesize(utterance).samples.tobytes()).hexdigest() for engine in engines]
with ThreadPoolExecutor(int(sys.argv[3])) as pool:
    sounds = dict(zip(map(str, said), pool.map(sound, said)))
print(json.dumps(sounds, sort_keys=True))
"""


def test_an_utterance_sounds_the_same_whatever_was_spoken_before_it_on_any_number_of_threads() -> None:
    texts = [(text, "en") for text in GUIDANCE] + [("Sechs Füße hoch, und einatmen.", "de")]
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SPEAK_IN_AN_ORDER, json.dumps(texts), order, threads],
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        ).stdout
        for order, threads in (("1", "1"), ("2", "3"))
    ]
    assert json.loads(outputs[0]) == json.loads(outputs[1])
