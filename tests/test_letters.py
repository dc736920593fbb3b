import pytest

from voiceguide.letters import letters, within

LETTERS = [
    "a", "é", "e\u0301", "o\u0323\u0302", "ß", "字", "🧘", "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🇩🇪", "🇫🇷", "❤\ufe0f", "1\ufe0f\u20e3",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "각", "\u1100\u1161\u11a8", "क्षि", "ทำ", "ש\u05bcׁ", "\r\n", " ",
]  # fmt: skip


def test_a_letter_is_one_whatever_is_beside_it():
    for one in LETTERS:
        for other in LETTERS:
            if one != other:
                assert list(letters(one + "x" + other)) == [one, "x", other]
    assert list(letters("🇩🇪🇫🇷🇩🇪")) == ["🇩🇪", "🇫🇷", "🇩🇪"]
    assert list(letters("")) == []


@pytest.mark.parametrize("letter", LETTERS)
@pytest.mark.parametrize("before", range(30))
def test_a_text_is_cut_between_letters_and_never_too_long(letter, before):
    text = "x" * before + letter * 3
    cut = within(text, 30)
    assert len(cut.encode()) <= 30
    assert text.startswith(cut)
    rest = cut.removeprefix("x" * before)
    assert rest == letter * (len(rest) // len(letter))
    assert len(cut.encode()) > 30 - len(letter.encode()) or cut == text


def test_a_letter_that_is_too_long_by_itself_is_cut_between_its_accents():
    assert within("a" + "\u0301" * 100, 10) == "a" + "\u0301" * 4
    assert within("🧘", 3) == ""


def test_a_long_text_is_cut_at_once():
    assert within("ü" * 5_000_000, 255) == "ü" * 127
