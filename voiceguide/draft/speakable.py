"""Text without what a script could take for something else, and without pointers to pictures."""

import re

from voiceguide.script.words import NEEDS_EYES

_POINTER = re.compile(
    r"\s*\((?:[^()]{0,30})?(?:shown|pictured|see|above|below|fig(?:ure)?\.?|image|photo|picture|video|not shown|illustrat\w+)[^()]{0,30}\)|,?\s*\bas (?:shown|pictured|illustrated|seen|demonstrated)(?: (?:in|on) (?:the|this) \w+| (?:above|below|here))?",
    re.IGNORECASE,
)
LONGEST = 1500


def speakable(text: str) -> str:
    """A text that may stand in a script as it is."""
    text = re.sub(r"^\(([^()]*)\)\.?$", r"\1", _POINTER.sub("", text).strip())
    text = text.replace("|", ", ").replace("{side}", "\0").replace("{other side}", "\1")
    text = text.replace("{", "(").replace("}", ")")
    text = re.sub(r"[<>*_`#\[\]\\~]", "", text).replace("--", "\u2013").replace("&", " and ")
    text = re.sub(r"^\s*(?:[-+\u2022=]+\s*|\(?\d{1,9}[.)]\s+)+", "", text)
    text = text.replace("\0", "{side}").replace("\1", "{other side}")
    text = " ".join(text.split())
    if len(text) > LONGEST:
        text = text[: text.rfind(" ", 0, LONGEST) if " " in text[:LONGEST] else LONGEST]
    text = re.sub(r"\s+([,.;:!?])", r"\1", text).strip()
    is_said = re.search(r"[^\W\d_]", text) is not None and not NEEDS_EYES.fullmatch(text.strip(" ."))
    return text if is_said else ""
