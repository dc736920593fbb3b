import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.speech.text import spoken


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Bend your knees to 90°.", "Bend your knees to 90 degrees."),
        ("1° and 36.6 °C", "1 degree and 36.6 degrees Celsius"),
        ("5-8 times", "5 to 8 times"),
        ("20–25 cm", "20 to 25 centimetres"),
        ("Breathe 4-7-8.", "Breathe 4, 7, 8."),
        ("2x", "2 times"),
        ("x2 the pace", "2 times the pace"),
        ("1x a day", "once a day"),
        ("3 × 10 reps", "3 times 10 reps"),
        ("a 20 x 25 cm towel", "a 20 by 25 centimetres towel"),
        ("20 cm, 1 cm, 2.5 kg", "20 centimetres, 1 centimetre, 2.5 kilograms"),
        ('about 8" to 10" wide', "about 8 inches to 10 inches wide"),
        ('Say "count to 8" now', 'Say "count to 8" now'),
        ("Rest 30s, or 2 min.", "Rest 30 seconds, or 2 minutes."),
        ("hips & knees", "hips and knees"),
        ("50 %", "50 percent"),
        ("ball and/or roller", "ball or roller"),
        ("left/right", "left or right"),
        ("1½ breaths, ½ a turn", "1 and a half breaths, half a turn"),
        ("~5 breaths, 3+ reps", "about 5 breaths, 3 or more reps"),
        ("a ball, e.g. a soft one, etc.", "a ball, for example a soft one, and so on."),
        ("move — slowly — back", "move, slowly, back"),
        ("at -5 °C", "at minus 5 degrees Celsius"),
        ("**Inhale**, _softly_, `now`", "Inhale, softly, now"),
        ("## Set up\n> [a chair](chair.md)\n- 3\\. ![x](y.png)", "Set up a chair 3."),
        ("It's a T-shirt: follow-up; breathe in for 4 in all…", "It's a T-shirt: follow-up; breathe in for 4 in all…"),
        ("***", ""),
        ("🙂 …", ""),
    ],
)
def test_symbols_are_said_as_words(text: str, heard: str) -> None:
    assert spoken(text) == heard


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        ("de", "5-8 Mal, 2x, 1x täglich", "5 bis 8 Mal, 2 mal, einmal täglich"),
        ("de", "90°, 1 cm, 2,5 kg, 50 %", "90 Grad, ein Zentimeter, 2,5 Kilogramm, 50 Prozent"),
        ("de", "1 Min. halten, 30 Sek. Pause", "eine Minute halten, 30 Sekunden Pause"),
        (
            "de",
            "ein Ball, z. B. ein weicher, ca. 20–25 cm usw.",
            "ein Ball, zum Beispiel ein weicher, etwa 20 bis 25 Zentimeter und so weiter.",
        ),
        ("de", 'Ball und/oder Rolle, 8" & mehr', "Ball oder Rolle, 8 Zoll und mehr"),
        ("de", "3 x 10, ½ Drehung", "3 mal 10, ein halb Drehung"),
        ("es", "5-8 veces, 2x, 1x al día", "5 a 8 veces, 2 veces, una vez al día"),
        ("es", "90°, 1 cm, 1 h, 2,5 kg, 50 %", "90 grados, un centímetro, una hora, 2,5 kilos, 50 por ciento"),
        ("es", "pierna izq., p. ej. 30 seg. o más", "pierna izquierda, por ejemplo 30 segundos o más"),
        ("es", "¿Listo? Pelota y/o rodillo, etc.", "¿Listo? Pelota o rodillo, etcétera."),
        ("es", '3 x 10, 8", ~5', "3 por 10, 8 pulgadas, unos 5"),
        ("fr", "5-8 fois, 2x, 1x par jour", "5 à 8 fois, 2 fois, une fois par jour"),
        ("fr", "90°, 1 cm, 1 min, 2,5 kg, 50\u202f%", "90 degrés, un centimètre, une minute, 2,5 kilos, 50 pour cent"),
        (
            "fr",
            "une balle, p. ex. molle, env. 20 à 25 cm, etc.",
            "une balle, par exemple molle, environ 20 à 25 centimètres, et cætera.",
        ),
        ("fr", 'n°3 : balle et/ou rouleau, 8" & plus', "numéro 3: balle ou rouleau, 8 pouces et plus"),
        ("fr", "l'air, c.-à-d. 1½ souffle", "l'air, c'est-à-dire 1 et demi souffle"),
    ],
)
def test_symbols_are_said_in_the_words_of_the_language(language: str, text: str, heard: str) -> None:
    assert spoken(text, language) == heard


def tables() -> dict[str, dict[str, dict[str, object]]]:
    folder = files("voiceguide.speech") / "languages"
    return {file.name[:-5]: tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir()}


def test_every_language_that_has_phrases_has_words_for_every_symbol() -> None:
    phrases = {file.name[:-5] for file in (files("voiceguide.timeline") / "languages").iterdir()}
    assert tables().keys() == phrases >= {"en", "de", "es", "fr"}
    for table in tables().values():
        for part in ("words", "fractions"):
            assert table[part].keys() == tables()["en"][part].keys()
        assert {"°", "%", "cm", "″", "s", "min", "kg"} <= table["units"].keys()


def test_a_language_without_a_table_loses_only_its_markdown() -> None:
    assert spoken("**90°** & 5 cm", "xx") == "90° & 5 cm"


def test_a_regional_tag_uses_the_table_of_its_language() -> None:
    assert spoken("90°", "en-AU") == "90 degrees"


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["en", "de", "es", "fr"]),
    st.text(alphabet="ab x×5 10°%&+-–—/*_`#~<>=@[]()!.,:'\"½cmks\n", max_size=24),
)
def test_no_symbol_reaches_the_voice(language: str, text: str) -> None:
    assert not set(spoken(text, language)) & set("*_`#~<>=@[]&+%°½×/\n")


PARTS = st.sampled_from(
    [
        "inhale,",
        "and",
        "hold.",
        "5",
        "5-8",
        "4-7-8",
        "90°",
        "20cm",
        "3s",
        "2x",
        "1x",
        "½",
        "50%",
        "&",
        "—",
        "e.g.",
        "etc.",
        "**up**",
        "(left)",
        '8"',
        "and/or",
        "~5",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PARTS, max_size=8))
def test_what_is_said_in_words_stays_as_it_is(parts: list[str]) -> None:
    heard = spoken(" ".join(parts))
    assert spoken(heard) == heard
