"""How the natural voice reads words that may be verbs or nouns."""

from functools import cache

import pytest

pytest.importorskip("onnxruntime", reason="the natural voice needs onnxruntime")

from voiceguide.speech.voices.hibari_model import Reader


@cache
def reader(british: bool = False) -> Reader:
    return Reader(british)


def read(text: str, *, british: bool = False) -> list[str]:
    return reader(british)(text).replace(".", "").replace(",", "").split()


VERBS = {
    "close": "klˈOz", "use": "jˈuz", "separate": "sˈɛpəɹˌAt", "wind": "wˈInd", "bow": "bˈW", "alternate": "ˈɔltəɹnˌAt",
    "contract": "kəntɹˈækt", "live": "lˈɪv", "tear": "tˈɛɹ", "lead": "lˈid", "present": "pɹizˈɛnt", "record": "ɹəkˈɔɹd",
    "increase": "ɪnkɹˈis", "decrease": "dəkɹˈis", "rotate": "ɹˈOtˌAt", "house": "hˈWz", "excuse": "ɪkskjˈuz",
    "perfect": "pəɹfˈɛkt", "project": "pɹəʤˈɛkt", "object": "əbʤˈɛkt", "subject": "səbʤˈɛkt", "permit": "pəɹmˈɪt",
    "produce": "pɹədˈus", "progress": "pɹəɡɹˈɛs", "rebel": "ɹəbˈɛl", "refuse": "ɹəfjˈuz", "reject": "ɹəʤˈɛkt",
    "content": "kəntˈɛnt", "desert": "dəzˈɜɹt", "estimate": "ˈɛstəmˌAt", "graduate": "ɡɹˈæʤʊˌAt",
    "moderate": "mˈɑdəɹˌAt", "duplicate": "dˈupləkˌAt", "deliberate": "dəlˈɪbəɹˌAt", "articulate": "ɑɹtˈɪkjəlˌAt",
    "appropriate": "əpɹˈOpɹiˌAt", "elaborate": "əlˈæbəɹˌAt", "advocate": "ˈædvəkˌAt", "associate": "əsˈOsiˌAt",
    "coordinate": "kOˈɔɹdənˌAt", "co-ordinate": "kOˈɔɹdənˌAt", "delegate": "dˈɛləɡˌAt", "intimate": "ˈɪntəmˌAt",
    "transport": "tɹænspˈɔɹt", "transfer": "tɹænsfˈɜɹ", "extract": "ɪkstɹˈækt", "impact": "ɪmpˈækt",
    "import": "ɪmpˈɔɹt", "export": "ɪkspˈɔɹt", "insert": "ɪnsˈɜɹt", "compress": "kəmpɹˈɛs", "contrast": "kəntɹˈæst",
    "conduct": "kəndˈʌkt", "convert": "kənvˈɜɹt", "read": "ɹˈid", "rebound": "ɹibˈWnd", "combine": "kəmbˈIn",
    "digest": "dIʤˈɛst", "discharge": "dɪsʧˈɑɹʤ", "escort": "ɪskˈɔɹt", "incline": "ɪnklˈIn", "invert": "ɪnvˈɜɹt",
    "mouth": "mˈWð", "diffuse": "dəfjˈuz", "abuse": "əbjˈuz", "ally": "əlˈI", "offset": "ˌɔfsˈɛt",
    "recall": "ɹəkˈɔl", "relay": "ɹilˈA", "survey": "səɹvˈA", "suspect": "səspˈɛkt", "transform": "tɹænsfˈɔɹm",
    "upset": "ˌʌpsˈɛt", "aggregate": "ˈæɡɹəɡˌAt", "attribute": "ətɹˈɪbjˌut", "consult": "kənsˈʌlt",
    "polish": "pˈɑlɪʃ",
}  # fmt: skip


@pytest.mark.parametrize("before", ["", "Inhale, ", "Exhale: ", "Bend, and ", "Now ", "Then ", "Slowly ", "Left, "])
def test_the_first_word_of_an_instruction_is_a_verb_with_or_without_a_keyword_before_it(before: str) -> None:
    number = len(before.split())
    for word, said in VERBS.items():
        text = f"{before}{word if before else word.capitalize()} your arms."
        assert read(text)[number].strip(":") == said, text


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("The close of the day.", 1, "klˈOz"),
        ("Come close to the wall.", 1, "klˈOs"),
        ("Close to the wall, stand tall.", 0, "klˈOs"),
        ("Keep your lead leg straight.", 2, "lˈid"),
        ("Wind in the trees, waves on the shore.", 0, "wˈɪnd"),
        ("Listen to the wind in the trees.", 3, "wˈɪnd"),
        ("Feel the sun and wind.", 4, "wˈɪnd"),
        ("Lower your arms, wind in the trees.", 3, "wˈɪnd"),
        ("Bow and arrow.", 0, "bˈO"),
        ("Draw the bow.", 2, "bˈO"),
        ("Repeat the use of the strap.", 2, "jˈus"),
        ("Use of a strap is fine.", 0, "jˈus"),
        ("Progress is slow.", 0, "pɹˈɑɡɹəs"),
        ("Keep the present moment in mind.", 2, "pɹˈɛzᵊnt"),
        ("Perfect.", 0, "pˈɜɹfəkt"),
        ("Moderate effort.", 0, "mˈɑdəɹət"),
        ("Be content with it.", 1, "kəntˈɛnt"),
        ("Stay for a minute.", 3, "mˈɪnət"),
        ("The impact is soft.", 1, "ˈɪmpˌækt"),
        ("Your house is quiet.", 1, "hˈWs"),
        ("That was the whole session.", 0, "ðˈæt"),
        ("Keep your elbows close.", 3, "klˈOs"),
        ("Bring your hands close together.", 3, "klˈOs"),
        ("Let your feet be close.", 4, "klˈOs"),
        ("Let the wind blow.", 2, "wˈɪnd"),
        ("Let your hands rest close to your hips.", 4, "klˈOs"),
        ("Feel your hands close to your hips.", 3, "klˈOs"),
        ("Breathe from nose to mouth.", 4, "mˈWθ"),
    ],
)
def test_nouns_and_adjectives_stay_what_they_are(text: str, word: int, said: str) -> None:
    assert read(text)[word] == said


@pytest.mark.parametrize(
    ("text", "word", "said"),
    [
        ("Lift your arm and bow.", 4, "bˈW"),
        ("Open and close.", 2, "klˈOz"),
        ("On the exhale, bow to the wall.", 3, "bˈW"),
        ("Take the wall, and project your voice.", 4, "pɹəʤˈɛkt"),
        ("Bend your knees, then separate your feet.", 4, "sˈɛpəɹˌAt"),
        ("Rest there, and slowly close your eyes.", 4, "klˈOz"),
        ("Don't use your arms.", 1, "jˈuz"),
        ("Keep still; close your eyes.", 2, "klˈOz"),
        ("Let your eyes close.", 3, "klˈOz"),
        ("Exhale, and let your eyes close gently.", 5, "klˈOz"),
        ("Let your left knee separate from the right.", 4, "sˈɛpəɹˌAt"),
        ("Let both of your hands separate.", 5, "sˈɛpəɹˌAt"),
        ("Let your hips and knees alternate.", 5, "ˈɔltəɹnˌAt"),
        ("Feel your belly contract.", 3, "kəntɹˈækt"),
        ("Imagine your ribs separate.", 3, "sˈɛpəɹˌAt"),
        ("Try to project your voice.", 2, "pɹəʤˈɛkt"),
        ("You can house your hands in your sleeves.", 2, "hˈWz"),
    ],
)
def test_what_begins_another_instruction_is_a_verb_too(text: str, word: int, said: str) -> None:
    assert read(text)[word].strip(";") == said


@pytest.mark.parametrize("text", ["Exhale, belly lifts.", "Exhale: sit back up.", "Exhale."])
def test_the_keyword_exhale_is_stressed_where_it_differs_from_inhale(text: str) -> None:
    assert read(text)[0].strip(":") == "ˈɛksˌhAl"


def test_british_voices_read_british_verbs() -> None:
    assert [read(f"{word} your arms.", british=True)[0] for word in ("Close", "Export", "Transfer", "Present")] == [
        "klˈQz",
        "ɪkspˈɔːt",
        "tɹɑːnsfˈɜː",
        "pɹɪzˈɛnt",
    ]
