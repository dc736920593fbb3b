"""The forms of files that a session can be exported to, by suffix."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from voiceguide.errors import ExportError, blaming
from voiceguide.exporter.mp3 import MP3_KBPS, STANDARD, Encoding
from voiceguide.units import SAMPLE_RATE

NEEDS_FFMPEG = (
    "{form} needs ffmpeg, which is not installed. Install the package ffmpeg (Debian and Ubuntu: apt install ffmpeg; "
    "macOS: brew install ffmpeg; Windows: winget install ffmpeg), or choose mp3 or wav, which do not need it."
)


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file.

    Attributes:
        name: its usual name.
        kbps: its default bit rate in kbit/s for two channels; one channel has half of it.
        rates: the bit rates that it can have; empty for lossless forms.
        ffmpeg: the arguments with which ffmpeg makes it; empty if voiceguide writes it without ffmpeg.
    """

    name: str
    kbps: int = STANDARD.kbps
    rates: Collection[int] = ()
    ffmpeg: tuple[str, ...] = ()

    def encoding(self, kbps: int | None = None, *, mono: bool = False, rate: int = SAMPLE_RATE) -> Encoding:
        """The encoding for a bit rate in kbit/s and a sample rate in hertz; None is the default bit rate of the form.

        Raises:
            ExportError: the form cannot have that bit rate, or that sample rate.
        """
        if rate != SAMPLE_RATE and self.name != "MP3":
            with blaming("sample-rate"):
                raise ExportError(f"{self.name} has one sample rate here: leave out --sample-rate, or choose mp3.")
        if kbps is not None and kbps not in self.rates:
            with blaming("bitrate"):
                raise ExportError(f"{self.name} with {kbps} kbit/s cannot be made: {self._expected()}")
        return Encoding(kbps or self.kbps // (2 if mono else 1), mono, rate)

    def converter(self) -> str:
        """The path of ffmpeg; empty if the form does not need it.

        Raises:
            ExportError: ffmpeg is needed and not installed.
        """
        if not self.ffmpeg:
            return ""
        found = which("ffmpeg")
        if not found:
            raise ExportError(NEEDS_FFMPEG.format(form=self.name))
        return found

    def _expected(self) -> str:
        if not self.rates:
            return "it loses nothing, and has no bit rate. Leave out --bitrate, or choose mp3."
        if isinstance(self.rates, range):
            return f"choose a --bitrate from {self.rates[0]} to {self.rates[-1]}."
        return f"choose a --bitrate of {', '.join(map(str, self.rates))}."


NO_CHAPTERS = ("-map_chapters", "-1")
"""ffmpeg rounds the chapters of Opus to seconds and writes none to FLAC, so `ffmpeg.add_tags` adds them."""

FILE_FORMS = {
    ".flac": Form("FLAC", ffmpeg=(*NO_CHAPTERS, "-c:a", "flac", "-f", "flac")),
    ".m4b": Form("M4B", 96, range(16, 321), ("-c:a", "aac", "-f", "ipod", "-movflags", "+faststart")),
    ".opus": Form("Opus", 64, range(16, 257), (*NO_CHAPTERS, "-c:a", "libopus", "-f", "opus")),
    ".mp3": Form("MP3", 128, MP3_KBPS),
    ".wav": Form("WAV"),
}


def form_of(target: Path) -> Form:
    """The form that a file's suffix names.

    Raises:
        ExportError: there is no such form.
    """
    form = FILE_FORMS.get(target.suffix.lower())
    if form is None:
        *others, last = FILE_FORMS
        raise ExportError(
            f"'{target.name}' names no form that can be written: it must end in {', '.join(others)} or {last}."
        )
    return form
