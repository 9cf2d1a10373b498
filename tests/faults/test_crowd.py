"""A small crowd: `make crowd` lets in a large one."""

from __future__ import annotations

import os

import pytest

from tests.faults.crowd import Done, in_clones, in_one_clone, passed_over

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks its officers"),
]


def test_in_one_clone_nothing_is_lost(tmp_path):
    found, wrong = in_one_clone(tmp_path, 8, 4)
    assert wrong == []
    assert len(found) == 8


def test_in_clones_of_one_remote_nothing_is_lost(tmp_path):
    found, wrong = in_clones(tmp_path, 4, 2)
    assert wrong == []
    assert len(found) == 4


def test_who_is_passed_over_is_counted():
    acts = [Done(1, 0.0, 9.0, 1, 0, "", "a"), *(Done(2, n, n + 0.5, 1, 0, "", "b") for n in (1.0, 2.0, 3.0))]
    assert passed_over(acts) == [3, 0, 0, 0]
