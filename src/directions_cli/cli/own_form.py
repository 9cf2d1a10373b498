"""`form --template`: an authority's own Word form, filled in as it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from directions_cli.cli.formats import emit
from directions_cli.cli.papers import pipe
from directions_cli.errors import WronglyAsked

if TYPE_CHECKING:
    from directions_cli.documents.making import Maker
    from directions_cli.documents.view import View


def fill_all(register: View, ids: Sequence[str], day: date, maker: Maker, template: str, out: str | None, force: bool) -> None:
    """Fill the form in for each direction: into the file `out`, or into the folder it names, a file each by id; `-` is a pipe.

    Raises `WronglyAsked` where several forms would go into one file, or over a file that is there.
    """
    from directions_cli.documents.composing import form_context, form_name
    from directions_cli.documents.outbox import file_name, put, refuse_existing
    from directions_cli.documents.word_form import fill

    source, place = Path(template), Path(out) if out else Path()
    one = out == "-" or (out is not None and place.suffix.lower() == ".docx" and not place.is_dir())
    if one and len(ids) > 1:
        raise WronglyAsked(f"{len(ids)} forms can't go into one file; give a folder with --out")
    if out == "-":
        pipe(fill(source, form_context(register, ids[0], day), maker, day))
        return
    if not one and place.suffix and not place.is_dir():
        raise WronglyAsked(f"--out {out}: a Word form is filled in as Word; end it in .docx, or give a folder")
    paths = [place if one else place / file_name(form_name(id), ".docx") for id in ids]
    if any(path.exists() and path.samefile(source) for path in paths if source.exists()):
        raise WronglyAsked(f"--out would write over the form itself, {template}; name another file")
    refuse_existing(paths, force)
    contents = [fill(source, form_context(register, id, day), maker, day) for id in ids]
    for path, content in zip(paths, contents, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
        emit(f"{path}\n")
