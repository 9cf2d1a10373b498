"""Tests of the index: it answers as the files do, whatever happens to them and to it."""
