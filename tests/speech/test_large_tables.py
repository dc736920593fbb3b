import json

from voiceguide.speech.voices.hibari_tables import Entries

TABLE = {
    "close": {"DEFAULT": "klˈOs", "VERB": "klˈOz"},
    "a": "ɐ",
    'quote"d': "x",
    "back\\": "slash",
    "braces{": {"}": 1.5, "{": -2},
    "naïve": "nIˈiv",
}


def test_every_entry_is_read_as_a_dict_would_give_it() -> None:
    entries = Entries(json.dumps(TABLE, ensure_ascii=False, separators=(",", ":")).encode())
    assert {name: entries.get(name) for name in TABLE} == TABLE
    assert [name in entries for name in ("a", "VERB", "DEFAULT", "")] == [True, False, False, False]


def test_an_empty_table_holds_nothing() -> None:
    assert Entries(b"{}").get("a") is None
