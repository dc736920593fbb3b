"""Phonemes for eSpeak: imperatives as verbs, and pronunciations of a script, written in eSpeak's own mnemonics."""

from __future__ import annotations

import re
from itertools import count

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import LINK
from voiceguide.speech.voices.imperatives import corrected, guessed, table

_WORD = re.compile(r"\[[^\]]*\]\([^)]*\)|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")

MNEMONICS = {
    "tʃ": "tS", "dʒ": "dZ", "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "aʊ": "aU", "oʊ": "oU", "əʊ": "oU", "ɪə": "i@", "eə": "e@", "ɛə": "e@",
    "ʊə": "U@", "iː": "i:", "uː": "u:", "ɑː": "A:", "ɔː": "O:", "ɜː": "3:", "ɝ": "3:", "ɚ": "3", "ə": "@", "ɪ": "I", "ʊ": "U", "ʌ": "V",
    "ɒ": "0", "æ": "a", "a": "a", "ɛ": "E", "e": "E", "i": "i", "u": "u:", "ɔ": "O:", "ɑ": "A:", "o": "oU", "ɜ": "3:", "ʤ": "dZ", "ʧ": "tS",
    "θ": "T", "ð": "D", "ʃ": "S", "ʒ": "Z", "ŋ": "N", "ɹ": "r", "r": "r", "ɾ": "t", "ɡ": "g", "g": "g", "j": "j", "ˈ": "'", "'": "'",
    "ˌ": ",", "ː": ":", ".": "", " ": "||", "͡": "", "ɫ": "l", **{each: each for each in "bdfhklmnpstvwz"},
}  # fmt: skip
"""Sounds of English in the International Phonetic Alphabet, and eSpeak's mnemonics for them."""

PHONEMES = re.compile(r"\[\[(.*?)\]\]")
"""Phonemes in a text for eSpeak."""

_SOUNDS = {
    **{mnemonic: sound for sound, mnemonic in reversed(MNEMONICS.items()) if mnemonic},
    "'": "ˈ",
    "O@": "ɔː",
    "o@": "ɔː",
    "aa": "ɑː",
    ";": "",
    "t": "t",
    "l": "l",
}
_MNEMONIC = re.compile("|".join(map(re.escape, sorted(_SOUNDS, key=len, reverse=True))))
_SOUND = re.compile("|".join(map(re.escape, sorted(MNEMONICS, key=len, reverse=True))) + "|.", re.DOTALL)


def in_mnemonics(text: str) -> str:
    """An English text with phonemes in `[[…]]` where a word is a verb that eSpeak takes for another, and for each link."""
    words = [LINK.sub(r"\1", word) for word in _WORD.findall(text)]
    tags = corrected(words, guessed(words))
    numbers = count()

    def said(word: re.Match[str]) -> str:
        number = next(numbers)
        if link := LINK.fullmatch(word[0]):
            return f"[[{_mnemonics(link[2])}]]"
        verb = table().espeak.get(word[0].lower()) if tags.get(number) == "VB" else None
        return f"[[{verb}]]" if verb else word[0]

    return _WORD.sub(said, text)


def in_ipa(mnemonics: str) -> str:
    """Mnemonics of English in the International Phonetic Alphabet."""
    return _MNEMONIC.sub(lambda each: _SOUNDS.get(each[0], each[0]), mnemonics)


def without_links(text: str) -> str:
    """The text with each word in place of its link."""
    return LINK.sub(r"\1", text)


def _mnemonics(ipa: str) -> str:
    sounds = _SOUND.findall(ipa)
    if unknown := [sound for sound in sounds if sound not in MNEMONICS]:
        raise SpeechError(
            f"'{unknown[0]}' in the pronunciation /{ipa[:60]}/ is not known to the system voice. Expected the International "
            "Phonetic Alphabet for English, such as /ˈsoʊæs/."
        )
    return "".join(MNEMONICS[sound] for sound in sounds)
