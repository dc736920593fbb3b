"""Prints a page to PDF with a browser that is installed: Chromium, Chrome or Edge, without a window."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory

from voiceguide.errors import ExportError

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
"""Their names as commands, in the order in which they are looked for."""

INSTALLED = {
    "darwin": (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ),
    "win32": (
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ),
}
"""Where their installers put them, by `sys.platform`, since they are no commands there."""

NEEDS_BROWSER = (
    "A PDF is printed by Chromium, Chrome or Edge, and none of them is installed. Install one (Debian and Ubuntu: apt "
    "install chromium), or write a file that ends in .html, and print it with any browser."
)

LONGEST_S = 60
"""A browser that has not printed after so many seconds is stopped."""


def browser() -> str:
    """The path of a browser that can print.

    Raises:
        ExportError: none is installed.
    """
    for name in (*BROWSERS, *INSTALLED.get(sys.platform, ())):
        found: str | None = which(name)
        if found:
            return found
    raise ExportError(NEEDS_BROWSER)


def print_to_pdf(page: bytes, program: str) -> bytes:
    """Print a page of HTML that needs no other file.

    Args:
        page: the HTML.
        program: the path of the browser; it gets a profile of its own, which is removed afterwards.

    Returns:
        The PDF.

    Raises:
        ExportError: the browser failed, or took too long.
    """
    with TemporaryDirectory(prefix="voiceguide-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "page.html").write_bytes(page)
        printed = folder / "page.pdf"
        command = [program, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder / 'profile'}"]
        command.append("--user-agent=voiceguide")  # it becomes the PDF's creator, by which the overwrite check knows it
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # without which it does not start for root; the page has no script
        command += ["--no-pdf-header-footer", f"--print-to-pdf={printed}", (folder / "page.html").as_uri()]
        try:
            done = subprocess.run(  # noqa: S603
                command, capture_output=True, timeout=LONGEST_S, stdin=subprocess.DEVNULL, check=False
            )
        except subprocess.TimeoutExpired:
            raise ExportError(
                f"{program} printed nothing in {LONGEST_S} seconds: write an .html file instead."
            ) from None
        except OSError as error:
            raise ExportError(f"{program} does not start ({error.strerror}): write an .html file instead.") from error
        if done.returncode or not printed.is_file():
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            why = f" It said: {said[0][:200]}" if said else ""
            raise ExportError(f"{program} could not print the page: write an .html file instead.{why}")
        return printed.read_bytes()
