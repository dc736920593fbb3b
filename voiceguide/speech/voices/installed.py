"""Finds an installed voice by id, name, description or language."""

from collections.abc import Sequence
from dataclasses import dataclass

from voiceguide.errors import SpeechError
from voiceguide.letters import main_language
from voiceguide.problems import nearest
from voiceguide.speech.engine import Voice

DEFAULT_TAGS = {"en": "en-gb", "fr": "fr-fr", "zh": "cmn", "no": "nb"}
"""The default voice of a language with several regions, where it is not the one with the shortest tag."""


@dataclass(frozen=True, slots=True)
class Installed:
    """A voice and its driver's id for it."""

    id: str
    voice: Voice


def by_name(wanted: str, installed: Sequence[Installed], variants: Sequence[str] = ()) -> str:
    """The driver's id of the voice with an id, name, description or language, with the variant (`+f3`) that was asked for.

    A language without a region gives its default voice. A language with a region must match exactly, so that a typing error
    is reported instead of giving another voice.

    Raises:
        SpeechError: there is no such voice or variant; the message names the nearest.
    """
    name, plus, variant = wanted.strip().partition("+")
    tag = name.lower().replace("_", "-")
    found = _named(name, installed) or _tagged(DEFAULT_TAGS.get(tag, tag), installed)
    if found is None and tag.isalpha():
        found = _speaking(tag, installed)
    if found is None:
        related = _speaking(name, installed)
        known = [text for each in installed for text in (each.voice.name, each.voice.description, each.id)]
        example = _speaking("en", installed) or next(iter(installed), None)
        such = f", such as '{example.voice.name}'" if example else ", but no voice is installed"
        hint = nearest(name, known) or (f"; did you mean '{related.voice.name}'?" if related else ".")
        raise SpeechError(f"No voice is called '{wanted[:60]}'. Expected an id, a name or a language{such}{hint}")
    if not plus:
        return found.id
    exact = next((each for each in variants if each.lower() == variant.lower()), None)
    if exact is None:
        few = f", such as '{found.voice.name}+f3'" if "f3" in variants else ""
        raise SpeechError(
            f"The voice '{found.voice.name}' has no variant '{variant[:60]}'. Leave it out or take another{few}"
            f"{nearest(variant, variants)}"
        )
    return f"{found.id}+{exact}"


class NoVoiceSpeaks(SpeechError):
    """No installed voice speaks a language."""


def by_language(language: str, installed: Sequence[Installed]) -> str:
    """The driver's id of a voice that speaks a language, given as a BCP 47 tag.

    Raises:
        NoVoiceSpeaks: no installed voice does.
    """
    found = _speaking(language, installed)
    if found is None:
        tags = sorted({tag for each in installed for tag in each.voice.languages})
        raise NoVoiceSpeaks(
            f"No installed voice speaks '{language[:40]}'. Change 'language' in the script, or install a voice for it "
            f"(`voiceguide voices` shows those that are there){nearest(language, tags) or '.'}"
        )
    return found.id


def _named(name: str, installed: Sequence[Installed]) -> Installed | None:
    """The voice with that id, name or description; of several whose description begins so, the default one."""
    wanted = name.lower()
    for each in installed:
        if wanted in (each.id.lower(), each.voice.name.lower(), each.voice.description.lower()):
            return each
    matching = [each for each in installed if each.voice.description.lower().startswith(f"{wanted} (")]
    tags = [tag for each in matching for tag in each.voice.languages]
    return _speaking(main_language(tags[0]), matching) if tags else None


def _speaking(language: str, installed: Sequence[Installed]) -> Installed | None:
    """The voice for a tag, or else for its main language: the default one, or else the one with the shortest tag."""
    tag = language.lower().replace("_", "-")
    main = main_language(tag)
    for wanted in (DEFAULT_TAGS.get(tag, tag), DEFAULT_TAGS.get(main, main)):
        if found := _tagged(wanted, installed):
            return found
    related = [each for each in installed if main in map(main_language, each.voice.languages)]
    return min(related, key=lambda each: min(len(spoken) for spoken in each.voice.languages), default=None)


def _tagged(tag: str, installed: Sequence[Installed]) -> Installed | None:
    """The voice with exactly that tag, given in lower case."""
    return next((each for each in installed if tag in (spoken.lower() for spoken in each.voice.languages)), None)
