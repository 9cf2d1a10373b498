"""The commands of docs/import.md do what the page says, in the worked example."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from directions_cli.imports.fields import FIELDS, LEFT_OUT
from directions_cli.imports.mapping_file import COLUMN_KEYS, KEYS, SHEET_KEYS
from tests.conftest import git, run

TEXT = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
DAY = ("--today", "2026-11-24")


def test_the_commands_of_the_page_run(example_copy: Path, tmp_path: Path) -> None:
    register = example_copy
    found = re.search(r"Save this as `log.csv`.*?```text\n(.*?)```", TEXT, re.DOTALL)
    assert found
    (tmp_path / "log.csv").write_text(found[1], encoding="utf-8")
    heads = []
    for line in re.findall(r"^directions .*$", TEXT, re.MULTILINE):
        done = run("-C", register, *DAY, *shlex.split(line)[1:], cwd=tmp_path)
        assert done.returncode == 0, (line, done.stderr)
        heads.append(git(register, "log", "-1", "--format=%s").strip())
    assert heads[2] != heads[3] == heads[4] == "Import 3 historic directions from log.csv"
    assert heads[-1].startswith("Draft EXIJB-18/03/2025-")
    assert (tmp_path / "terms" / "form.yaml").is_file()


def test_the_page_names_every_field_and_key() -> None:
    for name in (*FIELDS, LEFT_OUT):
        assert f"| `{name}` |" in TEXT
    for key in (*KEYS, *SHEET_KEYS, *COLUMN_KEYS):
        assert f"`{key}`" in TEXT or f"`{key}:" in TEXT
