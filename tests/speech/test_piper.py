import json
from pathlib import Path
from urllib.error import HTTPError, URLError

import numpy as np
import pytest

from voiceguide.clip import trim
from voiceguide.errors import SpeechError
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.voices.piper import PiperEngine
from voiceguide.speech.voices.piper_voices import install, installed_voices, licence_of
from voiceguide.timeline.model import Utterance

pytest.importorskip("piper", reason="piper-tts is not installed: pip install 'voiceguide[piper]' onnx")
onnx = pytest.importorskip("onnx", reason="onnx is not installed, which makes the tests' model")

RATE = 16_000
SAMPLES_A_SIGN = 500
PEAK = 0.05
NAME = "en_US-tiny-low"
INHALE = Utterance("Inhale, bend to the left.")


def tiny_model(folder: Path, name: str = NAME, **settings: object) -> Path:
    """A model with the inputs and the output of a real one: a tone, so many samples long for each sign it is given."""
    from onnx import TensorProto, helper, numpy_helper

    def constant(name: str, value: object, kind: type) -> onnx.TensorProto:
        return numpy_helper.from_array(np.asarray(value, kind), name)

    nodes = [
        helper.make_node("Cast", ["input_lengths"], ["signs"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["scales", "one"], ["stretch"]),
        helper.make_node("Mul", ["signs", "stretch"], ["drawn_out"]),
        helper.make_node("Mul", ["drawn_out", "each"], ["length"]),
        helper.make_node("Squeeze", ["length", "axis"], ["end"]),
        helper.make_node("Range", ["zero", "end", "step"], ["time"]),
        helper.make_node("Mul", ["time", "turn"], ["angle"]),
        helper.make_node("Sin", ["angle"], ["tone"]),
        helper.make_node("Mul", ["tone", "peak"], ["soft"]),
        helper.make_node("Unsqueeze", ["soft", "axes"], ["output"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, None]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, None])],
        [
            constant("one", [1], np.int64),
            constant("each", SAMPLES_A_SIGN, np.float32),
            constant("axis", [0], np.int64),
            constant("zero", 0, np.float32),
            constant("step", 1, np.float32),
            constant("turn", 2 * np.pi * 500 / RATE, np.float32),
            constant("peak", PEAK, np.float32),
            constant("axes", [0, 1], np.int64),
        ],
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.onnx"
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), str(path))
    signs = "_^$ abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,?'əɪʊæɑɔɛɜʌɐɹʃʒθðŋɡɾʔˈˌː"
    told = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "en-us"},
        "language": {"code": "en_US"},
        "num_symbols": len(signs),
        "num_speakers": 1,
        "phoneme_id_map": {sign: [number] for number, sign in enumerate(signs)},
        **settings,
    }
    path.with_name(f"{path.name}.json").write_text(json.dumps(told), "utf-8")
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return tiny_model(tmp_path / "piper")


def test_an_installed_voice_and_a_path_speak_alike(model: Path) -> None:
    by_name = PiperEngine(NAME, model.parent)
    by_path = PiperEngine(str(model))
    assert by_name.synthesize(INHALE).samples.tobytes() == by_path.synthesize(INHALE).samples.tobytes()
    assert by_name.identity(INHALE) == by_path.identity(INHALE)
    assert by_name.synthesize(INHALE).rate == RATE


def test_sentences_are_not_made_loud_one_by_one_and_have_a_pause_between_them(model: Path) -> None:
    clip = PiperEngine(str(model)).synthesize(Utterance("Inhale and lift. Exhale and lower again."))
    assert np.abs(clip.samples).max() == pytest.approx(PEAK, rel=0.01)
    silent = np.flatnonzero(np.abs(clip.samples[:, 0]) < 1e-6)
    longest = max(len(run) for run in np.split(silent, np.flatnonzero(np.diff(silent) != 1) + 1))
    assert longest == pytest.approx(0.3 * RATE, abs=3)


def test_it_is_drawn_out_to_a_calm_rate_and_the_rate_multiplies_that(tmp_path: Path) -> None:
    lengths = []
    for hop in (1.0, 1.2):
        quick = tiny_model(tmp_path / str(hop), inference={"length_scale": hop})
        engine = PiperEngine(str(quick))
        calm, faster = (trim(engine.synthesize(Utterance(INHALE.text, rate=rate))).frames for rate in (1, 1.25))
        assert calm / faster == pytest.approx(1.25, rel=0.01)
        lengths.append(calm)
    # What a model says by itself does not matter: both come out at the same words a minute.
    assert lengths[0] == pytest.approx(lengths[1], rel=0.02)


def test_its_clips_are_cached_like_all_others(model: Path, tmp_path: Path) -> None:
    measured = ClipCache(PiperEngine(str(model)), tmp_path / "cache").measure(INHALE)
    later = PiperEngine(str(model))
    assert ClipCache(later, tmp_path / "cache").measure(INHALE) == measured
    assert later._loaded is None


def test_piper_and_the_voice_of_this_machine_speak_in_one_process(model: Path) -> None:
    from voiceguide.speech.voices.system import SystemEngine

    system, piper = SystemEngine(), PiperEngine(str(model))
    before = [engine.synthesize(INHALE).frames for engine in (system, piper)]
    after = [engine.synthesize(INHALE).frames for engine in (system, piper)]
    assert before == pytest.approx(after, rel=0.02)


def test_the_voices_that_are_installed_are_listed_with_their_language(model: Path) -> None:
    tiny_model(model.parent, "de_DE-other-low", language={"code": "de_DE"})
    (model.parent / "half.onnx").touch()
    found = installed_voices(model.parent)
    assert [(voice.name, voice.languages) for voice in found] == [
        ("piper:de_DE-other-low", ("de-DE",)),
        (f"piper:{NAME}", ("en-US",)),
    ]
    assert installed_voices(model.parent / "nowhere") == ()


def test_a_voice_that_is_not_there_or_broken_is_an_error_that_says_what_to_do(model: Path) -> None:
    with pytest.raises(SpeechError, match=r"did you mean 'en_US-tiny-low'\? .*--install en_US-tiny-lo"):
        PiperEngine("en_US-tiny-lo", model.parent)
    with pytest.raises(SpeechError, match="no voice"):
        PiperEngine("elsewhere.onnx")
    model.write_bytes(b"noise")
    with pytest.raises(SpeechError, match="install it again"):
        PiperEngine(str(model)).synthesize(INHALE)
    model.with_name(f"{model.name}.json").unlink()
    with pytest.raises(SpeechError, match="lacks its settings"):
        PiperEngine(str(model))


def test_a_voice_is_installed_whole_and_can_be_used(tmp_path: Path) -> None:
    def download(name: str, folder: Path) -> None:
        tiny_model(folder, name)
        (folder / "MODEL_CARD").write_text("* License: CC BY 4.0\n\nFinetuned from U.S. English lessac voice.")

    installed = install(NAME, tmp_path / "new", download=download)
    assert installed == tmp_path / "new" / f"{NAME}.onnx"
    assert PiperEngine(NAME, tmp_path / "new").synthesize(INHALE).samples.any()
    assert len(list((tmp_path / "new").iterdir())) == 3
    assert licence_of(installed) == "CC BY 4.0, made from lessac (not for commercial use)"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (HTTPError("https://x", 404, "Not Found", None, None), "Expected a name such as"),  # type: ignore[arg-type]
        (URLError("no route to host"), "no route to host. Check the network"),
        (OSError(28, "No space left on device"), "No space left on device"),
    ],
)
def test_a_download_that_breaks_off_leaves_nothing(tmp_path: Path, error: OSError, expected: str) -> None:
    def download(name: str, folder: Path) -> None:
        (folder / f"{name}.onnx").write_bytes(b"half")
        raise error

    with pytest.raises(SpeechError, match=expected):
        install(NAME, tmp_path / "new", download=download)
    assert list((tmp_path / "new").iterdir()) == []


def test_pipers_own_downloader_is_used_and_refuses_what_is_no_name(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="'en_US-ljspeech-high'"):
        install("lessac", tmp_path)
