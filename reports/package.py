"""The parts of a workbook's package that do not depend on what it says: styles, relations, properties."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from reports.office_files import LONG_AGO

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# A style by its name: number format, font, fill, and what else its cells are.
_STYLES = {
    "plain": (0, 0, 0, ""),
    "required": (0, 1, 2, ""),
    "optional": (0, 1, 3, ""),
    "date": (164, 0, 0, ""),
    "moment": (165, 0, 0, ""),
    "quoted": (0, 0, 0, ' quotePrefix="1"'),  # text that a program could take for a formula
}
STYLE = {name: place for place, name in enumerate(_STYLES)}
_SHADES = ("BDD7EE", "EDEDED")


def parts(sheets: Sequence[str], author: str) -> dict[str, str]:
    """Every part but the sheets themselves, by its name."""
    places = range(1, len(sheets) + 1)
    kinds = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    kinds |= {f"/xl/worksheets/sheet{place}.xml": "worksheet" for place in places}
    listed = zip(sheets, places, strict=True)
    found = {
        "[Content_Types].xml": _types(kinds),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml"), ("", "docProps/core.xml")]),
        "docProps/core.xml": _properties(author),
        "xl/workbook.xml": _tag("workbook", f'xmlns="{MAIN}" xmlns:r="{_OFFICE}"', "<sheets>", *(
            f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"/>' for name, place in listed
        ), "</sheets>"),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{place}.xml") for place in places), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _styles(),
    }  # fmt: skip
    return {name: _HEAD + content for name, content in found.items()}


def _tag(name: str, attributes: str, *content: str) -> str:
    return f"<{name} {attributes}>{''.join(content)}</{name}>"


def _types(kinds: dict[str, str]) -> str:
    known = [f'<Override PartName="{name}" ContentType="{_TYPE}{kind}+xml"/>' for name, kind in kinds.items()]
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return _tag(
        "Types",
        f'xmlns="{_PACKAGE}/content-types"',
        f'<Default Extension="rels" ContentType="{relations}"/>',
        '<Default Extension="xml" ContentType="application/xml"/>',
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>',
        *known,
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    """Relations to parts, numbered from 1; one without a kind leads to the properties."""
    properties = f"{_PACKAGE}/relationships/metadata/core-properties"
    rows = (
        f'<Relationship Id="rId{n}" Type="{f"{_OFFICE}/{kind}" if kind else properties}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return _tag("Relationships", f'xmlns="{_PACKAGE}/relationships"', *rows)


def _properties(author: str) -> str:
    moment = f"{LONG_AGO:%Y-%m-%dT%H:%M:%SZ}"
    spaces = (
        f'xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    dates = (f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified"))
    return _tag("cp:coreProperties", spaces, f"<dc:creator>{author}</dc:creator>", *dates)


def _styles() -> str:
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    shades = (f'<fill><patternFill patternType="solid"><fgColor rgb="FF{s}"/></patternFill></fill>' for s in _SHADES)
    cells = (
        f'<xf numFmtId="{number}" fontId="{font_}" fillId="{fill}" borderId="0" xfId="0" applyNumberFormat="1" '
        f'applyFont="1" applyFill="1"{more}/>'
        for number, font_, fill, more in _STYLES.values()
    )
    return _tag(
        "styleSheet",
        f'xmlns="{MAIN}"',
        '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/>'
        '<numFmt numFmtId="165" formatCode="dd.mm.yyyy\\ hh:mm"/></numFmts>',
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>',
        '<fills count="4"><fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
        *shades,
        "</fills>",
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        f'<cellXfs count="{len(_STYLES)}">',
        *cells,
        "</cellXfs>",
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    )
