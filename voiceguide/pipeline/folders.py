"""Where things are kept for this user."""

from pathlib import Path


def clip_folder() -> Path:
    """Where spoken clips are kept between sessions, for this user."""
    from platformdirs import user_cache_path

    return user_cache_path("voiceguide", appauthor=False) / "clips"


def chapter_folder() -> Path:
    """Where encoded chapters are kept between exports, for this user."""
    from platformdirs import user_cache_path

    return user_cache_path("voiceguide", appauthor=False) / "chapters"


def place_folder() -> Path:
    """Where it is remembered at which place sessions were stopped, for this user."""
    from platformdirs import user_state_path

    return user_state_path("voiceguide", appauthor=False) / "places"
