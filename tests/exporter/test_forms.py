from pathlib import Path

import pytest

from voiceguide.errors import ExportError
from voiceguide.exporter.forms import FILE_FORMS, form_of
from voiceguide.exporter.mp3 import Encoding


def test_the_usual_bit_rate_is_half_for_one_channel():
    assert FILE_FORMS[".mp3"].encoding() == Encoding(128)
    assert FILE_FORMS[".mp3"].encoding(mono=True) == Encoding(64, mono=True)
    assert FILE_FORMS[".mp3"].encoding(40, mono=True) == Encoding(40, mono=True)


@pytest.mark.parametrize(
    ("suffix", "kbps", "words"),
    [
        (".mp3", 41, r"MP3 with 41 kbit/s cannot be made: choose a --bitrate of 32, 40, .* 320\."),
        (".opus", 512, r"choose a --bitrate from 16 to 256\."),
        (".wav", 128, "it loses nothing, and has no bit rate"),
    ],
)
def test_a_bit_rate_that_a_form_cannot_have_is_refused_with_those_it_can(suffix, kbps, words):
    with pytest.raises(ExportError, match=words):
        FILE_FORMS[suffix].encoding(kbps)


def test_the_name_of_a_file_tells_its_form():
    assert form_of(Path("a.b/Session.M4B")) is FILE_FORMS[".m4b"]
    with pytest.raises(ExportError, match=r"'mp3' names no form that can be written: it must end in \.flac"):
        form_of(Path("mp3"))


@pytest.mark.parametrize("suffix", [".flac", ".opus", ".m4b"])
def test_without_ffmpeg_the_package_to_install_is_named(suffix, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError, match=rf"(?i){suffix[1:]} needs ffmpeg.*apt install ffmpeg.*or choose mp3 or wav"):
        FILE_FORMS[suffix].converter()


@pytest.mark.parametrize("suffix", [".mp3", ".wav"])
def test_what_the_embedded_libraries_write_needs_nothing(suffix, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert FILE_FORMS[suffix].converter() == ""
