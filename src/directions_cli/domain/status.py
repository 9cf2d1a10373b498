"""The words for where a direction stands (design section 1). Nothing is imported here, so that a list can be narrowed quickly."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final, Literal

Status = Literal["draft", "issued", "retained", "varied", "superseded", "closed", "revoked"]
STATUSES: Final[tuple[Status, ...]] = ("draft", "issued", "retained", "varied", "superseded", "closed", "revoked")
EXTANT: Final[tuple[Status, ...]] = ("issued", "retained")
ENDED: Final[tuple[Status, ...]] = ("varied", "superseded", "closed", "revoked")
GROUPS: Final = MappingProxyType({"extant": EXTANT, "ended": ENDED})
