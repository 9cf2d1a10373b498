"""The clerk: the one path by which a register changes. Load, act, judge, write, commit; and reading it whole."""
