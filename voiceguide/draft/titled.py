"""The blocks of an article, each with what it may be: a title, a label, the start of a part without exercises, or text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from voiceguide.draft.blocks import Article, TextBlock, with_lead
from voiceguide.draft.breaths import breaths_in
from voiceguide.draft.doses import ASKS_NOTHING, doses
from voiceguide.draft.notes import noted
from voiceguide.draft.sentences import sentences, verb_of
from voiceguide.draft.stays import lets_go
from voiceguide.draft.tag import Sentence, is_amount, is_caution, label_role, name_and_amount, tagged
from voiceguide.draft.vocabulary import lexicon, pattern

LONGEST_TITLE = 9
"""Words."""

LONGEST_PLAIN_TITLE = 5
"""Words of a title that stands on a line of its own and asks for something, such as `Blow as you go`."""

_BREATHES = pattern("breath_mark")
HOLDS_BREATH = pattern("holds_breath")
_TIPS = re.compile(r"(?:\w+ )?tips\b[^.!?]{0,80}", re.IGNORECASE)
_ONE_SIDE = re.compile(r"(?:the )?(?:right|left|other|first|second) side", re.IGNORECASE)
_NAMES_CAUTION = re.compile(r"(?:caution|warning|important|safety|precaution)s?", re.IGNORECASE)

FEWEST_PARTS = 3
MOST_PARTS = 40
"""Exercises in one paragraph: two may be one that is held twice."""


@dataclass(frozen=True, slots=True)
class TitledBlock:
    """A block with what it may be.

    Attributes:
        title: the title that it gives to an exercise that begins with it; empty for none.
        layout: how it is set, such as `h2`, `num1-lead` or `line`; empty where no exercise can begin with it.
        label: its role where it is a label of a part of an exercise.
        stops: whether a part begins with it in which there is no exercise; `is_safety` where that part is advice.
    """

    block: TextBlock
    sentences: tuple[Sentence, ...]
    title: str = ""
    layout: str = ""
    label: str = ""
    stops: bool = False
    is_safety: bool = False


def units_of(article: Article) -> list[TitledBlock]:
    """The blocks of an article, each with what it may be."""
    units: list[TitledBlock] = []
    above, is_under_heading = "", False  # the label that a block stands under
    blocks = [part for block in _numbered(article.blocks) for part in noted(block)]
    for block in blocks:
        if contact := _contact(block):
            units.append(contact)
            continue
        head = block.lead or (block.text if _could_be_title(block) or _TIPS.fullmatch(block.text) else "")
        label = label_role(head) if head else ""
        label = "" if label == "rest" and not (block.lead and block.text) else label
        is_head = bool(head) and (block.kind in ("heading", "bold") or not block.lead or not block.text)
        if block.lead and block.text and not label and lexicon().begins("safety", head):
            label = "caution"
            if not _NAMES_CAUTION.fullmatch(block.lead):
                joint = " " if block.lead.endswith(" if") else ": "
                block = replace(block, text=f"{block.lead}{joint}{block.text}")
        stops = is_head and not label and _stops(head, block)
        is_goal = stops and block.kind == "paragraph" and any(dose.kind in ("reps", "hold") for dose in doses(head))
        stops = stops and not is_goal  # `Target repetitions = 15`
        title = "" if label or stops or is_goal else _title(block)
        if label == "caution" and block.kind == "item" and block.number:
            above = label
        elif above == "caution" and block.kind == "paragraph" and units and units[-1].block.kind != "heading":
            pass
        elif (is_head and (label or stops)) or block.kind == "heading":
            above, is_under_heading = label, block.kind == "heading"
        elif title or (block.kind not in ("item", "row") and not is_under_heading and above != "setup"):
            above = above if block.kind == "paragraph" and not block.is_apart else ""
        is_name = label or stops or (block.kind in ("heading", "bold") and not _is_said_of_all(block.text))
        is_told = not is_name or (block.lead and block.text)
        told = tagged(block, label if block.lead else above) if is_told else []
        told = [replace(one, role="reminder", moves=False) if _is_remark(one) else one for one in told]
        layout = "" if label or stops else _layout(block, title)
        opens = opens_cautions(block)
        stops, layout = bool(stops or opens), "" if opens else layout
        title = "" if opens else title
        is_safety = stops and (bool(opens) or lexicon().begins("safety", head) is not None)
        title, amount = name_and_amount(title)
        if amount:
            block = replace(block, lead=title) if block.lead else replace(block, text=title)
            told = tagged(block) if told and not block.lead else told
            told += tagged(replace(block, text=amount.rstrip(")"), lead=""))
        unit = TitledBlock(block, tuple(told), title, layout, label, stops, is_safety)
        units += _parts(unit) if layout == "para" or any(_COUNTED.match(one.text) for one in told) else [unit]
    if not any(unit.title for unit in units):  # what a label such as `Method:` begins is the exercise
        units = [replace(unit, layout="how") if unit.label == "how" and unit.sentences else unit for unit in units]
    return _as_one_list(_as_steps(units))


def _as_one_list(units: list[TitledBlock]) -> list[TitledBlock]:
    """Units, of which numbered items that count on through the whole text are laid out alike, with and without titles."""
    items = {at for at, unit in enumerate(units) if unit.block.kind == "item" and unit.layout.startswith("num1")}
    numbers = [int(units[at].block.number) for at in sorted(items) if units[at].block.number.isdigit()]
    is_one = len(numbers) == len(items) >= FEWEST_PARTS and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
    return [replace(unit, layout="num1") if is_one and at in items else unit for at, unit in enumerate(units)]


_OPEN = re.compile(r"\b(?:if|if you(?: \w+){0,2}|unless|with|for|during|by)$", re.IGNORECASE)


def opens_cautions(block: TextBlock) -> str:
    """The words before each line of a list of cautions, such as `Do not do these if you have:`; empty for none."""
    if block.text and (block.lead or not block.text.endswith(":")):
        return ""
    text = (block.text or block.lead).rstrip(": ")
    is_open = _OPEN.search(text) is not None
    if len(sentences(text)) > 1 or not is_caution(f"{text} pain" if is_open else text):
        return ""
    return text if is_open else f"{text}:"


def _is_remark(one: Sentence) -> bool:
    """Whether a sentence stands between brackets as a whole, and asks for something beside what is done."""
    return one.role in ("setup", "move") and not one.doses and re.fullmatch(r"\(.*\)\W*", one.text) is not None


def _as_steps(units: list[TitledBlock]) -> list[TitledBlock]:
    """Units, of which items begin no exercise where their list is the steps of one: its last item alone tells how often."""
    first = 0
    for last, unit in enumerate(units):
        first = first if last and unit.block.is_listed_after(units[last - 1].block) else last
        is_last = last + 1 == len(units) or not units[last + 1].block.is_listed_after(unit.block)
        steps = units[first : last + 1]
        counts = [any(dose.kind == "reps" for one in step.sentences for dose in one.doses) for step in steps]
        counted = counts.index(True) if any(counts) else 0
        is_one = (
            sum(counts) == 1 and last - first - counted < 2 and _AGAIN.search(steps[counted].block.text) is not None
        )
        begin = first + (not any(before.title for before in units[max(0, first - FARTHEST_TITLE) : first]))
        is_one = is_one or any(_RETURNS.match(step.block.text) for step in steps[1:])
        is_told = first > 0 and any(lexicon().has("steps", one.text) for one in units[first - 1].sentences[-1:])
        if is_last and first < last and is_one and not any(step.block.lead for step in steps):
            units[begin : last + 1] = [replace(step, layout="", title="") for step in units[begin : last + 1]]
        elif is_last and first < last and (is_told or _are_phases(steps)):
            units[first + 1 : last + 1] = [replace(step, layout="", title="") for step in steps[1:]]
    return units


def _are_phases(steps: Sequence[TitledBlock]) -> bool:
    """Whether some items of a list breathe in and others out, and no more than one tells how often: one exercise."""
    told = [set(breaths_in(step.block.whole)) for step in steps]
    counts = sum(
        any(dose.kind == "reps" and dose.high > 1 for one in step.sentences for dose in one.doses) for step in steps
    )
    return counts < 2 and {"Inhale"} in told and {"Exhale"} in told and {"Inhale", "Exhale"} not in told


FARTHEST_TITLE = 4
"""Units before a list of steps, among which the title of their exercise is."""

_AGAIN = re.compile(
    r"^\W*(?:repeat|do this|do these|perform|complete)\b|\b(?:cycles?|sequence|series)\b", re.IGNORECASE
)

_RETURNS = re.compile(r"(?:now |then |slowly |gently )*(?:return|come back|go back)\b", re.IGNORECASE)

_NUMBER_ALONE = re.compile(
    r"(?:(?P<step>step)|exercise|ex\.?|stretch|pose|move) ?(?P<number>\d{1,2}|[A-H])\W*", re.IGNORECASE
)


def _numbered(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks with a number such as `Step 2` from the line above before them; answers without `A:`; no title twice."""
    told: list[TextBlock] = []
    asks = any(re.match(r"Q\d*[.:] ", f"{block.lead}: {block.text}" if block.lead else block.text) for block in blocks)
    waiting = ""
    for block in _without_bare_numbers(blocks):
        if (
            block.kind == "paragraph"
            and block.whole.isdigit()
            and not (told and label_role(told[-1].lead or told[-1].text))
        ):
            continue  # the number of a picture
        if (
            told
            and block.kind == "paragraph"
            and block.text == told[-1].text
            and len(block.text.split()) <= LONGEST_TITLE
        ):
            continue
        alone = _NUMBER_ALONE.fullmatch(block.text or block.lead)
        if alone and (alone["step"] or block.kind == "paragraph"):
            waiting = alone["number"]
            continue
        if waiting and block.kind == "paragraph":
            block = replace(block, kind="item", number=waiting, level=1)
        elif asks and "A" in (block.number, block.lead):
            block = replace(block, kind="paragraph", number="", lead="", lead_mark="", is_apart=True)
        told.append(block)
        waiting = ""
    return told


_TRAIL = re.compile(r"(?:[^\s|>/\u00bb\u203a\u00b7][^|>\u00bb\u203a\u00b7]*? [|>/\u00bb\u203a\u00b7] ){2}")
"""The way to a page, such as `Home > Advice > Neck`, or what can be done on it, such as `Reply | Like | Share`."""


def _without_bare_numbers(blocks: Sequence[TextBlock]) -> list[TextBlock]:
    """Blocks, of which headings that begin with 1, 2, 3 and so on have these as their numbers."""
    led = {
        at: found for at, block in enumerate(blocks) if block.kind != "paragraph" and (found := _BARE.match(block.text))
    }
    if [int(found[1]) for found in led.values()] != list(range(1, len(led) + 1)) or len(led) < 2:
        return list(blocks)
    return [
        replace(block, number=led[at][1], text=block.text[led[at].end() :]) if at in led else block
        for at, block in enumerate(blocks)
    ]


_BARE = re.compile(r"(\d{1,2}) (?=[A-Z])")

LONGEST_CONTACT = 200
"""Characters of a block that says who is behind a page."""


def _contact(block: TextBlock) -> TitledBlock | None:
    """A block that says who is behind a page, such as a telephone number, as noise; None where it asks for anything."""
    text = block.whole
    if len(text) > LONGEST_CONTACT:
        return None
    words, is_trail = lexicon(), _TRAIL.search(text) is not None
    is_page = is_trail and words.has("noise", text)
    if not (is_trail or words.has("contact", text) or words.has("noise", block.lead)):
        return None
    whole = replace(block, kind="paragraph", text=text, lead="", lead_mark="")
    told = tagged(whole)
    if any(one.warns or one.doses or (one.moves and not is_page) for one in told):
        return None
    return TitledBlock(whole, tuple(replace(one, role="noise", moves=False) for one in told))


def _parts(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph whose sentences are exercises of their own, one after the other, cut into these; else the whole."""
    if named := _named_parts(unit):
        return named
    parts: list[list[Sentence]] = [[]]
    is_done = True
    for one in unit.sentences:
        if is_done and one.moves and (one.doses or not lets_go(one.text)):
            parts.append([])
            is_done = False
        parts[-1].append(one)
        is_breath = breaths_in(one.text) or HOLDS_BREATH.search(one.text)
        is_done = is_done or any(
            not is_breath and dose.kind in ("reps", "hold", "breaths", "go on") for dose in one.doses
        )
    if not is_done:
        parts[-2:] = [[*parts[-2], *parts[-1]]]
    if not FEWEST_PARTS <= len(parts) - 1 <= MOST_PARTS:
        return [unit]
    texts = [_COUNTED.sub("", " ".join(one.text for one in part)) for part in parts if part]
    blocks = [with_lead(replace(unit.block, text=text, lead="", lead_mark="")) for text in texts]
    return [replace(unit, block=block, title=block.lead, sentences=tuple(tagged(block))) for block in blocks]


_NAMES = re.compile(
    r"\b(?i:the|an?) (?P<name>(?:[A-Z][\w'-]+ ){1,4})(?:exercise|stretch|pose|movement)\b"
    r"|\b(?i:first|second|third|fourth|fifth|sixth|next|last|final) (?:\w+ ){0,2}is (?:called |the |known as )*[\"']?(?P<told>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3})",
)


def _named_parts(unit: TitledBlock) -> list[TitledBlock]:
    """A paragraph of which sentences name exercises, one after the other, cut before these; none where it is not so."""
    parts: list[tuple[str, list[Sentence]]] = [("", [])]
    for one in unit.sentences:
        found = _NAMES.search(one.text)
        name = (found["name"] or found["told"]).strip() if found else ""
        if name and name.lower() not in (other.lower() for other, _ in parts):
            parts.append((name, []))
        parts[-1][1].append(one)
    if len(parts) < 3 or not all(any(one.moves for one in told) for _, told in parts[1:]):
        return []
    blocks = [
        replace(unit.block, text=" ".join(one.text for one in told), lead=name, lead_mark=".") for name, told in parts
    ]
    return [
        replace(unit, block=block if name else replace(block, lead="", lead_mark=""), title=name, sentences=tuple(told))
        for block, (name, told) in zip(blocks, parts, strict=True)
        if told
    ]


_COUNTED = re.compile(r"^(?:first|second|third|fourth|fifth|final|last)(?:ly)?, (?=\w+(?: \w+)?: )", re.IGNORECASE)


def _is_said_of_all(text: str) -> bool:
    """Whether a text gives amounts of all exercises: `Exercises - repeat each ten times`."""
    return lexicon().has("of_all", text) and any(dose.kind not in ASKS_NOTHING for dose in doses(text))


def _could_be_title(block: TextBlock) -> bool:
    if re.match(r"\W*\d", block.text) and is_amount(block.text):
        return False
    if _is_said_of_all(block.text):
        return False
    if block.kind in ("heading", "bold"):
        return True
    text, _ = name_and_amount(block.text)
    if not re.search(r"[a-z]{3}", text, re.IGNORECASE):
        return False
    if len(text.split()) > LONGEST_TITLE or not re.match(r"[\"'(]?[A-Z0-9]", text) or text.endswith((",", ";", "!")):
        return False
    is_asked = verb_of(text) and not re.match(r"\w+ing\b", text)
    if (text.endswith(".") and (not block.number or is_asked)) or len(sentences(text)) > 1:
        return False
    is_step = block.kind != "row" and lexicon().begins("step", text) and len(re.findall(r"\b[A-Z][a-z]", text)) < 3
    has_amount = re.search(r"\b(?:counts?|times|seconds|secs?|minutes?|reps|sets|breaths|rounds)\b|\bx ?\d", text)
    is_line = block.kind == "paragraph" and block.is_apart and len(text.split()) <= LONGEST_PLAIN_TITLE
    is_asking = verb_of(text) and re.search(r"\byour\b" if is_line else r"\byour?\b", text)
    return not (
        is_step or has_amount or is_asking or _BREATHES.match(text) or lexicon().has("noise", text) or _does_good(text)
    )


def _does_good(text: str) -> bool:
    """Whether a line tells what something is good for, such as `Strengthens arms and shoulders`."""
    return (
        lexicon().begins("talk", text) is not None
        and re.match(r"[A-Z]\w+s (?!(?:for|to|that|you|and|at|in|on|with)\b)\w", text) is not None
    )


def _title(block: TextBlock) -> str:
    if block.lead:
        is_step = (
            _BREATHES.match(block.lead)
            or _ONE_SIDE.fullmatch(block.lead)
            or any(dose.kind == "reps" and dose.start == 0 for dose in doses(block.lead))
            or (not block.text and lexicon().begins("step", block.lead))
        )
        return block.lead if len(block.lead.split()) <= LONGEST_TITLE and not is_step else ""
    if not _could_be_title(block):
        return ""
    if block.kind in ("paragraph", "item") and verb_of(block.text) and not block.is_apart and not block.number:
        return ""
    return block.text.rstrip(" .:")


def _layout(block: TextBlock, title: str) -> str:
    if block.kind == "heading":
        return f"h{block.level}"
    if block.kind in ("bold", "row"):
        return block.kind
    if block.kind == "item":
        how = "lead" if block.lead else "title" if title else "text"
        return f"{'num' if block.number else 'bul'}{block.level}-{how}"
    if block.lead:
        return f"lead{block.lead_mark}"
    if title:
        return "line-caps" if title.isupper() else "line-small"
    return "para"


def _stops(head: str, block: TextBlock) -> bool:
    words = lexicon()
    if words.begins("which", head):
        return False
    if head.endswith("?") or words.begins("safety", head) or words.begins("stop", head) or words.has("noise", head):
        return len(head.split()) > 1 or block.kind in ("heading", "bold") or not (block.lead and block.text)
    return words.begins("inner", head) is not None
