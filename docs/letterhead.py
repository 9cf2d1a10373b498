"""Makes `templates/letterhead.docx`, the letterhead that is shipped: `python docs/letterhead.py --write`.

It bears no authority's name; the sender of a letter does. An authority puts its own `letterhead.docx`, made in Word, into
the `templates/` folder of its register.
"""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Final

ACCENT: Final = "14456B"
FONT: Final = "Arial"
LETTERHEAD: Final = Path(__file__).parents[1] / "templates" / "letterhead.docx"
DAY: Final = date(2025, 1, 1)

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = f'xmlns:w="{_WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_CT}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_CT}.styles+xml"/>\
<Override PartName="/word/settings.xml" ContentType="{_CT}.settings+xml"/>\
<Override PartName="/word/fontTable.xml" ContentType="{_CT}.fontTable+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_CT}.header+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_CT}.footer+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""

RELATIONS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"""

PARTS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_REL}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_REL}/settings" Target="settings.xml"/>\
<Relationship Id="rId3" Type="{_REL}/fontTable" Target="fontTable.xml"/>\
<Relationship Id="rId4" Type="{_REL}/footer" Target="footer1.xml"/>\
<Relationship Id="rId5" Type="{_REL}/header" Target="header1.xml"/></Relationships>"""

CORE = f"""<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">\
<dc:title>Letterhead</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"""

DOCUMENT = f"""<w:document {_NS}><w:body><w:sectPr><w:headerReference w:type="default" r:id="rId5"/>\
<w:footerReference w:type="default" r:id="rId4"/>\
<w:pgSz w:w="11906" w:h="16838"/>\
<w:pgMar w:top="1134" w:right="1304" w:bottom="1247" w:left="1304" w:header="624" w:footer="567" w:gutter="0"/>\
</w:sectPr></w:body></w:document>"""

SETTINGS = f"""<w:settings {_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="en-GB"/></w:settings>"""

FONTS = f"""<w:fonts {_NS}><w:font w:name="{FONT}"><w:altName w:val="Liberation Sans"/><w:panose1 w:val="020B0604020202020204"/>\
<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>"""


def field(name: str) -> str:
    """A field of the footer that Word reckons itself."""
    kinds = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    begin, separate, end = (f"<w:r>{kind}</w:r>" for kind in kinds)
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>{separate}<w:r><w:t>1</w:t></w:r>{end}'


def said(words: str) -> str:
    """Words of the footer."""
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


HEADER = f'<w:hdr {_NS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>'
"""A band of colour above the text: the shading of an empty paragraph, since LibreOffice would make a figure of a drawing."""

FOOTER = (
    f'<w:ftr {_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
    f"{said('Page ')}{field('PAGE')}{said(' of ')}{field('NUMPAGES')}</w:p></w:ftr>"
)


def styles() -> str:
    """The styles of the letterhead: Normal, header and footer by hand, all others as the writer of Word documents has them."""
    from directions_cli.documents.writers.docx_styles import STYLES, Styles, colours_of
    from directions_cli.documents.writers.docx_xml import etree

    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "eastAsia", "hAnsi", "cs"))
    frame = (
        "<w:pPr>"
        '<w:tabs><w:tab w:val="right" w:pos="9298"/></w:tabs><w:spacing w:before="0" w:after="0"/><w:jc w:val="right"/></w:pPr>'
        '<w:rPr><w:color w:val="404040"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'
    )
    root = etree.fromstring(
        f'<w:styles {_NS}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        f"{frame}</w:style>"
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr><w:shd w:val="clear" w:color="auto" w:fill="{ACCENT}"/>'
        '<w:spacing w:before="0" w:after="0" w:line="90" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr></w:style></w:styles>'
    )
    made = Styles(root)
    made.colours = colours_of(ACCENT)
    for name in ("Normal", *STYLES):
        made.id(name)
    made.link()
    made.table()
    return etree.tostring(root, encoding="unicode")


def letterhead() -> bytes:
    """The letterhead's bytes, the same on every machine."""
    from directions_cli.documents.writers.docx_package import resealed

    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, xml in (
            ("[Content_Types].xml", CONTENT_TYPES),
            ("_rels/.rels", RELATIONS),
            ("docProps/core.xml", CORE),
            ("word/_rels/document.xml.rels", PARTS),
            ("word/document.xml", DOCUMENT),
            ("word/fontTable.xml", FONTS),
            ("word/footer1.xml", FOOTER),
            ("word/header1.xml", HEADER),
            ("word/settings.xml", SETTINGS),
            ("word/styles.xml", styles()),
        ):
            package.writestr(name, _HEAD + xml)
    return resealed(packed.getvalue(), DAY)


if __name__ == "__main__":
    if "--write" in sys.argv:
        LETTERHEAD.write_bytes(letterhead())
    else:
        sys.exit(0 if LETTERHEAD.read_bytes() == letterhead() else f"{LETTERHEAD} is stale: python docs/letterhead.py --write")
