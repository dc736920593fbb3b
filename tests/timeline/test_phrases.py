"""The phrases of every language, and articles."""

import re
import string
import tomllib
from pathlib import Path

import pytest

import voiceguide.timeline.phrases
from voiceguide.timeline.phrases import phrases

FILES = sorted((Path(voiceguide.timeline.phrases.__file__).parent / "languages").glob("*.toml"))
OPTIONAL = {"articles", "and_before"}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_every_phrase_with_the_same_places(file: Path):
    own, english = (tomllib.loads(path.read_text("utf-8")) for path in (file, file.with_name("en.toml")))
    assert set(own) | OPTIONAL == set(english) | OPTIONAL
    for table in ("phrases", "keywords", "before", "sides", "handout", "page", "positions", "written_positions"):
        assert {name: places(text) for name, text in own[table].items()} == {
            name: places(text) for name, text in english[table].items()
        }
    assert len(own["numbers"]["words"]) == len(own["numbers"]["ordinals"]) == 10


def test_at_least_four_languages_are_there():
    assert {file.stem for file in FILES} >= {"en", "de", "es", "fr"}


def test_the_language_of_a_script_is_spoken_and_english_where_there_is_none(compiled):
    script = "---\nlanguage: {}\n---\n# Heben\n\n## Repeat 6 times\n- Inhale: Brust heben. | Heben.\n- Exhale\n"
    german = compiled(script.format("de-CH"))
    assert german.said("cue", "anchor")[:2] == ["Einatmen, Brust heben.", "Ausatmen."]
    assert "Noch drei. Einatmen." in german.said("anchor")
    assert {cue.utterance.language for cue in german.chapter.cues} == {"de-CH"}
    assert german.notes("warning") == []
    other = compiled(script.format("tlh"))
    assert other.said("cue")[0] == "Inhale, brust heben."
    assert "are said in English" in other.notes("warning")[0]


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        (["chair"], "a chair"),
        (["orange", "two blocks"], "an orange and two blocks"),
        (["wall", "soft ball or rolled towel", "cushions"], "a wall, a soft ball or rolled towel and cushions"),
    ],
)
def test_things_are_named_with_their_article(things: list[str], expected: str):
    assert phrases("en").things(things) == expected


AN = (
    "orange, hourglass, hour glass, honest mirror, heirloom chair, honorary seat, upright chair, uninflated ball, unused wall, "
    "unmarked door, umbrella, ugly sofa, old towel, X-ray film, x-ray, MRI scan, L-shaped sofa, S-hook, A-frame, LED lamp, "
    "FM radio, Xbox, 8 kg weight, 8kg weight, 8.5 kg weight, 80 cm band, 800 g bottle, 11 kg weight, 18-inch ball, 11,000 g block, "
    "11000 g block, 18th-century chair, eight-inch ball, éclair, Exercise ball, EXERCISE BALL, aisle, e-bike, onerous weight, "
    "empty bottle of water, open window or door"
)
A = (
    "chair, unicorn cushion, uniform, unit, European chair, eucalyptus block, ewe, one-legged stool, once-folded towel, "
    "ukulele, used mat, useful strap, U-shaped pillow, USB lamp, UV lamp, T-shirt, TRX band, STEP bench, SUP board, NASA chair, "
    "house, hotel towel, history book, yoga mat, year, 1 kg weight, 5 kg weight, 10 kg weight, 100 g bottle, 110 cm band, "
    "118 cm band, 180 cm band, 0.8 kg weight, 1,100 g bottle, half-pound weight, STRAP, SHAWL, wall, pair of dumbbells, "
    "chair with arms, chair without wheels, glass of water, mattress, bus seat, gas canister, lens, canvas, tennis ball, "
    "wall (or two doors), couple of blocks, water bottle, music stand, unilateral weight, ouija board, half foam roller, little ball, yard stick"
)
NONE = (
    "dumbbells, two blocks, 2 blocks, 2 kg dumbbells, 2x block, 1 mat, one mat, an apple, a chair, the wall, your hands, some water, water, "
    "floor space, loose clothing, no equipment, both hands, resistance bands, scissors, open floor space, people, thick socks, blocks or books, "
    "another chair, equipment for pilates, half a foam roller, space to lie down, enough room, your partner's hand, 5 kg, nothing"
)


def listed(names: str) -> list[str]:
    return re.split(r", (?!or )", names)


@pytest.mark.parametrize(
    ("thing", "article"),
    [(thing, article) for article, things in (("an ", AN), ("a ", A), ("", NONE)) for thing in listed(things)],
)
def test_a_thing_has_the_article_that_its_sound_asks_for(thing: str, article: str):
    assert phrases("en").things([thing]) == f"{article}{thing}"


@pytest.mark.parametrize(
    ("language", "things", "expected"),
    [
        ("es", ["silla", "hilo"], "silla e hilo"),
        ("es", ["silla", "imán"], "silla e imán"),
        ("es", ["silla", "hielo"], "silla y hielo"),
        ("es", ["silla", "esterilla"], "silla y esterilla"),
        ("de", ["Stuhl", "Igelball"], "Stuhl und Igelball"),
        ("fr", ["chaise", "haltères"], "chaise et haltères"),
    ],
)
def test_other_languages_name_things_as_they_are_written(language: str, things: list[str], expected: str):
    assert phrases(language).things(things) == expected
