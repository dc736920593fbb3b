from io import BytesIO

from mutagen.mp3 import MP3, BitrateMode

from voiceguide.exporter.mp3 import _crc16, info_frame, silent_frame


def test_the_check_sum_is_the_one_that_the_catalogues_list():
    assert _crc16(b"123456789") == 0xBB3D


def test_both_frames_have_the_size_that_their_header_states():
    assert len(silent_frame()) == len(info_frame(1280)) == 417
    assert silent_frame()[:4] == info_frame(1280)[:4] == bytes.fromhex("fffb9044")


def test_the_header_states_length_size_and_delay():
    info = MP3(BytesIO(info_frame(12_800) + silent_frame() * 491)).info
    assert info.length == 12.8
    assert info.bitrate_mode is BitrateMode.CBR
    assert (info.sample_rate, info.channels, info.sketchy) == (44_100, 2, False)
    frame = info_frame(12_800)
    assert int.from_bytes(frame[44:48], "big") == 491
    assert int.from_bytes(frame[48:52], "big") == 12_800 * 16 + 2 * 417
    assert frame[177:180] == bytes.fromhex("240240"), "576 samples of delay, 576 of padding"


def test_seek_points_are_evenly_spread():
    places = info_frame(1280)[52:152]
    assert (places[0], places[25], places[50], places[99]) == (0, 64, 128, 253)
