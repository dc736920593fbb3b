"""A loaded model of hibari-tts: English text to phonemes, and phonemes to sound.

Only this module uses hibari's internals. It changes three things: imperatives are read as verbs, the tables take a fifth of
the memory, and onnxruntime frees its memory between sentences.
"""

from __future__ import annotations

import json
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import LINK
from voiceguide.speech.voices.hibari_tables import entries_in, weights_and_rest
from voiceguide.speech.voices.imperatives import corrected, table

onnxruntime.disable_telemetry_events()  # privacy

SCIPY = ("scipy", "scipy.fft")
_imported = {name: sys.modules.get(name) for name in SCIPY}
sys.modules.update(dict.fromkeys(SCIPY))  # type: ignore[arg-type]
try:
    # hibari uses scipy if it is installed. That is no faster than numpy 2 and doubles the time to import; and the same words
    # would have other samples than on a machine without scipy.
    import hibari.dsp
finally:
    for name, module in _imported.items():
        if module is None:
            del sys.modules[name]
        else:
            sys.modules[name] = module

from hibari import Hibari  # noqa: E402
from hibari.g2p import G2P  # noqa: E402
from hibari.g2p.lexicon import Lexicon  # noqa: E402
from hibari.g2p.tagger import Tagger  # noqa: E402
from hibari.g2p.tokenize import Tokenizer  # noqa: E402

ASSETS = Path(hibari.__file__).parent / "assets"

PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ")

ALPHABET = {
    "eɪ": "A", "aɪ": "I", "aʊ": "W", "ɔɪ": "Y", "oʊ": "O", "əʊ": "Q", "dʒ": "ʤ", "tʃ": "ʧ",
    "ɚ": "əɹ", "ɝ": "ɜɹ", "r": "ɹ", "g": "ɡ", "'": "ˈ", "ʼ": "ˈ", "͡": "", ".": "", "ɫ": "l", "ɬ": "l",
}  # fmt: skip
"""The International Phonetic Alphabet in hibari's own letters, where they differ."""

AMERICAN = {"ː": "", "əʊ": "O", "ɒ": "ɑ"}
BRITISH = {"oʊ": "Q"}


class Reader(G2P):  # type: ignore[misc]
    """Converts text to phonemes, and reads imperatives as verbs.

    Args:
        british: whether to use British English; American otherwise.
    """

    def __init__(self, british: bool) -> None:
        # Does not call G2P's __init__, whose tables take 85 MB as dicts.
        words = [
            entries_in(ASSETS / f"lexicon_{'gb' if british else 'us'}_{part}.json.gz") for part in ("gold", "silver")
        ]
        weights, tags = weights_and_rest(ASSETS / "tagger.json.gz")
        self.lexicon = Lexicon(*words, british)
        self.tokenizer = Tokenizer(json.loads((ASSETS / "tokenizer_exceptions.json").read_text("utf-8")))
        self.tagger = Tagger({**tags, "weights": weights})
        self._oov = None
        self.unk = ""
        self.british = british

    def tokenize(self, text: str) -> list[Any]:
        # The lexicon has only the spelling without a hyphen.
        tokens: list[Any] = super().tokenize(re.sub(r"\b([Cc])o-ordinat", r"\1oordinat", text))
        speech = corrected([token.text for token in tokens], [token.tag for token in tokens])
        for position, tag in speech.items():
            token = tokens[position]
            if token.phonemes is None and self._differs(token.text):
                token.tag = tag
                if tag == "VB" and (said := table().verbs.get(token.text.lower())):
                    token.phonemes, token.rating = said[self.british], 5
        return tokens

    def _differs(self, word: str) -> bool:
        """Whether a word sounds different as a verb than as a noun or an adjective."""
        said = self.lexicon.golds.get(word.lower())
        return word.lower() in table().verbs or (isinstance(said, dict) and not said.keys().isdisjoint(PARTS_OF_SPEECH))


class Model(Hibari):  # type: ignore[misc]
    """A loaded voice. Its methods are for one thread at a time.

    Args:
        path: the voice's model.
        british: whether it speaks British English; American otherwise.
    """

    def __init__(self, path: Path, british: bool) -> None:
        with ThreadPoolExecutor(1) as pool:
            session = pool.submit(_session, path)
            self._g2p = Reader(british)
            self.sess = session.result()
        self.vocab = json.loads((ASSETS / "vocab.json").read_text("utf-8"))
        self._british = british

    def sentences(self, text: str, speed: float, seed: int) -> list[NDArray[np.float32]]:
        """The samples of each sentence of a text at 24 000 Hz, with the silence that hibari puts around it.

        Args:
            text: English, with pronunciations as in `LINK`.
            speed: > 1 is faster; 1 is hibari's own speed.
            seed: the seed of the noise in consonants and breath.
        """
        return [self.from_phonemes(phonemes, speed, seed) for phonemes in self.phonemize(self._linked(text))]

    def phonemes(self, text: str) -> str:
        """How a text is pronounced, in the International Phonetic Alphabet."""
        said = " ".join(self.phonemize(self._linked(text)))
        for sound in ("eɪ", "aɪ", "aʊ", "ɔɪ", "oʊ", "əʊ", "dʒ", "tʃ"):
            said = said.replace(ALPHABET[sound], sound)
        return said.replace("T", "ɾ").replace("ᵊ", "ə").replace("ᵻ", "ɪ")

    def _linked(self, text: str) -> str:
        return LINK.sub(lambda link: f"[{link[1]}](/{self._in_alphabet(link[2])}/)", text)

    def _in_alphabet(self, ipa: str) -> str:
        said = ipa
        for sound, letter in {**ALPHABET, **(BRITISH if self._british else AMERICAN)}.items():
            said = said.replace(sound, letter)
        for letter in said:
            if letter not in self.vocab:
                raise SpeechError(
                    f"'{letter}' in the pronunciation /{ipa[:60]}/ is not known to the natural voice. Expected the "
                    "International Phonetic Alphabet, such as /ˈsoʊæs/."
                )
        return said


def _session(path: Path) -> onnxruntime.InferenceSession:
    """A loaded model. hibari's own session would hold all the memory that the longest sentence took."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
