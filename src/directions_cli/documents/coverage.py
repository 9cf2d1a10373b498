"""Which characters a document can show; all formats show the same ones, so that all carry the same text."""

from __future__ import annotations

from directions_cli.domain.harmless import harmless


def shown(text: str) -> str:
    """The text as every format shows it: what can't be seen or would be obeyed comes out as its code."""
    return harmless(text).replace("\t", " ")
