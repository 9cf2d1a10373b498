"""What the program finds by itself: the files shipped with it, in a wheel or a checkout, and the user's folder for copies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[2]


def shipped(name: str) -> Path:
    """The folder `schemas`, `templates` or `register` as shipped."""
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name


def cache_folder() -> Path | None:
    """The user's folder for what can be made again; None where the system names none."""
    try:
        if sys.platform == "win32":
            base = os.environ.get("LOCALAPPDATA")
            return Path(base) / "directions" / "cache" if base else None
        if sys.platform == "darwin":
            return Path.home() / "Library" / "Caches" / "directions"
        base = os.environ.get("XDG_CACHE_HOME")
        return (Path(base) if base and Path(base).is_absolute() else Path.home() / ".cache") / "directions"
    except RuntimeError:
        return None
