"""Titles of exercises: cleaned where there is one, found in the words where there is none."""

import re

from voiceguide.draft.imperative import imperative
from voiceguide.draft.shorten import shorten
from voiceguide.draft.wordings import lexicon

_NUMBERED = re.compile(
    r"^\s*(?:(?:exercise|stretch|move|pose|movement|day|step|part|station|number|no|drill|posture|technique|set|week)\s*(?:#|no\.?|number)?\s*(?:\d{1,2}[a-d]?|one|two|three|four|five|six|seven|eight|nine|ten)\b\s*(?:of \d+)?\s*[.:)\u2013\u2014-]*|#?\d{1,2}[a-d]?\s*(?:[.:)]+(?!\d)|[\u2013\u2014/-]+\s)|#\d{1,2}|\(?[a-h][.)]\s|\d{1,2}\s+(?=[A-Z]))\s*",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"^(?:how to (?:do|perform|practi[cs]e|try)(?: an?| the)?|try(?: an?| the| this)?:?|next(?: up)?:|the|bonus(?: move)?:|first:|then:|finally:|now:)\s+",
    re.IGNORECASE,
)
_KINDS = r"(?:stretch(?:es)?|twists?|pose|bends?|folds?|rolls?|roll[- ]downs?|tilts?|breath(?:ing)?|circles?|bridges?|cat[- /](?:and[- ])?cow|cobra|sphinx|lifts?|raises?|press(?:es)?|rotations?|slides?|squeezes?|shrugs?|curls?|sigh|openers?|tucks?|hugs?|reach(?:es)?|extensions?|flexions?|nods?|turns?|lunges?|squats?|planks?|figure[- ](?:four|4)|thread the needle|child's pose|bird[- ]dog|angels?|marche?s?|marching|rocks?|hold|scan|shake|swings?|clams?|clamshells?|push-?ups?|wave|glides?|drops?|release|posture|mermaid|puppy|dog|pigeon|butterfly)"
_NAME = re.compile(
    rf"\b(?:called|known as|named|it's|is|try|do|doing|comes?|into|up|move on to|with|for|the|an?|your|practi[cs]e|start with|begin with|finish with|end with|next)\s+(?:the |an? |some |is |comes |up |your |simple |gentle |classic |quick |few )*(?P<name>(?!(?:the|an?|of|into|with|for|is|and|to|your|each|this|that|feel|deep|good|same|gentle)\b)(?:(?!(?:the|of|into|with|is|feel|a|an|and|in|on|you|your|each|this|that|to|it)\b)[\w'-]+\s){{0,3}}{_KINDS})\b(?!\s+(?:your|the|in your|out|deeper|until|to the|it|them|you))",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:move on to|next (?:is|comes|up is|up:?)|finish with|end with|begin with|start(?:s|ed)? with|then comes?|followed by|last (?:is|comes)|last of all,?)\s+(?:the |an? )?(?P<name>(?!(?:your|a|the|one|some|both|each|feet|arms|hands)\b)[a-z][\w' -]{3,40}?)(?=[.:,]| for\b|$)",
    re.IGNORECASE,
)

_STEP = re.compile(
    r"^\s*step\s*#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight)\b\s*[.:)\u2013-]*\s*", re.IGNORECASE
)


def without_step(heading: str) -> str | None:
    """What a heading such as `Step 2: Lift` says after its number, all of it where that is nothing; None without a number."""
    step = _STEP.match(heading)
    return (heading[step.end() :] or heading) if step else None


def clean_title(text: str) -> str:
    """A title without its number and what leads into it; capitals only where a title has them."""
    title = _NUMBERED.sub("", text.strip(), count=1).strip(" :.\u2013\u2014-*_|")
    title = _HOW.sub("", title)
    letters = [char for char in title if char.isalpha()]
    if letters and sum(char.isupper() for char in letters) > len(letters) * 0.8 and len(letters) > 4:
        title = title.lower()
    title = re.sub(r"[{}\[\]<>`*_|#\\]", " ", title)
    title = " ".join(title.split()).strip(" :.,;\u2013\u2014-")
    return title[:1].upper() + title[1:][:79]


def named_in(sentence: str) -> str | None:
    """The name of an exercise that a sentence of prose tells, such as `the seated twist`."""
    match = _NAME.search(sentence) or _ANNOUNCED.search(sentence)
    if not match:
        return None
    name = match["name"]
    if len(name.split()) > 5:
        return None
    first = name.split()[0].lower()
    is_lone = len(name.split()) == 1
    if lexicon().base(first) == first and not is_lone and first not in lexicon().words["naming"]:
        return None
    if is_lone and first in lexicon().words["too_short"]:
        return None
    return clean_title(name)


def title_from(movement: str) -> str:
    """A title made of a movement, where the text has none."""
    short = shorten(imperative(movement))
    short = re.sub(r"\{(?:other )?side\}\s*|\b(?:left|right)\s+", "", short)
    return clean_title(short) or "Exercise"


def title_key(title: str) -> str:
    """What two titles share that are the same but for capitals and signs."""
    return re.sub(r"\W+", " ", title.lower()).strip()
