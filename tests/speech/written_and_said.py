"""Tables of written and said, made from facts that are written by hand here: none of them asks the code under test."""

from itertools import product

Rows = dict[str, str]

LANGUAGES = ("en", "de", "es", "fr")

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def words(number: int) -> str:
    """An English number below 1000."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return f"{ONES[number // 100]} hundred" + (f" and {words(number % 100)}" if number % 100 else "")


UNITS = {
    "cm": ("centimetre", "centimetres"), "mm": ("millimetre", "millimetres"), "m": ("metre", "metres"),
    "km": ("kilometre", "kilometres"), "ft": ("foot", "feet"), "kg": ("kilogram", "kilograms"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "g": ("gram", "grams"), "s": ("second", "seconds"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"), "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"), "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "°": ("degree", "degrees"), "°C": ("degree Celsius", "degrees Celsius"), "%": ("percent", "percent"),
    "ml": ("millilitre", "millilitres"), "Hz": ("hertz", "hertz"), "mph": ("mile an hour", "miles an hour"),
}  # fmt: skip


def _units() -> Rows:
    rows: Rows = {}
    for sign, (one, many) in UNITS.items():
        rows |= {
            f"1 {sign}": f"one {one}",
            f"30{sign} now": f"thirty {many} now",
            f"Use 12 {sign}, or 5{sign}.": f"Use twelve {many}, or five {many}.",
            f"about 2.5 {sign}": f"about two point five {many}",
            f"1½ {sign}": f"one and a half {many}",
            f"5-8 {sign}": f"five to eight {many}",
            f"at least ½ {sign}": f"at least half {'an' if one[0] in 'aeio' or one.startswith('hour') else 'a'} {one}",
        }
    return rows | {
        'a block 6" high': "a block six inches high",
        'Stand 12" away': "Stand twelve inches away",
        '8"-10" wide': "eight inches to ten inches wide",
        "5'10\" tall": "five feet ten inches tall",
        "6' away": "six feet away",
        'Hold 30"': "Hold thirty seconds",
        "Rest 90''": "Rest ninety seconds",
        "Hold for 1'": "Hold for one minute",
        "Walk 5' 30\"": "Walk five minutes thirty seconds",
        "6 in apart": "six inches apart",
        "1 in": "one inch",
        "breathe for 4 in and 6 out": "breathe for four in and six out",
        "10-lb plate": "ten-pound plate",
        "a 5-kg weight": "a five-kilogram weight",
        "a 30-s hold": "a thirty-second hold",
        "a 2-min rest": "a two-minute rest",
        "a 6-in block": "a six-inch block",
        "90-degree angle": "ninety-degree angle",
        "10 km/h": "ten kilometres an hour",
        "2 m/s": "two metres a second",
        "10 m²": "ten square metres",
        "60 bpm": "sixty beats a minute",
        "Hold 30 sec. on each side": "Hold thirty seconds on each side",
        "Hold 30 sec. Then rest.": "Hold thirty seconds. Then rest.",
        "10 min. rest": "ten minutes rest",
        "5 KG": "five kilograms",
        "1 hr 30 mins": "one hour thirty minutes",
        "at -5 °C": "at minus five degrees Celsius",
        'Use a 2.5" ball': "Use a two point five inch ball",
        "a 30 cm step": "a thirty centimetre step",
        "45 deg": "forty-five degrees",
        "20 x 25 cm": "twenty by twenty-five centimetres",
    }


PARTS = {
    2: ("half", "halves"), 3: ("a third", "thirds"), 4: ("a quarter", "quarters"), 5: ("a fifth", "fifths"),
    6: ("a sixth", "sixths"), 7: ("a seventh", "sevenths"), 8: ("an eighth", "eighths"), 9: ("a ninth", "ninths"),
}  # fmt: skip
SIGNS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5),
         "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8)}  # fmt: skip


def _part(numerator: int, denominator: int) -> str:
    one, many = PARTS[denominator]
    return one if numerator == 1 else f"{words(numerator)} {many}"


def _fractions() -> Rows:
    rows: Rows = {}
    for denominator in PARTS:
        for numerator in range(1, denominator):
            said = _part(numerator, denominator)
            rows[f"{numerator}/{denominator} of the way"] = f"{said} of the way"
            rows[f"Come up {numerator}/{denominator}."] = f"Come up {said}."
            added = "a half" if said == "half" else said
            rows[f"3 {numerator}/{denominator} turns"] = f"three and {added} turns"
    for sign, (numerator, denominator) in SIGNS.items():
        said = _part(numerator, denominator)
        added = "a half" if said == "half" else said
        rows |= {f"{sign} of it": f"{said} of it", f"2{sign} breaths": f"two and {added} breaths"}
    things = (
        "side",
        "leg",
        "arm",
        "hand",
        "day",
        "week",
        "hour",
        "minute",
        "set",
        "round",
        "breath",
        "direction",
        "session",
    )
    for thing in things:
        article = "an" if thing in ("arm", "hour") else "a"
        rows |= {
            f"30 s/{thing}": f"thirty seconds {article} {thing}",
            f"10/{thing}": f"ten {article} {thing}",
            f"12 reps/{thing}": f"twelve reps {article} {thing}",
            f"2-3x/{thing}": f"two to three times {article} {thing}",
        }
    return rows | {
        "1/3 of the way": "a third of the way", "1/8 turn": "an eighth of a turn", "½ turn": "half a turn",
        "a 1/2 turn": "a half turn", "1/4 turn": "a quarter turn", "Make a 1/4-turn": "Make a quarter-turn",
        "a 3/4 turn": "a three-quarter turn", "half a turn": "half a turn", "1/2-1 minute": "half to one minute",
        "1/2 in": "half an inch", "3/4 in": "three quarters of an inch", "5-1/2 inches": "five and a half inches",
        "w/o a chair": "without a chair", "w/ a chair": "with a chair", "w/a chair": "with a chair", "b/c": "because",
        "ball and/or roller": "ball or roller", "BALL AND/OR ROLLER": "Ball or roller", "left/right": "left or right",
        "inhale/exhale": "inhale or exhale", "he/she": "he or she", "his/her": "his or her", "knees/hips": "knees or hips",
        "90/90 stretch": "ninety ninety stretch", "50/50": "fifty fifty", "120/80": "one hundred and twenty over eighty", "2/3rds of the way": "two thirds of the way", "L/R": "left or right", "(R) leg": "right leg",
        "pain above 3/10": "pain above three out of ten", "24/7": "twenty-four seven", "each side/leg": "each side or leg",
        "30 sec/leg": "thirty seconds a leg", "5 breaths/min": "five breaths a minute", "1x/day": "once a day",
    }  # fmt: skip


def _ranges() -> Rows:
    rows: Rows = {}
    pairs = ((5, 8), (8, 12), (2, 3), (10, 15), (20, 30), (3, 6), (45, 60), (90, 120))
    for (low, high), dash in product(pairs, "-–—−"):
        said = f"{words(low)} to {words(high)}"
        rows |= {
            f"{low}{dash}{high}": said,
            f"{low}{dash}{high} reps": f"{said} reps",
            f"Hold {low} {dash} {high} cm": f"Hold {said} centimetres",
            f"{low}{dash}{high}x": f"{said} times",
            f"{low}{dash}{high}s": f"{said} seconds",
        }
    return rows | {
        "2½–3 breaths": "two and a half to three breaths",
        "2-2½": "two to two and a half",
        "1.5-2 kg": "one point five to two kilograms",
        "Breathe 4-7-8.": "Breathe four, seven, eight.",
        "90°-120°": "ninety degrees to one hundred and twenty degrees",
        "10%-20%": "ten percent to twenty percent",
        "a 3-1 score": "a three to one score",
    }


def _counts() -> Rows:
    rows: Rows = {}
    for number in (2, 3, 4, 5, 6, 8, 10, 12, 15, 20):
        said = words(number)
        rows |= {
            f"3 sets x {number} reps": f"three sets of {said} reps",
            f"3 sets × {number}": f"three sets of {said}",
            f"2-3 rounds x {number}": f"two to three rounds of {said}",
            f"4 sets x {number} s": f"four sets of {said} seconds",
            f"3x{number}": f"three times {said}",
            f"3 × {number} reps": f"three times {said} reps",
            f"{number}x": f"{said} times",
            f"x{number}": f"{said} times",
            f"{number}×/day": f"{said} times a day",
            f"{number}+ reps": f"{said} or more reps",
            f"~{number} breaths": f"about {said} breaths",
            f"≥ {number}": f"at least {said}",
            f"<{number}": f"less than {said}",
            f"#{number}": f"number {said}",
            f"No. {number}": f"number {said}",
            f"±{number}": f"plus or minus {said}",
        }
    return rows | {
        "1x a day": "once a day",
        "3 times per day": "three times per day",
        "per hr": "per hour",
        "Tip 1. Sit.": "Tip one. Sit.",
    }


ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 8: "eighth", 9: "ninth", 12: "twelfth", 20: "twentieth",
            21: "twenty-first", 22: "twenty-second", 33: "thirty-third", 40: "fortieth", 100: "one hundredth"}  # fmt: skip
ROMANS = {
    "I": 1,
    "II": 2,
    "III": 3,
    "IV": 4,
    "V": 5,
    "VI": 6,
    "VII": 7,
    "VIII": 8,
    "IX": 9,
    "X": 10,
    "XI": 11,
    "XII": 12,
}


def _numbers() -> Rows:
    rows = {f"Count to {number}.": f"Count to {words(number)}." for number in range(101)}
    for number, said in ORDINALS.items():
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
        rows |= {f"the {number}{ending} rep": f"the {said} rep"}
    for sign, number in ROMANS.items():
        rows |= {f"{name} {sign}": f"{name} {words(number)}" for name in ("Part", "Phase", "Warrior", "Level")}
    return rows | {
        "0.5": "zero point five", ".5": "zero point five", "1,000": "one thousand", "2.75": "two point seven five",
        "10,500": "ten thousand five hundred", "007": "zero zero seven", "Henry VIII": "Henry the eighth",
        "World War II": "World War two", "Warrior I, II, and III": "Warrior one, two, and three", "B12": "B twelve", ".5 kg, NEVER more": "zero point five kilograms, never more",
        "1,250,000": "one million two hundred and fifty thousand", "−3": "minus three",
    }  # fmt: skip


MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _moments() -> Rows:
    rows: Rows = {}
    for number, month in enumerate(MONTHS, 1):
        rows |= {
            f"3 {month} 2024": f"the third of {month}, twenty twenty-four",
            f"{month} 21, 1998": f"{month} twenty-first, nineteen ninety-eight",
            f"{month} 5th": f"{month} fifth",
            f"the 2nd of {month}": f"the second of {month}",
            f"2024-{number:02}-09": f"{month} ninth, twenty twenty-four",
            f"{number}/15/2024": f"{month} fifteenth, twenty twenty-four",
        }
    for hour in range(1, 13):
        said = words(hour)
        rows |= {
            f"at {hour}:30": f"at {said} thirty",
            f"{hour}:05 am": f"{said} oh five A M",
            f"{hour} p.m.": f"{said} P M.",
            f"{hour} a.m. today": f"{said} A M today",
            f"{hour}:00": f"{said} o'clock",
        }
    for number in (1, 5, 20, 100):
        dollars, euros = ("dollar", "euro") if number == 1 else ("dollars", "euros")
        rows |= {
            f"${number}": f"{words(number)} {dollars}", f"€{number}": f"{words(number)} {euros}",
            f"{number} €": f"{words(number)} {euros}", f"${number}.50": f"{words(number)} {dollars} fifty",
        }  # fmt: skip
    return rows | {
        "9am-5pm": "nine A M to five P M", "$5-10": "five to ten dollars", "the 3rd-5th rib": "the third to fifth rib", "the 1990s": "the nineteen nineties", "in your 30s": "in your thirties", "since 2005": "since two thousand five",
        "1:30 min": "one minute thirty seconds", "0:45": "forty-five seconds", "2:00 min": "two minutes", "$0.50": "fifty cents",
    }  # fmt: skip


def _clinical() -> Rows:
    rows: Rows = {}
    for part, last in (("C", 7), ("T", 12), ("L", 5)):
        for number in range(1, last + 1):
            rows |= {
                f"{part}{number}": f"{part} {words(number)}",
                f"around {part}{number}, softly": f"around {part} {words(number)}, softly",
            }
            if number < last:
                said = f"{part} {words(number)} {part} {words(number + 1)}"
                rows |= {f"the {part}{number}{sign}{part}{number + 1} disc": f"the {said} disc" for sign in "-/–"}
    ratios = ((1, 1), (2, 1), (1, 2), (1, 4), (3, 2), (2, 3), (5, 1), (1, 3))
    rows |= {
        f"{upper}/{lower} mmHg": f"{words(upper)} over {words(lower)} millimetres of mercury"
        for upper in (110, 120, 135, 140, 150)
        for lower in (70, 85, 90)
    }
    rows |= {f"a {one}:{other} ratio": f"a {words(one)} to {words(other)} ratio" for one, other in ratios}
    return rows | {
        "L5-S1": "L five S one", "L5/S1": "L five S one", "T12-L1": "T twelve L one", "C3-C7": "C three to C seven", "L4/5": "L four L five",
        "L1–L5": "L one to L five", "1:2:1": "one to two to one", "a score of 3:1": "a score of three to one",
        "CO2 in the blood": "C O two in the blood", "VO2 max": "V O two max", "a 1RM lift": "a one R M lift", "H2O": "H two O",
        "RPE 7/10": "R P E seven out of ten", "130/85": "one hundred and thirty over eighty-five", "SI joint": "S I joint",
        "20/20": "twenty twenty", "IT band": "I T band", "45°": "forty-five degrees",
    }  # fmt: skip


SPELLED = [
    "ACL",
    "PCL",
    "MCL",
    "LCL",
    "SI",
    "ROM",
    "MRI",
    "CT",
    "BMI",
    "PNF",
    "PT",
    "OT",
    "DVT",
    "COPD",
    "EMG",
    "ECG",
    "TMJ",
    "TFL",
    "QL",
    "SCM",
    "ASIS",
    "PSIS",
    "UK",
    "USA",
    "NHS",
    "TV",
    "RPE",
    "HRV",
]
SAID = {"TENS": "tens", "HIIT": "hit", "RICE": "rice", "DOMS": "doms", "AMRAP": "amrap", "BOSU": "bosu"}
SHOUTS = [
    "STOP",
    "SQUEEZE",
    "SLOWLY",
    "NEVER",
    "ALWAYS",
    "BREATHE",
    "RELAX",
    "HOLD",
    "ONLY",
    "BOTH",
    "GENTLY",
    "REST",
    "IT",
    "IS",
    "NOT",
    "ALL",
    "UP",
    "NO",
]


def _capitals() -> Rows:
    rows: Rows = {}
    for name in SPELLED:
        said = " ".join(name)
        rows |= {
            f"Your {name} is fine.": f"Your {said} is fine.",
            f"{name} and knee": f"{said} and knee",
            f"a (possible) {name}": f"a, possible, {said}",
        }
        if name not in ("SI", "PT", "OT", "ROM"):
            rows[f"two {name}s"] = f"two {said}'s"
    for name, said in SAID.items():
        rows |= {f"use {name} now": f"use {said} now"}
    for word in SHOUTS:
        low = word.lower()
        rows |= {
            f"and {word} here": f"and {low} here",
            f"{word} MOVE": f"{low.capitalize()} move",
            f"you MUST {word} it": f"you must {low} it",
        }
    return rows | {
        "STOP!": "Stop!", "DO NOT bounce": "Do not bounce", "Do NOT bounce": "Do not bounce", "AND/OR": "or",
        "IT HELPS US, AND AM I SURE": "It helps us, and am I sure", "KEEP YOUR ACL SAFE": "Keep your A C L safe",
        "LIE DOWN. REST NOW.": "Lie down. Rest now.", "PART II OF IT": "Part two of it", "HOLD 30 SEC": "Hold thirty seconds",
        "USE CO2 HERE": "Use C O two here", "let IT go": "let it go", "A T-SHIRT": "A t-shirt", "DON'T PUSH": "Don't push",
    }  # fmt: skip


ABBREVIATED = {
    "Dr. Smith": "Doctor Smith", "Mr. Brown": "Mister Brown", "Mrs. Brown": "Missus Brown", "Prof. Lee": "Professor Lee",
    "St. John": "Saint John", "hips vs. knees": "hips versus knees", "hips vs knees": "hips versus knees",
    "a ball, e.g. a soft one": "a ball, for example a soft one", "the ball, i.e. a soft one": "the ball, that is a soft one",
    "approx. half": "about half", "incl. rest": "including rest", "Fig. 2": "figure two", "vol. 3": "volume three",
    "cf. above": "compare above", "I.e. that": "That is that", "E.g. a ball": "For example a ball", "Mr Brown": "Mister Brown", "pp. 2-4": "pages two to four", "ca. 5": "about five", "esp. slowly": "especially slowly", "max. effort": "maximum effort",
    "min. effort": "minimum effort", "alt. sides": "alternating sides", "Ch. 4": "chapter four", "hip ext. now": "hip extension now",
}  # fmt: skip
AROUND = {
    "{}": "{}",
    "Well, {}.": "Well, {}.",
    "Now {}, slowly": "Now {}, slowly",
    "({})": "{}",
    "“{}”": "{}",
    "so: {}!": "so: {}!",
    "**{}** now": "{} now",
}


def _short_forms() -> Rows:
    rows = {
        before.format(written): after.format(said)
        for written, said in ABBREVIATED.items()
        for before, after in AROUND.items()
    }
    return rows | {
        "balls, bands, etc.": "balls, bands, and so on.", "balls, etc., too": "balls, and so on, too",
        "hips & knees": "hips and knees", "a = b": "a equals b", "here → there": "here to there", "5 @ 60%": "five at sixty percent",
    }  # fmt: skip


MARKS = {
    "**{}**": "{}", "*{}*": "{}", "_{}_": "{}", "`{}`": "{}", "=={}==": "{}", "++{}++": "{}", "||{}||": "{}", "“{}”": "{}",
    '"{}"': "{}", "«{}»": "{}", "[{}](page.md)": "{}", "[[{}]]": "{}", "[[page|{}]]": "{}", "{}™": "{}", "{}®": "{}",
    "{} 🙂": "{}", "✅ {}": "{}", "~~not~~ {}": "{}", "%%not%% {}": "{}", "{}[^1]": "{}", "{} {{.wide}}": "{}", "- [ ] {}": "{}",
    "# {}": "{}", "> {}": "{}", "{}… ": "{}…", "{} &amp; so on": "{} and so on", "({})": "{}", "<!-- not --> {}": "{}", "{} :smile:": "{}",
    "#{}": "{}",
}  # fmt: skip


def _marks() -> Rows:
    texts = ("breathe", "lift it", "up and down", "left knee", "slowly, now", "follow-up")
    rows = {written.format(text): said.format(text) for written, said in MARKS.items() for text in texts}
    return rows | {
        "knee(s)": "knees", "(left) arm": "left, arm", "move — slowly — back": "move, slowly, back", "***": "", "🙂 …": "", "H~2~O": "H two O",
        "x^2^": "x squared", "Go to https://www.example.com/a?b=1 now": "Go to example dot com now", "me@example.org": "me at example dot org",
        "![x](y.png) up": "up", "3\\. up": "three. up", "It's a T-shirt: follow-up; let go…": "It's a T-shirt: follow-up; let go…",
    }  # fmt: skip


ENGLISH = {
    "fractions": _fractions, "units": _units, "ranges": _ranges, "counts": _counts, "numbers": _numbers, "moments": _moments,
    "clinical": _clinical, "capitals": _capitals, "short forms": _short_forms, "marks": _marks,
}  # fmt: skip


def english(kind: str) -> Rows:
    return ENGLISH[kind]()


def rows_of(language: str) -> Rows:
    """All rows of a language."""
    if language == "en":
        return {written: said for kind in ENGLISH for written, said in english(kind).items()}
    return OTHERS[language]


OTHERS: dict[str, Rows] = {}

OTHERS["de"] = {
    "5-8 Mal, 2x, 1x täglich": "fünf bis acht Mal, zwei mal, einmal täglich",
    "90°, 1 cm, 2,5 kg, 50 %": "neunzig Grad, ein Zentimeter, zwei Komma fünf Kilogramm, fünfzig Prozent",
    "1 Min. halten, 30 Sek. Pause": "eine Minute halten, dreißig Sekunden Pause",
    "ein Ball, z. B. ein weicher, ca. 20–25 cm usw.": "ein Ball, zum Beispiel ein weicher, etwa zwanzig bis fünfundzwanzig Zentimeter und so weiter.",
    'Ball und/oder Rolle, 8" & mehr': "Ball oder Rolle, acht Zoll und mehr", "3 x 10, ½ Drehung": "drei mal zehn, eine halbe Drehung",
    "1/3 des Weges": "ein Drittel des Weges", "2/3 des Weges": "zwei Drittel des Weges", "1/8 Drehung": "ein Achtel Drehung",
    "30 s/Seite": "dreißig Sekunden pro Seite", "3 Sätze x 12": "drei Sätze mit zwölf", "3 Sätze x 12 Wiederholungen": "drei Sätze mit zwölf Wiederholungen",
    "10/Seite": "zehn pro Seite", "2-3x/Woche": "zwei bis drei mal pro Woche", "1½ Atemzüge": "eineinhalb Atemzüge", "2 1/2 Stunden": "zweieinhalb Stunden",
    "Nr. 3": "Nummer drei", "Teil II": "Teil zwei", "Phase III": "Phase drei", "20 €": "zwanzig Euro", "5,50 €": "fünf Euro fünfzig",
    "3. Mai 2024": "dritter Mai zweitausendvierundzwanzig", "am 3. Mai": "am dritten Mai", "05.03.2024": "fünfter März zweitausendvierundzwanzig",
    "um 6:30 Uhr": "um sechs Uhr dreißig", "um 18 Uhr": "um achtzehn Uhr", "6.30 Uhr": "sechs Uhr dreißig", "1.000 Schritte": "eintausend Schritte",
    "L4/L5": "L vier L fünf", "die LWS": "die L W S", "120/80": "einhundertzwanzig zu achtzig", "2:1": "zwei zu eins", "1 Wiederholung": "eine Wiederholung",
    "1 Atemzug": "ein Atemzug", "21 Wiederholungen": "einundzwanzig Wiederholungen", "die 3. Wiederholung": "die dritte Wiederholung", "im 2. Satz": "im zweiten Satz",
    'halte 30"': "halte dreißig Sekunden", "STOPP": "Stopp", "Siehe Dr. Müller": "Siehe Doktor Müller", "±5": "plus minus fünf", "~5": "etwa fünf",
    "<10": "weniger als zehn", "≥ 3": "mindestens drei", "5 km/h": "fünf Kilometer pro Stunde", "7/10": "sieben von zehn", "-5 °C": "minus fünf Grad Celsius",
    "1/2 Stunde": "eine halbe Stunde", "50/50": "fünfzig fünfzig", "10 m²": "zehn Quadratmeter", "rechts/links": "rechts oder links", "d. h. langsam": "das heißt langsam",
}  # fmt: skip
OTHERS["es"] = {
    "5-8 veces, 2x, 1x al día": "cinco a ocho veces, dos veces, una vez al día",
    "90°, 1 cm, 1 h, 2,5 kg, 50 %": "noventa grados, un centímetro, una hora, dos coma cinco kilos, cincuenta por ciento",
    "pierna izq., p. ej. 30 seg. o más": "pierna izquierda, por ejemplo treinta segundos o más", "¿Listo? Pelota y/o rodillo, etc.": "¿Listo? Pelota o rodillo, etcétera.",
    '3 x 10, 8", ~5': "tres por diez, ocho pulgadas, unos cinco", "1/3 del camino": "un tercio del camino", "2/3 del camino": "dos tercios del camino",
    "1/8 de giro": "un octavo de giro", "30 s/lado": "treinta segundos por lado", "3 series x 12": "tres series de doce", "3 series x 12 reps": "tres series de doce repeticiones",
    "10/lado": "diez por lado", "2-3x/semana": "dos a tres veces por semana", "1/2 vuelta": "media vuelta", "1 1/2 h": "una hora y media", "2½ min": "dos minutos y medio",
    "n.º 3": "número tres", "Parte II": "Parte dos", "20 €": "veinte euros", "5,50 €": "cinco euros cincuenta", "$20": "veinte dólares", "1 €": "un euro",
    "3 de mayo de 2024": "tres de mayo de dos mil veinticuatro", "1/5/2024": "uno de mayo de dos mil veinticuatro", "a las 6:30": "a las seis y treinta",
    "1.000 pasos": "mil pasos", "L4/L5": "L cuatro L cinco", "21 repeticiones": "veintiuna repeticiones", "1 repetición": "una repetición", "1 respiración": "una respiración",
    "31 segundos": "treinta y un segundos", "200 veces": "doscientas veces", "Felipe VI": "Felipe sexto", 'mantén 30"': "mantén treinta segundos", "ALTO": "Alto",
    "MANTÉN LA ESPALDA RECTA": "Mantén la espalda recta", "el LCA": "el L C A", "120/80": "ciento veinte sobre ochenta", "2:1": "dos a uno", "7/10": "siete sobre diez",
    "3/4 de hora": "tres cuartos de hora", "10 km/h": "diez kilómetros por hora", "3.er paso": "tercer paso", "1.ª serie": "primera serie", "Dr. López": "doctor López",
    "±5": "más o menos cinco", "50/50": "cincuenta cincuenta", "15 % más": "quince por ciento más", "≤ 3": "como máximo tres", "izquierda/derecha": "izquierda o derecha",
}  # fmt: skip
OTHERS["fr"] = {
    "5-8 fois, 2x, 1x par jour": "cinq à huit fois, deux fois, une fois par jour",
    "90°, 1 cm, 1 min, 2,5 kg, 50\u202f%": "quatre-vingt-dix degrés, un centimètre, une minute, deux virgule cinq kilos, cinquante pour cent",
    "une balle, p. ex. molle, env. 20 à 25 cm, etc.": "une balle, par exemple molle, environ vingt à vingt-cinq centimètres, et cætera.",
    'n°3 : balle et/ou rouleau, 8" & plus': "numéro trois: balle ou rouleau, huit pouces et plus", "c.-à-d. ici": "c'est-à-dire ici",
    "1/3 du chemin": "un tiers du chemin", "2/3 du chemin": "deux tiers du chemin", "1/8 de tour": "un huitième de tour", "1/2 tour": "un demi tour",
    "30 s/côté": "trente secondes par côté", "3 séries x 12": "trois séries de douze", "3 séries x 12 répétitions": "trois séries de douze répétitions",
    "10/côté": "dix par côté", "2-3x/semaine": "deux à trois fois par semaine", "1 1/2 h": "une heure et demie", "2½ min": "deux minutes et demie",
    "Partie II": "Partie deux", "20 €": "vingt euros", "5,50 €": "cinq euros cinquante", "3 mai 2024": "trois mai deux mille vingt-quatre", "1er mai": "premier mai",
    "le 5/3/2024": "le cinq mars deux mille vingt-quatre", "à 6h30": "à six heures trente", "à 18 h": "à dix-huit heures", "6:30": "six heures trente", "1 h 30": "une heure trente",
    "1 000 pas": "mille pas", "1\u202f500 pas": "mille cinq cents pas", "L4/L5": "L quatre L cinq", "21 respirations": "vingt-et-une respirations", "1 respiration": "une respiration",
    "1 souffle": "un souffle", "Louis XIV": "Louis quatorzième", 'tenez 30"': "tenez trente secondes", "ARRÊTEZ": "Arrêtez", "GARDEZ LE DOS DROIT": "Gardez le dos droit",
    "l'IRM": "l'I R M", "120/80": "cent vingt sur quatre-vingts", "2:1": "deux pour un", "7/10": "sept sur dix", "3/4 d'heure": "trois quarts d'heure", "2e série": "deuxième série",
    "1re série": "première série", "M. Dupont": "monsieur Dupont", "±5": "plus ou moins cinq", "50/50": "cinquante cinquante", "2,75 m": "deux virgule soixante-quinze mètres",
    "≥ 3": "au moins trois", "gauche/droite": "gauche ou droite",
}  # fmt: skip
