"""Running `directions` quickly, many times over, and killing it at a step, for tests of the ledger."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.ledger.world import TODAY, terms

LOADED = ("main", "issue", "close", "validate")


class Zygote:
    """A process that has the program loaded and forks it."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.given = scratch / "terms.yaml"
        self.given.write_text(terms())
        command = [sys.executable, "-m", "tests.faults.zygote", *LOADED]
        root = Path(__file__).parents[2]
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout.readline() == "ready\n"

    def run(self, folder: Path, *arguments: str, step: int = 0, group: bool = False):
        out = self.scratch / "out.txt"
        order = {"given": str(self.given), "out": str(out), "step": step, "group": group}
        order["arguments"] = ["-C", str(folder), *TODAY, *arguments]
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return answer["code"], answer["steps"], out.read_text(errors="replace")
