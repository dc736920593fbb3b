import pytest

from voiceguide.playback.headphones import Sink, gone

PHONES, SPEAKERS = Sink("bluez", "Headset"), Sink("usb", "Speakers")
PLUGGED = Sink("pci", "Built-in", "Headphones", frozenset())
UNPLUGGED = Sink("pci", "Built-in", "Loudspeaker", frozenset({"Headphones"}))


@pytest.mark.parametrize(
    ("was", "now", "there", "expected"),
    [
        (PHONES, SPEAKERS, {1: SPEAKERS}, "Headset"),
        (PHONES, SPEAKERS, {1: SPEAKERS, 2: PHONES}, None),
        (PHONES, PHONES, {1: SPEAKERS, 2: PHONES}, None),
        (PHONES, None, {}, None),
        (PLUGGED, UNPLUGGED, {1: UNPLUGGED}, "Headphones"),
        (PLUGGED, Sink("pci", "Built-in", "Loudspeaker"), {1: UNPLUGGED}, None),
        (UNPLUGGED, PLUGGED, {1: PLUGGED}, None),
    ],
    ids=[
        "vanished",
        "another chosen",
        "as it was",
        "no device at all",
        "unplugged",
        "another plug chosen",
        "plugged in",
    ],
)
def test_headphones_are_gone_where_the_sound_was_moved_without_being_asked(was, now, there, expected):
    assert gone(was, now, there) == expected
