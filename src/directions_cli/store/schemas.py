"""JSON Schemas of the three kinds of file, for editors; generated from the models."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from directions_cli.domain.authority import Header
from directions_cli.domain.direction import DirectionFile
from directions_cli.domain.report import ReportDecision

KINDS: Mapping[str, type[BaseModel]] = {"register": Header, "direction": DirectionFile, "report": ReportDecision}


def schema_text(kind: str) -> str:
    """The schema of a kind of file as JSON text. The key order is the file's."""
    model = KINDS[kind]
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    schema |= model.model_json_schema(by_alias=True)
    schema["title"] = {"register": "Header of a register", "direction": "Direction", "report": "Report decision"}[kind]
    _untitle(schema)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _untitle(part: Any) -> None:
    """Take out the titles that pydantic makes of key names: editors would show them instead of the description."""
    if isinstance(part, dict):
        for name, each in part.items():
            if name == "properties":
                for value in each.values():
                    value.pop("title", None)
            _untitle(each)
    elif isinstance(part, list):
        for each in part:
            _untitle(each)
