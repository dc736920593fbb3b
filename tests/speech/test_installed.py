import pytest

from voiceguide.errors import SpeechError
from voiceguide.speech.engine import Voice
from voiceguide.speech.voices.installed import Installed, by_language, by_name

INSTALLED = [
    Installed("gmw/de", Voice("de", ("de",), "German")),
    Installed("gmw/en-029", Voice("en-029", ("en-029",), "English (Caribbean)")),
    Installed("gmw/en", Voice("en-gb", ("en-gb",), "English (Great Britain)")),
    Installed("gmw/en-us", Voice("en-us", ("en-us",), "English (America)")),
    Installed("roa/es-419", Voice("es-419", ("es-419",), "Spanish (Latin America)")),
    Installed("roa/es", Voice("es", ("es",), "Spanish (Spain)")),
]
VARIANTS = ["Annie", "f3", "m1"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("gmw/en-us", "gmw/en-us"),
        ("en-us", "gmw/en-us"),
        ("EN-US", "gmw/en-us"),
        ("German", "gmw/de"),
        ("english (america)", "gmw/en-us"),
        ("en", "gmw/en"),
        ("english", "gmw/en"),
        ("es", "roa/es"),
        ("en_US", "gmw/en-us"),
        ("en-gb+f3", "gmw/en+f3"),
        ("en-gb+annie", "gmw/en+Annie"),
        ("German+F3", "gmw/de+f3"),
    ],
)
def test_a_voice_is_found_by_id_name_description_or_language(wanted: str, found: str) -> None:
    assert by_name(wanted, INSTALLED, VARIANTS) == found


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("Germen", "did you mean 'German'"),
        ("en-gbb", "did you mean 'en-gb'"),
        ("en-gbb+f3", "did you mean 'en-gb'"),
        ("de-AT", "did you mean 'de'"),
        ("xx", "such as 'en-gb'"),
        ("en-gb+f33", "did you mean 'f3'"),
        ("", "No voice"),
    ],
)
def test_an_unknown_voice_names_the_nearest(wanted: str, hint: str) -> None:
    with pytest.raises(SpeechError, match=hint):
        by_name(wanted, INSTALLED, VARIANTS)


def test_with_no_voice_installed_the_error_says_so() -> None:
    with pytest.raises(SpeechError, match="no voice is installed"):
        by_name("en", [])


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("en", "gmw/en"),
        ("en-US", "gmw/en-us"),
        ("en_AU", "gmw/en"),
        ("es", "roa/es"),
        ("es-MX", "roa/es"),
        ("de-CH", "gmw/de"),
    ],
)
def test_a_language_is_spoken_by_its_own_voice_else_by_the_default_one(tag: str, found: str) -> None:
    assert by_language(tag, INSTALLED) == found


def test_a_language_that_nobody_speaks_is_an_error() -> None:
    with pytest.raises(SpeechError, match="No installed voice speaks 'tlh'"):
        by_language("tlh", INSTALLED)
