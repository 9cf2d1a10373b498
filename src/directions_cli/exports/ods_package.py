"""The parts of an OpenDocument workbook that are the same for every register, or nearly."""

from __future__ import annotations

from datetime import date
from typing import Final
from xml.sax.saxutils import quoteattr

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES: Final = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "style", "text", "table", "meta", "config")),
        f'xmlns:number="{_OASIS}:datastyle:1.0"',
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0"',
        'xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.3"',
    ]
)
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
MIMETYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST: Final = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta", "settings")
    )
    + "</manifest:manifest>"
)
STYLES: Final = (
    f"{_XML}<office:document-styles {_NAMES}><office:styles>"
    '<style:default-style style:family="table-cell"><style:text-properties fo:font-family="Calibri, Carlito, sans-serif"'
    ' fo:font-size="11pt"/></style:default-style><style:style style:name="Default" style:family="table-cell"/></office:styles>'
    '<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm"'
    ' fo:page-height="21cm" style:print-orientation="landscape" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>'
    '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" style:page-layout-name="page"/>'
    "</office:master-styles></office:document-styles>"
)
_TOP: Final = 'style:vertical-align="top"'


def _cells(name: str, properties: str, text: str = "", data: str = "", left: bool = False) -> str:
    inside = f"<style:table-cell-properties {properties}/>"
    inside += '<style:paragraph-properties fo:text-align="start"/>' if left else ""
    inside += f"<style:text-properties {text}/>" if text else ""
    named = f' style:data-style-name="{data}"' if data else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{named}>'
        f"{inside}</style:style>"
    )


CONTENT_BEGINS: Final = (
    f"{_XML}<office:document-content {_NAMES}><office:automatic-styles>"
    '<number:date-style style:name="dd"><number:day number:style="long"/><number:text>/</number:text>'
    '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>'
    '<number:currency-style style:name="pounds"><number:currency-symbol number:language="en" number:country="GB">£'
    '</number:currency-symbol><number:number number:decimal-places="2" number:min-decimal-places="2"'
    ' number:min-integer-digits="1" number:grouping="true"/></number:currency-style>'
    '<number:text-style style:name="as-text"><number:text-content/></number:text-style>'
    '<number:boolean-style style:name="booleans"><number:boolean/></number:boolean-style>'
    + _cells("head", 'fo:background-color="#1F3864" fo:wrap-option="wrap"', 'fo:color="#FFFFFF" fo:font-weight="bold"')
    + _cells("text", f'{_TOP} fo:wrap-option="wrap"', data="as-text")
    + _cells("plain", _TOP)
    + _cells("truth", f'{_TOP} style:text-align-source="fix"', data="booleans", left=True)
    + _cells("day", f'{_TOP} style:text-align-source="fix"', data="dd", left=True)
    + _cells("money", _TOP, data="pounds")
    + '<style:style style:name="ta1" style:family="table" style:master-page-name="Default">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="ro1" style:family="table-row"><style:table-row-properties style:row-height="1.1cm"'
    ' style:use-optimal-row-height="false"/></style:style>'
)
"""Everything up to the widths of columns, which differ."""


def meta(title: str, day: date, language: str) -> str:
    """What the workbook says of itself; its date is the day of the export. `title` and `language` are escaped already."""
    return (
        f"{_XML}<office:document-meta {_NAMES}><office:meta><dc:title>{title}</dc:title><dc:language>{language}</dc:language>"
        f"<meta:creation-date>{day.isoformat()}T00:00:00</meta:creation-date><dc:date>{day.isoformat()}T00:00:00</dc:date>"
        "</office:meta></office:document-meta>"
    )


def settings(sheets: list[str]) -> str:
    """How each sheet is shown: its headings and first column stay in sight."""
    frozen = {"HorizontalSplitMode": 2, "VerticalSplitMode": 2, "HorizontalSplitPosition": 1, "VerticalSplitPosition": 1}
    frozen |= {"PositionRight": 1, "PositionBottom": 1, "ActiveSplitRange": 2}
    kinds = {"HorizontalSplitMode": "short", "VerticalSplitMode": "short", "ActiveSplitRange": "short"}
    inside = "".join(
        f'<config:config-item config:name="{name}" config:type="{kinds.get(name, "int")}">{value}</config:config-item>'
        for name, value in frozen.items()
    )
    entries = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(sheet)}>{inside}</config:config-item-map-entry>"
        for sheet in sheets
    )
    return (
        f"{_XML}<office:document-settings {_NAMES}><office:settings>"
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{entries}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
