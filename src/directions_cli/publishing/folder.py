"""The site kept up to date in a folder: only what differs is written, what vanished is removed, a stranger's files stay.

A list of the files that were made lies in the folder. It is written before them with the new ones added, so that whatever
interrupts the work, the next run knows what is its own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final

from directions_cli.documents.outbox import put
from directions_cli.errors import WronglyAsked
from directions_cli.publishing.site import Planned

LIST: Final = ".directions-site.json"
FORMAT: Final = 1


@dataclass(slots=True)
class Kept:
    """What became of the files of a site."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0
    made: dict[str, dict[str, str]] = field(default_factory=dict)


def check_folder(out: Path, register: Path, force: bool) -> None:
    """Raise `WronglyAsked` where no site may be put: in the register, over a register, in a folder that holds something else."""
    out = out.resolve()
    if out.is_relative_to(register.resolve()) or register.resolve().is_relative_to(out):
        raise WronglyAsked(f"{out} holds the register or lies in it; name a folder of the site's own with --out")
    if out.exists() and not out.is_dir():
        raise WronglyAsked(f"{out} is a file; --out takes a folder")
    if out.is_dir() and not (out / LIST).is_file() and not force and any(each.name != ".git" for each in out.iterdir()):
        raise WronglyAsked(
            f"{out} holds files that are no site of ours; name another folder, or give --force to put the site beside them"
        )


def keep(out: Path, planned: Sequence[Planned], shown: Iterable[Planned], force: bool) -> Kept:
    """Put a site into its folder: `shown` is what is planned, as it goes by.

    Raises `WronglyAsked` for a stranger's file in its way.
    """
    before = _listed(out)
    paths = [each.path for each in planned]
    _check_ways(out, paths, before, force)
    out.mkdir(parents=True, exist_ok=True)
    if set(paths) - set(before):
        put(out / LIST, _as_list({**{path: {} for path in paths}, **before}))
    kept = Kept()
    for each in shown:
        _keep_one(out, each, before.get(each.path, {}), kept)
    for path in sorted(set(before) - set(paths)):
        kept.removed += _remove(out, path)
    content = _as_list(kept.made)
    if not (out / LIST).is_file() or (out / LIST).read_bytes() != content:
        put(out / LIST, content)
    return kept


def _keep_one(out: Path, planned: Planned, before: Mapping[str, str], kept: Kept) -> None:
    path = out / planned.path
    there = path.read_bytes() if path.is_file() else None
    if planned.key and there is not None and before.get("key") == planned.key and before.get("sha256") == _sha256(there):
        content = there
    else:
        content = planned.make()
    if content == there:
        kept.unchanged += 1
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, content)
        kept.written += 1
    kept.made[planned.path] = {"sha256": _sha256(content), **({"key": planned.key} if planned.key else {})}


def _check_ways(out: Path, paths: Sequence[str], before: Mapping[str, Any], force: bool) -> None:
    """Raise `WronglyAsked` where something that is not ours stands in the way, or a link leads out of the folder."""
    top = out.resolve()
    for folder in {(out / path).parent for path in paths}:
        if not folder.resolve().is_relative_to(top) or (folder.exists() and not folder.is_dir()):
            raise WronglyAsked(f"{folder} is no folder of {out}, so that nothing is written there; take it away")
    for path in paths:
        if path not in before and os.path.lexists(out / path) and not force:
            raise WronglyAsked(f"{out / path} is there already and not of this site; take it away, or give --force")
        if (out / path).is_dir():
            raise WronglyAsked(f"{out / path} is a folder, where the site has a file; take it away")


def _listed(out: Path) -> dict[str, dict[str, str]]:
    """The files that were made before, each with its digest; none of them leads out of the folder."""
    try:
        found = json.loads((out / LIST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        found = None
    files = found.get("files") if isinstance(found, dict) and found.get("format") == FORMAT else None
    if not isinstance(files, dict) or not all(isinstance(each, dict) for each in files.values()):
        raise WronglyAsked(f"{out / LIST} is no list of a site; take it away, and give --force to make the site anew")
    return {path: each for path, each in files.items() if _is_inside(path)}


def _is_inside(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\\" not in path and ":" not in path


def _remove(out: Path, path: str) -> int:
    """Remove a file that is no longer part of the site, and the folders that are empty then. Gives how many were there."""
    place = out / path
    if not place.resolve().is_relative_to(out.resolve()) or not (place.is_file() or place.is_symlink()):
        return 0
    place.unlink()
    for folder in place.parents:
        if folder == out:
            break
        with contextlib.suppress(OSError):
            folder.rmdir()
    return 1


def _as_list(files: Mapping[str, Mapping[str, str]]) -> bytes:
    said = {"made by": "directions publish", "format": FORMAT, "files": dict(sorted(files.items()))}
    return (json.dumps(said, indent=0) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
