"""Imperatives are verbs with the system voice, too."""

import pytest
from test_imperatives import VERBS

from voiceguide.errors import SpeechError
from voiceguide.speech.voices.espeak_phonemes import in_ipa, in_mnemonics, without_links
from voiceguide.speech.voices.imperatives import table

RIGHT_BY_ITSELF = {
    "lead", "rotate", "produce", "refuse", "reject", "duplicate", "articulate", "elaborate", "advocate", "associate",
    "delegate", "import", "compress", "convert", "read", "rebound", "combine", "digest", "discharge", "incline", "invert",
    "diffuse", "transform", "upset", "aggregate", "consult", "polish", "co-ordinate",
}  # fmt: skip
"""Verbs that eSpeak 1.52 says as verbs at the start of a sentence, told by `espeak-ng -x`."""


@pytest.mark.parametrize("before", ["", "Inhale, ", "Bend, and ", "Slowly "])
@pytest.mark.parametrize("verb", sorted(VERBS.keys() - RIGHT_BY_ITSELF))
def test_an_imperative_has_the_phonemes_of_the_verb(verb: str, before: str):
    said = table().espeak[verb]
    word = verb if before else verb.capitalize()
    assert in_mnemonics(f"{before}{word} your arms.") == f"{before}[[{said}]] your arms."


@pytest.mark.parametrize(
    "text",
    [
        "The close of the day.",
        "Close to the wall, stand tall.",
        "Use of a strap is fine.",
        "Draw the bow.",
        "Perfect.",
        "Your house is quiet.",
    ],
)
def test_nouns_and_adjectives_are_left_to_espeak(text: str):
    assert in_mnemonics(text) == text


def test_what_one_lets_a_thing_do_is_a_verb():
    assert in_mnemonics("Let your eyes close.") == "Let your eyes [[kl'oUz]]."


def test_links_become_mnemonics_or_their_words():
    text = "Relax your [psoas](/ˈsoʊæs/)."
    assert in_mnemonics(text) == "Relax your [['soUas]]."
    assert without_links(text) == "Relax your psoas."
    assert in_ipa("kl'oUz") == "klˈoʊz"


def test_a_sound_that_english_does_not_have_is_an_error_that_names_it():
    with pytest.raises(SpeechError, match="'ʘ'"):
        in_mnemonics("[a](/ʘ/)")
