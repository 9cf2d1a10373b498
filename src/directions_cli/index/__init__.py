"""What makes reading fast: an index of the register under the Git folder, never committed, safe to delete."""

from typing import Final

NO_INDEX: Final = "DIRECTIONS_NO_INDEX"
"""The variable of the environment that `--no-index` sets: nothing that is remembered is used, and nothing is remembered."""
