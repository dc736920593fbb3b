"""What a terminal sends, taken apart into keys, in whatever pieces and however late it arrives.

A key is a character, or the sequence that terminals send for it (ECMA-48, xterm's control sequences). Keys in the form of the
keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) become what they are without it.
"""

import codecs
import re
import unicodedata
from collections import deque
from collections.abc import Container

SEQUENCE_S = 1.0
"""How long a sequence may stop in the middle; a slow line sends it in pieces."""

ALT_S = 0.05
"""A character that comes later after Escape is a key of its own, not one that was pressed with Alt."""

TOGETHER_S = 0.03
"""Characters that come as quickly after one another are pasted, unless they are all the same: nobody types so fast."""

PASTING_S = 0.3
"""Characters that come this soon after pasted ones belong to them."""

PASTED = "\x1b[200~"
"""The key that stands for pasted text; a terminal that is asked for it sends this before the text."""

PASTED_END = "\x1b[201~"

UNFINISHED = re.compile(r"\x1b{1,2}(?:\[\[|\[[0-?]*[ -/]*|O)?")
KEY = re.compile(
    rf"\x1b{{1,2}}(?:\[\[[A-E]|\[[0-?]*[ -/]*[@-Z\\-~]|O[ -~])|\x1b[^\x1b\[O]|[^\x1b]|{UNFINISHED.pattern}", re.DOTALL
)
"""A key, or a sequence that breaks off."""

INTERRUPT = "\x03"

REPLY = re.compile(r"\x1b\[(?:[?<>=].*|[IO])", re.DOTALL)
"""What a terminal says by itself, or was asked."""

LAYOUT_REPLY = re.compile(r"\x1b\[\?\d+u")
CODED = re.compile(r"\x1b\[(\d{1,9}(?::\d{0,9}){0,2})(?:;(\d{0,9})(?::(\d))?)?(?:;[\d:]*)?u")
"""A key of the keyboard protocol: its code, shifted and in the standard layout, its modifiers, and what happened to it."""

MODIFIED = re.compile(r"\x1b\[(\d{0,9});(\d{1,9})(?::(\d))?([@-~])")
SHIFT, ALT, CTRL, LOCKS = 1, 2, 4, 64 | 128
RELEASED = 3

SILENT = frozenset({*range(57358, 57361), *range(57428, 57455)})
"""The codes of keys that ask for nothing by themselves: locks, media keys, which the desktop obeys, and modifiers."""

KEYPAD = {57399 + digit: str(digit) for digit in range(10)} | {
    57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57414: "\r", 57415: "=", 57416: ",",
    57417: "\x1b[D", 57418: "\x1b[C", 57419: "\x1b[A", 57420: "\x1b[B",
}  # fmt: skip
PRIVATE = range(0xE000, 0xF900)
"""Codes of keys that are no characters."""


class Keystrokes:
    """Takes what was typed, and gives keys.

    Args:
        bound: keys that have a meaning. A letter that is neither bound nor Latin counts as the one in its position on a
            standard keyboard, where the terminal tells it.

    Attributes:
        tells_layout: whether the terminal has said that it can tell positions.
    """

    def __init__(self, bound: Container[str] = ()) -> None:
        self.tells_layout = False
        self._bound = bound
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._typed_at = self._pasted_at = self._together_at = float("-inf")
        self._pasting = False
        self._together: list[str] = []
        self._keys: deque[str] = deque()

    @property
    def waits(self) -> bool:
        """Whether something arrived that only time will tell the meaning of."""
        return bool(self._rest or self._together or self._pasting)

    def type(self, typed: bytes, now: float) -> None:
        """Take bytes from a terminal. `now` is in seconds of a monotonic clock."""
        self._settle(now)
        text = self._decoder.decode(typed)
        if self._rest == "\x1b" and now - self._typed_at > ALT_S and text[:1] not in ("[", "O"):
            self._take("\x1b", now)
            self._rest = ""
        self._typed_at = now
        self._rest += text
        self._split(now)

    def press(self, key: str, now: float) -> None:
        """Take a whole key, from a console that gives it whole."""
        self._settle(now)
        self._typed_at = now
        self._take(key, now)

    def next(self, now: float) -> str | None:
        """The next key; None if there is none yet."""
        self._settle(now)
        return self._keys.popleft() if self._keys else None

    def _settle(self, now: float) -> None:
        """Decide about what nothing has followed for a while."""
        silent = now - self._typed_at
        if silent > TOGETHER_S:
            self._end_together()
        if silent > SEQUENCE_S:
            self._decoder.reset()
            if self._rest or self._pasting:
                self._rest, self._pasting = "", False
                self._keys.append(PASTED)

    def _split(self, now: float) -> None:
        while self._rest:
            if self._pasting:
                before, end, rest = self._rest.partition(PASTED_END)
                self._rest = rest if end else before[-len(PASTED_END) :]
                if not end:
                    return
                self._pasting = False
                self._keys.append(PASTED)
            elif UNFINISHED.fullmatch(self._rest):
                return
            elif found := KEY.match(self._rest):
                self._rest = self._rest[found.end() :]
                self._take(found[0], now)

    def _take(self, sent: str, now: float) -> None:
        if len(sent) == 1 and sent not in (INTERRUPT, "\x1b"):
            if not self._together:
                self._together_at = now
            if (self._together[-1:], sent) != (["\r"], "\n"):  # a line end is one key
                self._together.append(sent)
            return
        self._end_together()
        if LAYOUT_REPLY.fullmatch(sent):
            self.tells_layout = True
        elif sent == PASTED:
            self._pasting = True
        elif not REPLY.fullmatch(sent) and (key := self._plain(sent)):
            self._keys.append(key)

    def _end_together(self) -> None:
        """Give the characters that came together as keys, or as one that stands for pasted text."""
        together, self._together = self._together, []
        goes_on = self._together_at - self._pasted_at <= PASTING_S
        if not together:
            return
        if not goes_on and len(set(together)) == 1:
            self._keys.extend(together)
            return
        if not goes_on:
            self._keys.append(PASTED)
        self._pasted_at = self._typed_at

    def _plain(self, sent: str) -> str | None:
        """A key as terminals send it that know no keyboard protocol; None for one that asks for nothing by itself."""
        if found := CODED.fullmatch(sent):
            codes, modifiers, event = found.groups()
            code, shifted, base = (int(each or 0) for each in (*codes.split(":"), "", "")[:3])
            if code in SILENT or event == str(RELEASED):
                return None
            return self._character(code, shifted, base, max(0, int(modifiers or 1) - 1) & ~LOCKS)
        if found := MODIFIED.fullmatch(sent):
            number, modifiers, event, final = found.groups()
            held = max(0, int(modifiers) - 1) & ~LOCKS
            if event == str(RELEASED):
                return None
            return f"\x1b[{number};{held + 1}{final}" if held else f"\x1b[{number if final == '~' else ''}{final}"
        return sent

    def _character(self, code: int, shifted: int, base: int, held: int) -> str:
        if code in KEYPAD:
            return KEYPAD[code]
        if code in PRIVATE or code > 0x10FFFF:
            return f"\x1b[{code}u"
        key = chr(shifted if held & SHIFT and shifted in range(0x110000) and shifted else code)
        is_foreign = key.isalpha() and not unicodedata.name(key, "").startswith("LATIN")
        if base in range(1, 128) and is_foreign and (held & CTRL or key.lower() not in self._bound):
            key = chr(base)
        if held & CTRL and held & ~SHIFT == CTRL:
            return chr(ord(key) & 0x1F) if "@" <= key.upper() <= "_" else f"\x1b[{code};5u"
        return key if held & ~SHIFT == 0 else f"\x1b{key}"
