"""`directions`: the register of directions of a Scottish integration authority, kept in Git."""

__version__ = "0.1.0"
