"""Putting thousands of files into Git at once, as an import makes them: one process instead of one for each."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from directions_cli.errors import GitFailed
from directions_cli.ledger.git import WRITTEN_OUT, git
from directions_cli.ledger.repository import Repository

FROM = 20
"""Files from which on it pays."""


def many_blobs(repository: Repository, files: Mapping[str, bytes]) -> dict[str, str]:
    """The blobs of many files by path, put into Git; none where they are few, which are put there one by one.

    Git reads them from a folder of their own, with the attributes that hold at their places, so that filters and line ends
    are as they would be in the work tree.
    """
    if len(files) < FROM:
        return {}
    with tempfile.TemporaryDirectory(prefix="directions-") as name:
        folder = Path(name)
        for path, data in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for parent in {parent for path in files for parent in Path(path).parents}:
            attributes = repository.top / parent / ".gitattributes"
            if attributes.is_file():
                (folder / parent / ".gitattributes").write_bytes(attributes.read_bytes())
        given = "".join(f"{path}\n" for path in files).encode()
        where = (f"--git-dir={repository.git_dir}", f"--work-tree={folder}")
        answer = git(folder, *WRITTEN_OUT, *where, "hash-object", "-w", "--stdin-paths", given=given)
    blobs = answer.text.split()
    if answer.code or len(blobs) != len(files):
        raise GitFailed(f"Git refused (hash-object), so nothing was done: {answer.reason}")
    return dict(zip(files, blobs, strict=True))
