"""Names with which a paragraph or an item begins, and which no mark but a full stop sets apart, or none at all."""

import re

from voiceguide.draft.vocabulary import lexicon, pattern

_RUN_IN = re.compile(
    r"\"?(?P<lead>[A-Z0-9][^.:!?,()\"]{2,40})\"?(?: (?P<aside>\([^()]{3,40}\)))?\.\"?\s+(?P<text>[A-Z].*)", re.DOTALL
)
_RUN_POSTURE = re.compile(
    r"(?P<lead>[A-Z][^.,:;!?]{3,40}), (?P<text>(?:sitting|standing|lying|kneeling|seated|on (?:your|all))\b.*)",
    re.DOTALL,
)
_NEXT = re.compile(r"(?<=\S) (?=(?P<opener>[A-Z][a-z]+) (?!(?:for|of|pose|stretch|exercise)\b)[a-z])")
_OPENERS = ("from", "with", "while")
_TOLD = ("this", "as", "in", "on")
_NO_END = re.compile(
    r"\b(?:an?|the|in|into|of|your|to|for|with|and|or|from|called|as|this|that|is|do|by)$", re.IGNORECASE
)
_NO_NAME = pattern("no_name")


def is_no_name(words: str) -> bool:
    """Whether some words say or ask something, and so name no exercise."""
    return _NO_NAME.search(words) is not None


def _is_noun(words: list[str]) -> bool:
    """Whether two words of which the first may be a verb name a movement, such as `heel digs` and `step ups`."""
    return len(words) == 2 and words[1].endswith("s") and not lexicon().has("body", words[1])


def _is_name(lead: str, *, is_numbered: bool) -> bool:
    """Whether a few words before a full stop, or before what is asked, name an exercise, and ask for nothing."""
    words = lead.split()
    if re.fullmatch(r"[A-Z]\w{3,}ing", lead):
        return lexicon().forms.get(lead.lower()) not in lexicon().posture
    return (
        1 + (not is_numbered) <= len(words) <= 5
        and (words[0].lower() not in lexicon().forms or _is_noun(words))
        and not re.search(r"\d (?:rep|times|sets|rounds)", lead)
        and not is_no_name(lead)
    )


def run_in(text: str, *, is_numbered: bool) -> tuple[str, str] | None:
    """The name with which a text begins, and what follows it; None where it begins with none.

    Args:
        is_numbered: whether a number stands before it.
    """
    for found in filter(None, (run.match(text) for run in (_RUN_IN, _RUN_POSTURE))):
        if _is_name(found["lead"], is_numbered=is_numbered):
            aside = found.groupdict().get("aside")
            return found["lead"].strip(), f"{aside}. {found['text']}" if aside else found["text"]
    return run_on(text)


def run_on(text: str) -> tuple[str, str] | None:
    """The name with which a text begins, and what follows it after a space alone: `Thumb stretch Looking at your palm, …`."""
    head = re.match(r"[A-Z][^.,:;!?\d]{0,200}", text)
    if not head or not re.search(r"[.,;]", text):
        return None
    for found in _NEXT.finditer(text, 0, head.end()):
        lead = text[: found.start()]
        if _is_told_after(re.sub(r" *\(.*?\)", "", lead).split(), found["opener"].lower()):
            name, opened, aside = lead.partition(" (") if lead.endswith(")") else (lead, "", "")
            return name, f"{opened[1:]}{aside}. {text[found.end() :]}" if opened else text[found.end() :]
    return None


def _is_told_after(words: list[str], opener: str) -> bool:
    """Whether some words are a name, after which a sentence begins with the word `opener`."""
    forms, first, lead = lexicon().forms, words[0].lower(), " ".join(words)
    if len(words) == 1:  # `Pigeon Sit tall and …`
        return forms.get(opener) == opener and first not in forms
    is_title = all(word[0].isupper() for word in words if len(word) > 4)
    begins = opener in forms or opener in _OPENERS or (is_title and opener in _TOLD)
    is_noun = words[-1].endswith("s") and words[-1].lower() in forms and not re.search(r"\b(?:your|the)\b", lead)
    is_asked = forms.get(first) == first and not (is_title or is_noun)
    is_name = len(words) <= LONGEST_RUN_ON and not _NO_END.search(lead) and not is_no_name(lead)
    return begins and is_name and not is_asked


LONGEST_RUN_ON = 6
"""Words of a name that only a space parts from what is asked."""
