"""Words as they may stand in a script."""

import re
from collections.abc import Iterable, Sequence
from textwrap import wrap

from voiceguide.draft.announced import announced
from voiceguide.draft.doses import doses
from voiceguide.draft.sentences import clauses, verb_of, without_openers
from voiceguide.draft.vocabulary import lexicon, pattern
from voiceguide.script.words import NEEDS_EYES

LONGEST = 1500
"""Characters; what follows is not said."""

_SIGNS = str.maketrans({"|": ", ", "{": "(", "}": ")", "&": " and ", **dict.fromkeys("<>*_`#[]\\~", "")})


def speakable(text: str) -> str:
    """A text that may stand in a script as it is; empty where nothing of it can be said."""
    for pointer in lexicon().patterns["pointers"]:
        text = pointer.sub("", text)
    text = text.translate(_SIGNS).replace("--", "\u2013")
    text = " ".join(re.sub(r"^\s*(?:[-+\u2022=]+\s*|\(?\d{1,9}[.)]\s+)+", "", text).split())
    text = wrap(text, LONGEST)[0] if len(text) > LONGEST else text
    text = re.sub(r"\s+([,.;:!?])", r"\1", text).strip()
    is_said = re.search(r"[^\W\d_]", text) is not None and not NEEDS_EYES.fullmatch(text.strip(" ."))
    return text if is_said else ""


def sentence(text: str) -> str:
    """Words as a sentence: a capital first and a full stop at the end; empty where nothing can be said."""
    text = speakable(text).strip(" ,;:\u2013\u2014-")
    text = text[:1].upper() + text[1:]
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def as_sentences(texts: Iterable[str]) -> list[str]:
    """The texts of which anything can be said, each as a sentence."""
    return [said for text in texts if (said := sentence(text))]


def step_words(text: str) -> str:
    """Words as they follow a step's keyword: a small letter first, a full stop at the end."""
    text = sentence(re.sub(r"^(?:then|and|next|finally|now)\b[\s,]*", "", text.strip(), flags=re.IGNORECASE))
    return text if re.match(r"I\b|[A-Z]{2}", text) else text[:1].lower() + text[1:]


def without_doses(text: str, places: Iterable[tuple[int, int]] | None = None) -> str:
    """Words without the doses at these places, or without all, and without what led to them, such as `for`."""
    places = [dose.place for dose in doses(text)] if places is None else places
    for start, end in sorted(places, reverse=True):
        text = f"{text[:start]}\0{text[end:]}"
    return " ".join(pattern("led_to_dose").sub(" ", text).split()).strip(" ,;:")


def title_of(texts: list[str], named: Sequence[str] = ()) -> str:
    """A title made of an exercise's sentences: what they or those `named` call it, else the words of its first movement."""
    for text in (*named, *texts[:2]):
        if name := announced(text):
            return name[:1].upper() + name[1:]
        led, name = found.group("led", "name") if (found := pattern("names").search(text)) else ("", "")
        is_thing = re.search(r" (?:an?|the) $", led) or not verb_of(f"{name.split()[-1]} x" if name else "")
        if name and is_thing and not re.search(r"\d|\b(?:breath|count)\b|ly$", name):
            return name[:1].upper() + name[1:]
    for text in texts:
        for _, asked in clauses(text):
            clause = without_doses(without_openers(asked))
            if verb_of(clause) and len(clause.split()) > 1 and not clause.split()[0].lower().endswith("ing"):
                return _first_words(clause)
    return _first_words(texts[0]) if texts else ""


def _first_words(text: str) -> str:
    words = re.split(r"[,.;:!?]|\b(?:and|then|until|so that|while)\b", without_openers(text))[0].split()[:7]
    while words and words[-1].lower() in ("your", "the", "a", "to", "of", "with", "on", "in", "one", "as", "out"):
        words.pop()
    made = speakable(" ".join(words))
    return made[:1].upper() + made[1:]
