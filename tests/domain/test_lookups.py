"""A register after a change finds directions as one does that was read anew."""

from __future__ import annotations

import random

import pytest

from directions_cli.domain.direction import Direction
from directions_cli.domain.lookups import LOOKUPS, keys_of
from directions_cli.domain.register import Amended, Change, Register
from tests.domain.money import CARE, NURSING, direction, line, register

