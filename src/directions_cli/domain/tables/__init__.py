"""A register as tables of typed cells, and back: what every flat form of an export shares."""
