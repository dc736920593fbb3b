"""How the time to turn a text into words grows with its length: the ratio of twice a text to the text itself.

    python bench/said.py

About 2 is linear; 4 would be a square. Each piece repeats what a pattern may begin with and not end.
"""

from time import process_time

from voiceguide.speech.text import spoken

PIECES = ("1/2 ", "5-8 cm, ", "L4/L5 ", "ABC. ", '6" ', "=+&", "**a** ", "[[a|b", "((((", "~~a ", "1:", "x^2^", "''", "a.b.", "3 x ",
          "&amp;", "1,000,", "<!--", "{.a", "![a](", "$5", "2024-", "30 s/", "Dr. ", "I, V", "a/b", "%%a", "`", "May 3 ", "-5", "www.a")  # fmt: skip
LENGTH = 20_000
TAKES = 3


def main() -> None:
    for piece in PIECES:
        text = piece * (LENGTH // len(piece))
        _seconds(text)
        once, twice = (min(_seconds(each) for _ in range(TAKES)) for each in (text, text * 2))
        print(f"{piece!r:12} {once * 1000:6.1f} ms  x{twice / once:.2f}")


def _seconds(text: str) -> float:
    spoken.cache_clear()
    start = process_time()
    spoken(text)
    return process_time() - start


if __name__ == "__main__":
    main()
