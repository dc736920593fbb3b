"""Where exercises begin and end in an article.

Headings and leads open parts; a part with instructions is an exercise. Prose without headings is cut where one exercise is
told to its end and the next one is named, or begins in a new position.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from voiceguide.draft.article import MOST_CHARACTERS, Article, Line, too_long
from voiceguide.draft.imperative import first_verb, imperative
from voiceguide.draft.lexicon import lexicon
from voiceguide.draft.model import Part, Reading, Understood
from voiceguide.draft.positions import position_in
from voiceguide.draft.sentences import sentences
from voiceguide.draft.titles import clean_title, named_in, title_from, title_key
from voiceguide.draft.understand import is_breathing, is_noise, read_sentence
from voiceguide.errors import DraftError

MOST_EXERCISES = 200

_STEP_HEADING = re.compile(
    r"^\s*step\s*#?(?:\d{1,2}|one|two|three|four|five|six|seven|eight)\b\s*[.:)\u2013-]*\s*", re.IGNORECASE
)
_GROUP = re.compile(
    r"\b(?:exercises|stretches|moves|poses|movements|routine|sequence|programme|program|techniques|practices|workout|drills|postures|ways|flow|steps)\b",
    re.IGNORECASE,
)
_BREATH_LEAD = re.compile(
    r"^(?:inhale|exhale|breathe? (?:in|out)|in|out|on (?:the|an) (?:inhale|exhale)|inhalation|exhalation|pause|rest|in-breath|out-breath|as you (?:inhale|exhale))$",
    re.IGNORECASE,
)
_TRANSITION = re.compile(
    r"^\W*(?:next(?: up| comes?| is| try)?|then|now|finally|lastly|last(?: but not least)?|after (?:that|this|those|a)|from (?:there|here)|moving on|move on|once (?:you're|you have|you've|that)|the (?:next|second|third|fourth|fifth|last|final|other|first)|another|a (?:second|third|fourth|final|last)|first(?:ly)?|second(?:ly)?|third(?:ly)?|to (?:begin|start|finish|close|end)|when you(?:'re| are| have)|for (?:the|your) (?:next|last|final|second|third)|follow (?:that|this|it)|stay(?:ing)?|still|back (?:on|in|at)|my (?:second|third|next|last|favou?rite)|end with|finish with|begin with|start with|let's|roll (?:on|over)|come|turn (?:on|over)|stand|sit|lie|kneel|get)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Chunk:
    """What stands under one heading: sentences with the labels that the leads before them gave."""

    title: str
    level: int
    is_sure: bool
    texts: list["_Text"] = field(default_factory=list)
    is_general: bool = False
    is_top: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    sentence: str
    label: str | None
    begins: bool
    """Whether a paragraph or an item begins with it."""
    is_item: bool = False
    lead: str = ""
    line: int = 0


def understand(article: Article) -> Understood:
    """The exercises of an article, each of its sentences read.

    Raises:
        DraftError: it is too long, or has too many exercises.
    """
    length = sum(len(line.text) for line in article.lines)
    if length > MOST_CHARACTERS:
        raise too_long(length)
    lines = _until_end(article.lines)
    chunks = list(_chunks(lines, article.title))
    parts: list[Part] = []
    general: list[Reading] = []
    read = [(chunk, _split(chunk)) for chunk in chunks]
    has_plain = any(
        _is_exercise(part) for chunk, found in read if not chunk.is_general and not chunk.is_top for part in found
    )
    for chunk, found in read:
        for part in found:
            strict = has_plain and (chunk.is_top or chunk.is_general)
            if part is found[-1] and (chunk.is_top or chunk is chunks[-1]):
                part, after = _without_epilogue(part, chunk)
                general += after
            if chunk.is_top or not chunk.title or chunk.is_general:
                part, before = _without_prologue(part)
                general += before
            if strict and chunk.is_top and not any(position_in(reading.sentence) for reading in part.readings):
                general += part.readings
                continue
            if (chunk.is_general and has_plain and not _is_strong(part)) or not (
                _is_strong(part) if strict or chunk.is_general else _is_exercise(part)
            ):
                general += part.readings
            else:
                parts.append(part)
            if len(parts) > MOST_EXERCISES:
                raise DraftError(
                    f"The text has more than {MOST_EXERCISES} exercises: expected an article; draft one part of it at a time."
                )
    return Understood(
        clean_title(article.title) or _first_title(chunks), tuple(_with_own_titles(parts)), tuple(general)
    )


_ASIDE = ("not used", "intro", "noise", "schedule")


def _without_prologue(part: Part) -> tuple[Part, tuple[Reading, ...]]:
    """An exercise told in prose without what was said before it began."""
    first = next(
        (i for i, reading in enumerate(part.readings) if reading.role not in _ASIDE or named_in(reading.sentence)), 0
    )
    return replace(part, readings=part.readings[first:]), part.readings[:first]


def _without_epilogue(part: Part, chunk: _Chunk) -> tuple[Part, tuple[Reading, ...]]:
    """The last exercise without the paragraphs that close the article."""
    last = max(
        (i for i, reading in enumerate(part.readings) if reading.role not in _ASIDE), default=len(part.readings) - 1
    )
    texts = chunk.texts[len(chunk.texts) - len(part.readings) :]
    cut = next((i for i in range(last + 1, len(texts)) if texts[i].begins), len(part.readings))
    return replace(part, readings=part.readings[:cut]), part.readings[cut:]


def _first_title(chunks: Sequence[_Chunk]) -> str:
    named = next((chunk.title for chunk in chunks if chunk.is_top and chunk.title), "")
    first = chunks[0].texts[0].sentence if chunks and chunks[0].texts else ""
    return named or (
        clean_title(first)
        if first and len(first.split()) <= 9 and (first_verb(first) or "") != first.split()[0].lower()
        else ""
    )


def _until_end(lines: Sequence[Line]) -> list[Line]:
    """The lines before comments, references and what else stands after an article."""
    kept: list[Line] = []
    skipping: Line | None = None
    for line in lines:
        if line.kind == "heading":
            ends = lexicon().has("end", line.text.strip(" :"))
            if ends and (kept or not line.is_sure):
                skipping = line if skipping is None or line.level <= skipping.level else skipping
                continue
            if skipping and not ends and line.is_sure and line.level <= skipping.level:
                skipping = None
        if skipping is None and not (
            line.kind != "heading"
            and len(line.text) < 60
            and not line.lead
            and lexicon().has("end", line.text.strip(" :"))
        ):
            kept.append(line)
    return kept


def _chunks(lines: Sequence[Line], article_title: str) -> Iterator[_Chunk]:
    words = lexicon()
    headings = [line for line in lines if line.kind == "heading"][1:]
    is_single = bool(headings) and all(words.label(clean_title(line.text)) for line in headings)
    chunk = _Chunk("", 0, True, is_top=True)
    label: str | None = None
    count = 0
    for count, line in enumerate(lines):
        if line.kind != "heading":
            opened = _led(chunk, line)
            if opened:
                yield chunk
                label = None
                chunk, line = opened, replace(line, lead="")
            if line.kind == "paragraph" and line.text.endswith(":") and (named := words.label(line.text)):
                label = named
                continue
            _add(chunk, line, label, count)
            if line.kind == "paragraph" and line.lead and not line.text:
                label = words.label(line.lead)
            continue
        text = line.text
        if step := _STEP_HEADING.match(text):
            _add(chunk, Line("item", text[step.end() :] or text), None, count)
            continue
        if is_noise(text) and not first_verb(text):
            continue
        as_label = (
            words.label(text)
            or words.label(clean_title(text))
            or (words.label(text.split(":")[0]) if ":" in text else None)
        )
        is_inner = line.level > chunk.level or not (line.is_sure and chunk.is_sure)
        if (
            as_label
            and not (chunk.is_top and not is_single and as_label in ("intro", "caution", "reminder", "needs"))
            and (is_inner or as_label in ("do", "setup", "reps", "hold", "finish"))
        ):
            if chunk.is_general and as_label in ("do", "setup"):
                yield chunk
                chunk = _Chunk(clean_title(article_title), chunk.level, True)
            label = as_label
            if ":" in text and (rest := text.split(":", 1)[1].strip()):
                _add(chunk, Line("paragraph", rest), label, count)
            continue
        if not chunk.texts and chunk.title and title_key(clean_title(text)) == title_key(chunk.title):
            continue
        if not line.is_sure and words.has("benefit", text) and not chunk.texts:
            _add(chunk, Line("paragraph", text), "intro", count)
            continue
        yield chunk
        is_top = title_key(text) == title_key(article_title) or (line.level == 1 and count < 3 and line.is_sure)
        label = as_label if as_label not in (None, "do", "setup") else None
        chunk = _Chunk(clean_title(text), line.level, line.is_sure, is_top=is_top)
        chunk.is_general = label is not None or (words.has("explains", clean_title(text)) and not is_top)
        found = read_sentence(text, None, breathing=False)
        if found.amounts.reps or found.amounts.hold or found.sides:
            _titled_amount(chunk, text, count)
    yield chunk


def _titled_amount(chunk: _Chunk, text: str, line: int) -> None:
    """An amount in a heading, such as `Cat-cow (x10)`, goes to the text; the title stays."""
    match = re.search(r"\s*[(\u2013\u2014:,-]\s*(?P<amount>[^()]*\d[^()]*|[^()]*each side[^()]*)\)?\s*$", text)
    if match and len(text[: match.start()]) > 3:
        chunk.title = clean_title(text[: match.start()])
        chunk.texts.append(_Text(match["amount"], "reps", True, lead="", line=line))


def _led(chunk: _Chunk, line: Line) -> _Chunk | None:
    """A new part, where a line's lead is the title of an exercise."""
    lead = line.lead
    if line.text[:1].islower() or (
        re.search(r"\b(?:in|ex)hal|\bbreathe\b", lead, re.IGNORECASE)
        and not re.search(r"breathing|breath$", lead, re.IGNORECASE)
    ):
        return None
    if not lead or lexicon().label(lead) or _BREATH_LEAD.match(lead) or is_noise(lead) or lexicon().has("end", lead):
        return None
    words = re.findall(r"[\w'-]+", lead)
    verb = (
        None
        if re.fullmatch(
            r"thread the needle|open the book|reach for the (?:sky|stars)|wag the tail|rock the baby|shake it out",
            lead,
            re.IGNORECASE,
        )
        else first_verb(lead)
    )
    if verb and (
        (len(words) > 2 and re.search(r"\b(?:your|the|a|an|into|and|to|with|in|up|down|it|them)\b", lead.lower()))
        or re.match(r"(?:repeat|hold|do|switch|start|begin|keep|make|try|take|lie|sit|stand|note)\b", lead.lower())
    ):
        return None
    if (
        len(words) > 8
        or re.match(
            r"(?:if|when|as|while|for|because|so|but|and|you|this|that|it|note|remember|important|with|there|what|one|here)\b",
            lead.lower(),
        )
        or _STEP_HEADING.match(lead)
        or re.match(r"\d", lead)
    ):
        return None
    if re.match(
        r"(?:quick|pro|top|good|our|editor|trainer|common|also|bonus|key|why|how|where|who|step|variation|modification|option|level|time|day|by|from|photo|image|words|text|name|date|address|patient|author|related|source|tip|cue)\b",
        lead.lower(),
    ):
        return None
    readings = [read_sentence(sentence, None, breathing=False) for sentence in sentences(line.text)[:6]]
    told = [reading for reading in readings if reading.role in ("movement", "set up")]
    if not told:
        return None
    if (
        not chunk.is_top
        and not chunk.is_general
        and chunk.is_sure
        and chunk.level in (1, 2, 3, 4)
        and not _GROUP.search(chunk.title)
        and line.kind == "item"
        and len(readings) < 3
    ):
        return None
    title = clean_title(lead)
    return _Chunk(title, 9, False)


def _add(chunk: _Chunk, line: Line, label: str | None, number: int) -> None:
    own = lexicon().label(line.lead) if line.lead else None
    text = line.text
    if line.lead and own is None:
        text = (
            f"{line.lead} {text}"
            if text[:1].islower() and not _BREATH_LEAD.match(line.lead)
            else f"{line.lead}: {text}"
            if _BREATH_LEAD.match(line.lead)
            else f"{line.lead}. {text}"
            if not is_noise(line.lead)
            else text
        )
        if re.fullmatch(
            r"(?:quick|pro|top|good|our|editor'?s?|trainer'?s?|key|helpful|extra|expert|handy)? ?(?:tip|note|cue|reminder)s?.{0,12}",
            line.lead,
            re.IGNORECASE,
        ):
            own, text = "reminder", line.text
        elif re.match(r"(?:variation|modification|option|alternative)\b", line.lead, re.IGNORECASE):
            own, text = "variation", line.text
    if own == "hold" and line.lead:
        text = f"Hold: {line.text}"
    text = re.sub(r"\(\s*[a-d1-4]\s*\)(?!\s*\d{4})\s*|(?<=[.!?:])\s+\d{1,2}[.)](?=\s+[A-Z])", "", text)
    for index, sentence in enumerate(_answered(sentences(text))):
        chunk.texts.append(_Text(sentence, own or label, index == 0, line.kind == "item", line.lead, number))


def _answered(told: list[str]) -> list[str]:
    """Sentences, a short question such as `Feeling dizzy?` put to the one that answers it."""
    joined: list[str] = []
    for sentence in told:
        if joined and joined[-1].endswith("?") and len(joined[-1].split()) <= 5:
            joined[-1] += f" {sentence}"
        else:
            joined.append(sentence)
    return joined


def _split(chunk: _Chunk) -> list[Part]:
    """The exercises of a chunk: one, unless it tells several one after the other."""
    whole = _part(chunk.title, chunk.texts)
    if not (chunk.is_top or chunk.is_general or not chunk.title or _GROUP.search(chunk.title)):
        return [whole]
    groups = _items(chunk) or _prose(chunk, whole)
    if len(groups) < 2:
        if chunk.is_top and groups and not whole.is_breathing and _GROUP.search(chunk.title):
            return _guess_titles([whole], chunk)
        return [whole if chunk.title else replace(whole, is_guessed_title=True, title=_guessed(whole))]
    return _guess_titles([_part("", texts) for texts in groups], chunk)


def _guess_titles(parts: list[Part], chunk: _Chunk) -> list[Part]:
    return (
        [replace(part, title=_guessed(part), is_guessed_title=True) if not part.title else part for part in parts]
        if len(parts) > 1 or not chunk.title
        else parts
    )


def _items(chunk: _Chunk) -> list[list[_Text]]:
    """The items of a list in which each is an exercise by itself; empty where they are steps."""
    items: dict[int, list[_Text]] = {}
    for text in chunk.texts:
        if text.is_item:
            items.setdefault(text.line, []).append(text)
    if len(items) < 2:
        return []
    full = sum(1 for texts in items.values() if _is_strong(_part("", texts)))
    if not (full >= 2 and full >= len(items) / 2) and not _are_exercises(chunk, list(items.values())):
        return []
    rest = [text for text in chunk.texts if not text.is_item]
    return [rest, *items.values()] if rest else list(items.values())


def _are_exercises(chunk: _Chunk, items: Sequence[Sequence[_Text]]) -> bool:
    """Whether the items under a heading such as `Neck stretches` are exercises, though few of them name an amount."""
    if not re.search(r"\b(?:stretches|exercises|moves|poses|drills)\b", chunk.title, re.IGNORECASE) or any(
        text.line < 0 for texts in items for text in texts
    ):
        return False
    words = sum(len(text.sentence.split()) for texts in items for text in texts) / len(items)
    return words >= 10 and all(
        any(reading.role in ("movement", "set up") for reading in _part("", texts).readings) for texts in items
    )


def _prose(chunk: _Chunk, whole: Part) -> list[list[_Text]]:
    groups: list[list[_Text]] = [[]]
    done = moved = False
    position: str | None = None
    for text, reading in zip(chunk.texts, whole.readings, strict=True):
        here = position_in(text.sentence)
        if groups[-1] and _begins_exercise(
            text, reading, done=done, moved=moved, is_new=here is not None and here != position
        ):
            groups.append([])
            done = moved = False
        groups[-1].append(text)
        amounts = reading.amounts
        moved |= reading.role in ("movement",)
        done |= moved and bool(
            amounts.reps
            or amounts.hold
            or amounts.going_on
            or reading.sides
            or (reading.role == "movement" and len({clause.breath for clause in reading.clauses}) > 1)
        )
        position = here or position
    return _merged(groups)


def _begins_exercise(text: _Text, reading: Reading, *, done: bool, moved: bool, is_new: bool) -> bool:
    if reading.role in ("amount", "sides", "caution", "variation", "progression", "schedule", "noise"):
        return False
    named = named_in(text.sentence)
    turns = _TRANSITION.match(text.sentence) is not None
    if done and named and (turns or text.begins):
        return True
    if reading.role == "finish" and not (text.begins and named):
        return False
    starts = (
        reading.role == "set up"
        or position_in(text.sentence) is not None
        or re.match(
            r"\W*(?:next|now|finally|another|the (?:next|second|third|last|final))\b", text.sentence, re.IGNORECASE
        )
    )
    if done and (text.begins or is_new) and turns and bool(starts):
        return reading.role in ("set up", "movement", "intro", "not used")
    if done and text.begins and not text.is_item:
        return reading.role in ("set up", "movement", "intro") and (bool(starts) or turns)
    return bool(moved and text.begins and named and turns)


def _merged(groups: list[list[_Text]]) -> list[list[_Text]]:
    """Groups that tell no exercise of their own, put to the one before them; those before the first stay alone."""
    kept: list[list[_Text]] = []
    for texts in groups:
        if not texts:
            continue
        if kept and not _is_strong(_part("", texts)):
            kept[-1] += texts
        else:
            kept.append(texts)
    return kept


def _part(title: str, texts: Sequence[_Text]) -> Part:
    breathing = is_breathing(
        title, [text.sentence for text in texts if text.label in (None, "do", "setup", "hold", "finish")]
    )
    return Part(
        title,
        tuple(
            _named(
                read_sentence(
                    text.sentence, None if breathing and text.label == "hold" else text.label, breathing=breathing
                ),
                text,
            )
            for text in texts
        ),
        breathing,
    )


def _named(reading: Reading, text: _Text) -> Reading:
    """A variation's name from the lead that it stands after, where that says more than `Variation`."""
    if (
        reading.role in ("variation", "progression")
        and text.lead
        and lexicon().label(text.lead) in (None,)
        and 1 < len(text.lead.split()) < 5
    ):
        name = re.sub(
            r"^(?:variation|modification|option|alternative)\w*\s*(?:\d\s*)?[:\u2013-]?\s*",
            "",
            text.lead,
            flags=re.IGNORECASE,
        )
        return replace(reading, name=clean_title(name) or reading.name)
    return reading


def _guessed(part: Part) -> str:
    for reading in part.readings[:3]:
        if name := named_in(reading.sentence):
            return name
    for reading in part.readings:
        for clause in reading.clauses:
            if (
                reading.role == "movement"
                and (verb := first_verb(imperative(clause.text)))
                and verb not in lexicon().posture
            ):
                return title_from(clause.text)
    return next(
        (title_from(clause.text) for reading in part.readings for clause in reading.clauses if clause.text.strip()),
        "Exercise",
    )


def _is_exercise(part: Part) -> bool:
    told = [reading for reading in part.readings if reading.role in ("movement", "set up")]
    has_amount = any(
        reading.amounts.reps or reading.amounts.hold or reading.amounts.going_on or reading.sides
        for reading in part.readings
    )
    sure = sum(reading.confidence for reading in told)
    return bool(told) and (
        has_amount
        or sure >= 1.5
        or (part.is_guessed_title and sure >= 0.85)
        or any(clause.breath for reading in told for clause in reading.clauses)
    )


def _is_strong(part: Part) -> bool:
    """Whether there can be no doubt: something moves, and it is said how often, how long or with which breath."""
    moves = [reading for reading in part.readings if reading.role in ("movement", "set up")]
    has_amount = any(
        reading.amounts.reps or reading.amounts.hold or reading.sides or reading.amounts.going_on
        for reading in part.readings
    )
    breaths = sum(1 for reading in part.readings for clause in reading.clauses if clause.breath)
    return bool(moves) and (breaths >= 2 or (has_amount and sum(reading.confidence for reading in moves) >= 0.85))


def _with_own_titles(parts: list[Part]) -> list[Part]:
    """No two exercises with the same title."""
    seen: dict[str, int] = {}
    named: list[Part] = []
    for part in parts:
        title = part.title or "Exercise"
        seen[title_key(title)] = seen.get(title_key(title), 0) + 1
        count = seen[title_key(title)]
        named.append(replace(part, title=title if count == 1 else f"{title} {count}"))
    return named
