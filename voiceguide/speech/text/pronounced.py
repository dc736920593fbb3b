"""Applies the pronunciations of a script to its words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from voiceguide.script.pronunciations import Part, Pronunciation, pattern
from voiceguide.speech.voices.imperatives import corrected

_STAND_INS = range(0xA000, 0xA48D)
"""Letters of a script (Yi) that no voice here reads: each stands in for one pronounced word while signs become words."""

_DETERMINED = {
    "de": "der|die|das|den|dem|des|ein|eine|einen|einem|einer|dein|deine|deinen|deiner|mein|meine|im|am|zum|zur",
    "es": "el|la|los|las|un|una|unos|unas|tu|tus|su|sus|mi|mis|del|al",
    "fr": "le|la|les|un|une|des|du|ton|ta|tes|votre|vos|mon|ma|mes|au|aux",
}
"""Words before a noun, by language; English has rules of its own."""

Found = Callable[[re.Match[str], Pronunciation], str]


def replaced_words(text: str, say: Sequence[Pronunciation], language: str, found: Found) -> str:
    """The text with what `found` returns in place of each word that has a pronunciation."""
    if not say:
        return text
    known: dict[str, list[Pronunciation]] = {}
    for entry in say:
        known.setdefault(entry.word.lower(), []).append(entry)

    def replaced(match: re.Match[str]) -> str:
        entries = known.get(" ".join(match[0].lower().split()), [])
        exact = [each for each in entries if each.part and each.part == part_of(text, match.start(), language)]
        chosen = next(iter(exact + [each for each in entries if not each.part]), None)
        return match[0] if chosen is None else found(match, chosen)

    return pattern(tuple(say)).sub(replaced, text)


def with_stand_ins(
    text: str, say: Sequence[Pronunciation], language: str, words: Callable[[str], str]
) -> tuple[str, list[str]]:
    """The text with a letter in place of each pronounced word, and what is said for each letter.

    A respelling is said in its place; a word with phonemes is kept as it is. `words` turns written into said.
    """
    said: list[str] = []
    text = re.sub(f"[{chr(_STAND_INS[0])}-{chr(_STAND_INS[-1])}]", " ", text) if say else text

    def found(match: re.Match[str], entry: Pronunciation) -> str:
        if len(said) == len(_STAND_INS):
            return match[0]
        said.append(words(match[0] if entry.phonemes else entry.said))
        return chr(_STAND_INS[len(said) - 1])

    return replaced_words(text, say, language, found), said


def without_stand_ins(text: str, said: Sequence[str]) -> str:
    """The text with what is said for each letter."""
    if not said:
        return text
    return re.sub(
        f"[{chr(_STAND_INS[0])}-{chr(_STAND_INS[-1])}]", lambda letter: said[ord(letter[0]) - _STAND_INS[0]], text
    )


def part_of(text: str, start: int, language: str) -> Part:
    """Whether the word at an index of a text is a verb or a noun where it stands."""
    if language == "en":
        tokens = list(_tokens(text))
        at = next((number for number, (begin, _) in enumerate(tokens) if begin >= start), 0)
        words = [word for _, word in tokens]
        return "verb" if corrected(words, [""] * len(words)).get(at, "").startswith("VB") else "noun"
    before = re.search(r"([^\W\d_]+)\s+$", text[:start])
    determined = before is not None and re.fullmatch(_DETERMINED.get(language, ""), before[1], re.IGNORECASE)
    return (
        "noun"
        if determined or (language == "de" and before is not None and text[start : start + 1].isupper())
        else "verb"
    )


def _tokens(text: str) -> Iterator[tuple[int, str]]:
    yield from ((match.start(), match[0]) for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]", text))
