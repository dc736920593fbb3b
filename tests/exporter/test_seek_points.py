import shutil
import subprocess

import numpy as np
import pytest

from voiceguide.exporter.file import export_session
from voiceguide.exporter.mp3 import Encoding
from voiceguide.replay import Decoder, seek_points
from voiceguide.units import frames_from_ms


@pytest.fixture(params=[Encoding(128), Encoding(40, mono=True)], ids=str)
def file(request, timeline, mix, tmp_path):
    return export_session(timeline, mix, tmp_path / "session.mp3", encoding=request.param).path


def starts(timeline):
    return [start for start, _ in timeline.placed()]


def test_decoding_from_a_seek_point_gives_the_same_sound_as_from_the_beginning(file, timeline):
    found = seek_points(file, starts(timeline), timeline.duration)
    assert list(found) == starts(timeline)
    whole = np.concatenate(list(Decoder(file).read(0, frames_from_ms(timeline.duration))))
    at_once = Decoder(file, {frames_from_ms(start): byte for start, byte in found.items()})
    for start in (*starts(timeline), starts(timeline)[1] + 2345):
        first, last = (frames_from_ms(position) for position in (start, start + 3000))
        np.testing.assert_allclose(np.concatenate(list(at_once.read(first, last))), whole[first:last], atol=1e-6)


def test_nothing_before_a_seek_point_is_read(file, timeline):
    """The first chapter is overwritten with zeros, which decoding from the file's beginning would fail on."""
    found = seek_points(file, starts(timeline), timeline.duration)
    first, second, _ = starts(timeline)
    data = bytearray(file.read_bytes())
    data[found[first] : found[second]] = bytes(found[second] - found[first])
    file.write_bytes(data)
    begin = frames_from_ms(second)

    def hears_the_tone(decoder):
        sound = np.concatenate(list(decoder.read(begin, begin + frames_from_ms(1000))))
        early, at_its_place = sound[: frames_from_ms(300)], sound[frames_from_ms(340) : frames_from_ms(700)]
        return np.abs(early).max() < 0.05 and np.abs(at_its_place).max() > 0.3

    assert hears_the_tone(Decoder(file, {begin: found[second]}))
    assert not hears_the_tone(Decoder(file))


def test_a_file_that_was_changed_has_no_seek_points(file, timeline, tmp_path):
    again = tmp_path / "again.mp3"
    subprocess.run(["ffmpeg", "-v", "error", "-i", file, "-b:a", "128k", again], check=True)
    assert seek_points(again, starts(timeline), timeline.duration) == {}
    assert seek_points(file, starts(timeline), timeline.duration + 1280) == {}
    assert seek_points(tmp_path / "missing.mp3", [0], 1280) == {}


@pytest.mark.parametrize(
    "content", [b"", b"ID3", b"RIFF\0\0\0\0WAVEfmt ", b"ID3\x03\0\0\x7f\x7f\x7f\x7f", b"\xff\xfb\x00\x00"]
)
def test_a_file_that_is_no_mp3_of_voiceguide_has_no_seek_points(tmp_path, content):
    (tmp_path / "other").write_bytes(content)
    assert seek_points(tmp_path / "other", [0], 1280) == {}


def test_other_tags_before_the_sound_move_the_seek_points(file, timeline, tmp_path):
    from mutagen.id3 import ID3, TXXX

    tagged = shutil.copy(file, tmp_path / "tagged.mp3")
    tag = ID3(tagged)
    tag.add(TXXX(encoding=3, desc="note", text="x" * 5000))
    tag.save()
    before, after = (seek_points(each, starts(timeline), timeline.duration) for each in (file, tagged))
    assert {byte - before[start] for start, byte in after.items()} == {tagged.stat().st_size - file.stat().st_size}
