"""The command line: one module a command, which parses, calls and prints."""

import gc
from typing import Final

OBJECTS: Final = 100_000
"""Objects made before Python looks for ones that are no longer needed. A command is over before it needs the room, and to
look for them while modules are loaded would take a tenth of its time."""
gc.set_threshold(OBJECTS)
