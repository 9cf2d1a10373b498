"""The variables that Git sets for its hooks, which would lead our own Git commands astray."""

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
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_NAMESPACE",
)


def forget_hook_variables() -> None:
    """Forget what Git set for a hook, so that a command run inside one finds the repository by itself."""
    for name in LOCATION_VARIABLES:
        os.environ.pop(name, None)
