"""What a log in Excel costs by openpyxl: `make FILE ROWS`, `list FILE` what is extant, `add FILE` a row.

Run by a Python that has openpyxl.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from openpyxl import Workbook, load_workbook

HEADINGS = (
    "Reference title status to functions approved issued takes_effect ends resource delivery_issues progress review varies"
    " supersedes revokes replaced_by private note"
).split()
ENDED = ("varied", "superseded", "closed", "revoked")


def row(number: int) -> list[Any]:
    """A row of about what the log has of a direction."""
    status = ("varied", "superseded", "closed", "retained", "closed", "closed", "issued")[number % 7]
    day = f"20{16 + number % 10}-03-18"
    reference, title = f"EXIJB-18/03/20{16 + number % 10}-{number:06}", f"Programme {number} of function-{number % 40}"
    known = [reference, title, status, "example-council", f"function-{number % 40}", day, day, day, "2029-03-31", number * 1000]
    return [*known, "", "on-track", "2026-04", "", "", "", "", "no", "Report of the year."]


def make(path: str, rows: int) -> None:
    """A workbook of so many rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Directions")
    sheet.append(HEADINGS)
    for number in range(rows):
        sheet.append(row(number))
    book.save(path)


def listed(path: str) -> None:
    """What is extant, as JSON, read in the quicker way that openpyxl has."""
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    found = [dict(zip(HEADINGS, each, strict=True)) for each in sheet.iter_rows(min_row=2, values_only=True)]
    print(json.dumps([each for each in found if each["status"] not in ENDED], indent=2))


def add(path: str) -> None:
    """One row more, saved."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet.append(row(sheet.max_row))
    book.save(path)


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(sys.argv[2], int(sys.argv[3]))
    else:
        {"list": listed, "add": add}[sys.argv[1]](sys.argv[2])
