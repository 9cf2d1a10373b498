"""Where each page of the site lies: names that every system takes, and that stay when the register grows."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from directions_cli.documents.outbox import file_name

LOG: Final = "index.html"
ABOUT: Final = "about.html"
NOT_FOUND: Final = "404.html"
FEED: Final = "feed.xml"
DATA: Final = "data/index.html"
CHANGES: Final = "changes/index.html"
REPORTS: Final = "reports/index.html"
STYLE, SCRIPT = "assets/register.css", "assets/register.js"
FOLDERS: Final = {"function": "functions", "partner": "partners", "meeting": "meetings", "day": "as-at"}
"""The folder of each kind of group."""
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever their ending."""


def page_name(name: str, ending: str = ".html") -> str:
    """A name for a file, as `file_name` gives it, that is no device of Windows either."""
    made = file_name(name, "")
    return f"{made}-{ending}" if _DEVICE.match(made) else f"{made}{ending}"


def of_direction(id: str) -> str:
    """The page of a direction."""
    return f"directions/{page_name(id)}"


def of_form(id: str, ending: str) -> str:
    """The form of a direction."""
    return f"directions/forms/{page_name(id, ending)}"


def of_terms(id: str) -> str:
    """The file of a direction, as open data."""
    return f"data/directions/{page_name(id, '.yaml')}"


def of_group(kind: str, code: str) -> str:
    """The page of a function, partner, meeting or earlier day."""
    return f"{FOLDERS[kind]}/{page_name(code)}"


def of_groups(kind: str) -> str:
    """The page that lists them."""
    return f"{FOLDERS[kind]}/index.html"


def of_report(stem: str) -> str:
    """The page of the decision of a report, by the name of its file."""
    return f"reports/{page_name(stem)}"


def of_changes(year: int) -> str:
    """What changed in a year."""
    return f"changes/{year}.html"


def meeting_code(day: date | None) -> str:
    """The code of a meeting: its day, or `undated` for directions of which it is not known."""
    return day.isoformat() if day else "undated"


def to_top(path: str) -> str:
    """What leads from a page to the top of the site."""
    return "../" * path.count("/")
