"""Addresses of the web, as flags take them."""

from contextlib import suppress
from urllib.parse import urlsplit

import typer

LONGEST_LINK = 300
"""Characters of an address; a QR code of more is too fine for paper."""


def web_address(text: str) -> str:
    """An address of the web as it is given: any other, such as `javascript:`, is nothing to tap on.

    Raises:
        typer.BadParameter: it is none, or too long.
    """
    with suppress(ValueError):
        parts = urlsplit(text)
        if parts.scheme in ("http", "https") and parts.hostname and text.isprintable() and " " not in text:
            if len(text) <= LONGEST_LINK:
                return text
            raise typer.BadParameter(f"{len(text)} characters: expected an address of at most {LONGEST_LINK}.")
    raise typer.BadParameter(f"'{text[:60]}': expected an address such as https://example.org/back.")
