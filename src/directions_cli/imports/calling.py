"""What logs call the partners of a register: by code, name, initials or kind, and all of them together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from directions_cli.domain.authority import Partner
from directions_cli.imports.words import plain

KINDS: Final = {
    "health-board": ("nhs", "hb", "health board", "the health board", "health", "nhs board", "board", "nhs health board"),
    "local-authority": ("council", "la", "local authority", "the council", "lac", "local government"),
}
"""Words for the one partner of a kind."""
ALL: Final = frozenset(
    "both all both partners all partners both parties both bodies nhs and council council and nhs health board and council"
    " council and health board".split()
) | {
    "both partners", "all partners", "both parties", "both bodies", "nhs and council", "council and nhs", "hb and council",
    "health board and council", "council and health board", "hb and la", "nhs and la", "la and hb", "both organisations",
    "both nhs and council", "both jointly", "jointly", "joint", "joint direction", "both health board and council",
    "health and council", "council and hb", "all constituent authorities", "both constituent authorities",
}  # fmt: skip
"""Words for all partners."""


def called(partner: Partner) -> Sequence[str]:
    """What a partner is called: its code, its name, the name without what its kind is called, its initials."""
    name = plain(partner.name)
    words = [word for word in name.split() if word not in ("the", "of", "and")]
    upper = re.sub(r"[^A-Z]", "", partner.name)
    initials = "".join(word if word == "nhs" else word[0] for word in words)
    short = re.sub(r"^(the )?city of | (city )?council$| health board$", "", name)
    names = [plain(partner.code), name, initials, upper.casefold()]
    if partner.kind == "health-board":
        names += [f"{name} health board", f"{short} health board", f"{name} board", re.sub(r"^nhs ", "", short)]
        names += [f"nhs {short}", f"{re.sub('^nhs ', '', name)} health board", f"{re.sub('^nhs ', '', name)} nhs board"]
    else:
        names += [f"{short} council", f"{short} city council", f"city of {short} council", short]
    return [each for each in names if len(each) > 1]
