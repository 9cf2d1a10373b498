"""The variables that Git sets for its hooks, which would lead our own Git commands astray; and the one that we set."""

from __future__ import annotations

import os

LOCATION_VARIABLES = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_NAMESPACE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
ACT_IN_HOOK = "DIRECTIONS_ACT"
"""Holds the process id of an act while a hook of it runs, so that a command in the hook does not wait for the act."""


def forget_hook_variables() -> None:
    """Forget what Git set for a hook, so that a command run inside one finds the repository by itself."""
    for name in LOCATION_VARIABLES:
        os.environ.pop(name, None)


def act_around() -> int | None:
    """The process id of the act in whose hook this command runs, or None outside any."""
    said = os.environ.get(ACT_IN_HOOK, "")
    return int(said) if said.isascii() and said.isdigit() else None
