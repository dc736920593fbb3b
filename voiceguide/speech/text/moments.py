"""Dates, times of the day and sums of money as words."""

from __future__ import annotations

import re
from functools import cache

from voiceguide.letters import main_language
from voiceguide.speech.text.figures import agreed, cardinal, decade, german_ordinal, ordinal, year
from voiceguide.speech.text.marks import Rules, compiled, replaced
from voiceguide.speech.text.tables import Table, alternatives

YEARS = r"(?:1[1-9]|20)\d\d"
LATEST_MONTH, LATEST_DAY = 12, 31

DAY_FIRST = ("de", "es", "fr", "en-gb", "en-au", "en-nz", "en-ie", "en-in", "en-za")
"""Languages, and regions of English, in which `5/3/2024` is in March."""


def told(text: str, table: Table, language: str) -> str:
    """The text with its dates, times and sums of money as words. `language` is the whole tag: regions write dates their own way."""
    tag = language.lower().replace("_", "-")
    return replaced(text, _rules(table, tag in DAY_FIRST or main_language(tag) in DAY_FIRST))


@cache
def _rules(table: Table, day_first: bool) -> Rules:
    dates = table.dates
    names = {name: number for number, name in enumerate(table.months, 1)}
    shorts = zip(dates["short_months"].split(), dates["short_numbers"].split(), strict=True)
    names |= {name: int(number) for name, number in shorts}
    names |= {name.capitalize(): number for name, number in names.items()}
    month = alternatives([*names, *(f"{name}." for name in names)])
    of = dates["of"]

    def date(day: str, number: int, of_year: str | None, *, month_first: bool = False, before: str = "") -> str:
        form = dates["date_month_first"] if month_first and "date_month_first" in dates else dates["date"]
        said = form.format(day=_day(int(day), table, before), month=table.months[number - 1])
        return f"{said}{dates['before_year']}{year(int(of_year), table)}" if of_year else said

    def iso(match: re.Match[str]) -> str:
        return date(match[3], int(match[2]), match[1], month_first=not day_first)

    def figures(match: re.Match[str]) -> str:
        first, second, of_year = int(match[1]), int(match[2]), match[3]
        day, number = (
            (first, second) if (day_first and second <= LATEST_MONTH) or first > LATEST_MONTH else (second, first)
        )
        if not (0 < day <= LATEST_DAY and 0 < number <= LATEST_MONTH):
            return match[0]
        of_year = f"20{of_year}" if len(of_year) == 2 else of_year
        return date(str(day), number, of_year, month_first=not day_first, before=match.string[: match.start()])

    def number_of(name: str) -> int:
        return names[name.rstrip(".")]

    day = rf"(?<![\w.,/-]){dates['the']}(\d{{1,2}}){dates['day_ending']}"
    with_year = rf"(?:,?[ ]{of}({YEARS})(?!\d))?"
    rules = compiled(
        (rf"(?<![\w./-])({YEARS})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w-])", iso),
        (rf"(?<![\w./-])(\d{{1,2}})/(\d{{1,2}})/({YEARS}|\d\d)(?![\w/])", figures),
        (rf"(?<![\w./-])(\d{{1,2}})\.[ ]?(\d{{1,2}})\.[ ]?({YEARS})(?!\w)", figures),
        (
            rf"{day}[ ]{of}({month})(?!\w){with_year}",
            lambda m: (
                date(m[1], number_of(m[2]), m[3], before=m.string[: m.start()]) if 0 < int(m[1]) <= LATEST_DAY else m[0]
            ),
        ),
    )
    if table.language == "en":
        rules += compiled(
            (
                rf"(?<!\w)({month})[ ](\d{{1,2}})(?:st|nd|rd|th)?(?![\w:/]|[-.,]\d|[ ](?:reps?|times|sets?|x)\b){with_year}",
                lambda m: date(m[2], number_of(m[1]), m[3], month_first=True) if 0 < int(m[2]) <= LATEST_DAY else m[0],
            ),
            (rf"(?<![\w.])({YEARS})['’]?s(?!\w)", lambda m: decade(int(m[1]), table) if m[1][3] == "0" else m[0]),
            (
                r"(?<!\w)((?:in|your|his|her|their|the|my|mid|early|late|over|under)[ -])['’]?([2-9]0)['’]?s(?!\w)",
                lambda m: f"{m[1]}{decade(int(m[2]), table)}",
            ),
            (r"(?<!\w)['’]([2-9]0)s(?!\w)|(?<!\w)([2-9]0)['’]s(?!\w)", lambda m: decade(int(m[1] or m[2]), table)),
        )
    rules += compiled(
        (
            rf"(?<!\w)({month}|{dates['years_after']})([ ]{of}?)({YEARS})(?![\w%°]|[.,/:-]\d|[ ](?:{table.unit}|{table.counted})(?!\w))",
            lambda m: f"{m[1]}{m[2]}{year(int(m[3]), table)}",
        ),
    )
    return [*rules, *_times(table), *_money(table)]


def _day(day: int, table: Table, before: str = "") -> str:
    if table.language == "de":
        return german_ordinal(day, before, "Tag", table)
    if table.language in ("es", "fr"):
        return table.dates["first"] if day == 1 else cardinal(day, table)
    return ordinal(day, table)


def _times(table: Table) -> Rules:
    dates = table.dates

    def clock(match: re.Match[str]) -> str:
        hour, minute = int(match[1]), int(match[2])
        said = agreed(cardinal(hour, table), dates["hour"], table)
        if not minute:
            half = match.string[match.end() :].lstrip()[:1].lower()
            return said if half in ("a", "p") and table.language == "en" else dates["oclock"].format(hour=said)
        minutes = cardinal(minute, table)
        minutes = dates["minute_zero"].format(minutes) if minute < 10 else minutes
        if table.language == "fr" and hour < 2:
            return f"{said} heure {minutes}"
        return dates["time"].format(hour=said, minute=minutes)

    def lasting(match: re.Match[str]) -> str:
        """Minutes and seconds: `1:30 min`."""
        minute, second = int(match[1]), int(match[2])
        minutes = f"{minute} min" if minute else ""
        return f"{minutes} {second} s".strip() if second else minutes or "0 s"

    long = dates["minutes"]
    half = compiled(
        (
            r"(?<![\w.,])(\d{1,2}(?::[0-5]\d)?)[ ]?([aApP])(?:\.[ ]?[mM](?:\.|(?!\w))|[mM](?![\w']))(?=([ ]*$)|)",
            _half_day,
        )
    )
    until = compiled((r"(?<= [AP] M)[ ]?-[ ]?(?=\d)", f" {table.words['to']} "))
    rules = [*half, *until] if table.language == "en" else []
    rules += compiled(
        (rf"(?<![\w.:,])(\d{{1,2}}):([0-5]\d)(?:[ ]?(?:{long})(?!\w)\.?)", lasting),
        (r"(?<![\w.:,])(0):([0-5]\d)(?![\w:])", lasting),
        (rf"(?<![\w.:,])([01]?\d|2[0-3]):([0-5]\d)(?![\d:]|\.\d)(?:[ ]?(?:{dates['clock']})(?!\w))?", clock),
    )
    if table.language in ("de", "fr"):
        sign = {"de": "Uhr", "fr": "h"}[table.language]
        rules += compiled(
            (
                rf"(?<![\w.:,])([01]?\d|2[0-3])[.]?([0-5]\d)?(?<=\d\d)[ ]?{sign}(?!\w)"
                if table.language == "de"
                else rf"(?<![\w.:,])([01]?\d|2[0-3])[ ]?{sign}[ ]?([0-5]\d)(?!\w)",
                lambda m: clock(m) if m[2] else m[0],
            ),
        )
    return rules


def _half_day(match: re.Match[str]) -> str:
    ends = "." if match[3] is not None and match[0].endswith(".") else ""
    return f"{match[1]} {match[2].upper()} M{ends}"


def _money(table: Table) -> Rules:
    sign = alternatives(table.currencies)
    decimal = re.escape(table.number["decimal"])
    thousands = f"[{re.escape(table.number['thousands'])}]"
    sum_of = rf"(\d{{1,3}}(?:{thousands}\d{{3}})+(?!\d)|\d+)(?:[{decimal}.](\d\d)(?!\d))?"

    def money(match: re.Match[str]) -> str:
        before, whole, rest, after = (
            (match[1], match[2], match[3], match[4]) if match[1] or match[4] else ("", "", "", "")
        )
        one, many, small = table.currencies[before or after][:3]
        figures = re.sub(r"\D", "", whole)
        number = cardinal(figures, table)
        said = f"{agreed(number, one, table) if table.language != 'en' else number} {one if figures == '1' else many}"
        if not rest or rest == "00":
            return said
        cents = cardinal(rest.lstrip("0"), table)
        if before and not int(figures) and small:
            return f"{cents} {small}"
        return f"{said} {cents}"

    def span(match: re.Match[str]) -> str:
        low, high = (cardinal(figures, table) for figures in match.group(2, 3))
        return f"{low} {table.words['to']} {high} {table.currencies[match[1]][1]}"

    return compiled(
        (rf"(?<!\w)({sign})[ ]?(\d+)[ ]?-[ ]?(?:{sign})?(\d+)(?![\w.,/-])", span),
        (rf"(?<!\w)({sign})[ ]?{sum_of}()(?![\w/]|[.,]\d)", money),
        (rf"(?<![\w.,])(){sum_of}[ ]?({sign})(?!\w)", money),
    )
