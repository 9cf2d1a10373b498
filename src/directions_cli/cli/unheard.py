"""Talk that nobody hears: a standard error that is closed, full or on a full disk stops no command."""

from __future__ import annotations

import contextlib
import io
from typing import Any, TextIO


class Unheard(io.RawIOBase):
    """Passes on what is said as long as somebody takes it, and then no more."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def writable(self) -> bool:
        """It is there to be written to."""
        return True

    def write(self, said: Any) -> int:
        """Pass it on; say that it was, whether anybody took it or not."""
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(said)
        return len(said)

    def fileno(self) -> int:
        """The number of the stream itself."""
        return int(self._stream.fileno())

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return bool(self._stream.isatty())


def patient(stream: TextIO) -> TextIO:
    """Standard error made so that a write to it never fails."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        return stream
    below = Unheard(getattr(buffer, "raw", buffer))
    return io.TextIOWrapper(below, encoding="utf-8", errors="replace", newline="\n", write_through=True)  # type: ignore[type-var]
