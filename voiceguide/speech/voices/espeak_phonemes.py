"""Phonemes for eSpeak: imperatives as verbs, and pronunciations of a script, written in eSpeak's own mnemonics."""

from __future__ import annotations

import re

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
    tokens = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(text)]
    words = [LINK.sub(r"\1", word) for _, _, word in tokens]
    tags = corrected(words, guessed(words))
    parts: list[str] = []
    end = 0
    for number, (start, stop, word) in enumerate(tokens):
        said = word
        if link := LINK.fullmatch(word):
            said = f"[[{_mnemonics(link[2])}]]"
        elif tags.get(number) == "VB" and (verb := table().espeak.get(word.lower())):
            said = f"[[{verb}]]"
        parts += [text[end:start], said]
        end = stop
    return "".join([*parts, text[end:]])


def in_ipa(mnemonics: str) -> str:
    """Mnemonics of English in the International Phonetic Alphabet."""
    return _MNEMONIC.sub(lambda each: _SOUNDS.get(each[0], each[0]), mnemonics)


def without_links(text: str) -> str:
    """The text with each word in place of its link."""
    return LINK.sub(r"\1", text)


def _mnemonics(ipa: str) -> str:
    found = [MNEMONICS.get(sound[0]) for sound in _SOUND.finditer(ipa)]
    if None in found:
        unknown = next(sound[0] for sound in _SOUND.finditer(ipa) if sound[0] not in MNEMONICS)
        raise SpeechError(
            f"'{unknown}' in the pronunciation /{ipa[:60]}/ is not known to the system voice. Expected the International "
            "Phonetic Alphabet for English, such as /ˈsoʊæs/."
        )
    return "".join(each or "" for each in found)
