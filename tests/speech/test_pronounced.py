"""The pronunciations of a script, as engines get them."""

import pytest
from speaking import ListeningEngine

from voiceguide.problems import Place
from voiceguide.script.pronunciations import Pronunciation, pronunciation
from voiceguide.speech.clips import ClipCache
from voiceguide.speech.lexicon import WithLexicon
from voiceguide.speech.text import spoken
from voiceguide.timeline.model import Utterance


def say(**entries: str) -> tuple[Pronunciation, ...]:
    found = [pronunciation(word.replace("_", " "), said, Place("", 1)) for word, said in entries.items()]
    return tuple(each for each in found if isinstance(each, Pronunciation))


SAY = (
    *say(psoas="so as", ROM="range", SI_joint="the joint", piriformis="/pɪɹɪˈfɔɹmɪs/"),
    Pronunciation("L5/S1", "the 1st joint"),
    Pronunciation("bow", "/baʊ/", "verb"),
    Pronunciation("bow", "/boʊ/", "noun"),
)


@pytest.mark.parametrize(
    ("text", "shown", "heard"),
    [
        ("Relax your Psoas.", "Relax your so as.", None),
        ("Your ROM at 90°", "Your range at ninety degrees", None),
        ("the SI  joint", "the the joint", None),
        ("L5/S1, softly", "the first joint, softly", None),
        ("psoasis", "psoasis", None),
        ("A **piriformis** now", "A piriformis now", "A [piriformis](/pɪɹɪˈfɔɹmɪs/) now"),
        ("Bow, and hold the bow.", "Bow, and hold the bow.", "[Bow](/baʊ/), and hold the [bow](/boʊ/)."),
        ("Inhale, bow to the wall.", "Inhale, bow to the wall.", "Inhale, [bow](/baʊ/) to the wall."),
    ],
)
def test_words_are_shown_and_phonemes_are_heard(text: str, shown: str, heard: str | None):
    plain, telling = ListeningEngine(), ListeningEngine()
    utterance = Utterance(text, say=SAY)
    for engine in (plain, WithLexicon(telling, {}, takes_phonemes=True)):
        clips = ClipCache(engine, None)
        clips.measure(utterance)
        assert clips.spoken(utterance) == shown
    assert [each.text for each in plain.heard] == [shown]
    assert [each.text for each in telling.heard] == [heard or shown]


def test_the_script_has_its_say_before_the_lexicon_of_the_user():
    engine = ListeningEngine()
    lexicon = {"psoas": "user", "now": "at once"}
    ClipCache(WithLexicon(engine, lexicon), None).measure(Utterance("Psoas now", say=SAY))
    assert engine.heard[0].text == "so as at once"


def test_another_pronunciation_is_another_clip(tmp_path):
    engine = ListeningEngine()
    for said in ("/a/", "/b/"):
        clips = ClipCache(WithLexicon(engine, {}, takes_phonemes=True), tmp_path)
        clips.measure(Utterance("psoas", say=say(psoas=said)))
    assert [each.text for each in engine.heard] == ["[psoas](/a/)", "[psoas](/b/)"]


def test_the_letter_a_is_no_article_among_spelled_letters():
    engine = ListeningEngine()
    ClipCache(WithLexicon(engine, {}, takes_phonemes=True), None).measure(Utterance("A sore ACL in the USA"))
    assert engine.heard[0].text == "A sore [A](/ˈeɪ/) C L in the U S [A](/ˈeɪ/)"


def test_a_letter_that_stands_in_for_words_is_never_said():
    assert spoken("ꀀ psoas ꀁ", "en", SAY) == "so as"
