"""Every door holds: with its seeds, with every input that once broke it, and with a few of its seeds altered at random.

`DIRECTIONS_EXAMPLES=200` alters two hundred times as many; `make fuzz` is guided by what the inputs reach.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conftest import examples
from tests.fuzz.doors import CUT, try_door
from tests.fuzz.seeds import DOORS, FOUND, found_in, seeds_of

SIGNS = (
    *(b"\x00", b"\n", b"\r", b"\t", b"\xff", b"\xe2\x80\xae", b"\x1b[2J", b"'", b'"', b"{", b"}", b"[", b"]", b"- ", b": ", b"#"),
    *(b"<", b"&", b"%", b"|", b">", b"0", b"99999999999999999999", b"-1", b"1e999", b"null", b"\xef\xbb\xbf", CUT),
)


def altered(seed: bytes, chance: random.Random) -> bytes:
    """A seed with a few places taken out, doubled, or written over."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        to = min(at + chance.choice((0, 1, 4, 40)), len(data))
        data[at:to] = chance.choice((*SIGNS, bytes(data[at:to]) * 2, bytes([chance.randrange(256)]), b""))
    return bytes(data)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_holds(door: str) -> None:
    for data in (b"", *seeds_of(door), *(path.read_bytes() for path in found_in(door))):
        try_door(DOORS[door], data)


def test_every_found_input_is_of_a_door() -> None:
    assert {path.name for path in FOUND.iterdir() if path.is_dir()} <= set(DOORS)
    assert all(path.suffix == ".bin" for path in FOUND.glob("*/*"))


@settings(
    max_examples=examples(60), deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(st.sampled_from(list(DOORS)), st.integers(0, 2**32))
def test_altered_inputs_break_no_door(door: str, number: int) -> None:
    chance = random.Random(number)
    try_door(DOORS[door], altered(chance.choice(seeds_of(door)), chance))
