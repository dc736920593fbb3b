import hashlib
import io
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnxruntime", reason="the natural voice needs onnxruntime")

from voiceguide.clip import trim
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.lexicon import WithLexicon
from voiceguide.speech.voices.hibari import HibariEngine
from voiceguide.speech.voices.hibari_voices import NaturalVoice, find_natural, install, natural_voices
from voiceguide.timeline.model import Utterance

SAID = [Utterance(text) for text in ("Inhale.", "Hips and knees stay stacked.", "Hold.", "Inhale, bend to the left.")]


def samples(utterance: Utterance) -> bytes:
    return HibariEngine().synthesize(utterance).samples.tobytes()


def test_the_same_words_are_the_same_bytes_in_any_order_and_on_any_thread() -> None:
    first = {utterance: samples(utterance) for utterance in SAID}
    with ThreadPoolExecutor(4) as threads:
        again = list(threads.map(samples, [*reversed(SAID), *SAID]))
    assert again == [first[utterance] for utterance in [*reversed(SAID), *SAID]]
    assert len(set(first.values())) == len(SAID)


def test_a_cached_clip_is_measured_and_heard_without_loading_a_model(tmp_path: Path) -> None:
    ClipCache(HibariEngine(), tmp_path).measure(SAID[0])
    script = (
        "import sys; from pathlib import Path\n"
        "from voiceguide.speech.clips import ClipCache\n"
        "from voiceguide.speech.voices.hibari import HibariEngine\n"
        "from voiceguide.timeline.model import Utterance\n"
        "clips = ClipCache(HibariEngine(), Path(sys.argv[1]))\n"
        "print(clips.measure(Utterance('Inhale.')), clips.clip(Utterance('Inhale.')).frames > 0)\n"
        "print([name for name in ('onnxruntime', 'hibari') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.splitlines()[1] == "[]"
    assert done.stdout.splitlines()[0].endswith(" True")


def test_the_rate_makes_it_quicker_or_slower_from_half_to_double() -> None:
    rates = (0.5, 0.8, 1.0, 1.15, 1.5, 2.0)
    lengths = [trim(HibariEngine().synthesize(replace(SAID[3], rate=rate))).frames for rate in rates]
    assert lengths == sorted(lengths, reverse=True)
    # hibari rounds the length of each sound to a few hundredths of a second.
    assert [lengths[2] / length for length in lengths] == pytest.approx(rates, rel=0.25)


def test_sentences_have_a_pause_between_them_and_no_silence_is_left_around_a_clip() -> None:
    clip = HibariEngine().synthesize(Utterance("Lower your arm. Rest."))
    loud = np.abs(clip.samples[:, 0]) > 0.001
    assert loud[: clip.rate // 20].any()
    assert loud[-clip.rate // 20 :].any()
    silent = np.diff(np.flatnonzero(clip.samples[:, 0])).max() / clip.rate
    assert silent == pytest.approx(0.7, abs=0.05)


def test_pronunciations_go_in_as_phonemes() -> None:
    plain, phonemes = (
        ClipCache(WithLexicon(HibariEngine(), lexicon, takes_phonemes=True), None).clip(Utterance("Relax your psoas."))
        for lexicon in ({}, {"psoas": "/ˈpiːnʌt ˈbʌtɚ/"})
    )
    assert phonemes.frames > 1.1 * plain.frames
    engine = WithLexicon(HibariEngine(), {"psoas": "/ˈso9/"}, takes_phonemes=True)
    with pytest.raises(SpeechError, match=r"'9' in the pronunciation /ˈso9/ is not known"):
        engine.synthesize(Utterance("Relax your psoas."))


def test_a_voice_that_is_not_there_is_an_error_that_names_the_command() -> None:
    with pytest.raises(SpeechError, match=r"`voiceguide voices --install natural:emma` fetches it, 7\.9 MB"):
        HibariEngine("natural:emma", Path("nowhere"))
    with pytest.raises(SpeechError, match=r"No natural voice is called 'ema'.* did you mean 'emma'\?"):
        HibariEngine("natural:ema")
    with pytest.raises(SpeechError, match="no sound for"):
        HibariEngine().synthesize(Utterance("日本"))


MODEL = b"a model"


@pytest.fixture
def emma() -> NaturalVoice:
    """The voice as if it were a file of a few bytes."""
    return replace(find_natural("natural:emma"), size=len(MODEL), sha256=hashlib.sha256(MODEL).hexdigest())


def test_a_voice_is_fetched_from_its_source_and_its_hash_is_checked(tmp_path: Path, emma: NaturalVoice) -> None:
    asked: list[str] = []

    def fetch(url: str) -> io.BytesIO:
        asked.append(url)
        return io.BytesIO(MODEL)

    assert install(emma, tmp_path, fetch).read_bytes() == MODEL
    assert asked == ["https://huggingface.co/maureesewilliams/hibari/resolve/main/voices/bf_emma.int8.onnx"]
    assert emma.described().licence == "Apache-2.0"


def test_what_breaks_off_or_is_not_the_voice_is_not_installed(tmp_path: Path, emma: NaturalVoice) -> None:
    def unreachable(url: str) -> io.BytesIO:
        raise OSError("no route to host")

    for wrong in (MODEL[:-1], MODEL + b"!", b"else   "):
        with pytest.raises(SpeechError, match="expected SHA-256"):
            install(emma, tmp_path, lambda url, wrong=wrong: io.BytesIO(wrong))  # type: ignore[misc]
    with pytest.raises(SpeechError, match=r"no route to host\. Check the network"):
        install(emma, tmp_path, unreachable)
    assert list(tmp_path.iterdir()) == []


def test_the_voice_inside_the_package_comes_first_and_needs_no_network(tmp_path: Path) -> None:
    assert next(iter(natural_voices())) == "heart"
    assert install(find_natural("natural"), tmp_path).is_file()
