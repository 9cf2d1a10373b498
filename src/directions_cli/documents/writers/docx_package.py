"""The package of a Word document: opened with care, since anybody may have made it, and closed so that its bytes never differ."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Final

from directions_cli.documents.tree import Document
from directions_cli.documents.writers.docx_xml import etree, legible
from directions_cli.errors import Unreadable

LARGEST: Final = 60_000_000
"""Bytes that a package may hold when unpacked; beyond it is a bomb, not a letterhead."""
MOST_PARTS: Final = 2_000
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_EARLIEST: Final = date(1980, 1, 1)
_ADVICE: Final = "open it in Word and save it anew as a Word document (.docx)"
_NOISE: Final = frozenset(
    "Template TotalTime Pages Words Characters CharactersWithSpaces Lines Paragraphs HeadingPairs TitlesOfParts".split()
)
_NAMESPACES: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


def opened(data: bytes, path: Path) -> Any:
    """The Word document that the bytes of `path` hold, as python-docx has it. Raises `Unreadable`, saying what to do."""
    import docx

    _inspect(data, path)
    try:
        document = docx.Document(io.BytesIO(data))
        _ = document.element.body, document.styles.element, document.settings.element
    except (KeyError, ValueError, AttributeError, TypeError, LookupError, OSError, etree.LxmlError, zipfile.BadZipFile) as error:
        raise Unreadable(f"is no Word document that can be read ({_brief(error)}); {_ADVICE}", str(path)) from None
    if document.part.content_type != _MAIN:
        raise Unreadable(f"is no plain Word document; without macros, {_ADVICE}", str(path))
    if document.element.body is None:
        raise Unreadable(f"has no body; {_ADVICE}", str(path))
    return document


def _inspect(data: bytes, path: Path) -> None:
    """Refuse what would harm before anything of it is read: bombs, macros, document types with entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST:
                raise Unreadable(f"unpacks to more than {LARGEST:,} bytes or {MOST_PARTS:,} parts, so it is not read", str(path))
            for part in parts:
                name = part.filename.casefold()
                if name.endswith("vbaproject.bin"):
                    raise Unreadable(f"holds macros, so it is not used; {_ADVICE}", str(path))
                read = package.read(part) if name.endswith((".xml", ".rels")) else b""
                if any(each in read for each in _DOCTYPES):
                    raise Unreadable(f"declares a document type, which no Word document does; {_ADVICE}", str(path))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError) as error:
        raise Unreadable(f"is no Word document ({_brief(error)}); {_ADVICE}", str(path)) from None


def _brief(error: Exception) -> str:
    return " ".join(str(error.args[0] if error.args else error).split())[:120] or type(error).__name__


def describe(document: Any, about: Document) -> None:
    """What the file says of itself: title, author, subject, language, and the day as its only time."""
    part = document.part.package._core_properties_part
    when = f"{about.day.isoformat()}T00:00:00Z"
    root = etree.Element(_core("cp:coreProperties"), nsmap=_NAMESPACES)
    for name, said in (
        ("dc:title", about.title),
        ("dc:subject", about.subject),
        ("dc:creator", about.author),
        ("cp:lastModifiedBy", about.author),
        ("cp:revision", "1"),
        ("dcterms:created", when),
        ("dcterms:modified", when),
        ("dc:language", about.language),
    ):
        child = etree.SubElement(root, _core(name))
        child.text = " ".join(legible(said).split())
        if name.startswith("dcterms:"):
            child.set(_core("xsi:type"), "dcterms:W3CDTF")
    part._element.clear()
    part._element = _adopted(part._element, root)
    _quieten(document.part.package)


def _adopted(old: Any, new: Any) -> Any:
    """The element parsed as python-docx parses, so that it has its classes."""
    from docx.oxml.parser import parse_xml

    return parse_xml(etree.tostring(new))


def _core(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"


def _quieten(package: Any) -> None:
    """Drop what the letterhead's own file said of its making: counts, hours, a small picture of itself."""
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith("/thumbnail"):
            del package.rels[key]
        elif rel.reltype.endswith("/extended-properties") and not rel.is_external:
            try:
                root = etree.fromstring(rel.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            except etree.LxmlError:
                continue
            for child in list(root):
                if isinstance(child.tag, str) and etree.QName(child).localname in _NOISE:
                    root.remove(child)
            rel.target_part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def sealed(document: Any, day: date) -> bytes:
    """The document's bytes: the same for the same document on every machine.

    Every part bears the day of the document. Nothing is compressed: libraries of compression differ in their bytes.
    """
    packed = io.BytesIO()
    document.save(packed)
    return resealed(packed.getvalue(), day)


def resealed(data: bytes, day: date) -> bytes:
    """A package with fixed times, a fixed order and nothing that tells of the machine."""
    when = max(day, _EARLIEST)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as out:
        names = package.namelist()
        for name in sorted(dict.fromkeys(names), key=lambda each: (each != "[Content_Types].xml", each != "_rels/.rels", each)):
            entry = zipfile.ZipInfo(name, (when.year, when.month, when.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            out.writestr(entry, package.read(name))
    return made.getvalue()
