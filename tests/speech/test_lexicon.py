from pathlib import Path

import pytest
from speaking import ListeningEngine

from voiceguide.speech.clips import ClipCache
from voiceguide.speech.lexicon import WithLexicon
from voiceguide.timeline.model import Utterance

LEXICON = {"psoas": "so as", "L5": "el five", "L5/S1": "the lowest joint", "&c": "and so on"}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Relax your psoas.", "Relax your so as."),
        ("Psoas, again", "so as, again"),
        ("Psoasis L50", "Psoasis L fifty"),
        ("L5 and L5/S1", "el five and the lowest joint"),
        ("Inhale", "Inhale"),
    ],
)
def test_whole_words_are_said_as_the_user_wants(tmp_path: Path, text: str, heard: str) -> None:
    engine = ListeningEngine()
    ClipCache(WithLexicon(engine, LEXICON), tmp_path).measure(Utterance(text))
    assert [utterance.text for utterance in engine.heard] == [heard]


def test_signs_in_the_lexicon_are_said_as_words_too(tmp_path: Path) -> None:
    engine = ListeningEngine()
    ClipCache(WithLexicon(engine, {"bend": "**bend** 5°"}), tmp_path).measure(Utterance("Bend now"))
    assert engine.heard[0].text == "bend five degrees now"


def test_only_clips_in_which_a_word_of_it_is_said_are_made_anew(tmp_path: Path) -> None:
    first, later = ListeningEngine(), ListeningEngine()
    for engine, lexicon in ((first, {}), (later, LEXICON), (later, LEXICON | {"psoas": "so az"})):
        cache = ClipCache(WithLexicon(engine, lexicon), tmp_path)
        cache.measure(Utterance("Inhale"))
        cache.measure(Utterance("Relax your psoas"))
    assert [utterance.text for utterance in first.heard] == ["Inhale", "Relax your psoas"]
    assert [utterance.text for utterance in later.heard] == ["Relax your so as", "Relax your so az"]


def test_phonemes_are_told_to_an_engine_that_takes_them_and_others_read_the_word() -> None:
    engine = ListeningEngine()
    for takes in (True, False):
        clips = ClipCache(WithLexicon(engine, {"psoas": "/ˈsoʊæs/"}, takes_phonemes=takes), None)
        clips.measure(Utterance("Relax your Psoas."))
    assert [utterance.text for utterance in engine.heard] == ["Relax your [Psoas](/ˈsoʊæs/).", "Relax your Psoas."]
