"""The files that are shipped with the program: schemas, templates, the worked example. In a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[2]


def shipped(name: str) -> Path:
    """The folder `schemas`, `templates` or `register` as shipped."""
    installed = _INSTALLED / name
    return installed if installed.is_dir() else _CHECKOUT / name
