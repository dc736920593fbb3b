"""Bytes of a terminal as keys, by a stepped clock."""

from random import Random

import pytest

from voiceguide.playback.keystrokes import PASTED, Keystrokes

SLOW, QUICK, TYPED = 0.4, 0.001, 0.08
"""Seconds between two pieces: over a slow line, of pasted text, and of a quick typist."""


def keys_of(*pieces, apart=TYPED, bound=()):
    """The keys of pieces that come so many seconds apart."""
    strokes, now, keys = Keystrokes(bound), 0.0, []
    for piece in pieces:
        strokes.type(piece if isinstance(piece, bytes) else piece.encode(), now)
        now += apart
        while key := strokes.next(now):
            keys.append(key)
    while key := strokes.next(now + 5):
        keys.append(key)
    assert not strokes.waits
    return keys


SPECIAL = ["\x1b[C", "\x1bOD", "\x1b[1;2D", "\x1b[15~", "\x1b[d", "\x1b[[A", "é", "猫"]


@pytest.mark.parametrize("key", SPECIAL)
@pytest.mark.parametrize("apart", [0.0, 0.01, SLOW])
def test_a_key_that_comes_byte_by_byte_is_one_key(key, apart):
    pieces = [bytes([byte]) for byte in key.encode()]
    assert keys_of(*pieces, apart=apart) == [key]


@pytest.mark.parametrize("key", SPECIAL)
def test_keys_that_come_together_are_each_one_key(key):
    assert keys_of(f"{key}\x1b[D{key}", "q") == [key, "\x1b[D", key, "q"]


def test_an_arrow_that_is_sent_with_two_escapes_is_one_key():
    assert keys_of("\x1b\x1b[C", "q") == ["\x1b\x1b[C", "q"]


def test_escape_alone_is_a_key_and_so_is_what_is_pressed_after_it():
    assert keys_of("\x1b", "q") == ["\x1b", "q"]
    assert keys_of("\x1b") == [PASTED]
    assert keys_of("\x1bq") == ["\x1bq"]


@pytest.mark.parametrize("broken", ["\x1b[", "\x1b[1;", "\x1bO", "\x1b[200~never ends"])
def test_what_never_ends_is_one_key_and_the_next_is_read(broken):
    assert keys_of(broken, "q", apart=1.5) == [PASTED, "q"]


def test_a_sequence_that_breaks_off_is_one_key():
    assert keys_of("\x1b[12é", "q") == ["\x1b[12", "é", "q"]


@pytest.mark.parametrize(
    "text", ["quit", "q\n", "nq", "git commit -q\nq", "мир q", "q" + "x" * 5000, "https://example.org/?q=1\r\nq"]
)
@pytest.mark.parametrize("size", [1, 3, 4096])
def test_pasted_text_is_one_key_whatever_pieces_it_comes_in(text, size):
    sent = text.encode()
    assert keys_of(*(sent[at : at + size] for at in range(0, len(sent), size)), apart=QUICK) == [PASTED]


def test_what_follows_pasted_text_soon_belongs_to_it():
    assert keys_of("some text ", "q", "q", apart=0.2) == [PASTED]
    assert keys_of("some text ", "q", apart=0.5) == [PASTED, "q"]


@pytest.mark.parametrize("size", [1, 2, 7, 4096])
@pytest.mark.parametrize("apart", [QUICK, SLOW])
def test_text_that_the_terminal_marks_as_pasted_is_one_key(size, apart):
    sent = b"\x1b[200~q\x1b[Cq\n\x1b[201~"
    assert keys_of(*(sent[at : at + size] for at in range(0, len(sent), size)), b"q", apart=apart) == [PASTED, "q"]


def test_a_key_that_is_held_down_comes_again_and_again():
    assert keys_of("+", "+", "+", "+", apart=0.02) == ["+"] * 4
    assert keys_of("++++") == ["+"] * 4
    assert keys_of("\r\n") == ["\r"]


def test_keys_of_a_quick_typist_are_keys():
    assert keys_of("r", "+", "q", apart=0.04) == ["r", "+", "q"]


@pytest.mark.parametrize("noise", [b"\x80", b"\xff\xfe", b"\xc3(", b"\x00", b"\x1b\x1b\x1b"])
def test_bytes_that_are_no_text_do_no_harm(noise):
    assert keys_of(noise, b"", "r", apart=2.0)[-1] == "r"


CODED = {
    "q": "\x1b[113u",
    "Q": "\x1b[113:81;2u",
    "?": "\x1b[47:63;2u",
    "+": "\x1b[61:43;2u",
    "\r": "\x1b[13u",
    " ": "\x1b[32;1u",
    "\x03": "\x1b[99;5u",
    "\x1a": "\x1b[122;5u",
    "\x1bq": "\x1b[113;3u",
    "\x1b[C": "\x1b[1;129C",
    "\x1b[D": "\x1b[1;65:1D",
    "\x1b[1;2C": "\x1b[1;130C",
    "\x1b[5~": "\x1b[5;65~",
    "\x1b[57376u": "\x1b[57376u",
    "5": "\x1b[57404;129u",
    "é": "\x1b[233::50u",
    "'": "\x1b[39::113u",
}


@pytest.mark.parametrize(("key", "sent"), CODED.items(), ids=map(repr, CODED))
def test_a_key_of_the_keyboard_protocol_is_what_it_is_without(key, sent):
    assert keys_of(sent) == [key]


@pytest.mark.parametrize(
    ("letter", "base", "held", "key"),
    [
        ("й", "q", "", "q"),
        ("й", "q", ";65", "q"),
        ("к", "r", "", "r"),
        ("ю", ".", "", "."),
        ("б", ",", "", ","),
        ("ض", "q", "", "q"),
        ("ㅂ", "q", "", "q"),
        ("ρ", "r", "", "r"),
        ("с", "c", ";5", "\x03"),
    ],
)
def test_a_letter_that_is_not_latin_counts_by_its_position(letter, base, held, key):
    assert keys_of(f"\x1b[{ord(letter)}::{ord(base)}{held}u") == [key]


def test_a_letter_that_has_a_meaning_of_its_own_keeps_it():
    assert keys_of(f"\x1b[{ord('й')}::113u", bound={"й"}) == ["й"]
    assert keys_of(f"\x1b[{ord('й')}:{ord('Й')}:113;2u", bound={"й"}) == ["Й"]


@pytest.mark.parametrize("key", ["a", "ä", "ù"])
def test_latin_letters_never_count_by_their_position(key):
    """On a French keyboard, a is where q is elsewhere."""
    assert keys_of(f"\x1b[{ord(key)}::113u") == [key]


@pytest.mark.parametrize(
    "sent", ["\x1b[57441;2u", "\x1b[57358;65u", "\x1b[57438u", "\x1b[113;1:3u", "\x1b[1;1:3C", "\x1b[I", "\x1b[?62;4c"]
)
def test_what_asks_for_nothing_by_itself_is_no_key(sent):
    assert keys_of(sent) == []


def test_a_terminal_that_tells_positions_says_so():
    strokes = Keystrokes()
    strokes.type(b"\x1b[?", 0.0)
    assert not strokes.tells_layout
    strokes.type(b"0u", 0.1)
    assert strokes.tells_layout
    assert strokes.next(5.0) is None


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[99999999999999u",
        "\x1b[0;0u",
        "\x1b[u",
        "\x1b[1;99999999C",
        "\x1b[::;:u",
        f"\x1b[{'9' * 5000}u",
        f"\x1b[1;{'9' * 5000}C",
        "\x1b[55296u",
    ],
)
def test_codes_that_cannot_be_do_no_harm(sent):
    assert len(keys_of(sent, "q")) <= 2
    assert keys_of(sent, "q")[-1] == "q"


def test_no_bytes_whatever_keep_a_key_from_being_read_later():
    random = Random(1)
    pieces = [
        b"\x1b",
        b"[",
        b"O",
        b"200~",
        b"201~",
        b"1;2C",
        b":",
        b"u",
        b"q",
        b"\xc3",
        b"\xa9",
        b"\r\n",
        b"\x03",
        b"\x00",
    ]
    for _ in range(500):
        strokes, now = Keystrokes(), 0.0
        for _ in range(12):
            strokes.type(random.choice(pieces), now)
            now += random.choice([0, 0.01, 0.1, 0.6])
        while strokes.next(now + 2):
            pass
        strokes.type(b"r", now + 4)
        assert strokes.next(now + 4.1) == "r"
