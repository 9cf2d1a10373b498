"""`directions` as it starts: a shell and `--version` are answered at once; errors become exit codes here alone.

Whatever is imported here at the top, a shell waits for at every press of the Tab key. All else is loaded by `program`.
"""

import contextlib
import gc
import os
import sys

from directions_cli import __version__
from directions_cli.cli.unheard import patient
from directions_cli.errors import DirectionsError, WronglyAsked

ASKED = "_DIRECTIONS_COMPLETE"
"""The variable by which the scripts of `--install-completion` ask; it says `complete_bash`, for example."""
VERSION = f"directions {__version__}"


def run(arguments: list[str] | None = None) -> None:
    """Run the program, with the process's arguments or those given, and leave with the exit code of design section 3."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")  # Windows would end a line of CSV with two CR
    sys.stderr = patient(sys.stderr)
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if arguments is None and os.environ.get(ASKED, "").startswith("complete_"):
            _complete()
        if given == ["--version"]:
            print(VERSION)
            sys.exit(0)
        _readable(given)
        from directions_cli.cli.program import start

        start(arguments, given)
    except DirectionsError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:  # as typer leaves where nobody reads on
        sys.exit(1)
    except OSError as error:
        _say(f"{error.filename or 'a file'}: {error.strerror or error}; nothing was done")
        sys.exit(2)
    except KeyboardInterrupt:
        print("directions: interrupted", file=sys.stderr)
        sys.exit(130)
    except Exception as error:
        sys.exit(_bug(error))
    finally:
        if arguments is None:
            gc.freeze()  # the process ends: a sweep for garbage in a large register would only delay that


def _complete() -> None:
    """Tell the shell what the word that is being typed may become, and be done. A shell is never shown an error."""
    with contextlib.suppress(Exception):
        from directions_cli.cli.shells import tell

        tell()
    sys.exit(0)


def _say(text: str) -> None:
    from directions_cli.cli.settings import say

    say(text)


def _readable(arguments: list[str]) -> None:
    """Refuse arguments that are no text: bytes that the system could not decode."""
    for argument in arguments:
        if any("\ud800" <= character <= "\udfff" for character in argument):
            raise WronglyAsked(f"the argument {argument!r} is not UTF-8 text; write it anew")


def _bug(error: Exception) -> int:
    """Keep the details of a bug in a file and say so in short."""
    import tempfile
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="directions-bug-", suffix=".txt", delete=False, encoding="utf-8") as file:
        file.write(f"directions {__version__}, {sys.version}\n{sys.argv}\n\n")
        file.write("".join(traceback.format_exception(error)))
    print(f"directions: this is a bug in the program ({type(error).__name__}); details are in {file.name}", file=sys.stderr)
    return 3
