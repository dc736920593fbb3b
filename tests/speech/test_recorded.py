import wave
from pathlib import Path

import numpy as np
import pytest
from skips import needs
from speaking import ListeningEngine

from voiceguide.clip import audible_span
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.finish import SPEECH_LUFS
from voiceguide.speech.voices.recorded import RecordedEngine, recording_name
from voiceguide.speech.voices.tone import tone_ms
from voiceguide.timeline.model import Utterance

INHALE = Utterance("Inhale, bend to the left.")
EXHALE = Utterance("Exhale.")
RATE = 48_000


def voice(seconds: float = 1.5, noise: float = 0.0, lead: float = 1.0, tail: float = 0.8) -> np.ndarray:
    """A steady tone of 1 kHz in place of words, in a room with the given noise."""
    spoken = 0.2 * np.sin(2 * np.pi * 1000 / RATE * np.arange(int(RATE * seconds)))
    padded = np.pad(spoken, (int(RATE * lead), int(RATE * tail)))
    return padded + noise * np.random.default_rng(0).standard_normal(padded.size)


def record(folder: Path, utterance: Utterance, sound: np.ndarray, channels: int = 1) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{recording_name(utterance)}.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.repeat(np.clip(sound, -1, 1) * 32767, channels).astype("<i2").tobytes())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record(tmp_path / "mine", INHALE, voice())
    return tmp_path / "mine"


def engine(folder: Path, said: list[str] | None = None, spare: ListeningEngine | None = None) -> RecordedEngine:
    return RecordedEngine(folder, spare or ListeningEngine(), (said if said is not None else []).append)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("noise", [0.0, 0.002, 0.01])
def test_a_recording_is_trimmed_to_its_words_and_levelled_even_in_a_noisy_room(
    tmp_path: Path, noise: float, channels: int
) -> None:
    record(tmp_path / "mine", INHALE, voice(noise=noise), channels)
    cache = ClipCache(engine(tmp_path / "mine"), tmp_path / "cache")
    clip = cache.clip(INHALE)
    assert cache.measure(INHALE) == pytest.approx(1500, abs=60)
    middle = clip.samples[clip.frames // 4 : clip.frames * 3 // 4]
    assert 20 * np.log10(np.sqrt(np.square(middle).mean())) == pytest.approx(SPEECH_LUFS, abs=0.5)


def test_the_click_of_the_button_is_not_taken_for_words(tmp_path: Path) -> None:
    sound = voice(noise=0.001)
    sound[RATE // 5 : RATE // 5 + 200] = 0.15
    record(tmp_path / "mine", INHALE, sound)
    assert ClipCache(engine(tmp_path / "mine"), None).measure(INHALE) == pytest.approx(1500, abs=60)


def test_a_recording_without_any_silence_is_used_whole(tmp_path: Path) -> None:
    record(tmp_path / "mine", INHALE, voice(lead=0, tail=0))
    assert ClipCache(engine(tmp_path / "mine"), None).measure(INHALE) == pytest.approx(1500, abs=30)


def test_what_is_not_recorded_is_spoken_and_that_is_said_once(folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    spare = ListeningEngine()
    cache = ClipCache(engine(folder, said, spare), tmp_path / "cache")
    for utterance in (INHALE, EXHALE, Utterance("Hold."), EXHALE):
        cache.measure(utterance)
    assert [utterance.text for utterance in spare.heard] == ["Exhale.", "Hold."]
    assert cache.measure(EXHALE) == tone_ms(EXHALE)
    assert len(said) == 1
    assert "'Exhale.'" in said[0]


def test_a_folder_that_has_everything_says_nothing(folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    ClipCache(engine(folder, said), tmp_path / "cache").clip(INHALE)
    assert said == []


def test_a_new_recording_is_heard_and_the_others_are_not_made_anew(folder: Path, tmp_path: Path) -> None:
    spare = ListeningEngine()
    first = ClipCache(engine(folder, [], spare), tmp_path / "cache")
    before = first.measure(INHALE)
    first.measure(EXHALE)
    record(folder, INHALE, voice(seconds=2.5))
    later = ClipCache(engine(folder, [], spare), tmp_path / "cache")
    assert later.measure(INHALE) > before + 900
    later.measure(EXHALE)
    assert len(spare.heard) == 1


def test_names_depend_on_the_words_and_the_language_alone() -> None:
    assert recording_name(INHALE) == "inhale-bend-to-the-left-05bb26"
    same = (
        Utterance("inhale bend to the left"),
        Utterance("**Inhale**, bend to the left!", rate=1.15),
        Utterance(INHALE.text, "en-GB"),
    )
    assert {recording_name(utterance) for utterance in same} == {recording_name(INHALE)}
    other = (Utterance("Inhale, bend to the right."), Utterance(INHALE.text, "de"), Utterance("Einatmen, Rücken", "de"))
    assert len({recording_name(utterance) for utterance in (INHALE, *other)}) == 4
    assert recording_name(other[-1]).startswith("einatmen-rucken-")
    assert recording_name(Utterance("吸气", "zh")).isalnum()


@needs("ffmpeg")
@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".OGG", ".flac"])
def test_other_formats_do_as_well(folder: Path, tmp_path: Path, suffix: str) -> None:
    import subprocess

    [wav] = folder.iterdir()
    target = wav.with_suffix(suffix)
    subprocess.run(["ffmpeg", "-v", "error", "-i", wav, target], check=True, stdin=subprocess.DEVNULL)
    wav.unlink()
    spare = ListeningEngine()
    clip = ClipCache(engine(folder, [], spare), tmp_path / "cache").clip(INHALE)
    assert clip.duration == pytest.approx(1500, abs=60)
    assert audible_span(clip.samples)[0] < 200
    assert spare.heard == []


def test_a_folder_that_is_not_there_or_empty_and_a_file_that_is_no_sound_are_errors(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="cannot be read"):
        engine(tmp_path / "nowhere")
    (tmp_path / "sheet.csv").touch()
    with pytest.raises(SpeechError, match=r"no recordings in .*--sheet"):
        engine(tmp_path)
    (tmp_path / f"{recording_name(INHALE)}.wav").write_text("noise")
    with pytest.raises(SpeechError, match=r"'Inhale, bend to the left\.' again"):
        engine(tmp_path).synthesize(INHALE)


def test_a_recording_that_was_removed_is_an_error_that_says_so(folder: Path, tmp_path: Path) -> None:
    engine = RecordedEngine(folder, ListeningEngine(), print)
    next(folder.iterdir()).unlink()
    with pytest.raises(SpeechError, match=r"\.wav cannot be read: No such file or directory\. Put it back"):
        engine.identity(INHALE)
