"""Views of the database: tables joined as people ask for them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final


def _listed(what: str, table: str, where: str = "") -> str:
    more = f" AND {where}" if where else ""
    inner = f"SELECT {what} AS one FROM {table} AS listed WHERE listed.direction = d.id{more} ORDER BY listed.number"
    return f"(SELECT group_concat(one, '; ') FROM ({inner}))"


_LOG: Final = f"""
SELECT d.id, d.reference, d.title, d.status, d.extant,
  {_listed("partner", "recipients")} AS directed,
  {_listed("function", "functions")} AS functions,
  d.approved, d.issued, d.takes_effect, d.ends, d.resource, d.delivery_issues, d.progress, d.review,
  {_listed("coalesce(earlier, link, unidentified)", "links", "field = 'varies'")} AS varies,
  {_listed("coalesce(earlier, link, unidentified)", "links", "field = 'supersedes'")} AS supersedes,
  {_listed("coalesce(earlier, link, unidentified)", "links", "field = 'revokes'")} AS revokes,
  (SELECT group_concat(later, '; ') FROM (SELECT later FROM history WHERE direction = d.id AND later IS NOT NULL
    ORDER BY number)) AS replaced_by,
  b.number AS report_number, d.private
FROM directions AS d LEFT JOIN board_reports AS b ON b.direction = d.id
ORDER BY d.approved, d.id"""
_MONEY: Final = """
SELECT f.direction, d.reference, d.title, d.status, d.extant, f.year, f.partner, p.name AS partner_name,
  f.function, g.name AS function_name, f.kind, f.amount_pence, f.amount, f.method, f."use", f.note
FROM finance AS f JOIN directions AS d ON d.id = f.direction
LEFT JOIN partners AS p ON p.code = f.partner LEFT JOIN delegated_functions AS g ON g.code = f.function
ORDER BY f.year, f.partner, f.kind, f.direction, f.number"""
_TIMELINE: Final = """
SELECT h.date, h.direction, d.reference, d.title, h.act, h.rating, h.outcome, h.stage, h.note, h.summary, h.later, h.number
FROM history AS h JOIN directions AS d ON d.id = h.direction
ORDER BY h.date, h.direction, h.number"""
_BY_FUNCTION: Final = """
SELECT g.code, g.name, count(d.id) AS directions, sum(d.extant) AS extant
FROM delegated_functions AS g LEFT JOIN functions AS f ON f.function = g.code LEFT JOIN directions AS d ON d.id = f.direction
GROUP BY g.code, g.name ORDER BY g.code"""
VIEWS: Final = MappingProxyType(
    {
        "log": ("The log of directions (guidance 5.2), with lists in one cell.", _LOG),
        "money": ("Every line of money with its direction, partner and function by name.", _MONEY),
        "timeline": ("Every entry of every history by date.", _TIMELINE),
        "by_function": ("How many directions cover each function, and how many of them are extant.", _BY_FUNCTION),
    }
)
"""Every view: what it shows, and its query."""
