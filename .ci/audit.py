"""Ask whether a vulnerability is known in what the program needs, by the two lock files. `make audit-dependencies`.

Ends with 1 where one is known. Where the service can't be asked, because the machine is offline for one, that is said plainly
and nothing fails: a check that was not made is no finding.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
PLACE = TOP / ".venv" / "audit"
LOCKS = ("requirements.lock", "requirements-dev.lock", "tests/fuzz/requirements.lock")
SECONDS = 300


def auditor() -> Path | None:
    """The program that asks, installed apart from all else; None where it can't be installed here."""
    python = PLACE / ("Scripts" if os.name == "nt" else "bin") / ("python.exe" if os.name == "nt" else "python")
    if not (PLACE / ".made").exists():
        venv.create(PLACE, with_pip=True, clear=True)
        lock = ("--no-deps", "--require-hashes", "-r", str(TOP / ".ci" / "audit.lock"))
        done = subprocess.run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *lock], check=False)
        if done.returncode:
            return None
        (PLACE / ".made").touch()
    return python


def asked(python: Path, lock: str) -> list[dict[str, Any]] | None:
    """What is known of each package of a lock file; None where the service could not be asked."""
    how = ("--disable-pip", "--require-hashes", "--progress-spinner", "off", "--format", "json", "-r", str(TOP / lock))
    try:
        done = subprocess.run(
            [str(python), "-m", "pip_audit", *how], capture_output=True, text=True, timeout=SECONDS, check=False, cwd=PLACE
        )
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None
    return found


def main() -> int:
    """Audit each lock file and say what came of it."""
    python = auditor()
    if python is None:
        print("audit-dependencies: pip-audit could not be installed here, so NOTHING WAS AUDITED")
        return 0
    known = 0
    for lock in LOCKS:
        found = asked(python, lock)
        if found is None:
            print(f"audit-dependencies: the vulnerability service could not be reached, so {lock} WAS NOT AUDITED")
            continue
        print(f"audit-dependencies: {lock}: {len(found)} packages were asked about")
        for package in found:
            for each in package.get("vulns", ()):
                known += 1
                fixed = ", ".join(each.get("fix_versions", ())) or "no version yet"
                print(f"  {package['name']} {package['version']}: {each['id']}, mended in {fixed}")
    return 1 if known else 0


if __name__ == "__main__":
    sys.exit(main())
