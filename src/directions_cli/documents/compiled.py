"""Templates compiled once: kept in the user's own cache folder, keyed by their text and by the code that restrains them.

Compiling is most of what a document costs. What is kept is Python's bytecode, so it lies where only the user writes, never in
the register or its Git folder, which may have come from somebody else. It may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from directions_cli import __version__
from directions_cli.resources import cache_folder

HERE = Path(__file__).parent
DEPENDS_ON = ("sandbox.py", "grammar.py", "filters.py", "messages.py")
"""The modules of ours that decide what a template compiles to."""


def compiled_templates() -> Compiled | None:
    """The cache of compiled templates, or None where there is no place for it."""
    folder = cache_folder()
    return Compiled(folder / "templates") if folder else None


class Compiled(BytecodeCache):
    """Bytecode of templates in files of a folder. Whatever goes wrong with it, the template is compiled anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        paths = (*(HERE / name for name in DEPENDS_ON), Path(jinja2.__file__))
        stats = [path.stat() for path in paths if path.is_file()]
        self.program = " ".join([__version__, sys.version, *(f"{stat.st_size}:{stat.st_mtime_ns}" for stat in stats)])

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept for it, if anything is and it is whole."""
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            digest, code = self._file(bucket).read_bytes().split(b"\n", 1)
            if digest == _digest(code):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, in one step."""
        path = self._file(bucket)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        code = marshal.dumps(bucket.code)
        with contextlib.suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            temporary.write_bytes(_digest(code) + b"\n" + code)
            temporary.replace(path)

    def _file(self, bucket: Bucket) -> Path:
        said = f"{bucket.key} {bucket.checksum} {self.program}"
        return self.folder / hashlib.blake2b(said.encode(), digest_size=20).hexdigest()


def _digest(code: bytes) -> bytes:
    return hashlib.blake2b(code, digest_size=16).hexdigest().encode()
